"""Records that belong to no plan against the database: contacts, networks, indicators' values and targets."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from hyte_core.changes import Change
from hyte_core.imports.matching import plain
from hyte_core.locale import _, number
from hyte_core.model import (
    Contact,
    Indicator,
    InterfaceArea,
    Network,
    Observation,
    Row,
    Series,
    Target,
    columns,
)
from hyte_core.problems import Problem
from hyte_core.records import ContactRecord, IndicatorValueRecord, NetworkRecord, Records, TargetRecord

R = TypeVar("R", bound=Row)
_VALUES = ("value", "numerator", "denominator", "lower", "upper", "missing_reason")


class OtherComparer:
    """Gathers the changes that would make the database say what the records say.

    Nothing is removed. ``organisation`` gives an organisation's id by its name, making it if need be.
    """

    def __init__(self, connection: Connection, organisation: Callable[[str], str]) -> None:
        self.connection, self.organisation = connection, organisation
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self.unchanged = 0
        self.areas = self._ids(InterfaceArea)
        self.indicators = self._ids(Indicator)

    def compare(self, records: Records) -> None:
        """Compare all records of these kinds."""
        self._contacts(records.contacts)
        self._networks(records.networks)
        if records.indicator_values or records.targets:
            series, indicator, region, group = columns(Series, "id", "indicator_id", "region", "group")
            rows = self.connection.execute(select(series, indicator, region, group))
            self.series: dict[tuple[str, str, str], str] = {
                (row.indicator_id, plain(row.region), plain(row.group)): row.id for row in rows
            }
            self._values(records.indicator_values)
            self._targets(records.targets)

    def _ids(self, model: type[Row]) -> dict[str, str]:
        rows = self.connection.execute(select(*columns(model, "id", "name")))
        return {plain(row.name): row.id for row in rows}

    def _add(self, row: Row, record: Any = None) -> str:
        origin = f"{record.sheet}!{record.cell}" if record is not None and record.sheet else ""
        self.changes.append(Change.adding(row, origin))
        return row.id

    def _change(self, entity: str, row: Any, new: dict[str, Any], record: Any) -> None:
        different = {
            name: (getattr(row, name), value) for name, value in new.items() if getattr(row, name) != value
        }
        if different:
            origin = f"{record.sheet}!{record.cell}" if record.sheet else ""
            self.changes.append(Change.changing(entity, row.id, origin=origin, **different))
        else:
            self.unchanged += 1

    def _area(self, name: str, record: Any) -> str:
        if plain(name) not in self.areas:
            row = InterfaceArea(name=name, position=len(self.areas) + 1)
            self.areas[plain(name)] = self._add(row, record)
        return self.areas[plain(name)]

    def _contacts(self, records: tuple[ContactRecord, ...]) -> None:
        known: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for row in self.connection.execute(select(Contact)) if records else ():
            known[row.interface_area_id, row.organisation_id].append(row)
        for record in records:
            area, organisation = self._area(record.area, record), self.organisation(record.organisation)
            cell = known[area, organisation]
            same = next(
                (c for c in cell if plain(c.role) == plain(record.role) and c.name in ("", record.name)), None
            )
            if same is None:
                row_ = Contact(
                    interface_area_id=area,
                    organisation_id=organisation,
                    role=record.role,
                    name=record.name,
                    email=record.email,
                )
                self._add(row_, record)
                continue
            cell.remove(same)
            given = {n: v for n, v in (("name", record.name), ("email", record.email)) if v}
            self._change("contact", same, given, record)

    def _networks(self, records: tuple[NetworkRecord, ...]) -> None:
        of_area, name, position = columns(Network, "interface_area_id", "name", "position")
        rows = list(self.connection.execute(select(of_area, name, position))) if records else []
        known = {(row.interface_area_id, plain(row.name)) for row in rows}
        for place, record in enumerate(records, start=len(rows) + 1):
            area = self._area(record.area, record)
            if (area, plain(record.name)) in known:
                self.unchanged += 1
                continue
            known.add((area, plain(record.name)))
            self._add(Network(interface_area_id=area, name=record.name, position=place), record)

    def _series(self, record: IndicatorValueRecord | TargetRecord) -> str:
        name = plain(record.indicator)
        if name not in self.indicators:
            unit = record.unit if isinstance(record, IndicatorValueRecord) else ""
            row = Indicator(name=record.indicator, unit=unit, source=record.source)
            self.indicators[name] = self._add(row, record)
        key = (self.indicators[name], plain(record.region), plain(record.group))
        if key not in self.series:
            series = Series(indicator_id=key[0], region=record.region, group=record.group)
            self.series[key] = self._add(series, record)
        return self.series[key]

    def _values(self, records: tuple[IndicatorValueRecord, ...]) -> None:
        wanted: dict[tuple[str, int], IndicatorValueRecord] = {}
        for record in records:
            key = (self._series(record), record.year)
            first = wanted.setdefault(key, record)
            if first.value != record.value:
                self._said_twice(first, record)
        known = self._rows(Observation, {series for series, _year in wanted})
        for (series, year), record in wanted.items():
            new = {name: getattr(record, name) for name in _VALUES}
            row = next((o for o in known[series] if o.year == year), None)
            if row is None:
                self._add(Observation(series_id=series, year=year, **new), record)
            else:
                self._change("observation", row, new, record)

    def _said_twice(self, first: IndicatorValueRecord, record: IndicatorValueRecord) -> None:
        message = _(
            "Vuodella {year} on kaksi eri arvoa: {first} (solussa {cell}) ja {second}. Poista toinen tai erota alueet ja ryhmät."
        )
        told = message.format(
            year=record.year,
            first="–" if first.value is None else number(first.value),
            cell=first.cell,
            second="–" if record.value is None else number(record.value),
        )
        self.problems.append(Problem("two_values", told, sheet=record.sheet, cell=record.cell))

    def _targets(self, records: tuple[TargetRecord, ...]) -> None:
        series = [self._series(record) for record in records]
        known = self._rows(Target, set(series))
        for id_, record in zip(series, records, strict=True):
            row = next((t for t in known[id_] if t.year == record.year), None)
            new: dict[str, Any] = {"value": record.value, "direction": record.direction}
            if row is None:
                self._add(Target(series_id=id_, year=record.year, **new), record)
            else:
                known[id_].remove(row)
                self._change("target", row, new, record)

    def _rows(self, model: type[R], series: set[str]) -> dict[str, list[Any]]:
        """The rows of these series, by series."""
        (of_series,) = columns(model, "series_id")
        found: dict[str, list[Any]] = defaultdict(list)
        ordered = sorted(series)
        for start in range(0, len(ordered), 500):
            for row in self.connection.execute(
                select(model).where(of_series.in_(ordered[start : start + 500]))
            ):
                found[row.series_id].append(row)
        return found
