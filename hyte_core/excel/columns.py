"""What each column of a table holds: from its headers, and where they are ambiguous, from what stands under them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hyte_core.excel import headers
from hyte_core.excel.column import Column, sample
from hyte_core.excel.dates import WrongDateError, schedule_of
from hyte_core.excel.grid import Sheet
from hyte_core.excel.people import looks_like_people
from hyte_core.excel.plan_columns import settled_by_content, with_each_field_once, with_marks
from hyte_core.excel.values import is_value
from hyte_core.excel.vocabulary import GROUP_WORDS, REGIONS

_PERCENT_HEADER = re.compile(r"%|prosent|aste\b|grad\b|procent|per ?cent|completion")
_CONTACT_WORD = re.compile(
    r"yhteyshenkil|yhdyshenkil|kontaktperson|contact|edustaja|vastuuhenkil|representant", re.IGNORECASE
)
_AREA_WORD = re.compile(r"yhdyspin|samarbetsyt|interface|gränsyt|kontaktyt", re.IGNORECASE)
_CHANGE_WORD = re.compile(
    r"muutos|ero\b|sijoitus|trendi|suunta|förändring|skillnad|change|difference|rank|trend", re.IGNORECASE
)


def columns_of(
    kind: str, sheet: Sheet, stacks: Mapping[int, tuple[str, ...]], first: int, chosen: Mapping[str, str]
) -> list[Column]:
    """The columns of a table of this kind; none if the headers do not make one."""
    found = [_column(kind, number, stack) for number, stack in stacks.items()]
    if kind == "actions":
        found = with_marks(sheet, found, first)
    found = [_chosen(column, chosen) for column in found]
    if kind == "contacts":
        found = _turned_matrix(sheet, _matrix(found), first)
    if kind == "indicators":
        found = _names_without_header(sheet, found, first)
    if not _makes_a_table(kind, found):
        return []
    if kind == "actions":
        found = settled_by_content(sheet, with_each_field_once(found, chosen), first, chosen)
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
        column = replace(column, year=named[0], day=_day_named(stack))
    if kind == "indicators":
        column = _indicator_column(column)
    if column.field == "light":
        column = replace(column, percent=bool(_PERCENT_HEADER.search(column.header.casefold())))
    return column


def _day_named(stack: tuple[str, ...]) -> date | None:
    """The day, or the end of the month, season or part of a year, that headers name: "Tila 30.6.2024"."""
    for text in reversed(stack):
        try:
            told = schedule_of(text)
        except WrongDateError:
            continue
        if told.due and told.starts is None and headers.years(text):
            return told.due
    return None


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
    if "area" not in fields and {"organisation", "contact"} <= fields:
        return True
    return "area" in fields and bool(people) and clear


# --- indicators


def _names_without_header(sheet: Sheet, columns: list[Column], first: int) -> list[Column]:
    """Beside columns of years, or of starting points and targets, the first texts are the indicators' names."""
    values = [c for c in columns if c.field == "baseline_target" or (c.field == "value" and c.year)]
    if any(c.field == "indicator" for c in columns) or not values:
        return columns
    names = next(
        (c for c in columns if c.number < values[0].number and c.field in ("", "focus_area", "group")), None
    )
    if names is None or (len(values) < 2 and values[0].field == "value"):
        return columns
    cells = [sheet.value(row, c.number) for c in values for row, _text in sample(sheet, c.number, first)]
    numbers = [
        value for value in cells if is_value(value) or (isinstance(value, str) and re.search(r"\d", value))
    ]
    texts = [text for _row, text in sample(sheet, names.number, first) if not is_value(text)]
    if not texts or len(numbers) < len(cells) * 0.6 or not numbers:
        return columns
    return [replace(c, field="indicator", score=80) if c is names else c for c in columns]


def _places(sheet: Sheet, columns: list[Column], first: int) -> list[Column]:
    """Columns of numbers under a proper name that no vocabulary has: a place, or a group of people."""
    return [_place(sheet, column, first) for column in columns]


def _place(sheet: Sheet, column: Column, first: int) -> Column:
    cells = [sheet.value(row, column.number) for row, _text in sample(sheet, column.number, first)]
    numbers = sum(1 for value in cells if is_value(value))
    if column.field == "region" and cells and numbers >= len(cells) * 0.6:
        place = headers.header_text(column.header)
        return replace(column, field="value", region=REGIONS.get(place, column.header))
    name = _proper_name(column)
    if column.field == "value" and not column.region and not column.group and name:
        return replace(column, region=name)
    if column.field or not column.headers or _CHANGE_WORD.search(column.header) or not name:
        return column
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
    long_form = any(
        c.field in ("role", "name", "email") and not _is_organisation(c) for c in columns
    ) and any(c.field == "organisation" for c in columns)
    if long_form or not surely:
        return columns
    return [replace(c, field="contact") if _is_organisation(c) else c for c in columns]


def _turned_matrix(sheet: Sheet, columns: list[Column], first: int) -> list[Column]:
    """Organisations as rows, and under other headers, which are the areas, mostly people."""
    fields = {c.field for c in columns}
    if "organisation" not in fields or fields & {"area", "role", "name", "email", "contact", "network"}:
        return columns
    others = [c for c in columns if not c.field and c.headers]
    texts = [text for c in others for _row, text in sample(sheet, c.number, first)]
    people = sum(1 for text in texts if looks_like_people(text))
    if len(others) < 2 or people < 2 or people * 2 < len(texts):
        return columns
    return [replace(c, field="contact") if c in others and not _tells_more(c) else c for c in columns]


def _tells_more(column: Column) -> bool:
    """True if the header is one that plans have for remarks, times and such: no place or organisation."""
    meant = headers.meaning(column.headers[-1], "actions") if column.headers else None
    return meant is not None and meant.score >= 100 and meant.field not in ("organisation", "responsible")


def _is_organisation(column: Column) -> bool:
    if column.field in ("area", "network", "note", "phone", "email", "role") and column.score >= 100:
        return False
    words = " ".join(column.headers)
    if not words or column.field == "area" or (not column.field and _tells_more(column)):
        return False
    if column.field == "name":
        # "Yhteyshenkilö" alone belongs to the row; "Asikkalan yhteyshenkilöt" is Asikkala's.
        return len(words.split()) > 1 and column.score < 100
    return column.field in ("", "organisation", "network") and column.field != "network"
