"""Organisations of the records against those of the database."""

import re

from sqlalchemy import Connection, select

from hyte_core.imports.gathering import Gathering, ids_by_name
from hyte_core.imports.matching import plain
from hyte_core.model import Organisation
from hyte_core.records import OrganisationRecord, PlanRecord

_COUNTY = re.compile(r"hyvinvointialue|välfärdsområde|wellbeing services county", re.IGNORECASE)


class Organisations:
    """The ids of organisations by name; one that the database does not have is made when it is asked for."""

    def __init__(self, connection: Connection, gathered: Gathering) -> None:
        self.connection, self.gathered = connection, gathered
        self.ids = ids_by_name(connection, Organisation)

    def compare(self, records: tuple[OrganisationRecord, ...]) -> None:
        """Add the organisations that are new and change what is told otherwise of the others."""
        rows = {row.id: row for row in self.connection.execute(select(Organisation))} if records else {}
        for record in records:
            fields = {
                "kind": record.kind,
                "invented": record.invented,
                "region": record.region,
                "comparisons": list(record.comparisons),
            }
            id_ = self.ids.get(plain(record.organisation))
            if id_ is None:
                added = self.gathered.add(Organisation, record, name=record.organisation, **fields)
                self.ids[plain(record.organisation)] = added
            elif id_ in rows:
                self.gathered.compare("organisation", rows.pop(id_), fields, record)

    def id_of(self, name: str, record: PlanRecord | None = None) -> str:
        """The organisation's id; it is made if the database does not have it."""
        known = self.ids.get(plain(name))
        if known is None:
            kind = record.kind if record else "county" if _COUNTY.search(name) else "municipality"
            invented = record.invented if record else False
            known = self.gathered.add(Organisation, record, name=name, kind=kind, invented=invented)
            self.ids[plain(name)] = known
        return known
