"""Importing workbooks: what a file says and only that, nothing lost, nothing twice."""

import pytest
from edited_workbooks import by_hand, cell, counts, download, edited, read, row_with, take, write
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine
from trees import NOW, ORGANISATION, PLAN, action, build, snapshot, tree

from hyte_core.changes import JournalFilter, changes_of, entries, undo, version
from hyte_core.database import DATA_FOLDER
from hyte_core.excel import template
from hyte_core.imports import accept

SMALL = """\
1. Osallisuus
  Kuuleminen
    Asukasraati (Sivistys) [red 2023-12-31, yellow 2024-12-31]
    Kysely (due 2025-12-31)
      - Suunnittelu
      - Toteutus [green 2025-01-31]
  - Toimenpide ilman tavoitetta
  Tyhjä tavoite"""
NOTHING = {"added": 0, "changed": 0, "removed": 0}
PLACE = {"Organisaatio": ORGANISATION, "Suunnitelma": PLAN}


# --- the same again


def test_a_downloaded_workbook_changes_nothing(engine: Engine) -> None:
    build(engine, SMALL)
    assert counts(engine, download(engine)) == NOTHING


def test_the_same_file_imported_twice_changes_nothing_the_second_time(engine: Engine) -> None:
    content = (DATA_FOLDER / "esimerkkikunta.xlsx").read_bytes()
    assert take(engine, content).done
    before = snapshot(engine), version(engine)
    assert counts(engine, content) == NOTHING
    assert take(engine, content).change_set is None
    assert (snapshot(engine), version(engine)) == before


def test_reading_a_file_writes_nothing(engine: Engine) -> None:
    assert read(engine, (DATA_FOLDER / "kemi.xlsx").read_bytes()).comparison is not None
    assert not any(snapshot(engine).values())
    assert version(engine) == 0


def test_an_imported_file_undone_leaves_nothing(engine: Engine) -> None:
    outcome = take(engine, (DATA_FOLDER / "mikkeli_hyvan_elaman_ohjelma.xlsx").read_bytes())
    assert outcome.change_set is not None
    assert undo(engine, outcome.change_set, author="Peruja", now=NOW).done
    assert not any(snapshot(engine).values())


def test_the_journal_names_the_file_and_the_cell(engine: Engine) -> None:
    take(engine, by_hand({**PLACE, "Painopiste": "1. Osallisuus", "Toimenpide": "Kysely"}))
    (row,) = entries(engine, JournalFilter(source="import"))[0]
    assert (row.file, row.author) == ("koe.xlsx", "Tuoja")
    (change,) = [change for change in changes_of(engine, row.id) if change.entity == "action"]
    assert (change.fields["name"], change.origin) == ((None, "Kysely"), "Toimenpiteet!D2")


# --- what has changed in the file


def test_a_changed_light_adds_an_assessment_and_keeps_the_old_ones(engine: Engine) -> None:
    build(engine, SMALL)

    def assess(sheet: Worksheet) -> None:
        write("Asukasraati", "Liikennevalo", "vihreä")(sheet)
        write("Asukasraati", "Arvioitu", "1.10.2025")(sheet)

    assert take(engine, edited(download(engine), assess)).done
    told = [(a.light.value, str(a.assessed_on)) for a in action(engine, "Asukasraati").assessments]
    assert told == [("red", "2023-12-31"), ("yellow", "2024-12-31"), ("green", "2025-10-01")]


def test_a_light_without_a_date_is_dated_today(engine: Engine) -> None:
    build(engine, SMALL)
    take(engine, edited(download(engine), write("Kysely", "Liikennevalo", "punainen")))
    assert "Kysely (due 2025-12-31) [red 2025-11-03]" in tree(engine)


def test_an_emptied_light_takes_no_assessment_away(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(download(engine), write("Asukasraati", "Liikennevalo", None))
    assert counts(engine, content)["removed"] == 0
    take(engine, content)
    assert [a.light.value for a in action(engine, "Asukasraati").assessments][:2] == ["red", "yellow"]


def test_a_column_that_the_file_does_not_have_stays_untouched(engine: Engine) -> None:
    build(engine, SMALL)
    row = {**PLACE, "Painopiste": "1. Osallisuus", "Tavoite": "Kuuleminen", "Toimenpide": "Kysely"}
    assert counts(engine, by_hand({**row, "Aikataulu": "keväällä"})) == {**NOTHING, "changed": 1}
    take(engine, by_hand({**row, "Aikataulu": "keväällä"}))
    one = action(engine, "Kysely")
    assert (one.schedule, str(one.due)) == ("keväällä", "2025-12-31")


def test_a_column_that_nobody_knows_changes_nothing(engine: Engine) -> None:
    build(engine, SMALL)
    row = {**PLACE, "Painopiste": "1. Osallisuus", "Tavoite": "Kuuleminen", "Toimenpide": "Kysely"}
    assert counts(engine, by_hand({**row, "Kahvinkeittäjä": "Maija"})) == NOTHING


def test_an_emptied_cell_empties_the_field(engine: Engine) -> None:
    build(engine, SMALL)
    take(engine, edited(download(engine), write("Asukasraati", "Vastuutahot", None)))
    assert action(engine, "Asukasraati").responsible == ()


def test_rows_that_the_file_leaves_out_stay(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(download(engine), lambda sheet: sheet.delete_rows(3, 6))
    assert counts(engine, edited(content, lambda sheet: sheet.delete_rows(2, 9), "Arviot")) == NOTHING


def test_case_and_white_space_of_a_name_make_no_new_action(engine: Engine) -> None:
    build(engine, SMALL)
    row = {**PLACE, "Painopiste": "1.  OSALLISUUS ", "Tavoite": "kuuleminen", "Toimenpide": " kysely"}
    assert counts(engine, by_hand(row)) == NOTHING


def test_responsible_bodies_are_separated_by_semicolons(engine: Engine) -> None:
    build(engine, SMALL)
    take(engine, edited(download(engine), write("Kysely", "Vastuutahot", "Sivistys;  Liikunta ;")))
    assert action(engine, "Kysely").responsible == ("Sivistys", "Liikunta")


# --- the hidden key


def unkeyed_history(content: bytes) -> bytes:
    """The workbook without the rows of its sheet Arviot."""
    return edited(content, lambda sheet: sheet.delete_rows(2, sheet.max_row), "Arviot")


def test_a_renamed_action_is_the_same_action(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(unkeyed_history(download(engine)), write("Asukasraati", "Toimenpide", "Nuorten raati"))
    assert counts(engine, content) == {**NOTHING, "changed": 1}
    id_ = action(engine, "Asukasraati").id
    take(engine, content)
    assert action(engine, "Nuorten raati").id == id_
    assert len(action(engine, "Nuorten raati").assessments) == 2


def test_a_corrected_capital_letter_of_a_known_action_is_kept(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(unkeyed_history(download(engine)), write("Asukasraati", "Toimenpide", "asukasRaati"))
    take(engine, content)
    assert action(engine, "asukasRaati")


def test_an_action_renamed_on_one_sheet_keeps_its_assessments_on_the_other(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(download(engine), write("Asukasraati", "Toimenpide", "Nuorten raati"))
    assert counts(engine, content) == {**NOTHING, "changed": 1}


def copy_row(text: str, new_name: str) -> object:
    """An edit: copy the row of an action below all others and write another name on it."""

    def edit(sheet: Worksheet) -> None:
        copied = [c.value for c in sheet[row_with(sheet, text)]]
        sheet.append(copied)
        sheet[cell(sheet, "Toimenpide", sheet.max_row)] = new_name

    return edit


def test_a_copied_row_with_the_same_hidden_key_becomes_a_new_action(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(download(engine), copy_row("Kysely", "Toinen kysely"))  # type: ignore[arg-type]
    assert counts(engine, content) == {**NOTHING, "added": 1}
    take(engine, content)
    assert action(engine, "Kysely").id != action(engine, "Toinen kysely").id


def test_a_copied_row_with_the_same_text_becomes_a_new_action_too(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(download(engine), copy_row("Kysely", "Kysely"))  # type: ignore[arg-type]
    assert counts(engine, content) == {**NOTHING, "added": 1}


def test_an_action_moved_to_another_goal_in_the_file_is_moved(engine: Engine) -> None:
    build(engine, SMALL)
    content = unkeyed_history(download(engine))
    content = edited(content, write("Asukasraati", "Tavoite", "Tyhjä tavoite"))
    assert counts(engine, content) == {**NOTHING, "changed": 1}
    take(engine, content)
    assert "Tyhjä tavoite\n    Asukasraati" in tree(engine)


def test_two_goals_with_the_same_text_keep_their_own_actions(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  Uusi tavoite\n    Ensimmäinen\n  Uusi tavoite\n    Toinen")
    assert counts(engine, download(engine)) == NOTHING


# --- sub-actions


def test_sub_actions_without_the_row_of_their_action_stay_its_parts(engine: Engine) -> None:
    build(engine, SMALL)

    def without_the_whole(sheet: Worksheet) -> None:
        sheet.delete_rows(row_with(sheet, "Kysely"))

    assert counts(engine, edited(download(engine), without_the_whole)) == NOTHING


def test_sub_actions_that_name_the_old_text_of_a_renamed_action_stay_its_parts(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(unkeyed_history(download(engine)), write("Kysely", "Toimenpide", "Laaja kysely"))
    assert counts(engine, content) == {**NOTHING, "changed": 1}
    take(engine, content)
    assert "Laaja kysely (due 2025-12-31)\n      - Suunnittelu\n      - Toteutus" in tree(engine)


def test_a_new_sub_action_finds_its_action_in_the_database(engine: Engine) -> None:
    build(engine, SMALL)
    row = {"Painopiste": "1. Osallisuus", "Tavoite": "Kuuleminen", "Toimenpide": "Kysely"}
    take(engine, by_hand({**PLACE, **row, "Alatoimenpide": "Tulosten esittely"}))
    assert "Toteutus [green 2025-01-31]\n      - Tulosten esittely" in tree(engine)


def test_sub_actions_of_an_action_that_has_no_row_anywhere_make_it(engine: Engine) -> None:
    row = {**PLACE, "Painopiste": "1. Osallisuus", "Toimenpide": "Kokonaisuus", "Vastuutahot": "Sivistys"}
    take(engine, by_hand({**row, "Alatoimenpide": "Ensin"}, {**row, "Alatoimenpide": "Sitten"}))
    assert tree(engine) == ("1. Osallisuus\n  - Kokonaisuus\n    - Ensin (Sivistys)\n    - Sitten (Sivistys)")


# --- files with errors


def codes(engine: Engine, content: bytes, **place: str) -> list[str]:
    """The codes of the errors of a file, none of which may be written."""
    before = snapshot(engine), version(engine)
    loading = read(engine, content, **place)
    assert loading.comparison is None
    assert not accept(engine, loading, author="Tuoja", now=NOW).done
    assert (snapshot(engine), version(engine)) == before
    return [problem.code for problem in loading.reading.problems if problem.severity == "error"]


def test_a_file_with_one_unknown_light_writes_nothing_and_names_the_cell(engine: Engine) -> None:
    build(engine, SMALL)
    content = edited(download(engine), write("Kysely", "Liikennevalo", "sininen"))
    assert codes(engine, content) == ["unknown_light"]
    (problem,) = read(engine, content).reading.problems
    assert (problem.sheet, problem.value) == ("Toimenpiteet", "sininen")
    assert problem.cell is not None
    assert problem.cell.startswith("K")


def test_a_text_of_ten_thousand_characters_is_told_before_anything_is_written(engine: Engine) -> None:
    row = {**PLACE, "Painopiste": "1. Osallisuus", "Toimenpide": "x" * 10_000}
    content = by_hand({**row, "Toimenpide": "Kysely"}, row)
    assert codes(engine, content) == ["too_long"]
    (problem,) = read(engine, content).reading.problems
    assert (problem.sheet, problem.cell) == ("Toimenpiteet", "D3")


def test_a_due_date_before_the_start_is_told_with_its_cell(engine: Engine) -> None:
    row = {**PLACE, "Painopiste": "1. Osallisuus", "Toimenpide": "Kysely"}
    content = by_hand({**row, "Alkaa": "1.2.2025", "Määräaika": "1.1.2025"})
    assert codes(engine, content) == ["due_before_start"]
    assert read(engine, content).reading.problems[0].cell == "D2"


def test_a_plan_that_ends_before_it_begins_is_told(engine: Engine) -> None:
    build(engine, SMALL)

    def edit(sheet: Worksheet) -> None:
        write(PLAN, "Alkaa", "1.1.2025")(sheet)
        write(PLAN, "Päättyy", "1.1.2024")(sheet)

    assert codes(engine, edited(download(engine), edit, "Suunnitelmat")) == ["due_before_start"]


def test_rows_that_belong_to_no_plan_ask_for_one(engine: Engine) -> None:
    content = by_hand({"Painopiste": "1. Osallisuus", "Toimenpide": "Kysely"})
    assert codes(engine, content) == ["no_plan"]
    assert take(engine, content, plan=PLAN, organisation=ORGANISATION).done
    assert tree(engine) == "1. Osallisuus\n  - Kysely"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", "tekstiä".encode() * 1000])
def test_a_file_that_is_not_a_workbook_is_told_in_a_sentence(engine: Engine, content: bytes) -> None:
    assert codes(engine, content) == ["not_a_workbook" if content else "empty_file"]


def test_the_empty_template_has_nothing_to_import(engine: Engine) -> None:
    assert counts(engine, template()) == NOTHING


def test_a_file_read_before_somebody_else_saved_is_a_conflict_not_an_overwriting(engine: Engine) -> None:
    build(engine, SMALL)
    loading = read(engine, edited(download(engine), write("Kysely", "Aikataulu", "keväällä")))
    take(engine, edited(download(engine), write("Kysely", "Aikataulu", "syksyllä")))
    outcome = accept(engine, loading, author="Hitaampi", now=NOW)
    assert [(c.mine, c.theirs, c.author) for c in outcome.conflicts] == [("keväällä", "syksyllä", "Tuoja")]
    assert action(engine, "Kysely").schedule == "syksyllä"


def test_a_new_plan_that_two_import_at_once_is_there_once(engine: Engine) -> None:
    content = (DATA_FOLDER / "kemi.xlsx").read_bytes()
    first, second = read(engine, content), read(engine, content)
    assert accept(engine, first, author="Nopea", now=NOW).done
    outcome = accept(engine, second, author="Hidas", now=NOW)
    assert {(conflict.reason, conflict.author) for conflict in outcome.conflicts} == {("exists", "Nopea")}
    assert len(snapshot(engine)["plan"]) == 1


def test_the_same_meeting_is_not_added_twice(engine: Engine) -> None:
    content = (DATA_FOLDER / "esimerkkikunta.xlsx").read_bytes()
    take(engine, content)
    meetings = len(snapshot(engine)["meeting"])
    assert meetings
    content = edited(
        content, lambda sheet: sheet.append([sheet["A2"].value, "1.12.2026", "Uusi"]), "Kokoukset"
    )
    assert counts(engine, content) == {**NOTHING, "added": 1}
