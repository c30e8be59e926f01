"""What a kind of record is to the database: a query whose columns are the record's fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Label, Select, func

from hyte_core.model import FocusArea, Organisation, Plan, Row, columns


@dataclass(frozen=True)
class Kind:
    """A kind of record and the query that gives it; ``lists`` are fields that the database keeps as JSON lists, ``texts`` as texts by
    name, of which the empty ones say nothing.
    """

    record: type[Any]
    query: Select[Any]
    lists: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def records(self, connection: Connection) -> Iterator[Any]:
        """The records in the order of the query."""
        for row in connection.execute(self.query):
            fields = dict(row._mapping)
            for name in self.lists:
                fields[name] = tuple(fields[name])
            for name in self.texts:
                fields[name] = {key: text for key, text in fields[name].items() if text}
            yield self.record(**fields)


def named(model: type[Row], label: str, field: str = "name") -> Label[Any]:
    """A column under the name that it has in the record."""
    (column,) = columns(model, field)
    return column.label(label)


def name_or_nothing(model: type[Row], label: str, field: str = "name") -> Label[Any]:
    """As :func:`named`; an empty text where an outer join finds no row."""
    (column,) = columns(model, field)
    return func.coalesce(column, "").label(label)


#: Where a row of a focus area stands, and the order of such places.
PLACE = (named(Organisation, "organisation"), named(Plan, "plan"), named(FocusArea, "focus_area"))
PLACE_ORDER = (
    *columns(Organisation, "name"),
    *columns(Plan, "name"),
    *columns(FocusArea, "position", "name"),
)
