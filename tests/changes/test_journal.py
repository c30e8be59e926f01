"""The journal: who changed what, when, from what to what; found again by its words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from trees import NOW, TODAY, action, build, save

from hyte_core.changes import (
    Change,
    ChangeSet,
    JournalFilter,
    JournalRow,
    apply,
    authors,
    changes_of,
    entries,
    labels,
    origin_of,
    undo,
)
from hyte_core.model import Assessment

SMALL = "1. Osallisuus\n  - Kysely"


def found(engine: Engine, **wanted: object) -> list[JournalRow]:
    """The change sets that a filter lets through, the latest first."""
    return entries(engine, JournalFilter(**wanted))[0]  # type: ignore[arg-type]


def names(engine: Engine, row: JournalRow) -> list[str]:
    """The names of the rows that a change set is about."""
    changes = changes_of(engine, row.id)
    told = labels(engine, changes)
    return [told[change.entity, change.id] for change in changes]


def write(engine: Engine, note: str, *, author: str = "Koordinaattori", now: datetime = NOW) -> None:
    """Change the schedule of the only action to a text."""
    one = action(engine, "Kysely")
    save(engine, Change.changing("action", one.id, schedule=(one.schedule, note)), author=author, now=now)


def test_a_change_is_told_with_its_author_moment_and_both_values(engine: Engine) -> None:
    build(engine, SMALL)
    write(engine, "keväällä", author="Sivistystoimi")
    row = found(engine)[0]
    assert (row.author, row.at, row.source, row.size) == ("Sivistystoimi", NOW, "form", 1)
    (change,) = changes_of(engine, row.id)
    assert (change.operation, change.entity) == ("change", "action")
    assert dict(change.fields) == {"schedule": ("", "keväällä")}
    assert names(engine, row) == ["Kysely"]


def test_dates_are_told_as_dates(engine: Engine) -> None:
    build(engine, SMALL)
    save(engine, Change.changing("action", action(engine, "Kysely").id, due=(None, TODAY)))
    assert changes_of(engine, found(engine)[0].id)[0].fields["due"] == (None, TODAY)


def test_an_assessment_is_told_under_the_name_of_its_action(engine: Engine) -> None:
    build(engine, SMALL)
    one = action(engine, "Kysely")
    save(engine, Change.adding(Assessment(action_id=one.id, number=1, assessed_on=TODAY, light="green")))
    assert names(engine, found(engine)[0]) == ["Kysely"]


def test_a_removed_row_keeps_its_name_in_the_journal(engine: Engine) -> None:
    build(engine, SMALL)
    undo(engine, 1, author="Peruja", now=NOW)
    assert set(names(engine, found(engine)[0])) >= {"Kysely", "1. Osallisuus"}


def test_a_large_change_set_is_told_by_its_beginning_and_size(engine: Engine) -> None:
    build(engine, "1. Painopiste\n" + "\n".join(f"  - Toimenpide {n}" for n in range(100)))
    (row,) = found(engine)
    assert row.size == 103
    assert 0 < len(changes_of(engine, row.id)) < row.size


def test_undone_change_sets_are_marked_and_those_done_again_are_not(engine: Engine) -> None:
    build(engine, SMALL)
    write(engine, "keväällä")
    undo(engine, 2, author="Peruja", now=NOW)
    assert [(row.id, row.undone, row.undoes) for row in found(engine)] == [
        (3, False, 2),
        (2, True, None),
        (1, False, None),
    ]
    undo(engine, 3, author="Peruja", now=NOW)
    assert [row.undone for row in found(engine)] == [False, True, False, False]


@pytest.mark.parametrize(
    "asked", ["äitiysneuvola", "Äitiysneuvola", "ÄITIYSNEUVOLA", "neuvola", "ÖLJYLÄMPÖ", "öljylämpö"]
)
@pytest.mark.parametrize(
    "written", ["äitiysneuvola, öljylämpö", "Äitiysneuvola, Öljylämpö", "ÄITIYSNEUVOLA, ÖLJYLÄMPÖ"]
)
def test_a_text_is_found_whatever_the_case_of_its_letters(engine: Engine, asked: str, written: str) -> None:
    build(engine, SMALL)
    write(engine, written)
    assert [row.id for row in found(engine, text=asked)] == [2]


@pytest.mark.parametrize("asked", ["100 %", "50%", "a_b", '"Central Park"', "rivi\ntoinen", "C:\\kansio"])
def test_a_text_with_signs_that_queries_use_is_found_and_nothing_else(engine: Engine, asked: str) -> None:
    build(engine, SMALL)
    write(engine, "tavoite 100 prosenttia, 500, aXb ensi vuonna")
    write(engine, "")
    write(engine, f"tavoite {asked} ensi vuonna")
    assert [row.id for row in found(engine, text=asked)] == [4]


def test_a_text_that_nothing_has_finds_nothing(engine: Engine) -> None:
    build(engine, SMALL)
    assert found(engine, text="avaruus") == []


def test_change_sets_are_found_by_author_source_and_entity(engine: Engine) -> None:
    build(engine, SMALL)
    write(engine, "keväällä", author="Sivistystoimi")
    undo(engine, 2, author="Peruja", now=NOW)
    assert [row.id for row in found(engine, author="Sivistystoimi")] == [2]
    assert [row.id for row in found(engine, source="undo")] == [3]
    assert [row.id for row in found(engine, entity="organisation")] == [1]
    assert authors(engine) == ["Koordinaattori", "Peruja", "Sivistystoimi"]


def test_the_first_and_the_last_day_of_a_period_are_in_it(engine: Engine) -> None:
    build(engine, SMALL)
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    for days in range(4):
        write(engine, f"päivä {days}", now=noon + timedelta(days=days))
    period = {"since": date(2026, 3, 11), "until": date(2026, 3, 12)}
    assert [row.at.day for row in found(engine, **period)] == [12, 11]


def test_pages_of_the_journal_hold_all_change_sets_once(engine: Engine) -> None:
    build(engine, SMALL)
    for number in range(6):
        write(engine, str(number))
    pages = [entries(engine, JournalFilter(), page=page, size=3) for page in (1, 2, 3)]
    assert [row.id for rows, _ in pages for row in rows] == [7, 6, 5, 4, 3, 2, 1]
    assert {total for _, total in pages} == {7}


def test_a_page_after_the_last_one_is_the_last(engine: Engine) -> None:
    build(engine, SMALL)
    assert entries(engine, JournalFilter(), page=9, size=3) == entries(
        engine, JournalFilter(), page=1, size=3
    )


def test_the_origin_of_an_imported_row_is_its_file_and_cell(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    assert origin_of(engine, "action", id_) == "Koordinaattori"
    change = Change.changing("action", id_, origin="Toimenpiteet!E5", schedule=("", "keväällä"))
    apply(engine, ChangeSet((change,), source="import", file="kemi.xlsx"), author="Tuoja", now=NOW)
    assert origin_of(engine, "action", id_) == "kemi.xlsx, Toimenpiteet!E5"
    assert origin_of(engine, "action", "nothing") == ""
