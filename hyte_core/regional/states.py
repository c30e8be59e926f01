"""How the lights of many plans stand on a day: counted by the database, one row a focus area and light."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, case, cast, func, select
from sqlalchemy.orm import aliased

from hyte_core.lights import Counts, Light, light_of
from hyte_core.model import Action, Assessment, FocusArea, Plan, columns
from hyte_core.regional.bodies import PlanLine

#: From this many organisations on all are counted: the database takes no endless lists of names.
MOST_NAMED = 400


@dataclass
class AreaState:
    """A focus area on a day: the counts of its lights, and what its actions wait for.

    ``late`` actions have passed their due date, ``waiting`` ones have gone without an assessment for longer than
    their plan's interval. ``assessed_on`` is the day of the latest assessment in force.
    """

    id: str
    plan_id: str
    name: str
    counts: Counts = field(default_factory=lambda: dict.fromkeys(Light, 0))
    late: int = 0
    waiting: int = 0
    assessed_on: date | None = None


def area_states(
    connection: Connection, day: date, plans: Sequence[PlanLine], organisations: Sequence[str] | None = None
) -> list[AreaState]:
    """The focus areas of some organisations' plans (default: all) in the plans' order. Two queries.

    A light is that of the latest assessment made by the end of ``day``; the plans' contents are those of today.
    ``plans`` tells the intervals of all plans that are counted.
    """
    named = organisations if organisations is not None and len(organisations) <= MOST_NAMED else None
    id_, of_plan, name = columns(FocusArea, "id", "plan_id", "name")
    query = select(id_, of_plan, name).order_by(*columns(FocusArea, "plan_id", "position", "id"))
    if named is not None:
        query = query.where(of_plan.in_(_plans_of(named)))
    found = {row.id: AreaState(*row) for row in connection.execute(query)}
    limits = {plan.id: months_before(day, plan.assessment_interval_months) for plan in plans}
    for row in connection.execute(_counting(day, named)):
        state = found[row.area]
        _add(state, row, limits[state.plan_id])
    return list(found.values())


def _add(state: AreaState, row: Any, limit: date) -> None:
    """Add actions of a focus area that are alike: assessed on the same day with the same light, or not at all.

    The rules are those of ActionView and PlanView in hyte_core.views.
    """
    day, _space, stored = (row.state or "").partition(" ")
    light, assessed_on = light_of(stored), date.fromisoformat(day) if day else None
    if light is not Light.GREEN:
        state.late += row.past_due
    if assessed_on and (state.assessed_on is None or assessed_on > state.assessed_on):
        state.assessed_on = assessed_on
    if light is Light.GREY and row.has_parts:
        return  # judged by its parts
    state.counts[light] += row.actions
    if light is Light.GREY or (light is not Light.GREEN and assessed_on and assessed_on <= limit):
        state.waiting += row.actions - row.to_begin


def _plans_of(organisations: Sequence[str]) -> Select[Any]:
    id_, owner = columns(Plan, "id", "organisation_id")
    return select(id_).where(owner.in_(organisations))


def _counting(day: date, organisations: Sequence[str] | None) -> Select[Any]:
    """The actions that are alike, counted. Their assessment in force is one text, so that one look finds it."""
    area, due, starts, key = columns(Action, "focus_area_id", "due", "starts", "id")
    parent = aliased(Action)
    of: Any = parent.parent_id
    parents = select(of.label("id")).where(of.is_not(None)).distinct().subquery()
    query = (
        select(
            area.label("area"),
            _in_force(day).label("state"),
            parents.c.id.is_not(None).label("has_parts"),
            func.count().label("actions"),
            _sum(due < day).label("past_due"),
            _sum(starts > day).label("to_begin"),
        )
        .select_from(Action)
        .outerjoin(parents, parents.c.id == key)
        .group_by("area", "state", "has_parts")  # by name: the database looks for an action's state once
    )
    if organisations is None:
        return query
    id_, of_plan = columns(FocusArea, "id", "plan_id")
    return query.where(area.in_(select(id_).where(of_plan.in_(_plans_of(organisations)))))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _in_force(day: date) -> Any:
    """The day and the light of the action's assessment in force at the end of a day, as in "2026-09-30 green"."""
    of, on, number, light = columns(Assessment, "action_id", "assessed_on", "number", "light")
    (action,) = columns(Action, "id")
    text = cast(on, String) + " " + func.coalesce(light, "")
    query = select(text).where(of == action, on <= day).order_by(on.desc(), number.desc()).limit(1)
    return query.correlate(Action).scalar_subquery()


def months_before(day: date, months: int) -> date:
    """The last day since which so many whole months have passed by ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:  # the month is shorter
            continue
    raise AssertionError("every month has a first day")


def total(states: Iterable[AreaState]) -> Counts:
    """The lights of several focus areas together."""
    counts = dict.fromkeys(Light, 0)
    for state in states:
        for light, n in state.counts.items():
            counts[light] += n
    return counts


def assessed(counts: Mapping[Light, int]) -> int:
    """How many actions have a light."""
    return sum(n for light, n in counts.items() if light is not Light.GREY)


def green_share(counts: Mapping[Light, int]) -> float | None:
    """The share of green lights among those given (0-1); None if none has been given."""
    n = assessed(counts)
    return counts[Light.GREEN] / n if n else None
