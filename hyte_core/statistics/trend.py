"""The recent trend of a yearly series, and the noteworthy change of a survey that gives no counts."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import inf, isfinite, log
from typing import NamedTuple

from hyte_core.statistics.polarity import Polarity, better, known

#: A year with numerator and denominator, or with value, lower and upper 95 % limit.
Point = tuple[int, float | None, float | None] | tuple[int, float | None, float | None, float | None]

#: How many yearly points make a trend.
POINTS = 5
#: The chi-squared quantile of 99,8 % with one degree of freedom.
SIGNIFICANT_OVER = 9.54953570608324
#: The width of 95 % limits in standard errors, as Fingertips rounds it.
WIDTH = 3.92
#: Kouluterveyskysely: the change in percentage points that is noteworthy, with few respondents and otherwise.
FEW_RESPONDENTS, NOTEWORTHY_OF_FEW, NOTEWORTHY = 100, 5, 2


class Marker(StrEnum):
    """What a recent trend is. Plain increasing and decreasing are for indicators without a judgement."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    INCREASING_BETTER = "increasing and getting better"
    INCREASING_WORSE = "increasing and getting worse"
    DECREASING_BETTER = "decreasing and getting better"
    DECREASING_WORSE = "decreasing and getting worse"
    NO_CHANGE = "no significant change"
    CANNOT_BE_CALCULATED = "cannot be calculated"

    @property
    def rises(self) -> bool | None:
        """True for increasing, False for decreasing, None for neither."""
        direction = self.value.split()[0]
        return {"increasing": True, "decreasing": False}.get(direction)

    @property
    def improves(self) -> bool | None:
        """True for getting better, False for getting worse, None for neither."""
        return {"better": True, "worse": False}.get(self.value.split()[-1])


class Trend(NamedTuple):
    """A recent trend: its marker, the test's chi-squared (None when it cannot be calculated), and whether it is
    significant: chi-squared is large enough, and no single year makes the trend.
    """

    marker: Marker
    chi_squared: float | None
    significant: bool


class _Found(NamedTuple):
    """What five points give: chi-squared, and the slopes of all and with each point left out."""

    chi_squared: float
    slopes: list[float]


def recent_trend(points: Iterable[Point], polarity: str) -> Trend:
    """The trend of the five latest years, which must be consecutive.

    points: in any order, all (year, numerator, denominator) of a proportion, or all (year, value, lower, upper)
    of anything else. Cannot be calculated: fewer than five points, a year of the last five missing or twice, a
    number missing, both forms mixed; numerators that are no share of their denominators, or all of all or none
    of all; limits without width. A latest year whose numbers are missing is not passed over: a trend that ends
    before it would not be recent. Raises ValueError for a polarity that is not one.

    Source: Fingertips recent trends (OHID). As there, the slopes of proportions are those of the log odds, and
    a year in which the numerator is the whole denominator has none; a year without any cases counts here as
    half a case, for the slopes' sign only.
    """
    polarity = Polarity(polarity)
    numbers = _latest(points)
    found = _test(numbers) if numbers else None
    if found is None or not isfinite(found.chi_squared):
        return Trend(Marker.CANNOT_BE_CALCULATED, None, False)
    rises = all(slope > 0 for slope in found.slopes)
    one_sign = rises or all(slope < 0 for slope in found.slopes)
    significant = one_sign and found.chi_squared > SIGNIFICANT_OVER
    return Trend(
        _marker(rises, polarity) if significant else Marker.NO_CHANGE, found.chi_squared, significant
    )


def noteworthy_change(
    before: float | None, after: float | None, respondents: float | None = None
) -> bool | None:
    """Whether a change between two percentages of Kouluterveyskysely may be called noteworthy (*huomionarvoinen*).

    It may from 5 percentage points with under 100 respondents, else from 2; it is never called significant.
    None when a percentage is missing.
    """
    if not (known(before) and known(after)):
        return None
    few = known(respondents) and respondents < FEW_RESPONDENTS
    # Percentages have a decimal or two: what lies beyond is rounding of the subtraction.
    return round(abs(after - before), 9) >= (NOTEWORTHY_OF_FEW if few else NOTEWORTHY)


def _marker(rises: bool, polarity: str) -> Marker:
    """The marker of a significant trend."""
    good = better(rises, polarity)
    if good is None:
        return Marker.INCREASING if rises else Marker.DECREASING
    if rises:
        return Marker.INCREASING_BETTER if good else Marker.INCREASING_WORSE
    return Marker.DECREASING_BETTER if good else Marker.DECREASING_WORSE


def _latest(points: Iterable[Point]) -> list[list[float]] | None:
    """The numbers of the five latest years in their order; None unless each year is there once with all of them."""
    rows = list(points)
    last = max((row[0] for row in rows), default=0)
    recent = sorted((row for row in rows if row[0] > last - POINTS), key=lambda row: row[0])
    if [row[0] for row in recent] != list(range(last - POINTS + 1, last + 1)):
        return None
    numbers = [[number for number in row[1:] if known(number)] for row in recent]
    complete = all(len(found) == len(row) - 1 for found, row in zip(numbers, recent, strict=True))
    return numbers if complete else None


def _test(numbers: Sequence[Sequence[float]]) -> _Found | None:
    """The test that suits what the points hold; None where it cannot be made."""
    kinds = {len(row) for row in numbers}
    if kinds == {2}:
        return _of_proportions([row[0] for row in numbers], [row[1] for row in numbers])
    if kinds == {3}:
        return _of_values([row[0] for row in numbers], [row[2] - row[1] for row in numbers])
    return None


def _of_proportions(counts: list[float], sizes: list[float]) -> _Found | None:
    """The chi-squared test for trend of counts out of sizes, and the slopes of their log odds."""
    if not all(0 <= count < size for count, size in zip(counts, sizes, strict=True)) or not any(counts):
        return None
    size, count = sum(sizes), sum(counts)
    size_t = sum(n * t for t, n in enumerate(sizes, 1))
    size_tt = sum(n * t * t for t, n in enumerate(sizes, 1))
    count_t = sum(c * t for t, c in enumerate(counts, 1))
    difference = size * count_t - count * size_t
    divisor = count * (size - count) * (size * size_tt - size_t * size_t)
    if divisor <= 0:
        return None
    log_odds = [log((c or 0.5) / (n - c)) for c, n in zip(counts, sizes, strict=True)]
    return _Found(size * difference * difference / divisor, _slopes(log_odds, [1.0] * POINTS))


def _of_values(values: list[float], widths: list[float]) -> _Found | None:
    """The test of the slope of values, each weighted by the inverse of its variance."""
    variances = [(width / WIDTH) * (width / WIDTH) for width in widths]
    if min(widths) <= 0 or not all(0 < variance < inf for variance in variances):
        return None
    weights = [1 / variance for variance in variances]
    slopes = _slopes(values, weights)
    return _Found(slopes[0] * slopes[0] * _spread(range(POINTS), weights), slopes)


def _slopes(values: list[float], weights: list[float]) -> list[float]:
    """The weighted least squares slope over the years 1-5: of all points, then with each left out in turn."""
    chosen = [[n for n in range(POINTS) if n != left_out] for left_out in (None, *range(POINTS))]
    return [_slope(ns, [values[n] for n in ns], [weights[n] for n in ns]) for ns in chosen]


def _slope(times: Sequence[int], values: list[float], weights: list[float]) -> float:
    """The weighted least squares slope of values over times."""
    total = sum(weights)
    mean = sum(w * t for w, t in zip(weights, times, strict=True)) / total
    level = sum(w * y for w, y in zip(weights, values, strict=True)) / total
    covariance = sum(w * (t - mean) * (y - level) for w, t, y in zip(weights, times, values, strict=True))
    return covariance / _spread(times, weights)


def _spread(times: Sequence[int], weights: Sequence[float]) -> float:
    """The weighted sum of squares of times around their mean: the inverse of the slope's variance."""
    mean = sum(w * t for w, t in zip(weights, times, strict=True)) / sum(weights)
    return sum(w * (t - mean) * (t - mean) for w, t in zip(weights, times, strict=True))
