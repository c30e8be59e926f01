"""What a file says of a plan as a whole: parts that were renamed, and what it no longer has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from hyte_core.changes import Change
from hyte_core.changes.edits import remove_action
from hyte_core.imports.matching import plain
from hyte_core.model import FocusArea, Goal
from hyte_core.records import ActionRecord
from hyte_core.views import ActionView, PlanView


def renamed(
    plan: PlanView, records: Sequence[ActionRecord], found: Mapping[int, ActionView]
) -> Iterator[tuple[str, str, str, str]]:
    """Focus areas and goals that the file calls by another name: (entity, id, old name, new name).

    A part has a new name when all its actions that the file has stand under one name that the plan does not
    know, and nothing in the file has the old one.
    """
    areas: dict[str, set[str]] = defaultdict(set)
    goals: dict[str, set[str]] = defaultdict(set)
    for index, action in found.items():
        areas[action.focus_area_id].add(records[index].focus_area)
        if action.goal_id and records[index].goal:
            goals[action.goal_id].add(str(records[index].goal))
    said_areas = {plain(record.focus_area) for record in records}
    said_goals = {plain(record.goal) for record in records}
    known_areas = {plain(area.name) for area in plan.focus_areas}
    for area in plan.focus_areas:
        yield from _new_name("focus_area", area.id, area.name, areas[area.id], said_areas, known_areas)
        known_goals = {plain(goal.name) for goal in area.goals}
        for goal in area.goals:
            yield from _new_name("goal", goal.id, goal.name, goals[goal.id], said_goals, known_goals)


def _new_name(
    entity: str, id_: str, old: str, names: set[str], said: set[str], known: set[str]
) -> Iterator[tuple[str, str, str, str]]:
    if len(names) == 1 and plain(old) not in said:
        (new,) = names
        if plain(new) not in known:
            yield entity, id_, old, new


def rest_of(plan: PlanView, claimed: set[str], mentioned: set[str]) -> Iterator[Change]:
    """The removal of the actions that are not claimed, and of the goals and focus areas that are not mentioned."""
    gone: set[str] = set()
    for action in plan.actions:
        parts = [part for part in plan.actions if part.parent_id == action.id]
        if action.id in claimed or action.id in gone or any(part.id in claimed for part in parts):
            continue
        for change in remove_action(plan, action).changes:
            gone.add(change.id)
            yield change
    left = {a.goal_id for a in plan.actions if a.id not in gone} | {
        a.focus_area_id for a in plan.actions if a.id not in gone
    }
    for area in plan.focus_areas:
        for goal in area.goals:
            if goal.id not in mentioned | left:
                yield Change.removing(
                    Goal(id=goal.id, focus_area_id=area.id, position=goal.position, name=goal.name)
                )
        if area.id not in mentioned | left:
            yield Change.removing(
                FocusArea(id=area.id, plan_id=plan.id, position=area.position, name=area.name)
            )
