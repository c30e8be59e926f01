"""What a person writes for reports: a report's parts, dated statements, cards."""

import pytest
from sqlalchemy import Engine
from trees import NOW, build, save, snapshot

from hyte_core.changes import Change, Outcome, apply
from hyte_core.changes.statement_edits import (
    add_cards,
    copy_statements,
    edit_card,
    edit_statements,
    remove_card,
    write_part,
)
from hyte_core.model import Organisation
from hyte_core.views import PlanView
from hyte_core.views.cards import CardView, year_cards
from hyte_core.views.statements import Statements
from hyte_core.views.written import written

YEAR = 2026


@pytest.fixture
def plan(engine: Engine) -> PlanView:
    """An empty plan."""
    return build(engine, "1. Painopiste")


def read(engine: Engine, plan: PlanView, year: int = YEAR) -> Statements:
    with engine.connect() as connection:
        return written(connection, plan.id).of_year(year)


def write(engine: Engine, plan: PlanView, text: str, year: int = YEAR, code: str = "fi") -> Outcome:
    """What somebody makes of the introduction as it is now."""
    seen = read(engine, plan, year).part("introduction", code)
    return do(engine, write_part(plan.id, year, code, "introduction", text, seen))


def do(engine: Engine, change_set: object) -> Outcome:
    return apply(engine, change_set, author="Minä", now=NOW)  # type: ignore[arg-type]


def introduction(engine: Engine, plan: PlanView, year: int = YEAR, code: str = "fi") -> str | None:
    part = read(engine, plan, year).part("introduction", code)
    return part.text if part else None


def test_a_part_is_written_rewritten_and_taken_away(engine: Engine, plan: PlanView) -> None:
    before = snapshot(engine)
    assert write(engine, plan, "  Alku\r\n\r\nToinen  ").done
    assert introduction(engine, plan) == "Alku\n\nToinen"
    assert write(engine, plan, "Uusi alku").done
    assert introduction(engine, plan) == "Uusi alku"
    assert write(engine, plan, " \n ").done
    assert snapshot(engine) == before


def test_each_year_and_language_has_its_own_text(engine: Engine, plan: PlanView) -> None:
    write(engine, plan, "Viime vuonna", YEAR - 1)
    write(engine, plan, "På svenska", YEAR, "sv")
    assert introduction(engine, plan) is None
    found = read(engine, plan)
    before = found.part_before("introduction", "fi")
    assert before is not None and (before.year, before.text) == (YEAR - 1, "Viime vuonna")
    assert found.part_before("introduction", "sv") is None


def test_two_who_write_a_part_for_the_first_time_at_once_are_told(engine: Engine, plan: PlanView) -> None:
    mine = write_part(plan.id, YEAR, "fi", "introduction", "Minun", None)
    theirs = write_part(plan.id, YEAR, "fi", "introduction", "Toisen", None)
    assert do(engine, theirs).done
    outcome = do(engine, mine)
    assert [one.reason for one in outcome.conflicts] == ["exists"]
    assert introduction(engine, plan) == "Toisen"


def test_a_text_that_another_changed_meanwhile_is_not_overwritten(engine: Engine, plan: PlanView) -> None:
    write(engine, plan, "Alku")
    seen = read(engine, plan).part("introduction", "fi")
    write(engine, plan, "Toisen")
    outcome = do(engine, write_part(plan.id, YEAR, "fi", "introduction", "Minun", seen))
    assert [(one.reason, one.theirs) for one in outcome.conflicts] == [("changed", "Toisen")]


def test_a_text_that_is_too_long_is_refused(engine: Engine, plan: PlanView) -> None:
    outcome = write(engine, plan, "a" * 5001)
    assert not outcome.done and outcome.problems


def test_statements_are_added_changed_ordered_and_removed(engine: Engine, plan: PlanView) -> None:
    new = {
        "new-0": {"kind": "worry", "text": "Liikkumattomuus"},
        "new-1": {"kind": "worry", "text": "Yksinäisyys"},
        "new-2": {"kind": "positive", "text": "Osallisuus kasvoi"},
        "new-3": {"kind": "worry"},
    }
    assert do(engine, edit_statements(read(engine, plan), "fi", new)).done
    found = read(engine, plan)
    first, second = found.dated("worry", "fi")
    assert (first.text, second.text) == ("Liikkumattomuus", "Yksinäisyys")
    assert [one.text for one in found.dated("positive", "fi")] == ["Osallisuus kasvoi"]
    typed = {first.id: {"position": 9}, second.id: {"text": "Yksinäisyys lisääntyi"}}
    assert do(engine, edit_statements(found, "fi", typed)).done
    found = read(engine, plan)
    assert [one.text for one in found.dated("worry", "fi")] == ["Yksinäisyys lisääntyi", "Liikkumattomuus"]
    assert do(engine, edit_statements(found, "fi", {first.id: {"text": None}})).done
    assert [one.id for one in read(engine, plan).dated("worry", "fi")] == [second.id]


def test_statements_of_the_newest_year_with_any_are_shown_until_there_are_newer(
    engine: Engine, plan: PlanView
) -> None:
    old = read(engine, plan, YEAR - 2)
    do(engine, edit_statements(old, "fi", {"new-0": {"kind": "worry", "text": "Vanha"}}))
    found = read(engine, plan)
    assert found.dated_year("fi") == YEAR - 2
    assert found.of_year(YEAR) == ()
    assert read(engine, plan, YEAR - 3).dated_year("fi") is None
    assert do(engine, copy_statements(found, found.dated("worry", "fi"), "fi")).done
    assert [(one.year, one.text) for one in read(engine, plan).dated("worry", "fi")] == [(YEAR, "Vanha")]


def test_statements_in_the_readers_language_come_before_the_finnish_ones(
    engine: Engine, plan: PlanView
) -> None:
    found = read(engine, plan)
    do(engine, edit_statements(found, "fi", {"new-0": {"kind": "worry", "text": "Huoli"}}))
    assert [one.text for one in read(engine, plan).dated("worry", "sv")] == ["Huoli"]
    do(engine, edit_statements(found, "sv", {"new-0": {"kind": "worry", "text": "Oro"}}))
    assert [one.text for one in read(engine, plan).dated("worry", "sv")] == ["Oro"]
    assert [one.text for one in read(engine, plan).dated("worry", "en")] == ["Huoli"]


def cards(engine: Engine, plan: PlanView) -> list[CardView]:
    with engine.connect() as connection:
        return list(year_cards(connection, plan.organisation_id))


def test_a_card_is_added_answered_and_removed(engine: Engine, plan: PlanView) -> None:
    town, club = Organisation(name="Kylä"), Organisation(name="Seura", kind="association")
    save(engine, Change.adding(club), Change.adding(town))
    assert do(engine, add_cards(plan.organisation_id, YEAR, [club.id, town.id])).done
    one, other = cards(engine, plan)
    assert [(c.organisation, c.kind, c.is_answered) for c in (one, other)] == [
        ("Kylä", "municipality", False),
        ("Seura", "association", False),
    ]
    assert not edit_card(one, {"state": " "}, NOW.date())
    assert do(engine, edit_card(one, {"state": " Hyvä ", "answered_by": "sihteeri"}, NOW.date())).done
    now = cards(engine, plan)[0]
    assert (now.state, now.answered_by, now.answered_on) == ("Hyvä", "sihteeri", NOW.date())
    assert [one.reason for one in do(engine, remove_card(one)).conflicts] == ["edited"] * 3
    assert do(engine, remove_card(now)).done
    assert [one.organisation for one in cards(engine, plan)] == ["Seura"]


def test_an_organisation_has_one_card_a_year(engine: Engine, plan: PlanView) -> None:
    town = Organisation(name="Kylä")
    save(engine, Change.adding(town))
    assert do(engine, add_cards(plan.organisation_id, YEAR, [town.id])).done
    assert do(engine, add_cards(plan.organisation_id, YEAR, [town.id])).conflicts
    assert do(engine, add_cards(plan.organisation_id, YEAR + 1, [town.id])).done
