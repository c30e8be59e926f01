"""The contact matrix: areas x organisations, its gaps, what waits to be verified, and how much hangs on whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hyte_core.cooperation.view import AreaView, ContactView, Cooperation, OrganisationView, matches

#: How many organisations are shown at first beside each other, at most.
MANY = 30


@dataclass(frozen=True)
class Matrix:
    """A part of the contacts: ``cells`` has the contacts of each (area, organisation) that has some."""

    structure: str
    areas: tuple[AreaView, ...]
    organisations: tuple[OrganisationView, ...]
    cells: dict[tuple[str, str], tuple[ContactView, ...]]

    def at(self, area_id: str, organisation_id: str) -> tuple[ContactView, ...]:
        """The contacts of a cell, none for a gap."""
        return self.cells.get((area_id, organisation_id), ())

    @property
    def contacts(self) -> tuple[ContactView, ...]:
        """The contacts by area, then by organisation."""
        return tuple(c for area in self.areas for one in self.organisations for c in self.at(area.id, one.id))

    @property
    def gaps(self) -> tuple[tuple[AreaView, OrganisationView], ...]:
        """The cells without a contact."""
        return tuple(
            (area, one) for area in self.areas for one in self.organisations if not self.at(area.id, one.id)
        )

    def unverified(self) -> tuple[ContactView, ...]:
        """The contacts that nobody has ever verified."""
        return tuple(contact for contact in self.contacts if contact.verified_on is None)

    def stale(self, today: date) -> tuple[ContactView, ...]:
        """The contacts verified more than a year ago."""
        return tuple(contact for contact in self.contacts if contact.is_stale(today))

    def of_organisation(self, organisation_id: str) -> tuple[ContactView, ...]:
        """The contacts of one column."""
        return tuple(c for area in self.areas for c in self.at(area.id, organisation_id))

    def only(self, areas: Iterable[AreaView]) -> "Matrix":
        """The matrix with these areas only."""
        return replace(self, areas=tuple(areas))


def usual_organisations(found: Cooperation, structure: str, own: str = "") -> tuple[OrganisationView, ...]:
    """The organisations that have contacts in the structure.

    Of more than a reader can take in (:data:`MANY`) those near an organisation, whose id is ``own``: itself, its county
    and those of the same county.
    """
    every = found.answering.get(structure, ())
    middle = found.organisation_by_id.get(own)
    if len(every) <= MANY or middle is None:
        return every
    return tuple(one for one in every if middle.surroundings & one.surroundings)


def matrix(found: Cooperation, structure: str, organisations: Sequence[str] = (), own: str = "") -> Matrix:
    """The areas of a structure x the organisations with these ids; without ids the usual ones."""
    chosen = set(organisations)
    columns = tuple(one for one in found.organisations if one.id in chosen)
    return Matrix(
        structure,
        found.of_structure(structure),
        columns or usual_organisations(found, structure, own),
        found.cells,
    )


def find(whole: Matrix, wanted: str) -> Matrix:
    """The areas whose name, or some contact of whom, has every word of ``wanted``."""
    if not wanted.strip():
        return whole

    def told(area: AreaView) -> str:
        of_area = (c for one in whole.organisations for c in whole.at(area.id, one.id))
        return " ".join((area.name, *(f"{c.role} {c.name} {c.email}" for c in of_area)))

    return whole.only(area for area in whole.areas if matches(told(area), wanted))


def with_gaps(whole: Matrix) -> Matrix:
    """The areas that lack a contact in some organisation."""
    lacking = {area.id for area, _one in whole.gaps}
    return whole.only(area for area in whole.areas if area.id in lacking)


def waiting(whole: Matrix, today: date) -> Matrix:
    """The areas that have a contact to be verified."""
    late = {contact.interface_area_id for contact in whole.contacts if contact.waits(today)}
    return whole.only(area for area in whole.areas if area.id in late)


@dataclass(frozen=True)
class Load:
    """How many areas hang on a role of an organisation, or on one person if ``person`` is given."""

    organisation: OrganisationView
    role: str
    person: str
    areas: tuple[AreaView, ...]


def role_loads(whole: Matrix) -> list[Load]:
    """The roles with their areas, those with the most first."""
    return _loads(whole, lambda contact: contact.role, personal=False)


def person_loads(whole: Matrix) -> list[Load]:
    """The persons, known by e-mail or else by name, with their areas; contacts that are roles only are left out."""
    return _loads(whole, lambda contact: contact.email or contact.name, personal=True)


def _loads(whole: Matrix, key: Callable[[ContactView], str], *, personal: bool) -> list[Load]:
    held: dict[tuple[str, str], list[ContactView]] = defaultdict(list)
    for contact in whole.contacts:
        if name := key(contact).strip():
            held[contact.organisation_id, name.casefold()].append(contact)
    owners = {one.id: one for one in whole.organisations}
    areas = {area.id: area for area in whole.areas}
    found = []
    for (organisation, _name), contacts in held.items():
        first = contacts[0]
        roles = "; ".join(dict.fromkeys(contact.role for contact in contacts)) if personal else first.role
        person = (first.name or first.email) if personal else ""
        answers = tuple(areas[id_] for id_ in dict.fromkeys(c.interface_area_id for c in contacts))
        found.append(Load(owners[organisation], roles, person, answers))
    return sorted(found, key=lambda load: (-len(load.areas), load.organisation.name, load.role))


@dataclass(frozen=True)
class Column:
    """How one organisation stands in the matrix."""

    organisation: OrganisationView
    filled: int
    gaps: tuple[AreaView, ...]
    waiting: int
    roles: int


def by_organisation(whole: Matrix, today: date) -> list[Column]:
    """Each organisation's filled cells, gaps, contacts to be verified and different roles."""
    found = []
    for one in whole.organisations:
        contacts = whole.of_organisation(one.id)
        gaps = tuple(area for area in whole.areas if not whole.at(area.id, one.id))
        late = sum(contact.waits(today) for contact in contacts)
        roles = len({contact.role.casefold() for contact in contacts})
        found.append(Column(one, len(whole.areas) - len(gaps), gaps, late, roles))
    return found
