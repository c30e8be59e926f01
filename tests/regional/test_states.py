"""The lights that the database counts are those that the plans' own views count."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from organisations import TODAY, plans, write
from sqlalchemy import Engine
from trees import build, empty

from hyte_core.lights import Counts, Light
from hyte_core.regional import AreaState, area_states, bodies
from hyte_core.regional.states import months_before
from hyte_core.views import overview, plan_heads, plan_view


def counted(engine: Engine, day: date, organisations: Sequence[str] | None = None) -> list[AreaState]:
    with engine.connect() as connection:
        lines = [plan for body in bodies(connection) for plan in body.plans]
        return area_states(connection, day, lines, organisations)


def seen(engine: Engine, day: date) -> dict[str, tuple[Counts, int, int, date | None]]:
    """{focus area: its lights, late, waiting and latest assessment} as the plans' pages count them."""
    found = {}
    with engine.connect() as connection:
        views = [plan_view(connection, head.id) for head in plan_heads(connection)]
    for plan in (view.on(day) for view in views if view):
        told = overview(plan, today=day, since=day)
        for area in plan.focus_areas:
            days = [a.assessed_on for a in plan.of_area(area.id) if a.assessed_on]
            late = [a for a in told.late if a.focus_area_id == area.id]
            stale = [a for a in told.stale if a.focus_area_id == area.id]
            counts = plan.count(plan.of_area(area.id))
            found[area.id] = (counts, len(late), len(stale), max(days, default=None))
    return found


@given(rows=plans(), before=st.integers(0, 400))
def test_what_the_database_counts_is_what_the_plans_pages_count(
    engine: Engine, rows: list[Any], before: int
) -> None:
    empty(engine)
    write(engine, rows)
    day = TODAY - timedelta(before)
    states = counted(engine, day)
    assert {s.id: (s.counts, s.late, s.waiting, s.assessed_on) for s in states} == seen(engine, day)


@given(rows=plans())
def test_some_organisations_alone_are_counted_as_among_all(engine: Engine, rows: list[Any]) -> None:
    empty(engine)
    write(engine, rows)
    with engine.connect() as connection:
        all_ = bodies(connection)
    some = {plan.id for plan in all_[0].plans}
    alone = counted(engine, TODAY, [all_[0].id])
    assert alone == [state for state in counted(engine, TODAY) if state.plan_id in some]


def test_of_two_assessments_on_a_day_the_later_number_counts(engine: Engine) -> None:
    build(engine, "Osallisuus\n  - Toimenpide [green 2026-01-31, red 2026-01-31]")
    (state,) = counted(engine, TODAY)
    assert state.counts[Light.RED] == 1 and state.counts[Light.GREEN] == 0


def test_nobody_named_is_nobody_counted(engine: Engine) -> None:
    build(engine, "Osallisuus\n  - Toimenpide [green 2026-01-31]")
    assert counted(engine, TODAY, []) == []


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), 4, date(2025, 11, 30)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2024, 3, 30), 1, date(2024, 2, 29)),
    ],
)
def test_months_are_counted_back_to_the_last_day_that_there_is(
    day: date, months: int, expected: date
) -> None:
    assert months_before(day, months) == expected
