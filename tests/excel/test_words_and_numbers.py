"""Dates, numbers, targets and lists as people write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte_core.excel import read_workbook
from hyte_core.excel.contacts import nominative
from hyte_core.excel.dates import schedule_of
from hyte_core.excel.splitting import items, names
from hyte_core.excel.targets import target_in
from hyte_core.excel.values import missing_reason, number_in
from tests.excel.workbooks import book_of, codes, read


@pytest.mark.parametrize(
    ("text", "starts", "due"),
    [
        ("31.12.2025", None, date(2025, 12, 31)),
        ("12/2026", None, date(2026, 12, 31)),
        ("kevät 2026", None, date(2026, 5, 31)),
        ("Syksy 2025", None, date(2025, 11, 30)),
        ("2023-2025", date(2023, 1, 1), date(2025, 12, 31)),
        ("2023–25", date(2023, 1, 1), date(2025, 12, 31)),
        ("1.3.2024 – 31.5.2024", date(2024, 3, 1), date(2024, 5, 31)),
        ("1.3.-31.5.2024", date(2024, 3, 1), date(2024, 5, 31)),
        ("2025", None, date(2025, 12, 31)),
        ("vuoden 2025 loppuun mennessä", None, date(2025, 12, 31)),
        ("Q2/2025", None, date(2025, 6, 30)),
        ("syyskuu 2025", None, date(2025, 9, 30)),
        ("2024 alkaen", date(2024, 1, 1), None),
        ("våren 2026", None, date(2026, 5, 31)),
        ("jatkuva", None, None),
        ("kun rahoitus varmistuu", None, None),
    ],
)
def test_schedules(text: str, starts: date | None, due: date | None) -> None:
    assert schedule_of(text) == (starts, due)


def test_dates_in_a_plan_and_a_day_that_is_not_in_the_calendar() -> None:
    header = ("Painopiste", "Toimenpide", "Alkaa", "Määräaika")
    reading = read(
        header,
        ("O", "A", date(2024, 1, 1), date(2025, 6, 30)),
        ("O", "B", None, "31.2.2025"),
        ("O", "C", None, "jatkuva"),
    )
    first, _second, third = reading.records.actions
    assert (first.starts, first.due) == (date(2024, 1, 1), date(2025, 6, 30))
    assert (third.schedule, third.due) == ("jatkuva", None)
    assert codes(reading) == ["not_a_date@D3"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("7,2 %", 7.2, "%"),
        ("635 534", 635534, ""),
        ("635\u00a0534", 635534, ""),
        ("\u22121,5", -1.5, ""),
        ("8,3 l", 8.3, "l"),
        ("32, 6 %", 32.6, "%"),
        ("n. 50 %", 50, "%"),
        ("7,2 %*", 7.2, "%"),
        ("12 1)", 12, ""),
    ],
)
def test_numbers(text: str, value: float, unit: str) -> None:
    assert number_in(text) == (value, unit)


@pytest.mark.parametrize("text", ["", "abc", "7/8", "kaksi", "1.2.2024", "noin viisi"])
def test_texts_that_are_no_numbers(text: str) -> None:
    assert number_in(text) is None


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 3)))
def test_a_number_written_the_finnish_way_is_read_back(number: float) -> None:
    text = f"{number:,.3f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
    found = number_in(text)
    assert found is not None and found.value == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "value", "direction", "year"),
    [
        ("Tavoite: 80 %", 80, None, None),
        ("<24 %", 24, "decrease", None),
        ("vähintään 60 %", 60, "increase", None),
        ("Vähenee kaikissa ryhmissä", None, "decrease", None),
        ("Raittiiden osuus lisääntyy", None, "increase", None),
        ("Paranee", None, "improve", None),
        ("Minskar", None, "decrease", None),
        ("600 (2026)", 600, None, 2026),
        ("5 % vuoteen 2025 mennessä", 5, None, 2025),
    ],
)
def test_targets(text: str, value: float | None, direction: str | None, year: int | None) -> None:
    found = target_in(text)
    assert found is not None
    assert (found.value, found.direction, found.year) == (value, direction, year)


def test_missing_marks_have_reasons_and_words_have_none() -> None:
    assert missing_reason("..") == "ei tietoa"
    assert missing_reason("*") == "peitetty"
    assert missing_reason("Seurantatietoa ei ole saatavilla")
    assert missing_reason("kasvaa") is None


def test_lists_in_cells() -> None:
    assert [i.text for i in items("• Yksi\n• Kaksi\njatkuu\n• Kolme")] == ["Yksi", "Kaksi jatkuu", "Kolme"]
    assert [i.text for i in items("1) Yksi\n2) Kaksi")] == ["Yksi", "Kaksi"]
    assert [i.text for i in items("Järjestetään perheiden\nliikuntapäivä")] == [
        "Järjestetään perheiden liikuntapäivä"
    ]
    assert names("Kirjasto, nuoriso (myös järjestöt, srk); HUS") == (
        "Kirjasto",
        "nuoriso (myös järjestöt, srk)",
        "HUS",
    )
    assert names("kulttuuri-/liikuntapalvelut") == ("kulttuuri-/liikuntapalvelut",)


def test_genitives_of_places() -> None:
    expected = {
        "Asikkalan": "Asikkala",
        "Lahden": "Lahti",
        "Iitin": "Iitti",
        "Hollolan kunnan": "Hollolan kunta",
        "Padasjoen": "Padasjoki",
        "Helsingin": "Helsinki",
        "Päijät-Hämeen hyvinvointialueen": "Päijät-Hämeen hyvinvointialue",
        "HUS": "HUS",
    }
    assert {name: nominative(name) for name in expected} == expected


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.text(max_size=30) | st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=6
        ),
        max_size=8,
    )
)
def test_no_table_makes_the_reader_fail(rows: list[list[object]]) -> None:
    clean = [[_writable(cell) for cell in row] for row in rows]
    content = book_of(("Painopiste", "Tavoite", "Toimenpide", "Vastuu", "Aikataulu", "Tila"), *clean)
    reading = read_workbook(content, plan="S", organisation="K")
    assert "unreadable" not in {problem.code for problem in reading.problems}
    assert reading.tables


def _writable(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    kept = "".join(sign for sign in cell if sign.isprintable() or sign == "\n")
    return kept if not kept.startswith("=") else f" {kept}"
