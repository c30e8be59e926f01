"""Excel workbooks (.xlsx, .xlsm) as grids: openpyxl's own parser, row by row, without its heavy cell objects."""

import re
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet._reader import (
    CF_TAG,
    EXT_TAG,
    MERGE_TAG,
    ROW_TAG,
    WorkSheetParser,
    _cast_number,
)
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import SHEET_MAIN_NS

from hyte_core.excel.colours import Palette
from hyte_core.excel.grid import NO_RESULT, Area, Book, Cell, ErrorValue, Sheet, Styles
from hyte_core.excel.icon_sets import IconRule, icon_rules

#: A sheet ends where this many rows in a row are empty, however far its formats reach.
EMPTY_ROWS_AT_END = 5_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
_VALUE, _FORMULA = f"{{{SHEET_MAIN_NS}}}v", f"{{{SHEET_MAIN_NS}}}f"
_STRING, _RUN, _AID = f"{{{SHEET_MAIN_NS}}}si", f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}rPh"
_LETTERS = {chr(code): code - 64 for code in range(65, 91)}


def read_xlsx(content: bytes) -> Book:
    """The worksheets of a workbook. Charts, macros, links to other files and comments are not looked at."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.shared_strings = _shared_strings(reader)
        reader.read_workbook()
        reader.read_theme()
        try:
            apply_stylesheet(reader.archive, reader.wb)
        except Exception:  # a workbook whose colours cannot be read still has its texts
            reader.wb._cell_styles = []
        with reader.archive:
            return Book(tuple(_sheets(reader)))


def _sheets(reader: ExcelReader) -> Iterator[Sheet]:
    styles = _styles(reader.wb)
    for sheet, relation in reader.parser.find_sheets():
        if relation.target not in reader.valid_files or "worksheet" not in relation.Type:
            continue
        with reader.archive.open(relation.target) as source:
            parser = _Parser(source, reader)
            rows = parser.rows()
        if parser.stopped:
            with reader.archive.open(relation.target) as source:
                _parse_ending(parser, source)
        yield Sheet(
            title=sheet.name,
            rows=rows,
            merged=[Area(a.min_row, a.min_col, a.max_row, a.max_col) for a in parser.merged_areas()],
            styles=styles,
            hidden=sheet.state in ("hidden", "veryHidden"),
            rules=[*parser.formatting, *parser.icons],
        )


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """Openpyxl's parser of a sheet, which here gives cells of ours and knows when to stop."""

    def __init__(self, source: IO[bytes], reader: ExcelReader) -> None:
        book = reader.wb
        super().__init__(
            source,
            reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self.stopped = False
        self.row_counter: int = 0
        self.icons: list[IconRule] = []
        # Other styles say nothing that is read, so empty cells that have them need not be kept.
        self.coloured = _coloured(book)

    def rows(self) -> dict[int, dict[int, Cell]]:
        """The rows that hold something, by number."""
        found: dict[int, dict[int, Cell]] = {}
        last = 0
        for number, cells in self._parse_rows():
            kept = {column: cell for column, cell in cells if column <= MOST_COLUMNS}
            if any(cell.value is not None for cell in kept.values()):
                last = number
            if kept:
                found[number] = kept
            if number - last > EMPTY_ROWS_AT_END or number > MOST_ROWS:
                self.stopped = True
                break
        return {number: cells for number, cells in found.items() if number <= last}

    def _parse_rows(self) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
        for _event, element in iterparse(self.source):
            tag = element.tag
            if tag == ROW_TAG:
                yield self._row(element)
                element.clear()
            elif tag == MERGE_TAG:
                self.merged_refs = [cell.get("ref", "") for cell in element]
            elif tag == CF_TAG:
                self.parse_formatting(element)
            elif tag == EXT_TAG:
                self.icons += icon_rules(element)

    merged_refs: Iterable[str] = ()

    def merged_areas(self) -> Iterator[Any]:
        for reference in list(self.merged_refs)[:50_000]:
            try:
                yield CellRange(reference)
            except (ValueError, TypeError):
                continue

    def _row(self, element: Element) -> tuple[int, list[tuple[int, Cell]]]:
        number = element.get("r")
        self.row_counter = int(float(number)) if number else self.row_counter + 1
        self.col_counter = 0
        return self.row_counter, [cell for child in element if (cell := self._cell(child)) is not None]

    def _cell(self, element: Element) -> tuple[int, Cell] | None:
        column = self.col_counter = _column(element.get("r"), self.col_counter)
        style = int(element.get("s") or 0)
        # By far the most cells of a formatted sheet have no content.
        value = self._value(element, style) if len(element) else None
        if value is None and style not in self.coloured:
            return None
        return column, Cell(value, style)

    def _value(self, element: Element, style: int) -> Any:
        kind, text = element.get("t"), element.findtext(_VALUE)
        if kind == "s" and text:
            return self.shared_strings[int(text)]
        if text:
            if kind is None or kind == "n":
                return self._number(text, style)
            if kind == "e":
                return ErrorValue(text)
            if kind == "b":
                return text.strip() not in ("0", "false")
            return from_ISO8601(text) if kind == "d" else text
        if kind == "inlineStr":
            return _text(element) or None
        # A formula whose result is an empty text has been calculated; one without any result has not.
        return NO_RESULT if kind != "str" and element.find(_FORMULA) is not None else None

    def _number(self, text: str, style: int) -> Any:
        number = _cast_number(text)
        if style not in self.date_formats:
            return number
        try:
            return from_excel(number, self.epoch, timedelta=style in self.timedelta_formats)
        except (OverflowError, ValueError):
            return ErrorValue("#VALUE!")


def _text(element: Element) -> str:
    """The text of a shared or inline string: all its runs, but not the reading aids of East Asian texts."""
    runs = [e.text or "" for e in element.iter(_RUN)]
    aids = [e.text or "" for aid in element.iter(_AID) for e in aid.iter(_RUN)]
    return "".join(runs[: len(runs) - len(aids)])


def _shared_strings(reader: ExcelReader) -> list[str]:
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return []
    found = []
    with reader.archive.open(part.PartName[1:]) as source:
        for _event, element in iterparse(source):
            if element.tag == _STRING:
                found.append(_text(element))
                element.clear()
    return found


def _column(reference: str | None, before: int) -> int:
    if not reference:
        return before + 1
    column = 0
    for letter in reference:
        if letter not in _LETTERS:
            break
        column = column * 26 + _LETTERS[letter]
    return column or before + 1


def _parse_ending(parser: _Parser, source: IO[bytes]) -> None:
    """What follows the rows (merged cells, conditional formats), when the rows were not read to their end."""
    start, ending = b"", b""
    while chunk := source.read(1 << 20):
        if b"sheetData" not in start:
            start += chunk
        ending = (
            (ending[-1_000:] + chunk) if b"/sheetData" not in ending.replace(b":", b"/") else ending + chunk
        )
    head = re.match(rb"(.*?)<(\w+:)?sheetData\b", start, re.DOTALL)
    tail = re.search(rb"</(\w+:)?sheetData>(.*)", ending, re.DOTALL)
    if head is None or tail is None:
        return
    parser.source = BytesIO(head[1] + tail[2])
    for _row in parser._parse_rows():
        pass


def _styles(book: Any) -> Styles:
    palette = Palette(book)
    fills: dict[int, str] = {}
    fonts: dict[int, str] = {}
    percent = set()
    for number, style in enumerate(book._cell_styles):
        try:
            fill = palette.fill(book._fills[style.fillId])
            font = palette.colour(book._fonts[style.fontId].color)
            if fill:
                fills[number] = fill
            if font:
                fonts[number] = font
            if "%" in re.sub(r'"[^"]*"|\\.', "", _number_format(book, style.numFmtId)):
                percent.add(number)
        except (IndexError, AttributeError, KeyError):
            continue
    return Styles(fills, fonts, frozenset(percent), _conditional(book, palette))


def _conditional(book: Any, palette: Palette) -> dict[int, str]:
    """The colours that conditional formats give: of the cell, or of its text where the cell has none."""
    found = {}
    for number, style in enumerate(book._differential_styles.styles):
        colour = palette.conditional_fill(style.fill)
        if not colour and style.fill is None and style.font is not None:
            colour = palette.colour(style.font.color)
        if colour:
            found[number] = colour
    return found


def _number_format(book: Any, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, ""))
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _coloured(book: Any) -> frozenset[int]:
    """The styles that have a fill."""
    return frozenset(n for n, style in enumerate(book._cell_styles) if style.fillId > 1)
