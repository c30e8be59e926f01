"""Who has not updated: how long ago each plan was assessed, changed, and its organisation's contacts verified."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from hyte_core.cooperation.view import STALE_YEARS, years_before
from hyte_core.model import (
    Action,
    Assessment,
    ChangeSetRow,
    Contact,
    FocusArea,
    Goal,
    JournalEntry,
    Plan,
    Row,
    columns,
)
from hyte_core.regional.bodies import Body, PlanLine
from hyte_core.regional.states import AreaState, months_before

_JOURNAL = JournalEntry.__table__  # type: ignore[attr-defined]
_SETS = ChangeSetRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class ContactState:
    """An organisation's contacts: how many, the last verification, and how many wait for one."""

    contacts: int
    verified_on: date | None
    waiting: int


@dataclass(frozen=True)
class Update:
    """When a plan was last assessed, and what of it waits; ``plan`` is None for an organisation without plans.

    ``assessed_on`` is None when nothing has been assessed; ``days`` counts from it. ``is_over`` tells that the
    plan's interval has passed without an assessment, ``actions`` how many there are to assess.
    """

    body: Body
    plan: PlanLine | None
    assessed_on: date | None
    days: int | None
    is_over: bool
    actions: int
    waiting: int
    late: int


def updates(shown: Sequence[Body], states: Iterable[AreaState], day: date) -> tuple[Update, ...]:
    """The organisations' plans on a day: those over their interval first, never assessed ones before all others.

    Then those that were assessed longest ago and what has nothing to assess; last what is invented.
    """
    of_plan: dict[str, list[AreaState]] = defaultdict(list)
    for state in states:
        of_plan[state.plan_id].append(state)
    found = [
        _update(body, plan, of_plan[plan.id] if plan else [], day)
        for body in shown
        for plan in (body.plans_on(day) or (None,))
    ]
    return tuple(sorted(found, key=_order))


def _update(body: Body, plan: PlanLine | None, states: Sequence[AreaState], day: date) -> Update:
    actions = sum(sum(state.counts.values()) for state in states)
    assessed_on = max((state.assessed_on for state in states if state.assessed_on), default=None)
    limit = months_before(day, plan.assessment_interval_months) if plan else day
    return Update(
        body=body,
        plan=plan,
        assessed_on=assessed_on,
        days=(day - assessed_on).days if assessed_on else None,
        is_over=bool(actions) and (assessed_on is None or assessed_on <= limit),
        actions=actions,
        waiting=sum(state.waiting for state in states),
        late=sum(state.late for state in states),
    )


def _order(one: Update) -> tuple[bool, bool, bool, bool, bool, int, str, str]:
    return (
        one.body.invented,
        one.plan is None,
        not one.actions,
        not one.is_over,
        one.days is not None,
        -(one.days or 0),
        one.body.name.casefold(),
        one.plan.name if one.plan else "",
    )


def contact_states(connection: Connection, day: date) -> Mapping[str, ContactState]:
    """The contacts by organisation. One query."""
    of, verified = columns(Contact, "organisation_id", "verified_on")
    old = verified.is_(None) | (verified < years_before(day, STALE_YEARS))
    query = select(of, func.count(), func.max(verified), func.sum(case((old, 1), else_=0))).group_by(of)
    return {owner: ContactState(*state) for owner, *state in connection.execute(query)}


def last_changes(connection: Connection, plans: Sequence[str], entry: int) -> Mapping[str, datetime]:
    """When something that the plans hold now was last changed by a journal entry, UTC, by plan. One query."""
    (plan,) = columns(Plan, "id")
    areas = select(*columns(FocusArea, "id")).where(columns(FocusArea, "plan_id")[0] == plan).correlate(Plan)
    goals = select(*columns(Goal, "id")).where(columns(Goal, "focus_area_id")[0].in_(areas))
    actions = select(*columns(Action, "id")).where(columns(Action, "focus_area_id")[0].in_(areas))
    assessments = select(*columns(Assessment, "id")).where(columns(Assessment, "action_id")[0].in_(actions))
    held: dict[type[Row], Any] = {
        Plan: [plan],
        FocusArea: areas,
        Goal: goals,
        Action: actions,
        Assessment: assessments,
    }
    last = [_last_of(model, ids, entry) for model, ids in held.items()]
    rows = connection.execute(select(plan, *last).where(plan.in_(plans))).all()
    entries = {id_: max(filter(None, found), default=None) for id_, *found in rows}
    query = (
        select(_JOURNAL.c.id, _SETS.c.at)
        .join(_SETS, _SETS.c.id == _JOURNAL.c.change_set_id)
        .where(_JOURNAL.c.id.in_([entry for entry in entries.values() if entry]))
    )
    moments: dict[int, datetime] = dict(connection.execute(query).all())
    return {id_: moments[entry] for id_, entry in entries.items() if entry in moments}


def _last_of(model: type[Row], ids: Any, entry: int) -> Any:
    """The last entry about one kind of a plan's rows."""
    named = and_(
        _JOURNAL.c.entity == model.__tablename__, _JOURNAL.c.entity_id.in_(ids), _JOURNAL.c.id <= entry
    )
    return select(func.max(_JOURNAL.c.id)).where(named).correlate(Plan).scalar_subquery()
