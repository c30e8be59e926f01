"""Workbooks made in code, as coordinators make them by hand."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from hyte_core.excel import Reading, read_workbook

GREEN, YELLOW, RED = "92D050", "FFC000", "FF0000"


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def book_of(
    *rows: Sequence[Any],
    merged: Iterable[str] = (),
    fills: dict[str, str] | None = None,
    sheet: str = "Taul1",
    then: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """A workbook of one sheet with these rows, merged areas and fills by cell."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    for cell, colour in (fills or {}).items():
        page[cell].fill = PatternFill("solid", fgColor=colour)
    if then:
        then(page)
    return saved(book)


def read(*rows: Sequence[Any], **options: Any) -> Reading:
    """What is read from a workbook of one sheet, with a plan and organisation given."""
    return read_workbook(book_of(*rows, **options), plan="Suunnitelma", organisation="Kunta")


def actions(reading: Reading) -> list[str]:
    """The actions as one line each: focus area > goal > action."""
    return [
        " > ".join(filter(None, (a.focus_area, a.goal, a.parent, a.action))) for a in reading.records.actions
    ]


def lights(reading: Reading) -> list[str | None]:
    """The actions' lights."""
    return [action.light for action in reading.records.actions]


def codes(reading: Reading) -> list[str]:
    """The problems as code@cell."""
    return [f"{p.code}@{p.cell}" for p in reading.problems]


def values(reading: Reading) -> list[tuple[Any, ...]]:
    """The indicators' values: (indicator, region, group, year, value)."""
    return [(v.indicator, v.region, v.group, v.year, v.value) for v in reading.records.indicator_values]
