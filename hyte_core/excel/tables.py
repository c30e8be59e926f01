"""Finding the tables of a sheet: header rows by their meaning, with the header rows above and below that belong to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from hyte_core.excel import headers
from hyte_core.excel.colours import light_of_fill
from hyte_core.excel.column import Column, sample
from hyte_core.excel.columns import columns_of
from hyte_core.excel.grid import Sheet
from hyte_core.excel.lights import light_of_word

#: The kinds are tried in this order: a table with actions is a plan, whatever else it has.
KINDS = ("actions", "indicators", "contacts")
#: Headers with slips of the pen are looked for this far; below, a row must have two headers in the very words.
LOOKED_AT_CLOSELY = 60
#: The user's choices: {(sheet, column letter): field, or "" for a column that is to be left out}.
Choices = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Table:
    """A table: its kind, header rows, columns, and the rows below that may belong to it (``last`` included)."""

    kind: str
    sheet: Sheet
    header_row: int
    first: int
    last: int
    columns: tuple[Column, ...]
    #: The rows of the table that repeat its header.
    repeats: frozenset[int] = field(default_factory=frozenset)
    #: The first row of its header, group headers included.
    top: int = 0

    def of(self, *fields: str) -> list[Column]:
        """The columns of these fields, from left to right."""
        return [column for column in self.columns if column.field in fields]

    def has(self, *fields: str) -> bool:
        """True if the table has a column of any of these fields."""
        return any(column.field in fields for column in self.columns)

    @property
    def left(self) -> int:
        """Its first column."""
        return self.columns[0].number

    @property
    def right(self) -> int:
        """Its last column."""
        return self.columns[-1].number

    def body(self) -> Iterator[int]:
        """The rows under the header that hold something."""
        for row in sorted(self.sheet.rows):
            if self.first <= row <= self.last and row not in self.repeats:
                yield row


def find_tables(sheet: Sheet, choices: Choices | None = None) -> list[Table]:
    """The tables of a sheet from top to bottom."""
    found: list[Table] = []
    chosen = {letter: name for (title, letter), name in (choices or {}).items() if title == sheet.title}
    for row in sorted(sheet.rows):
        if any(t.top <= row < t.first for t in found):
            continue
        if not _may_be_header(sheet, row, bool(found)):
            continue
        if repeated := _repeats(sheet, row, found):
            found[found.index(repeated)] = _with_repeat(repeated, row)
            continue
        found += _tables_at(sheet, row, chosen)
    return [_ended(table, found) for table in found]


def _may_be_header(sheet: Sheet, row: int, after_another: bool) -> bool:
    texts = [text for _column, text in sheet.texts(row)]
    if len(texts) < 2 and not sheet.styles.fills:
        return False
    known = sum(1 for text in texts if len(text) <= headers.LONGEST and _quick(text))
    if known == 1:  # "Mittari | 2021 | 2023 | Tavoite 2025"
        known += sum(1 for text in texts if len(text) == 4 and headers.years(text))
    return known >= 2 or (row <= LOOKED_AT_CLOSELY and len(texts) >= 2 and not after_another)


def _quick(text: str) -> bool:
    """True for a header in the very words; "valmis" is one too, but far more often a light under one."""
    return text.casefold().strip(" :*") in headers.quick_words() and light_of_word(text) is None


def _repeats(sheet: Sheet, row: int, found: list[Table]) -> Table | None:
    """The table whose header this row has once more, as on every printed page."""
    texts = {column: text.casefold() for column, text in sheet.texts(row)}
    for table in reversed(found):
        own = {column: text.casefold() for column, text in sheet.texts(table.header_row)}
        if texts == own:
            return table
    return None


def _with_repeat(table: Table, row: int) -> Table:
    depth = table.first - table.header_row
    repeats = table.repeats | set(range(row, row + depth))
    return Table(
        table.kind, table.sheet, table.header_row, table.first, table.last, table.columns, repeats, table.top
    )


def _tables_at(sheet: Sheet, row: int, chosen: Mapping[str, str]) -> list[Table]:
    """The tables whose header this row is: one, or several side by side."""
    if not any(headers.meaning(text, kind) for _column, text in sheet.texts(row) for kind in KINDS):
        return []  # a title, or groups over the headers proper, which find them from below
    runs = _runs(sheet, row)
    if len(runs) > 1:
        apart = [table for run in runs if (table := _table(sheet, row, run, chosen))]
        if len(apart) > 1:
            return apart
    whole = (
        _table(sheet, row, (min(run[0] for run in runs), max(run[1] for run in runs)), chosen)
        if runs
        else None
    )
    return [whole] if whole else []


def _runs(sheet: Sheet, row: int) -> list[tuple[int, int]]:
    """The stretches of columns that a header row fills without gaps."""
    filled: set[int] = set()
    for column, _text in sheet.texts(row):
        area = sheet.area(row, column)
        filled.update(range(column, (area.right if area and area.right - column < 60 else column) + 1))
    for below in (row + 1,):
        if filled and _is_second_header(sheet, below, row, min(filled), max(filled)):
            filled.update(column for column, _text in sheet.texts(below))
    runs: list[tuple[int, int]] = []
    for column in sorted(filled):
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _table(sheet: Sheet, row: int, span: tuple[int, int], chosen: Mapping[str, str]) -> Table | None:
    below = [row]
    while len(below) < 3 and _is_second_header(sheet, below[-1] + 1, below[-1], *span):
        below.append(below[-1] + 1)
    above = [row - 1] if _is_group_header(sheet, row - 1, span) else []
    first = below[-1] + 1
    bare = _is_bare(sheet, span[1] + 1, above or [row], first)
    stacks = {c: _stack(sheet, c, [*above, *below]) for c in range(span[0], span[1] + 1 + bare)}
    for kind in KINDS:
        columns = columns_of(kind, sheet, stacks, first, chosen)
        if columns:
            last = max(sheet.rows)
            return Table(kind, sheet, row, first, last, tuple(columns), top=[*above, *below][0])
    return None


def _is_bare(sheet: Sheet, column: int, heads: list[int], first: int) -> bool:
    """True for a column without a header, right of the last one, whose cells are coloured or named as lights."""
    if any(sheet.text(row, column) for row in range(heads[0], first)):
        return False
    rows = range(first, min(first + 50, max(sheet.rows) + 1))
    texts = [text for row in rows if (text := sheet.own_text(row, column))]
    if texts:
        return len({light for text in texts if (light := light_of_word(text))}) > 1
    return len({light for row in rows if (light := light_of_fill(sheet, row, column))}) > 1


def _stack(sheet: Sheet, column: int, rows: list[int]) -> tuple[str, ...]:
    """The header texts over a column, from the top; a group's text counts for all the columns under it."""
    texts: list[str] = []
    for row in rows:
        text = sheet.text(row, column)
        if not text and row != rows[-1]:
            text = _group_text(sheet, row, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    # Under the further columns of a wide header there is nothing, or what belongs to its first column.
    wide = sheet.corner(rows[-1], column)[1] < column
    return () if wide and not sample(sheet, column, rows[-1] + 1) else tuple(texts)


def _group_text(sheet: Sheet, row: int, column: int) -> str:
    """A group's header that was not merged: it stands over the first column and the next ones are empty."""
    if sheet.area(row, column):
        return ""
    left = [(c, text) for c, text in sheet.texts(row) if c < column]
    if not left:
        return ""
    nearest, text = left[-1]
    # Only years and other groups reach over their neighbours; a single column's own header does not.
    has_text_below = sheet.own_text(row + 1, nearest) and sheet.own_text(row + 1, column)
    return text if has_text_below else ""


def _is_second_header(sheet: Sheet, row: int, above: int, left: int, right: int) -> bool:
    """True if the row splits the headers above it: all its texts stand under wide or empty headers."""
    texts = [(c, text) for c, text in sheet.texts(row) if left <= c <= right + 12]
    if not texts or any(len(text) > 40 for _c, text in texts):
        return False
    for column, text in texts:
        header = sheet.own_text(above, column)
        wide = _is_wide(sheet, above, column)
        opens_group = (
            bool(header) and not sheet.text(above, column + 1) and sheet.own_text(row, column + 1) != ""
        )
        # A year may stand under any header, as long as other headers are split.
        year = bool(headers.years(text)) and not headers.header_text(text)
        if not (wide or not sheet.text(above, column) or opens_group or year):
            return False
        if headers.meaning(text, "actions") is None and _looks_like_data(text):
            return False
    split = any(_is_wide(sheet, above, c) or not sheet.text(above, c) for c, _text in texts)
    named = any(sheet.text(above, c) or _group_text(sheet, above, c) for c, _text in texts)
    opens = any(not sheet.text(above, c + 1) for c, _text in texts)
    return named and (split or opens) and len(texts) > 1


def _is_wide(sheet: Sheet, row: int, column: int) -> bool:
    area = sheet.area(row, column)
    return area is not None and area.right > area.left


def _looks_like_data(text: str) -> bool:
    plain = text.replace(",", ".").replace(" ", "").rstrip("%")
    try:
        float(plain)
    except ValueError:
        return len(text.split()) > 4
    return not headers.years(text)


def _is_group_header(sheet: Sheet, row: int, span: tuple[int, int]) -> bool:
    """True if the row above a header groups its columns: a title would stand alone over all of them."""
    texts = [(c, text) for c, text in sheet.texts(row) if span[0] <= c <= span[1]]
    if not texts or any(len(text) > 60 or text.endswith(":") for _c, text in texts):
        return False
    width = span[1] - span[0] + 1
    wide = 0
    for column, _text in texts:
        area = sheet.area(row, column)
        if area and 1 < area.right - area.left + 1 < width:
            wide += 1
    alone_at_left = len(texts) == 1 and texts[0][0] == span[0]
    if wide:
        return not (alone_at_left and len(texts) == 1)
    return not alone_at_left and all(headers.years(text) or len(text) <= 25 for _c, text in texts)


def _ended(table: Table, tables: list[Table]) -> Table:
    """The table as far as to the next one under it."""
    below = [
        other.top
        for other in tables
        if other.top >= table.first and other.left <= table.right and table.left <= other.right
    ]
    last = min(below) - 1 if below else table.last
    repeats = frozenset(row for row in table.repeats if row <= last)
    return Table(
        table.kind, table.sheet, table.header_row, table.first, last, table.columns, repeats, table.top
    )


def letters(table: Table) -> dict[str, str]:
    """{column letter: field} of the columns that are read."""
    return {get_column_letter(column.number): column.field for column in table.columns if column.field}
