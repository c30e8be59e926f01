"""What municipalities and the county do together, as a reader sees it: areas, contacts, networks, maturity."""

import re
from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from hyte_core.database.together import Together
from hyte_core.indicators.reading import COUNTRY
from hyte_core.model import (
    Contact,
    InterfaceArea,
    Maturity,
    Network,
    NetworkAction,
    Organisation,
    columns,
)

#: A contact that nobody has verified for this many years asks for it.
STALE_YEARS = 1


@dataclass(frozen=True)
class OrganisationView:
    """Who has contacts: "municipality", "county", "association" or "sector"."""

    id: str
    name: str
    kind: str
    invented: bool
    region: str
    comparisons: tuple[str, ...]

    @cached_property
    def surroundings(self) -> frozenset[str]:
        """The areas that it is a part of, its own the smallest; the whole country is everybody's and not among them."""
        return frozenset((self.name, self.region or self.name, *self.comparisons)) - set(COUNTRY)


@dataclass(frozen=True)
class AreaView:
    """A field of work that municipality and county share, a part of a structure."""

    id: str
    position: int
    name: str
    structure: str
    description: str
    partners: tuple[str, ...]


@dataclass(frozen=True)
class ContactView:
    """Who answers for an area in an organisation. Name, e-mail and phone are personal data: often empty."""

    id: str
    interface_area_id: str
    organisation_id: str
    role: str
    name: str
    email: str
    phone: str
    verified_on: date | None

    @property
    def is_personal(self) -> bool:
        """True if it tells of a person and not of a role only."""
        return bool(self.name or self.email or self.phone)

    def is_stale(self, today: date) -> bool:
        """True if it was verified more than a year ago; one that never was is not stale but unverified."""
        return self.verified_on is not None and self.verified_on < years_before(today, STALE_YEARS)

    def waits(self, today: date) -> bool:
        """True if it should be verified: never done, or more than a year ago."""
        return self.verified_on is None or self.is_stale(today)


@dataclass(frozen=True)
class NetworkView:
    """A standing group. ``links`` are the actions that it works on: {action's id: the link's id}."""

    id: str
    interface_area_id: str | None
    position: int
    name: str
    heading: str
    coordinator: str
    meets: str
    members: tuple[str, ...]
    note: str
    links: dict[str, str]


@dataclass(frozen=True)
class MaturityView:
    """A level of cooperation (1-6), as one side's leaders ("municipality", "county") saw it on a date."""

    id: str
    interface_area_id: str
    level: int
    side: str
    assessed_on: date
    note: str


@dataclass(frozen=True)
class Cooperation:
    """Everything, in order: organisations with the counties first, areas by structure, maturity by date."""

    organisations: tuple[OrganisationView, ...]
    areas: tuple[AreaView, ...]
    contacts: tuple[ContactView, ...]
    networks: tuple[NetworkView, ...]
    maturity: tuple[MaturityView, ...]

    @cached_property
    def structures(self) -> tuple[str, ...]:
        """The structures' names: those with contacts first, then in the areas' order."""
        return tuple(sorted(self.answering, key=lambda name: not self.answering[name]))

    @cached_property
    def answering(self) -> dict[str, tuple[OrganisationView, ...]]:
        """The organisations that have contacts in each structure, in order."""
        used: dict[str, set[str]] = {area.structure: set() for area in self.areas}
        for area, organisation in self.cells:
            used[self.area_by_id[area].structure].add(organisation)
        return {
            structure: tuple(one for one in self.organisations if one.id in ids)
            for structure, ids in used.items()
        }

    @cached_property
    def people(self) -> frozenset[str]:
        """The names and telephone numbers of all contacts: what must not be read in a report."""
        told = (text.strip() for one in self.contacts for text in (one.name, one.phone))
        return frozenset(text for text in told if text)

    @cached_property
    def area_by_id(self) -> dict[str, AreaView]:
        """The areas by their ids."""
        return {area.id: area for area in self.areas}

    @cached_property
    def organisation_by_id(self) -> dict[str, OrganisationView]:
        """The organisations by their ids."""
        return {one.id: one for one in self.organisations}

    @cached_property
    def network_by_id(self) -> dict[str, NetworkView]:
        """The networks by their ids."""
        return {one.id: one for one in self.networks}

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[ContactView, ...]]:
        """The contacts of each area and organisation that have some."""
        found: dict[tuple[str, str], list[ContactView]] = defaultdict(list)
        for contact in self.contacts:
            found[contact.interface_area_id, contact.organisation_id].append(contact)
        return {place: tuple(contacts) for place, contacts in found.items()}

    def of_structure(self, structure: str) -> tuple[AreaView, ...]:
        """The areas of a structure."""
        return tuple(area for area in self.areas if area.structure == structure)

    def networks_of(self, area_id: str | None) -> tuple[NetworkView, ...]:
        """The networks of an area; with None those of no area in particular."""
        return tuple(one for one in self.networks if one.interface_area_id == area_id)

    def area_named(self, name: str) -> AreaView | None:
        """The area with this name, however it is spelled: case, spaces, hyphens and stops make no difference."""
        wanted = _letters(name)
        return next((area for area in self.areas if _letters(area.name) == wanted), None)

    def organisation_named(self, name: str) -> OrganisationView | None:
        """The organisation with this name, however it is spelled."""
        wanted = _letters(name)
        return next((one for one in self.organisations if _letters(one.name) == wanted), None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def matches(text: str, wanted: str) -> bool:
    """True if every word of ``wanted`` is somewhere in the text."""
    plain = text.casefold()
    return all(word in plain for word in wanted.casefold().split())


#: The tables that :func:`cooperation` reads.
COOPERATION_TABLES = (
    "organisation",
    "interface_area",
    "contact",
    "network",
    "network_action",
    "maturity",
)


def cooperation(connection: Connection) -> Cooperation:
    """Everything that is known of cooperation. One query."""
    organisations, areas, contacts, networks, linked, maturity = _EVERYTHING.read(connection)
    links: dict[str, dict[str, str]] = defaultdict(dict)
    for link in linked:
        links[link.network_id][link.action_id] = link.id
    known = (
        OrganisationView(**row._asdict() | {"comparisons": tuple(row.comparisons)}) for row in organisations
    )
    return Cooperation(
        tuple(sorted(known, key=lambda one: (one.kind != "county", one.invented, one.name))),
        tuple(
            AreaView(**row._asdict() | {"partners": tuple(row.partners)}) for row in sorted(areas, key=_place)
        ),
        tuple(ContactView(*row) for row in sorted(contacts, key=lambda one: (one.role, one.name, one.id))),
        tuple(
            NetworkView(**row._asdict() | {"members": tuple(row.members)}, links=links.get(row.id, {}))
            for row in sorted(networks, key=_place)
        ),
        tuple(MaturityView(*row) for row in sorted(maturity, key=lambda one: (one.assessed_on, one.id))),
    )


def _place(row: Any) -> tuple[int, str]:
    return row.position, row.name


_EVERYTHING = Together(
    select(*columns(Organisation, "id", "name", "kind", "invented", "region", "comparisons")),
    select(*columns(InterfaceArea, "id", "position", "name", "structure", "description", "partners")),
    select(*columns(Contact, *(field.name for field in fields(ContactView)))),
    select(Network.__table__),  # type: ignore[attr-defined]
    select(NetworkAction.__table__),  # type: ignore[attr-defined]
    select(*columns(Maturity, *(field.name for field in fields(MaturityView)))),
)
