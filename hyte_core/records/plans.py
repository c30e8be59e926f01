"""Records of organisations and their plans. ``sheet`` and ``cell`` tell where a record stands in a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class OrganisationRecord:
    """An organisation; ``region`` and ``comparisons`` are areas' names in indicators' values (see the tables)."""

    organisation: str
    kind: str = "municipality"
    invented: bool = False
    region: str = ""
    comparisons: tuple[str, ...] = ()
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


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
