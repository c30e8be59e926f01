"""Records of interface areas, contacts, networks, maturity and duties against the database. Nothing is removed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select

from hyte_core.imports.gathering import Gathering, any_row, grouped, paired, plainly, same
from hyte_core.imports.indicators import Owners
from hyte_core.locale import _
from hyte_core.model import (
    Contact,
    Duty,
    DutyReport,
    InterfaceArea,
    Maturity,
    Network,
    NetworkAction,
    Row,
    YearlyEvent,
    columns,
)
from hyte_core.records import (
    ContactRecord,
    DutyRecord,
    InterfaceAreaRecord,
    MaturityRecord,
    NetworkActionRecord,
    NetworkRecord,
    Records,
    YearlyEventRecord,
)

_REPORT = ("light", "evidence", "link", "minutes", "done_on", "responsible")


class CooperationComparer:
    """Gathers the changes that the records of cooperation and duties need."""

    def __init__(self, connection: Connection, gathered: Gathering, owners: Owners) -> None:
        self.connection, self.gathered, self.owners = connection, gathered, owners
        self.areas: dict[str, str] = {}
        self.duty_ids: dict[tuple[str, str, str], str] = {}
        self.networks: dict[tuple[str | None, str], str] = {}

    def compare(self, records: Records) -> None:
        """Compare all records of these kinds."""
        of_areas = (records.interface_areas, records.contacts, records.networks, records.network_actions)
        if any((*of_areas, records.maturity)):
            self.areas_known = self._all(InterfaceArea)
            self.areas = {plainly(row.name): row.id for row in self.areas_known}
            self.last_area = max((row.position for row in self.areas_known), default=0)
            self._areas(records.interface_areas)
            self._contacts(records.contacts)
            self._networks(records.networks, records.network_actions)
            self._maturity(records.maturity)
        if records.duties or records.yearly_events:
            self._duties(records.duties)
            self._events(records.yearly_events)

    def _all(self, model: type[Row]) -> list[Any]:
        return list(self.connection.execute(select(model)))

    # --- interface areas and contacts

    def _areas(self, records: tuple[InterfaceAreaRecord, ...]) -> None:
        rows = {row.id: row for row in self.areas_known}
        for record in records:
            fields = {
                "structure": record.structure,
                "description": record.description,
                "partners": list(record.partners),
            }
            id_ = self.areas.get(plainly(record.area))
            if id_ is None:
                self._area(record.area, record, **fields)
            elif id_ in rows:
                self.gathered.compare("interface_area", rows.pop(id_), fields, record)

    def _area(self, name: str, record: Any, **fields: Any) -> str:
        if plainly(name) not in self.areas:
            self.last_area += 1
            self.areas[plainly(name)] = self.gathered.add(
                InterfaceArea, record, name=name, position=self.last_area, **fields
            )
        return self.areas[plainly(name)]

    def _contacts(self, records: tuple[ContactRecord, ...]) -> None:
        cells = {
            id(record): (self._area(record.area, record), self.owners.organisation(record.organisation))
            for record in records
        }
        known = grouped(
            self._all(Contact) if records else [], lambda c: (c.interface_area_id, c.organisation_id)
        )
        found = paired(records, lambda record: known[cells[id(record)]], _SAME_CONTACT)
        for record, row in zip(records, found, strict=True):
            area, organisation = cells[id(record)]
            fields = {name: getattr(record, name) for name in ("name", "email", "phone", "verified_on")}
            if row is None:
                place = {"interface_area_id": area, "organisation_id": organisation}
                self.gathered.add(Contact, record, **place, role=record.role, **fields)
            else:
                self.gathered.compare("contact", row, fields, record)

    # --- networks

    def _networks(self, records: tuple[NetworkRecord, ...], actions: tuple[NetworkActionRecord, ...]) -> None:
        rows = self._all(Network) if records or actions else []
        self.networks = {(row.interface_area_id, plainly(row.name)): row.id for row in rows}
        last = max((row.position for row in rows), default=0)
        known = grouped(rows, lambda row: (row.interface_area_id, plainly(row.name)))
        areas = {id(r): self._area(r.area, r) if r.area else None for r in records}
        unique = list(
            {(areas[id(r)], plainly(r.heading), plainly(r.name)): r for r in reversed(records)}.values()
        )
        unique.reverse()
        found = paired(unique, lambda r: known[areas[id(r)], plainly(r.name)], _SAME_NETWORK)
        for record, row in zip(unique, found, strict=True):
            fields = {name: getattr(record, name) for name in ("heading", "coordinator", "meets", "note")}
            fields["members"] = list(record.members)
            if row is not None:
                self.gathered.compare("network", row, fields, record)
                continue
            last += 1
            area = areas[id(record)]
            added = self.gathered.add(
                Network, record, interface_area_id=area, name=record.name, position=last, **fields
            )
            self.networks[area, plainly(record.name)] = added
        self._network_actions(actions)

    def _network_actions(self, records: tuple[NetworkActionRecord, ...]) -> None:
        pairs = select(*columns(NetworkAction, "network_id", "action_id"))
        known = (
            {(network, action) for network, action in self.connection.execute(pairs)} if records else set()
        )
        for record in records:
            area = self.areas.get(plainly(record.area)) if record.area else None
            network = self.networks.get((area, plainly(record.network)))
            action = self.owners.action(record.organisation, record.plan, record.focus_area, record.action)
            if network is None:
                message = _(
                    "Verkostoa ”{name}” ei ole: korjaa nimi tai lisää verkosto välilehdelle Verkostot."
                )
                self.gathered.wrong("unknown_network", message.format(name=record.network), record)
            elif action is None:
                message = _(
                    "Suunnitelmassa ”{plan}” ei ole tätä toimenpidettä: korjaa teksti tai poista rivi."
                )
                self.gathered.wrong("unknown_action", message.format(plan=record.plan), record)
            elif (network, action) in known:
                self.gathered.unchanged += 1
            else:
                known.add((network, action))
                self.gathered.add(NetworkAction, record, network_id=network, action_id=action)

    # --- maturity

    def _maturity(self, records: tuple[MaturityRecord, ...]) -> None:
        rows = self._all(Maturity) if records else []
        known = grouped(rows, lambda row: (row.interface_area_id, row.side, row.assessed_on))
        areas = {id(record): self._area(record.area, record) for record in records}
        found = paired(
            records, lambda r: known[areas[id(r)], r.side, r.assessed_on], (_same_maturity, any_row)
        )
        for record, row in zip(records, found, strict=True):
            fields = {"level": record.level, "note": record.note}
            if row is not None:
                self.gathered.compare("maturity", row, fields, record)
                continue
            place = {"interface_area_id": areas[id(record)], "side": record.side}
            self.gathered.add(Maturity, record, **place, assessed_on=record.assessed_on, **fields)

    # --- duties and the yearly cycle

    def _duties(self, records: tuple[DutyRecord, ...]) -> None:
        rows = self._all(Duty)
        self.duty_ids = {_duty_key(row.paragraph, row.party, row.name): row.id for row in rows}
        self.last_duty = max((row.position for row in rows), default=0)
        reports = (
            {(r.duty_id, r.organisation_id, r.year): r for r in self._all(DutyReport)} if records else {}
        )
        for record in records:
            duty, is_new = self._duty(record.paragraph, record.party, record.duty, record)
            if record.year is None or not record.organisation:
                self._duty_alone(record, is_new)
                continue
            key = (duty, self.owners.organisation(record.organisation), record.year)
            fields = {name: getattr(record, name) for name in _REPORT}
            if key in reports:
                self.gathered.compare("duty_report", reports[key], fields, record)
                continue
            place = dict(zip(("duty_id", "organisation_id", "year"), key, strict=True))
            self.gathered.add(DutyReport, record, **place, **fields)

    def _duty(self, paragraph: str, party: str, name: str, record: Any) -> tuple[str, bool]:
        """The duty's id, and whether it was made now."""
        key = _duty_key(paragraph, party, name)
        if key in self.duty_ids:
            return self.duty_ids[key], False
        self.last_duty += 1
        self.duty_ids[key] = self.gathered.add(
            Duty, record, paragraph=paragraph, party=party, name=name, position=self.last_duty
        )
        return self.duty_ids[key], True

    def _duty_alone(self, record: DutyRecord, is_new: bool) -> None:
        """A duty without a report; what tells how it was done must tell who did and when."""
        if record.year is not None or any(getattr(record, name) for name in _REPORT):
            message = _("Tehtävän tilanne tarvitsee organisaation ja vuoden: täytä molemmat.")
            self.gathered.wrong("empty", message, record)
        elif not is_new:
            self.gathered.unchanged += 1

    def _events(self, records: tuple[YearlyEventRecord, ...]) -> None:
        rows = self._all(YearlyEvent) if records else []
        last = max((row.position for row in rows), default=0)
        known = grouped(rows, lambda row: (row.organisation_id, row.party, plainly(row.name)))
        owners = {
            id(r): self.owners.organisation(r.organisation) if r.organisation else None for r in records
        }
        found = paired(
            records,
            lambda r: known[owners[id(r)], r.party, plainly(r.event)],
            (lambda row, r: (row.month, row.day) == (r.month, r.day), any_row),
        )
        for record, row in zip(records, found, strict=True):
            fields: dict[str, Any] = {
                name: getattr(record, name) for name in ("month", "day", "every_years", "first_year")
            }
            if record.duty:
                fields["duty_id"] = self._duty(record.paragraph, record.party, record.duty, record)[0]
            if row is None:
                last += 1
                place = {"organisation_id": owners[id(record)], "party": record.party, "position": last}
                self.gathered.add(YearlyEvent, record, name=record.event, **place, **fields)
            else:
                self.gathered.compare("yearly_event", row, fields, record)


def _duty_key(paragraph: str, party: str, name: str) -> tuple[str, str, str]:
    return plainly(paragraph), party, plainly(name)


def _same_maturity(row: Any, record: MaturityRecord) -> bool:
    return row.level == record.level and same(row.note, record.note)


def _same_role(row: Any, record: ContactRecord) -> bool:
    return plainly(row.role) == plainly(record.role)


#: The same person in the same role; else one of the two tells no name.
_SAME_CONTACT: tuple[Callable[[Any, Any], bool], ...] = (
    lambda row, record: (
        _same_role(row, record) and same(row.name, record.name) and same(row.email, record.email)
    ),
    lambda row, record: _same_role(row, record) and same(row.name, record.name),
    lambda row, record: _same_role(row, record) and not (row.name and record.name),
)
#: The same heading; else one of the two tells none.
_SAME_NETWORK: tuple[Callable[[Any, Any], bool], ...] = (
    lambda row, record: plainly(row.heading) == plainly(record.heading),
    lambda row, record: not (row.heading and record.heading),
)
