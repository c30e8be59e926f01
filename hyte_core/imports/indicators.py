"""Records of indicators, their values, targets and cards against the database. Nothing is removed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, select

from hyte_core.changes.observation_rules import unit_problems
from hyte_core.imports.gathering import Gathering, paired, plainly, same
from hyte_core.imports.matching import in_workbook
from hyte_core.imports.regions import Regions
from hyte_core.locale import _, number
from hyte_core.model import (
    FollowedIndicator,
    Indicator,
    IndicatorCard,
    Observation,
    Row,
    Series,
    Target,
    columns,
)
from hyte_core.records import (
    FollowedIndicatorRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    Records,
    TargetRecord,
)

R = TypeVar("R", bound=Row)
_INDICATOR = (
    *("unit", "source", "polarity", "names", "descriptions", "decimals", "per", "theme", "light_rule"),
    *("sotkanet_id", "fetched_on", "licence"),
)
_VALUE = ("value", "numerator", "denominator", "lower", "upper", "missing_reason", "note")
_ALL_BUT_NOTE = frozenset(_VALUE) - {"note"}
_TARGET = ("value", "direction", "baseline_year", "note")
_CARD = (
    *("reviewed_on", "content", "owner", "change_target", "partners", "dependencies", "sub_goals"),
    *("measures", "light", "reasons", "achieved", "next_steps", "risks"),
)


class Owners(Protocol):
    """Gives the ids of what records belong to, as the database has it or as the same file makes it."""

    def organisation(self, name: str) -> str:
        """An organisation's id; it is made if need be."""

    def plan(self, organisation: str, name: str) -> str | None:
        """A plan's id; None if there is none."""

    def focus_area(self, organisation: str, plan: str, name: str) -> str | None:
        """A focus area's id; None if there is none."""

    def action(self, organisation: str, plan: str, focus_area: str, name: str) -> str | None:
        """An action's id; None if there is none."""


class IndicatorComparer:
    """Gathers the changes that the records of indicators need."""

    def __init__(self, connection: Connection, gathered: Gathering, owners: Owners, regions: Regions) -> None:
        self.connection, self.gathered, self.owners, self.regions = connection, gathered, owners, regions
        self.ids: dict[str, str] = {}
        #: The unit of each indicator, and what a rate is told per.
        self.units: dict[str, tuple[str, float | None]] = {}
        self.series: dict[tuple[str, str, str], str] = {}

    def compare(self, records: Records) -> None:
        """Compare all records of these kinds."""
        kinds = (records.indicators, records.followed_indicators, records.indicator_values)
        if not any((*kinds, records.targets, records.indicator_cards)):
            return
        stored = self.connection.execute(select(*columns(Indicator, "id", "name", "unit", "per"))).all()
        self.ids = {plainly(row.name): row.id for row in stored}
        self.units = {row.id: (row.unit, row.per) for row in stored}
        self._indicators(records.indicators)
        self._followed(records.followed_indicators)
        if records.indicator_values or records.targets:
            rows = self.connection.execute(select(*columns(Series, "id", "indicator_id", "region", "group")))
            self.series = {(of, plainly(region), plainly(group)): id_ for id_, of, region, group in rows}
            self._values(records.indicator_values)
            self._targets(records.targets)
        self._cards(records.indicator_cards)

    def _indicators(self, records: tuple[IndicatorRecord, ...]) -> None:
        rows = {row.id: row for row in self.connection.execute(select(Indicator))} if records else {}
        for record in records:
            fields: dict[str, Any] = {name: getattr(record, name) for name in _INDICATOR}
            fields |= {"names": dict(record.names), "descriptions": dict(record.descriptions)}
            id_ = self.ids.get(plainly(record.indicator))
            if id_ is None:
                added = self.gathered.add(Indicator, record, name=record.indicator, **fields)
                self.ids[plainly(record.indicator)] = added
                self.units[added] = (record.unit, record.per)
            elif id_ in rows:
                self.gathered.compare("indicator", rows.pop(id_), fields, record)
                if record.given is None or "unit" in record.given:
                    self.units[id_] = (record.unit, record.per)

    def _indicator(self, record: Any) -> str:
        name = plainly(record.indicator)
        if name not in self.ids:
            known = {field: getattr(record, field, "") for field in ("unit", "source")}
            self.ids[name] = self.gathered.add(Indicator, record, name=record.indicator, **known)
            self.units[self.ids[name]] = (known["unit"], None)
        return self.ids[name]

    def _followed(self, records: tuple[FollowedIndicatorRecord, ...]) -> None:
        names = ("focus_area_id", "indicator_id", "position")
        rows = self.connection.execute(select(*columns(FollowedIndicator, *names))).all() if records else []
        known = {(area, indicator) for area, indicator, _position in rows}
        last: dict[str, int] = defaultdict(int)
        for area, _indicator, position in rows:
            last[area] = max(last[area], position)
        for record in records:
            area_id = self.owners.focus_area(record.organisation, record.plan, record.focus_area)
            if area_id is None:
                message = _(
                    "Suunnitelmassa ”{plan}” ei ole painopistettä ”{area}”: korjaa nimi tai lisää painopiste."
                ).format(plan=record.plan, area=record.focus_area)
                self.gathered.wrong("unknown_focus_area", message, record)
                continue
            key = (area_id, self._indicator(record))
            if key in known:
                self.gathered.unchanged += 1
                continue
            known.add(key)
            last[area_id] += 1
            self.gathered.add(
                FollowedIndicator, record, focus_area_id=key[0], indicator_id=key[1], position=last[area_id]
            )

    # --- values and targets

    def _series(self, record: IndicatorValueRecord | TargetRecord) -> str | None:
        """The series' id; None if the area is not known, which is noted."""
        region = self.regions.named(record.region)
        if region is None:
            self._unknown_region(record)
            return None
        key = (self._indicator(record), plainly(region), plainly(record.group))
        if key not in self.series:
            self.series[key] = self.gathered.add(
                Series, record, indicator_id=key[0], region=region, group=record.group
            )
        return self.series[key]

    def _unknown_region(self, record: IndicatorValueRecord | TargetRecord) -> None:
        if not record.region.strip():
            message = _(
                "Tiedosto ei kerro, mitä aluetta luvut koskevat: lisää sarake Alue tai valitse organisaatio."
            )
            self.gathered.wrong("no_region", message, record)
            return
        self.gathered.wrong("unknown_region", self.regions.unknown(record.region), record, record.region)

    def _values(self, records: Sequence[IndicatorValueRecord]) -> None:
        wanted: dict[tuple[str, int], IndicatorValueRecord] = {}
        for record in records:
            series = self._series(record)
            if series is None:
                continue
            self._check_unit(record)
            first = wanted.setdefault((series, record.year), record)
            if first.value != record.value:
                self._said_twice(first, record)
        rows = self._rows(Observation, {series for series, _year in wanted})
        known = {(row.series_id, row.year): row for row in rows}
        for key, record in wanted.items():
            new = {name: getattr(record, name) for name in _VALUE}
            row = known.get(key)
            if row is None:
                self.gathered.add(Observation, record, series_id=key[0], year=key[1], **new)
            elif row.value != record.value and record.given is not None:
                # The old value's numerator and limits do not tell of the new one.
                self.gathered.compare(
                    "observation", row, new, replace(record, given=_ALL_BUT_NOTE | record.given)
                )
            else:
                self.gathered.compare("observation", row, new, record)

    def _check_unit(self, record: IndicatorValueRecord) -> None:
        unit, per = self.units[self._indicator(record)]
        for problem in unit_problems(vars(record), unit=unit or record.unit, name=record.indicator, per=per):
            self.gathered.wrong(problem.code, problem.message, record, problem.value)

    def _said_twice(self, first: IndicatorValueRecord, record: IndicatorValueRecord) -> None:
        message = _(
            "Vuodelle {year} on kaksi eri arvoa: {first} (solussa {cell}) ja {second}. Poista toinen tai erota alueet ja ryhmät."
        )
        told = message.format(
            year=record.year,
            first="–" if first.value is None else number(first.value),
            cell=first.cell,
            second="–" if record.value is None else number(record.value),
        )
        self.gathered.wrong("two_values", told, record)

    def _targets(self, records: tuple[TargetRecord, ...]) -> None:
        found_series = ((record, self._series(record)) for record in records)
        series = {id(record): id_ for record, id_ in found_series if id_ is not None}
        records = tuple(record for record in records if id(record) in series)
        known: dict[str, list[Any]] = defaultdict(list)
        for row in self._rows(Target, set(series.values())):
            known[row.series_id].append(row)
        found = paired(
            records,
            lambda record: known[series[id(record)]],
            (_same_target, lambda row, record: row.year == record.year),
        )
        for record, row in zip(records, found, strict=True):
            new = {name: getattr(record, name) for name in _TARGET}
            if row is None:
                self.gathered.add(Target, record, series_id=series[id(record)], year=record.year, **new)
            else:
                self.gathered.compare("target", row, new, record)

    def _rows(self, model: type[R], series: Iterable[str]) -> Iterable[Any]:
        """The rows of these series."""
        (of_series,) = columns(model, "series_id")
        ordered = sorted(series)
        for start in range(0, len(ordered), 500):
            yield from self.connection.execute(
                select(model).where(of_series.in_(ordered[start : start + 500]))
            )

    # --- cards

    def _cards(self, records: tuple[IndicatorCardRecord, ...]) -> None:
        rows = self.connection.execute(select(IndicatorCard)).all() if records else []
        said: dict[tuple[str, str], set[Any]] = defaultdict(set)
        last: dict[tuple[str, str], int] = defaultdict(int)
        for row in rows:
            key = (row.indicator_id, row.organisation_id)
            said[key].add(_review(row))
            last[key] = max(last[key], row.number)
        for record in records:
            key = (self._indicator(record), self.owners.organisation(record.organisation))
            if _review(record) in said[key]:
                self.gathered.unchanged += 1
                continue
            said[key].add(_review(record))
            last[key] += 1
            fields = {name: getattr(record, name) for name in _CARD}
            self.gathered.add(
                IndicatorCard, record, indicator_id=key[0], organisation_id=key[1], number=last[key], **fields
            )


def _same_target(row: Any, record: TargetRecord) -> bool:
    return row.year == record.year and all(same(getattr(row, n), getattr(record, n)) for n in _TARGET)


def _review(card: Any) -> tuple[Any, ...]:
    """What tells one review of an indicator from another."""
    return tuple(in_workbook(getattr(card, name)) for name in _CARD)
