"""Workbooks that ask for a yearly card or a pre-task: what is in them, and that the ordinary reading takes them back."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hyte_core.excel import card_bundle, card_workbook, pretask_bundle, pretask_workbook, read_workbook
from hyte_core.locale import LANGUAGES, speaking
from hyte_core.records import MeetingRecord, ParticipantRecord, YearCardRecord

COUNTY, TOWN, YEAR = "Päijät-Hämeen hyvinvointialue", "Asikkala", 2026
LAST = YearCardRecord(COUNTY, TOWN, 2024, "Yksinäisyys väheni.", "Työryhmä.", "Kerhot.", "Hyvä vuosi.")
OLDER = YearCardRecord(COUNTY, TOWN, 2023, state="Vanhempi vastaus.")
MEETING = MeetingRecord(
    COUNTY, date(2026, 8, 20), "Hyte-neuvottelut", "negotiation", questions=("Mikä onnistui?", "Mikä ei?")
)
PARTICIPANT = ParticipantRecord(COUNTY, MEETING.held_on, MEETING.title, TOWN, "Koordinaattori")
LETTERS = st.characters(exclude_categories=["Cs", "Cn", "Cc", "Z"])
#: What a person types as a text: Excel takes what begins with = for a formula.
ANSWERS = st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: not text.startswith("="))


def form(content: bytes) -> Worksheet:
    """The sheet that a respondent fills in."""
    return load_workbook(BytesIO(content)).active


def answered(content: bytes, *answers: Any) -> bytes:
    """The workbook with these answers, a row each from the first."""
    book = load_workbook(BytesIO(content))
    (column,) = [cell.column for cell in book.active[1] if cell.value in ("Vastaus", "Svar", "Answer")]
    for row, answer in enumerate(answers, start=2):
        book.active.cell(row, column).value = answer
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def shown(sheet: Worksheet) -> list[list[Any]]:
    """The rows of the columns that are not hidden."""
    columns = [c.column for c in sheet[1] if not sheet.column_dimensions[c.column_letter].hidden]
    return [[sheet.cell(row, column).value for column in columns] for row in range(1, sheet.max_row + 1)]


def test_a_card_asks_four_questions_with_the_latest_answers_beside() -> None:
    header, *rows = shown(form(card_workbook(COUNTY, TOWN, YEAR, [OLDER, LAST])))
    assert header == ["Raportin osa", "Mitä tähän kirjoitetaan", "Edellinen vastaus", "Vastaus"]
    assert [row[2] for row in rows[:4]] == [
        "2024:\nYksinäisyys väheni.",
        "2024:\nTyöryhmä.",
        "2024:\nKerhot.",
        "2024:\nHyvä vuosi.",
    ]
    assert all(guidance for _part, guidance, _previous, _answer in rows)
    assert {row[3] for row in rows} == {None}


def test_what_another_organisation_or_a_later_year_has_answered_is_not_beside() -> None:
    others = [
        YearCardRecord(COUNTY, "Hollola", 2024, state="Muu kunta"),
        YearCardRecord("Muu", TOWN, 2024, state="M"),
    ]
    later = YearCardRecord(COUNTY, TOWN, 2027, state="Myöhempi")
    rows = shown(form(card_workbook(COUNTY, TOWN, YEAR, [*others, later])))
    assert {row[2] for row in rows[1:]} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_that_was_filled_in_is_read_back_in_any_language(language: str) -> None:
    with speaking(language):
        content = card_workbook(COUNTY, TOWN, YEAR, [LAST])
    said = ("Tila", "Rakenteet\nja ryhmät", "Toimet", "Yhteenveto", "Koordinaattori", datetime(2027, 1, 15))
    reading = read_workbook(answered(content, *said))
    assert reading.problems == ()
    (card,) = reading.records.year_cards
    assert (card.county, card.organisation, card.year) == (COUNTY, TOWN, YEAR)
    told = (card.state, card.structures, card.measures, card.summary, card.answered_by, card.answered_on)
    assert told == (*said[:5], date(2027, 1, 15))


def test_a_part_that_is_left_empty_says_nothing_and_an_empty_form_is_no_card() -> None:
    content = card_workbook(COUNTY, TOWN, YEAR, [LAST])
    (card,) = read_workbook(answered(content, "Tila", "  ")).records.year_cards
    assert card.given == {"state"}
    assert read_workbook(content).records.year_cards == ()
    assert read_workbook(content).problems == ()


def test_a_day_that_is_none_is_a_problem_at_the_answers_cell() -> None:
    content = card_workbook(COUNTY, TOWN, YEAR, [])
    reading = read_workbook(answered(content, "Tila", None, None, None, "Koordinaattori", "keväällä"))
    assert [(p.code, p.sheet, p.cell) for p in reading.problems] == [("not_a_date", "Kortti", "G7")]


def test_what_has_been_answered_this_year_is_filled_in() -> None:
    now = YearCardRecord(COUNTY, TOWN, YEAR, state="Tänä vuonna", answered_on=date(2026, 12, 1))
    (card,) = read_workbook(card_workbook(COUNTY, TOWN, YEAR, [now, LAST])).records.year_cards
    assert (card.state, card.answered_on, card.given) == (
        "Tänä vuonna",
        date(2026, 12, 1),
        {"state", "answered_on"},
    )


def test_a_pretask_asks_each_question_of_the_meeting() -> None:
    header, *rows = shown(form(pretask_workbook(MEETING, PARTICIPANT)))
    assert header == ["Osallistuva organisaatio", "Nimikkeet", "Kysymys", "Vastaus"]
    assert rows == [
        [TOWN, "Koordinaattori", "Mikä onnistui?", None],
        [TOWN, None, "Mikä ei?", None],
    ]


@given(st.lists(st.none() | ANSWERS, min_size=2, max_size=2), st.sampled_from(sorted(LANGUAGES)))
def test_the_answers_of_a_pretask_are_read_back_by_question(answers: list[str | None], language: str) -> None:
    with speaking(language):
        content = pretask_workbook(MEETING, PARTICIPANT)
    (found,) = read_workbook(answered(content, *answers)).records.participants
    assert (found.organisation, found.held_on, found.meeting) == (COUNTY, MEETING.held_on, MEETING.title)
    assert (found.participant, found.roles) == (TOWN, "Koordinaattori")
    assert found.answers == {q: a for q, a in zip(MEETING.questions, answers, strict=True) if a}


def test_every_respondent_and_participant_has_a_workbook_of_its_own_in_the_zip() -> None:
    cards = card_bundle(COUNTY, ["Asikkala", "Järjestöt/yhdistykset"], YEAR, [])
    others = [PARTICIPANT, ParticipantRecord(COUNTY, MEETING.held_on, MEETING.title, "Lahti")]
    with ZipFile(BytesIO(cards)) as archive:
        assert archive.namelist() == ["Asikkala.xlsx", "Järjestöt yhdistykset.xlsx"]
    with ZipFile(BytesIO(pretask_bundle(MEETING, others))) as archive:
        told = [
            read_workbook(archive.read(n)).records.participants[0].participant for n in archive.namelist()
        ]
    assert told == ["Asikkala", "Lahti"]
