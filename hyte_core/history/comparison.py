"""Two moments of a plan side by side: the lights of each, and what has become another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hyte_core.indicators import Verdict
from hyte_core.lights import Counts, Light
from hyte_core.lights.rollup import judged
from hyte_core.views import ActionView, PlanView

Kind = Literal["light", "added", "removed", "due", "name"]


@dataclass(frozen=True)
class AreaPair:
    """A focus area at both moments: its name, and its lights then; None where it was not in the plan."""

    id: str
    name: str
    before: Counts | None
    after: Counts | None


@dataclass(frozen=True)
class PlanChange:
    """An action that was another: ``before`` and ``after`` are it at the two moments, None where it was not there."""

    kind: Kind
    area: str
    before: ActionView | None
    after: ActionView | None

    @property
    def action(self) -> ActionView:
        """The action as it is at the later moment, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found

    def of_area(self, focus_area: str) -> bool:
        """True if the action is one of a focus area's."""
        return self.action.focus_area_id == focus_area

    @property
    def dues(self) -> tuple[date | None, date | None]:
        """The due dates at the two moments."""
        return (self.before.due if self.before else None, self.after.due if self.after else None)

    @property
    def direction(self) -> int:
        """1 if the light is better than it was, -1 if worse, 0 if that cannot be told."""
        if self.before is None or self.after is None:
            return 0
        old, new = self.before.light.rank, self.after.light.rank
        return 0 if old is None or new is None else (new > old) - (new < old)


@dataclass(frozen=True)
class Comparison:
    """A plan at two moments. ``changes`` are in the plan's order; an action can be in more than one of them."""

    areas: tuple[AreaPair, ...]
    before: Counts
    after: Counts
    changes: tuple[PlanChange, ...]

    def of_kind(self, kind: Kind) -> list[PlanChange]:
        """The changes of one kind."""
        return [one for one in self.changes if one.kind == kind]


@dataclass(frozen=True)
class VerdictChange:
    """What an indicator says of a group at two moments, None where it said nothing."""

    before: Verdict | None
    after: Verdict | None

    @property
    def verdict(self) -> Verdict:
        """The later verdict, or the last one that there was."""
        found = self.after or self.before
        assert found is not None
        return found


def compare(before: PlanView, after: PlanView) -> Comparison:
    """The same plan at two moments."""
    changes: list[PlanChange] = []
    for action in after.actions:
        old = before.by_id.get(action.id)
        area = after.area_name(action.focus_area_id)
        changes += (PlanChange(kind, area, old, action) for kind in _kinds(old, action))
    for action in before.actions:
        if action.id not in after.by_id:
            changes.append(PlanChange("removed", before.area_name(action.focus_area_id), action, None))
    return Comparison(_areas(before, after), before.count(), after.count(), tuple(changes))


def _kinds(old: ActionView | None, new: ActionView) -> list[Kind]:
    if old is None:
        return ["added"]
    found: list[Kind] = []
    if old.light is not new.light and (judged([old]) or judged([new])):
        found.append("light")
    if old.due != new.due:
        found.append("due")
    if old.name != new.name:
        found.append("name")
    return found


def _areas(before: PlanView, after: PlanView) -> tuple[AreaPair, ...]:
    then = {area.id: area for area in before.focus_areas}
    now = {area.id: area for area in after.focus_areas}
    return tuple(
        AreaPair(
            area.id,
            area.name,
            before.count(before.of_area(area.id)) if area.id in then else None,
            after.count(after.of_area(area.id)) if area.id in now else None,
        )
        for area in {**now, **{id_: area for id_, area in then.items() if id_ not in now}}.values()
    )


def compare_verdicts(
    before: Mapping[str, Sequence[Verdict]], after: Mapping[str, Sequence[Verdict]]
) -> list[VerdictChange]:
    """The indicators and groups that say another thing: a newer value, another direction or another light."""
    old = {(v.indicator.id, v.series.group): v for of_one in before.values() for v in of_one}
    new = {(v.indicator.id, v.series.group): v for of_one in after.values() for v in of_one}
    pairs = [VerdictChange(old.get(key), new.get(key)) for key in {**new, **old}]
    return [one for one in pairs if _said(one.before) != _said(one.after)]


def _said(verdict: Verdict | None) -> tuple[object, ...] | None:
    if verdict is None:
        return None
    light: Light = verdict.light
    return verdict.latest.year, verdict.value, verdict.direction, light
