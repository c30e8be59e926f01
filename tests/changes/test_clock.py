"""A computer's clock that is set back: the journal's order stays, and no change set is earlier than the one before it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from trees import build, empty, save, snapshot, view

from hyte_core import history
from hyte_core.changes import Change, JournalFilter, entries, undo, version
from hyte_core.model import Organisation

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def times(engine: Engine) -> list[datetime]:
    """The times of all change sets in the order in which they were made."""
    found, _total = entries(engine, JournalFilter(), size=100)
    return [row.at.replace(tzinfo=UTC) for row in reversed(found)]


@given(st.lists(st.integers(-5_000, 5_000), min_size=1, max_size=8))
def test_the_journals_times_never_go_back(engine: Engine, days: list[int]) -> None:
    empty(engine)
    clock = [NOON + timedelta(days=n) for n in days]
    for number, now in enumerate(clock):
        assert save(engine, Change.adding(Organisation(name=f"Kunta {number}")), now=now).done
    assert times(engine) == [max(clock[: n + 1]) for n in range(len(clock))]


def test_what_is_saved_after_the_clock_was_set_back_is_not_in_the_days_before(engine: Engine) -> None:
    plan = build(engine, "1. A\n  - Alku")  # in November 2025
    id_ = plan.actions[0].id
    save(engine, Change.changing("action", id_, name=("Alku", "Toinen")), now=NOON)
    with engine.connect() as connection:
        before = history.last_entry(connection, NOON.date() - timedelta(days=1))
    save(
        engine,
        Change.changing("action", id_, name=("Toinen", "Kolmas")),
        now=datetime(2000, 1, 1, tzinfo=UTC),
    )
    with engine.connect() as connection:
        assert history.last_entry(connection, datetime(2000, 1, 2).date()) == 0
        assert history.last_entry(connection, NOON.date() - timedelta(days=1)) == before
        assert history.last_entry(connection, NOON.date()) == version(engine)


def test_undo_takes_back_the_last_change_though_the_clock_was_set_back(
    engine: Engine, tmp_path: Path
) -> None:
    plan = build(engine, "1. A\n  - Alku")
    id_ = plan.actions[0].id
    first = save(engine, Change.changing("action", id_, name=("Alku", "Toinen")), now=NOON)
    before = snapshot(engine)
    second = save(
        engine,
        Change.changing("action", id_, name=("Toinen", "Kolmas")),
        now=NOON - timedelta(days=900),
    )
    assert first.change_set and second.change_set and second.change_set > first.change_set
    assert undo(engine, second.change_set, author="a", now=NOON - timedelta(days=1_800)).done
    assert snapshot(engine) == before
    assert [one.name for one in view(engine).actions] == ["Toinen"]
