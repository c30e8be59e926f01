"""What each column of a table holds: from its headers, and where they are ambiguous, from what stands under them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from openpyxl.utils import get_column_letter

from hyte_core.excel import headers
from hyte_core.excel.colours import light_of_colour, light_of_fill
from hyte_core.excel.grid import Sheet, text_of
from hyte_core.excel.lights import GREY, is_mark, light_of_word
from hyte_core.excel.values import is_value
from hyte_core.excel.vocabulary import GROUP_WORDS, REGIONS

SAMPLE = 200
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
_PERCENT_HEADER = re.compile(r"%|prosent|aste\b|grad\b|procent|per ?cent|completion")
_CONTACT_WORD = re.compile(
    r"yhteyshenkil|yhdyshenkil|kontaktperson|contact|edustaja|vastuuhenkil|representant", re.IGNORECASE
)
_AREA_WORD = re.compile(r"yhdyspin|samarbetsyt|interface|gränsyt|kontaktyt", re.IGNORECASE)
_CHANGE_WORD = re.compile(
    r"muutos|ero\b|sijoitus|trendi|suunta|förändring|skillnad|change|difference|rank|trend", re.IGNORECASE
)


@dataclass(frozen=True)
class Column:
    """A column: its field ("" if it is not read), its headers from top to bottom, and what else they say."""

    number: int
    field: str
    headers: tuple[str, ...] = ()
    score: int = 0
    year: int | None = None
    region: str = ""
    group: str = ""
    #: The light of a column whose cells are marked with an x.
    mark: str = ""
    #: Numbers under it are per cent done.
    percent: bool = False
    #: Texts under it that are no light's name are notes, not mistakes.
    notes: bool = False
    #: The lowest and highest of the numbers under it.
    numbers: tuple[float, float] | None = None
    #: The column whose colours are the row's own, not this column's: stripes are no lights.
    beside: int | None = None
    #: Its cells' colours are the actions' lights, though its header does not say so.
    coloured: bool = False

    @property
    def letter(self) -> str:
        """Its letter, as Excel shows it."""
        return str(get_column_letter(self.number))

    @property
    def header(self) -> str:
        """Its headers on one line."""
        return " ".join(" ".join(self.headers).split())


def columns_of(
    kind: str, sheet: Sheet, stacks: Mapping[int, tuple[str, ...]], first: int, chosen: Mapping[str, str]
) -> list[Column]:
    """The columns of a table of this kind; none if the headers do not make one."""
    found = [_column(kind, number, stack) for number, stack in stacks.items()]
    if kind == "actions":
        found = _marks(sheet, found, first)
    found = [_chosen(column, chosen) for column in found]
    if kind == "contacts":
        found = _matrix(found)
    if not _makes_a_table(kind, found):
        return []
    if kind == "actions":
        found = _by_content(sheet, _single(found, chosen), first, chosen)
    if kind == "indicators":
        found = _places(sheet, found, first)
        if not any(c.field in ("value", "target", "baseline_target") for c in found):
            return []
    return found


def _column(kind: str, number: int, stack: tuple[str, ...]) -> Column:
    """What the deepest header says that says anything; the years may stand in any of them."""
    column = Column(number, "", stack)
    for text in reversed(stack):
        if meant := headers.meaning(text, kind):
            column = replace(column, field=meant.field, score=meant.score)
            break
    named = [year for text in reversed(stack) for year in headers.years(text)[-1:]]
    if named:
        column = replace(column, year=named[0])
    if kind == "indicators":
        column = _indicator_column(column)
    if column.field == "light":
        column = replace(column, percent=bool(_PERCENT_HEADER.search(column.header.casefold())))
    return column


def _indicator_column(column: Column) -> Column:
    """Years, places and groups in an indicator table's header."""
    region = group = ""
    for text in column.headers:
        plain = headers.header_text(text)
        region = REGIONS.get(plain, region)
        if re.fullmatch(GROUP_WORDS, plain):
            group = text.strip()
    field = column.field
    only_year = column.year and not headers.header_text(" ".join(column.headers)).strip(" v.")
    if (
        (not field and (only_year or (column.year and region) or (column.year and group) or region))
        or (field == "region" and (column.year or len(column.headers) > 1))
        or (not field and column.year and not _CHANGE_WORD.search(column.header))
    ):
        field = "value"
    if _CHANGE_WORD.search(column.header) and field not in ("indicator", "target", "baseline_target"):
        field = "note"
    return replace(column, field=field, region=region, group=group)


def _chosen(column: Column, chosen: Mapping[str, str]) -> Column:
    if column.letter not in chosen:
        return column
    return replace(column, field=chosen[column.letter], score=200, mark="")


def _makes_a_table(kind: str, columns: Sequence[Column]) -> bool:
    fields = {column.field for column in columns if column.field}
    scores = [column.score for column in columns if column.field]
    headed = sum(1 for column in columns if column.headers)
    # One header in the very words; or nearly all of them recognised, if only by a part or with a slip.
    sure = max(scores, default=0) >= 100 or (len(scores) >= headed - len(scores) // 4 and len(scores) > 1)
    if kind == "actions":
        action = "action" in fields and len(fields) > 1
        goals = {"focus_area", "goal"} <= fields and "indicator" not in fields
        return (action or goals) and sure
    if kind == "indicators":
        given = fields & {"value", "target", "baseline_target", "year"} or any(c.year for c in columns)
        # Places without a known name are recognised later by the numbers under them.
        unknown = any(not c.field and c.headers for c in columns)
        return "indicator" in fields and bool(given or unknown) and sure
    clear = any(
        _AREA_WORD.search(c.header) or _CONTACT_WORD.search(c.header) or c.field == "network" for c in columns
    )
    people = fields & {"role", "name", "email", "contact", "network"}
    return "area" in fields and bool(people) and clear


# --- plans


def _marks(sheet: Sheet, columns: list[Column], first: int) -> list[Column]:
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
    values = [text for _row, text in _sample(sheet, column.number, first)]
    return light if all(is_mark(text) for text in values) else None


def _single(columns: list[Column], chosen: Mapping[str, str]) -> list[Column]:
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
    areas = [c for c in columns if c.field == "focus_area"]
    goals = [c for c in columns if c.field == "goal"]
    if len(areas) > 1 and not goals:
        return [replace(c, field="goal") if c is areas[1] else c for c in columns]
    if len(goals) > 1 and not areas:
        return [replace(c, field="focus_area", score=100) if c is goals[0] else c for c in columns]
    return columns


def _by_content(sheet: Sheet, columns: list[Column], first: int, chosen: Mapping[str, str]) -> list[Column]:
    """Lights or notes, years of lights or of a schedule: what stands under the header decides."""
    beside = _striped(sheet, columns, first)
    columns = [replace(c, beside=beside, numbers=_range(sheet, c, first)) for c in columns]
    columns = [c if c.letter in chosen or c.mark else _light_or_note(sheet, c, first) for c in columns]
    columns = [c if c.letter in chosen else _year_column(sheet, c, first) for c in columns]
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
    rows = [row for row, _text in _sample(sheet, column.number, first)]
    shown = [light_of_fill(sheet, row, column.number) for row in rows]
    changes = sum(1 for one, two in pairwise(shown) if one and two and one != two)
    return changes >= 2 and changes * 4 >= len(rows)


def _range(sheet: Sheet, column: Column, first: int) -> tuple[float, float] | None:
    if column.field != "light":
        return None
    values = [sheet.value(row, column.number) for row, _text in _sample(sheet, column.number, first)]
    numbers = [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    return (min(numbers), max(numbers)) if numbers else None


def _light_or_note(sheet: Sheet, column: Column, first: int) -> Column:
    if column.field not in ("light", "note", "indicators"):
        return column
    texts = [text for _row, text in _sample(sheet, column.number, first)]
    if not texts:
        return column
    lights = sum(1 for text in texts if _light_in(text)) / len(texts)
    length = sum(map(len, texts)) / len(texts)
    sure = _SURE_LIGHT.search(column.header.casefold()) is not None
    if column.field == "light" and lights < 0.2 and not column.percent:
        if (
            not _lights_shown(sheet, column.number, first, column.beside)
            and length > (45 if sure else 18)
            and not _numbers(texts)
        ):
            return replace(column, field="note")
        if not sure and length > 18:
            return replace(column, notes=True)
    if column.field in ("note", "indicators") and lights >= 0.6:
        return replace(column, field="light", notes=True)
    return column


def _light_in(text: str) -> bool:
    return light_of_word(text) not in (None, GREY) or bool(re.fullmatch(r"\d{1,3}\s*%", text))


def _numbers(texts: list[str]) -> bool:
    return all(re.fullmatch(r"[\d.,\s%]+", text) for text in texts)


def _year_column(sheet: Sheet, column: Column, first: int) -> Column:
    """A column whose header is only a year: that year's light, or a mark in a timetable."""
    only_year = column.year and not headers.header_text(" ".join(column.headers[-1:])).strip(" v.")
    if not only_year or column.field not in ("", "schedule", "light"):
        return column
    texts = [text for _row, text in _sample(sheet, column.number, first)]
    if texts and sum(1 for text in texts if _light_in(text)) >= len(texts) / 2:
        return replace(column, field="light")
    if column.field != "light" and texts and all(is_mark(text) for text in texts):
        return replace(column, field="schedule")
    if column.field == "" and len(_lights_shown(sheet, column.number, first, column.beside)) > 1:
        return replace(column, field="light")
    return column if column.field == "light" else replace(column, field="")


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


def _sample(sheet: Sheet, number: int, first: int) -> list[tuple[int, str]]:
    """The first texts of a column, with their rows."""
    last = min(first + SAMPLE, max(sheet.rows))
    return [(row, text) for row in range(first, last + 1) if (text := sheet.own_text(row, number))]


# --- indicators


def _places(sheet: Sheet, columns: list[Column], first: int) -> list[Column]:
    """Columns of numbers under a proper name that no vocabulary has: a place, or a group of people."""
    return [_place(sheet, column, first) for column in columns]


def _place(sheet: Sheet, column: Column, first: int) -> Column:
    name = _proper_name(column)
    if column.field == "value" and not column.region and not column.group and name:
        return replace(column, region=name)
    if column.field or not column.headers or _CHANGE_WORD.search(column.header) or not name:
        return column
    cells = [sheet.value(row, column.number) for row, _text in _sample(sheet, column.number, first)]
    numbers = sum(1 for value in cells if is_value(value))
    if cells and numbers >= len(cells) * 0.6:
        group = re.fullmatch(GROUP_WORDS, name.casefold())
        return replace(column, field="value", region="" if group else name, group=name if group else "")
    return column


def _proper_name(column: Column) -> str:
    """A header of the column, without its years, that looks like a name of a place."""
    for text in column.headers:
        name = re.sub(r"\(?(19|20)\d\d\)?|%|[,:]", " ", text)
        name = " ".join(name.split())
        if not name[:1].isupper() or len(name.split()) > 3 or "/" in name or re.search(r"\d", name):
            continue
        if headers.meaning(text, "indicators") is None and not name.casefold().startswith("v."):
            return name
    return ""


# --- contacts


def _matrix(columns: list[Column]) -> list[Column]:
    """Columns named by organisations: who answers for the row's area there."""
    area = next((c for c in columns if c.field == "area"), None)
    if area is None:
        return columns
    surely = bool(_AREA_WORD.search(area.header)) or any(_CONTACT_WORD.search(c.header) for c in columns)
    long_form = any(c.field in ("role", "email") for c in columns) and any(
        c.field == "organisation" for c in columns
    )
    if long_form or not surely:
        return columns
    return [replace(c, field="contact") if _is_organisation(c) else c for c in columns]


def _is_organisation(column: Column) -> bool:
    if column.field in ("area", "network", "note", "phone", "email", "role") and column.score >= 100:
        return False
    words = " ".join(column.headers)
    if not words or column.field == "area":
        return False
    if column.field == "name":
        # "Yhteyshenkilö" alone belongs to the row; "Asikkalan yhteyshenkilöt" is Asikkala's.
        return len(words.split()) > 1 and column.score < 100
    return column.field in ("", "organisation", "network") and column.field != "network"


def text_in(sheet: Sheet, row: int, column: Column | None) -> str:
    """The text of a table's cell; nothing if there is no such column."""
    return text_of(sheet.value(row, column.number)) if column else ""
