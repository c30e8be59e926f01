"""Which actions are asked for."""

from dataclasses import dataclass
from datetime import date

from hyte_core.lights import Light
from hyte_core.views.plan import ActionView, PlanView


@dataclass(frozen=True)
class ActionFilter:
    """The actions that are asked for; empty fields leave out nothing.

    ``changed`` keeps those whose light has changed since the day, ``stale`` those that nobody has assessed
    within the plan's interval.
    """

    focus_areas: frozenset[str] = frozenset()
    responsible: frozenset[str] = frozenset()
    lights: frozenset[Light] = frozenset()
    late: bool = False
    stale: bool = False
    changed_since: date | None = None
    text: str = ""

    def keeps(self, plan: PlanView, action: ActionView, today: date) -> bool:
        """True if the action is asked for."""
        return (
            (not self.focus_areas or action.focus_area_id in self.focus_areas)
            and (not self.responsible or not self.responsible.isdisjoint(action.responsible))
            and (not self.lights or self._has_light(action))
            and (not self.late or action.is_late(today))
            and (not self.stale or plan.needs_assessment(action, today))
            and (self.changed_since is None or has_changed(action, self.changed_since))
            and self._has_text(plan, action)
        )

    def _has_light(self, action: ActionView) -> bool:
        judged_by_parts = action.has_parts and action.light is Light.GREY
        return action.light in self.lights and not judged_by_parts

    def _has_text(self, plan: PlanView, action: ActionView) -> bool:
        words = self.text.casefold().split()
        if not words:
            return True
        where = [action.name, action.note, action.schedule, *action.responsible, *action.indicators]
        where += [plan.area_name(action.focus_area_id), plan.goal_name(action.goal_id) or ""]
        text = "\n".join(where).casefold()
        return all(word in text for word in words)


def has_changed(action: ActionView, since: date) -> bool:
    """True if the action's light is another than it was at the end of the day ``since``."""
    return action.on(since).light is not action.light
