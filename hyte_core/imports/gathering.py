"""The changes that a comparison gathers, and the pairing of records with the rows that they speak of."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from hyte_core.changes import Change
from hyte_core.excel.findings import MOST_OF_A_KIND
from hyte_core.imports.matching import in_workbook, plain
from hyte_core.model import Row, columns
from hyte_core.problems import Problem

#: As :func:`hyte_core.imports.matching.plain`; names of areas and indicators come again on thousands of rows.
plainly = lru_cache(maxsize=50_000)(plain)


@dataclass
class Gathering:
    """Changes, what is wrong, and how many rows stay as they are."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, model: type[Row], record: Any = None, **values: Any) -> str:
        """A new row, which ``record`` tells of; its id."""
        change = Change.adding_values(model, origin_of(record), **values)
        self.changes.append(change)
        return change.id

    def change(self, entity: str, id_: str, fields: Mapping[str, tuple[Any, Any]], origin: str) -> None:
        """The change of these fields of a row; a row that is left as it is, if there are none."""
        if fields:
            self.changes.append(Change.changing(entity, id_, origin=origin, **fields))
        else:
            self.unchanged += 1

    def compare(self, entity: str, row: Any, new: Mapping[str, Any], record: Any) -> None:
        """The change of the fields in which a row differs from ``new`` and of which the record's source tells."""
        given = getattr(record, "given", None)
        fields = {
            name: (getattr(row, name), value)
            for name, value in new.items()
            if (given is None or name.removesuffix("_id") in given) and not same(getattr(row, name), value)
        }
        self.change(entity, row.id, fields, origin_of(record))

    def wrong(self, code: str, message: str, record: Any, value: str | None = None) -> None:
        """Note that a record cannot be taken in. A file with very many mistakes of a kind has one larger mistake."""
        self._counts[code] += 1
        if self._counts[code] <= MOST_OF_A_KIND:
            self.problems.append(Problem(code, message, sheet=record.sheet, cell=record.cell, value=value))


def origin_of(record: Any) -> str:
    """Where a record stands in its file; empty if it comes from none."""
    return f"{record.sheet}!{record.cell}" if record is not None and record.sheet else ""


def same(old: Any, new: Any) -> bool:
    """True if two values are the same as far as a workbook can tell."""
    if isinstance(old, list):
        old, new = tuple(old), tuple(new)
    return bool(old == new or in_workbook(old) == in_workbook(new))


def ids_by_name(connection: Connection, model: type[Row]) -> dict[str, str]:
    """{name as it is compared: id} of all rows of a table."""
    return {plain(name): id_ for id_, name in connection.execute(select(*columns(model, "id", "name")))}


def paired(
    records: Sequence[Any],
    known: Callable[[Any], list[Any]],
    tests: Iterable[Callable[[Any, Any], bool]],
) -> list[Any | None]:
    """The row that each record speaks of, or None: a row is taken once.

    ``known`` gives the rows that may be a record's; those are tried by one test after another, the strictest first,
    so that a row goes to the record that it fits best.
    """
    found: dict[int, Any] = {}
    for test in tests:
        for index, record in enumerate(records):
            if index in found:
                continue
            rows = known(record)
            row = next((row for row in rows if test(row, record)), None)
            if row is not None:
                rows.remove(row)
                found[index] = row
    return [found.get(index) for index in range(len(records))]


def grouped(rows: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """{key: the rows that have it, in their order}; a key that no row has gives an empty list."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def any_row(_row: Any, _record: Any) -> bool:
    """The last of the tests of :func:`paired`, for rows that are known to be a record's."""
    return True
