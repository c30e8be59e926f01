"""The bulks of a change set against the database in one transaction: what stands in the way, and writing them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, insert, literal_column, select

from hyte_core.changes.bulk import Bulk, insert_order
from hyte_core.changes.coding import table_of
from hyte_core.changes.constraints import chunks, unique_fields
from hyte_core.changes.rules import broken_rules
from hyte_core.model import ENTITIES

if TYPE_CHECKING:
    from hyte_core.changes.attempt import Attempt

#: Fields whose rules look at nothing but the field itself, so that the least and the greatest value tell of all.
_ALONE = {"series_id", "year", "value", "numerator", "indicator_id", "region", "group"}


def check_bulk(attempt: "Attempt", bulk: Bulk) -> None:
    """Collect what stands in the way of a bulk into the attempt's conflicts and problems."""
    if bulk.operation == "add_all":
        _check_new_ids(attempt, bulk)
        for index in _witnesses(bulk):
            row = bulk.row(index)
            found = broken_rules(bulk.entity, row)
            attempt.problems += attempt.named(bulk.entity, row, bulk.origin, found)
        _check_parents(attempt, bulk)
        for names in unique_fields(bulk.entity):
            _check_unique(attempt, bulk, names)
    else:
        _check_unchanged(attempt, bulk)
        _check_unused(attempt, bulk)


def write_bulk(connection: Connection, bulk: Bulk) -> None:
    """Write what check_bulk() found possible."""
    table = table_of(bulk.entity)
    if bulk.operation == "add_all":
        _insert(connection, bulk)
        return
    within = table.c.id.between(*bulk.span)
    if connection.execute(select(func.count()).select_from(table).where(within)).scalar() == len(bulk):
        connection.execute(table.delete().where(within))
    else:
        gone = [{"gone": id_} for id_ in bulk.ids]
        connection.execute(table.delete().where(table.c.id == bindparam("gone")), gone)


def _insert(connection: Connection, bulk: Bulk) -> None:
    """Add the rows. What all of them lack is left out or written into the statement: it halves the time."""
    table = table_of(bulk.entity)
    names = [n for n in insert_order(bulk.entity) if n not in bulk.same or bulk.same[n] not in (None, "")]
    empty: dict[str, Any] = {n: literal_column("''") for n, value in bulk.same.items() if value == ""}
    statement = insert(table).values(empty)
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), list(bulk.tuples(compiled.positiontup or names)))
    else:
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in bulk.tuples(names)])


def _witnesses(bulk: Bulk) -> Iterator[int]:
    """Rows that break a rule if any row does; all rows where a rule may look at several fields at once."""
    if not set(bulk.columns) <= _ALONE:
        yield from range(len(bulk))
        return
    found: set[int] = {0}
    for column in bulk.columns.values():
        distinct = {value for value in column if value is not None}
        if len(distinct) < len(column) and None in column:
            found.add(column.index(None))
        if distinct:
            by: Any = len if isinstance(next(iter(distinct)), str) else None
            odd = [value for value in distinct if value != value]
            ends = odd[:1] or [min(distinct, key=by), max(distinct, key=by)]
            found |= {column.index(value) for value in ends}
    yield from sorted(found)


def _check_new_ids(attempt: "Attempt", bulk: Bulk) -> None:
    table = table_of(bulk.entity)
    query = select(table).where(table.c.id.between(*bulk.span))
    known = {row.id: dict(row._mapping) for row in attempt.connection.execute(query)}
    if known:
        for index, id_ in enumerate(bulk.ids):
            if id_ in known:
                attempt.conflict(bulk.change(index), "exists", known[id_])


def _parents(bulk: Bulk) -> Iterator[tuple[str, str]]:
    """The field of a bulk's rows that names another row, and that row's entity."""
    for constraint in table_of(bulk.entity).foreign_key_constraints:
        (element,) = constraint.elements
        yield element.parent.name, constraint.referred_table.name


def _values(bulk: Bulk, name: str) -> set[Any]:
    return set(bulk.columns[name]) if name in bulk.columns else {bulk.same[name]}


def _check_parents(attempt: "Attempt", bulk: Bulk) -> None:
    for name, target in _parents(bulk):
        table = table_of(target)
        known = attempt.added(target)
        wanted = _values(bulk, name) - known
        there = set()
        for chunk in chunks(wanted):
            there |= set(attempt.connection.scalars(select(table.c.id).where(table.c.id.in_(chunk))))
        lost = wanted - (there - attempt.removed(target))
        for index in _places(bulk, name, lost):
            row = bulk.row(index)
            attempt.row_conflict(bulk.entity, row["id"], row, "parent_removed", (target, row[name]))


def _places(bulk: Bulk, name: str, values: set[Any]) -> list[int]:
    """Where the rows are that have one of these values."""
    if not values:
        return []
    column = bulk.columns.get(name)
    return [i for i in range(len(bulk)) if (column[i] if column is not None else bulk.same[name]) in values]


def _check_unique(attempt: "Attempt", bulk: Bulk, names: tuple[str, ...]) -> None:
    taken = _taken(attempt, bulk, names)
    keys = list(bulk.tuples(names))
    fresh = set(keys)
    if len(fresh) == len(keys) and fresh.isdisjoint(taken):
        return
    for index, key in enumerate(keys):
        id_ = bulk.row(index)["id"]
        other = taken.setdefault(key, id_)
        if other != id_:
            attempt.row_conflict(bulk.entity, id_, bulk.row(index), "exists", (bulk.entity, other))


def _taken(attempt: "Attempt", bulk: Bulk, names: tuple[str, ...]) -> dict[tuple[Any, ...], str]:
    """The ids of the rows beside the bulk, by these fields. A new parent has no rows beside it yet."""
    (parent,) = [target for name, target in _parents(bulk) if name == names[0]]
    table, changed = table_of(bulk.entity), attempt.after.get(bulk.entity, {})
    taken = {tuple(row[n] for n in names): i for i, row in changed.items()}
    gone = attempt.removed(bulk.entity)
    for chunk in chunks(_values(bulk, names[0]) - attempt.added(parent)):
        query = select(table.c.id, *(table.c[n] for n in names)).where(table.c[names[0]].in_(chunk))
        for id_, *key in attempt.connection.execute(query):
            if id_ not in changed and id_ not in gone:
                taken[tuple(key)] = id_
    return taken


def _check_unchanged(attempt: "Attempt", bulk: Bulk) -> None:
    """A row is removed only if it is as it was when it was added."""
    table, names = table_of(bulk.entity), insert_order(bulk.entity)
    query = select(table).where(table.c.id.between(*bulk.span)).with_for_update()
    now = {row[0]: tuple(row) for row in attempt.connection.execute(query)}
    for index, expected in enumerate(bulk.tuples(names)):
        found = now.get(expected[0])
        if found == expected:
            continue
        change = bulk.change(index)
        if found is None:
            attempt.conflict(change, "removed", bulk.row(index))
            continue
        row = dict(zip(names, found, strict=True))
        for name, (old, _new) in change.fields.items():
            if row[name] != old:
                attempt.conflict(change, "edited", row, name)


def _check_unused(attempt: "Attempt", bulk: Bulk) -> None:
    """A row that others than the removed ones hang on stays."""
    places: dict[str, int] = {}
    for entity in ENTITIES:
        table = table_of(entity)
        for constraint in table.foreign_key_constraints:
            if constraint.referred_table.name != bulk.entity:
                continue
            (element,) = constraint.elements
            gone, column = attempt.removed(entity), table.c[element.parent.name]
            places = places or {id_: index for index, id_ in enumerate(bulk.ids)}
            for chunk in chunks(places):
                for child, parent in attempt.connection.execute(
                    select(table.c.id, column).where(column.in_(chunk))
                ):
                    if child not in gone:
                        row = bulk.row(places[parent])
                        attempt.row_conflict(bulk.entity, parent, row, "in_use", (entity, child))
