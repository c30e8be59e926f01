"""All that is held of a person, wherever it is."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Text, cast, select

from hyte_core.changes.coding import encode, table_of
from hyte_core.database.backup import kept
from hyte_core.locale import _
from hyte_core.model import ENTITIES, ChangeSetRow, Contact, InterfaceArea, JournalEntry, Organisation
from hyte_core.privacy.mentions import Mentions
from hyte_core.privacy.person import DataSubject, authors_of, find, folded
from hyte_core.problems import RefusalError


@dataclass(frozen=True)
class Place:
    """A value in the tables: of which row and field."""

    entity: str
    id: str
    field: str
    value: Any


@dataclass(frozen=True)
class Held:
    """What is held of ``person``.

    ``contacts`` are the contacts that are them; ``saves`` the change sets that they made; ``journal`` entries that tell
    of them; ``texts`` values that name them; ``possible`` values that may mean them, for a reader to judge;
    ``backups`` the automatic backups, each of which may hold all of this too.
    """

    person: DataSubject
    contacts: tuple[dict[str, Any], ...]
    saves: tuple[dict[str, Any], ...]
    journal: tuple[dict[str, Any], ...]
    texts: tuple[Place, ...]
    possible: tuple[Place, ...]
    backups: tuple[Path, ...]

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON, to be given to the person."""
        known = {"names": self.person.names, "emails": self.person.emails, "phones": self.person.phones}
        return {
            "person": {name: sorted(values) for name, values in known.items()},
            "contacts": list(self.contacts),
            "saves": list(self.saves),
            "journal": list(self.journal),
            "texts": [asdict(place) for place in self.texts],
            "possible": [asdict(place) for place in self.possible],
            "backups": [path.name for path in self.backups],
        }


def held(engine: Engine, asked: str) -> Held:
    """What is held of the person with this name or e-mail address; RefusalError if nothing is."""
    with engine.connect() as connection:
        person = find(connection, asked)
        mentions = Mentions(person)
        places = list(all_texts(connection))
        found = Held(
            person=person,
            contacts=tuple(_contacts(connection, person)),
            saves=tuple(_saves(connection, person)),
            journal=tuple(_journal(connection, mentions)),
            texts=tuple(one for one in places if mentions.certain_in(one.value) and not _is_own(one, person)),
            possible=tuple(one for one in places if mentions.possible_in(one.value)),
            backups=tuple(kept(engine)),
        )
    if not (found.contacts or found.saves or found.journal or found.texts or found.possible):
        raise RefusalError(_("Henkilöstä ”{who}” ei löytynyt tietoja.").format(who=asked.strip()))
    return found


def _is_own(place: Place, person: DataSubject) -> bool:
    return place.entity == "contact" and folded(place.value) in person.of(place.field)


def _contacts(connection: Connection, person: DataSubject) -> Iterator[dict[str, Any]]:
    contact, area, body = (table_of(str(m.__tablename__)) for m in (Contact, InterfaceArea, Organisation))
    query = select(contact, area.c.name.label("area"), body.c.name.label("organisation"))
    query = query.join_from(contact, area, contact.c.interface_area_id == area.c.id)
    for row in connection.execute(query.join(body, contact.c.organisation_id == body.c.id)):
        if any(row._mapping[name] and folded(row._mapping[name]) in person.of(name) for name in _OWN):
            names = ("area", "organisation", "role", *_OWN, "verified_on")
            yield {name: encode(row._mapping[name]) for name in names}


_OWN = ("name", "email", "phone")


def _saves(connection: Connection, person: DataSubject) -> Iterator[dict[str, Any]]:
    table = ChangeSetRow.__table__  # type: ignore[attr-defined]
    query = select(table).where(table.c.author.in_(authors_of(connection, person))).order_by(table.c.id)
    for row in connection.execute(query):
        yield {
            "change_set": row.id,
            "at": row.at.isoformat(),
            "author": row.author,
            "source": row.source,
            "file": row.file,
        }


def _journal(connection: Connection, mentions: Mentions) -> Iterator[dict[str, Any]]:
    for entry in entries_about(connection, mentions):
        yield {"change_set": entry.change_set_id, "entity": entry.entity, "fields": entry.fields}


def entries_about(connection: Connection, mentions: Mentions) -> Iterator[Any]:
    """The journal's entries (rows of its table) that tell of the person."""
    table = JournalEntry.__table__  # type: ignore[attr-defined]
    found = [
        id_
        for id_, raw, origin in connection.execute(
            select(table.c.id, cast(table.c.fields, Text), table.c.origin)
        )
        if mentions.may_be_in_json(raw) or mentions.certain_in(origin)
    ]
    for id_ in found:
        entry = connection.execute(select(table).where(table.c.id == id_)).one()
        changed = mentions.entry_without(entry.entity, entry.fields) != entry.fields
        if changed or mentions.certain_in(entry.origin):
            yield entry


def all_texts(connection: Connection) -> Iterator[Place]:
    """Every text, and every list and mapping of texts, in the tables of content."""
    for entity in ENTITIES:
        table = table_of(entity)
        names = [column.name for column in table.columns if not _is_key(column)]
        for id_, *values in connection.execute(select(table.c.id, *(table.c[name] for name in names))):
            for name, value in zip(names, values, strict=True):
                if value and isinstance(value, str | list | dict):
                    yield Place(entity, id_, name, value)


def _is_key(column: Any) -> bool:
    return bool(column.primary_key or column.foreign_keys)
