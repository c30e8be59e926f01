"""apply(): one transaction that makes all of a change set, or nothing and a list of why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert

from hyte_core.access import Author, forbidden
from hyte_core.access.person import name_of
from hyte_core.changes.attempt import Attempt
from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.changes.coding import encode_fields
from hyte_core.changes.conflict import Conflict
from hyte_core.database import writing
from hyte_core.model import ChangeSetRow, JournalEntry
from hyte_core.problems import Problem


@dataclass(frozen=True)
class Outcome:
    """What apply() did. ``change_set`` is the id to undo it with, None if nothing was done or to be done."""

    change_set: int | None = None
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def done(self) -> bool:
        """True unless something stood in the way."""
        return not self.conflicts and not self.problems


def apply(engine: Engine, change_set: ChangeSet, *, author: Author, now: datetime) -> Outcome:
    """Make the changes and keep the journal, in one transaction; or nothing, and tell why.

    ``author`` makes only what they may (see hyte_core.access). ``now`` is UTC. What the database says already is not written again, nor into the journal. Raises
    sqlalchemy.exc.SQLAlchemyError when the database cannot write (see hyte_core.database.explain); then too
    nothing has been done.
    """
    if not change_set and change_set.undoes is None:
        return Outcome()
    with writing(engine).begin() as connection:
        if refused := forbidden(connection, author, change_set.changes, bulk=bool(change_set.bulks)):
            return Outcome(problems=tuple(refused))
        attempt = Attempt(connection, change_set)
        attempt.check()
        if not attempt.possible:
            return _refused(attempt)
        if not attempt.made and not change_set.bulks and change_set.undoes is None:
            return Outcome()
        attempt.write()
        return Outcome(change_set=_keep_journal(connection, change_set, attempt.made, name_of(author), now))


def rehearse(engine: Engine, change_set: ChangeSet) -> Outcome:
    """What would stand in the way of the changes now; nothing is written."""
    with engine.connect() as connection:
        attempt = Attempt(connection, change_set)
        attempt.check()
        return _refused(attempt)


def _refused(attempt: Attempt) -> Outcome:
    return Outcome(conflicts=tuple(attempt.conflicts), problems=tuple(attempt.problems))


def _keep_journal(
    connection: Connection, change_set: ChangeSet, made: Sequence[Change], author: str, now: datetime
) -> int:
    head = {
        "at": now,
        "author": author,
        "source": change_set.source,
        "file": change_set.file,
        "checksum": change_set.checksum,
        "undoes": change_set.undoes,
    }
    change_sets, journal = ChangeSetRow.__table__, JournalEntry.__table__  # type: ignore[attr-defined]
    key = connection.execute(insert(change_sets).values(head)).inserted_primary_key
    assert key is not None
    entries = [
        {
            "change_set_id": key[0],
            "operation": change.operation,
            "entity": change.entity,
            "entity_id": change.id,
            "fields": encode_fields(change.fields),
            "origin": change.origin,
        }
        for change in made
    ]
    entries += [
        {
            "change_set_id": key[0],
            "operation": bulk.operation,
            "entity": bulk.entity,
            "entity_id": bulk.batch,
            "fields": bulk.as_fields(),
            "origin": bulk.origin,
        }
        for bulk in change_set.bulks
    ]
    if entries:
        connection.execute(insert(journal), entries)
    return int(key[0])
