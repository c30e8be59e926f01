"""Values, areas and contacts that cannot be right: one sentence with the cell, and nothing is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from test_other_kinds import VALUES, book, read_in
from trees import NOW, TODAY, build, snapshot

from hyte_core.excel import workbook
from hyte_core.imports import Loading, accept, load
from hyte_core.records import (
    ContactRecord,
    DutyRecord,
    FollowedIndicatorRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    MaturityRecord,
    NetworkActionRecord,
    OrganisationRecord,
    Records,
    dump,
)

HEADER = ["Indikaattori", "Alue", "Yksikkö", "Vuosi", "Arvo", "Osoittaja", "Nimittäjä", "Alaraja", "Yläraja"]


def own(**kinds: Any) -> bytes:
    """A workbook in our own layout."""
    return workbook(Records(**kinds))


def tried(engine: Engine, content: bytes, **options: Any) -> Loading:
    """What reading a file gives; nothing of a file with an error can be written."""
    before = snapshot(engine)
    loading = load(engine, "tiedosto.xlsx", content, today=TODAY, **options)
    if any(problem.severity == "error" for problem in loading.reading.problems):
        assert not accept(engine, loading, author="K", now=NOW).done
        assert snapshot(engine) == before
    return loading


def errors(engine: Engine, content: bytes, **options: Any) -> list[tuple[str, str | None]]:
    """The errors of a file with their cells."""
    problems = tried(engine, content, **options).reading.problems
    return [(p.code, p.cell) for p in problems if p.severity == "error"]


def value(**fields: Any) -> bytes:
    """A workbook in our own layout with one value."""
    told = {
        "indicator": "Yksinäisyys",
        "region": "Mikkeli",
        "unit": "%",
        "year": 2021,
        "value": 12.1,
    } | fields
    return own(indicator_values=(IndicatorValueRecord(**told),))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"value": 100.1}, "out_of_range"),
        ({"value": -0.5}, "out_of_range"),
        ({"unit": "kpl", "value": -3.0}, "negative_count"),
        ({"numerator": -1.0}, "negative_count"),
        ({"denominator": 0.0}, "bad_denominator"),
        ({"denominator": -10.0}, "bad_denominator"),
        ({"numerator": 11.0, "denominator": 10.0}, "numerator_over_denominator"),
        ({"lower": 13.0, "upper": 11.0}, "limits_crossed"),
        ({"lower": 12.5, "upper": 14.0}, "outside_limits"),
        ({"region": "Atlantis"}, "unknown_region"),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_right_is_refused_with_its_cell(
    engine: Engine, fields: dict[str, Any], code: str
) -> None:
    assert errors(engine, value(**fields)) == [(code, "F2")]


@pytest.mark.parametrize("year", [1899, 2101, 20211])
def test_a_year_that_cannot_be_meant_is_refused_with_its_cell(engine: Engine, year: int) -> None:
    assert errors(engine, value(year=year)) == [("bad_year", "E2")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["Yksinäisyys", "Mikkeli", "%", 2021, 120, None, None, None, None], ("out_of_range", "E2")),
        (["Yksinäisyys", "Mikkeli", "%", 2021, 50, 5, 0, None, None], ("bad_denominator", "E2")),
        (["Yksinäisyys", "Mikkeli", "%", 2021, 50, "viisi", 9, None, None], ("not_a_number", "F2")),
        (["Yksinäisyys", "Mikkeli", "%", 218, 50, None, None, None, None], ("bad_year", "D2")),
        (["Yksinäisyys", "Mikkelli", "%", 2021, 50, None, None, None, None], ("unknown_region", "E2")),
    ],
    ids=str,
)
def test_somebodys_own_table_is_held_to_the_same_rules(
    engine: Engine, row: list[Any], found: tuple[str, str]
) -> None:
    assert errors(engine, book(HEADER, row)) == [found]


@given(st.floats(0, 100), st.floats(0, 50), st.floats(0, 50))
def test_any_proportion_with_limits_around_it_is_taken(
    engine: Engine, share: float, below: float, above: float
) -> None:
    content = value(value=share, lower=share - below, upper=share + above)
    assert errors(engine, content) == []


def test_a_change_in_per_cent_may_be_anything(engine: Engine) -> None:
    assert errors(engine, value(indicator="Väkiluvun muutos", value=-150.0, numerator=-20.0)) == []


def test_events_may_be_more_than_people_when_they_are_told_per_inhabitants(engine: Engine) -> None:
    indicator = IndicatorRecord("Käynnit", per=1000.0)
    visits = IndicatorValueRecord("Käynnit", 2021, 1500.0, region="Kemi", numerator=30.0, denominator=20.0)
    assert errors(engine, own(indicators=(indicator,), indicator_values=(visits,))) == []


def test_the_unit_that_the_database_knows_holds_for_a_table_without_units(engine: Engine) -> None:
    read_in(engine, *VALUES)
    rows = (["Indikaattori", "Alue", "Vuosi", "Arvo"], ["Kokee itsensä yksinäiseksi", "Mikkeli", 2023, 130])
    assert errors(engine, book(*rows)) == [("out_of_range", "D2")]


# --- areas


def test_the_nearest_known_area_is_offered_for_one_that_is_not_known(engine: Engine) -> None:
    (problem,) = tried(engine, value(region="Mikkelli")).reading.problems
    assert "”Mikkeli”" in problem.message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("mikkeli", "Mikkeli"),
        ("Lappträsk", "Lapinjärvi"),
        ("KOKO MAA", "koko maa"),
        ("Etelä-Savon hyvinvointialue", "Etelä-Savon hyvinvointialue"),
    ],
)
def test_an_area_is_known_in_either_language_and_any_case(engine: Engine, written: str, meant: str) -> None:
    loading = tried(engine, value(region=written))
    assert accept(engine, loading, author="K", now=NOW).done
    assert [one.region for one in dump(engine).indicator_values] == [meant]


def test_an_area_that_an_organisation_names_is_known(engine: Engine) -> None:
    town = OrganisationRecord("Saaren kylä", region="Saari", comparisons=("Lahden seutu",))
    values = tuple(
        IndicatorValueRecord("Yksinäisyys", 2021, 1.0, region=name)
        for name in ("Saaren kylä", "Lahden seutu")
    )
    loading = tried(engine, own(organisations=(town,), indicator_values=values))
    assert accept(engine, loading, author="K", now=NOW).done
    assert [one.region for one in dump(engine).indicator_values] == ["Lahden seutu", "Saari"]


SHORT = (["Indikaattori", "MLI 2021, %", "koko maa 2021, %"], ["Yksinäisyys", 12.1, 10.7])


def test_an_abbreviation_means_the_organisation_that_the_file_is_of(engine: Engine) -> None:
    loading = tried(engine, book(*SHORT), organisation="Mikkeli")
    assert {v.region for v in loading.reading.records.indicator_values} == {"Mikkeli", "koko maa"}


def test_an_abbreviation_is_an_unknown_area_when_nobody_knows_whose_the_file_is(engine: Engine) -> None:
    assert errors(engine, book(*SHORT)) == [("unknown_region", "B2")]
    assert ("unknown_region", "B2") in errors(engine, book(*SHORT), organisation="Porvoo")


# --- contacts, maturity and what belongs together


def test_a_malformed_email_is_an_error_with_its_cell(engine: Engine) -> None:
    contact = ContactRecord("Osallisuus", "Asikkala", "Koordinaattori", email="koordinaattori@asikkala")
    assert errors(engine, own(contacts=(contact,))) == [("bad_email", "E2")]
    rows = (
        ["Yhdyspinta", "Organisaatio", "Nimike", "Sähköposti"],
        ["Liikunta", "Asikkala", "Ohjaaja", "a@@b.fi"],
    )
    assert errors(engine, book(*rows)) == [("bad_email", "D2")]


@pytest.mark.parametrize("level", [0, 7])
def test_a_level_outside_the_six_is_an_error_with_its_cell(engine: Engine, level: int) -> None:
    record = MaturityRecord("Osallisuus", level, "county", TODAY)
    assert errors(engine, own(maturity=(record,))) == [("unknown_value", "B2")]


def test_a_followed_indicator_needs_its_focus_area(engine: Engine) -> None:
    build(engine, "1. Osallisuus")
    record = FollowedIndicatorRecord("Testikunta", "Testisuunnitelma", "2. Liikunta", "Yksinäisyys")
    assert errors(engine, own(followed_indicators=(record,))) == [("unknown_focus_area", "A2")]
    assert dump(engine).followed_indicators == ()


def test_a_networks_action_needs_its_network_and_its_action(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  - Raati")
    place = ("Testikunta", "Testisuunnitelma", "1. Osallisuus")
    record = NetworkActionRecord("Kylät", *place, "Raati")
    assert errors(engine, own(network_actions=(record,))) == [("unknown_network", "F2")]


def test_how_a_duty_was_done_needs_an_organisation_and_a_year(engine: Engine) -> None:
    record = DutyRecord("6 §", "municipality", "Nimettävä vastuutaho", organisation="Kemi", light="green")
    assert errors(engine, own(duties=(record,))) == [("empty", "C2")]
