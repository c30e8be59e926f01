"""The columns of a plan: which of several is meant, and lights or notes by what stands under the header."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hyte_core.excel import headers
from hyte_core.excel.colours import light_of_colour, light_of_fill
from hyte_core.excel.column import SAMPLE, Column, sample
from hyte_core.excel.grid import Sheet
from hyte_core.excel.lights import GREY, is_mark, light_and_note, light_of_word

#: Fields of an action of which a table has one column; several may hold lights, notes, bodies and so on.
_SINGLE = (
    "organisation",
    "plan",
    "focus_area",
    "goal",
    "action",
    "sub_action",
    "due",
    "starts",
    "baseline_target",
)
#: Headers that nearly always stand over lights; others (arvio, toteutuminen) as often stand over texts.
_SURE_LIGHT = re.compile(r"liikennevalo|\bvalo\b|\btila\b|status|väri|\bläge\b|trafikljus|light|\brag\b")


def with_marks(sheet: Sheet, columns: list[Column], first: int) -> list[Column]:
    """Columns side by side that are named by lights and marked with an x: one answer in several columns."""
    lights = {c.number: light for c in columns if (light := _named_light(sheet, c, first))}
    groups: list[list[int]] = []
    for number in sorted(lights):
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    marked = {n for group in groups if len({lights[n] for n in group}) > 1 for n in group}
    return [
        replace(c, field="light", mark=lights[c.number], score=100) if c.number in marked else c
        for c in columns
    ]


def _named_light(sheet: Sheet, column: Column, first: int) -> str | None:
    """The light that a column's lowest header names, in words or only in colour, if marks stand under it."""
    light = light_of_word(column.headers[-1]) if column.headers else None
    if light is None and (not column.headers or len(column.headers[-1]) < 3):
        cell = sheet.cell(first - 1, column.number)
        light = light_of_colour(sheet.styles.fills.get(cell.style, "")) if cell else None
    if light is None:
        return None
    values = [text for _row, text in sample(sheet, column.number, first)]
    return light if all(is_mark(text) for text in values) else None


def with_each_field_once(columns: list[Column], chosen: Mapping[str, str]) -> list[Column]:
    """At most one column for a field that an action has once: the one whose header fits best."""
    columns = _levels(columns)
    for field in _SINGLE:
        rivals = [c for c in columns if c.field == field]
        best = max(
            rivals,
            key=lambda c: (c.score, field == "focus_area" and "painopist" in c.header.casefold()),
            default=None,
        )
        columns = [
            replace(c, field="") if c in rivals and c is not best and c.letter not in chosen else c
            for c in columns
        ]
    return columns


def _levels(columns: list[Column]) -> list[Column]:
    """Two levels with one name, or with names one level too high: the first is the focus area, the next its goal."""
    columns = _actions_named_otherwise(_targets_apart(columns))
    areas = [c for c in columns if c.field == "focus_area"]
    if not areas and not any(c.field == "plan" and c.score >= 100 for c in columns):
        # "Hyvän elämän ohjelma" over the parts of that programme.
        columns = [replace(c, field="focus_area") if c.field == "plan" else c for c in columns]
        areas = [c for c in columns if c.field == "focus_area"]
    goals = [c for c in columns if c.field == "goal"]
    if len(areas) > 1 and not goals and areas[0].headers != areas[1].headers:
        return [replace(c, field="goal") if c is areas[1] else c for c in columns]
    if len(goals) > 1 and not areas and goals[0].headers != goals[1].headers:
        return [replace(c, field="focus_area", score=100) if c is goals[0] else c for c in columns]
    return columns


def _actions_named_otherwise(columns: list[Column]) -> list[Column]:
    """In a table without actions, the focuses under each goal ("Tavoite | Painopisteet") are what is done."""
    goal = next((c for c in columns if c.field == "goal"), None)
    if goal is None or any(c.field in ("action", "sub_action") for c in columns):
        return columns
    focus = next((c for c in columns if c.field == "focus_area" and c.number > goal.number), None)
    told = any(c.field in ("light", "note", "responsible", "schedule", "due") for c in columns)
    if focus is None or focus.score >= 200 or not told:
        return columns
    return [replace(c, field="action") if c is focus else c for c in columns]


def _targets_apart(columns: list[Column]) -> list[Column]:
    """Of two columns of goals, the one of a year or beside a measure has the measure's target."""
    goals = [c for c in columns if c.field == "goal"]
    if len(goals) < 2:
        return columns
    measures = {c.number for c in columns if c.field in ("indicators", "baseline", "baseline_target")}
    aims = [c for c in goals[1:] if c.year or c.number - 1 in measures]
    return [replace(c, field="target") if c in aims else c for c in columns]


def settled_by_content(
    sheet: Sheet, columns: list[Column], first: int, chosen: Mapping[str, str]
) -> list[Column]:
    """Lights or notes, years of lights or of a schedule: what stands under the header decides."""
    beside = _striped(sheet, columns, first)
    columns = [c if c.letter in chosen else _share_done(sheet, c, first) for c in columns]
    columns = [replace(c, beside=beside, numbers=_range(sheet, c, first)) for c in columns]
    lit = {(c.year, c.day) for c in columns if c.field == "light" and _shows_lights(sheet, c, first)}
    columns = [c if c.letter in chosen or c.mark else _light_or_note(sheet, c, first, lit) for c in columns]
    columns = [c if c.letter in chosen else _year_column(sheet, c, first) for c in columns]
    columns = _lights_beside(sheet, columns, first, chosen)
    columns = _texts_beside_lights(sheet, columns, first, chosen)
    if not any(c.field == "light" for c in columns):
        columns = [_coloured_notes(sheet, c, first) for c in columns]
    if not any(c.field == "light" for c in columns):
        columns = [replace(c, coloured=True) if _coloured_actions(sheet, c, first) else c for c in columns]
    return columns


def _striped(sheet: Sheet, columns: list[Column], first: int) -> int | None:
    """The column of actions, unless their colours are of several lights: then the whole rows are coloured by them."""
    action = next((c.number for c in columns if c.field == "action"), None)
    return action if action and len(_lights_shown(sheet, action, first, None)) < 2 else None


def _coloured_actions(sheet: Sheet, column: Column, first: int) -> bool:
    """True if the actions' cells are coloured by lights: colours that differ from one row to the next."""
    if column.field != "action" or len(_lights_shown(sheet, column.number, first, None)) < 2:
        return False
    rows = [row for row, _text in sample(sheet, column.number, first)]
    shown = [light_of_fill(sheet, row, column.number) for row in rows]
    changes = sum(1 for one, two in pairwise(shown) if one and two and one != two)
    return changes >= 2 and changes * 4 >= len(rows)


def _range(sheet: Sheet, column: Column, first: int) -> tuple[float, float] | None:
    if column.field != "light":
        return None
    values = [sheet.value(row, column.number) for row, _text in sample(sheet, column.number, first)]
    numbers = [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    return (min(numbers), max(numbers)) if numbers else None


def _light_or_note(
    sheet: Sheet, column: Column, first: int, lit: Collection[tuple[int | None, date | None]]
) -> Column:
    """What stands under the header decides; ``lit`` are the times that have a column of lights already."""
    if column.field not in ("light", "note", "indicators"):
        return column
    texts = [text for _row, text in sample(sheet, column.number, first)]
    if not texts:
        return column
    lights = sum(1 for text in texts if _light_in(text)) / len(texts)
    length = sum(map(len, texts)) / len(texts)
    sure = _SURE_LIGHT.search(column.header.casefold()) is not None
    begun = sum(1 for text in texts if light_and_note(text, {})[0]) / len(texts)
    if column.field == "light" and begun >= 0.6:
        return replace(column, notes=length > 18 and not sure)  # "Toteutunut. Raati kokoontui neljä kertaa."
    if column.field == "light" and lights < 0.2 and not column.percent:
        if (
            not _lights_shown(sheet, column.number, first, column.beside)
            and length > (45 if sure else 18)
            and not _numbers(texts)
        ):
            return replace(column, field="note")
        if not sure and length > 18:
            return replace(column, notes=True)
    named = sum(1 for text in texts if light_of_word(text) not in (None, GREY)) / len(texts)
    if column.field in ("note", "indicators") and named >= 0.6 and (column.year, column.day) not in lit:
        return replace(column, field="light", notes=True)
    return column


def _light_in(text: str) -> bool:
    return light_of_word(text) not in (None, GREY) or bool(re.fullmatch(r"\d{1,3}\s*%", text))


def _numbers(texts: list[str]) -> bool:
    return all(re.fullmatch(r"[\d.,\s%]+", text) for text in texts)


def _year_column(sheet: Sheet, column: Column, first: int) -> Column:
    """A column whose header is only a year or a part of one: its light, or a mark in a timetable."""
    only_year = column.year and not headers.header_text(" ".join(column.headers[-1:])).strip(" v.")
    if column.day and not column.field:
        named = [text for _row, text in sample(sheet, column.number, first)]
        lights = sum(1 for text in named if _light_in(text))
        return replace(column, field="light") if named and lights * 2 >= len(named) else column
    if not only_year or column.field not in ("", "schedule", "light"):
        return column
    texts = [text for _row, text in sample(sheet, column.number, first)]
    if texts and sum(1 for text in texts if _light_in(text)) >= len(texts) / 2:
        return replace(column, field="light")
    if column.field != "light" and texts and all(is_mark(text) for text in texts):
        return replace(column, field="schedule")
    if column.field == "" and len(_lights_shown(sheet, column.number, first, column.beside)) > 1:
        return replace(column, field="light")
    return column if column.field == "light" else replace(column, field="")


def _share_done(sheet: Sheet, column: Column, first: int) -> Column:
    """A column such as "Toteuma-%" with nothing but numbers under it: how much is done."""
    texts = [text for _row, text in sample(sheet, column.number, first)]
    if column.field != "note" or "%" not in column.header or not texts or not _numbers(texts):
        return column
    return replace(column, field="light", percent=True)


def _texts_beside_lights(
    sheet: Sheet, columns: list[Column], first: int, chosen: Mapping[str, str]
) -> list[Column]:
    """Beside a column that has the lights, one that has none at all and need not have any is a text."""
    lights = [c for c in columns if c.field == "light" and not c.mark and c.letter not in chosen]
    shown = [c for c in lights if _shows_lights(sheet, c, first)]
    texts = [c for c in lights if c not in shown and not c.percent and _only_texts(sheet, c, first)]
    return [replace(c, field="note") if shown and c in texts else c for c in columns]


def _only_texts(sheet: Sheet, column: Column, first: int) -> bool:
    texts = [text for _row, text in sample(sheet, column.number, first)]
    unsure = _SURE_LIGHT.search(column.header.casefold()) is None
    return unsure and bool(texts) and not any(_light_in(text) or len(text) < 3 for text in texts)


def _lights_beside(
    sheet: Sheet, columns: list[Column], first: int, chosen: Mapping[str, str]
) -> list[Column]:
    """A column without a header beside a text: its colours or signs are the lights, and the text is a note."""
    bare = [c for c in columns if not c.field and not c.headers and c.letter not in chosen]
    shown = [c for c in bare if _shows_lights(sheet, c, first)]
    if not shown or any(c.field == "light" and c.letter in chosen for c in columns):
        return columns
    named = [c for c in columns if c.field == "light" and (c.mark or _shows_lights(sheet, c, first))]
    if named:
        return columns
    columns = [replace(c, field="note") if c.field == "light" else c for c in columns]
    year = next((c.year for c in reversed(columns) if c.field == "note" and c.number < shown[0].number), None)
    return [replace(c, field="light", notes=True, year=year) if c is shown[0] else c for c in columns]


def _shows_lights(sheet: Sheet, column: Column, first: int) -> bool:
    """True if most texts under the column are lights' names, or its cells have the colours of several lights."""
    texts = [text for _row, text in sample(sheet, column.number, first)]
    named = [text for text in texts if _light_in(text)]
    return len(named) * 2 > len(texts) or len(_lights_shown(sheet, column.number, first, column.beside)) > 1


def _coloured_notes(sheet: Sheet, column: Column, first: int) -> Column:
    """A column of notes whose cells are coloured as lights."""
    if column.field == "note" and _lights_shown(sheet, column.number, first, column.beside):
        return replace(column, field="light", notes=True)
    return column


def _lights_shown(sheet: Sheet, number: int, first: int, beside: int | None) -> set[str]:
    """The lights that the colours of a column's cells would be."""
    last = min(first + SAMPLE, max(sheet.rows))
    lights = (light_of_fill(sheet, row, number, beside) for row in range(first, last + 1))
    return {light for light in lights if light}
