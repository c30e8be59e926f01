"""What a series says: where it is going, how it stands to its target and to other areas. The words are in words.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from hyte_core.indicators.view import Indicators, IndicatorView, PointView, SeriesView, TargetView
from hyte_core.lights import Light, light_of
from hyte_core.statistics import (
    Comparison,
    Marker,
    Point,
    Trend,
    against_benchmark,
    against_direction,
    against_target,
    in_all_groups,
    is_ideal,
    noteworthy_change,
    points_light,
    progress,
    recent_trend,
    share_of_period,
)
from hyte_core.statistics.polarity import better

#: The survey whose changes may be called noteworthy though it gives no counts.
_SURVEY = "kouluterveyskysely"


class Direction(Enum):
    """Which way an indicator goes; higher and lower where nothing is judged."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


def direction_of(change: float, polarity: str) -> Direction:
    """The direction of a change in plain numbers: nothing is said of its significance."""
    if not change:
        return Direction.SAME
    good = better(change > 0, polarity)
    if good is None:
        return Direction.HIGHER if change > 0 else Direction.LOWER
    return Direction.BETTER if good else Direction.WORSE


@dataclass(frozen=True)
class Against:
    """The latest value beside another area's of the same year; ``result`` is None when significance is not known."""

    region: str
    value: float
    difference: float
    result: Comparison | None


@dataclass(frozen=True)
class Way:
    """How much of the way from a baseline to a target value has been gone, and of the time to the target's year.

    ``done`` is 0 at the baseline and 1 at the target, negative when the value has moved away; ``elapsed`` is from 0
    to 1 in the latest value's year, None when the target has no year.
    """

    baseline: PointView
    done: float
    elapsed: float | None


@dataclass(frozen=True)
class AllGroups:
    """Whether a direction that is the target of several ``groups`` has been taken in each of them.

    ``failing`` are the groups where it has not, ``open`` those of which it cannot be told.
    """

    target: TargetView
    groups: tuple[str, ...]
    holds: bool | None
    failing: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What one series of an indicator says. Values and differences are in the indicator's unit."""

    indicator: IndicatorView
    series: SeriesView
    latest: PointView
    #: The value before the latest one.
    previous: PointView | None
    trend: Trend
    target: TargetView | None
    against: tuple[Against, ...]

    @property
    def value(self) -> float:
        """The latest value."""
        assert self.latest.value is not None
        return self.latest.value

    @cached_property
    def change(self) -> float | None:
        """From the value before the latest one, as they are shown: both rounded to the indicator's decimals."""
        if self.previous is None or self.previous.value is None:
            return None
        decimals = self.indicator.decimals
        return round(round(self.value, decimals) - round(self.previous.value, decimals), decimals)

    @cached_property
    def direction(self) -> Direction | None:
        """Which way the indicator goes: the recent trend if it is significant, else the last change in plain numbers."""
        if self.trend.marker is Marker.NO_CHANGE:
            return Direction.SAME
        rises = self.trend.marker.rises
        change = self.change if rises is None else 1.0 if rises else -1.0
        return None if change is None else direction_of(change, self.indicator.polarity)

    @cached_property
    def noteworthy(self) -> bool:
        """True if the last change may be called noteworthy (a school survey without counts)."""
        if self.change is None or self.previous is None or _SURVEY not in self.indicator.source.casefold():
            return False
        if self.indicator.unit != "%":
            return False
        return bool(noteworthy_change(self.previous.value, self.value, self.latest.denominator))

    @cached_property
    def light(self) -> Light:
        """How the latest value stands to the target; grey without one, with an ideal or with no judgement."""
        if self.indicator.light_rule == "points":
            return light_of(points_light(self.value))
        if self.target is None or self.ideal:
            return Light.GREY
        polarity, limits = self.indicator.polarity, self.indicator.limits(self.latest)
        if self.target.value is not None:
            return light_of(against_target(self.value, self.target.value, polarity, limits))
        holds = self.holds
        return Light.GREY if holds is None else Light.GREEN if holds else Light.RED

    @cached_property
    def ideal(self) -> bool:
        """True if the target is 0 % or 100 %, to be approached rather than reached."""
        return self.target is not None and is_ideal(self.target.value, self.indicator.unit)

    @cached_property
    def holds(self) -> bool | None:
        """Whether the direction that is the target has been taken since the baseline; None if it cannot be told."""
        if self.target is None or not self.target.direction:
            return None
        base = self.baseline
        if base is None or base.value is None or base.year >= self.latest.year:
            return None
        return against_direction(base.value, self.value, self.target.direction, self.indicator.polarity)

    @property
    def baseline(self) -> PointView | None:
        """The value that change is counted from: the target's year's, else the first."""
        year = self.target.baseline_year if self.target else None
        if year is None:
            return self.series.values[0]
        point = self.series.in_year(year)
        return point if point is not None and point.value is not None else None

    @cached_property
    def way(self) -> Way | None:
        """The progress towards a target value; None without one, without an earlier value, or with no judgement.

        Neither is there a way when the baseline has reached the target already.
        """
        base, aim = self.baseline, self.target
        if aim is None or aim.value is None or base is None or base.value is None:
            return None
        ahead = better(aim.value > base.value, self.indicator.polarity)
        if not ahead or base.year >= self.latest.year:
            return None
        done = progress(base.value, self.value, aim.value)
        return (
            None if done is None else Way(base, done, share_of_period(base.year, aim.year, self.latest.year))
        )

    @property
    def gap(self) -> float | None:
        """How far it still is to the target value, in the unit; 0 when it is reached."""
        if self.target is None or self.target.value is None or self.indicator.polarity == "none":
            return None
        gap = self.target.value - self.value
        return max(gap if self.indicator.polarity == "higher" else -gap, 0.0)

    @cached_property
    def worry(self) -> tuple[int, int, float]:
        """The sorting key: the greater, the worse. Light first, then direction, then the gap beside the target."""
        light = {Light.RED: 3, Light.YELLOW: 2, Light.GREY: 1, Light.GREEN: 0}[self.light]
        wrong = 2 if self.direction is Direction.WORSE else 0 if self.direction is Direction.BETTER else 1
        scale = max(abs(self.value), abs(self.target.value or 0) if self.target else 0, 1e-9)
        return light, wrong, (self.gap or 0) / scale


def verdicts(found: Indicators, indicator: IndicatorView) -> tuple[Verdict, ...]:
    """A verdict for each group of which the organisation has a value, in the order of the groups."""
    own = (one for one in indicator.series if one.region == found.region)
    return tuple(_verdict(found, indicator, one, one.latest) for one in own if one.latest)


def all_groups(
    found: Indicators, indicator: IndicatorView, judged: Iterable[Verdict]
) -> tuple[AllGroups, ...]:
    """What can be said of all groups together, for each direction that is the target of at least two of them.

    ``judged`` are the indicator's verdicts. A group that has the target but no value cannot be told.
    """
    holds = {one.series.group: one.holds for one in judged}
    aims: dict[str, dict[str, TargetView]] = {}
    for series in indicator.series:
        target = series.targets[0] if series.targets else None
        if series.region == found.region and series.group and target and target.direction:
            aims.setdefault(target.direction, {})[series.group] = target
    return tuple(
        AllGroups(
            target=next(iter(of.values())),
            groups=tuple(of),
            holds=in_all_groups(holds.get(group) for group in of),
            failing=tuple(group for group in of if holds.get(group) is False),
            open=tuple(group for group in of if holds.get(group) is None),
        )
        for of in aims.values()
        if len(of) > 1
    )


def _verdict(found: Indicators, indicator: IndicatorView, series: SeriesView, latest: PointView) -> Verdict:
    values = series.values
    return Verdict(
        indicator=indicator,
        series=series,
        latest=latest,
        previous=values[-2] if len(values) > 1 else None,
        trend=recent_trend(_trend_points(indicator, series), indicator.polarity),
        target=series.targets[0] if series.targets else None,
        against=tuple(
            against
            for region in found.comparisons
            if (other := indicator.of(region, series.group)) is not None
            and (against := _against(indicator, latest, other)) is not None
        ),
    )


def _against(indicator: IndicatorView, latest: PointView, other: SeriesView) -> Against | None:
    point = other.in_year(latest.year)
    if point is None or point.value is None or latest.value is None:
        return None
    decimals = indicator.decimals
    difference = round(round(latest.value, decimals) - round(point.value, decimals), decimals)
    result = against_benchmark(latest.value, indicator.limits(latest), point.value, indicator.polarity)
    return Against(other.region, point.value, difference, result)


def _trend_points(indicator: IndicatorView, series: SeriesView) -> list[Point]:
    """The points in a form that a recent trend can be calculated from; the others are left out."""
    found: list[Point] = []
    for point in series.values:
        counted = point.numerator is not None and point.denominator
        if counted and indicator.unit == "%" and not indicator.per:
            found.append((point.year, point.numerator, point.denominator))
        elif limits := indicator.limits(point):
            found.append((point.year, point.value, *limits))
    return found
