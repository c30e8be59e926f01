"""What a person does to a plan, as change sets made against the plan that the person sees."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.lights import Light
from hyte_core.model import Action, Assessment, FocusArea, Goal
from hyte_core.views import ActionView, FocusAreaView, GoalView, PlanView

N = TypeVar("N", FocusAreaView, GoalView)

#: The fields of an action that are edited as they are.
EDITABLE = ("name", "responsible", "schedule", "starts", "due", "indicators", "baseline_target")


def stored(value: Any) -> Any:
    """A view's value as a table keeps it."""
    return list(value) if isinstance(value, tuple) else value


def assess(action: ActionView, *, assessed_on: date, light: Light, note: str) -> ChangeSet:
    """A new assessment, after the one that ``action`` shows as the latest."""
    row = Assessment(
        action_id=action.id,
        number=action.next_number,
        assessed_on=assessed_on,
        light=light.stored,
        note=note.strip(),
    )
    return ChangeSet((Change.adding(row),))


def edit(action: ActionView, new: Mapping[str, Any]) -> ChangeSet:
    """The fields of ``new`` that differ from what ``action`` shows."""
    pairs: dict[str, Any] = {
        name: (stored(getattr(action, name)), stored(value)) for name, value in new.items()
    }
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return ChangeSet((Change.changing("action", action.id, **different),) if different else ())


def place(plan: PlanView, focus_area: str, goal: str | None) -> tuple[list[Change], str, str | None]:
    """A focus area and goal by id or name: the changes that make those that do not exist, and their ids."""
    made: list[Change] = []
    area = _named(plan.focus_areas, focus_area)
    if area is None:
        last = max((a.position for a in plan.focus_areas), default=0)
        row = FocusArea(plan_id=plan.id, position=last + 1, name=focus_area.strip())
        made.append(Change.adding(row))
    area_id = area.id if area else row.id
    if goal is None:
        return made, area_id, None
    goals = area.goals if area else ()
    known = _named(goals, goal)
    if known is not None:
        return made, area_id, known.id
    new = Goal(
        focus_area_id=area_id, position=max((g.position for g in goals), default=0) + 1, name=goal.strip()
    )
    return [*made, Change.adding(new)], area_id, new.id


def _named(parts: Sequence[N], wanted: str) -> N | None:
    by_id = next((part for part in parts if part.id == wanted), None)
    return by_id or next((part for part in parts if part.name == wanted), None)


def add_action(
    plan: PlanView,
    focus_area: str,
    goal: str | None,
    fields: Mapping[str, Any],
    parent: ActionView | None = None,
) -> tuple[ChangeSet, str]:
    """A new action as the last of its goal, or of ``parent``'s parts; and its id."""
    if parent is not None:
        made: list[Change] = []
        area_id, goal_id = parent.focus_area_id, parent.goal_id
    else:
        made, area_id, goal_id = place(plan, focus_area, goal)
    row = Action(
        focus_area_id=area_id,
        goal_id=goal_id,
        parent_id=parent.id if parent else None,
        position=_last_position(plan, area_id, goal_id, parent.id if parent else None) + 1,
        **{name: stored(value) for name, value in fields.items()},
    )
    return ChangeSet((*made, Change.adding(row))), row.id


def move(plan: PlanView, action: ActionView, focus_area: str, goal: str | None) -> ChangeSet:
    """The action, with its parts, to the end of another goal."""
    made, area_id, goal_id = place(plan, focus_area, goal)
    if (area_id, goal_id) == (action.focus_area_id, action.goal_id):
        return ChangeSet(())
    last = _last_position(plan, area_id, goal_id, None)
    changes = [*made, *_placed(action, area_id, goal_id, (action.position, last + 1))]
    for part in _parts(plan, action):
        changes += _placed(part, area_id, goal_id, (part.position, part.position))
    return ChangeSet(tuple(changes))


def shift(plan: PlanView, action: ActionView, steps: int) -> ChangeSet:
    """The action ``steps`` places down (negative: up) among its siblings; nothing at the end of the list."""
    siblings = [a for a in plan.actions if _siblings(a, action)]
    order = [a.id for a in siblings]
    here = order.index(action.id)
    there = min(max(here + steps, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    changes = [
        Change.changing("action", sibling.id, position=(sibling.position, order.index(sibling.id) + 1))
        for sibling in siblings
        if sibling.position != order.index(sibling.id) + 1
    ]
    return ChangeSet(tuple(changes) if here != there else ())


def remove_action(plan: PlanView, action: ActionView) -> ChangeSet:
    """The action with its parts and all their assessments, provided that they are as ``plan`` shows them."""
    gone = [*_parts(plan, action), action]
    assessments = [
        Change.removing(
            Assessment(
                id=a.id,
                action_id=one.id,
                number=a.number,
                assessed_on=a.assessed_on,
                light=a.light.stored,
                note=a.note,
                interpreted=a.interpreted,
            )
        )
        for one in gone
        for a in one.assessments
    ]
    return ChangeSet((*assessments, *(Change.removing(_row(one)) for one in gone)))


def _row(action: ActionView) -> Action:
    fields = ("id", "focus_area_id", "goal_id", "parent_id", "position", *EDITABLE)
    return Action(**{name: stored(getattr(action, name)) for name in fields})


def _parts(plan: PlanView, action: ActionView) -> list[ActionView]:
    """The sub-actions, and theirs: the deepest first."""
    found: list[ActionView] = []
    for part in plan.actions:
        if part.parent_id == action.id:
            found += [*_parts(plan, part), part]
    return found


def _siblings(one: ActionView, other: ActionView) -> bool:
    return (one.focus_area_id, one.goal_id, one.parent_id) == (
        other.focus_area_id,
        other.goal_id,
        other.parent_id,
    )


def _last_position(plan: PlanView, area: str, goal: str | None, parent: str | None) -> int:
    same: Iterable[ActionView] = (
        a for a in plan.actions if (a.focus_area_id, a.goal_id, a.parent_id) == (area, goal, parent)
    )
    return max((a.position for a in same), default=0)


def _placed(action: ActionView, area: str, goal: str | None, position: tuple[int, int]) -> list[Change]:
    pairs: dict[str, Any] = {
        "focus_area_id": (action.focus_area_id, area),
        "goal_id": (action.goal_id, goal),
        "position": position,
    }
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return [Change.changing("action", action.id, **different)] if different else []
