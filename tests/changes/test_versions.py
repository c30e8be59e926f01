"""Each table has a version of its own, and a database that took another's place is noticed."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from trees import NOW, PLAN, action, build, save, view

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


def organisation_of(engine: Engine, plan: str) -> str:
    return view(engine, plan).organisation_id


def test_a_change_of_one_organisations_row_leaves_the_versions_of_others(engine: Engine) -> None:
    build(engine, "1. A\n  - B")
    build(engine, "1. C\n  - D", organisation="Toinen", plan="Toisen suunnitelma")
    own, other = organisation_of(engine, PLAN), organisation_of(engine, "Toisen suunnitelma")
    versions = Versions(engine)
    before = versions.newest()
    assess(engine, "B")
    after = versions.newest()
    assert before and after
    assert after.of("assessment", organisation=other) == before.of("assessment", organisation=other)
    assert after.of("assessment", organisation=own) == after.of("assessment") > before.of("assessment")


def test_what_belongs_to_all_and_what_is_removed_concerns_every_organisation(engine: Engine) -> None:
    build(engine, "1. A\n  - B")
    build(engine, "1. C\n  - D", organisation="Toinen", plan="Toisen suunnitelma")
    other = organisation_of(engine, "Toisen suunnitelma")
    versions = Versions(engine)
    before = versions.newest()
    save(engine, Change.adding(Indicator(name="Yksinäisyys")))
    after = versions.newest()
    assert before and after
    assert after.of("indicator", organisation=other) > before.of("indicator", organisation=other)


def test_a_removed_assessment_concerns_the_organisation_whose_it_was(engine: Engine) -> None:
    build(engine, "1. A\n  - B")
    change_set = assess(engine, "B")
    versions = Versions(engine)
    before = versions.newest()
    undo(engine, change_set, author="Joku", now=NOW)
    after = versions.newest()
    assert before and after
    own = organisation_of(engine, PLAN)
    assert after.of("assessment", organisation=own) > before.of("assessment", organisation=own)


def test_a_change_of_very_many_rows_concerns_every_organisation(engine: Engine, monkeypatch: Any) -> None:
    monkeypatch.setattr("hyte_core.changes.versions._MANY", 0)
    build(engine, "1. A\n  - B")
    versions = Versions(engine)
    before = versions.newest()
    assess(engine, "B")
    after = versions.newest()
    assert before and after
    assert after.of("assessment", organisation="anybody") > before.of("assessment", organisation="anybody")


def test_an_answer_of_a_moment_ago_is_asked_for_once_and_a_fresh_one_each_time(engine: Engine) -> None:
    build(engine, "1. A\n  - B")
    versions = Versions(engine)
    first = versions.newest()
    assess(engine, "B")
    assert versions.newest(age=60) == first
    second = versions.newest()
    assert second != first
    assert versions.newest(age=60) == second


def test_what_the_last_entry_changed_is_not_read_again_each_time(engine: Engine) -> None:
    """An entry of rows in bulk holds thousands of values, and every run of a page asks for the version."""
    build(engine, "1. A\n  - B")
    versions = Versions(engine)
    versions.newest()
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    versions.newest()
    assert asked and not any("fields" in statement for statement in asked)
    assess(engine, "B")
    asked.clear()
    versions.newest()
    assert any("fields" in statement for statement in asked)


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
