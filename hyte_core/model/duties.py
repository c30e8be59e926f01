"""What the law asks, how it was done, and the yearly cycle."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from hyte_core.model.row import NAME_LIMIT, TEXT_LIMIT, Row, reference


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
