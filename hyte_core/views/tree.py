"""The plan as a tree: focus area > goal > action > sub-action."""

from collections.abc import Iterable
from dataclasses import dataclass

from hyte_core.lights import Counts
from hyte_core.views.plan import ActionView, FocusAreaView, GoalView, PlanView


@dataclass(frozen=True)
class Branch:
    """A goal with its actions; the goal is None for the actions of the focus area itself."""

    goal: GoalView | None
    actions: tuple[ActionView, ...]


@dataclass(frozen=True)
class Section:
    """A focus area with its branches and the counts of its lights."""

    area: FocusAreaView
    branches: tuple[Branch, ...]
    counts: Counts
    size: int


def tree(
    plan: PlanView, actions: Iterable[ActionView], *, with_empty: bool, areas: frozenset[str] = frozenset()
) -> list[Section]:
    """The chosen actions in the plan's tree, of some focus areas (default: all).

    ``with_empty`` keeps goals and focus areas that have none of them.
    """
    chosen = list(actions)
    sections = []
    for area in plan.focus_areas:
        if areas and area.id not in areas:
            continue
        own = [action for action in chosen if action.focus_area_id == area.id]
        branches = [
            Branch(goal, tuple(a for a in own if a.goal_id == (goal.id if goal else None)))
            for goal in (None, *area.goals)
        ]
        kept = tuple(b for b in branches if b.actions or (with_empty and b.goal is not None))
        if kept or with_empty:
            sections.append(Section(area, kept, plan.count(own), len(own)))
    return sections
