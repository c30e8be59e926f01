"""The tables that hold the content. Words and meanings: the README's glossary.

Ids are random texts made by the writer, so that a change set can name a row before the database has it.
Foreign keys are checked at the end of a transaction, so that the order of the changes does not matter.
"""

import secrets
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

#: The longest text that is kept; a longer one is refused with a sentence, never cut.
TEXT_LIMIT = 5_000
NAME_LIMIT = 300


def new_id() -> str:
    """A random id of 64 bits as 16 hexadecimal digits."""
    return secrets.token_hex(8)


def reference(column: str, target: str) -> ForeignKeyConstraint:
    """A foreign key that is checked at the end of the transaction."""
    return ForeignKeyConstraint([column], [f"{target}.id"], deferrable=True, initially="DEFERRED")


def reference_within(column: str, target: str, shared: str) -> ForeignKeyConstraint:
    """The row that ``column`` names must have the same ``shared`` value as this one."""
    return ForeignKeyConstraint(
        [column, shared], [f"{target}.id", f"{target}.{shared}"], deferrable=True, initially="DEFERRED"
    )


def columns(model: type[SQLModel], *names: str) -> list[Column[Any]]:
    """Some columns of a table, for queries that read values rather than objects."""
    return [model.__table__.c[name] for name in names]  # type: ignore[attr-defined]


class Row(SQLModel):
    """What every table of content has."""

    __tablename__: ClassVar[Any]

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)


class Organisation(Row, table=True):
    """A municipality, wellbeing services county, association or sector."""

    __tablename__ = "organisation"

    name: str = Field(unique=True, max_length=NAME_LIMIT)
    kind: str = Field(default="municipality", max_length=20)
    #: True for the example municipality, whose data are made up: shown wherever its name is.
    invented: bool = False
    #: The name of its area in indicators' values; empty when it is the organisation's own name.
    region: str = Field(default="", max_length=NAME_LIMIT)
    #: The areas that its indicators are compared with, the nearest first: its county, the country.
    comparisons: list[str] = Field(default_factory=list, sa_type=JSON)


class Plan(Row, table=True):
    """A plan or programme of an organisation, with its period."""

    __tablename__ = "plan"
    __table_args__ = (
        reference("organisation_id", "organisation"),
        UniqueConstraint("organisation_id", "name"),
    )

    organisation_id: str = Field(max_length=32)
    name: str = Field(max_length=NAME_LIMIT)
    starts: date | None = None
    ends: date | None = None
    #: Which document the plan was taken from, as a citation for readers.
    source: str = Field(default="", max_length=TEXT_LIMIT)
    #: An action that has gone without an assessment for longer than this asks for one.
    assessment_interval_months: int = 4
    #: The plan's own words for its lights, by the light's name; a light without one has the usual words.
    wording: dict[str, str] = Field(default_factory=dict, sa_type=JSON)


class FocusArea(Row, table=True):
    """A part of a plan (painopiste)."""

    __tablename__ = "focus_area"
    __table_args__ = (reference("plan_id", "plan"),)

    plan_id: str = Field(max_length=32, index=True)
    position: int = 0
    name: str = Field(max_length=TEXT_LIMIT)


class Goal(Row, table=True):
    """A part of a focus area (tavoite); may have no actions."""

    __tablename__ = "goal"
    __table_args__ = (reference("focus_area_id", "focus_area"), UniqueConstraint("id", "focus_area_id"))

    focus_area_id: str = Field(max_length=32, index=True)
    position: int = 0
    name: str = Field(max_length=TEXT_LIMIT)


class Action(Row, table=True):
    """A measure (toimenpide) of a goal, or of a focus area that has no goals, or of another action."""

    __tablename__ = "action"
    __table_args__ = (
        reference("focus_area_id", "focus_area"),
        reference_within("goal_id", "goal", "focus_area_id"),
        reference_within("parent_id", "action", "focus_area_id"),
        UniqueConstraint("id", "focus_area_id"),
    )

    focus_area_id: str = Field(max_length=32, index=True)
    goal_id: str | None = Field(default=None, max_length=32, index=True)
    parent_id: str | None = Field(default=None, max_length=32, index=True)
    position: int = 0
    name: str = Field(max_length=TEXT_LIMIT)
    responsible: list[str] = Field(default_factory=list, sa_type=JSON)
    schedule: str = Field(default="", max_length=500)
    starts: date | None = None
    due: date | None = None
    #: Names of the indicators that follow the action, as the plan prints them.
    indicators: list[str] = Field(default_factory=list, sa_type=JSON)
    #: Starting point and target value in the plan's own words.
    baseline_target: str = Field(default="", max_length=TEXT_LIMIT)


class Assessment(Row, table=True):
    """An action's light and note on a date. Never overwritten: a new one is added with the next number."""

    __tablename__ = "assessment"
    __table_args__ = (
        reference("action_id", "action"),
        UniqueConstraint("action_id", "number"),
        # an action's light in force on a day is found in the index alone: a country has hundreds of thousands
        Index("assessment_in_force", "action_id", "assessed_on", "number", "light"),
    )

    action_id: str = Field(max_length=32)
    #: 1, 2, 3, ... within the action, in the order written. Two writers who saw the same latest assessment
    #: claim the same number, which is how the second of them learns about the first.
    number: int
    assessed_on: date = Field(index=True)
    light: str | None = Field(default=None, max_length=10)
    note: str = Field(default="", max_length=TEXT_LIMIT)
    #: True when the light was read from a document's text by us, not given by the one who assessed.
    interpreted: bool = False


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


class InterfaceArea(Row, table=True):
    """A field of work that municipality and county share (yhdyspinta)."""

    __tablename__ = "interface_area"

    position: int = 0
    name: str = Field(unique=True, max_length=NAME_LIMIT)
    #: Whose structure the area is a part of, as its heading ("Päijät-Hämeen yhdyspinnat").
    structure: str = Field(default="", max_length=NAME_LIMIT)
    description: str = Field(default="", max_length=TEXT_LIMIT)
    #: Who works on it, as the source lists them.
    partners: list[str] = Field(default_factory=list, sa_type=JSON)


class Contact(Row, table=True):
    """Who answers for an interface area in an organisation."""

    __tablename__ = "contact"
    __table_args__ = (
        reference("interface_area_id", "interface_area"),
        reference("organisation_id", "organisation"),
        Index("contact_cell", "interface_area_id", "organisation_id"),
    )

    interface_area_id: str = Field(max_length=32)
    organisation_id: str = Field(max_length=32)
    role: str = Field(max_length=NAME_LIMIT)
    name: str = Field(default="", max_length=NAME_LIMIT)
    email: str = Field(default="", max_length=NAME_LIMIT)
    phone: str = Field(default="", max_length=50)
    verified_on: date | None = None


class Network(Row, table=True):
    """A standing group that works on an interface area."""

    __tablename__ = "network"
    __table_args__ = (reference("interface_area_id", "interface_area"),)

    #: Nothing for a group that works on no single area (yhdyspintaneuvottelukunta).
    interface_area_id: str | None = Field(default=None, max_length=32, index=True)
    position: int = 0
    name: str = Field(max_length=NAME_LIMIT)
    #: The heading that it stands under in the source ("HYTE-verkostot").
    heading: str = Field(default="", max_length=NAME_LIMIT)
    #: Who coordinates: a role or an organisation.
    coordinator: str = Field(default="", max_length=NAME_LIMIT)
    #: How often it meets, in words ("neljä kertaa vuodessa").
    meets: str = Field(default="", max_length=NAME_LIMIT)
    members: list[str] = Field(default_factory=list, sa_type=JSON)
    note: str = Field(default="", max_length=TEXT_LIMIT)


class NetworkAction(Row, table=True):
    """An action that a network works on."""

    __tablename__ = "network_action"
    __table_args__ = (
        reference("network_id", "network"),
        reference("action_id", "action"),
        UniqueConstraint("network_id", "action_id"),
    )

    network_id: str = Field(max_length=32)
    action_id: str = Field(max_length=32, index=True)


class Maturity(Row, table=True):
    """One of six levels of cooperation, assessed per interface area, date and side."""

    __tablename__ = "maturity"
    __table_args__ = (reference("interface_area_id", "interface_area"),)

    interface_area_id: str = Field(max_length=32, index=True)
    level: int
    #: "municipality" or "county": whose leaders see it so.
    side: str = Field(max_length=20)
    assessed_on: date
    note: str = Field(default="", max_length=TEXT_LIMIT)


class Duty(Row, table=True):
    """What 612/2021 6-7 § obliges the municipality or the county to do."""

    __tablename__ = "duty"

    position: int = 0
    paragraph: str = Field(max_length=50)
    #: "municipality" or "county".
    party: str = Field(max_length=20)
    name: str = Field(max_length=TEXT_LIMIT)


class DutyReport(Row, table=True):
    """How an organisation did a duty in a year."""

    __tablename__ = "duty_report"
    __table_args__ = (
        reference("duty_id", "duty"),
        reference("organisation_id", "organisation"),
        UniqueConstraint("duty_id", "organisation_id", "year"),
    )

    duty_id: str = Field(max_length=32)
    organisation_id: str = Field(max_length=32, index=True)
    year: int
    light: str | None = Field(default=None, max_length=10)
    evidence: str = Field(default="", max_length=TEXT_LIMIT)
    #: Where the evidence is: an address, and the paragraph of the minutes.
    link: str = Field(default="", max_length=1_000)
    minutes: str = Field(default="", max_length=NAME_LIMIT)
    done_on: date | None = None
    #: Who answers for it: a role.
    responsible: str = Field(default="", max_length=NAME_LIMIT)


class YearlyEvent(Row, table=True):
    """What happens every year, or every few years, at the same time (vuosikello)."""

    __tablename__ = "yearly_event"
    __table_args__ = (reference("organisation_id", "organisation"), reference("duty_id", "duty"))

    #: Nothing for what the law asks of every one of its party.
    organisation_id: str | None = Field(default=None, max_length=32, index=True)
    duty_id: str | None = Field(default=None, max_length=32)
    #: "municipality" or "county".
    party: str = Field(max_length=20)
    position: int = 0
    name: str = Field(max_length=NAME_LIMIT)
    #: By the end of which month (1-12) it is due, and on which day if there is one.
    month: int
    day: int | None = None
    #: 1 is every year, 4 once in a council term; ``first_year`` is a year in which it happens.
    every_years: int = 1
    first_year: int | None = None


class ColumnChoice(Row, table=True):
    """What a reader said a column of an uploaded table means: used for the next table with the same headers."""

    __tablename__ = "column_choice"
    __table_args__ = (UniqueConstraint("signature", "header"),)

    #: Stands for all headers of the table (see hyte_core.excel.header_signature).
    signature: str = Field(max_length=32)
    header: str = Field(max_length=NAME_LIMIT)
    #: The field of a record; empty for a column that is left out.
    meaning: str = Field(default="", max_length=50)
