"""A sheet as a grid: cells with their values and styles, and which cells are merged. The same for every file format."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

#: Signs that have no width or no meaning on paper: soft hyphen, zero-width marks, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003"), " ")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: How Excel writes a control character in its files.
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")
_BREAK = re.compile("\r\n|[\r\u2028\u2029]")
#: What nearly all texts have none of: anything that cleaning would change.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00a0\u00ad\u2002-\u200d\u2028\u2029\u202f\u2060\ufeff]|_x00")


class NoResult:
    """The value of a formula that nobody has calculated."""

    def __repr__(self) -> str:
        return "NO_RESULT"


NO_RESULT = NoResult()


class ErrorValue(str):
    """The value of a formula that went wrong, such as #REF!."""


class Cell(NamedTuple):
    """A cell that holds something, or nothing but a colour. ``style`` is a key to the book's styles."""

    value: Any
    style: int = 0


class Area(NamedTuple):
    """Merged cells: the first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Styles:
    """What the numbers of styles mean: the fill colour (RRGGBB), and whether numbers are shown as per cent."""

    fills: Mapping[int, str] = field(default_factory=dict)
    fonts: Mapping[int, str] = field(default_factory=dict)
    percent: frozenset[int] = frozenset()
    #: The colours of conditional formats, by their own numbers.
    conditional: Mapping[int, str] = field(default_factory=dict)


@dataclass
class Sheet:
    """A sheet's cells by row and column number, both from 1; cells that hold nothing are left out."""

    title: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    styles: Styles = field(default_factory=Styles)
    hidden: bool = False
    #: The conditional formats, as the file format's own objects.
    rules: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._plain: dict[str, str] = {}
        self._corner: dict[tuple[int, int], tuple[int, int]] = {}
        self._areas: dict[tuple[int, int], Area] = {}
        last_row = max(self.rows, default=0)
        last_column = self.last_column
        for area in self.merged:
            corner = (area.top, area.left)
            self._areas[corner] = area
            for row in range(area.top, min(area.bottom, last_row + 1) + 1):
                for column in range(area.left, min(area.right, last_column + 1) + 1):
                    self._corner[row, column] = corner

    @property
    def last_column(self) -> int:
        """The number of the last column that holds something."""
        return max((max(cells) for cells in self.rows.values() if cells), default=0)

    def corner(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value of this one: itself, or the first cell of the merged ones."""
        return self._corner.get((row, column), (row, column))

    def area(self, row: int, column: int) -> Area | None:
        """The merged cells that this one belongs to."""
        return self._areas.get(self.corner(row, column))

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell, through merged cells; None if it holds nothing."""
        row, column = self._corner.get((row, column), (row, column))
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def value(self, row: int, column: int) -> Any:
        """The value, through merged cells."""
        cell = self.cell(row, column)
        return cell.value if cell else None

    def text(self, row: int, column: int) -> str:
        """The value as a text, through merged cells."""
        return self.text_of(self.value(row, column))

    def text_of(self, value: Any) -> str:
        """A value of this sheet as a text; each text is made plain only once."""
        if type(value) is str:
            plain = self._plain.get(value)
            if plain is None:
                plain = self._plain[value] = clean(value)
            return plain
        return text_of(value)

    def own_text(self, row: int, column: int) -> str:
        """The text that stands in this very cell; merged cells have one only in their first cell."""
        cells = self.rows.get(row)
        cell = cells.get(column) if cells else None
        return self.text_of(cell.value) if cell else ""

    def texts(self, row: int) -> Iterator[tuple[int, str]]:
        """The columns of a row that have a text of their own, from left to right."""
        for column in sorted(self.rows.get(row, ())):
            text = self.own_text(row, column)
            if text:
                yield column, text


@dataclass(frozen=True)
class Book:
    """The sheets of a file."""

    sheets: tuple[Sheet, ...]


def name_of(row: int, column: int) -> str:
    """The cell's name: B7."""
    return f"{get_column_letter(column)}{row}"


def text_of(value: Any) -> str:
    """A value as a text on one or many lines, without signs that cannot be seen."""
    if isinstance(value, str):
        return clean(value)
    if value is None or value is NO_RESULT or isinstance(value, bool):
        return "" if not isinstance(value, bool) else ("TRUE" if value else "FALSE")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def clean(text: str) -> str:
    """The text without invisible signs, with plain spaces and line breaks, trimmed."""
    if not _ODD.search(text):
        return text.strip()
    plain = _ESCAPED.sub("", text).translate(_INVISIBLE).translate(_SPACES)
    return _CONTROL.sub("", _BREAK.sub("\n", plain)).strip()


def has_control_characters(value: Any) -> bool:
    """True if the text has characters that no one can have meant to write."""
    return (
        isinstance(value, str)
        and bool(_ODD.search(value))
        and bool(
            _CONTROL.search(value)
            or any(m[1] not in ("0A", "0D", "09", "0a", "0d") for m in _ESCAPED.finditer(value))
        )
    )
