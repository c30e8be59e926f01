"""Indicators: long tables, years or places as columns, and several figures in a cell."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hyte_core.changes.observation_rules import FIRST_YEAR, LAST_YEAR
from hyte_core.excel.column import Column
from hyte_core.excel.findings import Around
from hyte_core.excel.grid import NO_RESULT, ErrorValue, name_of, text_of
from hyte_core.excel.headers import years
from hyte_core.excel.pairs import Figure, Meaning, meaning_of, read_cell
from hyte_core.excel.tables import Table
from hyte_core.excel.targets import Target, target_in
from hyte_core.excel.values import missing_reason, number_in
from hyte_core.excel.vocabulary import GROUP_WORDS, REGIONS
from hyte_core.locale import _
from hyte_core.records import IndicatorValueRecord, TargetRecord

_SOURCES = re.compile(
    r"kouluterveys|finsote|terve suomi|sotkanet|\bthl\b|tilastokesk|teaviisari|\bmove\b|kela\b|\btem\b|väestörekist|"
    r"statistikcentral|hälsa i skolan|asiakaskysely|kuntalaiskysely|kysely|tilasto|rekisteri|enkät|survey|register",
    re.IGNORECASE,
)
_UNIT_END = re.compile(
    r"(?:,\s*|\s*\(|\s+(?=%))(%|‰|prosenttia|kpl|lkm|hlö|henkilöä|litraa|euroa|€|€/as\.?|€/asukas|/1 ?000 as\.?|indeksi|pistettä|pist\.|procent|antal|st)\)?\s*$"
)
_FOOTNOTE = re.compile(r"\s*(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[a-zåäö%)])\s*[1-9]\))$")
#: What a municipality calls itself in its own tables.
_OWN_PLACE = frozenset(["kunta", "kaupunki", "kommunen", "staden"])
_UNITS = {"prosenttia": "%", "prosentti": "%", "procent": "%", "per cent": "%", "percent": "%", "pros.": "%"}


class _Name(NamedTuple):
    """An indicator's name with the unit and the source that were written in it."""

    name: str
    unit: str
    source: str


@dataclass
class IndicatorTable:
    """The values and targets of one table."""

    values: list[IndicatorValueRecord] = field(default_factory=list)
    targets: list[TargetRecord] = field(default_factory=list)


@dataclass
class _Row:
    """What a row says of all its values."""

    number: int
    name: _Name
    unit: str
    source: str
    group: str
    region: str
    year: int | None
    extra: dict[str, float | None]
    reason: str


def read_indicators(table: Table, around: Around) -> IndicatorTable:
    """Read a table of indicators."""
    return _IndicatorReader(table, around).read()


class _IndicatorReader:
    def __init__(self, table: Table, around: Around) -> None:
        self.table, self.sheet, self.around = table, table.sheet, around
        self.problems = around.problems
        self.found = IndicatorTable()
        self.name: _Name | None = None
        self.group = ""
        self.meanings = {c.number: self._meaning(c) for c in table.of("value", "baseline_target")}
        self.default_region = next(
            (c.region for c in table.of("value") if c.region and c.region not in REGIONS.values()), ""
        ) or (
            next((m.regions[0] for m in self.meanings.values() if m.regions), "")
            or around.labels.get("region", "")
            or around.organisation
        )

    def _meaning(self, column: Column) -> Meaning:
        meant = meaning_of(column.header)
        if not meant.years and column.year:
            meant = Meaning(meant.regions, (column.year,), meant.slash, meant.groups)
        return meant

    def read(self) -> IndicatorTable:
        for row in self.table.body():
            told = self._row(row)
            if told is None:
                continue
            for column in self.table.of("value"):
                self._value(told, column)
            for column in self.table.of("baseline_target"):
                self._many(told, column, self.sheet.value(row, column.number))
            for column in self.table.of("target"):
                self._target(told, column)
        return self.found

    # --- rows

    def _row(self, row: int) -> _Row | None:
        name = self._text(row, "indicator")
        own = self.sheet.own_text(row, self.table.of("indicator")[0].number)
        group = self._text(row, "group")
        if own:
            within = re.fullmatch(rf"[-–•\s]*({GROUP_WORDS})\s*:?", own.casefold())
            if within and self.name and not group:
                self.group = own.strip("-–•: ")
            else:
                self.name, self.group = _named(own), ""
        elif name:
            self.name = _named(name)
        if self.name is None or not self._says_something(row):
            return None
        region = self._text(row, "region")
        year = self._year(row)
        return _Row(
            number=row,
            name=self.name,
            unit=_unit(self._text(row, "unit")) or self.name.unit,
            source=self._text(row, "source") or self.name.source,
            group=group or self.group,
            region=REGIONS.get(region.casefold(), region),
            year=year,
            extra={name: self._number(row, name) for name in ("numerator", "denominator", "lower", "upper")},
            reason=self._text(row, "missing_reason"),
        )

    def _says_something(self, row: int) -> bool:
        columns = self.table.of("value", "target", "baseline_target")
        return any(self.sheet.cell(row, c.number) is not None for c in columns) or bool(
            self._text(row, "missing_reason")
        )

    def _text(self, row: int, name: str) -> str:
        columns = self.table.of(name)
        return " ".join(self.sheet.text(row, columns[0].number).split()) if columns else ""

    def _year(self, row: int) -> int | None:
        columns = self.table.of("year")
        if not columns:
            return self.around.year
        named = years(self._text(row, "year"))
        return named[-1] if named else None

    def _number(self, row: int, name: str) -> float | None:
        columns = self.table.of(name)
        if not columns:
            return None
        value = self._figure(row, columns[0].number)[0]
        if value is None and (text := self._text(row, name)) and missing_reason(text) is None:
            self._not_a_number(row, columns[0], text)
        return value

    def _figure(self, row: int, column: int) -> tuple[float | None, str]:
        """A cell's number; what is shown as per cent is one hundred times what is stored."""
        cell = self.sheet.cell(row, column)
        if cell is None or isinstance(cell.value, bool):
            return None, ""
        if isinstance(cell.value, int | float):
            if cell.style in self.sheet.styles.percent:
                return round(cell.value * 100, 10), "%"
            return round(float(cell.value), 10), ""
        number = number_in(cell.value) if isinstance(cell.value, str) else None
        return (number.value, _unit(number.unit)) if number else (None, "")

    # --- values

    def _value(self, row: _Row, column: Column) -> None:
        value = self.sheet.value(row.number, column.number)
        text = text_of(value)
        if value is NO_RESULT or isinstance(value, ErrorValue):
            return
        if not text and not (row.reason and row.year):
            return
        figure, unit = self._figure(row.number, column.number)
        meant = self.meanings[column.number]
        year = column.year or row.year or (meant.years[0] if len(meant.years) == 1 else None)
        reason = "" if figure is not None else missing_reason(text) or row.reason
        if not reason and re.fullmatch(r"[<≤]\s*\d+([.,]\d+)?\s*%?", text):
            reason = f"peitetty ({text})"
        if figure is None and not reason:
            self._many(row, column, value)
        elif year is None:
            self._no_year(row, column, text)
        else:
            self._add(row, column, Figure(figure, unit, "", "", year, reason), row.extra)

    def _many(self, row: _Row, column: Column, value: Any) -> None:
        """A cell with several figures: pairs, groups, targets."""
        text = text_of(value)
        if not text or value is NO_RESULT or isinstance(value, ErrorValue):
            return
        meant = self.meanings[column.number]
        if "/" in text and not meant.slash and not meant.years and "\n" not in text and ":" not in text:
            message = _(
                "Otsikko ei kerro, mitä vinoviivan eri puolilla olevat luvut ovat: kirjoita se otsikkoon, esim. Mikkeli/koko maa."
            )
            self.problems.warn("slash_unknown", message, self.sheet, (row.number, column.number), text)
            return
        if meant.slash == "baseline_target" and text.count("/") == 1 and "\n" not in text and ":" not in text:
            self._from_to(row, column, text, meant)
            return
        if isinstance(value, int | float):
            figure, unit = self._figure(row.number, column.number)
            cell_figures = [Figure(figure, unit, "", "", column.year or row.year)]
            told = read_cell("", meant)
            told.figures.extend(cell_figures)
        else:
            told = read_cell(text, meant)
        for figure_ in told.figures:
            if figure_.year is None and row.year is None:
                self._no_year(row, column, text)
                continue
            self._add(row, column, figure_._replace(year=figure_.year or row.year), {})
        for group, target in told.targets:
            self._add_target(row, column, target, group)
        if not (told.figures or told.targets) and column.field == "value" and re.search(r"\d", text):
            self._not_a_number(row.number, column, text)
        elif told.unread or not (told.figures or told.targets):
            message = _(
                "Tästä solusta ei ymmärretty kaikkea: tarkista luvut ja kirjoita puuttuvat omille riveilleen."
            )
            self.problems.warn(
                "partly_read",
                message,
                self.sheet,
                (row.number, column.number),
                "; ".join(told.unread) or text,
            )
        if "/" in text and told.figures:
            self._say_slash(column, told.meant)

    def _from_to(self, row: _Row, column: Column, text: str, meant: Meaning) -> None:
        """A starting point and a target on the sides of a slash."""
        first, _slash, last = text.partition("/")
        start, target = number_in(re.sub(r"^\D*?(?=[\d-])", "", first.strip())), target_in(last)
        year = (meant.years[0] if meant.years else None) or row.year
        if start is None or target is None:
            message = _(
                "Tästä solusta ei ymmärretty kaikkea: tarkista luvut ja kirjoita puuttuvat omille riveilleen."
            )
            self.problems.warn("partly_read", message, self.sheet, (row.number, column.number), text)
        if start and year is None:
            self._no_year(row, column, text)
        elif start:
            self._add(row, column, Figure(start.value, _unit(start.unit), "", "", year), {})
        if target:
            later = meant.years[1] if len(meant.years) > 1 else None
            self._add_target(row, column, target._replace(year=target.year or later), "")
        self._say_slash(column, meant)

    def _add(self, row: _Row, column: Column, figure: Figure, extra: dict[str, float | None]) -> None:
        own = extra if len(self.table.of("value")) == 1 else {}
        told = {name for name in own if self.table.has(name)}
        self.found.values.append(
            IndicatorValueRecord(
                indicator=row.name.name,
                year=figure.year or 0,
                value=figure.value,
                source=row.source,
                group=figure.group or row.group or column.group,
                region=self._place(figure.region or column.region or row.region or self.default_region),
                unit=_unit(figure.unit) or row.unit or _header_unit(column),
                missing_reason=figure.missing_reason[:50],
                numerator=own.get("numerator"),
                denominator=own.get("denominator"),
                lower=own.get("lower"),
                upper=own.get("upper"),
                given=frozenset({"value", "missing_reason"} | told),
                sheet=self.sheet.title,
                cell=name_of(row.number, column.number),
            )
        )

    def _place(self, region: str) -> str:
        """The organisation whose file this is, where the table says "kunta" or shortens its name; else the area."""
        own = self.around.organisation
        is_own = region.casefold() in _OWN_PLACE or (region not in REGIONS.values() and shortens(region, own))
        return own if own and is_own else region

    # --- targets

    def _target(self, row: _Row, column: Column) -> None:
        value = self.sheet.value(row.number, column.number)
        text = text_of(value)
        if not text or value is NO_RESULT or isinstance(value, ErrorValue):
            return
        figure, unit = self._figure(row.number, column.number)
        target = Target(figure, None, None, unit) if figure is not None else target_in(text)
        if target is None:
            if missing_reason(text) is None:
                message = _("Tästä ei saa tavoitearvoa: kirjoita luku tai suunta, esim. 80 % tai vähenee.")
                self.problems.warn("not_a_target", message, self.sheet, (row.number, column.number), text)
            return
        self._add_target(row, column, target, "")

    def _add_target(self, row: _Row, column: Column, target: Target, group: str) -> None:
        aimed = years(self._text(row.number, "target_year"))
        self.found.targets.append(
            TargetRecord(
                indicator=row.name.name,
                value=target.value,
                direction=target.direction,
                year=target.year
                or (column.year if column.field == "target" else None)
                or (aimed[-1] if aimed else None),
                source=row.source,
                group=group or row.group or column.group,
                region=self._place(column.region or row.region or self.default_region),
                given=frozenset(["value", "direction"]),
                sheet=self.sheet.title,
                cell=name_of(row.number, column.number),
            )
        )

    # --- problems

    def _no_year(self, row: _Row, column: Column, text: str) -> None:
        if told := self._text(row.number, "year"):
            message = _("Vuosi {year} ei voi olla oikein: kirjoita vuosi väliltä {first}–{last}.")
            message = message.format(year=told, first=FIRST_YEAR, last=LAST_YEAR)
            place = (row.number, self.table.of("year")[0].number)
            self.problems.add("bad_year", message, "error", self.sheet, place, told)
            return
        message = _("Arvon vuosi puuttuu: lisää sarake Vuosi tai kirjoita vuosi sarakkeen otsikkoon.")
        self.problems.add("no_year", message, "error", self.sheet, (row.number, column.number), text)

    def _not_a_number(self, row: int, column: Column, text: str) -> None:
        message = _("Tämä ei ole luku: kirjoita pelkkä luku.")
        self.problems.add("not_a_number", message, "error", self.sheet, (row, column.number), text)

    def _say_slash(self, column: Column, meant: Meaning) -> None:
        sides = {
            "years": " / ".join(map(str, meant.years)),
            "regions": " / ".join(meant.regions),
            "groups": " / ".join(meant.groups),
            "baseline_target": _("lähtötilanne / tavoite"),
        }.get(meant.slash) or " / ".join(meant.regions)
        if sides:
            message = _(
                "Vinoviivalla erotetut luvut luettiin otsikon mukaan näin: {sides}. Tarkista."
            ).format(sides=sides)
            place = (self.table.header_row, column.number)
            self.problems.warn("slash_read", message, self.sheet, place, column.header)


def shortens(text: str, name: str) -> bool:
    """True if a text is an abbreviation of a name: capitals that stand in it in this order. "MLI" is Mikkeli."""
    if not (2 <= len(text) <= 5 and text.isalpha() and text.isupper() and name[:1].upper() == text[0]):
        return False
    letters = iter(name.casefold())
    return all(letter in letters for letter in text.casefold())


def _named(text: str) -> _Name:
    """ "Ei yhtään läheistä ystävää, % (Kouluterveyskysely)": the name, "%" and "Kouluterveyskysely"."""
    name = _FOOTNOTE.sub("", " ".join(text.split()))
    source = unit = ""
    match = re.search(r"\s*\(([^()]*)\)\s*$", name)
    if match and _SOURCES.search(match[1]):
        source, name = (
            match[1].strip(),
            name[: match.start()].strip(" ;,")
            if not name[: match.start()].rstrip().endswith("%")
            else name[: match.start()].rstrip(" ;"),
        )
    name = _FOOTNOTE.sub("", name)
    match = _UNIT_END.search(name.replace("; %", ", %"))
    if match:
        unit, name = _unit(match[1]), _FOOTNOTE.sub("", name[: match.start()].rstrip(" ,;"))
    if not unit and re.search(r"(?:,\s*|\()%", name):  # "Masennusoireilu, % 8. ja 9. luokan oppilaista"
        unit = "%"
    return _Name(name, unit, source)


def _unit(text: str) -> str:
    return _UNITS.get(text.strip().casefold(), text.strip())


def _header_unit(column: Column) -> str:
    return "%" if re.search(r"%|prosent|procent|per cent", column.header.casefold()) else ""
