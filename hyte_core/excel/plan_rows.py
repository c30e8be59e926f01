"""Which rows of a plan's table are actions, which are banners over them, and which only notes under the table."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from hyte_core.excel.column import Column
from hyte_core.excel.lights import light_of_word
from hyte_core.excel.tables import Table

Level = Literal["area", "goal"]

_AREA_LABEL = re.compile(
    r"^(yhteinen )?(strateginen )?(painopiste(alue)?|teema|kärki|hyte-kärki|päämäärä|osa-alue|kokonaisuus|fokusområde|"
    r"prioritet(sområde)?|tyngdpunkt(sområde)?|insatsområde|tema|focus area|priority( area)?|theme)\b(?!-)",
    re.IGNORECASE,
)
_GOAL_LABEL = re.compile(r"^(pää|ala)?(tavoite|mål|målsättning|goal|objective|aim)\b(?!-)", re.IGNORECASE)
_LABEL = re.compile(r"^[^\W\d]+(?:[ -][^\W\d]+)?\s*(?:\d+(?:\.\d+)*\.?)?\s*(?::|–|—|\s-\s|\.\s)\s*(?=\S)")
_NOTE = re.compile(
    r"^(huom\b|huomautu|\*|lähde\b|lähteet\b|allekirj|päiväys|paikka ja aika|laatija|laatinut|päivitetty|hyväksytty|"
    r"hyväksyjä|käsitelty|selite|selitteet|selitykset|värien|värikoodi|liikennevalojen|yhteensä|summa\b|tulostettu|sivu \d|"
    r"källa\b|obs\b|anm\b|underskrift|datum och|ort och|godkänd|uppdaterad|sammanlagt|totalt|färgförklaring|"
    r"notes?:|sources?:|total\b|approved|signature|signed|legend|updated)",
    re.IGNORECASE,
)


#: What a numbering column or the beginning of a text has: 1, 2.3, 4.1.2.
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?")
#: "Painopiste:" alone in a cell; its name stands in the next one.
_LABEL_ALONE = re.compile(r"[^\W\d]+(?:[ -][^\W\d]+)?\s*(?:\d+(?:\.\d+)*\.?)?\s*:")


@dataclass(frozen=True)
class Banner:
    """A row that names the focus area or goal of the rows under it."""

    level: Level
    text: str
    place: tuple[int, int]


def label_and_rest(text: str) -> tuple[Level | None, str]:
    """ "Painopiste 1: Yhteisöllisyys" is ("area", "Yhteisöllisyys"); a text without a label stays whole."""
    level: Level | None = "area" if _AREA_LABEL.match(text) else "goal" if _GOAL_LABEL.match(text) else None
    if level is None:
        return None, text
    label = _LABEL.match(text)
    return level, text[label.end() :].strip() if label else text


class Layout:
    """The rows of one plan's table, as one look at the whole of it tells."""

    def __init__(self, table: Table) -> None:
        self.table, self.sheet = table, table.sheet
        self.used = {column.number: column for column in table.columns if column.field}
        self.deciding = {n for n, c in self.used.items() if c.field in ("action", "sub_action")} or {
            n for n, c in self.used.items() if c.field == "goal"
        }
        self.rows = list(table.body())
        self._own = {row: self._texts(row) for row in self.rows}
        self._depths = self._numbered()
        self._strong = [row for row in self.rows if self._is_strong(row)]
        self._levels: dict[str, Level] = {}
        end = self._end()
        self.rows = [row for row in self.rows if row <= end]

    def _texts(self, row: int) -> dict[int, str]:
        """The texts of a row between the table's edges, read or not."""
        cells = self.sheet.rows[row]
        left, right = self.table.left, self.table.right
        return {
            n: text
            for n in sorted(cells)
            if left <= n <= right and (text := self.sheet.text_of(cells[n].value))
        }

    def _numbered(self) -> dict[int, int]:
        """How many parts the number of each row has, in a column of numbers, which are then left out."""
        depths: dict[int, int] = {}
        for column in self.table.columns:
            if column.field:
                continue
            texts = {row: own[column.number] for row, own in self._own.items() if column.number in own}
            numbers = {row: text for row, text in texts.items() if _NUMBER.fullmatch(text)}
            if len(numbers) < 2 or len(numbers) * 2 < len(texts):
                continue
            for row, text in numbers.items():
                depths[row] = text.strip(".").count(".") + 1
                del self._own[row][column.number]
        return depths

    def _depth(self, row: int) -> int:
        """How many parts the row's number has, which may begin its text; 0 if it has none."""
        if row in self._depths or not self._own[row]:
            return self._depths.get(row, 0)
        deciding = next((self._own[row][n] for n in self.deciding if n in self._own[row]), "")
        number = _NUMBER.match(deciding)
        return number[1].count(".") + 1 if number and deciding[number.end() :][:1] == " " else 0

    def _is_strong(self, row: int) -> bool:
        own = self._own[row]
        if not own or _NOTE.match(next(iter(own.values()))) or self._labelled(row):
            return False
        named = sum(1 for n in own if n in self.used)
        return named > 1 and any(re.search(r"[^\W\d]", own[n]) for n in self.deciding if n in own)

    def _labelled(self, row: int) -> Banner | None:
        """ "Painopiste:" in one cell and its name in the next."""
        own = self._own[row]
        if len(own) != 2:
            return None
        (column, label), (_next, text) = own.items()
        level = label_and_rest(label)[0] if _LABEL_ALONE.fullmatch(label) else None
        return Banner(level, text, (row, column)) if level else None

    def texts(self, row: int) -> dict[int, str]:
        """The texts that stand in the row itself."""
        return self._own[row]

    def _end(self) -> int:
        """The last row of actions: under it stand sources, signatures, legends and sums."""
        if not self._strong:
            return max(self.rows, default=0)
        end = self._strong[-1]
        for row in self.rows:
            if row > end and self._own[row]:
                if self._is_under_table(row) or self.after_gap(row):
                    break
                end = row
        return end

    def after_gap(self, row: int) -> bool:
        """True if the row above is empty."""
        return (
            row - 1 >= self.table.first and not self._own.get(row - 1) and row - 1 not in self.table.repeats
        )

    def _is_under_table(self, row: int) -> bool:
        own = self._own[row]
        first = next(iter(own.values()))
        legend = light_of_word(first) is not None and not any(n in own for n in self.deciding)
        return legend or _NOTE.match(first) is not None

    def is_note(self, row: int) -> bool:
        """True for a remark between the actions."""
        own = self._own[row]
        return len(own) == 1 and _NOTE.match(next(iter(own.values()))) is not None

    def banner(self, row: int) -> Banner | None:
        """The focus area or goal that the row names for the rows under it, if that is all it does."""
        own = self._own[row]
        if len(own) != 1:
            return self._labelled(row)
        (column, text), *_rest = own.items()
        area = self.sheet.area(row, column)
        wide = area is not None and area.right > area.left
        holder = self.used.get(column)
        labelled, rest = label_and_rest(text)
        if not wide and not self._stands_alone(row, column, holder, labelled):
            return None
        return Banner(labelled or self._level(row, column, text), rest, (row, column))

    def _stands_alone(self, row: int, column: int, holder: Column | None, labelled: Level | None) -> bool:
        """Whether a text in one cell of its row is a banner though no cells were merged for it."""
        if not self._strong or row > self._strong[-1]:
            return False
        if holder is None:
            return True
        if holder.field == "focus_area":
            return False
        if holder.field == "goal":
            return labelled == "area"
        if holder.field not in ("action", "indicators", "responsible", "schedule") or self.table.has(
            "focus_area", "goal"
        ):
            return labelled is not None and holder.field == "action"
        text = self._own[row][column]
        first = row == self.rows[0]
        if self._depths or self._depth(row):
            return labelled is not None or self._numbers_less(row)
        return (
            labelled is not None
            or first
            or self.after_gap(row)
            or self._coloured_apart(row, column)
            or text.isupper()
        )

    @cached_property
    def _deepest(self) -> int:
        """The most parts that an action's number has."""
        return max((self._depth(row) for row in self._strong), default=0)

    def _numbers_less(self, row: int) -> bool:
        """True if the row's number has fewer parts than the actions' numbers: 1 over 1.1."""
        depth = self._depth(row)
        return 0 < depth < self._deepest

    def _coloured_apart(self, row: int, column: int) -> bool:
        """True if the cell has a colour that the actions' cells have not."""
        fill = self._fill(row, column)
        return bool(fill) and all(self._fill(other, column) != fill for other in self._strong[:50])

    def _fill(self, row: int, column: int) -> str:
        cell = self.sheet.cell(row, column)
        return self.sheet.styles.fills.get(cell.style, "") if cell else ""

    def _level(self, row: int, column: int, text: str) -> Level:
        """By what the columns lack, else by numbers, colours and what follows."""
        if self.table.has("focus_area"):
            return "goal" if not self.table.has("goal") else "area"
        if self.table.has("goal"):
            return "area"
        style = f"{self._fill(row, column)}{text.isupper()}"
        depth = self._depths.get(row)
        if depth:
            return "area" if depth == min(self._depths.values()) else "goal"
        if re.match(r"^\d+\.\d+", text):
            level: Level = "goal"
        elif re.match(r"^\d+[.)]?\s", text) and any(re.match(r"^\d+\.\d+", t) for t in self._lone_texts()):
            level = "area"
        elif style in self._levels and len(set(self._levels.values())) > 1:
            level = self._levels[style]
        else:
            level = "goal" if self._follows_banner(row) else "area"
        self._levels.setdefault(style, level)
        return level

    def _lone_texts(self) -> list[str]:
        return [next(iter(own.values())) for own in self._own.values() if len(own) == 1]

    def _follows_banner(self, row: int) -> bool:
        before = [other for other in self.rows if other < row and self._own[other]]
        if not before or len(self._own[before[-1]]) != 1:
            return False
        column = next(iter(self._own[before[-1]]))
        return self.banner(before[-1]) is not None and column in self._own[row]
