"""A past state of the database as a small database of its own in memory, which every read model can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, insert
from sqlalchemy.pool import StaticPool

from hyte_core.changes.change_set import defaults
from hyte_core.changes.coding import table_of
from hyte_core.history.rebuild import Rows, rows_after
from hyte_core.model import ENTITIES


class Past:
    """What the tables held at a moment. It never changes, and threads share it: one reads at a time."""

    def __init__(self, rows: Rows) -> None:
        # One connection for all: each new one would begin a new database in memory.
        self._engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        self._lock = Lock()
        with self._engine.begin() as connection:
            for entity, model in ENTITIES.items():
                table = table_of(entity)
                table.create(connection)
                if found := rows.get(entity):
                    # A row that was removed before its table got a new field has the usual value in it.
                    usual = defaults(model)
                    names = [column.name for column in table.columns]
                    values = [{n: row[n] if n in row else usual[n] for n in names} for row in found.values()]
                    connection.execute(insert(table), values)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read from; the journal and its change sets are not there."""
        with self._lock, self._engine.connect() as connection:
            yield connection


def past(engine: Engine, entry: int, organisation_id: str | None = None) -> Past:
    """The tables as they were after a journal entry; with an organisation only its indicators' values.

    The state after an entry never changes: it can be kept for as long as there is room.
    """
    with engine.connect() as connection:
        rows = rows_after(connection, entry, organisation_id)
    return Past(rows)
