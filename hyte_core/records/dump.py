"""Everything that the database holds, as records: for open data, for export and for comparing."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Engine

from hyte_core.records.kinds import Records
from hyte_core.records.of_meetings import OF_MEETINGS, OF_PLANS
from hyte_core.records.plans import ActionRecord, AssessmentRecord, GoalRecord, PlanRecord
from hyte_core.records.tables import counts_of_kinds, records_of_kinds
from hyte_core.views import ActionView, PlanView, plan_ids, plan_view


def dump(engine: Engine, plans: Iterable[str] | None = None) -> Records:
    """The records of the whole database; or of the plans with these ids, in their order, and of nothing else.

    A plan comes with its statements and presentations, and with the meetings of its organisation.
    """
    with engine.connect() as connection:
        views = _views(connection, plan_ids(connection) if plans is None else plans)
        return Records(
            plans=tuple(map(_plan, views)),
            goals=tuple(goal for view in views for goal in _goals(view)),
            actions=tuple(_action(view, action) for view in views for action in view.actions),
            **(records_of_kinds(connection) if plans is None else _of_plans(connection, views)),
        )


def of_kinds(engine: Engine, kinds: Collection[str]) -> Records:
    """The records of these kinds of the whole database, by their names in Records; not those of plans and actions."""
    with engine.connect() as connection:
        return Records(**records_of_kinds(connection, kinds))


def status(engine: Engine) -> dict[str, Any]:
    """Counts of everything, and the lights of each plan and focus area."""
    with engine.connect() as connection:
        views = _views(connection, plan_ids(connection))
        others = counts_of_kinds(connection)
    return {
        "organisations": others.pop("organisations"),
        "plans": len(views),
        "focus_areas": sum(len(view.focus_areas) for view in views),
        "goals": sum(len(area.goals) for view in views for area in view.focus_areas),
        "actions": sum(len(_tops(view.actions)) for view in views),
        "sub_actions": sum(len(view.actions) - len(_tops(view.actions)) for view in views),
        "assessments": sum(len(action.assessments) for view in views for action in view.actions),
        **others,
        "lights": [_plan_status(view) for view in views],
    }


def _views(connection: Connection, ids: Iterable[str]) -> list[PlanView]:
    return [view for id_ in ids if (view := plan_view(connection, id_)) is not None]


def _of_plans(connection: Connection, views: Iterable[PlanView]) -> dict[str, tuple[Any, ...]]:
    """What goes with the plans: their own texts and presentations, and their organisations' meetings."""
    plans = {(view.organisation, view.name) for view in views}
    organisations = {organisation for organisation, _name in plans}
    of_meetings = {
        kind: tuple(one for one in records if one.organisation in organisations)
        for kind, records in records_of_kinds(connection, OF_MEETINGS).items()
    }
    of_plans = {
        kind: tuple(one for one in records if (one.organisation, one.plan) in plans)
        for kind, records in records_of_kinds(connection, OF_PLANS).items()
    }
    return of_meetings | of_plans


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
