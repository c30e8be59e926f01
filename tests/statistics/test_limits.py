"""95 % limits: published figures to the last digit that they give, and what must hold of any numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.statistics import proportion_limits, rate_limits

# PHEindicatormethods (UKHSA), tests/testthat/testdata_Proportion.xlsx and testdata_Byars_Wilson.xlsx.
PUBLISHED_PROPORTIONS = [
    (1, 100, 0.0017674320641406511, 0.054486196178705294),
    (5, 100, 0.02154367915436798, 0.11175046923191911),
    (20, 100, 0.1333669333310325, 0.28882916559315885),
    (65, 100, 0.5525444329688797, 0.7363575175690247),
    (9856, 12345, 0.7912101752909069, 0.8053640073614909),
    (7776456, 7564336677, 0.0010273201001641094, 0.0010287644578977231),
    (222, 3215, 0.060791690363636595, 0.07833956681383633),
    (999, 3456, 0.27418951080009873, 0.30440389662818057),
    (2, 200, 0.002746658133544438, 0.035721761716176796),
    (1998, 6912, 0.2784949436323704, 0.2998643901720741),
    (1045, 5000, 0.19795549880013297, 0.22049130373189027),
    (0.445, 1, 0.04381744772058822, 0.9334621276979156),
]
# PHEindicatormethods (UKHSA), tests/testthat/testdata_Rate.xlsx: exact under ten events, Byar's from ten on.
PUBLISHED_RATES = [
    (1, 100, 100, 0.025317807984289897, 5.571643390938898),
    (2, 200, 100_000, 121.10463927198258, 3612.3438338619794),
    (5, 100, 100, 1.62348639011842, 11.668332079322669),
    (10, 200, 100_000, 2393.7249569837822, 9195.729302878237),
    (20, 100, 100, 12.211428834875937, 30.889880369197066),
    (40, 200, 100_000, 14286.649933218456, 27235.04966001213),
    (65, 100, 100, 50.163187710459454, 82.84913854593984),
    (9856, 12345, 100_000, 78269.49058976758, 81430.01654272141),
    (7776456, 7564336677, 100_000, 102.73196005302074, 102.87648334092832),
    (222, 3215, 100_000, 6026.574877652674, 7875.729370871851),
    (250, 220, 100_000, 99984.94738532876, 128631.14487455782),
]

sizes = st.integers(1, 10**9)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    """A numerator and its denominator."""
    denominator = draw(sizes)
    return draw(st.integers(0, denominator)), denominator


@pytest.mark.parametrize(("numerator", "denominator", "lower", "upper"), PUBLISHED_PROPORTIONS)
def test_a_proportion_has_the_published_limits(
    numerator: float, denominator: float, lower: float, upper: float
) -> None:
    assert proportion_limits(numerator, denominator) == pytest.approx((lower, upper), rel=1e-12)


@pytest.mark.parametrize(("count", "denominator", "per", "lower", "upper"), PUBLISHED_RATES)
def test_a_rate_has_the_published_limits(
    count: float, denominator: float, per: float, lower: float, upper: float
) -> None:
    assert rate_limits(count, denominator, per) == pytest.approx((lower, upper), rel=1e-12)


def test_a_proportion_of_none_or_all_ends_at_0_or_1_exactly() -> None:
    # With z² = 3,841458820694124 the other limit is z²/(n + z²) from the end.
    none, all_ = proportion_limits(0, 20), proportion_limits(20, 20)
    assert none is not None and all_ is not None
    assert none[0] == 0
    assert none[1] == pytest.approx(3.841458820694124 / 23.841458820694124, rel=1e-14)
    assert all_[0] == pytest.approx(20 / 23.841458820694124, rel=1e-14)
    assert all_[1] == 1


def test_no_events_have_an_upper_limit_of_their_own() -> None:
    # The exact upper limit of none is -ln 0,025.
    limits = rate_limits(0, 1, 1)
    assert limits is not None
    assert limits[0] == 0
    assert limits[1] == pytest.approx(3.6888794541139363, rel=1e-13)


def test_nine_events_have_exact_limits_and_ten_have_byars() -> None:
    # Half the chi-squared quantiles of nine; of ten, the published limits of 10 of 200 above, without the denominator.
    assert rate_limits(9, 1, 1) == pytest.approx((4.1154, 17.0848), abs=5e-5)
    assert rate_limits(10, 1, 1) == pytest.approx((4.787449913967564, 18.391458605756474), rel=1e-13)


def test_a_count_that_is_not_whole_has_limits_between_its_neighbours() -> None:
    under, between, over = (rate_limits(count, 1, 1) for count in (4, 4.5, 5))
    assert under and between and over
    assert under[0] < between[0] < over[0]
    assert under[1] < between[1] < over[1]


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [
        (None, 100),
        (10, None),
        (None, None),
        (0, 0),
        (1, 0),
        (-1, 10),
        (11, 10),
        (float("nan"), 10),
        (1, float("inf")),
    ],
)
def test_what_is_no_proportion_has_no_limits(numerator: float | None, denominator: float | None) -> None:
    assert proportion_limits(numerator, denominator) is None


@pytest.mark.parametrize(
    ("count", "denominator", "per"),
    [(None, 100, 1), (10, None, 1), (10, 100, None), (10, 0, 1), (10, -5, 1), (-1, 100, 1), (10, 100, 0)],
)
def test_what_is_no_rate_has_no_limits(
    count: float | None, denominator: float | None, per: float | None
) -> None:
    assert rate_limits(count, denominator, per) is None


@given(shares())
def test_the_limits_hold_the_proportion_between_them(share: tuple[int, int]) -> None:
    limits = proportion_limits(*share)
    assert limits is not None
    assert 0 <= limits[0] <= share[0] / share[1] <= limits[1] <= 1


@given(shares())
def test_the_limits_of_the_rest_mirror_those_of_a_proportion(share: tuple[int, int]) -> None:
    numerator, denominator = share
    limits, rest = (
        proportion_limits(numerator, denominator),
        proportion_limits(denominator - numerator, denominator),
    )
    assert limits is not None and rest is not None
    assert limits == pytest.approx((1 - rest[1], 1 - rest[0]), abs=1e-12)


@given(shares(), st.integers(2, 50))
def test_more_people_make_the_limits_narrower(share: tuple[int, int], times: int) -> None:
    few = proportion_limits(*share)
    many = proportion_limits(share[0] * times, share[1] * times)
    assert few is not None and many is not None
    assert many[1] - many[0] < few[1] - few[0]


@given(st.integers(0, 10**6), sizes, st.sampled_from([1, 1_000, 10_000, 100_000]))
def test_the_limits_hold_the_rate_between_them(count: int, denominator: int, per: int) -> None:
    limits = rate_limits(count, denominator, per)
    assert limits is not None
    assert limits[0] <= count / denominator * per < limits[1]


@given(st.integers(0, 10_000))
def test_more_events_raise_both_limits(count: int) -> None:
    fewer, more = rate_limits(count, 1, 1), rate_limits(count + 1, 1, 1)
    assert fewer is not None and more is not None
    assert fewer[0] < more[0] and fewer[1] < more[1]
