"""What a sheet says around its tables: the plan's title, labelled lines, the year, the legend of its lights."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hyte_core.excel.grid import Sheet
from hyte_core.excel.headers import years
from hyte_core.excel.lights import light_of_word
from hyte_core.excel.tables import Table

#: Names that say nothing of what a sheet is about.
_PLAIN_SHEET = re.compile(
    r"(taul(ukko)?|sheet|blad|tabell|välilehti|kopio|copy|työkirja|toimenpi\w*|åtgärd\w*|actions?|measures?|suunnitelma\w*|plan\w*|"
    r"hyvinvointisuunnitelma\w*|välfärdsplan\w*|seuranta\w*|uppföljning\w*|arviointi\w*|data|csv|tila\w*|raportti\w*|table|import|export|"
    r"tavoitteet\w*|mål|goals?)[\s_\-()]*\d*[\s_\-()]*(toimenpi\w*|seuranta|taulukko)?\s*[\d\s\-–/.]*",
    re.IGNORECASE,
)
_PLAN_TITLE = re.compile(
    r"suunnitelma\b|suunnitelman\b|ohjelma\b|ohjelman\b|kertomus|välfärdsplan|\bplan\b|planen\b|program\b|programme|welfare plan|strategia\b",
    re.IGNORECASE,
)
_LABELS = {
    "organisation": r"organisaatio|kunta|kaupunki|kuntayhtymä|hyvinvointialue|organisation|kommun|stad|municipality",
    "plan": r"suunnitelma|suunnitelman nimi|ohjelma|ohjelman nimi|plan|planens namn|program|name of the plan",
    "focus_area": r"(?:strateginen )?(?:painopiste(?:alue)?|teema|kärki|päämäärä|fokusområde|tyngdpunkt(?:sområde)?|prioritet|tema|focus area|priority|theme)(?: \d+(?:\.\d+)*\.?)?",
    "goal": r"(?:tavoite|mål|målsättning|goal|objective)(?: \d+(?:\.\d+)*\.?)?",
    "region": r"alue|kunta|kaupunki|kommun|region|municipality",
}

_FOLLOW_UP = re.compile(
    r"seuranta|toteuma|toteutumi|arvioin|tilanne|raport|uppföljning|utvärdering|follow-up|monitoring|report",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """The plan's name as a title has it, and its cell."""

    text: str
    place: tuple[int, int]


def lines_above(sheet: Sheet, table: Table, tables: list[Table]) -> list[tuple[int, int, str]]:
    """The texts between the table and the one above it."""
    start = max((t.last for t in tables if t.last < table.top), default=0)
    previous = max((t.first for t in tables if t.first <= table.top and t is not table), default=0)
    rows = [row for row in sorted(sheet.rows) if max(min(start, table.top - 8), previous) < row < table.top]
    return [(row, column, text) for row in rows for column, text in sheet.texts(row)]


def plan_title(lines: list[tuple[int, int, str]]) -> Title | None:
    """The line that names a plan: "Porvoon hyvinvointisuunnitelma 2022-2025"."""
    found = []
    for row, column, text in lines:
        line = " ".join(text.split())
        if (
            len(line) > 120
            or len(line.split()) < 2
            or line.endswith((".", ":", "?"))
            or not _PLAN_TITLE.search(line)
        ):
            continue
        if re.match(r"^(ohje|täytä|huom|lähde|päivitetty|hyväksytty|guide|anvisning)\b", line, re.IGNORECASE):
            continue
        found.append((bool(years(line)), -row, Title(_without_label(line), (row, column))))
    return max(found)[2] if found else None


def title_of_cover(sheet: Sheet) -> Title | None:
    """The plan that a cover sheet names with its years; a sheet with much text is no cover."""
    lines = [(row, column, text) for row in sorted(sheet.rows) for column, text in sheet.texts(row)]
    title = plan_title(lines) if len(lines) <= 15 else None
    return title if title and years(title.text) else None


def _without_label(line: str) -> str:
    return re.sub(rf"^(?:{_LABELS['plan']})\s*:\s*", "", line, flags=re.IGNORECASE)


def labels_in(lines: list[tuple[int, int, str]]) -> dict[str, str]:
    """ "Kunta: Porvoo", in one cell or in two side by side."""
    found: dict[str, str] = {}
    for number, (row, _column, text) in enumerate(lines):
        for name, words in _LABELS.items():
            match = re.fullmatch(rf"\s*(?:{words})\s*:\s*(.*)", text, re.IGNORECASE | re.DOTALL)
            if match is None:
                continue
            value = match[1].strip()
            if not value and number + 1 < len(lines) and lines[number + 1][0] == row:
                value = lines[number + 1][2].strip()
            if value and len(value) < 200:
                found[name] = " ".join(value.split())
    return found


def year_of_sheet(title: str) -> int | None:
    """The year of a sheet that is named by it: "2024", "Seuranta 2024"."""
    named = years(title)
    rest = re.sub(r"(19|20)\d\d", "", title).strip(" -_–.()").casefold()
    words = r"(|seuranta|tilanne|toteuma|arviointi|arvio|raportti|raportointi|uppföljning|läget|status|vuosi|v|år)"
    return named[0] if len(named) == 1 and re.fullmatch(words, rest) else None


def name_of_sheet(title: str) -> str:
    """A sheet's name if it says what the sheet is about."""
    plain = title.strip()
    return "" if not plain or _PLAIN_SHEET.fullmatch(plain) or re.fullmatch(r"[\d\s.\-–/]*", plain) else plain


def texts_outside(sheet: Sheet, tables: list[Table]) -> list[str]:
    """The texts that stand above, beside and under the tables, row by row, for the legend."""
    found: list[str] = []
    for row in sorted(sheet.rows):
        if len(found) > 300:
            break
        inside = [t for t in tables if t.top <= row <= t.last]
        if inside and row > max(t.first for t in inside) + 3 and len(sheet.rows[row]) > 3:
            continue
        texts = [text for _column, text in sheet.texts(row)]
        found += texts
        if len(texts) == 2:
            found.append(f"{texts[0]} = {texts[1]}")
    return found


def year_of_title(lines: list[tuple[int, int, str]]) -> int | None:
    """The year of a table under a title such as "Toimenpiteiden seuranta 2024"."""
    for _row, _column, text in lines:
        if len(years(text)) == 1 and len(text) < 100 and _FOLLOW_UP.search(text):
            return years(text)[0]
    return None


def heading_over(table: Table, lines: list[tuple[int, int, str]]) -> str:
    """The text alone on the row right above a table: what the table is about, if it is not the plan's title."""
    above = [(column, text) for row, column, text in lines if row == table.top - 1]
    if len(above) > 1:  # tables side by side, each under its own heading
        above = [(column, text) for column, text in above if table.left <= column <= table.right]
    if len(above) != 1:
        return ""
    text = " ".join(above[0][1].split())
    plain = (
        len(text) > 100
        or text.endswith((".", ":", "?"))
        or _PLAN_TITLE.search(text)
        or _FOLLOW_UP.search(text)
    )
    return "" if plain or years(text) or ":" in text or _PLAIN_SHEET.fullmatch(text) else text


def colours_explained(sheet: Sheet, tables: list[Table]) -> Iterator[tuple[str, str]]:
    """The colours of a legend: a coloured cell, alone or with its name beside it, that names a light."""
    for row in sorted(sheet.rows):
        texts = list(sheet.texts(row))
        inside = any(t.top <= row <= t.last and t.left <= c <= t.right for t in tables for c, _text in texts)
        if not texts or len(texts) > 2 or (inside and len(texts) > 1):
            continue
        for column, cell in sheet.rows[row].items():
            colour = sheet.styles.fills.get(cell.style)
            text = sheet.own_text(row, column) or sheet.own_text(row, column + 1)
            light = light_of_word(text) if colour and text else None
            if colour and light:
                yield colour, light
