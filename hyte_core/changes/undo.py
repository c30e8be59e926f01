"""Undo: the inverse of a saved change set, made through the same door."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlmodel import Session, col, select

from hyte_core.access import Author
from hyte_core.changes.apply import Outcome, apply
from hyte_core.changes.bulk import Bulk, BulkOperation
from hyte_core.changes.change_set import Change, ChangeSet, Operation
from hyte_core.changes.coding import decode_fields
from hyte_core.locale import _
from hyte_core.model import ChangeSetRow, JournalEntry
from hyte_core.problems import RefusalError


class UndoError(RefusalError):
    """There is nothing to undo, or it has been undone already."""


@dataclass(frozen=True)
class Import:
    """A file that was read in: its change set's id, name, SHA-256, when (UTC), by whom, whether it still stands."""

    id: int
    file: str
    checksum: str
    at: datetime
    author: str
    undone: bool


def undo(
    engine: Engine, change_set: int, *, author: Author, now: datetime, keep_edited: bool = False
) -> Outcome:
    """Take a saved change set back, all of it or nothing.

    What was edited since is a conflict. With ``keep_edited`` those edits stay and the rest is taken back.
    Undoing an undo does the change again. Raises UndoError if there is no such change set or it is undone.
    """
    with Session(engine) as session:
        row = session.get(ChangeSetRow, change_set) if abs(change_set) < 2**31 else None
        if row is None:
            raise UndoError(_("Muutosta numero {n} ei ole.").format(n=change_set))
        if change_set in undone(session.connection()):
            raise UndoError(_("Muutos numero {n} on jo peruttu.").format(n=change_set))
        backwards = _inverse(session, change_set)
    outcome = apply(engine, backwards, author=author, now=now)
    while keep_edited and outcome.conflicts:
        remaining = _leave_out(backwards, outcome)
        if remaining == backwards or not remaining:
            return outcome
        backwards = remaining
        outcome = apply(engine, backwards, author=author, now=now)
    return outcome


def _inverse(session: Session, change_set: int) -> ChangeSet:
    query = select(JournalEntry).where(JournalEntry.change_set_id == change_set)
    entries = session.exec(query.order_by(col(JournalEntry.id).desc())).all()
    changes = tuple(change_of(entry).inverse() for entry in entries if not names_bulk(entry))
    bulks = tuple(bulk_of(entry).inverse() for entry in entries if names_bulk(entry))
    return ChangeSet(changes, source="undo", undoes=change_set, bulks=bulks)


def names_bulk(entry: JournalEntry) -> bool:
    """True for an entry that names many rows."""
    return entry.operation in ("add_all", "remove_all")


def bulk_of(entry: JournalEntry) -> Bulk:
    """The bulk that a journal entry tells of."""
    operation: BulkOperation = entry.operation  # type: ignore[assignment]
    return Bulk.from_fields(operation, entry.entity, entry.entity_id, entry.fields, entry.origin)


def change_of(entry: JournalEntry) -> Change:
    """The change that a journal entry of one row tells of."""
    operation: Operation = entry.operation  # type: ignore[assignment]
    fields = decode_fields(entry.entity, entry.fields)
    return Change(operation, entry.entity, entry.entity_id, fields, entry.origin)


def _leave_out(change_set: ChangeSet, outcome: Outcome) -> ChangeSet:
    """The change set without what stood in the way: single fields of changes, whole additions and removals."""
    fields = {(c.entity, c.id, c.field) for c in outcome.conflicts}
    rows = {(c.entity, c.id) for c in outcome.conflicts}
    kept = []
    for change in change_set.changes:
        if change.operation != "change" or (change.entity, change.id, "") in fields:
            if (change.entity, change.id) not in rows:
                kept.append(change)
            continue
        for entity, id_, name in fields:
            if (entity, id_) == (change.entity, change.id):
                change = change.without(name)
        if change.fields:
            kept.append(change)
    remaining = (
        bulk.without({id_ for entity, id_ in rows if entity == bulk.entity}) for bulk in change_set.bulks
    )
    bulks = tuple(bulk for bulk in remaining if len(bulk))
    return ChangeSet(tuple(kept), change_set.source, undoes=change_set.undoes, bulks=bulks)


def undone(connection: Connection) -> set[int]:
    """The ids of the change sets that do not stand: undone, and the undoing not undone itself."""
    table = ChangeSetRow.__table__  # type: ignore[attr-defined]
    query = select(table.c.id, table.c.undoes).where(table.c.undoes.is_not(None))
    gone: set[int] = set()
    for id_, undoes in sorted(connection.execute(query), reverse=True):
        if id_ not in gone:
            gone.add(undoes)
    return gone


def imports(engine: Engine, limit: int | None = None) -> list[Import]:
    """The files that were read in, the latest first; at most ``limit`` of them if given."""
    with Session(engine) as session:
        gone = undone(session.connection())
        query = (
            select(ChangeSetRow).where(ChangeSetRow.source == "import").order_by(col(ChangeSetRow.id).desc())
        )
        return [
            Import(row.id, row.file, row.checksum, row.at, row.author, row.id in gone)
            for row in session.exec(query.limit(limit))
            if row.id is not None
        ]
