"""The steering group asks what goes the wrong way; the coordinator corrects a value, fetches files, adds a year."""

import json
import subprocess
import sys

import pytest
from browsing import ROOT
from openpyxl import load_workbook

pytestmark = pytest.mark.journey

NAME = "Tuntee itsensä yksinäiseksi"


@pytest.fixture
def good_life(dashboard) -> str:
    """The id of Mikkeli's plan with the indicators."""
    ask = (
        "from hyte_core.database import connect; from hyte_core.views import plan_heads\n"
        "with connect().connect() as c: print([h.id for h in plan_heads(c) if h.name == 'Hyvän elämän ohjelma'][0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=ROOT,
        env=dashboard.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_from_the_number_of_the_start_page_to_the_indicators_action(reader, good_life):
    page = reader.open(f"?suunnitelma={good_life}")
    page.get_by_role("link", name="indikaattoria väärään suuntaan").click()
    reader.settle()
    reader.sees("Heikkeni 2,2 prosenttiyksikköä vuodesta 2017")
    page.get_by_role("link", name=NAME).click()
    reader.settle()
    page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
    page.get_by_text("Toimenpiteet", exact=True).last.click()
    reader.settle()
    page.get_by_role("link", name="Syrjäytymisen ehkäisy").click()
    reader.settle()
    reader.sees("Mitä indikaattorit kertovat")
    page.go_back()
    reader.settle()
    reader.sees(NAME)
    reader.sees_no_traceback()


def test_a_value_is_corrected_in_the_table_and_the_verdict_follows(reader, good_life):
    page = reader.open(f"indikaattorit?suunnitelma={good_life}")
    page.get_by_role("link", name=NAME).click()
    reader.settle()
    page.get_by_text("Arvot", exact=True).click()
    reader.settle()
    page.wait_for_timeout(1200)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] * 0.5, box["y"] + 60)
    page.wait_for_timeout(500)
    page.keyboard.press("Control+A")
    page.keyboard.type("1.5")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    reader.settle()
    page.get_by_role("button", name="Tallenna 1 muutos").click()
    reader.sees("Tallennettu 1 muutos")
    page.get_by_text("Kehitys", exact=True).click()
    reader.settle()
    reader.sees("1,5 %")
    reader.sees_no_traceback()


def test_the_values_and_the_picture_are_downloaded(reader, good_life, tmp_path):
    page = reader.open(f"indikaattorit?suunnitelma={good_life}")
    page.get_by_role("link", name=NAME).click()
    reader.settle()
    page.get_by_role("button", name="Lataa").click()
    got = {}
    for label in ("Kuva (PNG)", "Arvot (Excel)", "Arvot (CSV)"):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=label).click()
        got[label] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(got[label])
    assert got["Kuva (PNG)"].read_bytes().startswith(b"\x89PNG")
    assert "Havainnot" in load_workbook(got["Arvot (Excel)"]).sheetnames
    assert NAME in got["Arvot (CSV)"].read_text("utf-8-sig")


def test_a_file_from_sotkanet_is_dropped_in_and_accepted(reader, tmp_path):
    file = tmp_path / "sotkanet.json"
    rows = [
        {"indicator": 4, "region": 228, "year": year, "gender": "total", "value": 3.4, "absValue": 9}
        for year in (2021, 2022)
    ]
    file.write_text(json.dumps(rows))
    page = reader.open("tuonti")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    reader.settle()
    reader.sees("Ensimmäiset uudet arvot")
    page.get_by_role("button", name="Hyväksy", exact=True).click()
    reader.sees("on tallennettu")
    reader.sees_no_traceback()
