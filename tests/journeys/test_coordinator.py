"""The coordinator edits in the grid, uploads workbooks and takes things back."""

import subprocess
import sys
from io import BytesIO

import pytest
from browsing import ROOT, Dashboard, Reader
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

GRID = "toimenpiteet?nakyma=muokkaus"


def type_into_grid(reader: Reader, row: int, column: int, text: str) -> None:
    """Type a text into a cell of the canvas: it needs time to draw, to open its editor and to take Enter."""
    page = reader.page
    page.wait_for_timeout(900)
    canvas = page.get_by_test_id("stDataFrame").first
    box = canvas.bounding_box()
    edges = [0, 200, 330, 730]  # the left edges of the columns: place, light, name, responsible
    page.mouse.dblclick(box["x"] + edges[column] + 30, box["y"] + 38 + 44 * row + 22)
    page.wait_for_timeout(400)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    reader.settle()
    page.wait_for_timeout(700)


def export(dashboard: Dashboard, path) -> bytes:
    command = [
        sys.executable,
        "-m",
        "hyte_core",
        "export",
        str(path),
        "--plan",
        "Hyvinvointisuunnitelma 2024–2027",
    ]
    subprocess.run(command, cwd=ROOT, env=dashboard.environment, check=True, capture_output=True)
    return path.read_bytes()


def test_several_rows_are_edited_in_the_grid_and_saved_with_one_click_and_undone(reader):
    page = reader.open(GRID)
    type_into_grid(reader, 0, 2, "Ensimmäinen muutettu nimi")
    type_into_grid(reader, 1, 2, "Toinen muutettu nimi")
    page.get_by_role("button", name="Tallenna 2 muutosta").click()
    reader.sees("Tallennettu 2 muutosta")
    reader.open("toimenpiteet")
    reader.sees("Ensimmäinen muutettu nimi")
    reader.open("muutosloki")
    page.get_by_text("2 riviä").first.click()
    reader.settle()
    page.get_by_role("button", name="Peru tämä muutos").click()
    reader.sees("Muutos on peruttu.")  # who leaves at once may be gone before a slow computer has begun
    reader.open("toimenpiteet")
    expect(page.locator("a.name", has_text="muutettu nimi")).to_have_count(0)
    reader.sees_no_traceback()


def test_unsaved_edits_outlive_a_changed_filter(reader):
    page = reader.open(GRID)
    type_into_grid(reader, 0, 2, "Kesken jäänyt nimi")
    page.get_by_text("Myöhässä", exact=True).click()
    reader.settle()
    expect(page.get_by_role("button", name="Tallenna 1 muutos")).to_be_visible()
    page.get_by_role("button", name="Hylkää muutokset").click()
    reader.settle()
    expect(page.get_by_role("button", name="Ei tallennettavaa")).to_be_visible()


def test_two_who_edit_the_same_cell_both_learn_of_it(open_reader, dashboard):
    first, second = open_reader(dashboard), open_reader(dashboard)
    first.open(GRID)
    second.open(GRID)
    type_into_grid(first, 2, 2, "Ensimmäisen nimi")
    type_into_grid(second, 2, 2, "Toisen nimi")
    first.page.get_by_role("button", name="Tallenna 1 muutos").click()
    first.sees("Tallennettu 1 muutos")
    second.page.get_by_role("button", name="Tallenna 1 muutos").click()
    second.settle()
    second.sees("Ensimmäisen nimi")
    second.sees("Toisen nimi")
    second.page.get_by_role("button", name="Tallenna omat arvoni").click()
    second.sees("Tallennettu 1 muutos")
    second.open("toimenpiteet")
    second.sees("Toisen nimi")
    first.sees_no_traceback()
    second.sees_no_traceback()


def test_a_returned_workbook_shows_what_it_changes_and_is_accepted_and_taken_back(
    reader, dashboard, tmp_path
):
    book = load_workbook(BytesIO(export(dashboard, tmp_path / "vastuutaho.xlsx")))
    sheet = book["Toimenpiteet"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["Liikennevalo"]).value = "punainen"
    sheet.cell(2, columns["Arvion teksti"]).value = "Kilpailutus keskeytyi."
    book.save(tmp_path / "vastuutaho.xlsx")

    page = reader.open("tuonti")
    page.locator("input[type=file]").set_input_files(tmp_path / "vastuutaho.xlsx")
    reader.settle()
    reader.sees("vastuutaho.xlsx")
    page.get_by_role("button", name="Hyväksy").click()
    reader.sees("vastuutaho.xlsx on tallennettu")
    reader.open("toimenpiteet?haku=kilpailutus+keskeytyi")
    expect(page.locator("a.name")).to_have_count(1)
    reader.open("tuonti")
    page.get_by_role("button", name="Peru tuonti").first.click()
    reader.settle()
    reader.open("toimenpiteet?haku=kilpailutus+keskeytyi")
    reader.sees("Mikään toimenpide ei vastaa rajausta")
    reader.sees_no_traceback()


def test_a_file_that_is_no_workbook_gets_a_sentence(reader, tmp_path):
    (tmp_path / "kuva.xlsx").write_text("tämä on tekstiä")
    page = reader.open("tuonti")
    page.locator("input[type=file]").set_input_files(tmp_path / "kuva.xlsx")
    reader.settle()
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    reader.sees_no_traceback()


def test_the_files_place_speaks_the_readers_language_and_says_what_is_wrong_with_a_file(reader, tmp_path):
    (tmp_path / "kuva.png").write_text("ei työkirja")
    page = reader.open("tuonti")
    uploader = page.get_by_test_id("stFileUploader")
    for link, choose, wrong in (
        ("tuonti", "Valitse tiedosto", "ei kelpaa: tarkista, että se on oikeaa muotoa ja enintään 25 Mt"),
        ("tuonti?kieli=sv", "Välj fil", "kontrollera att den har rätt format och är högst 25 MB"),
    ):
        reader.open(link)
        expect(uploader.get_by_role("button", name=choose)).to_be_visible()
        expect(uploader.get_by_text("per file")).to_be_hidden()
        page.locator("input[type=file]").set_input_files(tmp_path / "kuva.png")
        reader.settle()
        content = uploader.evaluate("one => getComputedStyle(one, '::after').content")
        assert wrong in content


def test_an_action_is_added_edited_moved_and_removed(reader):
    page = reader.open("toimenpiteet")
    page.get_by_role("button", name="Lisää toimenpide").click()
    reader.settle()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Toimenpide").fill("Kokeillaan kyläkahvilaa <b>rohkeasti</b>")
    dialog.get_by_role("button", name="Lisää", exact=True).click()
    expect(dialog).to_have_count(0, timeout=10_000)
    reader.open("toimenpiteet?haku=kyläkahvilaa")
    page.locator("a.name").first.click()
    reader.settle()
    reader.sees("<b>rohkeasti</b>")
    page.get_by_role("button", name="Poista").click()
    reader.settle()
    page.get_by_role("dialog").get_by_role("button", name="Poista").click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=10_000)
    reader.open("toimenpiteet?haku=kyläkahvilaa")
    reader.sees("Mikään toimenpide ei vastaa rajausta")
    reader.sees_no_traceback()


def test_an_emptied_name_is_refused_with_a_sentence_and_nothing_is_lost(reader):
    page = reader.open("toimenpiteet")
    page.locator("a.name").nth(3).click()
    reader.settle()
    name = page.locator(".action h2").inner_text()
    page.get_by_role("button", name="Muokkaa").click()
    reader.settle()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Toimenpide").fill("")
    dialog.get_by_role("textbox", name="Aikataulu").fill("syksy 2027")
    dialog.get_by_role("button", name="Tallenna").click()
    reader.settle()
    expect(dialog.get_by_test_id("stAlert")).to_contain_text("ei voi olla tyhjä")
    expect(dialog.get_by_role("textbox", name="Aikataulu")).to_have_value("syksy 2027")
    reader.open("toimenpiteet")
    reader.sees(name)


def test_an_empty_installation_offers_three_ways_to_begin(open_reader, empty_dashboard):
    reader = open_reader(empty_dashboard)
    page = reader.open()
    for way in ("Lataa mallipohja", "Siirry tuontiin", "Ota esimerkit käyttöön"):
        expect(page.get_by_text(way)).to_be_visible()
    page.get_by_role("button", name="Ota esimerkit käyttöön").click()
    expect(page.locator(".cards")).to_be_visible(timeout=30_000)
    reader.sees_no_traceback()


def test_a_file_in_somebodys_own_layout_is_given_its_plan_and_taken_in(reader, tmp_path):
    book = Workbook()
    book.active.append(["Vastuutahon seuranta"])
    book.active.append([])
    book.active.append(["Painopiste", "Tavoite", "Toimenpiteet", "Vastuuhenkilö", "Tila 2025"])
    book.active.append(
        ["1. Oma painopiste", "Oma tavoite", "• Pihakahvila\n• Lukupiiri", "kirjasto\nnuoriso", "kesken"]
    )
    book.save(tmp_path / "oma.xlsx")
    page = reader.open("tuonti")
    page.locator("input[type=file]").set_input_files(tmp_path / "oma.xlsx")
    reader.settle()
    page.get_by_role("combobox", name="Mitä suunnitelmaa tiedosto koskee?").click()
    page.get_by_role("option", name="Uusi suunnitelma…").click()
    reader.settle()
    card = page.get_by_test_id("stMain")
    card.get_by_role("textbox", name="Organisaatio").fill("Koekunta")
    page.keyboard.press("Tab")
    reader.settle()
    card.get_by_role("textbox", name="Suunnitelman nimi").fill("Oma ohjelma")
    page.keyboard.press("Tab")
    reader.settle()
    page.get_by_role("button", name="Hyväksy", exact=True).click()
    reader.sees("oma.xlsx on tallennettu")
    reader.open("")
    page.get_by_role("combobox", name="Organisaatio").click()
    page.get_by_role("option", name="Koekunta").click()
    reader.settle()
    reader.sees("Oma ohjelma")
    reader.sees("1. Oma painopiste")
    page.get_by_role("link", name="1. Oma painopiste").click()
    reader.settle()
    expect(page.locator("a.name")).to_have_text(["Pihakahvila", "Lukupiiri"])
    reader.sees_no_traceback()
