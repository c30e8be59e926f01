"""Workbooks for the tests of imports: our own, edited as a coordinator edits them in Excel."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine
from trees import NOW, TODAY

from hyte_core.changes import Outcome
from hyte_core.excel import workbook
from hyte_core.imports import Loading, accept, load
from hyte_core.records import dump


def download(engine: Engine) -> bytes:
    """The pre-filled workbook of the whole database."""
    return workbook(dump(engine))


def edited(content: bytes, edit: Callable[[Worksheet], None], sheet: str = "Toimenpiteet") -> bytes:
    """The workbook after somebody has edited a sheet of it."""
    book = load_workbook(BytesIO(content))
    edit(book[sheet])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook as a file."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def cell(sheet: Worksheet, header: str, row: int) -> str:
    """The address of a column's cell."""
    (column,) = [c.column_letter for c in sheet[1] if c.value == header]
    return f"{column}{row}"


def row_with(sheet: Worksheet, text: str) -> int:
    """The number of the first row that has this text in a cell."""
    return next(row[0].row for row in sheet.iter_rows() if any(c.value == text for c in row))


def write(text: str, header: str, value: object) -> Callable[[Worksheet], None]:
    """An edit: in the row with this text, write the value under this header."""

    def edit(sheet: Worksheet) -> None:
        sheet[cell(sheet, header, row_with(sheet, text))] = value

    return edit


def by_hand(*rows: dict[str, object]) -> bytes:
    """A workbook that somebody has made from the template: the rows of its sheet Toimenpiteet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Toimenpiteet"
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet.append(headers)
    for row in rows:
        sheet.append([row.get(header) for header in headers])
    return saved(book)


def read(engine: Engine, content: bytes, **place: str) -> Loading:
    """What a file would change."""
    return load(engine, "koe.xlsx", content, today=TODAY, **place)


def take(engine: Engine, content: bytes, **place: str) -> Outcome:
    """Read a file in."""
    return accept(engine, read(engine, content, **place), author="Tuoja", now=NOW)


def counts(engine: Engine, content: bytes, **place: str) -> dict[str, int]:
    """How many rows a file would add, change and remove."""
    comparison = read(engine, content, **place).comparison
    assert comparison is not None
    return {name: n for name, n in comparison.counts.items() if name != "unchanged"}
