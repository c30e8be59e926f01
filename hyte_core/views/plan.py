"""A plan as a reader sees it: focus areas, goals, actions in order, each with its assessments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, func, select

from hyte_core.lights import Counts, Light, count, light_of
from hyte_core.model import Action, Assessment, FocusArea, Goal, Meeting, Organisation, Plan, columns


@dataclass(frozen=True)
class AssessmentView:
    """An assessment; ``number`` tells the order among those of the same day."""

    id: str
    number: int
    assessed_on: date
    light: Light
    note: str
    interpreted: bool


@dataclass(frozen=True)
class ActionView:
    """An action with its assessments, the oldest first."""

    id: str
    focus_area_id: str
    goal_id: str | None
    parent_id: str | None
    position: int
    name: str
    responsible: tuple[str, ...]
    schedule: str
    starts: date | None
    due: date | None
    indicators: tuple[str, ...]
    baseline_target: str
    assessments: tuple[AssessmentView, ...]
    has_parts: bool

    @property
    def latest(self) -> AssessmentView | None:
        """The assessment in force."""
        return self.assessments[-1] if self.assessments else None

    @property
    def light(self) -> Light:
        """The light in force: grey without an assessment, or with one that gives no light."""
        return self.latest.light if self.latest else Light.GREY

    @property
    def note(self) -> str:
        """The latest assessment's text."""
        return self.latest.note if self.latest else ""

    @property
    def assessed_on(self) -> date | None:
        """The latest assessment's date."""
        return self.latest.assessed_on if self.latest else None

    @property
    def interpreted(self) -> bool:
        """True if the light was read from a document's text, not given by the one who assessed."""
        return self.latest.interpreted if self.latest else False

    @property
    def next_number(self) -> int:
        """The number of the assessment that would come next."""
        return max((a.number for a in self.assessments), default=0) + 1

    def is_late(self, today: date) -> bool:
        """True when the due date has passed and the action is not done."""
        return self.due is not None and self.due < today and self.light is not Light.GREEN

    def months_since(self, today: date) -> int | None:
        """Whole months since the latest assessment, None if there is none."""
        if self.assessed_on is None:
            return None
        then = self.assessed_on
        months = (today.year - then.year) * 12 + today.month - then.month
        return months - (today.day < then.day)

    def on(self, day: date) -> "ActionView":
        """The action with the assessments that had been made by the end of ``day``."""
        return replace(self, assessments=tuple(a for a in self.assessments if a.assessed_on <= day))


@dataclass(frozen=True)
class GoalView:
    """A goal of a focus area."""

    id: str
    position: int
    name: str


@dataclass(frozen=True)
class FocusAreaView:
    """A focus area with its goals in order."""

    id: str
    position: int
    name: str
    goals: tuple[GoalView, ...]


@dataclass(frozen=True)
class PlanHead:
    """What is needed to choose a plan."""

    id: str
    name: str
    organisation_id: str
    organisation: str
    invented: bool


@dataclass(frozen=True)
class PlanView:
    """A plan. ``actions`` are in the plan's order: an action, then its sub-actions, then the next."""

    id: str
    name: str
    organisation_id: str
    organisation: str
    kind: str
    invented: bool
    starts: date | None
    ends: date | None
    source: str
    assessment_interval_months: int
    wording: Mapping[str, str]
    focus_areas: tuple[FocusAreaView, ...]
    actions: tuple[ActionView, ...]
    meetings: tuple[tuple[date, str], ...]

    def count(self, actions: Iterable[ActionView] | None = None) -> Counts:
        """How many of the actions (default: all) have each light."""
        return count(list(self.actions if actions is None else actions))

    def of_area(self, focus_area: str) -> list[ActionView]:
        """The actions of a focus area."""
        return [action for action in self.actions if action.focus_area_id == focus_area]

    @cached_property
    def by_id(self) -> dict[str, ActionView]:
        """The actions by id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def _names(self) -> dict[str, str]:
        areas = {area.id: area.name for area in self.focus_areas}
        return areas | {goal.id: goal.name for area in self.focus_areas for goal in area.goals}

    def area_name(self, id_: str) -> str:
        """A focus area's name."""
        return self._names[id_]

    def goal_name(self, id_: str | None) -> str | None:
        """A goal's name, None for none."""
        return self._names[id_] if id_ else None

    def action_name(self, id_: str | None) -> str | None:
        """An action's name, None for none."""
        return self.by_id[id_].name if id_ else None

    @property
    def responsible_bodies(self) -> list[str]:
        """Every responsible body of the plan, in alphabetical order."""
        return sorted({body for action in self.actions for body in action.responsible}, key=str.casefold)

    @property
    def years(self) -> list[int]:
        """The years in which something was assessed, the latest first."""
        return sorted(
            {a.assessed_on.year for action in self.actions for a in action.assessments}, reverse=True
        )

    def on(self, day: date) -> "PlanView":
        """The plan with the assessments that had been made and the meetings held by the end of ``day``."""
        return replace(
            self,
            actions=tuple(action.on(day) for action in self.actions),
            meetings=tuple(held for held in self.meetings if held[0] <= day),
        )

    def needs_assessment(self, action: ActionView, today: date) -> bool:
        """True for an action under way that nobody has assessed within the plan's interval.

        An action with sub-actions is judged by them, a finished one no more; one without a light always waits.
        """
        if action.has_parts and action.light is Light.GREY:
            return False
        if action.starts and action.starts > today:
            return False
        if action.light is Light.GREEN:
            return False
        months = action.months_since(today)
        if months is None or action.light is Light.GREY:
            return True
        return months >= self.assessment_interval_months


def plan_heads(connection: Connection) -> list[PlanHead]:
    """All plans, by organisation and name; the invented ones last."""
    shown = [*columns(Plan, "id", "name"), *columns(Organisation, "id", "name", "invented")]
    query = (
        select(*shown)
        .select_from(Plan)
        .join(Organisation)
        .order_by(*columns(Organisation, "invented", "name"), *columns(Plan, "name"))
    )
    return [PlanHead(*row) for row in connection.execute(query)]


def freshest_plans(connection: Connection) -> set[str]:
    """The ids of the plans that have an assessment of the latest day on which anything was assessed."""
    (assessed_on,) = columns(Assessment, "assessed_on")
    (of_plan,) = columns(FocusArea, "plan_id")
    query = (
        select(of_plan)
        .distinct()
        .select_from(Assessment)
        .join(Action)
        .join(FocusArea)
        .where(assessed_on == select(func.max(assessed_on)).scalar_subquery())
    )
    return set(connection.scalars(query))


def plan_of_action(connection: Connection, action_id: str) -> str | None:
    """The id of the plan that an action belongs to; None if there is no such action."""
    (key,), (of_plan,) = columns(Action, "id"), columns(FocusArea, "plan_id")
    query = select(of_plan).select_from(FocusArea).join(Action).where(key == action_id)
    return connection.execute(query).scalar()


def plan_ids(connection: Connection) -> list[str]:
    """The ids of all plans, by organisation and name."""
    return [head.id for head in plan_heads(connection)]


#: The tables that :func:`plan_view` reads.
PLAN_TABLES = ("organisation", "plan", "focus_area", "goal", "action", "assessment", "meeting")


def plan_view(connection: Connection, plan_id: str) -> PlanView | None:
    """The plan with all its assessments, or None if there is no such plan. Four queries, whatever its size."""
    found = _plan_rows(connection, plan_id)
    if not found:
        return None
    areas = _focus_areas(connection, plan_id)
    return PlanView(
        **{name: value for name, value in found[0]._mapping.items() if name not in ("held_on", "title")},
        focus_areas=areas,
        actions=tuple(_in_order(areas, _actions(connection, plan_id))),
        meetings=tuple((row.held_on, row.title) for row in found if row.held_on),
    )


def _plan_rows(connection: Connection, plan_id: str) -> list[Any]:
    """The plan and whose it is, in a row for each of its organisation's meetings; one row if there are none."""
    own = columns(Plan, "id", "name", "starts", "ends", "source", "assessment_interval_months", "wording")
    key, *owner = columns(Organisation, "id", "name", "kind", "invented")
    names = ("organisation", "kind", "invented")
    labelled = [column.label(name) for column, name in zip(owner, names, strict=True)]
    held_on, title, held_by = columns(Meeting, "held_on", "title", "organisation_id")
    query = (
        select(*own, key.label("organisation_id"), *labelled, held_on, title)
        .select_from(Plan)
        .join(Organisation)
        .join(Meeting, held_by == key, isouter=True)
        .where(own[0] == plan_id)
        .order_by(held_on, title)
    )
    return list(connection.execute(query))


def _focus_areas(connection: Connection, plan_id: str) -> tuple[FocusAreaView, ...]:
    area = columns(FocusArea, "id", "position", "name")
    goal = columns(Goal, "id", "position", "name")
    (of_plan,) = columns(FocusArea, "plan_id")
    query = (
        select(*area, *goal)
        .select_from(FocusArea)
        .join(Goal, isouter=True)
        .where(of_plan == plan_id)
        .order_by(area[1], area[0], goal[1], goal[0])
    )
    goals: dict[tuple[str, int, str], list[GoalView]] = {}
    for id_, position, name, *of_goal in connection.execute(query):
        found = goals.setdefault((id_, position, name), [])
        if of_goal[0] is not None:
            found.append(GoalView(*of_goal))
    return tuple(FocusAreaView(*key, goals=tuple(found)) for key, found in goals.items())


def _actions(connection: Connection, plan_id: str) -> list[ActionView]:
    action_id, position, of_area = columns(Action, "id", "position", "focus_area_id")
    area_id, of_plan = columns(FocusArea, "id", "plan_id")
    ids = select(action_id).where(of_area.in_(select(area_id).where(of_plan == plan_id)))
    of_action, *shown = columns(
        Assessment, "action_id", "id", "number", "assessed_on", "light", "note", "interpreted"
    )
    history: dict[str, list[AssessmentView]] = defaultdict(list)
    for action, id_, number, assessed_on, light, *rest in connection.execute(
        select(of_action, *shown)
        .where(of_action.in_(ids))
        .order_by(*columns(Assessment, "assessed_on", "number"))
    ):
        history[action].append(AssessmentView(id_, number, assessed_on, light_of(light), *rest))
    rows: list[Any] = list(
        connection.execute(select(Action).where(action_id.in_(ids)).order_by(position, action_id))
    )
    parents = {row.parent_id for row in rows}
    return [
        ActionView(
            id=row.id,
            focus_area_id=row.focus_area_id,
            goal_id=row.goal_id,
            parent_id=row.parent_id,
            position=row.position,
            name=row.name,
            responsible=tuple(row.responsible),
            schedule=row.schedule,
            starts=row.starts,
            due=row.due,
            indicators=tuple(row.indicators),
            baseline_target=row.baseline_target,
            assessments=tuple(history[row.id]),
            has_parts=row.id in parents,
        )
        for row in rows
    ]


def _in_order(areas: tuple[FocusAreaView, ...], actions: list[ActionView]) -> Iterable[ActionView]:
    """The actions as the plan lists them: those of the focus area itself, then those of each goal."""
    children: dict[tuple[str, str | None, str | None], list[ActionView]] = defaultdict(list)
    for action in actions:
        if action.parent_id:
            children["", None, action.parent_id].append(action)
        else:
            children[action.focus_area_id, action.goal_id, None].append(action)

    def with_parts(group: list[ActionView]) -> Iterable[ActionView]:
        for action in group:
            yield action
            yield from with_parts(children["", None, action.id])

    for area in areas:
        yield from with_parts(children[area.id, None, None])
        for goal in area.goals:
            yield from with_parts(children[area.id, goal.id, None])
