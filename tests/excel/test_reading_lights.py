"""Lights as words, letters, signs, per cent, colours and conditional formats."""

from datetime import date
from typing import Any

import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle

from hyte_core.excel.lights import light_of_word
from tests.excel.workbooks import GREEN, RED, YELLOW, codes, lights, read

HEADER = ("Painopiste", "Toimenpide", "Tila")


def _rows(*cells: Any) -> list[tuple[Any, ...]]:
    return [HEADER, *(("O", f"Toimi {n}", cell) for n, cell in enumerate(cells))]


@pytest.mark.parametrize(
    ("words", "light"),
    [
        (
            "Vihreä|valmis|TOTEUTUNUT|Grön|Klar|genomförd|Green|Done|Completed|V|G|✔|✅|🟢|✔️|viety suunnitellusti loppuun",
            "green",
        ),
        (
            "keltainen|Kesken|osittain toteutunut|Gul|Pågår|påbörjad|Yellow|in progress|K|Y|◐|🟡|suunnitteluasteella tai aloitettu",
            "yellow",
        ),
        ("Punainen|ei aloitettu|Ei toteutunut|Röd|ej påbörjad|Red|not started|P|R|✖|❌|🔴", "red"),
    ],
)
def test_words_letters_and_signs(words: str, light: str) -> None:
    assert {word: light_of_word(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), light)


def test_an_unknown_word_is_an_error_with_its_cell_and_no_light() -> None:
    reading = read(*_rows("valmis", "hämärä", "kesken"))
    assert lights(reading) == ["green", None, "yellow"]
    assert codes(reading) == ["unknown_light@C3"]
    assert reading.problems[0].severity == "error"
    assert reading.problems[0].value == "hämärä"


def test_a_reason_after_the_light_is_its_note() -> None:
    reading = read(*_rows("Kesken: odottaa rahoitusta", "Valmis (kevät 2024)", "ei aloitettu"))
    assert lights(reading) == ["yellow", "green", "red"]
    assert [a.note for a in reading.records.actions] == ["odottaa rahoitusta", "kevät 2024", ""]


def test_per_cent_done_in_numbers_and_texts() -> None:
    def percent(page: Any) -> None:
        for cell in ("C2", "C3", "C4"):
            page[cell].number_format = "0%"

    assert lights(read(*_rows(0, 0.5, 1), then=percent)) == ["red", "yellow", "green"]
    assert lights(read(*_rows("0 %", "75 %", "100 %"))) == ["red", "yellow", "green"]
    header = ("Painopiste", "Toimenpide", "Toteutumisaste (%)")
    assert lights(read(header, ("O", "A", 0), ("O", "B", 30), ("O", "C", 100))) == ["red", "yellow", "green"]


def test_fill_colours_in_shades_and_themes_but_not_white_blue_or_grey() -> None:
    fills = {"C2": "00B050", "C3": "FFFF00", "C4": "C00000", "C5": "C6EFCE", "C6": "FFEB9C", "C7": "FFC7CE"}
    fills |= {"C8": "FFFFFF", "C9": "4472C4", "C10": "D9D9D9"}
    reading = read(*_rows(*[None] * 9), fills=fills)
    assert lights(reading) == ["green", "yellow", "red", "green", "yellow", "red", None, None, None]


def test_theme_colours_with_tints_and_indexed_colours() -> None:
    def paint(page: Any) -> None:
        page["C2"].fill = PatternFill("solid", fgColor=Color(theme=6, tint=0.6))
        page["C3"].fill = PatternFill("solid", fgColor=Color(theme=9, tint=0.2))
        page["C4"].fill = PatternFill("solid", fgColor=Color(indexed=10))
        page["C5"].fill = PatternFill("solid", fgColor=Color(theme=0, tint=-0.15))

    assert lights(read(*_rows(*[None] * 4), then=paint)) == ["green", "yellow", "red", None]


def test_zebra_stripes_are_no_lights() -> None:
    fills = {f"{column}{row}": "E2EFDA" for row in (2, 4) for column in "ABC"}
    assert lights(read(*_rows(None, None, None), fills=fills)) == [None, None, None]


def test_the_word_wins_over_a_colour_that_says_otherwise() -> None:
    reading = read(*_rows("valmis"), fills={"C2": RED})
    assert lights(reading) == ["green"]
    assert codes(reading) == ["light_conflict@C2"]


def test_texts_in_coloured_cells_are_notes() -> None:
    header = ("Painopiste", "Toimenpide", "Toteuma")
    reading = read(
        header,
        ("O", "A", "Ryhmä kokoontui kolme kertaa"),
        ("O", "B", "Ei resursseja"),
        fills={"C2": GREEN, "C3": RED},
    )
    assert lights(reading) == ["green", "red"]
    assert reading.records.actions[0].note == "Ryhmä kokoontui kolme kertaa"


def test_a_coloured_blob_is_the_colour_of_its_text() -> None:
    def write(page: Any) -> None:
        for cell, colour in (("C2", "00B050"), ("C3", "FFC000"), ("C4", "FF0000")):
            page[cell].font = Font(color=colour)

    assert lights(read(*_rows("●", "●", "●"), then=write)) == ["green", "yellow", "red"]


def test_an_x_under_one_of_three_columns() -> None:
    reading = read(
        ("Painopiste", "Toimenpide", "Tila", None, None),
        (None, None, "Toteutunut", "Osittain", "Ei toteutunut"),
        ("O", "A", "x"),
        ("O", "B", None, "X"),
        ("O", "C", None, None, "x"),
        ("O", "D", "x", "x"),
        merged=("A1:A2", "B1:B2", "C1:E1"),
    )
    assert lights(reading) == ["green", "yellow", "red", None]
    assert codes(reading) == ["two_lights@D6"]


def test_a_column_for_each_year_keeps_the_history() -> None:
    reading = read(
        ("Painopiste", "Toimenpide", "Tila 2022", "Tila 2023", "2024"),
        ("O", "A", "punainen", "keltainen", "vihreä"),
    )
    assert [(a.assessed_on, a.light) for a in reading.records.actions[0].assessments] == [
        (date(2022, 12, 31), "red"),
        (date(2023, 12, 31), "yellow"),
        (date(2024, 12, 31), "green"),
    ]


def test_the_workbooks_own_legend_explains_its_numbers() -> None:
    reading = read(("Selite: 1 = ei aloitettu, 2 = kesken, 3 = valmis",), *_rows(1, 2, 3))
    assert lights(reading) == ["red", "yellow", "green"]


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", bgColor=colour)


def test_conditional_formats_by_value_and_formula() -> None:
    def rules(page: Any) -> None:
        page.conditional_formatting.add(
            "C2:C9", CellIsRule(operator="greaterThanOrEqual", formula=["90"], fill=_fill(GREEN))
        )
        page.conditional_formatting.add(
            "C2:C9", FormulaRule(formula=["AND($C2>=50,$C2<90)"], fill=_fill(YELLOW))
        )
        page.conditional_formatting.add(
            "C2:C9", CellIsRule(operator="lessThan", formula=["50"], fill=_fill(RED))
        )

    assert lights(read(*_rows(95, 60, 10, None), then=rules)) == ["green", "yellow", "red", None]


def test_conditional_formats_by_text() -> None:
    def rules(page: Any) -> None:
        style = DifferentialStyle(fill=_fill(GREEN))
        rule = Rule(type="containsText", operator="containsText", text="maali", dxf=style)
        rule.formula = ['NOT(ISERROR(SEARCH("maali",C2)))']
        page.conditional_formatting.add("C2:C9", rule)

    assert lights(read(*_rows("Olemme maalissa"), then=rules)) == ["green"]


@pytest.mark.parametrize(
    ("reverse", "expected"), [(False, ["red", "yellow", "green"]), (True, ["green", "yellow", "red"])]
)
def test_icon_sets_also_reversed(reverse: bool, expected: list[str]) -> None:
    def rules(page: Any) -> None:
        page.conditional_formatting.add(
            "C2:C4", IconSetRule("3TrafficLights1", "num", [1, 2, 3], reverse=reverse)
        )

    assert lights(read(*_rows(1, 2, 3), then=rules)) == expected


def test_a_formula_without_a_result_is_a_warning_and_no_light() -> None:
    reading = read(*_rows('=IF(1>0,"valmis","")', "kesken"))
    assert lights(reading) == [None, "yellow"]
    assert [(p.code, p.cell, p.severity) for p in reading.problems] == [
        ("formula_without_value", "C2", "warning")
    ]


def test_a_legend_explains_colours_that_are_no_lights_by_themselves() -> None:
    fills = {"C2": "4472C4", "C3": "F8CBAD", "A6": "4472C4", "A7": "F8CBAD"}
    reading = read(*_rows(None, None), (), (), ("Toteutunut",), ("Ei toteutunut",), fills=fills)
    assert lights(reading) == ["green", "red"]


def test_rows_coloured_as_a_whole_are_lights_but_colours_of_focus_areas_are_not() -> None:
    header = ("Painopiste", "Toimenpide", "Vastuu")
    rows = [("O", "A"), ("O", "B"), ("O", "C"), ("O", "D")]
    shown = {f"{c}{r}": k for r, k in ((2, GREEN), (3, YELLOW), (4, RED), (5, GREEN)) for c in "ABC"}
    assert lights(read(header, *rows, fills=shown)) == ["green", "yellow", "red", "green"]
    areas = {f"{c}{r}": k for r, k in ((2, GREEN), (3, GREEN), (4, YELLOW), (5, YELLOW)) for c in "ABC"}
    assert lights(read(header, ("O", "A"), ("O", "B"), ("P", "C"), ("P", "D"), fills=areas)) == [None] * 4


def test_a_date_after_the_light_is_its_note() -> None:
    reading = read(*_rows("toteutunut 12/2023", "kesken"))
    assert lights(reading) == ["green", "yellow"]
    assert reading.records.actions[0].note == "12/2023"


def test_the_year_of_the_title_dates_the_lights() -> None:
    reading = read(("Toimenpiteiden seuranta 2024",), *_rows("valmis"))
    assert reading.records.actions[0].assessed_on == date(2024, 12, 31)
