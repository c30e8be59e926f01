"""The assessments that a row tells: a light and a note, or one of each for every year or part of one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hyte_core.excel.colours import light_of_colour, light_of_fill
from hyte_core.excel.column import Column
from hyte_core.excel.dates import WrongDateError, date_of, end_of_year, schedule_of
from hyte_core.excel.findings import Around
from hyte_core.excel.grid import NO_RESULT, ErrorValue, name_of, text_of
from hyte_core.excel.lights import GREY, is_mark, light_and_note, light_of_share, light_of_word
from hyte_core.excel.tables import Table
from hyte_core.locale import _
from hyte_core.records import AssessmentRecord

#: Signs whose meaning is the colour that they are written in.
_BLOBS = set("●⬤■◼•▪◆★lnu")


#: What stands in a column of marks where there is no mark: an empty box, a dash.
_NO_MARKS = frozenset(["", "☐", "□", "◻", "▢", "-", "–", "—", "0", "false", "ei", "nej", "no"])


class Assessor:
    """Reads the rows of one table. Which columns belong to which year is settled once for all of them."""

    def __init__(self, table: Table, around: Around) -> None:
        self.table, self.sheet, self.around = table, table.sheet, around
        self.columns = [c for c in table.columns if c.field in ("light", "note", "assessed_on") or c.coloured]
        self.times = [(time, self._of_time(time)) for time in self._times()]
        self.row, self.share, self.own = 0, dict[str, str](), False

    def of(
        self, row: int, share: dict[str, str] | None = None, own: bool = False
    ) -> tuple[AssessmentRecord, ...]:
        """What a row says, the oldest first. ``share`` has the texts that are one action's of several in the
        row; ``own`` leaves out what the row has only through merged cells.
        """
        self.row, self.share, self.own = row, share or {}, own
        told = (self.assessment(time, columns) for time, columns in self.times)
        return tuple(assessment for assessment in told if assessment)

    def _times(self) -> list[date | None]:
        """The days that have a light or a note of their own; None for what is not dated by its column."""
        named = {self._time(c) for c in self.columns if c.field != "assessed_on"}
        dated = sorted(time for time in named if time)
        # Lights by year beside one column of notes, or the other way round: the undated is of the latest year.
        if dated and None in named and not self._both_undated():
            return [*dated]
        return [*dated, None] if None in named else [*dated]

    def _time(self, column: Column) -> date | None:
        """The day that a column is of: its header's, else the end of its header's or the sheet's year."""
        year = column.year or self.around.year
        return column.day or (end_of_year(year) if year else None)

    def _both_undated(self) -> bool:
        return {"light", "note"} <= {c.field for c in self.columns if self._time(c) is None}

    def _of_time(self, time: date | None) -> list[Column]:
        own = [c for c in self.columns if self._time(c) == time]
        times = self._times()
        if times and time == times[-1] and None not in times:
            own += [c for c in self.columns if self._time(c) is None]
        return own

    def assessment(self, time: date | None, columns: list[Column]) -> AssessmentRecord | None:
        """What the row says of one year, or of a part of it."""
        light, notes, place = self._light(columns)
        notes += [text for c in columns if c.field == "note" and (text := self._text(c))]
        note = "\n".join(dict.fromkeys(notes))
        if light is None and not note:
            return None
        place = place or next((c.number for c in columns if c.field == "note"), self.table.left)
        return AssessmentRecord(
            self._date(columns) or time, light, note, False, self.sheet.title, name_of(self.row, place)
        )

    def _date(self, columns: list[Column]) -> date | None:
        for column in columns:
            if column.field == "assessed_on":
                value = self.sheet.value(self.row, column.number)
                try:
                    day = date_of(value) or schedule_of(value).due
                except WrongDateError:
                    message = _("Tätä päivää ei ole: kirjoita päivä muodossa 31.12.2025.")
                    self.around.problems.add(
                        "not_a_date", message, "error", self.sheet, (self.row, column.number), value
                    )
                    continue
                if day:
                    return day
        return None

    def _text(self, column: Column) -> str:
        if column.letter in self.share:
            return self.share[column.letter]
        read = self.sheet.own_text if self.own else self.sheet.text
        return read(self.row, column.number)

    # --- lights

    def _light(self, columns: Iterable[Column]) -> tuple[str | None, list[str], int | None]:
        """The light, the texts given with it, and its column."""
        marked: list[Column] = []
        light: str | None = None
        notes: list[str] = []
        place: int | None = None
        for column in columns:
            if column.mark:
                if self._text(column).casefold() not in _NO_MARKS:
                    marked.append(column)
                continue
            if column.field != "light" and not column.coloured:
                continue
            found, note = self._coloured(column) if column.coloured else self._cell_light(column)
            place = place or column.number
            light = light or found
            if note:
                notes.append(note)
        if len(marked) > 1:
            message = _("Rivillä on merkki kahden valon kohdalla: jätä merkki vain yhden kohdalle.")
            self.around.problems.add(
                "two_lights",
                message,
                "error",
                self.sheet,
                (self.row, marked[1].number),
                self._text(marked[1]),
            )
        elif marked:
            light, place = marked[0].mark, marked[0].number
            text = self._text(marked[0])
            notes += [text] if len(text) > 3 else []
        return (None if light == GREY else light), notes, place

    def _coloured(self, column: Column) -> tuple[str | None, str]:
        return light_of_fill(self.sheet, self.row, column.number), ""

    def _cell_light(self, column: Column) -> tuple[str | None, str]:
        corner = self.sheet.corner(self.row, column.number)
        if self.own and corner[0] != self.row:
            return None, ""
        value = self.sheet.value(self.row, column.number)
        shown = self.around.conditional(*corner) or self._filled(column)
        if value is NO_RESULT or isinstance(value, ErrorValue):
            return None, ""
        if column.letter in self.share:
            value = self.share[column.letter]
        if isinstance(value, bool):
            return ("green" if value else "red"), ""
        if isinstance(value, int | float):
            return self._number(value, column, shown)
        text = text_of(value)
        if not text:
            return shown, ""
        return self._word(text, column, shown)

    def _filled(self, column: Column) -> str | None:
        """The light of the cell's colour: as the workbook's own legend says, else as people see it."""
        cell = self.sheet.cell(self.row, column.number)
        explained = self.around.colours.get(self.sheet.styles.fills.get(cell.style, "")) if cell else None
        light = explained or light_of_fill(self.sheet, self.row, column.number, column.beside)
        return None if light == GREY else light

    def _word(self, text: str, column: Column, shown: str | None) -> tuple[str | None, str]:
        light, note = light_and_note(text, self.around.legend)
        if light:
            if shown and light != GREY and shown != light:
                message = _("Solun teksti ja väri tarkoittavat eri valoa; valo luettiin tekstistä. Tarkista.")
                place = (self.row, column.number)
                self.around.problems.warn("light_conflict", message, self.sheet, place, text)
            return light, note
        if len(text) <= 2 and set(text) <= _BLOBS:
            cell = self.sheet.cell(self.row, column.number)
            written = light_of_colour(self.sheet.styles.fonts.get(cell.style, "")) if cell else None
            if written or shown:
                return written or shown, ""
        if is_mark(text) and (shown or self._named(column)):
            return shown or self._named(column), ""
        if shown or column.notes:
            return shown, text
        self._unknown(column, text)
        return None, ""

    def _named(self, column: Column) -> str | None:
        """The light that the header itself names, for the x under "Tehty"."""
        light = light_of_word(column.headers[-1]) if column.headers else None
        return None if light == GREY else light

    def _number(self, value: float, column: Column, shown: str | None) -> tuple[str | None, str]:
        named = self.around.legend.get(text_of(value))
        if named or shown:
            return named or shown, ""
        share = self._share(value, column)
        light = light_of_share(share) if share is not None else None
        if light is None:
            self._unknown(column, value)
        return light, ""

    def _share(self, value: float, column: Column) -> float | None:
        """The number as a share done, if the column's numbers are such: by format, header, or what they are."""
        cell = self.sheet.cell(self.row, column.number)
        if cell and cell.style in self.sheet.styles.percent:
            return value
        if not column.numbers:
            return value / 100 if column.percent else None
        lowest, highest = column.numbers
        if lowest < 0 or highest > 100:
            return None
        if column.percent:
            return value / 100 if highest > 1 else value
        # A scale from 0 or 1 to 3 or 5 is not per cent, and nobody told what it is.
        return value / 100 if highest > 10 else None

    def _unknown(self, column: Column, value: Any) -> None:
        message = _("Tuntematon liikennevalo ”{value}”: kirjoita vihreä, keltainen tai punainen.")
        message = message.format(value=text_of(value)[:60])
        self.around.problems.add(
            "unknown_light", message, "error", self.sheet, (self.row, column.number), value
        )
