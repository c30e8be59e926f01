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
class OrganisationRecord:
    """An organisation; ``region`` and ``comparisons`` are areas' names in indicators' values (see the tables)."""

    organisation: str
    kind: str = "municipality"
    invented: bool = False
    region: str = ""
    comparisons: tuple[str, ...] = ()
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class IndicatorRecord:
    """What an indicator is. ``names`` and ``descriptions`` are by language; ``given`` as in an action's record."""

    indicator: str
    unit: str = ""
    source: str = ""
    polarity: str = "none"
    names: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 1
    per: float | None = None
    theme: str = ""
    light_rule: str = ""
    sotkanet_id: int | None = None
    fetched_on: date | None = None
    licence: str = ""
    given: frozenset[str] = frozenset()
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class FollowedIndicatorRecord:
    """An indicator by which a plan follows a focus area; in the plan's order."""

    organisation: str
    plan: str
    focus_area: str
    indicator: str
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
    note: str = ""
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
    baseline_year: int | None = None
    note: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class IndicatorCardRecord:
    """A review of an indicator (indikaattorikortti); fields as in the table."""

    indicator: str
    organisation: str
    reviewed_on: date | None = None
    content: str = ""
    owner: str = ""
    change_target: str = ""
    partners: str = ""
    dependencies: str = ""
    sub_goals: str = ""
    measures: str = ""
    light: str | None = None
    reasons: str = ""
    achieved: str = ""
    next_steps: str = ""
    risks: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class InterfaceAreaRecord:
    """A field of work that municipality and county share, in the order of its structure."""

    area: str
    structure: str = ""
    description: str = ""
    partners: tuple[str, ...] = ()
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
    phone: str = ""
    verified_on: date | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class NetworkRecord:
    """A network that works on an interface area, or on none in particular (empty)."""

    area: str
    name: str
    heading: str = ""
    coordinator: str = ""
    meets: str = ""
    members: tuple[str, ...] = ()
    note: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class MaturityRecord:
    """A level of cooperation (1-6) on an interface area, as one side ("municipality", "county") saw it on a date."""

    area: str
    level: int
    side: str
    assessed_on: date
    note: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class DutyRecord:
    """A statutory duty; with a year, how an organisation did it then."""

    paragraph: str
    party: str
    duty: str
    organisation: str = ""
    year: int | None = None
    light: str | None = None
    evidence: str = ""
    link: str = ""
    minutes: str = ""
    done_on: date | None = None
    responsible: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class YearlyEventRecord:
    """What happens at the same time every year or every few years; for one organisation, or for all of a party."""

    event: str
    party: str
    month: int
    day: int | None = None
    every_years: int = 1
    first_year: int | None = None
    organisation: str = ""
    paragraph: str = ""
    duty: str = ""
    sheet: str | None = None
    cell: str | None = None


#: The kinds of record, in the order in which they are printed.
_LISTS = (
    "organisations",
    "plans",
    "goals",
    "actions",
    "meetings",
    "indicators",
    "followed_indicators",
    "indicator_values",
    "targets",
    "indicator_cards",
    "interface_areas",
    "contacts",
    "networks",
    "maturity",
    "duties",
    "yearly_events",
)


@dataclass(frozen=True)
class Records:
    """All that a source says."""

    plans: tuple[PlanRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    organisations: tuple[OrganisationRecord, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    followed_indicators: tuple[FollowedIndicatorRecord, ...] = ()
    indicator_values: tuple[IndicatorValueRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    indicator_cards: tuple[IndicatorCardRecord, ...] = ()
    interface_areas: tuple[InterfaceAreaRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    networks: tuple[NetworkRecord, ...] = ()
    maturity: tuple[MaturityRecord, ...] = ()
    duties: tuple[DutyRecord, ...] = ()
    yearly_events: tuple[YearlyEventRecord, ...] = ()
    #: What the database has of the kinds that do not belong to a plan, ready for JSON.
    others: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The records as the command line prints them: a list of every kind, empty or not."""
        return {
            name: [*(as_json(record) for record in getattr(self, name, ())), *self.others.get(name, ())]
            for name in _LISTS
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
