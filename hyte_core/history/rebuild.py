"""The rows of the tables as they were after a journal entry: today's rows with what came later taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, or_, select

from hyte_core.changes.bulk import Bulk
from hyte_core.changes.coding import decode, table_of
from hyte_core.changes.constraints import chunks
from hyte_core.history.scopes import OWNED
from hyte_core.indicators.view import COUNTRY
from hyte_core.model import ENTITIES, JournalEntry

_JOURNAL = JournalEntry.__table__  # type: ignore[attr-defined]
#: {id: {field: value}}
RowsById = dict[str, dict[str, Any]]
#: Rows by entity.
Rows = dict[str, RowsById]
#: Indicators' values: millions of rows in an installation, of which an organisation's pages need a few thousand.
_MEASURED = ("series", "observation", "target")


@dataclass(frozen=True)
class _Entry:
    """An entry of the journal, read as far as taking it back asks for.

    Of a new row ``fields`` holds nothing, of new rows in bulk only their count and numbers.
    """

    id: int
    operation: str
    entity: str
    entity_id: str
    fields: Mapping[str, Any]


#: The tables whose rows tell which rows of others are an organisation's, by those others.
_ABOVE = {"series": "organisation", "observation": "series", "target": "series"} | {
    entity: parent for entity, (_field, parent) in OWNED.items() if parent != "organisation"
}


#: The tables that are above others.
ABOVE = frozenset(_ABOVE.values())


def with_above(entities: Iterable[str]) -> set[str]:
    """Tables with those that tell which of their rows are an organisation's."""
    found = set(entities)
    while more := {_ABOVE[entity] for entity in found & _ABOVE.keys()} - found:
        found |= more
    return found


def rows_after(
    connection: Connection,
    entry: int,
    organisation_id: str | None = None,
    *,
    entities: Collection[str] = tuple(ENTITIES),
    known: Rows | None = None,
) -> Rows:
    """Every table as it was after the journal's entry number ``entry`` (0: before the first one).

    With an organisation only what its pages show is among them (see :mod:`hyte_core.history.scopes`); of the
    indicators' values those of its own area and of those that it is compared with. All reading must be done in one
    state of the database (see :func:`hyte_core.history.past`).

    Of ``entities`` (see :func:`with_above`) only those are read that are not ``known`` already; both are returned.
    """
    rows: Rows = dict(known or {})
    asked = [entity for entity in ENTITIES if entity in with_above(entities) - rows.keys()]
    owned = {} if organisation_id is None else {e: of for e, of in OWNED.items() if e in asked}
    whole = [entity for entity in asked if entity not in owned]
    by_entity = _later_entries(connection, entry, whole) if whole else {}
    for entity in whole:
        if entity not in _MEASURED:
            rows[entity] = _read(connection, entity, entry)
            _take_back(connection, rows[entity], by_entity[entity])
    regions = series = None
    if "series" in asked:
        if organisation_id is not None:
            regions = _regions(rows["organisation"].get(organisation_id))
        rows["series"] = _measured(connection, entry, "series", "region", regions, by_entity)
    if organisation_id is not None:
        series = rows.get("series", {}).keys()
    for entity in ("observation", "target"):
        if entity in asked:
            rows[entity] = _measured(connection, entry, entity, "series_id", series, by_entity)
    for entity, (field, parent) in owned.items():
        owners = {organisation_id or ""} if parent == "organisation" else rows[parent].keys()
        rows[entity] = _owned(connection, entry, entity, field, owners)
    return rows


def _regions(organisation: Mapping[str, Any] | None) -> set[str]:
    """The areas whose values an organisation's pages show; none if there was no such organisation."""
    if organisation is None:
        return set()
    return {organisation["region"] or organisation["name"], *organisation["comparisons"], *COUNTRY}


def _later_entries(connection: Connection, entry: int, entities: Sequence[str]) -> dict[str, list[_Entry]]:
    """The entries after one by entity, the latest first. What new rows held is not read: they are taken away."""
    head = (_JOURNAL.c.id, _JOURNAL.c.operation, _JOURNAL.c.entity, _JOURNAL.c.entity_id)
    fields, operation = _JOURNAL.c.fields, _JOURNAL.c.operation
    found = []
    for wanted, told in (
        (operation == "add", {}),
        (operation == "add_all", {"count": fields["count"], "numbers": fields["numbers"]}),
        (operation.not_in(("add", "add_all")), {"fields": fields}),
    ):
        query = select(*head, *told.values()).where(_JOURNAL.c.id > entry, wanted)
        query = query.where(_JOURNAL.c.entity.in_(entities))
        for id_, what, entity, entity_id, *values in connection.execute(query).all():
            known = dict(zip(told, values, strict=True))
            found.append(_Entry(id_, what, entity, entity_id, known.get("fields", known)))
    by_entity: dict[str, list[_Entry]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.id, reverse=True):
        by_entity[one.entity].append(one)
    return by_entity


def _read(
    connection: Connection, entity: str, entry: int, where: ColumnElement[bool] | None = None
) -> RowsById:
    """The entity's rows of today that were there after the entry already."""
    table = table_of(entity)
    newer = select(_JOURNAL.c.entity_id).where(
        _JOURNAL.c.id > entry, _JOURNAL.c.entity == entity, _JOURNAL.c.operation == "add"
    )
    query = table.select().where(table.c.id.not_in(newer))
    found = connection.execute(query if where is None else query.where(where))
    names = tuple(found.keys())
    place = names.index("id")
    return {row[place]: dict(zip(names, row, strict=True)) for row in found.all()}


def _measured(
    connection: Connection,
    entry: int,
    entity: str,
    name: str,
    wanted: Iterable[str] | None,
    by_entity: Mapping[str, Sequence[_Entry]],
) -> RowsById:
    """The rows whose field ``name`` had one of the wanted values (None: all rows)."""
    entries = by_entity.get(entity, ())
    if wanted is None:
        rows = _read(connection, entity, entry)
        _take_back(connection, rows, entries)
        return rows
    kept = set(wanted)
    table = table_of(entity)
    moved = {one.entity_id for one in entries if one.operation == "change" and name in one.fields}
    rows = {}
    for column, values in ((table.c[name], kept), (table.c.id, moved)):
        for some in chunks(values):
            rows |= _read(connection, entity, entry, column.in_(some))
    _take_back(connection, rows, entries)
    return {id_: row for id_, row in rows.items() if row[name] in kept}


def _owned(connection: Connection, entry: int, entity: str, field: str, owners: Collection[str]) -> RowsById:
    """The rows whose field named one of the owners then; of those that name an organisation also who do so today."""
    table = table_of(entity)
    elsewhere = select(_JOURNAL.c.entity_id).where(
        _JOURNAL.c.id > entry,
        _JOURNAL.c.entity == entity,
        or_(
            _JOURNAL.c.operation == "remove",
            and_(_JOURNAL.c.operation == "change", cast(_JOURNAL.c.fields, Text).contains(f'"{field}"')),
        ),
    )
    others = set(connection.scalars(elsewhere))
    rows: RowsById = {}
    for column, values in ((table.c[field], owners), (table.c.id, others)):
        for some in chunks(values):
            found = connection.execute(table.select().where(column.in_(some)))
            rows |= {row.id: dict(row._mapping) for row in found}
    _take_back(connection, rows, _entries_of(connection, entry, entity, rows.keys() | others))
    if field == "organisation_id":
        return rows
    return {id_: row for id_, row in rows.items() if row[field] in owners}


def _entries_of(connection: Connection, entry: int, entity: str, ids: Iterable[str]) -> list[_Entry]:
    """The later entries of some rows, the latest first."""
    names = (_JOURNAL.c.id, _JOURNAL.c.operation, _JOURNAL.c.entity, _JOURNAL.c.entity_id, _JOURNAL.c.fields)
    query = select(*names).where(_JOURNAL.c.entity == entity, _JOURNAL.c.id > entry)
    found = [
        _Entry(*row)
        for some in chunks(ids)
        for row in connection.execute(query.where(_JOURNAL.c.entity_id.in_(some)))
    ]
    return sorted(found, key=lambda one: one.id, reverse=True)


def _take_back(connection: Connection, rows: RowsById, entries: Iterable[_Entry]) -> None:
    """Make the entries' changes undone in the rows; rows that were not read stay unread."""
    for one in entries:
        if one.operation == "add":
            rows.pop(one.entity_id, None)
        elif one.operation == "remove":
            old = {n: decode(one.entity, n, pair[0]) for n, pair in one.fields.items()}
            rows[one.entity_id] = {"id": one.entity_id, **old}
        elif one.operation == "change":
            row = rows.get(one.entity_id)
            if row is not None:
                row.update((n, decode(one.entity, n, pair[0])) for n, pair in one.fields.items())
        elif one.operation == "add_all":
            for id_ in _in_bulk(rows, one):
                rows.pop(id_, None)
        else:
            bulk = Bulk.from_fields("remove_all", one.entity, one.entity_id, one.fields, "")
            rows |= {row["id"]: row for row in map(bulk.row, range(len(bulk)))}


def _in_bulk(rows: RowsById, one: _Entry) -> list[str]:
    """The ids of the rows that came in bulk, as far as they have been read."""
    batch, count, numbers = one.entity_id, one.fields["count"], one.fields["numbers"]
    if numbers is None and count > len(rows):
        return [id_ for id_ in rows if id_.startswith(batch)]
    return [f"{batch}{number:06x}" for number in (range(count) if numbers is None else numbers)]
