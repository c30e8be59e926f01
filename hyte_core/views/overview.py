"""What the steering group must see in ten seconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hyte_core.lights import Light
from hyte_core.lights.rollup import judged
from hyte_core.views.filters import has_changed
from hyte_core.views.plan import ActionView, PlanView


@dataclass(frozen=True)
class Movement:
    """An action whose light has changed: from which to which, and whether for better or worse."""

    action: ActionView
    before: Light

    @property
    def direction(self) -> int:
        """1 for better, -1 for worse, 0 when one of the lights is none."""
        old, new = self.before.rank, self.action.light.rank
        return 0 if old is None or new is None else (new > old) - (new < old)


@dataclass(frozen=True)
class Overview:
    """A plan's state today, and what has changed since the day of comparison."""

    since: date
    moved: tuple[Movement, ...]
    late: tuple[ActionView, ...]
    stale: tuple[ActionView, ...]
    never: tuple[ActionView, ...]

    @property
    def better(self) -> int:
        """How many lights have changed for the better."""
        return sum(m.direction > 0 for m in self.moved)

    @property
    def worse(self) -> int:
        """How many lights have changed for the worse."""
        return sum(m.direction < 0 for m in self.moved)

    def of_area(self, focus_area: str) -> tuple[int, int]:
        """How many lights of a focus area have changed for the better and for the worse."""
        moved = [m.direction for m in self.moved if m.action.focus_area_id == focus_area]
        return moved.count(1), moved.count(-1)


def overview(plan: PlanView, *, today: date, since: date) -> Overview:
    """The plan's state today beside that at the end of the day ``since``."""
    late = [action for action in plan.actions if action.is_late(today)]
    stale = [action for action in plan.actions if plan.needs_assessment(action, today)]
    return Overview(
        since=since,
        moved=tuple(
            Movement(action, action.on(since).light) for action in plan.actions if has_changed(action, since)
        ),
        late=tuple(sorted(late, key=lambda action: action.due or today)),
        stale=tuple(stale),
        never=tuple(action for action in judged(stale) if action.latest is None),
    )


def light_history(plan: PlanView, actions: Iterable[ActionView], until: date) -> dict[int, dict[Light, int]]:
    """The lights at the end of each year in which something was assessed; for the last one, ``until`` or before."""
    chosen = list(actions)
    return {
        year: plan.count([action.on(min(date(year, 12, 31), until)) for action in chosen])
        for year in sorted(plan.years)
        if year <= until.year
    }
