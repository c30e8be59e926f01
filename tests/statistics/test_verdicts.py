"""Values against targets, directions and other areas, and how far they have come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.lights import light_of
from hyte_core.statistics import (
    Comparison,
    against_benchmark,
    against_direction,
    against_target,
    in_all_groups,
    is_ideal,
    points_light,
    progress,
    share_of_period,
)

numbers = st.floats(-1e6, 1e6)
polarities = st.sampled_from(["higher", "lower"])
OPPOSITE = {"higher": "lower", "lower": "higher"}


@st.composite
def bracketed(draw: st.DrawFn) -> tuple[float, tuple[float, float]]:
    """A value inside its limits."""
    lower, value, upper = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return value, (lower, upper)


# Fingertips (OHID), fingertips-open, SingleValueTargetComparerTest: target 10; better is green, worse red, same yellow.
@pytest.mark.parametrize(
    ("value", "limits", "high_is_good", "low_is_good"),
    [
        (9, None, "red", "green"),
        (10, None, "green", "green"),
        (11, None, "green", "red"),
        (8.5, (8, 9), "red", "green"),
        (10, (9, 11), "yellow", "yellow"),
        (11.5, (11, 12), "green", "red"),
        (10, (10, 10), "green", "red"),
    ],
)
def test_a_value_against_a_target_is_judged_as_fingertips_does(
    value: float, limits: tuple[float, float] | None, high_is_good: str, low_is_good: str
) -> None:
    assert against_target(value, 10, "higher", limits) == high_is_good
    assert against_target(value, 10, "lower", limits) == low_is_good


def test_an_upper_limit_on_the_target_leaves_it_open() -> None:
    assert against_target(9, 10, "higher", (8, 10)) == "yellow"
    assert against_target(9, 10, "lower", (8, 10)) == "yellow"


@pytest.mark.parametrize(("value", "target"), [(None, 10), (10, None), (None, None), (float("nan"), 10)])
def test_without_value_or_target_nothing_is_judged(value: float | None, target: float | None) -> None:
    assert against_target(value, target, "higher", (1, 2)) is None


def test_without_a_judgement_there_is_no_red_and_no_green() -> None:
    assert against_target(12, 10, "none") is None
    assert against_target(12, 10, "none", (11, 13)) is None


@pytest.mark.parametrize("polarity", ["", "Higher", "better"])
def test_an_unknown_polarity_is_refused(polarity: str) -> None:
    with pytest.raises(ValueError, match="Polarity"):
        against_target(12, 10, polarity)
    with pytest.raises(ValueError, match="Polarity"):
        against_benchmark(12, None, 10, polarity)


@given(bracketed(), numbers, polarities)
def test_limits_never_turn_a_verdict_round(
    measured: tuple[float, tuple[float, float]], target: float, polarity: str
) -> None:
    value, limits = measured
    with_limits = against_target(value, target, polarity, limits)
    without = against_target(value, target, polarity)
    # A value on its target reaches it both ways; where low is good, limits on the target do not.
    assert with_limits in (without, "yellow") or (polarity == "lower" and value == target == limits[0])


@given(numbers, numbers, st.floats(0, 1e6), polarities)
def test_a_better_value_never_gets_a_worse_light(
    value: float, target: float, gain: float, polarity: str
) -> None:
    improved = value + gain if polarity == "higher" else value - gain
    lights = [light_of(against_target(number, target, polarity)).rank for number in (value, improved)]
    assert lights == sorted(lights, key=lambda rank: rank or 0)


# Fingertips (OHID), fingertips-open, SingleOverlappingCIsForOneCILevelComparatorTest.
@pytest.mark.parametrize(
    ("value", "limits", "benchmark", "high_is_good", "low_is_good"),
    [
        (11, (10, 12), 11, Comparison.SIMILAR, Comparison.SIMILAR),
        (3.05, (2.7, 3.1), 3.0, Comparison.SIMILAR, Comparison.SIMILAR),
        (3.3, (3.2, 3.5), 3.0, Comparison.BETTER, Comparison.WORSE),
        (2.5, (2.2, 2.8), 3.0, Comparison.WORSE, Comparison.BETTER),
    ],
)
def test_an_area_is_compared_as_fingertips_does(
    value: float,
    limits: tuple[float, float],
    benchmark: float,
    high_is_good: Comparison,
    low_is_good: Comparison,
) -> None:
    assert against_benchmark(value, limits, benchmark, "higher") is high_is_good
    assert against_benchmark(value, limits, benchmark, "lower") is low_is_good


def test_without_a_judgement_an_area_is_higher_lower_or_similar() -> None:
    assert against_benchmark(3.3, (3.2, 3.5), 3.0, "none") is Comparison.HIGHER
    assert against_benchmark(2.5, (2.2, 2.8), 3.0, "none") is Comparison.LOWER
    assert against_benchmark(2.5, (2.2, 2.8), 2.8, "none") is Comparison.SIMILAR


@pytest.mark.parametrize(
    ("value", "limits", "benchmark"),
    [(4.0, None, 3.0), (None, (1, 2), 3.0), (2.5, (2.2, 2.8), None), (None, None, None)],
)
def test_without_limits_or_a_value_no_verdict_of_significance_is_given(
    value: float | None, limits: tuple[float, float] | None, benchmark: float | None
) -> None:
    assert against_benchmark(value, limits, benchmark, "higher") is None


@given(bracketed(), numbers, polarities)
def test_the_other_polarity_swaps_better_and_worse(
    measured: tuple[float, tuple[float, float]], benchmark: float, polarity: str
) -> None:
    swapped = {Comparison.BETTER: Comparison.WORSE, Comparison.WORSE: Comparison.BETTER}
    found = against_benchmark(*measured, benchmark, polarity)
    assert found is not None
    assert against_benchmark(*measured, benchmark, OPPOSITE[polarity]) is swapped.get(found, found)


@pytest.mark.parametrize(
    ("points", "light"),
    [
        (100, "green"),
        (75, "green"),
        (74.9, "yellow"),
        (25, "yellow"),
        (24.9, "red"),
        (0, "red"),
        (None, None),
    ],
)
def test_points_have_a_light_of_their_own(points: float | None, light: str | None) -> None:
    assert points_light(points) == light


@pytest.mark.parametrize(
    ("baseline", "value", "direction", "polarity", "holds"),
    [
        (10, 12, "increase", "none", True),
        (10, 8, "increase", "higher", False),
        (10, 8, "decrease", "none", True),
        (10, 12, "decrease", "lower", False),
        (10, 12, "improve", "higher", True),
        (10, 12, "improve", "lower", False),
        (10, 8, "improve", "lower", True),
        (10, 8, "improve", "higher", False),
        (10, 12, "improve", "none", None),
        (None, 12, "increase", "higher", None),
        (10, None, "decrease", "lower", None),
        (10, 12, None, "higher", None),
        (10, 12, "", "higher", None),
    ],
)
def test_a_direction_is_judged_by_the_change_from_the_baseline(
    baseline: float | None, value: float | None, direction: str | None, polarity: str, holds: bool | None
) -> None:
    assert against_direction(baseline, value, direction, polarity) is holds


@pytest.mark.parametrize("direction", ["increase", "decrease", "improve"])
@pytest.mark.parametrize("polarity", ["higher", "lower"])
def test_no_change_is_in_no_direction(direction: str, polarity: str) -> None:
    assert against_direction(10, 10, direction, polarity) is False


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="sideways"):
        against_direction(10, 12, "sideways", "higher")


@pytest.mark.parametrize(
    ("results", "holds"),
    [
        ([True, True], True),
        ([True, False], False),
        ([None, False, True], False),
        ([True, None], None),
        ([], None),
    ],
)
def test_a_target_in_all_groups_holds_only_if_it_holds_in_each(
    results: list[bool | None], holds: bool | None
) -> None:
    assert in_all_groups(results) is holds


def test_progress_is_the_share_of_the_way_that_is_done() -> None:
    assert progress(20, 25, 40) == 0.25
    assert progress(24.8, 24.4, 24.0) == pytest.approx(0.5)
    assert progress(24.8, 25.7, 24.0) == pytest.approx(-1.125)
    assert progress(20, 50, 40) == 1.5


@pytest.mark.parametrize("numbers", [(None, 1, 2), (1, None, 2), (1, 2, None), (5, 6, 5)])
def test_progress_is_not_told_without_a_way_to_go(
    numbers: tuple[float | None, float | None, float | None],
) -> None:
    assert progress(*numbers) is None


@given(numbers, numbers)
def test_progress_is_0_at_the_baseline_and_1_at_the_target(baseline: float, target: float) -> None:
    expected = None if baseline == target else (0, 1)
    found = progress(baseline, baseline, target), progress(baseline, target, target)
    assert found == (expected or (None, None))


@pytest.mark.parametrize(
    ("years", "share"),
    [
        ((2021, 2025, 2021), 0),
        ((2021, 2025, 2023), 0.5),
        ((2021, 2025, 2025), 1),
        ((2021, 2025, 2030), 1),
        ((2021, 2025, 2019), 0),
        ((2025, 2025, 2025), None),
        ((2025, 2021, 2023), None),
        ((None, 2025, 2023), None),
        ((2021, None, 2023), None),
    ],
)
def test_the_share_of_the_period_stays_between_none_and_all(
    years: tuple[int | None, int | None, int | None], share: float | None
) -> None:
    assert share_of_period(*years) == share


@pytest.mark.parametrize(
    ("target", "unit", "ideal"),
    [
        (0, "%", True),
        (100.0, " %", True),
        (0, "kpl", False),
        (24, "%", False),
        (None, "%", False),
        (100, "", False),
    ],
)
def test_only_0_and_100_percent_are_ideals(target: float | None, unit: str, ideal: bool) -> None:
    assert is_ideal(target, unit) is ideal
