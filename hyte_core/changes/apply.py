"""apply(): one transaction that makes all of a change set, or nothing and a list of why not."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, insert, select

from hyte_core.access import Author, forbidden
from hyte_core.access.person import name_of
from hyte_core.changes.attempt import Attempt
from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.changes.coding import encode_fields
from hyte_core.changes.conflict import Conflict
from hyte_core.database import writing
from hyte_core.model import ChangeSetRow, JournalEntry
from hyte_core.problems import Problem

log = logging.getLogger("hyte.changes")
#: Who waited for another's save has a time from before it.
_WAITING = timedelta(minutes=1)


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

    ``author`` makes only what they may (see hyte_core.access). What the database says already is not written again,
    nor into the journal. ``now`` is UTC; a change set is never told to be earlier than the one before it: if the
    computer's clock has been set back, it gets that one's time, so that the journal's order and its times agree.
    Raises sqlalchemy.exc.SQLAlchemyError when the database cannot write (see hyte_core.database.explain); then too
    nothing has been done.
    """
    if not change_set and change_set.undoes is None:
        return Outcome()
    with writing(engine).begin() as connection:
        return apply_within(connection, change_set, author=author, now=now)


def apply_within(connection: Connection, change_set: ChangeSet, *, author: Author, now: datetime) -> Outcome:
    """As :func:`apply`, in a transaction that its owner commits (see hyte_core.database.writing)."""
    if refused := forbidden(connection, author, change_set.changes, bulk=bool(change_set.bulks)):
        return Outcome(problems=tuple(refused))
    attempt = Attempt(connection, change_set)
    attempt.check()
    if not attempt.possible:
        codes = [problem.code for problem in attempt.problems]
        log.info("refused: %s conflicts, problems %s", len(attempt.conflicts), codes)
        return _refused(attempt)
    if not attempt.made and not change_set.bulks and change_set.undoes is None:
        return Outcome()
    attempt.write()
    at = _not_before_the_last(connection, now)
    number = _keep_journal(connection, change_set, attempt.made, name_of(author), at)
    _tell(number, change_set, attempt.made)
    return Outcome(change_set=number)


def rehearse(engine: Engine, change_set: ChangeSet) -> Outcome:
    """What would stand in the way of the changes now; nothing is written."""
    with engine.connect() as connection:
        attempt = Attempt(connection, change_set)
        attempt.check()
        return _refused(attempt)


def _not_before_the_last(connection: Connection, now: datetime) -> datetime:
    table = ChangeSetRow.__table__  # type: ignore[attr-defined]
    last: datetime | None = connection.execute(
        select(table.c.at).order_by(table.c.id.desc()).limit(1)
    ).scalar()
    if last is None or now.replace(tzinfo=UTC) >= (last := last.replace(tzinfo=UTC)):
        return now
    if last - now.replace(tzinfo=UTC) > _WAITING:
        log.warning("the clock is behind the last change set: see that the computer's time is right")
    return last


def _tell(number: int, change_set: ChangeSet, made: Sequence[Change]) -> None:
    """In the log: how much is saved, and nothing of whose or what."""
    counts: Counter[tuple[str, str]] = Counter((change.entity, change.operation) for change in made)
    for bulk in change_set.bulks:
        counts[bulk.entity, bulk.operation] += len(bulk)
    told = ", ".join(f"{entity} {operation} {n}" for (entity, operation), n in sorted(counts.items()))
    log.info("change set %s, source %s: %s", number, change_set.source, told)


def _refused(attempt: Attempt) -> Outcome:
    return Outcome(conflicts=tuple(attempt.conflicts), problems=tuple(attempt.problems))


def _keep_journal(
    connection: Connection, change_set: ChangeSet, made: Sequence[Change], author: str, now: datetime
) -> int:
    change_sets, journal = ChangeSetRow.__table__, JournalEntry.__table__  # type: ignore[attr-defined]
    head = {
        "at": now,
        "author": author[: change_sets.c.author.type.length],
        "source": change_set.source,
        "file": change_set.file[: change_sets.c.file.type.length],
        "checksum": change_set.checksum,
        "undoes": change_set.undoes,
    }
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
