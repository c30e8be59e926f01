"""Several queries read as one: a page asks the database seldom, which may be far away, and not once a table."""

from collections import Counter, namedtuple
from typing import Any

from sqlalchemy import Connection, Integer, Select, cast, literal_column, null, union_all


class Together:
    """Queries of a few rows each whose rows come in one answer (UNION ALL). Made once: its statement is kept compiled.

    The rows of a query are in no order. A value that differs from time to time is a ``bindparam`` of the query.
    """

    def __init__(self, *queries: Select[Any]) -> None:
        # Values of the same kind lie in the same columns of the answer, which stays as narrow as the widest query.
        layouts = [_layout(query) for query in queries]
        slots = {slot: column.type for layout in layouts for slot, column in layout.items()}
        empty = {slot: cast(null(), kind) for slot, kind in slots.items()}
        self._query = union_all(
            *(
                query.with_only_columns(
                    literal_column(str(number), Integer).label("part"),
                    *(layout.get(slot, empty[slot]).label(f"c{place}") for place, slot in enumerate(slots)),
                )
                for number, (query, layout) in enumerate(zip(queries, layouts, strict=True))
            )
        )
        places = {slot: place for place, slot in enumerate(slots, start=1)}
        self._parts = [
            (
                namedtuple("Row", [column.key for column in layout.values()])._make,  # type: ignore[attr-defined]
                [places[slot] for slot in layout],
            )
            for layout in layouts
        ]

    def read(self, connection: Connection, **values: Any) -> list[list[Any]]:
        """The rows of each query by the names of its columns, with ``values`` for the queries' parameters."""
        found: list[list[Any]] = [[] for _ in self._parts]
        for row in connection.execute(self._query, values):
            make, own = self._parts[row[0]]
            found[row[0]].append(make([row[place] for place in own]))
        return found


def _layout(query: Select[Any]) -> dict[tuple[str, int], Any]:
    """A query's columns by the kind of their values (VARCHAR, JSON, ...), and their number among those of the kind."""
    seen: Counter[str] = Counter()
    found = {}
    for column in query.selected_columns:
        kind = str(column.type).partition("(")[0]
        found[kind, seen[kind]] = column
        seen[kind] += 1
    return found
