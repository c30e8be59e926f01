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
class IndicatorValueRecord:
    """An indicator's value for a region and a group in a year; or why there is none."""

    indicator: str
    year: int
    value: float | None
    source: str = ""
    group: str = ""
    region: str = ""
    unit: str = ""
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    missing_reason: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class TargetRecord:
    """What an indicator should reach: a value, or a direction ("increase", "decrease", "improve")."""

    indicator: str
    value: float | None
    direction: str | None = None
    year: int | None = None
    source: str = ""
    group: str = ""
    region: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class ContactRecord:
    """Who answers for an interface area in an organisation."""

    area: str
    organisation: str
    role: str
    name: str = ""
    email: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class NetworkRecord:
    """A network that works on an interface area."""

    area: str
    name: str
    sheet: str | None = None
    cell: str | None = None


#: The kinds of record that are not parts of a plan, and those that only the database has.
_LISTS = ("plans", "goals", "actions", "meetings", "indicator_values", "targets", "contacts", "networks")
_OTHERS = ("maturity", "duties")


@dataclass(frozen=True)
class Records:
    """All that a source says."""

    plans: tuple[PlanRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    indicator_values: tuple[IndicatorValueRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    networks: tuple[NetworkRecord, ...] = ()
    #: What the database has of the kinds that do not belong to a plan, ready for JSON.
    others: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The records as the command line prints them: a list of every kind, empty or not."""
        return {
            name: [*(as_json(record) for record in getattr(self, name, ())), *self.others.get(name, ())]
            for name in (*_LISTS, *_OTHERS)
        }


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
