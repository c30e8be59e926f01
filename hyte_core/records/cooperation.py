"""Records of what municipality and county do together, and of their duties.

``given`` names the fields that the source has a place for: the others stay as they are. Without it all are given.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class InterfaceAreaRecord:
    """A field of work that municipality and county share, in the order of its structure."""

    area: str
    structure: str = ""
    description: str = ""
    partners: tuple[str, ...] = ()
    given: frozenset[str] | None = None
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
    given: frozenset[str] | None = None
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
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class NetworkActionRecord:
    """An action that a network works on, which a plan has."""

    network: str
    organisation: str
    plan: str
    focus_area: str
    action: str
    area: str = ""
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
    given: frozenset[str] | None = None
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
    given: frozenset[str] | None = None
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
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None
