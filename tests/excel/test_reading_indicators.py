"""Indicators in long and wide tables, and several figures in a cell."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from hyte_core.excel import read_workbook
from tests.excel.workbooks import codes, read, values


def test_a_long_table() -> None:
    reading = read(
        (
            "Indikaattori",
            "Ryhmä",
            "Alue",
            "Vuosi",
            "Arvo",
            "Yksikkö",
            "Lähde",
            "Alaraja",
            "Yläraja",
            "Tavoite",
        ),
        ("Yksinäisyys", "8.-9. lk", "Mikkeli", 2023, "7,2 %", "%", "Kouluterveyskysely", 6.1, 8.4, "5 %"),
        (None, None, "koko maa", 2023, 8.5, "%", "Kouluterveyskysely"),
    )
    assert values(reading) == [
        ("Yksinäisyys", "Mikkeli", "8.-9. lk", 2023, 7.2),
        ("Yksinäisyys", "koko maa", "", 2023, 8.5),
    ]
    first = reading.records.indicator_values[0]
    assert (first.unit, first.source, first.lower, first.upper, first.cell) == (
        "%",
        "Kouluterveyskysely",
        6.1,
        8.4,
        "E2",
    )
    assert [(t.value, t.region, t.group) for t in reading.records.targets] == [(5.0, "Mikkeli", "8.-9. lk")]


def test_years_as_columns_with_a_target() -> None:
    reading = read(
        ("Mittari", 2019, "2021", "v. 2023", "Tavoite 2025"),
        ("Elämänlaatu, % (FinSote)", 53.8, "54,5", "\u22121,5", "> 60 %"),
        ("Kävijät", "635 534", "1\u202f234,5", "..", "Lisääntyy"),
    )
    assert [v[3:] for v in values(reading)] == [
        (2019, 53.8),
        (2021, 54.5),
        (2023, -1.5),
        (2019, 635534),
        (2021, 1234.5),
        (2023, None),
    ]
    assert reading.records.indicator_values[0].indicator == "Elämänlaatu"
    assert reading.records.indicator_values[0].source == "FinSote"
    assert reading.records.indicator_values[0].unit == "%"
    assert reading.records.indicator_values[-1].missing_reason == "ei tietoa"
    assert [(t.value, t.direction, t.year) for t in reading.records.targets] == [
        (60, "increase", 2025),
        (None, "increase", 2025),
    ]


def test_municipality_and_country_under_years_in_two_header_rows() -> None:
    reading = read(
        ("Indikaattori", 2019, None, 2021, None),
        (None, "Mikkeli", "Koko maa", "Mikkeli", "Koko maa"),
        ("Yksinäisyys, %", 7.2, 8.5, 9.3, 9.1),
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    assert [v[1:2] + v[3:] for v in values(reading)] == [
        ("Mikkeli", 2019, 7.2),
        ("koko maa", 2019, 8.5),
        ("Mikkeli", 2021, 9.3),
        ("koko maa", 2021, 9.1),
    ]


def test_a_pair_in_a_cell_is_what_the_header_says() -> None:
    reading = read(
        ("Indikaattori", "Mikkeli/koko maa 2021", "Tavoite"), ("Yksinäisyys", "7,2 %/8,5 %", "Vähenee")
    )
    assert [v[1:2] + v[3:] for v in values(reading)] == [("Mikkeli", 2021, 7.2), ("koko maa", 2021, 8.5)]
    assert "slash_read@B1" in codes(reading)


def test_the_same_slash_divides_years_or_a_start_from_a_target() -> None:
    years = read(("Indikaattori", "Tilanne 2017/2018/2019"), ("Kirjasto, käynnit", "635 534/582 766/575 822"))
    assert [v[3:] for v in values(years)] == [(2017, 635534), (2018, 582766), (2019, 575822)]
    aims = read(("Indikaattori", "Lähtötilanne 2020 / tavoite 2025"), ("Käyttöaste", "43 % / 65 %"))
    assert [v[3:] for v in values(aims)] == [(2020, 43)]
    assert [(t.value, t.year) for t in aims.records.targets] == [(65, 2025)]


def test_a_slash_without_a_meaning_is_not_guessed() -> None:
    reading = read(("Indikaattori", "Vuosi", "Arvo"), ("Yksinäisyys", 2021, "7,2 %/8,5 %"))
    assert values(reading) == []
    assert codes(reading) == ["slash_unknown@C2"]


def test_mikkelis_cell_with_groups_pairs_and_targets() -> None:
    cell = (
        "Lähtötilanne (MLI/koko maa 2017, 2019):\n4.-5. lk: 0,6 %/0,7 % 1,1 %/0,9 % Tavoite: 0 %\n"
        "8.-9. lk: 7,2 %/8,5 % 9,3 %/9,1 % Tavoite: 0 %\nlukio: 8 %/7,2 % 8,2 %/7,9 % Tavoite: 0 %"
    )
    reading = read(
        ("Yhteisöllisyys: Indikaattori", "Lähtötilanne (Mikkeli/koko maa)/Tavoite (Mikkeli)"),
        ("Ei yhtään läheistä kaveria/ystävää, % (Kouluterveyskysely)", cell),
    )
    assert len(values(reading)) == 12
    name = "Ei yhtään läheistä kaveria/ystävää"
    assert (name, "Mikkeli", "8.-9. lk", 2017, 7.2) in values(reading)
    assert (name, "koko maa", "8.-9. lk", 2019, 9.1) in values(reading)
    assert [(t.group, t.value, t.region) for t in reading.records.targets] == [
        ("4.-5. lk", 0, "Mikkeli"),
        ("8.-9. lk", 0, "Mikkeli"),
        ("lukio", 0, "Mikkeli"),
    ]
    assert not [p for p in reading.problems if p.code == "partly_read"]


def test_mikkelis_cell_with_a_direction_for_all_groups() -> None:
    cell = (
        "Lähtötilanne (MLI/koko maa 2017, 2019): 8.-9. lk: 8,3%/koko maa 10,2 % 8,1%/9,6 % lukio: 17,1%/koko maa 18,3 % 13,3%/17,8 %\n\n"
        "Tavoite: Vähenee kaikissa ryhmissä"
    )
    reading = read(
        ("Indikaattori", "Lähtötilanne (Mikkeli/koko maa)/Tavoite (Mikkeli)"), ("Humalajuominen, %", cell)
    )
    assert len(values(reading)) == 8
    assert {(t.group, t.direction) for t in reading.records.targets} == {
        ("8.-9. lk", "decrease"),
        ("lukio", "decrease"),
    }


def test_mikkelis_cell_with_another_region_after_the_target() -> None:
    cell = "Lähtötilanne (2015): Kaikki 53,8 %/koko maa 54,5 % Tavoite: 60 % Etelä-Savo 2018: 57,3 %"
    reading = read(
        ("Indikaattori", "Lähtötilanne (Mikkeli/koko maa)/Tavoite (Mikkeli)"), ("Elämänlaatu, %", cell)
    )
    assert [v[1:] for v in values(reading)] == [
        ("Mikkeli", "Kaikki", 2015, 53.8),
        ("koko maa", "Kaikki", 2015, 54.5),
        ("Etelä-Savo", "Kaikki", 2018, 57.3),
    ]


def test_per_cent_formats_are_shown_as_people_see_them() -> None:
    def percent(page: Any) -> None:
        page["B2"].number_format = "0.0%"

    reading = read(("Indikaattori", "2021"), ("Yksinäisyys", 0.072), then=percent)
    assert [(v.value, v.unit) for v in reading.records.indicator_values] == [(7.2, "%")]


def test_missing_marks_are_missing_with_a_reason_and_bounds_are_not_values() -> None:
    reading = read(("Indikaattori", 2019, 2020, 2021, 2022), ("Yksinäisyys", "-", "*", "ei tietoa", "<5"))
    assert [(v.value, v.missing_reason) for v in reading.records.indicator_values] == [
        (None, "ei tietoa"),
        (None, "peitetty"),
        (None, "ei tietoa"),
        (None, "peitetty (<5)"),
    ]


def test_places_as_columns_with_a_year_column() -> None:
    reading = read(
        ("Indikaattori", "Vuosi", "Porvoo", "Itä-Uusimaa", "Koko maa"),
        ("Yksinäisyys, %", 2023, "7,2", 8, 8.5),
    )
    assert [v[1:2] + v[3:] for v in values(reading)] == [
        ("Porvoo", 2023, 7.2),
        ("Itä-Uusimaa", 2023, 8),
        ("koko maa", 2023, 8.5),
    ]


def test_a_value_without_a_year_is_an_error() -> None:
    reading = read(("Indikaattori", "Arvo"), ("Yksinäisyys", 7.2))
    assert codes(reading) == ["no_year@B2"]


def test_groups_on_rows_of_their_own() -> None:
    reading = read(
        ("Indikaattori", "Mikkeli 2023", "Koko maa 2023"),
        ("Yksinäisyys, %",),
        ("8.-9. lk", "10,8", "10,7"),
        ("lukio", "-", "11,7"),
    )
    assert [v[1:3] + v[4:] for v in values(reading)] == [
        ("Mikkeli", "8.-9. lk", 10.8),
        ("koko maa", "8.-9. lk", 10.7),
        ("Mikkeli", "lukio", None),
        ("koko maa", "lukio", 11.7),
    ]


def test_values_that_contradict_each_other_in_a_cell_are_not_taken() -> None:
    cell = "Lähtötilanne (MLI/koko maa 2016) Seuranta MLI/koko maa 2019: 6,3 %/koko maa 8,3 % /6,5%/koko maa 7,5 % Tavoite: 5 %"
    reading = read(
        ("Indikaattori", "Lähtötilanne (Mikkeli/koko maa)/Tavoite (Mikkeli)"),
        ("Koulutuksen ulkopuolella", cell),
    )
    assert values(reading) == []
    assert [t.value for t in reading.records.targets] == [5]
    assert "partly_read@B2" in codes(reading)


@pytest.mark.parametrize("end", ["", "/Tavoite", "/ Tavoite (Mikkeli)"])
def test_places_and_years_in_one_parenthesis_say_what_the_slash_divides(end: str) -> None:
    book = Workbook()
    book.active.append(["Indikaattori", f"Lähtötilanne (MLI/koko maa 2017, 2019){end}"])
    book.active.append(["Ei yhtään läheistä kaveria, %", "8.-9. lk: 7,2 %/8,5 % 9,3 %/9,1 % Tavoite: 0 %"])
    target = BytesIO()
    book.save(target)
    records = read_workbook(target.getvalue()).records
    assert [(v.region, v.year, v.value) for v in records.indicator_values] == [
        ("MLI", 2017, 7.2),
        ("koko maa", 2017, 8.5),
        ("MLI", 2019, 9.3),
        ("koko maa", 2019, 9.1),
    ]
    assert [(t.group, t.value) for t in records.targets] == [("8.-9. lk", 0.0)]
