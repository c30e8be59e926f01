"""The rows of the tables as they were after a journal entry: today's rows with what came later taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from hyte_core.changes.bulk import Bulk
from hyte_core.changes.coding import decode
from hyte_core.history.reading import Reading, reading
from hyte_core.history.scopes import OWNER, with_above
from hyte_core.indicators.reading import COUNTRY
from hyte_core.model import ENTITIES

#: {id: {field: value}}
RowsById = dict[str, dict[str, Any]]
#: Rows by entity.
Rows = dict[str, RowsById]


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

    Of ``entities`` (see :func:`with_above`) only those are read that are not ``known`` already; both are returned. One
    query, another for observations.
    """
    rows: Rows = dict(known or {})
    own, wanted = organisation_id is not None, with_above(entities)
    asked = tuple(entity for entity in ENTITIES if entity in wanted - rows.keys())
    if not asked:
        return rows
    queries, values = reading(asked, own), {"entry": entry, "organisation": organisation_id}
    read, by_entity = _read(connection, queries, values)
    for entity in asked:  # the organisation, whose areas these are, and series come before observations
        areas = _areas(rows.get("organisation", {}).get(organisation_id or ""))
        if entity == "observation":
            read[entity] = _observations(connection, queries, {**values, "regions": areas})
        _take_back(read[entity], by_entity[entity])
        rows[entity] = read[entity]
        field, parent = OWNER.get(entity, ("", ""))
        # Of those that name an organisation also who do so today.
        if own and field and parent != "organisation":
            owners = rows[parent].keys() if parent else areas
            rows[entity] = {id_: row for id_, row in read[entity].items() if row[field] in owners}
    return rows


def _areas(organisation: Mapping[str, Any] | None) -> list[str]:
    """The areas whose values an organisation's pages show; none if there was no such organisation."""
    if organisation is None:
        return []
    return [organisation["region"] or organisation["name"], *organisation["comparisons"], *COUNTRY]


def _read(
    connection: Connection, queries: Reading, values: Mapping[str, Any]
) -> tuple[Rows, dict[str, list[_Entry]]]:
    """Today's rows but for observations and, by entity, the entries after the moment, the latest first."""
    found = queries.tables.read(connection, **values)
    rows: Rows = defaultdict(dict)
    for entity, some in zip(queries.entities, found, strict=False):
        rows[entity] |= {row.id: row._asdict() for row in some}
    entries = chain.from_iterable(found[len(queries.entities) :])
    by_entity: dict[str, list[_Entry]] = defaultdict(list)
    for row in sorted(entries, key=lambda one: one.id, reverse=True):
        told = row.fields or {"count": row.count, "numbers": row.numbers}
        by_entity[row.entity].append(_Entry(row.id, row.operation, row.entity, row.entity_id, told))
    return rows, by_entity


def _observations(connection: Connection, queries: Reading, values: Mapping[str, Any]) -> RowsById:
    """Today's observations."""
    assert queries.observations is not None
    result = connection.execute(queries.observations, values)
    names = tuple(result.keys())
    return {row.id: dict(zip(names, row, strict=True)) for row in result}


def _take_back(rows: RowsById, entries: Iterable[_Entry]) -> None:
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
