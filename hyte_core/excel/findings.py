"""What a reader finds besides records: problems with their cells, and what the file says around its tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hyte_core.excel.grid import (
    NO_RESULT,
    ErrorValue,
    Sheet,
    has_control_characters,
    name_of,
    text_of,
)
from hyte_core.excel.tables import Table
from hyte_core.locale import _, number
from hyte_core.model import TEXT_LIMIT
from hyte_core.problems import Problem

#: A file with more mistakes of one kind than this has one mistake of a larger kind.
MOST_OF_A_KIND = 200


@dataclass
class Problems:
    """The problems found so far, each cell's once a code."""

    found: list[Problem] = field(default_factory=list)
    _seen: set[tuple[str, str | None, str | None]] = field(default_factory=set)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        code: str,
        message: str,
        severity: Literal["error", "warning"] = "error",
        sheet: Sheet | None = None,
        place: tuple[int, int] | None = None,
        value: Any = None,
    ) -> None:
        """Note a problem; ``place`` is the cell's row and column."""
        title, cell = sheet.title if sheet else None, name_of(*place) if place else None
        self._counts[code] = self._counts.get(code, 0) + 1
        if (code, title, cell) in self._seen or self._counts[code] > MOST_OF_A_KIND:
            return
        self._seen.add((code, title, cell))
        shown = text_of(value)[:200] or None
        self.found.append(Problem(code, message, severity, title, cell, shown))

    def warn(
        self, code: str, message: str, sheet: Sheet, place: tuple[int, int] | None = None, value: Any = None
    ) -> None:
        """Note something doubtful, which stops nothing."""
        self.add(code, message, "warning", sheet, place, value)


@dataclass(frozen=True)
class Around:
    """What is known before a table is read."""

    plan: str
    organisation: str
    problems: Problems
    #: The workbook's own words for its lights.
    legend: Mapping[str, str]
    #: The same for its colours.
    colours: Mapping[str, str]
    #: The light that a cell's conditional formatting shows.
    conditional: Callable[[int, int], str | None]
    #: The year of a sheet that is named by one.
    year: int | None = None
    #: Labelled lines above the table, such as "Painopiste: X", by field.
    labels: Mapping[str, str] = field(default_factory=dict)


def check_cells(table: Table, problems: Problems) -> None:
    """Problems of single cells, whatever the table: no value, too much text, signs that cannot be."""
    sheet = table.sheet
    numbers = [column.number for column in table.columns if column.field]
    for row in table.body():
        cells = sheet.rows[row]
        for column in numbers:
            cell = cells.get(column)
            value = cell.value if cell else None
            if value is NO_RESULT:
                message = _(
                    "Kaavalla ei ole laskettua arvoa: avaa tiedosto Excelissä ja tallenna se, tai kirjoita arvo."
                )
                problems.warn("formula_without_value", message, sheet, (row, column))
            elif isinstance(value, str):
                _check_text(value, sheet, (row, column), problems)


def _check_text(value: str, sheet: Sheet, place: tuple[int, int], problems: Problems) -> None:
    if isinstance(value, ErrorValue):
        message = _("Kaavan tulos on virhe {value}: korjaa kaava tai kirjoita arvo.").format(value=value)
        problems.warn("formula_error", message, sheet, place, value)
    elif len(value) > TEXT_LIMIT:
        message = _("Tekstissä on {n} merkkiä, mutta siinä voi olla enintään {limit}: lyhennä tekstiä.")
        message = message.format(n=number(len(value)), limit=number(TEXT_LIMIT))
        problems.add("too_long", message, "error", sheet, place, value)
    elif has_control_characters(value):
        message = _("Solussa on ohjausmerkkejä, joita ei voi näyttää; ne jätettiin pois.")
        problems.warn("control_characters", message, sheet, place, value)
