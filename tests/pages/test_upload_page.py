"""Tuonti: what a file would change, accepting it, taking it back; files that are none."""

import json
from datetime import date
from io import BytesIO

import pytest
from opening import (
    HOSTILE,
    buttons,
    choose,
    click,
    errors,
    links,
    markdown,
    open_page,
    seen,
    toasts,
    told,
    type_into_grid,
    widget,
)
from openpyxl import Workbook, load_workbook
from trees import action, build, save, snapshot, tree, view
from trees import empty as clear

from hyte_core.changes import Change, JournalFilter, entries, imports
from hyte_core.database import DATA_FOLDER
from hyte_core.database.backup import kept
from hyte_core.excel import card_workbook, template, workbook
from hyte_core.imports import read
from hyte_core.lights import Light
from hyte_core.model import Meeting, Organisation, Participant
from hyte_core.records import YearCardRecord, dump
from hyte_core.ui.uploads import file as upload_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATA = sorted(DATA_FOLDER.glob("*.xlsx"))
TEXT = """
    1. A
      Tavoite
        Yksi (Sivistys) [red 2025-01-01]
        Kaksi (Liikunta)
"""


@pytest.fixture
def returned(empty):
    """The workbook of a small plan as a responsible body has returned it: a new light and a new schedule."""
    build(empty, TEXT)
    content = workbook(dump(empty))
    content = edited(content, "Yksi", "Liikennevalo", "vihreä")
    content = edited(content, "Yksi", "Arvion teksti", "Valmistui.")
    return edited(content, "Kaksi", "Aikataulu", "2027")


def edited(content: bytes, action: str, header: str, value: str) -> bytes:
    """The workbook after somebody has written under a header on an action's row."""
    book, target = load_workbook(BytesIO(content)), BytesIO()
    sheet = book["Toimenpiteet"]
    (column,) = [cell.column for cell in sheet[1] if cell.value == header]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == action)
    sheet.cell(row, column).value = value
    book.save(target)
    return target.getvalue()


def upload(at, *files):
    at.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
    return at.run()


def metrics(at):
    return {one.label: int(one.value) for one in at.metric}


def test_the_plan_to_send_out_is_the_one_chosen_elsewhere_or_else_the_freshest(empty):
    build(empty, "1. A\n  - B [green 2025-01-01]", organisation="Akaa", plan="Vanha")
    build(empty, "1. A\n  - B [green 2026-01-01]", organisation="Borgå", plan="Tuore")
    build(empty, "1. A", organisation="Eno", plan="Kolmas")
    assert widget(open_page("tuonti"), "send_plan").value == view(empty, "Tuore").id
    chosen = view(empty, "Kolmas").id
    assert widget(open_page("tuonti", suunnitelma=chosen), "send_plan").value == chosen


@pytest.mark.parametrize("path", [DATA[0], DATA[1], DATA[3]], ids=lambda path: path.stem)
def test_a_workbook_of_ours_that_has_been_read_in_has_nothing_new(full, path):
    before = snapshot(full)
    at = upload(open_page("tuonti"), (path.name, path.read_bytes()))
    assert not at.exception
    assert told(at) == "Tiedostossa ei ole mitään uutta: kaikki on jo tallessa."
    said = metrics(at)
    assert said["ennallaan"] > 0
    assert (said["uutta"], said["muuttunutta"], said["poistettavaa"]) == (0, 0, 0)
    assert "Hyväksy" not in buttons(at)
    assert snapshot(full) == before


def test_a_workbook_of_ours_fills_an_empty_database_once_accepted(empty):
    path = DATA_FOLDER / "esimerkkikunta.xlsx"
    at = upload(open_page("tuonti"), (path.name, path.read_bytes()))
    assert metrics(at)["uutta"] > 100
    assert snapshot(empty)["action"] == {}
    at = click(at, "Hyväksy")
    assert not at.exception and errors(at) == []
    assert len(snapshot(empty)["action"]) == 54
    assert links(open_page(""), "card")


def test_a_changed_workbook_shows_what_it_would_change_and_nothing_is_saved_yet(returned, empty):
    before = snapshot(empty)
    at = upload(open_page("tuonti"), ("liikunta.xlsx", returned))
    assert not at.exception and told(at) == ""
    said = metrics(at)
    assert (said["uutta"], said["muuttunutta"], said["poistettavaa"]) == (1, 1, 0)
    shown = seen(at)
    for text in ("liikunta.xlsx", "Valmistui.", "2027", "Toimenpiteet", "Mitä muuttuisi"):
        assert text in shown
    assert snapshot(empty) == before


def test_an_accepted_workbook_is_saved_listed_and_in_the_journal(returned, empty):
    at = click(upload(open_page("tuonti"), ("liikunta.xlsx", returned)), "Hyväksy")
    assert not at.exception and told(at) == ""
    assert len(toasts(at)) == 1 and "liikunta" in toasts(at)[0]
    assert not at.metric
    assert [a.light for a in action(empty, "Yksi").assessments] == [Light.RED, Light.GREEN]
    assert action(empty, "Kaksi").schedule == "2027"
    row = entries(empty, JournalFilter())[0][0]
    assert (row.source, row.file, row.size) == ("import", "liikunta.xlsx", 2)
    assert "liikunta.xlsx" in seen(at) and "Peru tuonti" in buttons(at)
    assert "toi tiedoston liikunta.xlsx" in seen(open_page("muutosloki"))


def test_an_accepted_workbook_is_taken_back(returned, empty):
    before = snapshot(empty)
    at = click(upload(open_page("tuonti"), ("liikunta.xlsx", returned)), "Hyväksy")
    at = click(at, "Peru tuonti")
    assert not at.exception and told(at) == ""
    assert snapshot(empty) == before
    assert "peruttu" in seen(at)
    assert "Peru tuonti" not in buttons(at)


def test_an_import_is_taken_back_from_the_sidebar_too(returned, empty):
    before = snapshot(empty)
    at = click(upload(open_page("tuonti"), ("liikunta.xlsx", returned)), "Hyväksy")
    click(at, "Peru viimeisin tallennukseni")
    assert snapshot(empty) == before


def test_an_import_whose_rows_were_edited_since_is_not_taken_back(returned, empty):
    at = click(upload(open_page("tuonti"), ("liikunta.xlsx", returned)), "Hyväksy")
    one = action(empty, "Kaksi")
    save(empty, Change.changing("action", one.id, schedule=("2027", "2028")), author="Maija")
    before = snapshot(empty)
    at = click(at, "Peru tuonti")
    assert not at.exception
    assert "on muutettu samoja kohtia" in told(at)
    assert snapshot(empty) == before
    assert any(one.label == "Siirry muutoslokiin" for one in at.get("page_link"))


def test_an_import_that_another_has_taken_back_is_shown_so(returned, empty):
    at = click(upload(open_page("tuonti"), ("liikunta.xlsx", returned)), "Hyväksy")
    click(open_page("tuonti"), "Peru tuonti")
    at = click(at, "Peru tuonti")
    assert not at.exception
    assert "peruttu" in seen(at)


def test_the_same_file_in_two_sessions_is_saved_once(returned, empty):
    first = upload(open_page("tuonti"), ("a.xlsx", returned))
    second = upload(open_page("tuonti"), ("a.xlsx", returned))
    click(first, "Hyväksy")
    after = snapshot(empty)
    at = second.run()
    assert "kaikki on jo tallessa" in told(at)
    assert snapshot(empty) == after


def test_what_another_saved_while_a_file_was_looked_at_is_in_the_comparison(returned, empty):
    at = upload(open_page("tuonti"), ("a.xlsx", returned))
    one = action(empty, "Kaksi")
    save(empty, Change.changing("action", one.id, schedule=("", "2030")), author="Maija")
    at = at.run()
    assert "2030" in seen(at)
    click(at, "Hyväksy")
    assert action(empty, "Kaksi").schedule == "2027"


def test_several_files_are_accepted_at_once_and_each_is_one_change_set(returned, empty):
    other = edited(workbook(dump(empty)), "Kaksi", "Liikennevalo", "punainen")
    total = entries(empty, JournalFilter())[1]
    at = upload(open_page("tuonti"), ("a.xlsx", returned), ("b.xlsx", other))
    assert buttons(at).count("Hyväksy") == 2
    at = click(at, "Hyväksy kaikki 2 tiedostoa")
    assert not at.exception and told(at) == ""
    assert action(empty, "Yksi").light is Light.GREEN and action(empty, "Kaksi").light is Light.RED
    rows, after = entries(empty, JournalFilter())
    assert after == total + 2
    assert [row.file for row in rows[:2]] == ["b.xlsx", "a.xlsx"]


def test_one_backup_is_made_before_several_files_so_that_those_of_earlier_days_stay(
    returned, empty, monkeypatch
):
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "10")
    other = edited(workbook(dump(empty)), "Kaksi", "Liikennevalo", "punainen")
    at = upload(open_page("tuonti"), ("a.xlsx", returned), ("b.xlsx", other))
    click(at, "Hyväksy kaikki 2 tiedostoa")
    assert len(imports(empty, 10)) == 2
    assert len(kept(empty)) == 1


def test_a_file_is_read_once_though_others_save_while_it_is_looked_at(returned, empty, monkeypatch):
    times = []
    monkeypatch.setattr(upload_file, "read", lambda *a, **k: times.append(a[1]) or read(*a, **k))
    at = upload(open_page("tuonti"), ("a.xlsx", returned))
    save(empty, Change.changing("action", action(empty, "Kaksi").id, schedule=("", "2030")), author="Maija")
    at = at.run()
    assert "2030" in seen(at)
    assert times == ["a.xlsx"]


def test_a_good_file_can_be_accepted_beside_a_broken_one(returned, empty):
    at = upload(open_page("tuonti"), ("rikki.xlsx", b"nothing"), ("a.xlsx", returned))
    assert len(errors(at)) == 1
    at = click(at, "Hyväksy")
    assert action(empty, "Kaksi").schedule == "2027"


@pytest.mark.parametrize(
    "content",
    [b"", b"this is text", b"PK\x03\x04 broken zip", b"\xd0\xcf\x11\xe0 an old .xls", None],
    ids=["empty", "text", "zip", "xls", "cut"],
)
def test_a_file_that_is_no_workbook_gets_one_sentence_and_nothing_is_saved(empty, content):
    if content is None:
        content = DATA[0].read_bytes()[:2000]
    before = snapshot(empty)
    at = upload(open_page("tuonti"), ("kuva.xlsx", content))
    assert not at.exception
    assert len(errors(at)) == 1
    assert "Traceback" not in told(at) and "Error" not in told(at)
    assert "Hyväksy" not in buttons(at)
    assert snapshot(empty) == before


def test_a_workbook_with_something_wrong_in_a_cell_tells_which_cell(empty):
    build(empty, TEXT)
    content = edited(workbook(dump(empty)), "Yksi", "Liikennevalo", "violetti")
    before = snapshot(empty)
    at = upload(open_page("tuonti"), ("a.xlsx", content))
    assert not at.exception
    said = told(at).replace("\\", "")
    assert "violetti" in said and "Toimenpiteet!" in said
    assert snapshot(empty) == before


def test_a_workbook_without_a_known_table_is_told(empty):
    book, target = Workbook(), BytesIO()
    book.active["A1"] = "Ostoslista"
    book.save(target)
    at = upload(open_page("tuonti"), ("lista.xlsx", target.getvalue()))
    assert not at.exception
    assert told(at) != ""
    assert "Hyväksy" not in buttons(at)


def test_the_file_that_can_be_downloaded_as_a_template_can_be_read_in_again(empty):
    book = load_workbook(BytesIO(template()))
    assert "Toimenpiteet" in book.sheetnames
    at = upload(open_page("tuonti"), ("malli.xlsx", template()))
    assert not at.exception


def test_the_page_lists_no_imports_before_the_first(empty):
    at = open_page("tuonti")
    assert "Viimeisimmät tuonnit" not in seen(at)
    assert [one.label for one in at.get("download_button")] == ["Lataa mallipohja"]


def test_the_latest_imports_are_listed_by_file(full):
    shown = seen(open_page("tuonti"))
    done = imports(full)
    assert len(done) >= 8
    for one in done[:8]:
        assert one.file in shown


def test_a_row_without_its_tick_is_left_out(returned, empty):
    at = upload(open_page("tuonti"), ("a.xlsx", returned))
    changes = list(at.data_editor[0].value["Kohta"])
    at = type_into_grid(at, {changes.index("aikataulu"): {"Mukaan": False}})
    at = click(at, "Hyväksy")
    assert not at.exception and told(at) == ""
    assert action(empty, "Yksi").light is Light.GREEN
    assert action(empty, "Kaksi").schedule == ""


def test_an_error_is_told_in_the_language_that_is_chosen_after_it(empty):
    at = upload(open_page("tuonti"), ("kuva.xlsx", b"nothing"))
    finnish = errors(at)
    at = choose(at, "address_kieli", "en")
    assert errors(at) and errors(at) != finnish


HOSTILE_FILE = "![x](http://evil.example/x.png) **bold**.xlsx"


def test_what_a_file_says_never_becomes_markup(returned, empty):
    content = edited(returned, "Kaksi", "Vastuutahot", HOSTILE)
    content = edited(content, "Yksi", "Liikennevalo", HOSTILE)
    at = upload(open_page("tuonti"), (HOSTILE_FILE, content))
    assert not at.exception
    assert "![x](http" in seen(at)
    for text in markdown(at):
        assert "![x]" not in text and "**bold**" not in text and "<script>" not in text


def test_the_name_of_a_saved_file_never_becomes_markup(returned, empty):
    at = click(upload(open_page("tuonti"), (HOSTILE_FILE, returned)), "Hyväksy")
    assert tree(empty) and view(empty)
    for text in markdown(at):
        assert "![x]" not in text and "**bold**" not in text


def downloads(at) -> list[str]:
    """The labels of the buttons that download something."""
    return [one.proto.label for one in at.get("download_button")]


def with_a_county(engine) -> None:
    """A plan, a county, and a negotiation with questions and a participant."""
    build(engine, TEXT)
    county = Organisation(name="Lapin hyvinvointialue", kind="county")
    meeting = Meeting(
        organisation_id=county.id,
        held_on=date(2026, 8, 20),
        title="Neuvottelut",
        kind="negotiation",
        questions=["Mikä onnistui?"],
    )
    rows = [county, meeting, Participant(meeting_id=meeting.id, organisation="Kemi")]
    assert save(engine, *map(Change.adding, rows)).done


def test_cards_are_asked_of_the_respondents_that_are_chosen(empty):
    with_a_county(empty)
    at = click(open_page("tuonti"), "Vuosikortit vastaajille")
    assert downloads(at)[-1] == "Lataa työkirjat (zip)"
    assert widget(at, "ask_respondents_Lapin hyvinvointialue").options == ["Testikunta"]
    at = open_page("tuonti")
    at.session_state["ask_respondents_Lapin hyvinvointialue"] = ["Testikunta"]
    assert downloads(click(at, "Vuosikortit vastaajille"))[-1] == "Lataa työkirja"


def test_a_pretask_is_asked_of_the_participants_of_a_meeting_with_questions(empty):
    with_a_county(empty)
    at = click(open_page("tuonti"), "Ennakkotehtävät osallistujille")
    assert downloads(at)[-1] == "Lataa työkirja"
    assert widget(at, "ask_meeting").options == ["Lapin hyvinvointialue: Neuvottelut 20.8.2026"]


def test_without_a_county_or_questions_the_dialogs_tell_what_to_do(empty):
    build(empty, TEXT)
    assert "Organisaatiot" in told(click(open_page("tuonti"), "Vuosikortit vastaajille"))
    assert "ennakkokysymyksiä" in told(click(open_page("tuonti"), "Ennakkotehtävät osallistujille"))


def test_a_card_that_comes_back_is_shown_and_saved(empty):
    with_a_county(empty)
    answered = YearCardRecord("Lapin hyvinvointialue", "Testikunta", 2026, state="Hyvä")
    content = card_workbook("Lapin hyvinvointialue", "Testikunta", 2026, [answered])
    at = upload(open_page("tuonti"), ("kortti.xlsx", content))
    click(at, "Hyväksy")
    assert [one.state for one in dump(empty).year_cards] == ["Hyvä"]


def test_a_dump_fills_an_empty_installation_once_accepted(empty):
    with_a_county(empty)
    content = json.dumps(dump(empty).as_json()).encode()
    clear(empty)
    at = upload(open_page("tuonti"), ("dump.json", content))
    click(at, "Hyväksy")
    assert json.dumps(dump(empty).as_json()).encode() == content
