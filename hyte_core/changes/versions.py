"""The version of the data, of each of its tables and of each organisation's rows in them, so that what is remembered of
one outlives changes of others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from sqlalchemy import Connection, Engine, select

from hyte_core.access.ownership import BELONGS, Row, organisations_of
from hyte_core.model import JournalEntry, columns

#: Whose rows changed is not asked of more rows than this: a large import concerns everybody.
_MANY = 200


@dataclass(frozen=True)
class DataVersion:
    """The journal's last entry, and the last one that tells of each table and of each organisation's rows in it.

    ``begun`` is the entry at which keeping count began: it stands for what has not changed since. ``last`` is by table
    and the organisation's id: None for the whole table, empty for rows that belong to all or are nobody's any more.
    """

    entry: int = 0
    begun: int = 0
    last: Mapping[tuple[str, str | None], int] = field(default_factory=dict)

    def of(self, *tables: str, organisation: str | None = None) -> int:
        """The version of some tables together: it is another one whenever a row of them has changed.

        With the id of an ``organisation``: whenever a row of its own has, or one that belongs to all.
        """
        owners = (None,) if organisation is None else ("", organisation)
        return max(self.last.get((table, owner), self.begun) for table in tables for owner in owners)


class Versions:
    """Counts the versions of one database for all threads of a process, and notices if it has been replaced."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._known: DataVersion | None = None
        #: When the last query began, and what it found.
        self._asked = float("-inf")
        self._answer: DataVersion | None = None
        #: The journal's last known entry: a replaced database has another there.
        self._mark: tuple[int, str, str] | None = None

    def newest(self, age: float = 0.0) -> DataVersion | None:
        """The version now; None if another database has taken the place of the one that was counted.

        One query, which answers all threads that came to ask before it began, and those content with an answer of some
        ``age`` in seconds: with fifty pages open, each would else wait for the queries of all others.
        """
        came = monotonic() - age
        with self._lock:
            if self._asked <= came:
                began = monotonic()
                self._answer = self._ask()
                self._asked = began
            return self._answer

    def _ask(self) -> DataVersion | None:
        with self._engine.connect() as connection:
            known, rows = self._known, _entries(connection, self._known)
            if known and known.entry and (not rows or rows[0] != self._mark):
                return None
            last = rows[-1][0] if rows else 0
            if known is None:
                self._known = DataVersion(last, last)
            elif changed := rows[1:] if known.entry else rows:
                self._known = DataVersion(last, known.begun, {**known.last, **_owned(connection, changed)})
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


def _owned(
    connection: Connection, entries: Iterable[tuple[int, str, str]]
) -> dict[tuple[str, str | None], int]:
    """The last entry by table and organisation, and by the whole table."""
    by_table: dict[str, list[int]] = {}
    for number, table, _row in entries:
        by_table.setdefault(table, []).append(number)
    found: dict[tuple[str, str | None], int] = {}
    for table, numbers in by_table.items():
        few = len(numbers) <= _MANY
        owners = organisations_of(connection, table, _rows(connection, table, numbers)) if few else {""}
        found |= {(table, owner): numbers[-1] for owner in (None, *owners)}
    return found


def _rows(connection: Connection, table: str, numbers: Sequence[int]) -> list[Row]:
    """The rows that entries tell of; none of a table that belongs to all, whose entries can be of thousands of values."""
    if table not in BELONGS:
        return []
    number, row, fields = columns(JournalEntry, "id", "entity_id", "fields")
    return [Row(*one) for one in connection.execute(select(row, fields).where(number.in_(numbers)))]
