"""A column of a table, and the texts under it by which its meaning is settled."""

from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from hyte_core.excel.grid import Sheet

#: How many rows are looked at.
SAMPLE = 200


@dataclass(frozen=True)
class Column:
    """A column: its field ("" if it is not read), its headers from top to bottom, and what else they say."""

    number: int
    field: str
    headers: tuple[str, ...] = ()
    score: int = 0
    year: int | None = None
    #: The day that its header names more closely than by a year: 30.6.2024, kevät 2024.
    day: date | None = None
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


def sample(sheet: Sheet, number: int, first: int) -> list[tuple[int, str]]:
    """The first texts of a column, with their rows."""
    last = min(first + SAMPLE, max(sheet.rows))
    return [(row, text) for row in range(first, last + 1) if (text := sheet.own_text(row, number))]
