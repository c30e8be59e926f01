"""Reading sheets in the very layout that we write ourselves: strictly, word for word, with the hidden key."""

from typing import Any

from openpyxl.utils import get_column_letter

from hyte_core.excel.grid import Sheet
from hyte_core.excel.layout import columns_by_header, fields_by_header, sheet_word
from hyte_core.excel.own_joined import joined
from hyte_core.excel.own_plans import PlanSheets, headers_of
from hyte_core.excel.own_rows import ROW_SHEETS, RowReader
from hyte_core.excel.reading import TableFound
from hyte_core.locale import LANGUAGES, speaking
from hyte_core.problems import Problem

#: The fields that tell a sheet of actions from tables that are not ours.
_ACTIONS = {"focus_area", "action", "key"}


def own_kind(sheet: Sheet) -> str | None:
    """The kind of our own table that a sheet holds; None if it is not ours."""
    headers = {text.casefold() for _n, text in sheet.texts(1)}
    known = fields_by_header()
    names = {known[header] for header in headers if header in known}
    if names >= _ACTIONS:
        return "assessments" if "responsible" not in names and "assessed_on" in names else "actions"
    matched: dict[str, int] = {}
    for kind, layout in ROW_SHEETS.items():
        columns = columns_by_header(layout)
        found = {columns[header].field for header in headers if header in columns}
        if found >= (layout.signs or {column.field for column in layout.columns}):
            matched[kind] = len(found)
    return max(matched, key=matched.__getitem__, default=None)


def is_own_guide(sheet: Sheet) -> bool:
    """True for the guide of our workbooks, in which there is nothing to read."""
    for language in LANGUAGES:
        with speaking(language):
            if sheet.title == sheet_word("guide"):
                return True
    return False


class OwnReader:
    """Reads the sheets of one workbook; what it finds is in its lists."""

    def __init__(self, plan: str, organisation: str) -> None:
        self.organisation = organisation
        self.tables: list[TableFound] = []
        self.problems: list[Problem] = []
        self.plans = PlanSheets(plan, organisation, self.problems)
        self.rows: dict[str, list[Any]] = {kind: [] for kind in ROW_SHEETS}

    def records(self) -> dict[str, tuple[Any, ...]]:
        """The records of the sheets that have been read, but for those of goals and actions."""
        return joined(self.rows, self.problems)

    def read(self, sheet: Sheet, kind: str) -> None:
        """Read a sheet that ``own_kind`` knew."""
        if kind in ROW_SHEETS:
            reader = RowReader(sheet, kind, self.organisation)
            found = list(reader.records())
            self.rows[kind] += found
            self.problems += reader.problems
            names = {n: column.field for n, column in reader.columns.items()}
            count = reader.count
        else:
            if self.rows["plans"]:
                self.plans.first = self.rows["plans"][0]
            names, count = self.plans.read(sheet, kind)
        letters = {get_column_letter(n): name for n, name in names.items()}
        self.tables.append(TableFound(kind, sheet.title, 1, letters, count, headers_of(sheet)))
