"""Actions that a file tells more than once: the same row twice, or a sheet for each year."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hyte_core.excel.findings import Problems
from hyte_core.locale import _
from hyte_core.problems import Problem
from hyte_core.records import ActionRecord


def without_repetition(actions: Iterable[ActionRecord], problems: Problems) -> list[ActionRecord]:
    """Each action once: with the assessments of all the years that the file has a sheet for."""
    found: dict[tuple[object, ...], ActionRecord] = {}
    kept: list[tuple[object, ...]] = []
    for action in actions:
        name = _name(action)
        before = found.get(name)
        if before is None:
            found[name] = action
            kept.append(name)
        elif _same(before, action):
            _warn(action, before, problems)
        elif before.sheet != action.sheet and _dated(before) and _dated(action):
            found[name] = _together(before, action)
        else:
            name = (*name, len(kept))
            found[name] = action
            kept.append(name)
    return [found[name] for name in kept]


def _name(action: ActionRecord) -> tuple[object, ...]:
    texts = (action.focus_area, action.goal or "", action.parent or "", action.action)
    return (action.organisation, action.plan, *(" ".join(text.casefold().split()) for text in texts))


def _same(one: ActionRecord, other: ActionRecord) -> bool:
    return _without_place(one) == _without_place(other)


def _without_place(action: ActionRecord) -> ActionRecord:
    assessments = tuple(replace(a, sheet=None, cell=None) for a in action.assessments)
    return replace(action, sheet=None, cell=None, assessments=assessments, given=frozenset())


def _dated(action: ActionRecord) -> bool:
    return bool(action.assessments) and all(a.assessed_on for a in action.assessments)


def _together(one: ActionRecord, other: ActionRecord) -> ActionRecord:
    """The later sheet's action with the assessments of both."""
    told = {(a.assessed_on, a.light, a.note): a for a in (*one.assessments, *other.assessments)}
    assessments = tuple(sorted(told.values(), key=lambda a: a.assessed_on or date.max))
    last = assessments[-1]
    newer = other if (other.assessed_on or date.min) >= (one.assessed_on or date.min) else one
    return replace(
        newer,
        assessments=assessments,
        light=last.light,
        note=last.note,
        assessed_on=last.assessed_on,
        sheet=one.sheet,
        cell=one.cell,
    )


def _warn(action: ActionRecord, before: ActionRecord, problems: Problems) -> None:
    message = _("Sama toimenpide on myös solussa {cell}; se luettiin vain kerran. Poista toinen rivi.")
    problems.found.append(
        Problem(
            "duplicate_row",
            message.format(
                cell=f"{before.sheet}!{before.cell}" if before.sheet != action.sheet else before.cell
            ),
            "warning",
            action.sheet,
            action.cell,
            action.action[:200],
        )
    )
