"""Indicators, their series of values, what is aimed at, and where they are followed."""

from datetime import date

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from hyte_core.model.row import NAME_LIMIT, TEXT_LIMIT, Row, reference


class Indicator(Row, table=True):
    """What is measured: unit, source, and whether higher or lower is better."""

    __tablename__ = "indicator"

    name: str = Field(unique=True, max_length=NAME_LIMIT)
    unit: str = Field(default="", max_length=50)
    source: str = Field(default="", max_length=NAME_LIMIT)
    #: "higher", "lower" or "none".
    polarity: str = Field(default="none", max_length=10)
    #: The name in other languages: {"sv": ..., "en": ...}.
    names: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    #: What it tells, in each language that has a text: {"fi": ..., "sv": ..., "en": ...}.
    descriptions: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    #: How many decimals its values are shown with.
    decimals: int = 1
    #: A rate is events per this many (10 000 inhabitants); nothing for proportions, means and counts.
    per: float | None = None
    #: The theme that plans know it by; an action that names the theme is followed by the indicator.
    theme: str = Field(default="", max_length=NAME_LIMIT)
    #: "points" (TEAviisari, 0-100) has a light without a target; else empty.
    light_rule: str = Field(default="", max_length=10)
    #: Its number in Sotkanet, and the day when it was last fetched from there.
    sotkanet_id: int | None = Field(default=None, index=True)
    fetched_on: date | None = None
    licence: str = Field(default="", max_length=NAME_LIMIT)


class FollowedIndicator(Row, table=True):
    """An indicator by which a plan follows a focus area, in the plan's order."""

    __tablename__ = "followed_indicator"
    __table_args__ = (
        reference("focus_area_id", "focus_area"),
        reference("indicator_id", "indicator"),
        UniqueConstraint("focus_area_id", "indicator_id"),
    )

    focus_area_id: str = Field(max_length=32)
    indicator_id: str = Field(max_length=32, index=True)
    position: int = 0


class IndicatorCard(Row, table=True):
    """A review of an indicator by its owner (indikaattorikortti). Never overwritten: the next review has the next number."""

    __tablename__ = "indicator_card"
    __table_args__ = (
        reference("indicator_id", "indicator"),
        reference("organisation_id", "organisation"),
        UniqueConstraint("indicator_id", "organisation_id", "number"),
    )

    indicator_id: str = Field(max_length=32)
    organisation_id: str = Field(max_length=32, index=True)
    #: 1, 2, 3, ... in the order written, as an assessment's.
    number: int
    #: None when the source does not tell the day.
    reviewed_on: date | None = None
    content: str = Field(default="", max_length=TEXT_LIMIT)
    #: A role, not a person.
    owner: str = Field(default="", max_length=NAME_LIMIT)
    change_target: str = Field(default="", max_length=TEXT_LIMIT)
    partners: str = Field(default="", max_length=TEXT_LIMIT)
    dependencies: str = Field(default="", max_length=TEXT_LIMIT)
    sub_goals: str = Field(default="", max_length=TEXT_LIMIT)
    measures: str = Field(default="", max_length=TEXT_LIMIT)
    light: str | None = Field(default=None, max_length=10)
    reasons: str = Field(default="", max_length=TEXT_LIMIT)
    achieved: str = Field(default="", max_length=TEXT_LIMIT)
    next_steps: str = Field(default="", max_length=TEXT_LIMIT)
    risks: str = Field(default="", max_length=TEXT_LIMIT)


class Series(Row, table=True):
    """One indicator for one area and one group."""

    __tablename__ = "series"
    __table_args__ = (
        reference("indicator_id", "indicator"),
        UniqueConstraint("indicator_id", "region", "group"),
    )

    indicator_id: str = Field(max_length=32, index=True)
    region: str = Field(max_length=NAME_LIMIT, index=True)
    group: str = Field(default="", max_length=NAME_LIMIT)


class Observation(Row, table=True):
    """A series' value in a year, or the reason why there is none."""

    __tablename__ = "observation"
    __table_args__ = (reference("series_id", "series"), UniqueConstraint("series_id", "year"))

    series_id: str = Field(max_length=32)
    year: int
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    missing_reason: str = Field(default="", max_length=50)
    #: What the source remarks on the value ("koronavuosi").
    note: str = Field(default="", max_length=TEXT_LIMIT)


class Target(Row, table=True):
    """A series' target: a value (with a year) or a direction."""

    __tablename__ = "target"
    __table_args__ = (reference("series_id", "series"),)

    series_id: str = Field(max_length=32, index=True)
    value: float | None = None
    #: "increase", "decrease", "improve" or nothing.
    direction: str | None = Field(default=None, max_length=10)
    year: int | None = None
    #: The year that change is counted from; without it the series' first value.
    baseline_year: int | None = None
    #: What the source says of the target in words.
    note: str = Field(default="", max_length=TEXT_LIMIT)
