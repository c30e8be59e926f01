"""An organisation's statutory duties (612/2021 6-7 §), how it has done them by year, and its yearly cycle."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, or_, select

from hyte_core.lights import Counts, Light, light_of
from hyte_core.model import Duty, DutyReport, Organisation, YearlyEvent, columns

#: The parties of the law, as tables name them; they are kinds of organisations too.
PARTIES = ("municipality", "county")
#: Words by which the municipality's ways of cooperation are told from its other duties: the law lists them together.
_COOPERATION = ("yhteisty", "järjestöjen toimintaedellyty", "neuvottelu", "samarbet", "cooperat")


def party_of(kind: str) -> str | None:
    """Whose duties an organisation of this kind has: None for an association or a sector, which the law does not bind."""
    return kind if kind in PARTIES else None


@dataclass(frozen=True)
class ReportView:
    """How a duty was done in a year. ``id`` is empty in one that is not in the database (see changes.duty_edits)."""

    id: str
    light: Light
    evidence: str
    link: str
    minutes: str
    done_on: date | None
    responsible: str


@dataclass(frozen=True)
class DutyView:
    """A duty of the organisation, with its reports by year."""

    id: str
    paragraph: str
    party: str
    name: str
    reports: Mapping[int, ReportView]

    @property
    def is_cooperation(self) -> bool:
        """True for a municipality's way of working with others, which the law's lists give among its duties."""
        text = self.name.casefold()
        return self.party == "municipality" and any(word in text for word in _COOPERATION)

    def light(self, year: int) -> Light:
        """The year's state; grey when nothing has been recorded."""
        report = self.reports.get(year)
        return report.light if report else Light.GREY


@dataclass(frozen=True)
class EventView:
    """What happens at the same time every year or every few years; ``own`` is False for what the law asks of all."""

    id: str
    own: bool
    duty_id: str | None
    position: int
    name: str
    month: int
    day: int | None
    every_years: int
    first_year: int | None


@dataclass(frozen=True)
class Duties:
    """What the law asks of an organisation; ``party`` is None for one that it does not bind."""

    organisation_id: str
    organisation: str
    party: str | None
    all: tuple[DutyView, ...]
    #: Its yearly cycle. An event of its own takes the place of the law's event with the same name and duty.
    events: tuple[EventView, ...]

    @cached_property
    def by_id(self) -> dict[str, DutyView]:
        """The duties by their ids."""
        return {one.id: one for one in self.all}

    @cached_property
    def events_by_id(self) -> dict[str, EventView]:
        """The events of the cycle by their ids."""
        return {one.id: one for one in self.events}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of which something has been recorded, in order."""
        return tuple(sorted({year for one in self.all for year in one.reports}))

    def count(self, year: int) -> Counts:
        """How many duties are in each state in a year."""
        lights = [one.light(year) for one in self.all]
        return {light: lights.count(light) for light in Light}


@dataclass(frozen=True)
class Section:
    """Duties under one heading: a paragraph of the law, or the ways of cooperation."""

    paragraphs: tuple[str, ...]
    cooperation: bool
    duties: tuple[DutyView, ...]


def sections(found: Duties) -> list[Section]:
    """The duties by the paragraphs of the law, in order; a municipality's ways of cooperation last, together."""
    groups: dict[str, list[DutyView]] = defaultdict(list)
    for one in found.all:
        groups["" if one.is_cooperation else one.paragraph].append(one)
    together = groups.pop("", [])
    made = [Section((paragraph,), False, tuple(duties)) for paragraph, duties in groups.items()]
    if together:
        paragraphs = tuple(dict.fromkeys(one.paragraph for one in together))
        made.append(Section(paragraphs, True, tuple(together)))
    return made


#: The tables that :func:`duties` reads.
DUTY_TABLES = ("organisation", "duty", "duty_report", "yearly_event")


def duties(connection: Connection, organisation_id: str) -> Duties | None:
    """What is known of an organisation's duties; None if there is no such organisation. Four queries."""
    known = columns(Organisation, "id", "name", "kind")
    organisation = connection.execute(select(*known).where(known[0] == organisation_id)).first()
    if organisation is None:
        return None
    party = party_of(organisation.kind)
    reports = _reports(connection, organisation_id)
    names = columns(Duty, "id", "paragraph", "party", "name")
    rows = connection.execute(
        select(*names).where(names[2] == (party or "")).order_by(*columns(Duty, "position", "name"))
    )
    found = tuple(
        DutyView(row.id, row.paragraph, row.party, row.name, reports.get(row.id, {})) for row in rows
    )
    events = _events(connection, organisation_id, party or "")
    return Duties(organisation_id, organisation.name, party, found, events)


def _reports(connection: Connection, organisation_id: str) -> dict[str, dict[int, ReportView]]:
    table = DutyReport.__table__  # type: ignore[attr-defined]
    found: dict[str, dict[int, ReportView]] = defaultdict(dict)
    for row in connection.execute(select(table).where(table.c.organisation_id == organisation_id)):
        found[row.duty_id][row.year] = ReportView(
            row.id, light_of(row.light), row.evidence, row.link, row.minutes, row.done_on, row.responsible
        )
    return found


def _events(connection: Connection, organisation_id: str, party: str) -> tuple[EventView, ...]:
    table = YearlyEvent.__table__  # type: ignore[attr-defined]
    mine = or_(table.c.organisation_id == organisation_id, table.c.organisation_id.is_(None))
    query = select(table).where(mine, table.c.party == party).order_by(table.c.position, table.c.name)
    found = [
        EventView(
            row.id,
            row.organisation_id is not None,
            row.duty_id,
            row.position,
            row.name,
            row.month,
            row.day,
            row.every_years,
            row.first_year,
        )
        for row in connection.execute(query)
    ]
    replaced = {_what(one) for one in found if one.own}
    return tuple(one for one in found if one.own or _what(one) not in replaced)


def _what(event: EventView) -> tuple[str, str | None]:
    return " ".join(event.name.split()).casefold(), event.duty_id
