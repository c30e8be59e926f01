"""An organisation's statutory duties (612/2021 6-7 §), how it has done them by year, and its yearly cycle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, or_, select

from hyte_core.database.together import Together
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
    """What is known of an organisation's duties; None if there is no such organisation. One query."""
    organisations, law, recorded, cycle = _OF_ORGANISATION.read(connection, organisation=organisation_id)
    if not organisations:
        return None
    party = party_of(organisations[0].kind)
    reports: dict[str, dict[int, ReportView]] = defaultdict(dict)
    for row in recorded:
        reports[row.duty_id][row.year] = ReportView(
            row.id, light_of(row.light), row.evidence, row.link, row.minutes, row.done_on, row.responsible
        )
    found = tuple(
        DutyView(row.id, row.paragraph, row.party, row.name, reports.get(row.id, {}))
        for row in sorted(law, key=_place)
        if row.party == party
    )
    events = _events(row for row in sorted(cycle, key=_place) if row.party == (party or ""))
    return Duties(organisation_id, organisations[0].name, party, found, events)


def _place(row: Any) -> tuple[int, str]:
    return row.position, row.name


def _of_organisation() -> Together:
    asked: BindParameter[str] = bindparam("organisation")
    (owner,), (reporter,) = columns(YearlyEvent, "organisation_id"), columns(DutyReport, "organisation_id")
    key, *shown = columns(Organisation, "id", "name", "kind")
    names = ("id", "duty_id", "year", "light", "evidence", "link", "minutes", "done_on", "responsible")
    return Together(
        select(*shown).where(key == asked),
        select(*columns(Duty, "id", "position", "paragraph", "party", "name")),
        select(*columns(DutyReport, *names)).where(reporter == asked),
        select(YearlyEvent.__table__).where(or_(owner == asked, owner.is_(None))),  # type: ignore[attr-defined]
    )


_OF_ORGANISATION = _of_organisation()


def _events(rows: Iterable[Any]) -> tuple[EventView, ...]:
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
        for row in rows
    ]
    replaced = {_what(one) for one in found if one.own}
    return tuple(one for one in found if one.own or _what(one) not in replaced)


def _what(event: EventView) -> tuple[str, str | None]:
    return " ".join(event.name.split()).casefold(), event.duty_id
