"""Which rows are an organisation's own: of the tables that grow with the number of organisations."""

from collections.abc import Iterable

from hyte_core.access.ownership import BELONGS

#: Small, or shown whole wherever they are shown.
_WHOLE = {"network_action", "contact", "year_card", "yearly_event"}
#: By table the field that tells whose a row is and the table that it names; what they name comes first.
OWNED = {table: owner for table, owner in BELONGS.items() if table not in _WHOLE}
#: Indicators' values: millions of rows in an installation, of which an organisation's pages need a few thousand.
MEASURED = {
    "series": ("region", ""),
    "observation": ("series_id", "series"),
    "target": ("series_id", "series"),
}
#: As OWNED, with indicators' values: a series names an area, which is no row of a table.
OWNER = {**OWNED, **MEASURED}
#: The tables whose rows tell which rows of others are an organisation's, by those others.
_ABOVE = {entity: parent or "organisation" for entity, (_field, parent) in MEASURED.items()} | {
    entity: parent for entity, (_field, parent) in OWNED.items() if parent != "organisation"
}
#: The tables that are above others.
ABOVE = frozenset(_ABOVE.values())


def with_above(entities: Iterable[str]) -> set[str]:
    """Tables with those that tell which of their rows are an organisation's."""
    found = set(entities)
    while more := {_ABOVE[entity] for entity in found & _ABOVE.keys()} - found:
        found |= more
    return found
