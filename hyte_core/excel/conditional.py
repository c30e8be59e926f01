"""Conditional formatting: the light that Excel would show in a cell, where the rule can be worked out here."""

from collections.abc import Callable, Iterator
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

from hyte_core.excel.colours import light_of_colour
from hyte_core.excel.formulas import CannotTellError, evaluate
from hyte_core.excel.grid import Sheet
from hyte_core.excel.icon_sets import IconRule

#: What the icons of a set mean, from the lowest value up; sets of arrows and flags alike.
_ICONS = {
    "3": ("red", "yellow", "green"),
    "4": ("red", "yellow", "yellow", "green"),
    "5": ("red", "yellow", "yellow", "yellow", "green"),
}
#: Grey icons, and sets that measure rather than judge.
_NO_LIGHT = ("gray", "rating", "quarters", "boxes", "stars")


class ConditionalLights:
    """The lights that a sheet's rules show."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rules = sorted(self._rules(), key=lambda rule: rule[0])

    def __call__(self, row: int, column: int) -> str | None:
        """The light that the cell shows by the first rule that holds for it and has a colour."""
        for _priority, area, light in self.rules:
            if any(
                part.min_row <= row <= part.max_row and part.min_col <= column <= part.max_col
                for part in area
            ):
                found = light(row, column)
                if found:
                    return found
        return None

    def _rules(self) -> Iterator[tuple[int, list[CellRange], Callable[[int, int], str | None]]]:
        for rule in self.sheet.rules:
            if isinstance(rule, IconRule):
                area = _area(rule.ranges)
                icons = self._icons(area, rule.icons, rule.thresholds, rule.reverse)
                if icons:
                    yield 9_999, area, icons
                continue
            area = list(rule.sqref.ranges)
            for one in rule.rules:
                check = self._check(one, area)
                if check:
                    yield one.priority or 0, area, check

    def _check(self, rule: Any, area: list[CellRange]) -> Callable[[int, int], str | None] | None:
        if rule.type == "iconSet" and rule.iconSet is not None:
            points = tuple((p.type, p.val or "0", p.gte is not False) for p in rule.iconSet.cfvo)
            return self._icons(
                area, rule.iconSet.iconSet or "3TrafficLights1", points, bool(rule.iconSet.reverse)
            )
        light = light_of_colour(self.sheet.styles.conditional.get(rule.dxfId, ""))
        if light is None:
            return None
        formula = _formula(rule, area)
        if formula is None:
            return None
        origin = (min(part.min_row for part in area), min(part.min_col for part in area))

        def check(row: int, column: int) -> str | None:
            try:
                moved = (row - origin[0], column - origin[1])
                return light if evaluate(formula, self.sheet.value, moved, (row, column)) is True else None
            except CannotTellError:
                return None

        return check

    def _icons(
        self, area: list[CellRange], icons: str, points: tuple[tuple[str, Any, bool], ...], reverse: bool
    ) -> Callable[[int, int], str | None] | None:
        lights = _ICONS.get(icons[:1])
        if (
            lights is None
            or any(word in icons.casefold() for word in _NO_LIGHT)
            or len(points) != len(lights)
        ):
            return None
        lights = lights[::-1] if reverse else lights
        values = sorted(_numbers(self.sheet, area))

        def check(row: int, column: int) -> str | None:
            value = self.sheet.value(row, column)
            if isinstance(value, bool) or not isinstance(value, int | float) or not values:
                return None
            found = lights[0]
            for (kind, point, equal), light in list(zip(points, lights, strict=True))[1:]:
                limit = _limit(kind, point, values)
                if limit is None:
                    return None
                if value > limit or (equal and value == limit):
                    found = light
            return found

        return check


def _area(ranges: str) -> list[CellRange]:
    try:
        return list(MultiCellRange(ranges).ranges)
    except (ValueError, TypeError):
        return []


def _numbers(sheet: Sheet, area: list[CellRange]) -> Iterator[float]:
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            value = cell.value
            if (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and any(p.min_row <= row <= p.max_row and p.min_col <= column <= p.max_col for p in area)
            ):
                yield float(value)


def _limit(kind: str, point: Any, values: list[float]) -> float | None:
    try:
        number = float(str(point).replace(",", "."))
    except ValueError:
        return None
    if kind == "num":
        return number
    if kind == "percent":
        return values[0] + (values[-1] - values[0]) * number / 100
    if kind == "percentile":
        place = (len(values) - 1) * number / 100
        low = int(place)
        high = min(low + 1, len(values) - 1)
        return values[low] + (values[high] - values[low]) * (place - low)
    return values[0] if kind == "min" else values[-1] if kind == "max" else None


def _formula(rule: Any, area: list[CellRange]) -> str | None:
    """Any rule as the formula that Excel could have instead of it, for the first cell of its area."""
    first = _first(area)
    given = [str(formula) for formula in rule.formula or []]
    if rule.type == "expression" and given:
        return given[0]
    if rule.type == "cellIs" and given:
        return _comparison(rule.operator, first, given)
    text = (rule.text or "").replace('"', '""')
    if rule.type in ("containsText", "notContainsText") and text:
        found = f'ISNUMBER(SEARCH("{text}",{first}))'
        return found if rule.type == "containsText" else f"NOT({found})"
    if rule.type == "beginsWith" and text:
        return f'LEFT({first},{len(rule.text)})="{text}"'
    if rule.type == "endsWith" and text:
        return f'RIGHT({first},{len(rule.text)})="{text}"'
    if rule.type == "notContainsBlanks":
        return f"LEN(TRIM({first}))>0"
    return None


def _comparison(operator: str, first: str, given: list[str]) -> str | None:
    signs = {
        "equal": "=",
        "notEqual": "<>",
        "greaterThan": ">",
        "lessThan": "<",
        "greaterThanOrEqual": ">=",
        "lessThanOrEqual": "<=",
    }
    if operator in signs:
        # An empty cell is less than everything in Excel, but nobody means an empty cell to be red.
        return f"AND(LEN({first})>0,{first}{signs[operator]}({given[0]}))"
    if operator in ("between", "notBetween") and len(given) > 1:
        inside = f"AND(LEN({first})>0,{first}>=({given[0]}),{first}<=({given[1]}))"
        return inside if operator == "between" else f"AND(LEN({first})>0,NOT({inside}))"
    return None


def _first(area: list[CellRange]) -> str:
    return f"{get_column_letter(min(p.min_col for p in area))}{min(p.min_row for p in area)}"
