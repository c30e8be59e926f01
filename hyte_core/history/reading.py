"""The queries that a moment is rebuilt from: today's rows of some tables, and the journal's entries after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    or_,
    select,
    union,
    union_all,
)

from hyte_core.changes.coding import table_of
from hyte_core.database.together import Together
from hyte_core.history.scopes import MEASURED, OWNER
from hyte_core.indicators.reading import AREAS, elements
from hyte_core.model import JournalEntry, Organisation, columns

_JOURNAL = JournalEntry.__table__  # type: ignore[attr-defined]
_LATER = _JOURNAL.c.id > bindparam("entry")
#: Hundreds of thousands of rows in an installation, thousands of an organisation: they are read by themselves.
_MANY = "observation"


@dataclass(frozen=True)
class Reading:
    """The queries of some tables. Their parameters: ``entry`` and ``organisation``, an id.

    ``tables`` gives the rows of each of ``entities`` (one can be there twice), and the later entries last;
    ``observations`` those of that table, if it is asked for, with the parameter ``regions`` too: the names of areas.
    """

    entities: tuple[str, ...]
    tables: Together
    observations: Select[Any] | CompoundSelect[Any] | None


@cache
def reading(asked: tuple[str, ...], own: bool) -> Reading:
    """The queries of the tables asked for; ``own`` says that only an organisation's part of them is wanted."""
    scope = _Scope(asked) if own else None
    small = [(entity, query) for entity in asked if entity != _MANY for query in _rows(entity, scope)]
    return Reading(
        tuple(entity for entity, _query in small),
        Together(*(query for _entity, query in small), *_entries(asked, scope)),
        _observations(own) if _MANY in asked else None,
    )


def _observations(own: bool) -> Select[Any] | CompoundSelect[Any]:
    """Today's observations, and those that may have been the areas'.

    The areas are told by name, which are known by then: looked up within the query, PostgreSQL would expect many of them
    and read every observation there is.
    """
    regions: BindParameter[Any] = bindparam("regions", expanding=True)
    queries = _rows(_MANY, _Scope((_MANY,), regions) if own else None)
    return union_all(*queries) if len(queries) > 1 else queries[0]


class _Scope:
    """Which rows are an organisation's today, and which may have been so: of tables that tell whose their rows are."""

    def __init__(self, asked: Sequence[str], areas: BindParameter[Any] | None = None) -> None:
        """``areas``: the names of the organisation's areas, if they are known; else they are looked up."""
        owned = [entity for entity in asked if entity in OWNER]
        for entity in owned:
            parent = OWNER[entity][1]
            if parent in OWNER and parent not in owned:
                owned.append(parent)
        moved = [
            and_(_JOURNAL.c.entity == entity, cast(_JOURNAL.c.fields, Text).contains(f'"{OWNER[entity][0]}"'))
            for entity in owned
        ]
        operation = _JOURNAL.c.operation
        self._elsewhere = (
            select(_JOURNAL.c.entity, _JOURNAL.c.entity_id)
            .where(_LATER, _JOURNAL.c.entity.in_(owned), operation.in_(("change", "remove")))
            .where(or_(operation == "remove", *moved))
            .cte("elsewhere")
        )
        self._ids: dict[str, CTE] = {}
        self._areas = select(_areas_since().c.name) if areas is None else areas

    def owned(self, entity: str) -> ColumnElement[bool]:
        """True for a row that is the organisation's today, or was its parent's once."""
        field, parent = OWNER[entity]
        column = table_of(entity).c[field]
        if parent == "organisation":
            asked: BindParameter[str] = bindparam("organisation")
            return column == asked
        if not parent:
            return column.in_(self._areas)
        return column.in_(self.ids(parent))

    def moved(self, entity: str) -> Select[Any]:
        """The ids of rows that have been removed since, or that were somebody else's."""
        return select(self._elsewhere.c.entity_id).where(self._elsewhere.c.entity == entity)

    def ids(self, entity: str) -> Select[Any]:
        """The ids of rows that are or may have been the organisation's."""
        if entity not in self._ids:
            own = select(table_of(entity).c.id).where(self.owned(entity))
            self._ids[entity] = union(own, self.moved(entity)).cte(f"{entity}_ids")
        return select(self._ids[entity].c.id)


def _areas_since() -> CTE:
    """The names of the areas whose values an organisation's pages show, or have shown since."""
    asked: BindParameter[str] = bindparam("organisation")
    key, today = columns(Organisation, "id", "name")
    changed = _JOURNAL.c.operation.in_(("change", "remove"))
    entry = (_LATER, _JOURNAL.c.entity == "organisation", _JOURNAL.c.entity_id == asked, changed)
    region, name, compared = (_JOURNAL.c.fields[field][0] for field in ("region", "name", "comparisons"))
    return union(
        select(AREAS.c.name),
        select(today).where(key == asked),  # its area, when it had no other
        *(select(old.as_string()).where(*entry) for old in (region, name)),
        elements(_JOURNAL, compared).where(*entry),
    ).cte("areas_since")


def _rows(entity: str, scope: _Scope | None) -> list[Select[Any]]:
    """Today's rows; with a scope those in it, and those that may have been, which can be the same."""
    table = table_of(entity)
    if scope is None or entity not in OWNER:
        return [select(table)]
    return [select(table).where(own) for own in (scope.owned(entity), table.c.id.in_(scope.moved(entity)))]


def _entries(asked: Sequence[str], scope: _Scope | None) -> list[Select[Any]]:
    """The later entries: of whole tables and of indicators' values all, of the others those of rows in the scope.

    What new rows held is not read: they are taken away. Of new rows in bulk only their count and numbers are.
    """
    operation, fields = _JOURNAL.c.operation, _JOURNAL.c.fields
    told = case((operation.not_in(("add", "add_all")), fields))
    in_bulk = [case((operation == "add_all", fields[name])).label(name) for name in ("count", "numbers")]
    head = (_JOURNAL.c.id, operation, _JOURNAL.c.entity, _JOURNAL.c.entity_id, told.label("fields"), *in_bulk)
    owned = [entity for entity in asked if scope and entity in OWNER and entity not in MEASURED]
    whole = [entity for entity in asked if entity not in owned]
    of_whole = select(*head).where(_LATER, _JOURNAL.c.entity.in_(whole))
    return [of_whole] + [
        select(*head).where(_LATER, _JOURNAL.c.entity == entity, _JOURNAL.c.entity_id.in_(scope.ids(entity)))
        for entity in owned
        if scope
    ]
