"""The kinds of record. ``sheet`` and ``cell`` tell where a record stands when it comes from a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class PlanRecord:
    """A plan with its organisation. ``kind`` is of the organisation; ``wording`` the plan's words for lights."""

    organisation: str
    plan: str
    kind: str = "municipality"
    invented: bool = False
    starts: date | None = None
    ends: date | None = None
    source: str = ""
    assessment_interval_months: int = 4
    wording: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class GoalRecord:
    """A focus area's goal; or, with no goal, the focus area itself. In the order of the plan."""

    plan: str
    focus_area: str
    goal: str | None
    organisation: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class AssessmentRecord:
    """An action's light ("green", "yellow", "red" or None) and note on a date."""

    assessed_on: date | None
    light: str | None
    note: str = ""
    interpreted: bool = False
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class ActionRecord:
    """An action. ``parent`` is the text of the action that this one is a part of.

    ``light``, ``note``, ``assessed_on`` and ``interpreted`` are of the latest assessment, ``assessments`` all of
    them, the oldest first. ``key`` is the action's id, which our own workbooks carry in a hidden column.
    ``given`` names the fields that the source has a place for: what it has none for stays as it is.
    """

    plan: str
    focus_area: str
    goal: str | None
    action: str
    parent: str | None = None
    responsible: tuple[str, ...] = ()
    schedule: str = ""
    starts: date | None = None
    due: date | None = None
    indicators: tuple[str, ...] = ()
    baseline_target: str = ""
    light: str | None = None
    note: str = ""
    assessed_on: date | None = None
    interpreted: bool = False
    assessments: tuple[AssessmentRecord, ...] = ()
    organisation: str = ""
    key: str | None = None
    given: frozenset[str] = frozenset()
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting of an organisation."""

    organisation: str
    held_on: date
    title: str
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Records:
    """All that a source says."""

    plans: tuple[PlanRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    #: Lists of plain records of the kinds that no plan workbook has, ready for JSON.
    others: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The records as the command line prints them."""
        own = {
            name: [as_json(r) for r in getattr(self, name)]
            for name in ("plans", "goals", "actions", "meetings")
        }
        return {**own, **self.others}


def as_json(value: Any) -> Any:
    """A record, or a value in one, as JSON. What only the program needs (key, given) is left out."""
    if is_dataclass(value):
        shown = {
            f.name: as_json(getattr(value, f.name)) for f in fields(value) if f.name not in ("key", "given")
        }
        if shown.get("sheet") is None:
            shown.pop("sheet", None)
            shown.pop("cell", None)
        return shown
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else value
