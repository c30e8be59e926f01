"""What a person does to areas, contacts, networks and maturity, as change sets made against what the person sees."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.cooperation import (
    AreaView,
    ContactView,
    Cooperation,
    MaturityView,
    NetworkView,
    OrganisationView,
)
from hyte_core.model import (
    Contact,
    InterfaceArea,
    Maturity,
    Network,
    NetworkAction,
    Organisation,
)

#: The fields that are edited as they are.
CONTACT_FIELDS = ("role", "name", "email", "phone", "verified_on")
NETWORK_FIELDS = ("interface_area_id", "name", "heading", "coordinator", "meets", "members", "note")
AREA_FIELDS = ("name", "structure", "description", "partners")


# --- contacts


def add_contact(area_id: str, organisation_id: str, fields: Mapping[str, Any]) -> ChangeSet:
    """A new contact of an area in an organisation."""
    row = Contact(interface_area_id=area_id, organisation_id=organisation_id, **fields)
    return ChangeSet((Change.adding(row),))


def edit_contact(seen: ContactView, new: Mapping[str, Any]) -> ChangeSet:
    """The fields of ``new`` that differ from what is seen."""
    return _edited("contact", seen, new)


def remove_contact(seen: ContactView) -> ChangeSet:
    """The contact is gone, provided that it is still as it is seen."""
    return ChangeSet((_removing_contact(seen),))


def verify(contacts: Iterable[ContactView], on: date) -> ChangeSet:
    """The contacts were found to be right on this day."""
    return ChangeSet(
        tuple(
            Change.changing("contact", one.id, verified_on=(one.verified_on, on))
            for one in contacts
            if one.verified_on != on
        )
    )


def roles_of(text: str | None) -> list[str]:
    """The roles that a cell of the matrix lists, separated by semicolons or lines; none twice."""
    found: dict[str, str] = {}
    for piece in (text or "").replace("\n", ";").split(";"):
        if role := " ".join(piece.split()):
            found.setdefault(role.casefold(), role)
    return list(found.values())


def cell_text(contacts: Iterable[ContactView]) -> str:
    """The roles of a cell, as they are typed into it."""
    return "; ".join(dict.fromkeys(contact.role for contact in contacts))


def set_cell(area_id: str, organisation_id: str, seen: Sequence[ContactView], text: str | None) -> ChangeSet:
    """The cell holds exactly these roles.

    Who keeps their role keeps everything else. A contact that is a role only may become another role, which nobody
    has verified yet; a person whose role is gone is removed, for the new role may be somebody else's.
    """
    wanted = roles_of(text)
    kept = [one for one in seen if one.role.casefold() in {role.casefold() for role in wanted}]
    new = [role for role in wanted if role.casefold() not in {one.role.casefold() for one in kept}]
    respelled = {role.casefold(): role for role in wanted}
    changes = [
        Change.changing("contact", one.id, role=(one.role, respelled[one.role.casefold()]))
        for one in kept
        if one.role != respelled[one.role.casefold()]
    ]
    for one in seen:
        if one in kept:
            continue
        if new and not one.is_personal:
            fields: dict[str, Any] = {"role": (one.role, new.pop(0))}
            if one.verified_on is not None:
                fields["verified_on"] = (one.verified_on, None)
            changes.append(Change.changing("contact", one.id, **fields))
        else:
            changes.append(_removing_contact(one))
    rows = [Contact(interface_area_id=area_id, organisation_id=organisation_id, role=role) for role in new]
    return ChangeSet((*changes, *map(Change.adding, rows)))


def _removing_contact(seen: ContactView) -> Change:
    return Change.removing(Contact(**vars(seen)))


# --- networks


def add_network(found: Cooperation, fields: Mapping[str, Any]) -> tuple[ChangeSet, str]:
    """A new network, the last in order; and its id."""
    row = Network(position=_next(found.networks), **_stored(fields))
    return ChangeSet((Change.adding(row),)), row.id


def edit_network(seen: NetworkView, new: Mapping[str, Any]) -> ChangeSet:
    """The fields of ``new`` that differ from what is seen."""
    return _edited("network", seen, new)


def remove_network(seen: NetworkView) -> ChangeSet:
    """The network with its links to actions."""
    values = {name: getattr(seen, name) for name in ("id", "position", *NETWORK_FIELDS)}
    links = [
        NetworkAction(id=link, network_id=seen.id, action_id=action) for action, link in seen.links.items()
    ]
    return ChangeSet((*map(Change.removing, links), Change.removing(Network(**_stored(values)))))


def link_actions(seen: NetworkView, actions: Iterable[str], wanted: Iterable[str]) -> ChangeSet:
    """Of the ``actions`` (those of a plan) the network works on exactly the ``wanted``; others stay as they are."""
    chosen, offered = set(wanted), list(actions)
    gone = [
        NetworkAction(id=seen.links[action], network_id=seen.id, action_id=action)
        for action in offered
        if action in seen.links and action not in chosen
    ]
    new = [NetworkAction(network_id=seen.id, action_id=a) for a in offered if a in chosen - seen.links.keys()]
    return ChangeSet((*map(Change.removing, gone), *map(Change.adding, new)))


# --- maturity


def assess_maturity(
    known: Iterable[MaturityView], area_id: str, side: str, on: date, level: int, note: str
) -> ChangeSet:
    """How a side sees an area on a day: a new assessment, or a correction of the same day's."""
    same = next(
        (m for m in known if (m.interface_area_id, m.side, m.assessed_on) == (area_id, side, on)), None
    )
    if same is not None:
        return _edited("maturity", same, {"level": level, "note": note.strip()})
    row = Maturity(interface_area_id=area_id, side=side, assessed_on=on, level=level, note=note.strip())
    return ChangeSet((Change.adding(row),))


def remove_maturity(seen: MaturityView) -> ChangeSet:
    """The assessment is gone."""
    return ChangeSet((Change.removing(Maturity(**vars(seen))),))


# --- areas and organisations


def add_area(found: Cooperation, fields: Mapping[str, Any]) -> ChangeSet:
    """A new area, the last in order."""
    return ChangeSet((Change.adding(InterfaceArea(position=_next(found.areas), **_stored(fields))),))


def edit_area(seen: AreaView, new: Mapping[str, Any]) -> ChangeSet:
    """The fields of ``new`` that differ from what is seen."""
    return _edited("interface_area", seen, new)


def remove_area(seen: AreaView) -> ChangeSet:
    """The area is gone; refused by the database as long as contacts, networks or assessments hang on it."""
    return ChangeSet((Change.removing(InterfaceArea(**_stored(vars(seen)))),))


def add_organisation(name: str, kind: str) -> tuple[ChangeSet, str]:
    """A new organisation, and its id."""
    row = Organisation(name=name.strip(), kind=kind)
    return ChangeSet((Change.adding(row),)), row.id


def remove_organisation(seen: OrganisationView) -> ChangeSet:
    """The organisation is gone; refused as long as it has contacts, plans or anything else."""
    return ChangeSet((Change.removing(Organisation(**_stored(vars(seen)))),))


def _next(rows: Iterable[AreaView | NetworkView]) -> int:
    return max((row.position for row in rows), default=0) + 1


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a view as a table keeps them."""
    return {name: _value(value) for name, value in fields.items()}


def _edited(entity: str, seen: Any, new: Mapping[str, Any]) -> ChangeSet:
    pairs: dict[str, Any] = {
        name: (_value(getattr(seen, name)), _value(value)) for name, value in new.items()
    }
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return ChangeSet((Change.changing(entity, seen.id, **different),) if different else ())
