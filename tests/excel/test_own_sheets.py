"""Our own sheets: recognised by their headers alone, in any language, and read strictly cell by cell."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from hyte_core.excel import Reading, read_workbook
from hyte_core.excel.layout import CHOICES, column_word
from hyte_core.excel.own_rows import ROW_SHEETS
from hyte_core.excel.words_of_meetings import SLIDE_KINDS
from hyte_core.locale import LANGUAGES, speaking
from hyte_core.reports.choices import kind_words

KINDS = sorted(ROW_SHEETS)


def sheet_of(kind: str, *rows: dict[str, Any], language: str = "fi", without: str = "") -> bytes:
    """A workbook with one of our own sheets, under a name of somebody's own; rows are by the columns' fields."""
    book = Workbook()
    book.active.title = "Taul1"
    columns = [column.field for column in ROW_SHEETS[kind].columns if column.field != without]
    with speaking(language):
        book.active.append([column_word(field) for field in columns])
    for row in rows:
        book.active.append([row.get(field) for field in columns])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def told(reading: Reading) -> list[tuple[str, str | None]]:
    """The problems with their cells."""
    return [(problem.code, problem.cell) for problem in reading.problems]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_known_by_its_headers_in_any_language(kind: str, language: str) -> None:
    (table,) = read_workbook(sheet_of(kind, language=language)).tables
    assert table.kind == kind
    assert list(table.columns.values()) == [column.field for column in ROW_SHEETS[kind].columns]


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_of_a_sheet_have_the_same_header_in_any_language(kind: str) -> None:
    meant: dict[str, set[str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for column in ROW_SHEETS[kind].columns:
                meant.setdefault(column_word(column.field).casefold(), set()).add(column.field)
    assert {header for header, fields in meant.items() if len(fields) > 1} == set()


def test_somebodys_own_table_of_values_is_not_ours() -> None:
    row = {"indicator": "Yksinäisyys", "region": "Kemi", "year": 2021, "value": 12.1}
    reading = read_workbook(sheet_of("indicator_values", row, without="numerator"))
    assert [table.kind for table in reading.tables] == ["indicators"]
    assert [record.value for record in reading.records.indicator_values] == [12.1]


def test_a_column_that_was_deleted_is_not_given() -> None:
    reading = read_workbook(
        sheet_of("indicators", {"indicator": "Yksinäisyys", "polarity": "pienempi parempi"}, without="theme")
    )
    (record,) = reading.records.indicators
    assert record.polarity == "lower"
    assert record.given is not None and "theme" not in record.given and "unit" in record.given


@pytest.mark.parametrize("choice", sorted(CHOICES.keys() - {"card_part"}))
def test_a_choice_is_read_in_every_language_and_any_case(choice: str) -> None:
    kind, field = {
        "organisation": ("organisations", "kind"),
        "light": ("indicator_cards", "light"),
        "direction": ("targets", "direction"),
        "polarity": ("indicators", "polarity"),
        "party": ("maturity", "party"),
        "light_rule": ("indicators", "light_rule"),
        "meeting": ("meetings", "meeting_kind"),
        "statement": ("statements", "statement_kind"),
        "language": ("statements", "language"),
        "topic": ("decisions", "topic"),
        "slide": ("slides", "slide_kind"),
    }[choice]
    codes, word = CHOICES[choice]
    rows = []
    for language in LANGUAGES:
        with speaking(language):
            rows += [{**FULL[kind], field: word(code).upper()} for code in codes]
    records = getattr(read_workbook(sheet_of(kind, *rows)).records, kind)
    (name,) = (column.of for column in ROW_SHEETS[kind].columns if column.field == field)
    assert [getattr(record, name) for record in records] == [*codes] * len(LANGUAGES)


MEETING = {"organisation": "Kemi", "held_on": "3.2.2025", "meeting": "Ohjausryhmä"}
#: A row that says what it must, by kind.
FULL: dict[str, dict[str, Any]] = {
    "organisations": {"organisation": "Kemi"},
    "indicators": {"indicator": "Yksinäisyys"},
    "indicator_values": {"indicator": "Yksinäisyys", "region": "Kemi", "year": 2021, "value": 12.1},
    "targets": {"indicator": "Yksinäisyys", "region": "Kemi"},
    "indicator_cards": {"indicator": "Yksinäisyys", "organisation": "Kemi"},
    "contacts": {"area": "Osallisuus", "organisation": "Kemi", "role": "Koordinaattori"},
    "networks": {"network": "Kylät"},
    "maturity": {"area": "Osallisuus", "level": 3, "party": "kunta", "assessed_on": "14.5.2024"},
    "duties": {"paragraph": "6 §", "party": "kunta", "duty": "Raportoitava"},
    "yearly_events": {"event": "Raportti", "party": "kunta", "month": 5},
    "meetings": {"organisation": "Kemi", "held_on": "3.2.2025", "title": "Ohjausryhmä"},
    "meeting_items": {**MEETING, "topic": "oma asia", "item": "Tilat"},
    "decisions": {**MEETING, "decision": "Kootaan ryhmä"},
    "participants": {**MEETING, "participant": "Lahti"},
    "statements": {
        "organisation": "Kemi",
        "plan": "Suunnitelma",
        "statement_kind": "huoli",
        "year": 2021,
        "text": "Yksinäisyys",
    },
    "year_cards": {"county": "Lapin hyvinvointialue", "organisation": "Kemi", "year": 2024},
    "presentations": {"organisation": "Kemi", "plan": "Suunnitelma", "presentation": "Seminaari"},
    "slides": {
        "organisation": "Kemi",
        "plan": "Suunnitelma",
        "presentation": "Seminaari",
        "slide_kind": "vapaa teksti",
    },
}


@pytest.mark.parametrize(
    ("kind", "field", "value", "code"),
    [
        ("indicator_values", "value", "noin paljon", "not_a_number"),
        ("indicator_values", "year", "viime vuonna", "not_a_number"),
        ("indicator_values", "year", 2021.5, "bad_year"),
        ("targets", "direction", "sivulle", "unknown_value"),
        ("targets", "target_year", 1066, "bad_year"),
        ("indicators", "polarity", "isompi", "unknown_value"),
        ("indicators", "fetched_on", "eilen", "not_a_date"),
        ("indicator_cards", "light", "sininen", "unknown_light"),
        ("contacts", "email", "koordinaattori(at)kemi", "bad_email"),
        ("maturity", "level", 7, "unknown_value"),
        ("maturity", "party", "valtio", "unknown_value"),
        ("yearly_events", "month", 13, "unknown_value"),
        ("duties", "year", 99, "bad_year"),
        ("meetings", "meeting_kind", "palaveri", "unknown_value"),
        ("meetings", "held_on", "ensi viikolla", "not_a_date"),
        ("meetings", "attendees", -1, "unknown_value"),
        ("meeting_items", "topic", "sekalaista", "unknown_value"),
        ("decisions", "due", "2.2.2025", "due_before_start"),
        ("decisions", "done_on", "2.2.2025", "due_before_start"),
        ("statements", "statement_kind", "ilo", "unknown_value"),
        ("statements", "year", 21, "bad_year"),
        ("statements", "language", "saame", "unknown_value"),
        ("year_cards", "year", "viime", "not_a_number"),
        ("slides", "slide_kind", "elokuva", "unknown_value"),
    ],
)
def test_a_cell_that_cannot_be_is_a_problem_there_and_its_row_no_record(
    kind: str, field: str, value: Any, code: str
) -> None:
    reading = read_workbook(sheet_of(kind, FULL[kind], {**FULL[kind], field: value}))
    letter = "ABCDEFGHIJKLMNOP"[[column.field for column in ROW_SHEETS[kind].columns].index(field)]
    assert told(reading) == [(code, f"{letter}3")]
    assert len(getattr(reading.records, kind)) == 1


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (kind, column.field)
        for kind, row in FULL.items()
        for column in ROW_SHEETS[kind].columns
        if column.required and len(row) > 1
    ],
)
def test_a_row_without_what_it_must_tell_is_a_problem_at_that_cell(kind: str, field: str) -> None:
    row = {name: value for name, value in FULL[kind].items() if name != field}
    letter = "ABCDEFGHIJKLMNOP"[[column.field for column in ROW_SHEETS[kind].columns].index(field)]
    reading = read_workbook(sheet_of(kind, row))
    assert told(reading) == [("empty", f"{letter}2")]
    assert getattr(reading.records, kind) == ()


def test_rows_that_name_no_organisation_are_of_the_one_that_was_chosen() -> None:
    content = sheet_of("contacts", {"area": "Osallisuus", "role": "Koordinaattori"})
    assert told(read_workbook(content)) == [("empty", "B2")]
    (contact,) = read_workbook(content, organisation="Kemi").records.contacts
    assert contact.organisation == "Kemi"


def test_numbers_are_read_as_finns_write_them_and_as_per_cent() -> None:
    book = Workbook()
    book.active.append([column_word(column.field) for column in ROW_SHEETS["indicator_values"].columns])
    for value in ("12,1", "1 234,5", "12,1 %", 0.125):
        book.active.append(["Yksinäisyys", None, None, "Kemi", 2021, value])
    book.active["F5"].number_format = "0.0%"
    target = BytesIO()
    book.save(target)
    reading = read_workbook(target.getvalue())
    assert [record.value for record in reading.records.indicator_values] == [12.1, 1234.5, 12.1, 12.5]
    assert reading.problems == ()


def test_every_kind_of_slide_has_a_word() -> None:
    assert set(SLIDE_KINDS) == set(kind_words())
