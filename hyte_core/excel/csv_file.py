"""Text tables (.csv): semicolons, commas or tabs; UTF-8, UTF-16 or cp1252."""

import csv
from io import StringIO
from pathlib import PurePath

from hyte_core.excel.grid import Book, Cell, Sheet
from hyte_core.excel.opening import NotOpenedError
from hyte_core.locale import _


def read_csv(content: bytes, file: str) -> Book:
    """The table as a book of one sheet that has the file's name, as in Excel."""
    text = _decode(content)
    separator = None
    if text[:4].casefold() == "sep=":
        separator, text = text[4:5], "\n" + text.partition("\n")[2]
    rows = _rows(text, separator or _separator(text))
    if not rows:
        raise NotOpenedError("empty_file", _("Tiedosto on tyhjä: valitse toinen tiedosto."))
    return Book((Sheet(PurePath(file).stem or "CSV", rows),))


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        message = _(
            "Tiedosto ei ole tekstitaulukko (.csv) eikä Excel-työkirja: tallenna se Excelissä muodossa .xlsx."
        )
        raise NotOpenedError("not_a_workbook", message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str, separator: str) -> dict[int, dict[int, Cell]]:
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows = {
        number: {n: Cell(value) for n, value in enumerate(line, start=1) if value.strip()}
        for number, line in enumerate(lines, start=1)
    }
    return {number: cells for number, cells in rows.items() if cells}


def _separator(text: str) -> str:
    """The separator that gives the most cells on the lines that have any: a title line may have none."""
    sample = text[:20_000]
    return max(";,\t", key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[int, int]:
    try:
        widths = [len(line) for line in csv.reader(StringIO(sample, newline=""), delimiter=separator)]
    except csv.Error:
        return (0, 0)
    common = max(set(widths), key=lambda w: (widths.count(w) if w > 1 else 0, w), default=1)
    return (widths.count(common) if common > 1 else 0, common)
