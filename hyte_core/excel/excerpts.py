"""The part of a sheet around its problems, so that a reader sees where each stands."""

from collections.abc import Iterable

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from hyte_core.excel.grid import Book, name_of
from hyte_core.excel.reading import Excerpt, TableFound
from hyte_core.problems import Problem

#: How many problem rows of a sheet are shown, how many columns, and how much of a text.
ROWS, COLUMNS, LENGTH = 8, 12, 60


def excerpts(book: Book, problems: Iterable[Problem], tables: Iterable[TableFound]) -> tuple[Excerpt, ...]:
    """For each sheet with problems: its header and the rows with problems, each with the row above it."""
    marks: dict[str, dict[str, str]] = {}
    for problem in problems:
        if problem.sheet and problem.cell and problem.cell[-1].isdigit():
            cells = marks.setdefault(problem.sheet, {})
            if cells.get(problem.cell) != "error":
                cells[problem.cell] = problem.severity
    headers = {table.sheet: table.header_row for table in tables}
    found = []
    for sheet in book.sheets:
        marked = marks.get(sheet.title)
        if not marked:
            continue
        wanted = sorted({coordinate_from_string(cell)[1] for cell in marked})[:ROWS]
        shown = {row + step for row in wanted for step in (-1, 0)} | {headers.get(sheet.title, wanted[0])}
        columns = range(1, min(max(sheet.last_column, 1), COLUMNS) + 1)
        rows = tuple(
            (row, tuple(_short(sheet.own_text(row, column)) for column in columns))
            for row in sorted(shown)
            if row in sheet.rows
        )
        names = {name_of(row, column) for row, _texts in rows for column in columns}
        kept = {cell: severity for cell, severity in marked.items() if cell in names}
        if kept:
            found.append(Excerpt(sheet.title, tuple(map(get_column_letter, columns)), rows, kept))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"
