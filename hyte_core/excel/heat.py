"""The heat table of many organisations as a workbook: shares that Excel can sort and colour, beside their counts."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from hyte_core.excel.write import saved
from hyte_core.lights import Light
from hyte_core.locale import _
from hyte_core.regional import Cell, HeatRow, HeatTable

_HEAD = PatternFill("solid", fgColor="0B4F9E")
_PALE, _FULL = "F4F7F5", "68AE80"


def heat_workbook(table: HeatTable) -> bytes:
    """A row a plan: the whole's lights and share of green, then each focus area's share and number of actions.

    A share is empty where nothing has been assessed, the number of actions too where the plan has no such focus area.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = _("Kunnat ja alueet")
    names = [*(column.name for column in table.columns), *([_("Muut painopisteet")] if table.columns else [])]
    heads = [
        *(_("Organisaatio"), _("Hyvinvointialue"), _("Suunnitelma"), _("Vihreiden osuus")),
        *(light.word for light in Light),
    ]
    for name in names:
        heads += [name, _("{name}, toimenpiteitä").format(name=name)]
    _write(sheet, 1, heads)
    for number, row in enumerate(table.rows, start=2):
        _write(sheet, number, _row(row, [column.key for column in table.columns]))
    last = max(len(table.rows) + 1, 2)
    for place in (4, *range(9, len(heads) + 1, 2)):
        letter = get_column_letter(place)
        scale = ColorScaleRule("num", 0, _PALE, end_type="num", end_value=1, end_color=_FULL)
        sheet.conditional_formatting.add(f"{letter}2:{letter}{last}", scale)
        for cell in sheet[letter][1:]:
            cell.number_format = "0 %"
    for place in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 32 if place < 4 else 16
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{last}"
    return saved(book)


def _row(row: HeatRow, keys: Sequence[str]) -> list[Any]:
    cells = [*(row.cells.get(key) for key in keys), *([row.others] if keys else [])]
    return [
        row.body.name,
        row.body.county or None,
        row.plan.name if row.plan else None,
        row.whole.share,
        *(row.whole.counts[light] if row.plan else None for light in Light),
        *(value for cell in cells for value in _pair(cell)),
    ]


def _pair(cell: Cell | None) -> tuple[float | None, int | None]:
    return (cell.share, cell.size) if cell and cell.areas else (None, None)


def _write(sheet: Any, number: int, values: Sequence[Any]) -> None:
    for place, value in enumerate(values, start=1):
        cell = sheet.cell(number, place)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"  # a text that begins with = stays a text
            cell.quotePrefix = value[:1] in "=+-@"
        else:
            cell.value = value
        if number == 1:
            cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
            cell.alignment = Alignment(vertical="top", wrap_text=True)
