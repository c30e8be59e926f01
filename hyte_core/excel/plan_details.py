"""What a row tells of an action besides its name: who, when, by which measures."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hyte_core.excel.column import Column
from hyte_core.excel.dates import Schedule, WrongDateError, date_of, is_ongoing, schedule_of
from hyte_core.excel.findings import Problems
from hyte_core.excel.grid import text_of
from hyte_core.excel.lights import is_mark
from hyte_core.excel.splitting import names, things
from hyte_core.excel.tables import Table
from hyte_core.excel.values import missing_reason
from hyte_core.locale import _


class Details:
    """Reads the rows of one table; the fields are those of ActionRecord."""

    def __init__(self, table: Table, problems: Problems) -> None:
        self.sheet, self.problems = table.sheet, problems
        self.by_field = {c.field: table.of(c.field) for c in table.columns if c.field}

    def of(self, row: int, share: dict[str, str] | None = None, own: bool = False) -> dict[str, Any]:
        """The fields of a row. ``share`` has the texts that are one action's of several in the row; ``own`` leaves
        out what the row has only through merged cells.
        """
        share = share or {}

        def texts(name: str) -> Iterator[tuple[Column, str]]:
            for column in self.by_field.get(name, ()):
                read = self.sheet.own_text if own else self.sheet.text
                text = share.get(column.letter) or read(row, column.number)
                if text:
                    yield column, text

        schedule = self._schedule(row, list(texts("schedule")), list(texts("due")), share)
        return {
            "responsible": tuple(dict.fromkeys(n for _c, text in texts("responsible") for n in names(text))),
            "indicators": tuple(dict.fromkeys(t for _c, text in texts("indicators") for t in things(text))),
            "baseline_target": self._baseline(texts),
            **schedule,
        }

    def _baseline(self, texts: Any) -> str:
        """Where the action starts from and aims at, in the plan's own words; from two columns, with their headers."""
        together = "\n".join(text for _c, text in texts("baseline_target"))
        apart = [
            f"{column.header}: {text}" for name in ("baseline", "target") for column, text in texts(name)
        ]
        return "\n".join(filter(None, (together, "; ".join(apart))))

    def _schedule(
        self,
        row: int,
        schedules: list[tuple[Column, str]],
        dues: list[tuple[Column, str]],
        share: dict[str, str],
    ) -> dict[str, Any]:
        marked = [c.year for c, text in schedules if c.year and is_mark(text)]
        words = [text for c, text in schedules if not (c.year and is_mark(text))]
        if marked:
            first, last = min(y for y in marked if y), max(y for y in marked if y)
            words.append(str(first) if first == last else f"{first}–{last}")
        value = schedules[0][0] if len(schedules) == 1 and not marked and not share else None
        raw = self.sheet.value(row, value.number) if value else None
        told = self._told(
            row, raw if raw is not None and not isinstance(raw, str) else "\n".join(words), schedules
        )
        due = self._due(row, dues, share)
        starts = self._day(row, "starts")
        said = [text for _c, text in dues if missing_reason(text) is None]
        words += [text for text in said if due.due is None or is_ongoing(text)]
        return {
            "schedule": "; ".join(dict.fromkeys(words)),
            "starts": starts or told.starts or due.starts,
            "due": due.due or told.due,
        }

    def _told(self, row: int, value: Any, schedules: list[tuple[Column, str]]) -> Schedule:
        try:
            date_of(value)
        except WrongDateError:
            self._wrong_date(row, schedules[0][0].number, value)
            return Schedule()
        return schedule_of(value)

    def _due(self, row: int, dues: list[tuple[Column, str]], share: dict[str, str]) -> Schedule:
        for column, text in dues:
            value = text if column.letter in share else self.sheet.value(row, column.number)
            try:
                day = date_of(value)
            except WrongDateError:
                self._wrong_date(row, column.number, value)
                continue
            told = Schedule(None, day) if day else schedule_of(value)
            if missing_reason(text) is not None:
                continue
            if told == Schedule() and text and not is_ongoing(text):
                message = _(
                    "Tästä ei saa päivää, joten se luettiin aikataulun tekstiksi: kirjoita päivä muodossa 31.12.2025."
                )
                self.problems.warn("not_a_date", message, self.sheet, (row, column.number), value)
            return told
        return Schedule()

    def _day(self, row: int, name: str) -> date | None:
        columns = self.by_field.get(name)
        if not columns:
            return None
        column = columns[0]
        value = self.sheet.value(row, column.number)
        try:
            day = date_of(value)
        except WrongDateError:
            self._wrong_date(row, column.number, value)
            return None
        if day or not text_of(value):
            return day
        told = schedule_of(value)
        begin = told.starts or (told.due.replace(day=1) if told.due else None)
        return begin.replace(month=1) if begin and text_of(value).isdigit() else begin

    def _wrong_date(self, row: int, column: int, value: Any) -> None:
        message = _("Tätä päivää ei ole: kirjoita päivä muodossa 31.12.2025.")
        self.problems.add("not_a_date", message, "error", self.sheet, (row, column), value)
