"""Reading the journal."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Text, cast, func, or_
from sqlmodel import Session, col, select

from hyte_core.changes.change_set import Change
from hyte_core.changes.coding import table_of
from hyte_core.changes.undo import change_of, undone
from hyte_core.model import ChangeSetRow, JournalEntry


@dataclass(frozen=True)
class JournalFilter:
    """What to read: empty fields leave out nothing. ``since`` and ``until`` are days, both included."""

    author: str = ""
    source: str = ""
    entity: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class JournalRow:
    """One change set as a reader sees it. ``size`` counts its changes, which :func:`changes_of` reads."""

    id: int
    at: datetime
    author: str
    source: str
    file: str
    undoes: int | None
    undone: bool
    size: int


def version(engine: Engine) -> int:
    """The version of the data: the last journal entry's id, 0 before the first. Caches key on it."""
    with engine.connect() as connection:
        return connection.execute(select(func.max(JournalEntry.id))).scalar() or 0


#: How many entries of one change set are read for showing; an import can have thousands.
SHOWN = 50


def entries(
    engine: Engine, wanted: JournalFilter, *, page: int = 1, size: int = 20
) -> tuple[list[JournalRow], int]:
    """One page of change sets, the latest first, and how many there are in all.

    A ``page`` after the last one gives the last.
    """
    query = select(ChangeSetRow)
    if wanted.author:
        query = query.where(ChangeSetRow.author == wanted.author)
    if wanted.source:
        query = query.where(ChangeSetRow.source == wanted.source)
    if wanted.since:
        query = query.where(ChangeSetRow.at >= _midnight(wanted.since))
    if wanted.until:
        query = query.where(ChangeSetRow.at < _midnight(wanted.until + timedelta(days=1)))
    if wanted.entity or wanted.text:
        inner = select(JournalEntry.change_set_id)
        if wanted.entity:
            inner = inner.where(JournalEntry.entity == wanted.entity)
        if wanted.text:
            inner = inner.where(_contains(wanted.text))
        query = query.where(col(ChangeSetRow.id).in_(inner))
    with Session(engine) as session:
        total = session.exec(select(func.count()).select_from(query.subquery())).one()
        start = max(min(page, -(-total // size)) - 1, 0) * size
        found = session.exec(query.order_by(col(ChangeSetRow.id).desc()).offset(start).limit(size)).all()
        gone = undone(session.connection())
        ids = [row.id for row in found if row.id is not None]
        sizes = dict(session.exec(_sizes(ids)).all())
        return [_row(row, gone, sizes) for row in found], total


def _sizes(ids: list[int]) -> Any:
    owner = col(JournalEntry.change_set_id)
    return select(owner, func.count()).where(owner.in_(ids)).group_by(owner)


def _row(row: ChangeSetRow, gone: set[int], sizes: dict[int, int]) -> JournalRow:
    assert row.id is not None
    size = sizes.get(row.id, 0)
    return JournalRow(row.id, row.at, row.author, row.source, row.file, row.undoes, row.id in gone, size)


def changes_of(engine: Engine, change_set: int, limit: int = SHOWN) -> list[Change]:
    """The first changes of a saved change set, in the order in which they were made."""
    query = select(JournalEntry).where(JournalEntry.change_set_id == change_set)
    with Session(engine) as session:
        return [change_of(entry) for entry in session.exec(query.order_by(col(JournalEntry.id)).limit(limit))]


def _contains(text: str) -> ColumnElement[bool]:
    """SQLite ignores case only in a-z, so the text is asked for in every case that people write in."""
    fields = cast(JournalEntry.fields, Text)
    forms = {text, text.lower(), text.upper(), text.capitalize(), text.title()}
    return or_(*(fields.icontains(_in_json(form), autoescape=True) for form in forms))


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def authors(engine: Engine) -> list[str]:
    """Everybody who has saved something, in alphabetical order."""
    with Session(engine) as session:
        return sorted(session.exec(select(ChangeSetRow.author).distinct()))


def origin_of(engine: Engine, entity: str, id: str) -> str:
    """Where the row came from, for people: file and cell, or who wrote it; empty if the journal does not know."""
    with Session(engine) as session:
        found = session.exec(
            select(ChangeSetRow, JournalEntry)
            .join(JournalEntry, col(JournalEntry.change_set_id) == ChangeSetRow.id)
            .where(JournalEntry.entity == entity, JournalEntry.entity_id == id)
            .order_by(col(JournalEntry.id).desc())
        ).first()
    if found is None:
        return ""
    change_set, entry = found
    return ", ".join(part for part in (change_set.file, entry.origin) if part) or change_set.author


def _midnight(day: date) -> datetime:
    """The beginning of a day here, as UTC."""
    return datetime.combine(day, time.min).astimezone(UTC)


def labels(engine: Engine, changes: Iterable[Change]) -> dict[tuple[str, str], str]:
    """A name for each row that the changes are about, by (entity, id).

    The name is the one that the change itself tells, else the one that the row has now; an assessment is named
    after its action.
    """
    found: dict[tuple[str, str], str] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    actions: dict[tuple[str, str], str] = {}
    for change in changes:
        key = (change.entity, change.id)
        for name in ("name", "title"):
            if name in change.fields:
                found[key] = str(change.fields[name][0] or change.fields[name][1])
        if "action_id" in change.fields:
            actions[key] = change.fields["action_id"][0] or change.fields["action_id"][1]
            wanted["action"].add(actions[key])
        elif key not in found:
            wanted[change.entity].add(change.id)
    with engine.connect() as connection:
        for entity, ids in wanted.items():
            table = table_of(entity)
            column = table.c.get("name", table.c.get("title"))
            if column is not None:
                rows = connection.execute(select(table.c.id, column).where(table.c.id.in_(ids)))
                found |= {(entity, id_): name for id_, name in rows if (entity, id_) not in found}
    return found | {key: found.get(("action", action), "") for key, action in actions.items()}
