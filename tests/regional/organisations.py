"""Made-up organisations with plans, drawn at random, written to a test's database as rows."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine, insert, update

from hyte_core.model import Action, Assessment, FocusArea, Organisation, Plan

TODAY = date(2026, 3, 31)
_DAYS = st.integers(-500, 60).map(lambda n: TODAY + timedelta(n))
_LIGHTS = st.sampled_from(["green", "yellow", "red", None])
#: Focus areas by names that are spelled in several ways.
NAMES = ("Osallisuus", "1. osallisuus", "Turvallinen  arki", "Turvallinen arki", "Elinvoima")


@st.composite
def plans(draw: st.DrawFn) -> list[Any]:
    """The rows of one to three organisations, each with none to two plans."""
    rows: list[Any] = []
    for number in range(draw(st.integers(1, 3))):
        owner = Organisation(name=f"Kunta {number}")
        rows.append(owner)
        for one in range(draw(st.integers(0, 2))):
            months = draw(st.integers(1, 14))
            plan = Plan(
                organisation_id=owner.id, name=f"Suunnitelma {one}", assessment_interval_months=months
            )
            rows.append(plan)
            for position, name in enumerate(draw(st.lists(st.sampled_from(NAMES), max_size=3))):
                area = FocusArea(plan_id=plan.id, position=position, name=name)
                rows += [area, *_actions(draw, area.id)]
    return rows


def _actions(draw: st.DrawFn, area: str) -> Iterable[Any]:
    above: list[str] = []
    for position in range(draw(st.integers(0, 5))):
        action = Action(
            focus_area_id=area,
            position=position,
            name=f"Toimenpide {position}",
            parent_id=draw(st.sampled_from([None, None, *above])),
            starts=draw(st.none() | _DAYS),
            due=draw(st.none() | _DAYS),
        )
        above.append(action.id)
        yield action
        for number in range(1, draw(st.integers(0, 3)) + 1):
            yield Assessment(action_id=action.id, number=number, assessed_on=draw(_DAYS), light=draw(_LIGHTS))


def invent(engine: Engine, name: str) -> None:
    """Mark the organisation with this name as invented."""
    own = Organisation.__table__  # type: ignore[attr-defined]
    with engine.begin() as connection:
        connection.execute(update(own).where(own.c.name == name).values(invented=True))


def write(engine: Engine, rows: Iterable[Any]) -> None:
    """Put the rows in the database, past the door of changes: they are only read."""
    with engine.begin() as connection:
        for row in rows:
            connection.execute(insert(type(row)), row.model_dump())
