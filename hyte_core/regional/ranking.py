"""One indicator of many areas in order, each beside the country with its 95 % limits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection, func, select

from hyte_core.indicators import IndicatorView, PointView
from hyte_core.indicators.reading import COUNTRY
from hyte_core.model import Indicator, Observation, Series, columns
from hyte_core.regional.bodies import Body
from hyte_core.statistics import Comparison, Limits, against_benchmark
from hyte_core.statistics.polarity import Polarity


@dataclass(frozen=True)
class Choice:
    """An indicator that can be chosen, with how many areas and groups have a series of it."""

    id: str
    own_name: str
    names: dict[str, str]
    series: int


def indicator_choices(connection: Connection) -> tuple[Choice, ...]:
    """The indicators that have values, by name. Two queries."""
    (of,) = columns(Series, "indicator_id")
    counts: dict[str, int] = dict(connection.execute(select(of, func.count()).group_by(of)).all())
    shown = columns(Indicator, "id", "name", "names")
    found = (
        Choice(row.id, row.name, row.names, counts[row.id])
        for row in connection.execute(select(*shown))
        if row.id in counts
    )
    return tuple(sorted(found, key=lambda one: one.own_name.casefold()))


@dataclass(frozen=True)
class Measured:
    """An indicator with every area's points that have a value, or the reason why there is none: {group: {area: points}}."""

    indicator: IndicatorView
    points: dict[str, dict[str, tuple[PointView, ...]]]

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups, all together first."""
        return tuple(sorted(self.points))

    def years(self, group: str, regions: Iterable[str]) -> list[int]:
        """The years in which one of the areas has a value, the latest first."""
        of_group = self.points.get(group, {})
        found = {p.year for name in regions for p in of_group.get(name, ()) if p.value is not None}
        return sorted(found, reverse=True)

    def until(self, year: int) -> "Measured":
        """The values of the years until one."""
        points = {
            group: {region: tuple(p for p in all_ if p.year <= year) for region, all_ in of_group.items()}
            for group, of_group in self.points.items()
        }
        return Measured(self.indicator, points)


def measured(connection: Connection, indicator_id: str) -> Measured | None:
    """All values of an indicator; None if there is no such indicator. Two queries."""
    table = Indicator.__table__  # type: ignore[attr-defined]
    row = connection.execute(select(table).where(table.c.id == indicator_id)).first()
    if row is None:
        return None
    names = [name for name in IndicatorView.__annotations__ if name in table.c]
    view = IndicatorView(
        own_name=row.name,
        series=(),
        cards=(),
        focus_areas=(),
        **{name: getattr(row, name) for name in names},
    )
    of, region, group = columns(Series, "indicator_id", "region", "group")
    told = ("id", "year", "value", "numerator", "denominator", "lower", "upper", "missing_reason", "note")
    points: dict[str, dict[str, list[PointView]]] = defaultdict(lambda: defaultdict(list))
    query = (
        select(region, group, *columns(Observation, *told))
        .select_from(Series)
        .join(Observation)
        .where(of == indicator_id)
        .order_by(*columns(Observation, "series_id", "year"))
    )
    for area, people, *point in connection.execute(query):
        points[people][area].append(PointView(*point))
    return Measured(
        view, {people: {a: tuple(p) for a, p in of_group.items()} for people, of_group in points.items()}
    )


@dataclass(frozen=True)
class Standing:
    """An area's value with its limits. ``place`` is 1 for the best, or the largest where nothing is judged.

    ``against`` tells how it stands to the country's value of the same year by its own limits; None when that
    cannot be told.
    """

    region: str
    body: Body | None
    point: PointView
    limits: Limits | None
    place: int
    against: Comparison | None

    @property
    def value(self) -> float:
        """The value in the indicator's unit."""
        assert self.point.value is not None
        return self.point.value


@dataclass(frozen=True)
class Lacking:
    """An organisation without a value, with the reason if one is known."""

    body: Body
    reason: str


@dataclass(frozen=True)
class Ranking:
    """The areas from the worst to the best, from the largest where nothing is judged; and those compared with."""

    standings: tuple[Standing, ...]
    #: The country and the county, as far as they have a value of the year.
    references: tuple[Standing, ...]
    lacking: tuple[Lacking, ...]
    #: The area that ``against`` speaks of; empty if it has no values.
    benchmark: str

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that the values are of."""
        return tuple(sorted({one.point.year for one in self.standings}))


def ranking(
    found: Measured, group: str, year: int | None, shown: Sequence[Body], counties: Sequence[str] = ()
) -> Ranking:
    """The organisations by their areas' values of a year; without a year each by its latest.

    An area whose organisations are several is ranked once. ``counties`` are names of the county's area: the first
    of them that has values is a reference beside the country.
    """
    of_group = found.points.get(group, {})
    country = next((name for name in COUNTRY if _values(of_group.get(name, ()))), "")
    by_region = {body.region: body for body in reversed(shown)}
    counting = [body for body in shown if by_region[body.region] is body]
    standings, lacking = [], []
    for body in counting:
        point = _point(of_group.get(body.region, ()), year)
        if point is None or point.value is None:
            lacking.append(Lacking(body, point.missing_reason if point else ""))
        elif body.region != country:
            standings.append(
                _standing(found, body.region, body, point, _point(of_group.get(country, ()), point.year))
            )
    county = next((name for name in counties if _values(of_group.get(name, ()))), "")
    references = [
        _standing(found, name, None, point, None)
        for name in (country, county)
        if name and (point := _point(of_group.get(name, ()), year)) and point.value is not None
    ]
    return Ranking(_placed(standings, found.indicator.polarity), tuple(references), tuple(lacking), country)


def _values(points: Sequence[PointView]) -> bool:
    return any(point.value is not None for point in points)


def _point(points: Sequence[PointView], year: int | None) -> PointView | None:
    """The point of the year; without one the latest that has a value, else the latest."""
    if year is not None:
        return next((point for point in points if point.year == year), None)
    return next((p for p in reversed(points) if p.value is not None), points[-1] if points else None)


def _standing(
    found: Measured, region: str, body: Body | None, point: PointView, country: PointView | None
) -> Standing:
    limits = found.indicator.limits(point)
    same_year = country.value if country and country.year == point.year else None
    against = against_benchmark(point.value, limits, same_year, found.indicator.polarity)
    return Standing(region, body, point, limits, 0, against)


def _placed(standings: list[Standing], polarity: str) -> tuple[Standing, ...]:
    """With places, the best the first of them; values that are the same share a place. The worst come first."""
    largest_first = Polarity(polarity) is not Polarity.LOWER
    ordered = sorted(standings, key=lambda one: one.value, reverse=largest_first)
    placed: list[Standing] = []
    for number, one in enumerate(ordered, start=1):
        same = placed and placed[-1].value == one.value
        placed.append(replace(one, place=placed[-1].place if same else number))
    placed.sort(key=lambda one: one.region.casefold())
    placed.sort(key=lambda one: one.place, reverse=Polarity(polarity) is not Polarity.NONE)
    return tuple(placed)
