"""Where the rows of a file from Sotkanet are. Looked up only for the few that are at fault: there may be a million."""

import re
from functools import cached_property

#: The columns of a frame of values in the order of Sotkanet's CSV, and what JSON calls each.
COLUMNS = ("indicator", "region", "year", "gender", "value", "absolute")
JSON_KEYS = ("indicator", "region", "year", "gender", "value", "absValue")
_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(content: bytes) -> list[tuple[int, str]]:
    """The lines of a CSV below its header with their numbers as a spreadsheet shows them; empty ones left out."""
    lines = _LINE_END.split(content.decode("utf-8-sig", "replace"))
    return [(number, line) for number, line in enumerate(lines[1:], 2) if line.strip()]


class Places:
    """The place of each row of one file, the rows counted from 0 in the order of the file.

    In CSV a place is what a spreadsheet calls the cell: ``E17`` is the value on line 17. In JSON it is the path into
    the list, which counts from 0 as programs do: ``[15].value`` is the value of the sixteenth row.
    """

    def __init__(self, csv: bytes | None = None) -> None:
        """``csv`` is the file's content; without it the rows are those of a list in JSON."""
        self._csv = csv

    def cell(self, row: int, column: str) -> str:
        """The place of a row's field, which is one of COLUMNS."""
        place = COLUMNS.index(column)
        if self._csv is None:
            return f"[{row}].{JSON_KEYS[place]}"
        return f"{'ABCDEF'[place]}{self._lines[row]}"

    @cached_property
    def _lines(self) -> list[int]:
        return [number for number, _line in lines_of(self._csv or b"")]
