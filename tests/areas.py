"""Interface areas with contacts in a test's database, drawn as a matrix of texts.

    build_areas(engine, {"Liikunta": {"Kunta": "Liikuntajohtaja <a@b.fi> 2026-01-02; Ohjaaja", "Alue": ""}})

A cell lists contacts: a role, then perhaps an e-mail in angle brackets and the date when it was verified.
"""

import re
from datetime import date

from sqlalchemy import Engine
from trees import save

from hyte_core.changes import Change
from hyte_core.cooperation import ContactView, Cooperation, cooperation
from hyte_core.model import Contact, InterfaceArea, Organisation

STRUCTURE = "Testialueen yhdyspinnat"
_CONTACT = re.compile(r"^(?P<role>.*?)(?: <(?P<email>[^>]*)>)?(?: (?P<day>\d{4}-\d\d-\d\d))?$")


def build_areas(engine: Engine, cells: dict[str, dict[str, str]], structure: str = STRUCTURE) -> Cooperation:
    """Write the areas, organisations and contacts; an organisation named ...alue is a county."""
    bodies: dict[str, Organisation] = {}
    rows: list[Organisation | InterfaceArea | Contact] = []
    for position, (name, of_area) in enumerate(cells.items(), start=1):
        area = InterfaceArea(name=name, position=position, structure=structure)
        rows.append(area)
        for owner, text in of_area.items():
            kind = "county" if owner.casefold().endswith("alue") else "municipality"
            body = bodies.setdefault(owner, Organisation(name=owner, kind=kind))
            rows += [_contact(area, body, one.strip()) for one in text.split(";") if one.strip()]
    outcome = save(engine, *(Change.adding(row) for row in (*bodies.values(), *rows)))
    assert outcome.done, outcome
    return known(engine)


def _contact(area: InterfaceArea, body: Organisation, text: str) -> Contact:
    match = _CONTACT.match(text)
    assert match, text
    return Contact(
        interface_area_id=area.id,
        organisation_id=body.id,
        role=match["role"],
        email=match["email"] or "",
        verified_on=date.fromisoformat(match["day"]) if match["day"] else None,
    )


def known(engine: Engine) -> Cooperation:
    """What the database says of cooperation."""
    with engine.connect() as connection:
        return cooperation(connection)


def cell(found: Cooperation, area: str, organisation: str) -> tuple[ContactView, ...]:
    """The contacts of a cell, by names."""
    (area_id,) = [one.id for one in found.areas if one.name == area]
    (body_id,) = [one.id for one in found.organisations if one.name == organisation]
    return found.cells.get((area_id, body_id), ())


def drawn(found: Cooperation) -> dict[str, dict[str, str]]:
    """The roles in the database as the matrix that :func:`build_areas` takes."""
    return {
        area.name: {
            one.name: "; ".join(c.role for c in found.cells.get((area.id, one.id), ()))
            for one in found.organisations
        }
        for area in found.areas
    }
