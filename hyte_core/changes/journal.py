"""Reading the journal."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Text, case, cast, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from hyte_core.changes.bulk import batch_of
from hyte_core.changes.change_set import Change
from hyte_core.changes.coding import table_of
from hyte_core.changes.constraints import chunks
from hyte_core.changes.undo import bulk_of, change_of, names_bulk, undone
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
    """One change set as a reader sees it. ``size`` counts its changed rows, which :func:`changes_of` reads."""

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
_OF_SERIES = ("series", "observation", "target")
_BULKS = ("add_all", "remove_all")


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
        sizes = _sizes(session, ids)
        return [_row(row, gone, sizes) for row in found], total


def _sizes(session: Session, ids: list[int]) -> dict[int, int]:
    """How many rows each change set changed; an entry that names many counts as many."""
    owner, operation = col(JournalEntry.change_set_id), col(JournalEntry.operation)
    rows = case((operation.in_(_BULKS), col(JournalEntry.fields)["count"].as_integer()), else_=1)
    return dict(session.exec(select(owner, func.sum(rows)).where(owner.in_(ids)).group_by(owner)).all())


def _row(row: ChangeSetRow, gone: set[int], sizes: dict[int, int]) -> JournalRow:
    assert row.id is not None
    size = sizes.get(row.id, 0)
    return JournalRow(row.id, row.at, row.author, row.source, row.file, row.undoes, row.id in gone, size)


def changes_of(engine: Engine, change_set: int, limit: int = SHOWN) -> list[Change]:
    """The first changes of a saved change set, in the order in which they were made."""
    query = select(JournalEntry).where(JournalEntry.change_set_id == change_set)
    found: list[Change] = []
    with Session(engine) as session:
        for entry in session.exec(query.order_by(col(JournalEntry.id)).limit(limit)):
            if len(found) < limit:
                rows = bulk_of(entry).first(limit - len(found)) if names_bulk(entry) else [change_of(entry)]
                found += rows
    return found


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
            .where(JournalEntry.entity == entity, col(JournalEntry.entity_id).in_([id, batch_of(id)]))
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
    after its action, a series and what belongs to it after indicator, area and group.
    """
    changes = list(changes)
    found: dict[tuple[str, str], str] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    actions: dict[tuple[str, str], str] = {}
    for change in changes:
        key = (change.entity, change.id)
        for name in ("name", "title"):
            if name in change.fields:
                found[key] = str(change.fields[name][0] or change.fields[name][1])
        if change.entity in _OF_SERIES:
            continue
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
        found |= _series_labels(connection, changes)
    return found | {key: found.get(("action", action), "") for key, action in actions.items()}


def _series_labels(connection: Connection, changes: Iterable[Change]) -> dict[tuple[str, str], str]:
    """Names for series, observations and targets; a series that is gone is named if the changes tell of it."""
    of_row: dict[tuple[str, str], str] = {}
    told: dict[str, tuple[str, str, str]] = {}
    for change in changes:
        values = {name: new if new is not None else old for name, (old, new) in change.fields.items()}
        if change.entity == "series":
            of_row["series", change.id] = change.id
            if "indicator_id" in values:
                told[change.id] = (values["indicator_id"], values.get("region", ""), values.get("group", ""))
        elif change.entity in _OF_SERIES:
            of_row[change.entity, change.id] = values.get("series_id") or ""
    for entity in _OF_SERIES[1:]:
        unknown = [id_ for (of, id_), series in of_row.items() if of == entity and not series]
        found = _read(connection, entity, ("series_id",), unknown)
        of_row |= {(entity, id_): series for id_, (series,) in found.items()}
    told |= _read(connection, "series", ("indicator_id", "region", "group"), set(of_row.values()))
    names = _read(connection, "indicator", ("name",), {told_of[0] for told_of in told.values()})
    words = {
        id_: ", ".join(part for part in (*names.get(of, ()), region, group) if part)
        for id_, (of, region, group) in told.items()
    }
    return {key: words.get(series, "") for key, series in of_row.items()}


def _read(connection: Connection, entity: str, fields: Sequence[str], ids: Iterable[str]) -> dict[str, Any]:
    """Some fields of rows, as tuples by id."""
    table = table_of(entity)
    query = sql_select(table.c.id, *(table.c[name] for name in fields))
    rows = (row for chunk in chunks(ids) for row in connection.execute(query.where(table.c.id.in_(chunk))))
    return {row[0]: tuple(row[1:]) for row in rows}
