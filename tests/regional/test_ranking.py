"""One indicator across areas: order, places, who is compared with what, and who has no value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from organisations import write
from sqlalchemy import Engine

from hyte_core.model import Indicator, Observation, Organisation, Series
from hyte_core.regional import Body, Measured, Ranking, bodies, indicator_choices, measured, ranking
from hyte_core.statistics import Comparison, against_benchmark

#: {area: {year: value, or a reason why there is none}}
Values = dict[str, dict[int, Any]]


def fill(engine: Engine, values: Values, *, polarity: str = "lower", size: float | None = 1000) -> str:
    """An indicator with the areas' values, per cent of so many; organisations for all but the country."""
    indicator = Indicator(name="Indikaattori", unit="%", polarity=polarity)
    rows: list[Any] = [indicator]
    for area, of_area in values.items():
        if area not in ("koko maa", "Koealue"):
            rows.append(Organisation(name=area, comparisons=["Koealue"]))
        series = Series(indicator_id=indicator.id, region=area)
        rows.append(series)
        for year, value in of_area.items():
            told = {"missing_reason": value} if isinstance(value, str) else {"value": value}
            if size and not isinstance(value, str):
                told |= {"numerator": value / 100 * size, "denominator": size}
            rows.append(Observation(series_id=series.id, year=year, **told))
    write(engine, rows)
    return indicator.id


def read(engine: Engine, id_: str) -> tuple[Measured, tuple[Body, ...]]:
    with engine.connect() as connection:
        found = measured(connection, id_)
        all_ = bodies(connection)
    assert found is not None
    return found, all_


def ranked(engine: Engine, values: Values, year: int | None = None, **how: Any) -> Ranking:
    found, all_ = read(engine, fill(engine, values, **how))
    return ranking(found, "", year, all_, ["Koealue"])


def rows(found: Ranking) -> list[tuple[int, str, float]]:
    return [(one.place, one.region, one.value) for one in found.standings]


def test_the_worst_come_first_and_the_best_has_the_first_place(engine: Engine) -> None:
    found = ranked(engine, {"A": {2024: 10.0}, "B": {2024: 30.0}, "C": {2024: 20.0}})
    assert rows(found) == [(3, "B", 30.0), (2, "C", 20.0), (1, "A", 10.0)]


def test_where_more_is_better_the_smallest_come_first(engine: Engine) -> None:
    found = ranked(engine, {"A": {2024: 10.0}, "B": {2024: 30.0}}, polarity="higher")
    assert rows(found) == [(2, "A", 10.0), (1, "B", 30.0)]


def test_where_nothing_is_judged_the_largest_come_first(engine: Engine) -> None:
    found = ranked(engine, {"A": {2024: 10.0}, "B": {2024: 30.0}}, polarity="none")
    assert rows(found) == [(1, "B", 30.0), (2, "A", 10.0)]


def test_values_that_are_the_same_share_a_place(engine: Engine) -> None:
    found = ranked(engine, {"A": {2024: 10.0}, "B": {2024: 10.0}, "C": {2024: 20.0}})
    assert rows(found) == [(3, "C", 20.0), (1, "A", 10.0), (1, "B", 10.0)]


def test_without_a_year_each_area_has_its_latest_value_and_says_of_which_years(engine: Engine) -> None:
    found = ranked(engine, {"A": {2022: 10.0, 2023: 12.0}, "B": {2021: 9.0, 2024: "peitetty"}})
    assert [(one.region, one.point.year) for one in found.standings] == [("A", 2023), ("B", 2021)]
    assert found.years == (2021, 2023)


def test_of_a_chosen_year_those_without_a_value_are_told_with_the_reason(engine: Engine) -> None:
    values: Values = {"A": {2023: 10.0}, "B": {2022: 9.0, 2023: "peitetty"}, "C": {2022: 1.0}}
    found = ranked(engine, values, 2023)
    assert [one.region for one in found.standings] == ["A"]
    assert [(one.body.name, one.reason) for one in found.lacking] == [("B", "peitetty"), ("C", "")]


def test_country_and_county_are_references_and_not_ranked(engine: Engine) -> None:
    found = ranked(engine, {"A": {2024: 10.0}, "koko maa": {2024: 20.0}, "Koealue": {2024: 15.0}})
    assert [one.region for one in found.standings] == ["A"]
    assert [(one.region, one.value) for one in found.references] == [("koko maa", 20.0), ("Koealue", 15.0)]


def test_only_the_same_years_value_of_the_country_is_compared_with(engine: Engine) -> None:
    found = ranked(engine, {"A": {2023: 10.0}, "koko maa": {2023: 90.0, 2024: 20.0}})
    assert found.standings[0].against is Comparison.BETTER
    found = ranked_again(engine, {"B": {2022: 10.0}, "koko maa": {2024: 20.0}})
    assert found.standings[0].against is None


def ranked_again(engine: Engine, values: Values) -> Ranking:
    with engine.begin() as connection:
        for table in ("observation", "series", "indicator", "organisation"):
            connection.exec_driver_sql(f'DELETE FROM "{table}"')
    return ranked(engine, values)


def test_without_limits_no_difference_is_claimed(engine: Engine) -> None:
    found = ranked(engine, {"A": {2024: 10.0}, "koko maa": {2024: 90.0}}, size=None)
    assert found.standings[0].limits is None and found.standings[0].against is None


def test_an_area_of_two_organisations_is_ranked_once(engine: Engine) -> None:
    id_ = fill(engine, {"A": {2024: 10.0}})
    write(engine, [Organisation(name="A-yhtymä", region="A")])
    found, all_ = read(engine, id_)
    assert [one.body and one.body.name for one in ranking(found, "", None, all_).standings] == ["A"]


_SHARES = st.integers(0, 100).map(float)


@pytest.mark.parametrize("polarity", ["higher", "lower", "none"])
@given(values=st.dictionaries(st.sampled_from("ABCDEF"), _SHARES, min_size=1), country=_SHARES)
def test_places_and_differences_are_those_that_the_numbers_give(
    engine: Engine, polarity: str, values: dict[str, float], country: float
) -> None:
    told: Values = {area: {2024: value} for area, value in values.items()} | {"koko maa": {2024: country}}
    with engine.begin() as connection:
        for table in ("observation", "series", "indicator", "organisation"):
            connection.exec_driver_sql(f'DELETE FROM "{table}"')
    found = ranked(engine, told, polarity=polarity)
    assert {one.region: one.value for one in found.standings} == values
    for one in found.standings:
        better = [v for v in values.values() if (v < one.value if polarity == "lower" else v > one.value)]
        assert one.place == len(better) + 1
        assert one.against == against_benchmark(one.value, one.limits, country, polarity)


def test_indicators_without_values_are_not_to_choose(engine: Engine) -> None:
    id_ = fill(engine, {"A": {2024: 10.0}, "B": {2024: 10.0}})
    write(engine, [Indicator(name="Tyhjä")])
    with engine.connect() as connection:
        assert [(one.id, one.series) for one in indicator_choices(connection)] == [(id_, 2)]


def test_later_years_are_left_out_of_what_was_known_at_the_end_of_one(engine: Engine) -> None:
    found, _all = read(engine, fill(engine, {"A": {2022: 10.0, 2024: 12.0}}))
    assert found.years("", ["A"]) == [2024, 2022]
    assert found.until(2023).years("", ["A"]) == [2022]


def test_an_indicator_that_is_not_there_has_no_values(engine: Engine) -> None:
    with engine.connect() as connection:
        assert measured(connection, "puuttuu") is None
