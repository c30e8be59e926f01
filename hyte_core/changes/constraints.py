"""What the tables ask of their rows together, and asking the database about many rows."""

from collections.abc import Iterable, Iterator

from sqlalchemy import UniqueConstraint

from hyte_core.changes.coding import table_of

#: How many ids one query asks for: every database takes this many parameters.
CHUNK = 500


def unique_fields(entity: str) -> list[tuple[str, ...]]:
    """The sets of fields in which no two rows of the entity may be the same."""
    found = (c for c in table_of(entity).constraints if isinstance(c, UniqueConstraint))
    return [names for c in found if "id" not in (names := tuple(column.name for column in c.columns))]


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in order, as lists that one query can ask for."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]
