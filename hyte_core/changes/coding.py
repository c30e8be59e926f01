"""Values of fields as the journal keeps them (JSON), and back."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, Table

from hyte_core.model import ENTITIES


def table_of(entity: str) -> Table:
    """The table of an entity."""
    return ENTITIES[entity].__table__  # type: ignore[attr-defined, no-any-return]


@cache
def _date_fields(entity: str) -> frozenset[str]:
    return frozenset(c.name for c in table_of(entity).columns if isinstance(c.type, Date))


def encode(value: Any) -> Any:
    """A field's value as JSON."""
    return value.isoformat() if isinstance(value, date) else value


def decode(entity: str, name: str, value: Any) -> Any:
    """A field's value from JSON."""
    return date.fromisoformat(value) if value and name in _date_fields(entity) else value


def encode_fields(fields: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    """All fields of a change as JSON: {field: [old, new]}."""
    return {name: [encode(old), encode(new)] for name, (old, new) in fields.items()}


def decode_fields(entity: str, fields: Mapping[str, list[Any]]) -> dict[str, tuple[Any, Any]]:
    """All fields of a change from JSON."""
    return {n: (decode(entity, n, old), decode(entity, n, new)) for n, (old, new) in fields.items()}
