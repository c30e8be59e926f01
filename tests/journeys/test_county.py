"""A county looks at its municipalities side by side and goes from a cell to the actions behind it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

SHARED = "Osallisuus ja yhteisöllisyys"


def test_from_the_heat_table_to_the_actions_of_a_municipality(reader):
    page = reader.open("organisaatiot")
    reader.sees("organisaatiota")
    page.get_by_role("link", name=SHARED).click()
    reader.settle()
    head = page.get_by_role("columnheader", name=SHARED)
    expect(head).to_have_attribute("aria-sort", "ascending")
    row = page.locator(".heat tbody tr").last
    expect(row).to_contain_text("Esimerkkikunta")
    cell = row.get_by_role("link").nth(2)
    size = re.search(r"\d+$", cell.inner_text())
    assert size
    cell.click()
    reader.settle()
    reader.sees(f"{size[0]} / 54 toimenpidettä")
    reader.sees(SHARED)
    page.go_back()
    reader.settle()
    expect(page.get_by_role("columnheader", name=SHARED)).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Esimerkkikunta").first.click()
    reader.settle()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hyvinvointisuunnitelma 2024–2027")
    reader.sees_no_traceback()


def test_with_the_keyboard_the_table_is_put_in_order(reader):
    page = reader.open("organisaatiot")
    head = page.get_by_role("columnheader", name="Organisaatio")
    head.get_by_role("link").focus()
    page.keyboard.press("Enter")
    reader.settle()
    expect(head).to_have_attribute("aria-sort", "ascending")
    reader.sees_no_traceback()
