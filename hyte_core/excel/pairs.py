"""Cells with many figures: "8.-9. lk: 7,2 %/8,5 % 9,3 %/9,1 % Tavoite: 0 %" under "(Mikkeli/koko maa 2017, 2019)"."""

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from hyte_core.excel.grid import clean
from hyte_core.excel.headers import header_text, years
from hyte_core.excel.targets import Target, target_in
from hyte_core.excel.values import missing_reason, to_float
from hyte_core.excel.vocabulary import GROUP_WORDS, REGIONS

_FIGURE = r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:(?P<mark>[.,])\s?(?P<part>\d+))?\s*(?P<unit>%|[a-zA-Z€]{1,4}\b(?!\s*maa))?"
_PLACE = r"(?P<place>koko maa(?:ssa|n)?|hela landet|whole country|manner-suomi)\s*(?:\((?P<year>(?:19|20)\d\d)\))?\s*:?\s*"
_TARGET = re.compile(r"\b(tavoite(?:taso|arvo)?|mål|target)\b\s*(?:\([^)]*\))?\s*:?\s*", re.IGNORECASE)
_HEADING = re.compile(
    r"^\s*(?P<word>lähtötilanne|lähtötaso|nykytila|tilanne|seuranta|toteuma|utgångsläge|nuläge|baseline)\b\s*(?:\((?P<inside>[^)]*)\)|(?P<listed>(?:19|20)\d\d(?:\s*[/,]\s*(?:19|20)\d\d)+))?\s*:?\s*",
    re.IGNORECASE,
)
#: Remarks among the figures, which have years and numbers of their own.
_REMARK = re.compile(
    r"\((?:huom|obs|note)[^)]*\)|\+?\(?\+\s?[\d ]+[^()\d]{8,}\)|"
    r"(?:kuntakohtaista\s+)?(?:seuranta)?tieto\w*\s+ei\s+ole[^.\n]*?saatavi\w+(?:\s+\d{4}\s*-\s*\d{4})?\.?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:(?P<region>(?!Vähen|Lisään|Kasva|Nous|Laske|Paran|Tavoite|Seuran|Tilanne|Toteuma|Tavoit|Vuo)[A-ZÅÄÖ][\w-]+(?:[- ][A-ZÅÄÖ][\w-]+)?)\s+)?(?P<year>(?:19|20)\d\d)\s*:\s*"
)
_GROUP = re.compile(rf"^\s*(?P<group>{GROUP_WORDS})\s*:?\s*(?=[\d+-]|koko|$)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?P<group>[^\d:/%][^:/%\n]{0,60}?)\s*:\s*(?=[\d+-])")

_HEADING_WORDS = frozenset(
    [
        "lähtötilanne",
        "lähtötaso",
        "nykytila",
        "nykytilanne",
        "tilanne",
        "toteuma",
        "seuranta",
        "arvo",
        "tulos",
        "v",
        "vuosi",
        "luvut",
        "osuus",
        "utgångsläge",
        "nuläge",
        "värde",
        "baseline",
        "value",
    ]
)


class Figure(NamedTuple):
    """A value in a cell."""

    value: float | None
    unit: str
    group: str
    region: str
    year: int | None
    missing_reason: str = ""


@dataclass(frozen=True)
class Meaning:
    """What stands on the sides of a slash, and which years follow each other: as a header tells."""

    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    #: The slash divides years, groups, or a starting point from a target.
    slash: str = "regions"
    groups: tuple[str, ...] = ()


@dataclass
class Cell:
    """What a cell was found to say, and the pieces of it that could not be read."""

    figures: list[Figure]
    targets: list[tuple[str, Target]]
    unread: list[str]
    meant: Meaning = field(default_factory=Meaning)


def meaning_of(header: str) -> Meaning:
    """What a header says that its cells hold. Parentheses tell more closely than what is before them."""
    insides = re.findall(r"\(([^)]*)\)", header)
    divided = next((inside for inside in insides if "/" in inside), "")
    outside = re.sub(r"\([^)]*\)", " ", header)
    named = tuple(years(divided) or years(header))
    outer = _parts(outside)
    parts = _parts(divided)
    compares = len(parts) > 1 and len(_places(parts)) == len(parts)
    if len(outer) > 1 and _is_baseline_target(outer) and not compares:
        return Meaning(_listed(insides), named, slash="baseline_target")
    parts = parts if len(parts) > 1 else outer
    if len(parts) > 1 and all(years(part) for part in parts) and not _places(parts):
        return Meaning(years=tuple(years(part)[0] for part in parts), slash="years")
    places = _places(parts) if len(parts) > 1 else []
    if places and all(re.fullmatch(GROUP_WORDS, place.casefold()) for place in places):
        return Meaning(years=named, slash="groups", groups=tuple(places))
    if len(places) > 1 and len(places) == len(parts):
        return Meaning(tuple(REGIONS.get(p.casefold(), p) for p in places), named)
    return Meaning(_listed(insides), named, slash="regions" if _listed(insides) else "")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("/") if part.strip()]


def _places(parts: list[str]) -> list[str]:
    return [place for part in parts if (place := _place(part))]


def _listed(insides: list[str]) -> tuple[str, ...]:
    """Places divided by commas in a parenthesis: "(Mikkeli, koko maa)"."""
    for inside in insides:
        places = _places(inside.split(","))
        if len(places) > 1 and any(place.casefold() in REGIONS for place in places):
            return tuple(REGIONS.get(place.casefold(), place) for place in places)
    return ()


def _place(text: str) -> str:
    """A part of a header without its years, and without the words that tell what kind of figure it is."""
    text = re.sub(r"\b(?:v\.\s*)?(?:19|20)\d\d\b|[,%():]", " ", text)
    words = [w for w in text.split() if w.casefold() not in _HEADING_WORDS]
    return " ".join(words)


def _is_baseline_target(parts: list[str]) -> bool:
    first, last = header_text(parts[0]), header_text(parts[-1])
    return bool(
        re.search(r"lähtö|nyky|utgång|nuläge|baseline", first) and re.search(r"tavoite|mål|target", last)
    )


def read_cell(text: str, meant: Meaning) -> Cell:
    """All that a cell says, as far as it can be read; what cannot is told, not guessed."""
    text = _REMARK.sub(" ", clean(text).replace("−", "-").replace("–", "-"))
    text = re.sub(r"[ \t]+", " ", text)
    reader = _Reader(meant)
    for line in _lines(text):
        reader.line(line)
    return _without_contradictions(replace(reader.cell, meant=reader.meant))


def _without_contradictions(cell: Cell) -> Cell:
    """Two values for the same year, place and group mean that the cell was not understood: neither is taken."""
    told: dict[tuple[str, str, int | None], set[float | None]] = {}
    for figure in cell.figures:
        told.setdefault((figure.group, figure.region, figure.year), set()).add(figure.value)
    kept = [f for f in cell.figures if len(told[f.group, f.region, f.year]) == 1]
    lost = [f"{f.value:g}" for f in cell.figures if f not in kept and f.value is not None]
    return Cell(kept, cell.targets, [*cell.unread, *lost], cell.meant)


def _lines(text: str) -> list[str]:
    """A line for each group, also where several stand on one line."""
    text = re.sub(rf"(?<=[%\d)])\s+(?=(?:{GROUP_WORDS})\s*:)", "\n", text, flags=re.IGNORECASE)
    text = re.sub(rf"(?<=:)\s+(?=(?:{GROUP_WORDS})\s*:)", "\n", text, flags=re.IGNORECASE)
    return [line.strip() for line in text.split("\n") if line.strip()]


class _Reader:
    def __init__(self, meant: Meaning) -> None:
        self.meant = meant
        self.cell = Cell([], [], [])
        self.group = ""

    def line(self, line: str) -> None:
        line = self._heading(line)
        target = _TARGET.search(line)
        before = line[: target.start()] if target else line
        before = self._group(before)
        self._figures(before)
        if target:
            self._target(line[target.end() :])

    def _heading(self, line: str) -> str:
        match = _HEADING.match(line)
        if match is None:
            return line
        if inside := match["inside"] or match["listed"]:
            told = meaning_of(f"({inside})")
            regions = told.regions if len(told.regions) > 1 else self.meant.regions
            if len(self.meant.regions) == len(regions) and any(_is_short(r) for r in regions):
                regions = self.meant.regions  # "MLI" in the cell is "Mikkeli" in the header
            if told.slash == "years":
                self.meant = told
            else:
                slash = told.slash or self.meant.slash
                self.meant = replace(
                    self.meant, regions=regions, years=told.years or self.meant.years, slash=slash
                )
        self.group = ""
        return line[match.end() :]

    def _group(self, text: str) -> str:
        match = _GROUP.match(text) or _LABEL.match(text)
        if match and not years(match["group"]) and match["group"].casefold().strip() not in REGIONS:
            self.group = match["group"].strip(" :")
            return text[match.end() :]
        return text

    def _target(self, text: str) -> None:
        target = _target_start(text)
        if target is None:
            self.cell.unread.append(text)
            return
        everyone = re.search(r"kaikissa ryhmissä|alla grupper|all groups", text.casefold())
        groups = {figure.group for figure in self.cell.figures} if everyone else set()
        for group in sorted(groups) or [self.group]:
            self.cell.targets.append((group, target))
        self._elsewhere(text)

    def _elsewhere(self, text: str) -> None:
        """Figures after the target: "Tavoite: 60 % Etelä-Savo 2018: 57,3 %"."""
        match = _ELSEWHERE.search(text)
        if match:
            self._figures(text[match.start() :])

    def _figures(self, text: str) -> None:
        """Pairs in the order of the years, or figures after the year that they are of."""
        position = 0
        for match in _ELSEWHERE.finditer(text):
            self._run(text[position : match.start()], None, "")
            following = _ELSEWHERE.search(text, match.end())
            end = following.start() if following else len(text)
            self._run(text[match.end() : end], int(match["year"]), match["region"] or "")
            position = end
        if position < len(text):
            self._run(text[position:], None, "")

    def _run(self, text: str, year: int | None, region: str) -> None:
        pairs = _pairs(text)
        if not pairs:
            rest = text.strip(" .,;()")
            reason = missing_reason(rest) if rest else None
            if rest and not reason:
                self.cell.unread.append(rest)
            elif reason and (year or len(self.meant.years) == 1):
                self.cell.figures.append(
                    Figure(
                        None,
                        "",
                        self.group,
                        region or self._region(0, 1),
                        year or self.meant.years[0],
                        reason,
                    )
                )
            return
        if self.meant.slash == "years" and len(pairs) == 1 and len(pairs[0]) == len(self.meant.years):
            for figure, named in zip(pairs[0], self.meant.years, strict=True):
                self._add(figure, named, region or self._region(0, 1))
            return
        for number, pair in enumerate(pairs):
            if len(pair) > max(2, len(self.meant.regions), len(self.meant.groups)):
                self.cell.unread.append(" / ".join(f"{figure.value:g}" for figure in pair))
                continue
            of_pair = year or self._year(number, len(pairs))
            for side, figure in enumerate(pair):
                self._add(figure, of_pair, region or self._region(side, len(pair)), side)

    def _year(self, number: int, count: int) -> int | None:
        known = self.meant.years
        if len(known) == 1 and count == 1:
            return known[0]
        return known[number] if number < len(known) else None

    def _region(self, side: int, count: int) -> str:
        return self.meant.regions[side] if side < len(self.meant.regions) and (count > 1 or side == 0) else ""

    def _add(self, figure: "_Raw", year: int | None, region: str, side: int = 0) -> None:
        group = self.group
        if self.meant.slash == "groups" and side < len(self.meant.groups):
            group, region = self.meant.groups[side], ""
        self.cell.figures.append(
            Figure(figure.value, figure.unit, group, figure.place or region, figure.year or year)
        )


class _Raw(NamedTuple):
    value: float
    unit: str
    place: str
    year: int | None


def _pairs(text: str) -> list[list[_Raw]]:
    """The figures of a text: those with a slash between them belong together."""
    pattern = re.compile(rf"(?P<slash>/?)\s*(?:{_PLACE})?(?<![\w.,]){_FIGURE}", re.IGNORECASE)
    pairs: list[list[_Raw]] = []
    for match in pattern.finditer(text):
        place = REGIONS.get(re.sub(r"(ssa|n)$", "", (match["place"] or "").casefold()), "")
        raw = _Raw(to_float(match), match["unit"] or "", place, int(match["year"]) if match["year"] else None)
        if (match["slash"] and pairs) or (place and pairs and len(pairs[-1]) == 1 and not pairs[-1][0].place):
            pairs[-1].append(raw)
        else:
            pairs.append([raw])
    return pairs


def _target_start(text: str) -> Target | None:
    """The target at the beginning of a text that may go on with something else."""
    short = _ELSEWHERE.split(text)[0]
    for candidate in (short, re.split(r"(?<=[.;])\s", short)[0], re.split(r"\s(?=[A-ZÅÄÖ])", short)[0]):
        target = target_in(candidate.strip(" .;"))
        if target:
            return target
    return None


def _is_short(region: str) -> bool:
    return region.isupper() and len(region) <= 5
