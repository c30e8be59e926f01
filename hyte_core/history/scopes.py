"""Which rows are an organisation's own: of the tables that grow with the number of organisations."""

from hyte_core.access.ownership import BELONGS

#: Small, or shown whole wherever they are shown.
_WHOLE = {"network_action", "contact", "year_card", "yearly_event"}
#: By table the field that tells whose a row is and the table that it names; what they name comes first.
OWNED = {table: owner for table, owner in BELONGS.items() if table not in _WHOLE}
