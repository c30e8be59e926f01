"""An organisation's indicators as a reader sees them: its own series beside those of the areas it is compared with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from hyte_core.indicators.reading import COUNTRY, OWN, POINTS
from hyte_core.lights import Light, light_of
from hyte_core.locale import language
from hyte_core.statistics import proportion_limits, rate_limits


@dataclass(frozen=True)
class PointView:
    """A series' value in a year, in the indicator's unit; ``value`` is None with the reason why."""

    id: str
    year: int
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    missing_reason: str
    note: str


@dataclass(frozen=True)
class TargetView:
    """What a series should reach: a value, or a direction from the year of the baseline."""

    id: str
    value: float | None
    direction: str | None
    year: int | None
    baseline_year: int | None
    note: str


@dataclass(frozen=True)
class SeriesView:
    """One area's and one group's points by year, and targets, the nearest year first."""

    id: str
    region: str
    group: str
    points: tuple[PointView, ...]
    targets: tuple[TargetView, ...]

    @cached_property
    def values(self) -> tuple[PointView, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def latest(self) -> PointView | None:
        """The last point that has a value."""
        return self.values[-1] if self.values else None

    def in_year(self, year: int) -> PointView | None:
        """The point of a year."""
        return next((point for point in self.points if point.year == year), None)


@dataclass(frozen=True)
class CardView:
    """A review of an indicator (indikaattorikortti)."""

    id: str
    number: int
    reviewed_on: date | None
    light: Light
    #: The texts by the table's field.
    texts: Mapping[str, str]


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with the series of the areas that are looked at, and its cards, the oldest first."""

    id: str
    own_name: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    unit: str
    source: str
    polarity: str
    decimals: int
    per: float | None
    theme: str
    light_rule: str
    sotkanet_id: int | None
    fetched_on: date | None
    licence: str
    series: tuple[SeriesView, ...]
    cards: tuple[CardView, ...]
    focus_areas: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the reader's language, as far as it is known."""
        return self.names.get(language()) or self.own_name

    @property
    def description(self) -> str:
        """What the indicator tells, in the reader's language or in Finnish."""
        return self.descriptions.get(language()) or self.descriptions.get("fi", "")

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups in the order in which they first come."""
        return tuple(dict.fromkeys(one.group for one in self.series))

    def of(self, region: str, group: str) -> SeriesView | None:
        """The series of an area and a group."""
        return next((one for one in self.series if (one.region, one.group) == (region, group)), None)

    def limits(self, point: PointView) -> tuple[float, float] | None:
        """The 95 % limits of a point in the indicator's unit: published ones, else calculated from the counts.

        Proportions by Wilson's method, rates by Byar's (see hyte_core.statistics). None without the means to know.
        """
        if point.lower is not None and point.upper is not None:
            return point.lower, point.upper
        if point.numerator is None or not point.denominator:
            return None
        if self.per:
            return rate_limits(point.numerator, point.denominator, self.per)
        if self.unit == "%":
            limits = proportion_limits(point.numerator, point.denominator)
            return limits and (100 * limits[0], 100 * limits[1])
        return None

    def until(self, year: int) -> "IndicatorView":
        """The indicator without later values and reviews than the year's."""
        series = (replace(s, points=tuple(p for p in s.points if p.year <= year)) for s in self.series)
        cards = (c for c in self.cards if c.reviewed_on is None or c.reviewed_on.year <= year)
        return replace(self, series=tuple(series), cards=tuple(cards))

    def is_named(self, names: Iterable[str]) -> bool:
        """True if one of the names that an action lists is this indicator's name or theme."""
        known = {self.own_name.casefold(), *(n.casefold() for n in self.names.values())}
        known |= {self.theme.casefold()} if self.theme else set()
        return any(name.strip().casefold() in known for name in names)


@dataclass(frozen=True)
class Indicators:
    """An organisation's indicators: those that its plans follow in the plans' order, then the others by name."""

    organisation_id: str
    #: The organisation's own area.
    region: str
    #: The areas that it is compared with, the nearest first; the country last.
    comparisons: tuple[str, ...]
    all: tuple[IndicatorView, ...]

    @cached_property
    def by_id(self) -> dict[str, IndicatorView]:
        """The indicators by their ids."""
        return {one.id: one for one in self.all}

    def until(self, year: int) -> "Indicators":
        """The indicators as they could be known at the end of a year: later values and reviews left out."""
        return replace(self, all=tuple(one.until(year) for one in self.all))

    def of_areas(self, focus_areas: Iterable[str]) -> list[IndicatorView]:
        """The indicators by which these focus areas are followed."""
        wanted = set(focus_areas)
        return [one for one in self.all if wanted & set(one.focus_areas)]


#: The tables that :func:`indicators` reads.
INDICATOR_TABLES = (
    "organisation",
    "plan",
    "focus_area",
    "followed_indicator",
    "indicator",
    "indicator_card",
    "series",
    "observation",
    "target",
)


def indicators(connection: Connection, organisation_id: str) -> Indicators | None:
    """What is known of an organisation's indicators; None if there is no such organisation. Two queries."""
    organisations, follows, reviews, rows, targets = OWN.read(connection, organisation=organisation_id)
    if not organisations:
        return None
    own = organisations[0]
    region = own.region or own.name
    # never an area against itself
    comparisons = tuple(name for name in dict.fromkeys((*own.comparisons, *COUNTRY)) if name != region)
    series = _series(targets, _points(connection, organisation_id))
    found = {name for of_one in series.values() for one in of_one for name in (one.region,)}
    followed, cards = _followed(follows), _cards(reviews)
    order = {id_: place for place, id_ in enumerate(followed)}
    rows.sort(key=lambda row: (order.get(row.id, len(order)), row.name))
    return Indicators(
        organisation_id,
        region,
        tuple(name for name in comparisons if name in found),
        tuple(_indicator(row, series.get(row.id, []), cards.get(row.id, []), followed) for row in rows),
    )


def _indicator(row: Any, series: list[SeriesView], cards: list[CardView], followed: Any) -> IndicatorView:
    return IndicatorView(
        id=row.id,
        own_name=row.name,
        names=row.names,
        descriptions=row.descriptions,
        unit=row.unit,
        source=row.source,
        polarity=row.polarity,
        decimals=row.decimals,
        per=row.per,
        theme=row.theme,
        light_rule=row.light_rule,
        sotkanet_id=row.sotkanet_id,
        fetched_on=row.fetched_on,
        licence=row.licence,
        series=tuple(sorted(series, key=lambda one: (_group_order(one.group), one.region))),
        cards=tuple(cards),
        focus_areas=tuple(followed.get(row.id, ())),
    )


#: School children before students before adults, as the surveys print them; other groups by name, all together first.
_GROUPS = {"": 0, "4.-5. lk": 1, "8.-9. lk": 2, "lukio": 3, "amm": 4}


def _group_order(group: str) -> tuple[int, str]:
    return _GROUPS.get(group, len(_GROUPS)), group


def _followed(rows: Iterable[Any]) -> dict[str, list[str]]:
    """{indicator: its focus areas} in the order of the plans."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.plan, one.plan_id, one.place, one.position)):
        found[row.indicator_id].append(row.focus_area_id)
    return found


def _points(connection: Connection, organisation_id: str) -> dict[str, list[PointView]]:
    """The points of the series that the organisation's pages show, by series and year."""
    found: dict[str, list[PointView]] = defaultdict(list)
    for row in connection.execute(POINTS, {"organisation": organisation_id}):
        found[row[0]].append(PointView(*row[1:]))
    for points in found.values():
        points.sort(key=lambda point: point.year)
    return found


def _series(rows: Iterable[Any], points: Mapping[str, Sequence[PointView]]) -> dict[str, list[SeriesView]]:
    """The series with their points and targets, by indicator, of rows for each target (one without any)."""
    targets: dict[tuple[str, ...], list[TargetView]] = {}
    for row in rows:
        some = targets.setdefault(row[:4], [])
        if row[4] is not None:
            some.append(TargetView(*row[4:]))
    found: dict[str, list[SeriesView]] = defaultdict(list)
    for (series, of, area, name), some in targets.items():
        ordered = sorted(some, key=lambda t: (t.year is None, t.year or 0, t.id))
        found[of].append(SeriesView(series, area, name, tuple(points.get(series, ())), tuple(ordered)))
    return found


def _cards(rows: Iterable[Any]) -> dict[str, list[CardView]]:
    found: dict[str, list[CardView]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.number):
        texts = {name: getattr(row, name) for name in CARD_TEXTS}
        view = CardView(row.id, row.number, row.reviewed_on, light_of(row.light), texts)
        found[row.indicator_id].append(view)
    return found


#: The texts of an indicator card, in its order.
CARD_TEXTS = (
    "content",
    "owner",
    "change_target",
    "partners",
    "dependencies",
    "sub_goals",
    "measures",
    "reasons",
    "achieved",
    "next_steps",
    "risks",
)
