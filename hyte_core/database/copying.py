"""Everything of one database into another, of whatever kind."""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    Select,
    Table,
    Text,
    cast,
    func,
    insert,
    select,
    text,
)
from sqlmodel import SQLModel

import hyte_core.model  # noqa: F401  (registers the tables)
from hyte_core.database.engine import writing
from hyte_core.database.migrate import make_tables, migrate, revision_of
from hyte_core.locale import _
from hyte_core.problems import RefusalError

#: How many rows are read and written at a time.
_BATCH = 2_000


def copy(source: Engine, target: Engine, *, replace: bool = False) -> int:
    """Write all rows of ``source``, journal included, into ``target`` in one transaction; how many there were.

    Both are brought to the tables of this version first. Raises RefusalError if ``target`` has something already,
    unless it may ``replace`` it.
    """
    migrate(source)
    migrate(target)
    tables = SQLModel.metadata.sorted_tables
    copied = 0
    with source.connect() as reading, writing(target).begin() as connection:
        for table in reversed(tables):
            if replace:
                connection.execute(table.delete())
            elif connection.execute(select(table.c.id).limit(1)).first() is not None:
                raise RefusalError(_("Kohteessa on jo tietoja: anna tyhjä tietokanta. Mitään ei kopioitu."))
        for table in tables:
            copied += _copy_rows(reading, select(table).order_by(table.c.id), connection, table)
        count_on(connection)
    return copied


def copy_as_it_is(source: Engine, target: Engine) -> None:
    """Write all rows of ``source`` into ``target``, which is empty, with tables of the version that ``source`` has.

    ``source`` is only read, in one transaction: others may write meanwhile.
    """
    with source.connect() as reading:
        make_tables(target, revision_of(reading) or "base")
        found, made = MetaData(), MetaData()
        with writing(target).begin() as connection:
            made.reflect(connection)
            found.reflect(reading, only=list(made.tables))
            for table in made.sorted_tables:
                if table.name != "alembic_version":
                    rows = select(*map(_verbatim, found.tables[table.name].c))
                    for column in table.c:
                        column.type = Text() if isinstance(column.type, JSON) else column.type
                    _copy_rows(reading, rows, connection, table)


def _verbatim(column: Column[Any]) -> ColumnElement[Any]:
    return cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column


def _copy_rows(reading: Connection, rows: Select[Any], writing: Connection, target: Table) -> int:
    copied = 0
    for some in reading.execution_options(yield_per=_BATCH).execute(rows).partitions():
        writing.execute(insert(target), [dict(row._mapping) for row in some])
        copied += len(some)
    return copied


def count_on(connection: Connection) -> None:
    """Numbers that the database gives go on after the copied ones; PostgreSQL must be told."""
    if connection.dialect.name != "postgresql":
        return
    for name in ("change_set", "journal"):
        table = SQLModel.metadata.tables[name]
        last = connection.execute(select(func.max(table.c.id))).scalar()
        if last:
            sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
            connection.execute(sequence, {"name": name, "last": last})
