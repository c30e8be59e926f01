"""Everything that the database holds, as records: for open data, for export and for comparing."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, select

from hyte_core.model import (
    Contact,
    Duty,
    DutyReport,
    Indicator,
    InterfaceArea,
    Maturity,
    Meeting,
    Network,
    Observation,
    Organisation,
    Series,
    Target,
    columns,
)
from hyte_core.records.kinds import (
    ActionRecord,
    AssessmentRecord,
    GoalRecord,
    MeetingRecord,
    PlanRecord,
    Records,
    as_json,
)
from hyte_core.views import ActionView, PlanView, plan_ids, plan_view


def dump(engine: Engine, plans: Iterable[str] | None = None) -> Records:
    """The records of the whole database, or of the plans with these ids, in the order of the plans."""
    with engine.connect() as connection:
        views = [plan_view(connection, id_) for id_ in (plan_ids(connection) if plans is None else plans)]
        found = [view for view in views if view is not None]
        organisations = {view.organisation_id for view in found}
        return Records(
            plans=tuple(map(_plan, found)),
            goals=tuple(goal for view in found for goal in _goals(view)),
            actions=tuple(_action(view, action) for view in found for action in view.actions),
            meetings=tuple(_meetings(connection, organisations)),
            others=_others(connection) if plans is None else {},
        )


def status(engine: Engine) -> dict[str, Any]:
    """Counts of everything, and the lights of each plan and focus area."""
    records = dump(engine)
    with engine.connect() as connection:
        views = [view for id_ in plan_ids(connection) if (view := plan_view(connection, id_))]
    totals = {
        name: len(rows)
        for name, rows in records.as_json().items()
        if name not in ("goals", "actions", "organisations")
    }
    return {
        "organisations": len({view.organisation_id for view in views}),
        **totals,
        "focus_areas": sum(len(view.focus_areas) for view in views),
        "goals": sum(len(area.goals) for view in views for area in view.focus_areas),
        "actions": sum(len(_tops(view.actions)) for view in views),
        "sub_actions": sum(len(view.actions) - len(_tops(view.actions)) for view in views),
        "assessments": sum(len(action.assessments) for view in views for action in view.actions),
        "lights": [_plan_status(view) for view in views],
    }


def _tops(actions: Iterable[ActionView]) -> list[ActionView]:
    return [action for action in actions if action.parent_id is None]


def _plan_status(view: PlanView) -> dict[str, Any]:
    def counts(actions: Iterable[ActionView]) -> dict[str, Any]:
        chosen = list(actions)
        return {
            "actions": len(_tops(chosen)),
            "sub_actions": len(chosen) - len(_tops(chosen)),
            "lights": {light.stored or "null": n for light, n in view.count(chosen).items()},
        }

    return {
        "organisation": view.organisation,
        "plan": view.name,
        "goals": sum(len(area.goals) for area in view.focus_areas),
        **counts(view.actions),
        "focus_areas": [
            {"focus_area": area.name, "goals": len(area.goals), **counts(view.of_area(area.id))}
            for area in view.focus_areas
        ],
    }


def _plan(view: PlanView) -> PlanRecord:
    return PlanRecord(
        organisation=view.organisation,
        plan=view.name,
        kind=view.kind,
        invented=view.invented,
        starts=view.starts,
        ends=view.ends,
        source=view.source,
        assessment_interval_months=view.assessment_interval_months,
        wording=view.wording,
    )


def _goals(view: PlanView) -> Iterable[GoalRecord]:
    for area in view.focus_areas:
        if not area.goals:
            yield GoalRecord(view.name, area.name, None, view.organisation)
        for goal in area.goals:
            yield GoalRecord(view.name, area.name, goal.name, view.organisation)


def _action(view: PlanView, action: ActionView) -> ActionRecord:
    assessments = tuple(
        AssessmentRecord(a.assessed_on, a.light.stored, a.note, a.interpreted) for a in action.assessments
    )
    return ActionRecord(
        plan=view.name,
        focus_area=view.area_name(action.focus_area_id),
        goal=view.goal_name(action.goal_id),
        action=action.name,
        parent=view.action_name(action.parent_id),
        responsible=action.responsible,
        schedule=action.schedule,
        starts=action.starts,
        due=action.due,
        indicators=action.indicators,
        baseline_target=action.baseline_target,
        light=action.light.stored,
        note=action.note,
        assessed_on=action.assessed_on,
        interpreted=action.interpreted,
        assessments=assessments,
        organisation=view.organisation,
        key=action.id,
    )


def _meetings(connection: Connection, organisations: set[str]) -> Iterable[MeetingRecord]:
    query = (
        select(*columns(Organisation, "id", "name"), *columns(Meeting, "held_on", "title"))
        .select_from(Meeting)
        .join(Organisation)
        .order_by(*columns(Organisation, "name"), *columns(Meeting, "held_on", "title"))
    )
    for id_, name, held_on, title in connection.execute(query):
        if id_ in organisations:
            yield MeetingRecord(name, held_on, title)


def _others(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """The records of the kinds that do not belong to a plan."""
    return {
        kind: [
            {name: as_json(value) for name, value in row._mapping.items()}
            for row in connection.execute(query)
        ]
        for kind, query in _OTHERS.items()
    }


_AREA = [*(c.label("area") for c in columns(InterfaceArea, "name"))]
_OF_SERIES = [
    *(c.label("indicator") for c in columns(Indicator, "name")),
    *columns(Indicator, "source"),
    *columns(Series, "group", "region"),
]
_ORGANISATION = [c.label("organisation") for c in columns(Organisation, "name")]
_OTHERS: dict[str, Any] = {
    "indicator_values": select(
        *_OF_SERIES,
        *columns(Observation, "year", "value"),
        *columns(Indicator, "unit"),
        *columns(Observation, "numerator", "denominator", "lower", "upper", "missing_reason"),
    )
    .select_from(Observation)
    .join(Series)
    .join(Indicator)
    .order_by(
        *columns(Indicator, "name"), *columns(Series, "group", "region"), *columns(Observation, "year")
    ),
    "targets": select(*_OF_SERIES, *columns(Target, "value", "direction", "year"))
    .select_from(Target)
    .join(Series)
    .join(Indicator)
    .order_by(*columns(Indicator, "name"), *columns(Series, "group", "region"), *columns(Target, "id")),
    "contacts": select(*_AREA, *_ORGANISATION, *columns(Contact, "role", "name", "email"))
    .select_from(Contact)
    .join(InterfaceArea)
    .join(Organisation)
    .order_by(*columns(InterfaceArea, "position"), *columns(Organisation, "name"), *columns(Contact, "role")),
    "networks": select(*_AREA, *columns(Network, "name"))
    .select_from(Network)
    .join(InterfaceArea)
    .order_by(*columns(InterfaceArea, "position"), *columns(Network, "position")),
    "maturity": select(*_AREA, *columns(Maturity, "level", "side", "assessed_on", "note"))
    .select_from(Maturity)
    .join(InterfaceArea)
    .order_by(*columns(InterfaceArea, "position"), *columns(Maturity, "assessed_on")),
    "duties": select(
        *columns(Duty, "paragraph", "party"),
        *(c.label("duty") for c in columns(Duty, "name")),
        *_ORGANISATION,
        *columns(DutyReport, "year", "light", "evidence"),
    )
    .select_from(Duty)
    .join(DutyReport, isouter=True)
    .join(Organisation, isouter=True)
    .order_by(*columns(Duty, "position"), *columns(DutyReport, "year")),
}
