"""The version of the data and of each of its tables, so that what is remembered of one outlives changes of others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, Engine, select

from hyte_core.model import JournalEntry, columns


@dataclass(frozen=True)
class DataVersion:
    """The journal's last entry, and the last one that tells of each table.

    ``begun`` is the entry at which keeping count began: it stands for tables that have not changed since.
    """

    entry: int = 0
    begun: int = 0
    last: Mapping[str, int] = field(default_factory=dict)

    def of(self, *tables: str) -> int:
        """The version of some tables together: it is another one whenever a row of them has changed."""
        return max(self.last.get(table, self.begun) for table in tables)


class Versions:
    """Counts the versions of one database for all threads of a process, and notices if it has been replaced."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._known: DataVersion | None = None
        #: The journal's last known entry: a replaced database has another there.
        self._mark: tuple[int, str, str] | None = None

    def newest(self) -> DataVersion | None:
        """The version now; None if another database has taken the place of the one that was counted. One query."""
        with self._lock, self._engine.connect() as connection:
            known, rows = self._known, _entries(connection, self._known)
            if known and known.entry and (not rows or rows[0] != self._mark):
                return None
            last = rows[-1][0] if rows else 0
            changed = {entity: id_ for id_, entity, _row in rows if known and id_ > known.entry}
            if known is None:
                self._known = DataVersion(last, last)
            elif changed:
                self._known = DataVersion(last, known.begun, {**known.last, **changed})
            self._mark = rows[-1] if rows else None
            return self._known


def _entries(connection: Connection, known: DataVersion | None) -> list[tuple[int, str, str]]:
    """The known entry and those after it, by number, table and row; at the beginning the last one."""
    shown = columns(JournalEntry, "id", "entity", "entity_id")
    if known is None:
        query = select(*shown).order_by(shown[0].desc()).limit(1)
    else:
        query = select(*shown).where(shown[0] >= known.entry).order_by(shown[0])
    return [(id_, entity, row) for id_, entity, row in connection.execute(query)]
