"""Records against the database: the change set that would make the database say what the source says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, select

from hyte_core.changes import Bulk, Change
from hyte_core.changes.hanging import hanging_on
from hyte_core.imports.cooperation import CooperationComparer
from hyte_core.imports.gathering import Gathering
from hyte_core.imports.indicators import IndicatorComparer
from hyte_core.imports.matching import Matching, Question, in_workbook, match, place_of, plain, stands_in
from hyte_core.imports.meetings import MeetingComparer
from hyte_core.imports.organisations import Organisations
from hyte_core.imports.regions import Regions
from hyte_core.imports.texts import TextComparer
from hyte_core.imports.whole import renamed, rest_of
from hyte_core.model import Action, Assessment, FocusArea, Goal, Indicator, InterfaceArea, Plan, Row, columns
from hyte_core.problems import Problem
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord, PlanRecord, Records
from hyte_core.views import ActionView, PlanView, plan_view

#: The fields of an action that a source may change, by the column of a workbook that holds each.
_ACTION_FIELDS = {
    "responsible": "responsible",
    "schedule": "schedule",
    "starts": "starts",
    "due": "due",
    "indicators": "indicators",
    "baseline_target": "baseline_target",
}
#: What an action has that only other rows tell of.
_NOTHING: dict[str, Any] = {
    "responsible": (),
    "schedule": "",
    "starts": None,
    "due": None,
    "indicators": (),
    "baseline_target": "",
}


@dataclass(frozen=True)
class Comparison:
    """What the source would change, how many of the rows it speaks of it leaves as they are, and what to ask."""

    changes: tuple[Change, ...]
    unchanged: int
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    bulks: tuple[Bulk, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """{"added", "changed", "removed", "unchanged"}: rows of the database."""
        made = [change.operation for change in self.changes]
        return {
            "added": made.count("add") + sum(map(len, self.bulks)),
            "changed": made.count("change"),
            "removed": made.count("remove"),
            "unchanged": self.unchanged,
        }


def compare(
    engine: Engine,
    records: Records,
    *,
    today: date,
    organisation: str = "",
    whole: bool = False,
    answers: Mapping[str, str] | None = None,
) -> Comparison:
    """The changes that would make the database say what the records say.

    What a file does not mention stays, unless ``whole`` says that the file is all of each plan that it speaks
    of: then the rest of those plans is removed. A field for which the file has no column stays. An assessment that
    the database does not have yet is added; one without a date is dated ``today``. A record that might be one of
    several actions is a question: it changes nothing until ``answers`` ({place: action id or NEW}) has the
    reader's decision. ``organisation`` is whose file it is: what its tables call "maakunta" is its own region.
    """
    with engine.connect() as connection:
        comparer = _Comparer(connection, today, answers or {})
        comparer.compare(records)
        if whole:
            comparer.remove_the_rest()
        gathered = comparer.gathered
        regions = Regions(connection, records, organisation)
        indicators = IndicatorComparer(connection, gathered, comparer, regions)
        indicators.compare(records)
        cooperation = CooperationComparer(connection, gathered, comparer)
        cooperation.compare(records)
        MeetingComparer(connection, gathered, comparer).compare(records)
        made: dict[type[Row], dict[str, str]] = {Indicator: indicators.ids, InterfaceArea: cooperation.areas}
        TextComparer(connection, gathered, comparer, made).compare(records)
    return Comparison(
        tuple(gathered.changes), gathered.unchanged, tuple(comparer.questions), tuple(gathered.problems)
    )


@dataclass
class _KnownPlan:
    """A plan that the records speak of, as the database has it and as the changes so far would make it."""

    id: str
    view: PlanView | None
    areas: dict[str, str] = field(default_factory=dict)
    goals: dict[tuple[str, str], str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    #: The goals and focus areas that the records speak of, by id, and the actions.
    mentioned: set[str] = field(default_factory=set)
    matching: Matching = field(default_factory=Matching)
    #: The actions that the records speak of, by focus area and text.
    actions: dict[tuple[str, str], str] = field(default_factory=dict)
    #: The action that a following sub-action belongs to, by goal and text.
    parents: dict[tuple[str, str | None, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.view is None:
            return
        for area in self.view.focus_areas:
            self.areas[plain(area.name)] = area.id
            self._seen(self.id, area.position)
            for goal in area.goals:
                self.goals[area.id, plain(goal.name)] = goal.id
                self._seen(area.id, goal.position)
        for action in self.view.actions:
            self._seen(action.parent_id or action.goal_id or action.focus_area_id, action.position)

    def _seen(self, place: str, position: int) -> None:
        self.positions[place] = max(self.positions[place], position)

    def next_position(self, place: str) -> int:
        self.positions[place] += 1
        return self.positions[place]


class _Comparer:
    def __init__(self, connection: Connection, today: date, answers: Mapping[str, str]) -> None:
        self.connection, self.today, self.answers = connection, today, answers
        self.questions: list[Question] = []
        self.gathered = Gathering()
        self.organisations = Organisations(connection, self.gathered)
        self.plans: dict[tuple[str, str], _KnownPlan] = {}

    def compare(self, records: Records) -> None:
        self.organisations.compare(records.organisations)
        for record in records.plans:
            self._plan(record)
        of_plan: dict[str, list[ActionRecord]] = defaultdict(list)
        for action in records.actions:
            of_plan[self._known_plan(action.organisation, action.plan).id].append(action)
        for plan in self.plans.values():
            self._match(plan, of_plan[plan.id])
        for goal in records.goals:
            self._goal(goal)
        for plan in self.plans.values():
            asked = {question.place for question in plan.matching.questions}
            for index, action in enumerate(of_plan[plan.id]):
                if place_of(action) not in asked:
                    self._action(plan, action, plan.matching.found.get(index))

    def _match(self, plan: _KnownPlan, records: Sequence[ActionRecord]) -> None:
        """Find the action of each record, and the focus areas and goals that the records call by a new name."""
        if plan.view is None:
            return
        plan.matching = match(plan.view, records, self.answers)
        self.questions += plan.matching.questions
        for entity, id_, old, new in renamed(plan.view, records, plan.matching.found):
            self.gathered.change(entity, id_, {"name": (old, new)}, "")
            if entity == "focus_area":
                plan.areas[plain(new)] = plan.areas.pop(plain(old))
            else:
                area = next(area for (area, _name), goal in plan.goals.items() if goal == id_)
                plan.goals[area, plain(new)] = plan.goals.pop((area, plain(old)))

    def remove_the_rest(self) -> None:
        """Remove what the records do not speak of in the plans that they speak of."""
        for plan in self.plans.values():
            if plan.view is not None and plan.mentioned:
                rest = list(rest_of(plan.view, plan.matching.claimed, plan.mentioned))
                self.gathered.changes += [*hanging_on(self.connection, rest), *rest]

    def _add(self, row: Row, sheet: str | None, cell: str | None) -> str:
        self.gathered.changes.append(Change.adding(row, _origin(sheet, cell)))
        return row.id

    # --- what other records belong to

    def organisation(self, name: str) -> str:
        """The organisation's id; it is made if the database does not have it."""
        return self.organisations.id_of(name)

    def plan(self, organisation: str, name: str) -> str | None:
        """The plan's id, as the database has it or as the records make it."""
        known = self._plan_as_is(organisation, name)
        return known.id if known else None

    def focus_area(self, organisation: str, plan: str, name: str) -> str | None:
        """The focus area's id, as the database has it or as the records make it."""
        known = self._plan_as_is(organisation, plan)
        return known.areas.get(plain(name)) if known else None

    def action(self, organisation: str, plan: str, focus_area: str, name: str) -> str | None:
        """The action's id, likewise; of several with the same text the first."""
        known, area = self._plan_as_is(organisation, plan), self.focus_area(organisation, plan, focus_area)
        if known is None or area is None:
            return None
        stored = known.view.actions if known.view else ()
        same = (a.id for a in stored if a.focus_area_id == area and plain(a.name) == plain(name))
        return known.actions.get((area, plain(name))) or next(same, None)

    def _plan_as_is(self, organisation: str, plan: str) -> _KnownPlan | None:
        """The plan, if the database has it or the records make it."""
        owner = self.organisations.ids.get(plain(organisation))
        if owner is None or ((owner, plain(plan)) not in self.plans and self._plan_id(owner, plan) is None):
            return None
        return self._known_plan(organisation, plan)

    # --- plans

    def _plan(self, record: PlanRecord) -> None:
        organisation = self.organisations.id_of(record.organisation, record)
        id_ = self._plan_id(organisation, record.plan)
        key = (organisation, plain(record.plan))
        wanted: dict[str, Any] = {
            "starts": record.starts,
            "ends": record.ends,
            "source": record.source,
            "assessment_interval_months": record.assessment_interval_months,
            "wording": dict(record.wording),
        }
        if id_ is None:
            row = Plan(organisation_id=organisation, name=record.plan, **wanted)
            self.plans[key] = _KnownPlan(self._add(row, record.sheet, record.cell), None)
            return
        known = self.plans.setdefault(key, _KnownPlan(id_, plan_view(self.connection, id_)))
        if known.view is not None:
            now = {name: getattr(known.view, name) for name in wanted}
            different = {
                name: (now[name], new)
                for name, new in wanted.items()
                if in_workbook(now[name]) != in_workbook(new)
            }
            self.gathered.change("plan", id_, different, _origin(record.sheet, record.cell))

    def _plan_id(self, organisation: str, name: str) -> str | None:
        id_, title, owner = columns(Plan, "id", "name", "organisation_id")
        rows = self.connection.execute(select(id_, title).where(owner == organisation))
        return next((row.id for row in rows if plain(row.name) == plain(name)), None)

    def _known_plan(self, organisation: str, plan: str) -> _KnownPlan:
        owner = self.organisation(organisation)
        key = (owner, plain(plan))
        if key not in self.plans:
            id_ = self._plan_id(owner, plan)
            if id_ is None:
                id_ = self._add(Plan(organisation_id=owner, name=plan), None, None)
                self.plans[key] = _KnownPlan(id_, None)
            else:
                self.plans[key] = _KnownPlan(id_, plan_view(self.connection, id_))
        return self.plans[key]

    # --- focus areas and goals

    def _goal(self, record: GoalRecord) -> None:
        plan = self._known_plan(record.organisation, record.plan)
        area = plan.areas.get(plain(record.focus_area))
        if area is None:
            row = FocusArea(plan_id=plan.id, position=plan.next_position(plan.id), name=record.focus_area)
            area = self._add(row, record.sheet, record.cell)
            plan.areas[plain(record.focus_area)] = area
        elif record.goal is None:
            self.gathered.unchanged += 1
        plan.mentioned.add(area)
        if record.goal is None:
            return
        if (area, plain(record.goal)) in plan.goals:
            plan.mentioned.add(plan.goals[area, plain(record.goal)])
            self.gathered.unchanged += 1
            return
        row_ = Goal(focus_area_id=area, position=plan.next_position(area), name=record.goal)
        plan.goals[area, plain(record.goal)] = self._add(row_, record.sheet, record.cell)

    # --- actions and assessments

    def _action(self, plan: _KnownPlan, record: ActionRecord, known: ActionView | None) -> None:
        if known is not None and plan.view is not None and stands_in(plan.view, known, record):
            area, goal, parent = known.focus_area_id, known.goal_id, known.parent_id
        else:
            area = plan.areas[plain(record.focus_area)]
            goal = plan.goals[area, plain(record.goal)] if record.goal else None
            parent = self._parent(plan, record, area, goal)
        if known is None:
            id_ = self._new_action(plan, record, area, goal, parent)
        else:
            id_ = known.id
            self._compare_action(known, record, area, goal, parent)
        plan.actions.setdefault((area, plain(record.action)), id_)
        if record.parent is None:
            plan.parents[area, goal, plain(record.action)] = id_
        self._assessments(id_, known, record)

    def _parent(self, plan: _KnownPlan, record: ActionRecord, area: str, goal: str | None) -> str | None:
        """The action that a sub-action is a part of; made if neither the file nor the database has it."""
        if record.parent is None:
            return None
        place = (area, goal, plain(record.parent))
        if place not in plan.parents:
            known = (a for a in plan.view.actions if a.parent_id is None) if plan.view else ()
            same = (a.id for a in known if (a.focus_area_id, a.goal_id, plain(a.name)) == place)
            whole = replace(record, action=record.parent, parent=None, **_NOTHING)
            plan.parents[place] = next(same, None) or self._new_action(plan, whole, area, goal, None)
        return plan.parents[place]

    def _new_action(
        self, plan: _KnownPlan, record: ActionRecord, area: str, goal: str | None, parent: str | None
    ) -> str:
        change = Change.adding_values(
            Action,
            _origin(record.sheet, record.cell),
            focus_area_id=area,
            goal_id=goal,
            parent_id=parent,
            position=plan.next_position(parent or goal or area),
            name=record.action,
            responsible=list(record.responsible),
            schedule=record.schedule,
            starts=record.starts,
            due=record.due,
            indicators=list(record.indicators),
            baseline_target=record.baseline_target,
        )
        self.gathered.changes.append(change)
        return change.id

    def _compare_action(
        self, known: ActionView, record: ActionRecord, area: str, goal: str | None, parent: str | None
    ) -> None:
        pairs: dict[str, tuple[Any, Any]] = {
            name: (getattr(known, name), getattr(record, name))
            for name, column in _ACTION_FIELDS.items()
            if column in record.given
        }
        pairs["focus_area_id"] = (known.focus_area_id, area)
        pairs["goal_id"] = (known.goal_id, goal)
        pairs["parent_id"] = (known.parent_id, parent)
        if record.key == known.id or plain(known.name) != plain(record.action):
            pairs["name"] = (known.name, record.action)
        different = {
            n: (stored(old), stored(new))
            for n, (old, new) in pairs.items()
            if in_workbook(old) != in_workbook(new)
        }
        self.gathered.change("action", known.id, different, _origin(record.sheet, record.cell))

    def _assessments(self, action: str, known: ActionView | None, record: ActionRecord) -> None:
        past = known.assessments if known else ()
        had = {(a.assessed_on, a.light.stored, in_workbook(a.note)) for a in past}
        latest = known.latest if known else None
        number = known.next_number if known else 1
        for said in self._dated(record.assessments):
            repeats_latest = latest and (said.light, in_workbook(said.note)) == (
                latest.light.stored,
                in_workbook(latest.note),
            )
            if (said.assessed_on, said.light, in_workbook(said.note)) in had or (
                said.assessed_on is None and repeats_latest
            ):
                self.gathered.unchanged += 1
                continue
            self.gathered.changes.append(
                Change.adding_values(
                    Assessment,
                    _origin(said.sheet, said.cell),
                    action_id=action,
                    number=number,
                    assessed_on=said.assessed_on or self.today,
                    light=said.light,
                    note=said.note,
                    interpreted=said.interpreted,
                )
            )
            number += 1

    def _dated(self, assessments: Iterable[AssessmentRecord]) -> list[AssessmentRecord]:
        return sorted(assessments, key=lambda a: a.assessed_on or self.today)


def _origin(sheet: str | None, cell: str | None) -> str:
    return f"{sheet}!{cell}" if sheet else ""


def stored(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
