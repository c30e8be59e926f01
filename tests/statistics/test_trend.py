"""Recent trends: published figures, when a trend cannot be calculated, and what must hold of any series."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.statistics import Marker, Trend, noteworthy_change, recent_trend
from hyte_core.statistics.trend import SIGNIFICANT_OVER

# Fingertips (OHID), fingertips-open, TrendMarkerCalculatorTest, sets 1 and 2; the first is in PHEindicatormethods' test
# data of trend markers as well, its years the other way round.
SMOKING = [
    (2014, 24.67, 23.16, 26.25),
    (2015, 24.6, 23.15, 26.19),
    (2016, 28, 26.44, 29.64),
    (2017, 30.2, 28.63, 31.9),
    (2018, 30.6, 28.98, 32.25),
]
SMOKING_COUNTS = [
    (2014, 994, 40299),
    (2015, 1023, 41527),
    (2016, 1199, 42811),
    (2017, 1332, 44064),
    (2018, 1367, 44701),
]
FLAT = [
    (2014, 20.5506, 18.1803, 23.1427),
    (2015, 19.5952, 17.3444, 22.0602),
    (2016, 19.0349, 16.8421, 21.4394),
    (2017, 21.3966, 19.0918, 23.8975),
    (2018, 18.4372, 16.2925, 20.7941),
]
# PHEindicatormethods, tests/testthat/testdata_trend_markers.xlsx (branch add_trend_markers).
FALLING_COUNTS = [
    (2019, 318, 468.3357879234167),
    (2020, 314, 472.8915662650602),
    (2021, 318, 500.78740157480314),
    (2022, 291, 480.1980198019802),
    (2023, 292, 499.14529914529913),
]
STEEP_COUNTS = [
    (2019, 90, 264.70588235294116),
    (2020, 58, 89.23076923076924),
    (2021, 29, 44.61538461538462),
    (2022, 49, 233.33333333333334),
    (2023, 67, 744.4444444444445),
]
RISING = [
    (1, 20.2, 18.3, 21.9),
    (2, 23, 21.44, 25.64),
    (3, 24.6, 23.15, 26.19),
    (4, 28.67, 26.16, 29.25),
    (5, 30.9, 28.98, 32.25),
]
SIX = [
    (1, 30.6, 28.98, 32.25),
    (2, 30.2, 28.63, 31.9),
    (3, 28, 26.44, 29.64),
    (4, 24.6, 23.15, 26.19),
    (5, 24.67, 23.16, 26.25),
    (6, 30.9, 28.98, 32.25),
]
# FingertipsNext (DHSC), IndicatorTestData: vaccinations in Yorkshire and the Humber; sight loss and cancer in England.
VACCINATED = [
    (2020, 92.6254, 92.4168, 92.8288),
    (2021, 92.3221, 92.1072, 92.5315),
    (2022, 90.8708, 90.6358, 91.1004),
    (2023, 90.017, 89.7694, 90.2594),
    (2024, 90.1013, 89.8578, 90.3396),
]
VACCINATED_COUNTS = [
    (2020, 57274, 61834),
    (2021, 55865, 60511),
    (2022, 53681, 59074),
    (2023, 51767, 57508),
    (2024, 53185, 59028),
]
SIGHT_LOSS = [
    (2020, 2.935, 2.7841, 3.0919),
    (2021, 1.93028, 1.8085, 2.058),
    (2022, 2.7567, 2.6113, 2.9082),
    (2023, 2.8701, 2.7225, 3.0237),
    (2024, 3.0121, 2.8616, 3.1683),
]
CANNOT = Trend(Marker.CANNOT_BE_CALCULATED, None, False)


def markers(points: list[Any]) -> list[Marker]:
    """The markers of a series where higher is better, lower is better, and nothing is judged."""
    return [recent_trend(points, polarity).marker for polarity in ("higher", "lower", "none")]


RISE = [Marker.INCREASING_BETTER, Marker.INCREASING_WORSE, Marker.INCREASING]
FALL = [Marker.DECREASING_WORSE, Marker.DECREASING_BETTER, Marker.DECREASING]


@pytest.mark.parametrize(
    ("points", "chi_squared", "digits", "expected"),
    [
        (SMOKING, 46.77, 2, RISE),
        (SMOKING_COUNTS, 47.9, 2, RISE),
        (FALLING_COUNTS, 12.5688, 4, FALL),
        (STEEP_COUNTS, 144.3957, 4, FALL),
        # R computes the standard error with 3,9199 instead of 3,92.
        (RISING, 95.2196 * (3.92 / 3.919927969080108) ** 2, 4, RISE),
    ],
)
def test_a_published_trend_is_found(
    points: list[Any], chi_squared: float, digits: int, expected: list[Marker]
) -> None:
    trend = recent_trend(points, "none")
    assert trend.significant
    assert trend.chi_squared == pytest.approx(chi_squared, abs=0.51 * 10**-digits)
    assert markers(points) == expected


@pytest.mark.parametrize(
    ("points", "expected"), [(VACCINATED, FALL), (VACCINATED_COUNTS, FALL), (SIGHT_LOSS, RISE)]
)
def test_a_published_marker_is_found(points: list[Any], expected: list[Marker]) -> None:
    assert markers(points) == expected


def test_a_published_series_without_a_trend_has_none() -> None:
    trend = recent_trend(FLAT, "higher")
    assert trend.marker is Marker.NO_CHANGE
    assert not trend.significant
    assert trend.chi_squared is not None and trend.chi_squared < SIGNIFICANT_OVER


def test_only_the_five_latest_years_count() -> None:
    # PHEindicatormethods, testdata_trend_markers.xlsx: six years, of which the first five fall.
    trend = recent_trend(SIX, "none")
    assert trend.marker is Marker.NO_CHANGE
    assert trend.chi_squared == pytest.approx(0.7433, abs=1e-4)
    assert recent_trend(SIX[:5], "none").marker is Marker.DECREASING


def test_a_year_in_which_all_are_counted_has_no_trend() -> None:
    # Fingertips (OHID), TrendMarkerCalculatorTest, proportions set 2.
    points: list[Any] = [(2012, 5, 5), (2013, 3, 5), (2014, 1, 5), (2015, 1, 4), (2016, 2, 4)]
    assert recent_trend(points, "higher") == CANNOT


@pytest.mark.parametrize("distance", [-1e-9, 1e-9])
def test_a_trend_is_significant_only_over_the_limit(distance: float) -> None:
    # With a standard error of 1 in each year, chi-squared is ten times the slope squared.
    slope = (SIGNIFICANT_OVER / 10) ** 0.5 * (1 + distance)
    points: list[Any] = [(t, slope * t, slope * t - 1.96, slope * t + 1.96) for t in range(2019, 2024)]
    assert recent_trend(points, "none").significant is (distance > 0)


def test_a_trend_that_one_year_makes_is_none() -> None:
    points: list[Any] = [(2020, 20, 100), (2021, 19, 100), (2022, 18, 100), (2023, 17, 100), (2024, 70, 100)]
    trend = recent_trend(points, "higher")
    assert trend.chi_squared is not None and trend.chi_squared > SIGNIFICANT_OVER
    assert trend.marker is Marker.NO_CHANGE
    assert not trend.significant


def test_a_year_without_cases_is_a_year_of_the_trend() -> None:
    points: list[Any] = [(2020, 0, 100), (2021, 5, 100), (2022, 9, 100), (2023, 14, 100), (2024, 20, 100)]
    assert recent_trend(points, "lower").marker is Marker.INCREASING_WORSE


COUNTS_CANNOT: dict[str, list[Any]] = {
    "no points": [],
    "four points": FALLING_COUNTS[1:],
    "a gap": [(2018, 318, 468), *FALLING_COUNTS[:2], *FALLING_COUNTS[3:]],
    "a year twice": [*FALLING_COUNTS, (2021, 300, 500)],
    "a year twice instead of another": [*FALLING_COUNTS[1:], FALLING_COUNTS[-1]],
    "a numerator missing": [*FALLING_COUNTS[:3], (2022, None, 480), FALLING_COUNTS[4]],
    "a denominator missing": [*FALLING_COUNTS[:3], (2022, 291, None), FALLING_COUNTS[4]],
    "the latest year's numbers missing": [*FALLING_COUNTS, (2024, None, None)],
    "a number that is NaN": [*FALLING_COUNTS[:4], (2023, float("nan"), 499)],
    "a denominator of zero": [*FALLING_COUNTS[:4], (2023, 0, 0)],
    "more cases than people": [*FALLING_COUNTS[:4], (2023, 500, 499)],
    "a negative count": [*FALLING_COUNTS[:4], (2023, -1, 499)],
    "no cases at all": [(year, 0, 100) for year in range(2019, 2024)],
    "everybody a case": [(year, 100, 100) for year in range(2019, 2024)],
    "both forms": [*FALLING_COUNTS[:4], (2023, 58.5, 54, 63)],
    "a value missing": [*FLAT[:2], (2016, None, 16.8, 21.4), *FLAT[3:]],
    "a limit missing": [*FLAT[:2], (2016, 19.0, None, 21.4), *FLAT[3:]],
    "limits without width": [*FLAT[:2], (2016, 19.0, 19.0, 19.0), *FLAT[3:]],
    "limits the wrong way": [*FLAT[:2], (2016, 19.0, 21.4, 16.8), *FLAT[3:]],
    "limits too near to count with": [(t, t, t, t + 1e-200) for t in range(5)],
    "limits too far to count with": [(t, t, -1e200, 1e200) for t in range(5)],
}


@pytest.mark.parametrize("points", COUNTS_CANNOT.values(), ids=COUNTS_CANNOT)
def test_a_trend_cannot_be_calculated_of(points: list[Any]) -> None:
    assert recent_trend(points, "higher") == CANNOT


def test_older_years_may_have_gaps_and_repeats() -> None:
    older: list[Any] = [(2015, 1, 2), (2015, 2, 3), (2017, None, None)]
    assert recent_trend(older + FALLING_COUNTS, "none") == recent_trend(FALLING_COUNTS, "none")


def test_an_unknown_polarity_is_refused_of_a_trend() -> None:
    with pytest.raises(ValueError, match="Polarity"):
        recent_trend(FALLING_COUNTS, "up")


@pytest.mark.parametrize(
    ("marker", "rises", "improves"),
    [
        (Marker.INCREASING, True, None),
        (Marker.DECREASING, False, None),
        (Marker.INCREASING_BETTER, True, True),
        (Marker.INCREASING_WORSE, True, False),
        (Marker.DECREASING_BETTER, False, True),
        (Marker.DECREASING_WORSE, False, False),
        (Marker.NO_CHANGE, None, None),
        (Marker.CANNOT_BE_CALCULATED, None, None),
    ],
)
def test_a_marker_tells_direction_and_judgement(
    marker: Marker, rises: bool | None, improves: bool | None
) -> None:
    assert (marker.rises, marker.improves) == (rises, improves)


@st.composite
def counted(draw: st.DrawFn) -> list[Any]:
    """Five years of a proportion, none of them all cases."""
    sizes = draw(st.lists(st.integers(2, 100_000), min_size=5, max_size=5))
    return [(2020 + n, draw(st.integers(1, size - 1)), size) for n, size in enumerate(sizes)]


@st.composite
def measured(draw: st.DrawFn) -> list[Any]:
    """Five years of values inside their limits."""
    rows = []
    for year in range(2020, 2025):
        value, below, above = draw(st.integers(-100, 100)), draw(st.integers(1, 50)), draw(st.integers(1, 50))
        rows.append((year, value / 4, (value - below) / 4, (value + above) / 4))
    return rows


series = st.one_of(counted(), measured())
MIRROR = {
    Marker.INCREASING_BETTER: Marker.INCREASING_WORSE,
    Marker.INCREASING_WORSE: Marker.INCREASING_BETTER,
    Marker.DECREASING_BETTER: Marker.DECREASING_WORSE,
    Marker.DECREASING_WORSE: Marker.DECREASING_BETTER,
}


@given(series, st.randoms(use_true_random=False))
def test_the_order_of_the_points_does_not_matter(points: list[Any], random: Any) -> None:
    shuffled = list(points)
    random.shuffle(shuffled)
    assert recent_trend(shuffled, "higher") == recent_trend(points, "higher")


@given(series)
def test_the_other_polarity_mirrors_the_judgement_only(points: list[Any]) -> None:
    high, low = recent_trend(points, "higher"), recent_trend(points, "lower")
    assert low == high._replace(marker=MIRROR.get(high.marker, high.marker))


@given(counted())
def test_those_who_are_no_cases_have_the_opposite_trend(points: list[Any]) -> None:
    rest: list[Any] = [(year, size - count, size) for year, count, size in points]
    cases, others = recent_trend(points, "higher"), recent_trend(rest, "lower")
    assert others.chi_squared == cases.chi_squared
    assert others.marker.improves == cases.marker.improves


@given(measured())
def test_the_unit_of_the_values_does_not_matter(points: list[Any]) -> None:
    scaled: list[Any] = [(year, *(number * 1024 for number in numbers)) for year, *numbers in points]
    assert recent_trend(scaled, "none") == recent_trend(points, "none")


@given(series)
def test_a_significant_trend_is_one_over_the_limit_with_a_direction(points: list[Any]) -> None:
    trend = recent_trend(points, "none")
    assert trend.chi_squared is not None and trend.chi_squared >= 0
    assert trend.significant is (trend.marker in (Marker.INCREASING, Marker.DECREASING))
    assert not trend.significant or trend.chi_squared > SIGNIFICANT_OVER


@pytest.mark.parametrize(
    ("before", "after", "respondents", "noteworthy"),
    [
        (10.1, 12.1, None, True),
        (14.3, 12.3, 100, True),
        (10.0, 11.9, 1000, False),
        (10.0, 14.9, 99, False),
        (10.0, 15.0, 99, True),
        (17.9, 12.9, 50, True),
        (1.1, 3.1, 400, True),
        (None, 12.0, 100, None),
        (12.0, None, 100, None),
    ],
)
def test_a_change_of_two_or_of_few_five_percentage_points_is_noteworthy(
    before: float | None, after: float | None, respondents: int | None, noteworthy: bool | None
) -> None:
    assert noteworthy_change(before, after, respondents) is noteworthy


@given(st.integers(0, 980), st.booleans())
def test_rounding_takes_no_noteworthy_change_away(tenths: int, few: bool) -> None:
    step = 5 if few else 2
    assert noteworthy_change(tenths / 10, (tenths + 10 * step) / 10, 50 if few else 500)
    assert not noteworthy_change(tenths / 10, (tenths + 10 * step - 1) / 10, 50 if few else 500)
