"""Everything of one database into another, of whatever kind."""

from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlmodel import SQLModel

import hyte_core.model  # noqa: F401  (registers the tables)
from hyte_core.database.engine import writing
from hyte_core.database.migrate import migrate
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
            found = reading.execution_options(yield_per=_BATCH).execute(select(table).order_by(table.c.id))
            for rows in found.partitions():
                connection.execute(insert(table), [dict(row._mapping) for row in rows])
                copied += len(rows)
        count_on(connection)
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
