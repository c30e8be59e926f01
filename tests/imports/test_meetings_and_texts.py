"""Meetings, statements, yearly cards and presentations of a workbook against what the database holds."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from edited_workbooks import counts, read, take
from openpyxl import Workbook
from sqlalchemy import Engine
from test_bad_values import errors
from trees import build

from hyte_core.excel import card_workbook, pretask_workbook, workbook
from hyte_core.records import (
    DecisionRecord,
    MeetingItemRecord,
    MeetingRecord,
    OrganisationRecord,
    ParticipantRecord,
    PresentationRecord,
    Records,
    SlideRecord,
    StatementRecord,
    YearCardRecord,
    dump,
)

TOWN, PLAN, HELD, TITLE = "Testikunta", "Testisuunnitelma", date(2025, 2, 3), "Ohjausryhmä"
OF_MEETING: Any = (TOWN, HELD, TITLE)
MEETING = MeetingRecord(*OF_MEETING, questions=("Mikä onnistui?", "Mikä ei?"))
WHOLE = Records(
    meetings=(MEETING,),
    meeting_items=(MeetingItemRecord(*OF_MEETING, "own", "Tilat", "Puhuttiin."),),
    decisions=(
        DecisionRecord(*OF_MEETING, "Kootaan ryhmä", "own", "Tilat", due=date(2025, 6, 1)),
        DecisionRecord(*OF_MEETING, "Pidetään tauko"),
    ),
    participants=(ParticipantRecord(*OF_MEETING, "Kemi", "Johtaja", {"Mikä onnistui?": "Kerhot"}),),
    statements=(
        StatementRecord(TOWN, PLAN, "worry", 2021, "Yksinäisyys on lisääntynyt nuorilla"),
        StatementRecord(TOWN, PLAN, "worry", 2021, "Liikkumattomuus"),
        StatementRecord(TOWN, PLAN, "introduction", 2024, "Johdanto"),
    ),
    year_cards=(YearCardRecord("Lapin hyvinvointialue", TOWN, 2024, "Tila", "Rakenne"),),
    presentations=(PresentationRecord(TOWN, PLAN, "Seminaari"),),
    slides=(
        SlideRecord(TOWN, PLAN, "Seminaari", "title"),
        SlideRecord(TOWN, PLAN, "Seminaari", "text", title="Kiitos", text="Kysyttävää?"),
    ),
)


@pytest.fixture
def town(engine: Engine) -> Engine:
    """A plan, with a meeting and texts of every kind."""
    build(engine, "1. Osallisuus\n  - Raati")
    assert take(engine, workbook(WHOLE)).done
    return engine


def told(records: Any) -> list[Any]:
    """The records without where they stand in a file."""
    return [replace(one, sheet=None, cell=None) for one in records]


def test_meetings_with_their_decisions_and_texts_are_taken_in_once(town: Engine) -> None:
    held = dump(town)
    kinds = ("meetings", "meeting_items", "decisions", "participants", "statements", "year_cards", "slides")
    for kind in kinds:
        assert told(getattr(held, kind)) == told(getattr(WHOLE, kind)), kind
    assert counts(town, workbook(WHOLE)) == {"added": 0, "changed": 0, "removed": 0}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("meetings", {"summary": "Sovittiin."}),
        ("meetings", {"title": "OHJAUSRYHMÄ"}),
        ("meeting_items", {"outcome": "Tilat löytyivät."}),
        ("decisions", {"done_on": date(2025, 5, 1), "outcome": "Koottiin."}),
        ("decisions", {"topic": "", "item": ""}),
        ("participants", {"roles": "Koordinaattori"}),
        ("statements", {"text": "Yksinäisyys on lisääntynyt nuorilla."}),
        ("year_cards", {"summary": "Yhteenveto"}),
    ],
)
def test_an_edited_row_is_one_changed_row(town: Engine, kind: str, change: dict[str, Any]) -> None:
    first, *rest = getattr(WHOLE, kind)
    content = workbook(replace(WHOLE, **{kind: (replace(first, **change), *rest)}))
    assert counts(town, content) == {"added": 0, "changed": 1, "removed": 0}
    assert take(town, content).done
    assert change.items() <= vars(getattr(dump(town), kind)[0]).items()


def test_the_text_of_a_report_that_was_written_anew_stays_one_text(town: Engine) -> None:
    anew = StatementRecord(TOWN, PLAN, "introduction", 2024, "Aivan toiset sanat.")
    take(town, workbook(Records(statements=(anew,))))
    assert [s.text for s in dump(town).statements if s.kind == "introduction"] == ["Aivan toiset sanat."]


def test_another_worry_is_a_new_statement_after_the_others(town: Engine) -> None:
    take(town, workbook(Records(statements=(StatementRecord(TOWN, PLAN, "worry", 2021, "Päihteet"),))))
    worries = [s.text for s in dump(town).statements if s.kind == "worry"]
    assert worries == ["Yksinäisyys on lisääntynyt nuorilla", "Liikkumattomuus", "Päihteet"]


def test_an_answer_that_a_workbook_does_not_have_stays(town: Engine) -> None:
    more = ParticipantRecord(*OF_MEETING, "Kemi", "Johtaja", {"Mikä ei?": "Rahoitus"})
    take(town, workbook(Records(participants=(more,))))
    (participant,) = dump(town).participants
    assert participant.answers == {"Mikä onnistui?": "Kerhot", "Mikä ei?": "Rahoitus"}


def test_a_pretask_that_was_sent_out_comes_back_as_the_participants_answers(town: Engine) -> None:
    participant = ParticipantRecord(*OF_MEETING, "Kemi", "Johtaja", {"Mikä ei?": "Rahoitus"})
    assert take(town, pretask_workbook(MEETING, participant)).done
    (found,) = dump(town).participants
    assert found.answers == {"Mikä onnistui?": "Kerhot", "Mikä ei?": "Rahoitus"}


def test_a_card_that_was_sent_out_comes_back_and_what_it_leaves_empty_stays(town: Engine) -> None:
    answered = YearCardRecord("Lapin hyvinvointialue", TOWN, 2024, measures="Kerhot")
    content = card_workbook("Lapin hyvinvointialue", TOWN, 2024, [answered])
    assert take(town, content).done
    (card,) = dump(town).year_cards
    assert (card.state, card.structures, card.measures) == ("Tila", "Rakenne", "Kerhot")


def test_an_older_workbook_of_meetings_leaves_what_it_has_no_columns_for(town: Engine) -> None:
    book = Workbook()
    book.active.append(["Organisaatio", "Pidetty", "Otsikko"])
    book.active.append([TOWN, HELD, TITLE])
    target = BytesIO()
    book.save(target)
    assert read(town, target.getvalue()).comparison.changes == ()


@pytest.mark.parametrize(
    ("kinds", "code", "cell"),
    [
        ({"meeting_items": [MeetingItemRecord(TOWN, HELD, "Muu kokous", "late")]}, "unknown_meeting", "D2"),
        (
            {"decisions": [DecisionRecord(TOWN, date(2025, 2, 4), TITLE, "Tehdään")]},
            "unknown_meeting",
            "F2",
        ),
        (
            {"decisions": [DecisionRecord(*OF_MEETING, "Tehdään", "own", "Muu asia")]},
            "unknown_item",
            "F2",
        ),
        (
            {"decisions": [DecisionRecord(*OF_MEETING, "Tehdään", due=date(2025, 2, 2))]},
            "due_before_start",
            "H2",
        ),
        ({"decisions": [DecisionRecord(*OF_MEETING, "")]}, "empty", "F2"),
        ({"participants": [ParticipantRecord("Naapuri", HELD, TITLE, "Kemi")]}, "unknown_meeting", "D2"),
        ({"statements": [StatementRecord(TOWN, "Muu", "worry", 2021, "Huoli")]}, "unknown_plan", "E2"),
        ({"statements": [StatementRecord("Naapuri", PLAN, "worry", 2021, "H")]}, "unknown_plan", "E2"),
        ({"presentations": [PresentationRecord(TOWN, "Muu", "Esitys")]}, "unknown_plan", "A2"),
        ({"slides": [SlideRecord(TOWN, PLAN, "Muu", "text")]}, "unknown_presentation", "D2"),
    ],
)
def test_what_belongs_to_nothing_or_cannot_be_is_a_problem_with_its_cell_and_nothing_is_written(
    town: Engine, kinds: dict[str, Any], code: str, cell: str
) -> None:
    records = Records(**{kind: tuple(rows) for kind, rows in kinds.items()})
    assert errors(town, workbook(records)) == [(code, cell)]


def test_an_answer_without_its_question_is_a_problem_with_its_cell(town: Engine) -> None:
    orphan = ParticipantRecord(*OF_MEETING, "Kemi", answers={"": "Vastaus"})
    assert errors(town, workbook(Records(participants=(orphan,)))) == [("empty", "D2")]


def test_meetings_and_their_parts_may_come_in_one_workbook_with_a_new_organisation(engine: Engine) -> None:
    records = replace(
        WHOLE,
        organisations=(OrganisationRecord("Testikunta"),),
        statements=(),
        presentations=(),
        slides=(),
    )
    assert take(engine, workbook(records)).done
    assert [one.item for one in dump(engine).decisions] == ["Tilat", ""]
