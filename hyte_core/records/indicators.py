"""Records of indicators.

``given`` names the fields that the source has a place for: the others stay as they are. Without it all are given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class IndicatorRecord:
    """What an indicator is. ``names`` and ``descriptions`` are by language ("fi", "sv", "en")."""

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
    given: frozenset[str] | None = None
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
    value: float | None = None
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
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class TargetRecord:
    """What an indicator should reach: a value, or a direction ("increase", "decrease", "improve")."""

    indicator: str
    value: float | None = None
    direction: str | None = None
    year: int | None = None
    source: str = ""
    group: str = ""
    region: str = ""
    baseline_year: int | None = None
    note: str = ""
    given: frozenset[str] | None = None
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
