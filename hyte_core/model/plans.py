"""Plans: organisations, their focus areas, goals and actions, and the assessments of actions; and how they were read in."""

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from hyte_core.model.row import NAME_LIMIT, TEXT_LIMIT, Row, reference, reference_within


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


class ColumnChoice(Row, table=True):
    """What a reader said a column of an uploaded table means: used for the next table with the same headers."""

    __tablename__ = "column_choice"
    __table_args__ = (UniqueConstraint("signature", "header"),)

    #: Stands for all headers of the table (see hyte_core.excel.header_signature).
    signature: str = Field(max_length=32)
    header: str = Field(max_length=NAME_LIMIT)
    #: The field of a record; empty for a column that is left out.
    meaning: str = Field(default="", max_length=50)
