"""Rows of our own sheets to records and back, as the sheets' descriptions tell."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from openpyxl.utils import get_column_letter

from hyte_core.excel import grid
from hyte_core.excel.layout import MEETINGS, PLANS, Column, Sheet, column_word, columns_by_header
from hyte_core.excel.own_cells import CellError, read, written
from hyte_core.excel.own_joined import CardAnswer, ParticipantRow
from hyte_core.excel.own_sheets import CARD_ANSWERS, OTHER_SHEETS
from hyte_core.locale import _, day
from hyte_core.problems import Problem
from hyte_core.records import (
    ContactRecord,
    DecisionRecord,
    DutyRecord,
    FollowedIndicatorRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    InterfaceAreaRecord,
    MaturityRecord,
    MeetingItemRecord,
    MeetingRecord,
    NetworkActionRecord,
    NetworkRecord,
    OrganisationRecord,
    PlanRecord,
    PresentationRecord,
    SlideRecord,
    StatementRecord,
    TargetRecord,
    YearCardRecord,
    YearlyEventRecord,
)

#: The sheets whose rows are read one by one, by kind.
ROW_SHEETS: Mapping[str, Sheet] = {
    sheet.kind: sheet for sheet in (PLANS, MEETINGS, *OTHER_SHEETS, CARD_ANSWERS)
}
_RECORDS: Mapping[str, type[Any]] = {
    "plans": PlanRecord,
    "meetings": MeetingRecord,
    "organisations": OrganisationRecord,
    "indicators": IndicatorRecord,
    "followed_indicators": FollowedIndicatorRecord,
    "indicator_values": IndicatorValueRecord,
    "targets": TargetRecord,
    "indicator_cards": IndicatorCardRecord,
    "interface_areas": InterfaceAreaRecord,
    "contacts": ContactRecord,
    "networks": NetworkRecord,
    "network_actions": NetworkActionRecord,
    "maturity": MaturityRecord,
    "duties": DutyRecord,
    "yearly_events": YearlyEventRecord,
    "meeting_items": MeetingItemRecord,
    "decisions": DecisionRecord,
    "participants": ParticipantRow,
    "statements": StatementRecord,
    "year_cards": YearCardRecord,
    "card_answers": CardAnswer,
    "presentations": PresentationRecord,
    "slides": SlideRecord,
}


def row_of(record: Any, layout: Sheet) -> list[Any]:
    """The cells of a record, in the order of its sheet's columns."""
    return [written(column.kind, _part(getattr(record, column.of), column.part)) for column in layout.columns]


def _part(value: Any, part: str) -> Any:
    return value.get(part) if part else value


class RowReader:
    """Reads the rows of one sheet; what cannot be is in ``problems``, and its row is no record.

    ``organisation`` is for rows that must tell theirs, or their region, and do not.
    """

    def __init__(self, sheet: grid.Sheet, kind: str, organisation: str) -> None:
        self.sheet, self.layout, self.organisation = sheet, ROW_SHEETS[kind], organisation
        self.record = _RECORDS[kind]
        known = columns_by_header(self.layout)
        self.columns = {
            n: column for n, text in sheet.texts(1) if (column := known.get(text.casefold())) is not None
        }
        self.tells_given = any(field.name == "given" for field in fields(self.record))
        self.given = frozenset(column.of for column in self.columns.values())
        self.named = {column.field: n for n, column in self.columns.items()}
        self.missing = [column for column in self.layout.columns if column.required]
        main = self.named.get(self.layout.main or self.layout.columns[0].field) or min(self.columns)
        self.main = get_column_letter(main)
        self.problems: list[Problem] = []
        #: How many rows said something, so far.
        self.count = 0

    def records(self) -> Iterator[Any]:
        """A record for each row that says something and can be read."""
        for number in sorted(self.sheet.rows):
            if number > 1 and (values := self._values(number)):
                self.count += 1
                problems = len(self.problems)
                fields_ = self._fields(number, values)
                if len(self.problems) == problems:
                    yield self.record(**fields_, sheet=self.sheet.title, cell=f"{self.main}{number}")

    def _values(self, number: int) -> dict[int, Any]:
        """The values of a row's cells by column; nothing of a row that has only white space."""
        row, percent = self.sheet.rows[number], self.sheet.styles.percent
        values: dict[int, Any] = {}
        for n in self.columns:
            cell = row.get(n)
            if cell is None or cell.value is None or cell.value is grid.NO_RESULT:
                continue
            value = cell.value
            if type(value) is str:
                if not value.strip():
                    continue
            elif cell.style in percent and type(value) is float:
                value = round(value * 100, 10)
            values[n] = value
        return values

    def _fields(self, number: int, values: dict[int, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"given": self.given} if self.tells_given else {}
        for n, column in self.columns.items():
            value = values.get(n)
            if value is None:
                if column.part:
                    found.setdefault(column.of, {})
                elif column.kind == "text" and not column.required:
                    found[column.of] = ""
                continue
            try:
                told = read(column.kind, value)
            except CellError as error:
                self._problem(n, number, error.code, str(error), value)
                continue
            if column.part:
                found.setdefault(column.of, {})[column.part] = told
            elif told is not None:
                found[column.of] = told
        for column in self.missing:
            if column.of not in found and not self._default(column, found):
                self._required(column, number, values)
        for first, second in self.layout.in_order:
            self._in_order(found, first, second, number)
        return found

    def _in_order(self, found: dict[str, Any], first: str, second: str, number: int) -> None:
        """A day cannot be before the one that it follows."""
        start, end = found.get(first), found.get(second)
        if start and end and end < start:
            message = _(
                "Sarakkeen {last} päivä {end} on ennen sarakkeen {first} päivää {start}: korjaa toinen päivistä."
            )
            text = message.format(
                first=column_word(first), last=column_word(second), start=day(start), end=day(end)
            )
            self._problem(self.named[second], number, "due_before_start", text, end.isoformat())

    def _default(self, column: Column, found: dict[str, Any]) -> bool:
        if column.field not in ("organisation", "region") or not self.organisation:
            return False
        found[column.of] = self.organisation
        return True

    def _required(self, column: Column, number: int, values: dict[int, Any]) -> None:
        place = self.named.get(column.field)
        if place is not None and place in values:
            return  # what it says was a problem already
        message = _("Kohta {field} on pakollinen: anna sille arvo.").format(field=column_word(column.field))
        self._problem(place or min(self.columns), number, "empty", message, None)

    def _problem(self, column: int, row: int, code: str, message: str, value: Any) -> None:
        shown = str(value)[:200] if value is not None else None
        cell = f"{get_column_letter(column)}{row}"
        self.problems.append(Problem(code, message, sheet=self.sheet.title, cell=cell, value=shown))
