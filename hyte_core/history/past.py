"""A past state of the database as a small database of its own in memory, which every read model can read."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, insert
from sqlalchemy.pool import StaticPool

from hyte_core.changes.change_set import defaults
from hyte_core.changes.coding import table_of
from hyte_core.history.rebuild import Rows, RowsById, rows_after
from hyte_core.history.scopes import ABOVE, with_above
from hyte_core.model import ENTITIES


class Past:
    """What the tables held at a moment, each from when it is first asked for. It never changes, and threads share it:
    one reads at a time."""

    def __init__(self, read: Callable[[Collection[str], Rows], Rows]) -> None:
        """``read`` adds the rows of tables to those that are known."""
        # One connection for all: each new one would begin a new database in memory.
        self._engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        self._lock = Lock()
        self._read = read
        #: The tables that are here; the rows of those that tell whose the rows of others are.
        self._known: Rows = {}

    @contextmanager
    def connect(self, tables: Collection[str] = tuple(ENTITIES)) -> Iterator[Connection]:
        """A connection to read some tables; the journal and its change sets are not there."""
        with self._lock:
            if not with_above(tables) <= self._known.keys():
                self._fill(tables)
            with self._engine.connect() as connection:
                yield connection

    def _fill(self, tables: Collection[str]) -> None:
        rows = self._read(tables, self._known)
        with self._engine.begin() as connection:
            for entity in rows.keys() - self._known.keys():
                _make(connection, entity, rows[entity])
        self._known = {entity: found if entity in ABOVE else {} for entity, found in rows.items()}


def _make(connection: Connection, entity: str, rows: RowsById) -> None:
    table, model = table_of(entity), ENTITIES[entity]
    table.create(connection)
    if rows:
        # A row that was removed before its table got a new field has the usual value in it.
        usual = defaults(model)
        names = [column.name for column in table.columns]
        values = [{n: row[n] if n in row else usual[n] for n in names} for row in rows.values()]
        connection.execute(insert(table), values)


def past(engine: Engine, entry: int, organisation_id: str | None = None) -> Past:
    """The tables as they were after a journal entry; with an organisation only its indicators' values.

    The state after an entry never changes: it can be kept for as long as there is room, and a table can be read of
    any later state of the database.
    """

    def read(tables: Collection[str], known: Rows) -> Rows:
        with engine.connect() as connection:
            return rows_after(connection, entry, organisation_id, entities=tables, known=known)

    return Past(read)
