"""Erasing a person: from the tables through the one door, and from the journal, in one transaction.

The journal is never changed, with this one exception: a person's name, addresses and numbers are taken out of its old and
new values, and where they were an author stands a pseudonym that nothing but the erasing itself made.
"""

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from hyte_core.changes import Change, ChangeSet
from hyte_core.changes.apply import apply_within
from hyte_core.database import writing
from hyte_core.database.backup import keep, kept
from hyte_core.model import ChangeSetRow, JournalEntry, Organisation, columns
from hyte_core.privacy.held import all_texts, entries_about
from hyte_core.privacy.mentions import Mentions
from hyte_core.privacy.person import authors_of, find
from hyte_core.problems import RefusalError


@dataclass(frozen=True)
class Erased:
    """What was erased: how many values of the tables, entries of the journal, and change sets' authors.

    ``wholly`` is False if the database's file still holds in its free pages what was overwritten.
    """

    values: int
    entries: int
    saves: int
    wholly: bool


def erase(engine: Engine, asked: str, *, author: str, now: datetime) -> Erased:
    """Erase the person with this name or e-mail address; all of it or nothing.

    The erasing is itself in the journal, under ``author``, without telling of whom. ``now`` is UTC. Raises RefusalError
    if a value without the person would break a rule of the data: it must be mended by hand first. Backups are left as
    they are (see :func:`forget_backups`).
    """
    with writing(engine).begin() as connection:
        mentions = Mentions(find(connection, asked))
        changes = _changes(connection, mentions)
        outcome = apply_within(connection, ChangeSet(changes, source="command"), author=author, now=now)
        if not outcome.done:
            raise RefusalError(
                " ".join([*map(str, outcome.problems), *(c.message for c in outcome.conflicts)])
            )
        if outcome.change_set is None:
            _tell(connection, author, now)
        entries = _clean_entries(connection, mentions)
        saves = _clean_change_sets(connection, mentions)
    values = sum(len(change.fields) for change in changes)
    return Erased(values, entries, saves, _written_anew(engine))


def forget_backups(engine: Engine, *, now: datetime) -> int:
    """Remove all automatic backups and make a new one of the data as they are now; how many were removed."""
    old = kept(engine)
    for path in old:
        path.unlink()
    if old:
        keep(engine, now=now)
    return len(old)


def _changes(connection: Connection, mentions: Mentions) -> tuple[Change, ...]:
    """The values of the tables without the person, as changes."""
    fields: dict[tuple[str, str], dict[str, tuple[Any, Any]]] = {}
    for place in all_texts(connection):
        without = mentions.without(place.entity, place.field, place.value)
        if without != place.value:
            fields.setdefault((place.entity, place.id), {})[place.field] = (place.value, without)
    return tuple(Change("change", entity, id_, pairs) for (entity, id_), pairs in fields.items())


def _clean_entries(connection: Connection, mentions: Mentions) -> int:
    table = JournalEntry.__table__  # type: ignore[attr-defined]
    cleaned = [
        {
            "key": entry.id,
            "fields": mentions.entry_without(entry.entity, entry.fields),
            "origin": mentions.without("journal", "origin", entry.origin),
        }
        for entry in entries_about(connection, mentions)
    ]
    if cleaned:
        connection.execute(update(table).where(table.c.id == bindparam("key")), cleaned)
    return len(cleaned)


def _clean_change_sets(connection: Connection, mentions: Mentions) -> int:
    """Put one pseudonym in the place of the person as an author, so that what one person did stays together."""
    table = ChangeSetRow.__table__  # type: ignore[attr-defined]
    pseudonym = f"poistettu-{secrets.token_hex(3)}"
    own = table.c.author.in_(authors_of(connection, mentions.person))
    saves = connection.execute(update(table).where(own).values(author=pseudonym)).rowcount
    for id_, *told in connection.execute(select(table.c.id, table.c.author, table.c.file)).all():
        without = [mentions.without("change_set", "", text) for text in told]
        if without != told:
            values = dict(zip(("author", "file"), without, strict=True))
            connection.execute(update(table).where(table.c.id == id_).values(values))
    return int(saves)


def _tell(connection: Connection, author: str, now: datetime) -> None:
    """A journal entry that changes nothing: pages must not go on showing what they remember of the journal."""
    head = {"at": now, "author": author, "source": "command", "file": "", "checksum": ""}
    key = connection.execute(insert(ChangeSetRow.__table__).values(head)).inserted_primary_key  # type: ignore[attr-defined]
    assert key is not None
    row = connection.execute(select(func.min(*columns(Organisation, "id")))).scalar()
    told: dict[str, Any] = {
        "operation": "change",
        "entity": "organisation",
        "entity_id": row or "",
        "fields": {},
        "origin": "",
    }
    connection.execute(insert(JournalEntry.__table__).values(change_set_id=key[0], **told))  # type: ignore[attr-defined]


def _written_anew(engine: Engine) -> bool:
    """On SQLite what was overwritten stays in the file's free pages until the file is written anew; False if it stays."""
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            cursor.execute("VACUUM")
            (busy, *_pages) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error:  # the disk is full, or somebody else holds the file
            return False
        return not busy
