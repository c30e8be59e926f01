"""Organisations beside each other: which county each belongs to, and which of its plans is looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, select

from hyte_core.model import Meeting, Organisation, Plan, columns
from hyte_core.sotkanet.regions import counties as official_counties
from hyte_core.sotkanet.regions import plain

#: The kinds of organisations, in the order of lists.
KINDS = ("municipality", "county", "sector", "association")


@dataclass(frozen=True)
class PlanLine:
    """What is needed of a plan to tell which of an organisation's plans is looked at."""

    id: str
    name: str
    starts: date | None
    ends: date | None
    assessment_interval_months: int

    def is_in_force(self, day: date) -> bool:
        """True unless the plan begins after the day or has ended before it."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or self.ends >= day)


@dataclass(frozen=True)
class Body:
    """An organisation with its plans. ``county`` is the name of the county that it belongs to, or empty.

    ``region`` is the area that its indicators' values are of, ``comparisons`` those that they are compared with.
    """

    id: str
    name: str
    kind: str
    invented: bool
    region: str
    comparisons: tuple[str, ...]
    county: str
    plans: tuple[PlanLine, ...]

    def plans_on(self, day: date) -> tuple[PlanLine, ...]:
        """The plans in force on a day; if none is, those that ended last; else those that begin first."""
        if in_force := tuple(plan for plan in self.plans if plan.is_in_force(day)):
            return in_force
        if last := max((plan.ends for plan in self.plans if plan.ends and plan.ends < day), default=None):
            return tuple(plan for plan in self.plans if plan.ends == last)
        first = min((plan.starts for plan in self.plans if plan.starts), default=None)
        return tuple(plan for plan in self.plans if plan.starts == first)


def bodies(connection: Connection) -> tuple[Body, ...]:
    """All organisations by name, the invented ones last. Two queries."""
    of, *told = columns(Plan, "organisation_id", "id", "name", "starts", "ends", "assessment_interval_months")
    plans: dict[str, list[PlanLine]] = defaultdict(list)
    for owner, *line in connection.execute(select(of, *told).order_by(told[1], told[0])):
        plans[owner].append(PlanLine(*line))
    shown = columns(Organisation, "id", "name", "kind", "invented", "region", "comparisons")
    rows = connection.execute(select(*shown)).all()
    counties = _county_names(rows)
    found = (
        Body(
            id=row.id,
            name=row.name,
            kind=row.kind,
            invented=row.invented,
            region=row.region or row.name,
            comparisons=tuple(row.comparisons),
            county=_county_of(row, counties),
            plans=tuple(plans[row.id]),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.invented, one.name.casefold())))


class OfBody(Protocol):
    """A row about an organisation."""

    @property
    def body(self) -> Body:
        """The organisation."""


Row = TypeVar("Row", bound=OfBody)


def counted(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that sums are made of: an invented example does not count among real organisations."""
    return [row for row in rows if not row.body.invented] or rows


def meeting_day(connection: Connection, meeting_id: str) -> date | None:
    """The day of any organisation's meeting; None if there is no such meeting."""
    id_, held_on = columns(Meeting, "id", "held_on")
    return connection.execute(select(held_on).where(id_ == meeting_id)).scalar()


def _county_names(rows: Iterable[Any]) -> Mapping[str, str]:
    """{a name of a county as it is compared: the county's name}: the official ones and the database's own."""
    names = {}
    for county in official_counties():
        for name in (county.name, county.short):
            if name:
                names[plain(name)] = county.name
    for row in rows:
        if row.kind == "county":
            known = names.get(plain(row.name)) or names.get(plain(row.region)) or row.name
            for name in (row.name, row.region):
                if name:
                    names.setdefault(plain(name), known)
    return names


def _county_of(row: Any, counties: Mapping[str, str]) -> str:
    """A county is of itself, others of the nearest county that their indicators are compared with."""
    own: Sequence[str] = (row.name, row.region) if row.kind == "county" else row.comparisons
    return next((counties[plain(name)] for name in own if plain(name) in counties), "")
