"""The steering group explores the state in a meeting."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

PAGES = ("", "toimenpiteet", "kokous", "esitys", "raportti", "tuonti", "muutosloki")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_opens_by_its_own_link_in_every_language(open_reader, dashboard, path, language):
    reader = open_reader(dashboard)
    reader.open(f"{path}?kieli={language}")
    expect(reader.page.locator("h1").first).to_be_visible()
    assert reader.page.evaluate("document.documentElement.lang") == language
    reader.sees_no_traceback()


def test_a_number_on_the_start_page_leads_to_its_rows_and_a_row_to_the_reason(reader):
    page = reader.open()
    red = page.locator(".bar a.red").first
    count = int(re.search(r"\d+", red.inner_text()).group())
    red.click()
    reader.settle()
    expect(page.locator("tr .light.red")).to_have_count(count)
    expect(page.locator("tr .light.green")).to_have_count(0)
    name = page.locator("a.name").first.inner_text()
    page.locator("a.name").first.click()
    reader.settle()
    expect(page.locator(".action h2")).to_have_text(name)
    reader.sees_no_traceback()


def test_links_change_the_filters_and_the_page_without_loading_the_dashboard_again(reader):
    page = reader.open("toimenpiteet")
    page.evaluate("window.loaded = true")
    page.locator(".bar a").first.click()
    reader.settle()
    expect(page).to_have_url(re.compile("valo="))
    page.get_by_test_id("stSidebarNavLink").first.click()
    reader.settle()
    page.locator(".cards a").nth(2).click()
    reader.settle()
    expect(page.locator("h1")).to_have_text("Toimenpiteet")
    expect(page).to_have_url(re.compile("myohassa=1"))
    assert "valo=" not in page.url
    assert page.evaluate("window.loaded")
    reader.sees_no_traceback()


def test_a_link_opens_the_same_view_for_somebody_else(reader, open_reader, dashboard):
    page = reader.open("toimenpiteet")
    page.get_by_role("searchbox", name="Haku").fill("nuor")
    page.keyboard.press("Enter")
    reader.settle()
    page.get_by_text("Myöhässä", exact=True).click()
    reader.settle()
    shown = page.locator("a.name").all_inner_texts()
    assert shown
    other = open_reader(dashboard)
    other.page.goto(page.url)
    other.settle()
    assert other.page.locator("a.name").all_inner_texts() == shown


def test_the_browsers_back_button_brings_the_former_filter_back(reader):
    page = reader.open()
    before = page.locator(".cards").inner_text()
    page.locator(".cards a").nth(2).click()
    reader.settle()
    expect(page).to_have_url(re.compile("myohassa=1"))
    page.go_back()
    reader.settle()
    assert page.locator(".cards").inner_text() == before


def test_the_language_stays_from_page_to_page(reader):
    page = reader.open("?kieli=sv")
    page.get_by_test_id("stSidebarNavLink").nth(1).click()
    reader.settle()
    expect(page).to_have_url(re.compile("kieli=sv"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Åtgärder")


def test_everybody_sees_a_light_within_three_seconds_of_its_change(reader, open_reader, dashboard):
    other = open_reader(dashboard)
    other.open("toimenpiteet?valo=red")
    name = other.page.locator("a.name").first.inner_text()
    page = reader.open("toimenpiteet?valo=red")
    page.get_by_role("link", name=f"Arvioi: {name}").click()
    reader.settle()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="keltainen").click()
    dialog.get_by_role("textbox", name="Arvion teksti").fill("Päätettiin kokouksessa.")
    dialog.get_by_role("button", name="Tallenna arvio").click()
    expect(dialog).to_have_count(0, timeout=10_000)
    expect(other.page.locator("a.name", has_text=name)).to_have_count(0, timeout=8_000)
    reader.sees_no_traceback()
    other.sees_no_traceback()


def test_the_keyboard_reaches_the_numbers_and_opens_them(reader):
    page = reader.open()
    link = page.locator(".bar a").first
    link.focus()
    page.keyboard.press("Enter")
    reader.settle()
    expect(page).to_have_url(re.compile("toimenpiteet.*valo="))


@pytest.mark.parametrize(
    "address",
    [
        "toimenpiteet?suunnitelma=xyz",
        "toimenpiteet?valo=violetti",
        "toimenpiteet?toimenpide=xyz",
        "?vuosi=1999",
        "toimenpiteet?arvioi=xyz",
        "toimenpiteet?painopiste=xyz",
    ],
)
def test_a_stale_link_is_told_of_in_one_sentence(reader, address):
    reader.open(address)
    expect(reader.page.get_by_test_id("stAlert").first).to_be_visible()
    reader.sees_no_traceback()


def test_a_page_that_does_not_exist_is_told_of_in_the_readers_language(reader):
    reader.open("eitallaistasivua")
    reader.sees("Sivua ”eitallaistasivua” ei ole")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)
    reader.sees_no_traceback()


def test_the_lights_of_the_years_open_as_a_picture_with_its_table(reader):
    page = reader.open("")
    page.get_by_text("Liikennevalot vuosittain").click()
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible(timeout=10_000)
    expect(page.get_by_test_id("stTable")).to_contain_text("2024")
    reader.sees_no_traceback()
