"""A plan as a reader sees it: focus areas, goals, actions in order, each with its assessments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from hyte_core.database.together import Together
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
class MeetingPoint:
    """A meeting as a moment to look at. ``closed_entry`` is the journal's last entry when it was closed."""

    id: str
    held_on: date
    title: str
    closed_on: date | None
    closed_entry: int | None


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
    #: Its organisation's meetings, the earliest first.
    held: tuple[MeetingPoint, ...]

    @property
    def meetings(self) -> tuple[tuple[date, str], ...]:
        """The days and titles of the meetings."""
        return tuple((one.held_on, one.title) for one in self.held)

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
            held=tuple(one for one in self.held if one.held_on <= day),
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
    return _in_order_of_name(connection.execute(_heads()))


def heads_and_freshest(connection: Connection) -> tuple[list[PlanHead], set[str]]:
    """As :func:`plan_heads`, and the ids of the plans that have an assessment of the latest day on which anything was
    assessed. One query."""
    heads, freshest = _HEADS_AND_FRESHEST.read(connection)
    return _in_order_of_name(heads), {row.plan_id for row in freshest}


def _in_order_of_name(rows: Iterable[Any]) -> list[PlanHead]:
    heads = (PlanHead(*row) for row in rows)
    return sorted(heads, key=lambda head: (head.invented, head.organisation, head.name))


def _heads() -> Select[Any]:
    whose = {"id": "organisation_id", "name": "organisation", "invented": "invented"}
    owner = [column.label(whose[column.key]) for column in columns(Organisation, *whose)]
    return select(*columns(Plan, "id", "name"), *owner).select_from(Plan).join(Organisation)


def _freshest() -> Select[Any]:
    (assessed_on,) = columns(Assessment, "assessed_on")
    (of_plan,) = columns(FocusArea, "plan_id")
    last = select(func.max(assessed_on)).scalar_subquery()
    assessed = select(of_plan).distinct().select_from(Assessment).join(Action).join(FocusArea)
    return assessed.where(assessed_on == last)


_HEADS_AND_FRESHEST = Together(_heads(), _freshest())


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
    """The plan with all its assessments, or None if there is no such plan. One query, whatever its size."""
    plans, meetings, areas, goals, actions, assessments = _OF_PLAN.read(connection, plan=plan_id)
    if not plans:
        return None
    focus_areas = tuple(_with_goals(areas, goals))
    return PlanView(
        **plans[0]._asdict(),
        focus_areas=focus_areas,
        actions=tuple(_in_order(focus_areas, _actions(actions, _by_action(assessments)))),
        held=tuple(
            sorted((MeetingPoint(*row) for row in meetings), key=lambda one: (one.held_on, one.title))
        ),
    )


def _of_plan() -> Together:
    """The plan and whose it is, its organisation's meetings, and its parts."""
    asked: BindParameter[str] = bindparam("plan")
    own = columns(Plan, "id", "name", "starts", "ends", "source", "assessment_interval_months", "wording")
    names = {"id": "organisation_id", "name": "organisation", "kind": "kind", "invented": "invented"}
    owner = [column.label(names[column.key]) for column in columns(Organisation, *names)]
    held_by, *meeting = columns(
        Meeting, "organisation_id", "id", "held_on", "title", "closed_on", "closed_entry"
    )
    its_owner = select(*columns(Plan, "organisation_id")).where(own[0] == asked).scalar_subquery()
    of_plan, *area = columns(FocusArea, "plan_id", "id", "position", "name")
    goal = columns(Goal, "focus_area_id", "id", "position", "name")
    action = Action.__table__  # type: ignore[attr-defined]
    assessment = columns(
        Assessment, "action_id", "id", "number", "assessed_on", "light", "note", "interpreted"
    )
    areas = select(area[0]).where(of_plan == asked)
    actions = select(action.c.id).where(action.c.focus_area_id.in_(areas))
    return Together(
        select(*own, *owner).select_from(Plan).join(Organisation).where(own[0] == asked),
        select(*meeting).where(held_by == its_owner),
        select(*area).where(of_plan == asked),
        select(*goal).where(goal[0].in_(areas)),
        select(action).where(action.c.focus_area_id.in_(areas)),
        select(*assessment).where(assessment[0].in_(actions)),
    )


_OF_PLAN = _of_plan()


def _place(row: Any) -> tuple[int, str]:
    return row.position, row.id


def _with_goals(areas: Iterable[Any], goals: Iterable[Any]) -> Iterable[FocusAreaView]:
    of_area: dict[str, list[GoalView]] = defaultdict(list)
    for goal in sorted(goals, key=_place):
        of_area[goal.focus_area_id].append(GoalView(goal.id, goal.position, goal.name))
    for area in sorted(areas, key=_place):
        yield FocusAreaView(area.id, area.position, area.name, tuple(of_area[area.id]))


def _by_action(rows: Iterable[Any]) -> Mapping[str, list[AssessmentView]]:
    """The assessments of each action, the oldest first."""
    found: dict[str, list[AssessmentView]] = defaultdict(list)
    for action, id_, number, assessed_on, light, *rest in sorted(
        rows, key=lambda one: (one.assessed_on, one.number)
    ):
        found[action].append(AssessmentView(id_, number, assessed_on, light_of(light), *rest))
    return found


def _actions(rows: Sequence[Any], history: Mapping[str, list[AssessmentView]]) -> list[ActionView]:
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
            assessments=tuple(history.get(row.id, ())),
            has_parts=row.id in parents,
        )
        for row in sorted(rows, key=_place)
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
