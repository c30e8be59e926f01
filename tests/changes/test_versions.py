"""Each table has a version of its own, and a database that took another's place is noticed."""

from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from trees import NOW, action, build, save

from hyte_core.changes import Change, Versions, undo
from hyte_core.database import connect, migrate
from hyte_core.model import Assessment, Indicator


def assess(engine: Engine, name: str) -> int:
    one = action(engine, name)
    row = Assessment(action_id=one.id, number=one.next_number, assessed_on=date(2026, 1, 1), light="red")
    made = save(engine, Change.adding(row))
    assert made.change_set is not None
    return made.change_set


def test_a_change_makes_a_new_version_of_its_own_table_and_leaves_the_others(engine: Engine) -> None:
    build(engine, "1. A\n  - B")
    versions = Versions(engine)
    before = versions.newest()
    change_set = assess(engine, "B")
    after = versions.newest()
    assert before and after
    assert after.entry > before.entry
    assert after.of("assessment") > before.of("assessment")
    assert after.of("action", "assessment") > before.of("action", "assessment")
    assert after.of("action", "indicator") == before.of("action", "indicator")
    undo(engine, change_set, author="Joku", now=NOW)
    undone = versions.newest()
    assert undone and undone.of("assessment") > after.of("assessment")
    assert versions.newest() == undone


def test_a_table_that_changed_earlier_keeps_its_version_when_others_change(engine: Engine) -> None:
    build(engine, "1. A\n  - B")
    versions = Versions(engine)
    versions.newest()
    assess(engine, "B")
    first = versions.newest()
    save(engine, Change.adding(Indicator(name="Yksinäisyys")))
    second = versions.newest()
    assert first and second
    assert second.of("assessment") == first.of("assessment") < second.of("indicator") == second.entry


def test_the_count_begins_in_an_empty_database(engine: Engine) -> None:
    versions = Versions(engine)
    empty = versions.newest()
    assert empty and empty.entry == empty.of("indicator") == 0
    save(engine, Change.adding(Indicator(name="Yksinäisyys")))
    found = versions.newest()
    assert found and found.of("indicator") == found.entry > 0
    assert found.of("action") == 0


def test_another_database_in_the_place_of_the_first_is_noticed_whatever_its_last_number(
    engine: Engine, tmp_path: Path
) -> None:
    build(engine, "1. A\n  - B")
    for changes in range(3):
        other = connect(f"sqlite:///{tmp_path / f'{changes}.db'}")
        migrate(other)
        build(other, "1. A\n  - B")
        for _ in range(changes):
            assess(other, "B")
        versions = Versions(engine)
        assert versions.newest() is not None
        versions._engine = other
        assert versions.newest() is None
        other.dispose()
