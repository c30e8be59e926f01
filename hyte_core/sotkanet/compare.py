"""Sotkanet's values against the database: the change set that would make the database say the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, select

from hyte_core.changes import Bulk, Change, ChangeSet
from hyte_core.locale import _
from hyte_core.model import Indicator, Observation, Series, columns
from hyte_core.problems import Problem
from hyte_core.records import IndicatorRecord
from hyte_core.sotkanet import checks
from hyte_core.sotkanet.metadata import Metadata
from hyte_core.sotkanet.places import Places
from hyte_core.sotkanet.regions import Regions, ids_since_2023, plain
from hyte_core.sotkanet.told import Told
from hyte_core.sotkanet.values import GROUPS

_CHUNK = 500
_NOTHING = dict.fromkeys(("added", "changed", "removed", "unchanged"), 0)
_EMPTY: tuple[Any, ...] = (None, "", {})
_NUMBERS = ("value", "numerator", "denominator", "lower", "upper")


@dataclass(frozen=True)
class Incoming:
    """What to compare: values as in :class:`hyte_core.sotkanet.values.Reading`, and what is known of them.

    ``metadata`` is by the indicator's number; ``names`` are the names that areas are known by here, by id, before
    those of ``regions``; ``fetched_on`` is the day when the service was asked, None for a file; ``places`` tells
    where the rows of a file are.
    """

    frame: pd.DataFrame
    metadata: Mapping[int, Metadata] = field(default_factory=dict)
    regions: Regions = field(default_factory=Regions)
    names: Mapping[int, str] = field(default_factory=dict)
    fetched_on: Mapping[int, date] = field(default_factory=dict)
    places: Places | None = None


@dataclass(frozen=True)
class Comparison:
    """The change set, how many rows it would add and change and how many are as they are, and what is doubtful.

    ``told`` is what was compared, as records. With errors among the problems the change set is empty. A value
    outside its unit's range is an error in a file; one from the service is left out with a warning, so that it does
    not keep the rest from a scheduled job.
    """

    change_set: ChangeSet
    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    told: Told | None = None


def compare(engine: Engine, incoming: Incoming, *, source: Any = "command") -> Comparison:
    """What would change; nothing is written. Values that Sotkanet no longer has stay."""
    frame = _named(incoming)
    problems = [*checks.unknown_regions(frame, incoming.places), *checks.said_twice(frame, incoming.places)]
    with engine.connect() as connection:
        comparer = _Comparer(connection, incoming)
        comparer.compare(frame[frame["name"].notna()] if problems else frame)
    problems += comparer.outside if source == "import" else map(_left_out, comparer.outside)
    if any(problem.severity == "error" for problem in problems):
        return Comparison(ChangeSet((), source=source), _NOTHING, tuple(problems))
    problems += checks.unknown_units(sorted(comparer.strangers))
    change_set = ChangeSet(tuple(comparer.changes), source=source, bulks=tuple(comparer.bulks))
    made = [change.operation for change in comparer.changes]
    counts = {
        "added": made.count("add") + sum(map(len, comparer.bulks)),
        "changed": made.count("change"),
        "removed": 0,
        "unchanged": comparer.unchanged,
    }
    return Comparison(change_set, counts, tuple(problems), Told(comparer.told, comparer.units))


def _left_out(problem: Problem) -> Problem:
    message = _("{problem} Sotkanetin arvoa ei tallenneta: jos se on oikea, muuta indikaattorin yksikköä.")
    return replace(problem, message=message.format(problem=problem.message), severity="warning")


def _named(incoming: Incoming) -> pd.DataFrame:
    """The rows with the areas' names, each area and year once; the name is missing where the area is not known."""
    frame = incoming.frame
    before = ids_since_2023()
    old = frame["region"].isin(list(before))
    if old.any():
        today = frame["region"].where(~old, frame["region"].map(before))
        keys = pd.DataFrame({"i": frame["indicator"], "r": today, "y": frame["year"], "g": frame["gender"]})
        known = pd.MultiIndex.from_frame(keys[~old])
        frame = frame.assign(region=today.astype("int64"))[~old | ~pd.MultiIndex.from_frame(keys).isin(known)]
    names = incoming.regions.told_apart(incoming.names)
    return frame.assign(name=frame["region"].map(names).astype("category"))


class _Comparer:
    def __init__(self, connection: Connection, incoming: Incoming) -> None:
        self.connection, self.incoming = connection, incoming
        self.changes: list[Change] = []
        self.bulks: list[Bulk] = []
        self.unchanged = 0
        self.ids: dict[int, str] = {}
        self.shares: dict[int, bool] = {}
        #: Values that cannot be of their unit, and the indicators of which nothing is known.
        self.outside: list[Problem] = []
        self.strangers: set[int] = set()
        self.units: dict[int, tuple[str, str, float | None]] = {}
        self.new_indicators: set[str] = set()

    def compare(self, frame: pd.DataFrame) -> None:
        self.told = frame
        numbers = [int(one) for one in frame["indicator"].unique()]
        wanted = dict.fromkeys([*self.incoming.metadata, *numbers])
        rows = list(self.connection.execute(select(*columns(Indicator, *_FIELDS))))
        for id_ in wanted:
            self._indicator(id_, rows)
        if frame.empty:
            return
        share = frame["indicator"].map(self.shares).astype(bool)
        frame = self.told = frame.assign(numerator=frame["absolute"].where(share))
        frame = frame.drop_duplicates(["indicator", "region", "year", "gender"])
        self.outside += checks.outside_units(frame, self.units, self.incoming.places)
        if self.outside:
            frame = checks.within_units(frame, self.units)
        frame, series = self._series(frame)
        self._observations(frame, series)

    # --- indicators

    def _indicator(self, sotkanet_id: int, rows: list[Any]) -> None:
        """Find or add the indicator. What it lacks is filled from Sotkanet; what people have written stays."""
        metadata = self.incoming.metadata.get(sotkanet_id)
        name = (
            metadata.record.indicator if metadata else _("Sotkanet-indikaattori {id}").format(id=sotkanet_id)
        )
        known = next((row for row in rows if row.sotkanet_id == sotkanet_id), None) or next(
            (row for row in rows if row.sotkanet_id is None and plain(row.name) == plain(name)), None
        )
        fields: dict[str, Any] = _fields(metadata.record) if metadata else {"sotkanet_id": sotkanet_id}
        if sotkanet_id in self.incoming.fetched_on:
            fields["fetched_on"] = self.incoming.fetched_on[sotkanet_id]
        if known is None:
            fields = {"source": "Sotkanet", **fields}
            change = Change.adding_values(
                Indicator, _origin(sotkanet_id), name=self._free(name, sotkanet_id, rows), **fields
            )
            self.changes.append(change)
            self.ids[sotkanet_id] = change.id
            self.new_indicators.add(change.id)
            if metadata is None:
                self.strangers.add(sotkanet_id)
        else:
            self.ids[sotkanet_id] = known.id
            different = {
                n: (getattr(known, n), new)
                for n, new in fields.items()
                if getattr(known, n) != new and (n == "fetched_on" or getattr(known, n) in _EMPTY)
            }
            if different:
                self.changes.append(
                    Change.changing("indicator", known.id, origin=_origin(sotkanet_id), **different)
                )
            else:
                self.unchanged += 1
        of: Any = known or (metadata.record if metadata else None)
        self.units[sotkanet_id] = (
            of.unit if of else "",
            known.name if known else name,
            of.per if of else None,
        )
        self.shares[sotkanet_id] = metadata.has_numerator if metadata else _counts_cases(known)

    def _free(self, name: str, sotkanet_id: int, rows: list[Any]) -> str:
        """The name, told apart from another indicator's that has the same."""
        taken = any(plain(row.name) == plain(name) for row in rows)
        return f"{name} (ind. {sotkanet_id})" if taken else name

    # --- series

    def _series(self, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
        """The frame with a column "series" that counts the ids which are given with it; new series are added."""
        kinds = frame["gender"].cat.categories
        names = frame["name"].cat.categories.tolist()
        numbers, of = np.unique(frame["indicator"].to_numpy(), return_inverse=True)
        area, sex = frame["name"].cat.codes.to_numpy(np.int64), frame["gender"].cat.codes.to_numpy(np.int64)
        shape = (len(numbers), len(names), len(kinds))
        distinct, codes = np.unique(np.ravel_multi_index((of, area, sex), shape), return_inverse=True)
        groups = [GROUPS[str(kind)] for kind in kinds]
        places = zip(*(part.tolist() for part in np.unravel_index(distinct, shape)), strict=True)
        wanted = [(self.ids[int(numbers[i])], str(names[n]), groups[g]) for i, n, g in places]
        known = self._known_series()
        ids = [known.get((indicator, plain(region), plain(group)), "") for indicator, region, group in wanted]
        self.known = set(filter(None, ids))
        missing = [place for place, id_ in enumerate(ids) if not id_]
        if missing:
            bulk = Bulk.adding(
                Series,
                {
                    "indicator_id": [wanted[place][0] for place in missing],
                    "region": [wanted[place][1] for place in missing],
                    "group": [wanted[place][2] for place in missing],
                },
                self._origin_of_all(),
            )
            self.bulks.append(bulk)
            for place, id_ in zip(missing, bulk.ids, strict=True):
                ids[place] = id_
        return frame.assign(series=codes), ids

    def _known_series(self) -> dict[tuple[str, str, str], str]:
        of, region, group, id_ = columns(Series, "indicator_id", "region", "group", "id")
        wanted = [one for one in self.ids.values() if one not in self.new_indicators]
        found = {}
        for start in range(0, len(wanted), _CHUNK):
            query = select(of, region, group, id_).where(of.in_(wanted[start : start + _CHUNK]))
            for indicator, area, who, series in self.connection.execute(query):
                found[indicator, plain(area), plain(who)] = series
        return found

    # --- observations

    def _observations(self, frame: pd.DataFrame, series: list[str]) -> None:
        frame = frame.sort_values(["series", "year"], kind="stable")
        if self.known:
            frame = self._without_known(frame, series)
        if frame.empty:
            return
        given: dict[str, Any] = {
            "series_id": [series[code] for code in frame["series"].tolist()],
            "year": frame["year"].tolist(),
            "value": frame["value"].tolist(),
        }
        if frame["numerator"].notna().any():
            given["numerator"] = _with_none(frame["numerator"])
        self.bulks.append(Bulk.adding(Observation, given, self._origin_of_all()))

    def _without_known(self, frame: pd.DataFrame, series: list[str]) -> pd.DataFrame:
        """The rows that the database does not have; those that differ from what it has become changes."""
        rows = self._known_observations(sorted(self.known))
        places = {id_: place for place, id_ in enumerate(series)}
        have = {(places[row.series_id], row.year): row for row in rows if row.series_id in places}
        if not have:
            return frame
        index = pd.MultiIndex.from_arrays([frame["series"], frame["year"]])
        there = index.isin(list(have))
        for line, code, year, value, numerator, indicator in frame.loc[
            there, ["series", "year", "value", "numerator", "indicator"]
        ].itertuples(name=None):
            known, counted = have[code, year], None if numerator != numerator else numerator
            if known.value == value and counted is not None:
                together = {"numerator": counted, "denominator": known.denominator}
                wrong = checks.of_known(line, together, self.units[indicator], self.incoming.places)
                self.outside += wrong
                if wrong:
                    continue
            self._compare(known, value, counted, indicator)
        return frame[~there]

    def _known_observations(self, series: list[str]) -> list[Any]:
        found: list[Any] = []
        wanted = columns(Observation, "id", "series_id", "year", "missing_reason", *_NUMBERS)
        of = Observation.__table__.c.series_id  # type: ignore[attr-defined]
        for start in range(0, len(series), _CHUNK):
            found += self.connection.execute(select(*wanted).where(of.in_(series[start : start + _CHUNK])))
        return found

    def _compare(self, row: Any, value: float, numerator: float | None, indicator: int) -> None:
        """A value that differs takes with it what was said of the old one: its reason, denominator and limits."""
        new: dict[str, Any] = {"value": value, "missing_reason": ""}
        if row.value != value:
            new |= {"numerator": numerator, "denominator": None, "lower": None, "upper": None}
        elif numerator is not None:
            new["numerator"] = numerator
        different = {n: (getattr(row, n), now) for n, now in new.items() if getattr(row, n) != now}
        if different:
            self.changes.append(
                Change.changing("observation", row.id, origin=_origin(indicator), **different)
            )
        else:
            self.unchanged += 1

    def _origin_of_all(self) -> str:
        return _origin(*self.ids)


_FIELDS = (
    "id",
    "name",
    "unit",
    "source",
    "names",
    "descriptions",
    "decimals",
    "per",
    "sotkanet_id",
    "fetched_on",
    "licence",
)


def _fields(record: IndicatorRecord) -> dict[str, Any]:
    """What the record gives, as the table holds it."""
    return {
        name: dict(value) if isinstance(value := getattr(record, name), Mapping) else value
        for name in sorted(record.given or ())
    }


def _counts_cases(indicator: Any) -> bool:
    """True for an indicator that is known to be a share or a rate, so that the absolute value counts cases."""
    return indicator is not None and (indicator.per is not None or "%" in indicator.unit)


def _with_none(values: pd.Series) -> list[float | None]:
    missing = np.asarray(values.isna())
    listed: list[float | None] = values.tolist()
    for place in np.flatnonzero(missing):
        listed[place] = None
    return listed


def _origin(*indicators: int) -> str:
    """Where rows come from, as the journal tells it; at most as long as its column."""
    listed = ", ".join(map(str, indicators[:30])) + (", …" if len(indicators) > 30 else "")
    return f"Sotkanet ind. {listed}"
