"""Meetings and what is written at them, and the texts that people write for reports and presentations."""

from datetime import date

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from hyte_core.model.row import NAME_LIMIT, TEXT_LIMIT, Row, reference


class Meeting(Row, table=True):
    """A dated point to compare with: a steering group's meeting, or a year's negotiation between organisations."""

    __tablename__ = "meeting"
    __table_args__ = (reference("organisation_id", "organisation"),)

    organisation_id: str = Field(max_length=32, index=True)
    held_on: date
    title: str = Field(max_length=NAME_LIMIT)
    #: "meeting" or "negotiation" (612/2021 6-7 §: the county and its municipalities, yearly).
    kind: str = Field(default="meeting", max_length=20)
    place: str = Field(default="", max_length=NAME_LIMIT)
    #: How many took part, when only their number is known or was counted.
    attendees: int | None = None
    #: What the participants are asked before a negotiation (ennakkotehtävä).
    questions: list[str] = Field(default_factory=list, sa_type=JSON)
    #: What the meeting came to as a whole.
    summary: str = Field(default="", max_length=TEXT_LIMIT)
    #: The day when it was closed, and the journal's newest entry then: what the next meeting compares with.
    closed_on: date | None = None
    closed_entry: int | None = None


class MeetingItem(Row, table=True):
    """What was said of a topic of a meeting's agenda, or a topic of its own: a theme that a negotiation agreed on."""

    __tablename__ = "meeting_item"
    __table_args__ = (reference("meeting_id", "meeting"),)

    meeting_id: str = Field(max_length=32, index=True)
    position: int = 0
    #: A topic that the agenda takes from the data ("changed", "late", ...), "own" or "theme".
    topic: str = Field(max_length=20)
    #: The heading of a topic of its own; the others have the agenda's.
    title: str = Field(default="", max_length=NAME_LIMIT)
    #: The discussion; of a theme its points, one a line.
    text: str = Field(default="", max_length=TEXT_LIMIT)
    #: What came of it by the next time.
    outcome: str = Field(default="", max_length=TEXT_LIMIT)


class Decision(Row, table=True):
    """What a meeting decided: who does what by when. Comes up at the next meetings until it is done."""

    __tablename__ = "decision"
    __table_args__ = (reference("meeting_id", "meeting"), reference("item_id", "meeting_item"))

    meeting_id: str = Field(max_length=32, index=True)
    #: The topic that it was decided under; nothing for one that stands by itself.
    item_id: str | None = Field(default=None, max_length=32)
    position: int = 0
    text: str = Field(max_length=TEXT_LIMIT)
    #: A role or a body.
    responsible: str = Field(default="", max_length=NAME_LIMIT)
    due: date | None = None
    done_on: date | None = None
    outcome: str = Field(default="", max_length=TEXT_LIMIT)


class Participant(Row, table=True):
    """An organisation that takes part in a meeting, by the roles that come, and its answers to the questions before it."""

    __tablename__ = "participant"
    __table_args__ = (reference("meeting_id", "meeting"), UniqueConstraint("meeting_id", "organisation"))

    meeting_id: str = Field(max_length=32)
    position: int = 0
    organisation: str = Field(max_length=NAME_LIMIT)
    roles: str = Field(default="", max_length=TEXT_LIMIT)
    #: Answers by question.
    answers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)


class Statement(Row, table=True):
    """A dated text of a plan: a worry, a positive development, a conclusion; or a part of a year's report."""

    __tablename__ = "statement"
    __table_args__ = (reference("plan_id", "plan"),)

    plan_id: str = Field(max_length=32, index=True)
    #: "worry", "positive", "conclusion"; of a report "introduction", "state", "structures", "measures", "summary".
    kind: str = Field(max_length=20)
    year: int
    position: int = 0
    text: str = Field(max_length=TEXT_LIMIT)
    #: The language of a report's text.
    language: str = Field(default="fi", max_length=2)


class YearCard(Row, table=True):
    """A municipality's, sector's or associations' own page of a county's yearly report (kunta-, toimiala-, järjestökortti)."""

    __tablename__ = "year_card"
    __table_args__ = (
        reference("organisation_id", "organisation"),
        reference("county_id", "organisation"),
        UniqueConstraint("organisation_id", "county_id", "year"),
    )

    #: Who answers, and whose report it is for.
    organisation_id: str = Field(max_length=32)
    county_id: str = Field(max_length=32, index=True)
    year: int
    #: The report's parts: residents' wellbeing, structures, measures taken, summary.
    state: str = Field(default="", max_length=TEXT_LIMIT)
    structures: str = Field(default="", max_length=TEXT_LIMIT)
    measures: str = Field(default="", max_length=TEXT_LIMIT)
    summary: str = Field(default="", max_length=TEXT_LIMIT)
    #: The role that answered, and when.
    answered_by: str = Field(default="", max_length=NAME_LIMIT)
    answered_on: date | None = None


class Presentation(Row, table=True):
    """Slides that somebody chose and ordered, kept under a name."""

    __tablename__ = "presentation"
    __table_args__ = (reference("plan_id", "plan"), UniqueConstraint("plan_id", "name"))

    plan_id: str = Field(max_length=32)
    name: str = Field(max_length=NAME_LIMIT)


class Slide(Row, table=True):
    """A slide of a presentation: what kind it is and of what."""

    __tablename__ = "slide"
    __table_args__ = (reference("presentation_id", "presentation"),)

    presentation_id: str = Field(max_length=32, index=True)
    position: int = 0
    #: A kind of slide (see hyte_core.reports.slides); "text" is free text.
    kind: str = Field(max_length=20)
    #: What it shows, if it shows one thing: a focus area, an indicator, an interface area. May be gone.
    subject: str = Field(default="", max_length=1_000)
    title: str = Field(default="", max_length=NAME_LIMIT)
    text: str = Field(default="", max_length=TEXT_LIMIT)
