"""Dates and schedules as people write them: 31.12.2025, 12/2026, kevät 2026, 2023-2025, jatkuva."""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from hyte_core.excel.grid import clean

#: The last month of a season, half or part of a year.
_SEASONS = {
    **dict.fromkeys(
        (
            "kevät",
            "kevään",
            "keväällä",
            "kevääseen",
            "kevätkausi",
            "kevätlukukausi",
            "vår",
            "våren",
            "spring",
        ),
        (1, 5),
    ),
    **dict.fromkeys(("kesä", "kesän", "kesällä", "kesään", "sommar", "sommaren", "summer"), (6, 8)),
    **dict.fromkeys(
        (
            "syksy",
            "syksyn",
            "syksyllä",
            "syksyyn",
            "syyskausi",
            "syyslukukausi",
            "höst",
            "hösten",
            "autumn",
            "fall",
        ),
        (9, 11),
    ),
    **dict.fromkeys(("alkuvuosi", "alkuvuoden", "alkuvuodesta", "början av"), (1, 4)),
    **dict.fromkeys(("loppuvuosi", "loppuvuoden", "loppuvuodesta", "slutet av", "end of"), (9, 12)),
}
_MONTHS = {
    name: number
    for names in (
        "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
_DAY = r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
_ONGOING = re.compile(
    r"\b(jatkuva\w*|jatkuu|vuosittain|toistuva\w*|koko (valtuusto|suunnitelma|strategia)kau\w+|pysyvä|"
    r"fortlöpande|kontinuerlig\w*|löpande|årligen|ongoing|continuous\w*|annual\w*|yearly|permanent)\b"
)


class Schedule(NamedTuple):
    """When something begins and when it is due, as far as the text tells."""

    starts: date | None = None
    due: date | None = None


class WrongDateError(ValueError):
    """A text is written as a date, but the calendar has no such day."""


def date_of(value: Any) -> date | None:
    """The day that a cell names, as a date or as a text; None if it is no single day. May raise WrongDateError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = clean(value)
    match = re.fullmatch(rf"(?:\w{{2}}\s)?{_DAY}\.?(?:\s+(?:klo\s)?\d{{1,2}}[.:]\d\d(?:[.:]\d\d)?)?", text)
    if match:
        return _day(match)
    match = re.fullmatch(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ].*)?", text)
    if match:
        return _day(match)
    match = re.fullmatch(r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|20)\d\d)", text)
    return _day(match) if match else None


def schedule_of(value: Any) -> Schedule:
    """The beginning and end that a schedule tells; a single day, month, season or year is an end."""
    if isinstance(value, datetime | date):
        return Schedule(None, date_of(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if float(value).is_integer() else ""
    return _schedule(clean(value).casefold()) if isinstance(value, str) and len(value) <= 200 else Schedule()


@lru_cache(maxsize=5_000)
def _schedule(text: str) -> Schedule:
    text = " ".join(re.sub(r"[–—−]", "-", text).split())
    text = re.sub(r"\b(vuo(si|det|sina|den|teen)|v\.|år(en)?|years?)\s*(?=\d)", "", text)
    text = re.sub(r"\b((?:19|20)\d\d)\s?-\s?(\d\d)(?!\d|[./])", lambda m: f"{m[1]}-{m[1][:2]}{m[2]}", text)
    if re.fullmatch(r"\d{1,2}\.-\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.\d{1,2}\.?-\d{1,2}\.\d{1,2}\.\d{4}", text):
        text = _with_years(text)
    begins, ends = _moments(text)
    if not begins:
        return Schedule()
    ongoing = _ONGOING.search(text) is not None
    if len(begins) == 1:
        if re.search(r"(alkaen|lähtien|alkaa|alkoi|från|from|since|starting)", text) or re.fullmatch(
            r".*\d\s*(?:[-=]*>|-|→|⇒|➔|➜)\s*", text
        ):
            return Schedule(begins[0], None)
        return Schedule(None, None if ongoing else ends[0])
    return Schedule(begins[0], None if ongoing else max(ends))


def _with_years(text: str) -> str:
    """1.3.-31.5.2025: the first day is of the same year."""
    first, _dash, last = text.partition("-")
    year = last.rpartition(".")[2]
    if first.count(".") == 1:
        first = f"{first}{last.split('.')[1]}."
    return f"{first if first.endswith('.') else first + '.'}{year}-{last}"


def _moments(text: str) -> tuple[list[date], list[date]]:
    """The first and the last day of each moment in the text, in its order."""
    begins, ends = [], []
    position = 0
    while position < len(text):
        for pattern, read in _PATTERNS:
            match = pattern.match(text, position)
            if match is None:
                continue
            try:
                begin, end = read(match)
            except ValueError:
                continue
            begins += [begin, begin] if read in _RANGES else [begin]
            ends += [end, end] if read in _RANGES else [end]
            position = match.end()
            break
        else:
            position += 1
    return begins, ends


def _day(match: re.Match[str]) -> date:
    year = int(match["year"])
    try:
        return date(year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
    except ValueError as error:
        raise WrongDateError(match[0]) from error


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _one_day(match: re.Match[str]) -> tuple[date, date]:
    day = _day(match)
    return day, day


def _named_month(match: re.Match[str]) -> tuple[date, date]:
    month = _MONTHS[match["name"]]
    return _months(int(match["year"]), month, month)


def _numbered_month(match: re.Match[str]) -> tuple[date, date]:
    return _months(int(match["year"]), int(match["month"]), int(match["month"]))


def _range_of_months(match: re.Match[str]) -> tuple[date, date]:
    return _months(int(match["year"]), int(match["first"]), int(match["last"]))


def _season(match: re.Match[str]) -> tuple[date, date]:
    return _months(int(match["year"]), *_SEASONS[match["name"]])


def _quarter(match: re.Match[str]) -> tuple[date, date]:
    number = int(match["number"])
    return _months(int(match["year"]), number * 3 - 2, number * 3)


def _half(match: re.Match[str]) -> tuple[date, date]:
    number = int(match["number"])
    return _months(int(match["year"]), number * 6 - 5, number * 6)


def _week(match: re.Match[str]) -> tuple[date, date]:
    first, last = int(match["number"]), int(match["last"] or match["number"])
    year = int(match["year"])
    return date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)


def _range_of_named_months(match: re.Match[str]) -> tuple[date, date]:
    return _months(int(match["year"]), _MONTHS[match["first"]], _MONTHS[match["last"]])


def _range_of_quarters(match: re.Match[str]) -> tuple[date, date]:
    return _months(int(match["year"]), int(match["number"]) * 3 - 2, int(match["last"]) * 3)


def _school_year(match: re.Match[str]) -> tuple[date, date]:
    """From the first of August to the end of July, as the law has it."""
    return date(int(match["year"]), 8, 1), date(int(match["year"]) + 1, 7, 31)


def _year(match: re.Match[str]) -> tuple[date, date]:
    return _months(int(match["year"]), 1, 12)


_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date, date]]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?<!\d){_DAY}", _one_day),
        (
            rf"\b(?:lukuvuo\w+|läsåret?|school year)\s+{_YEAR}\s?[-/]\s?(?:19|20)\d\d(?!\d)",
            _school_year,
        ),
        (
            rf"\b(?:vko|viikko|viikot|viikolla|vecka|week|wk)\.?\s?(?P<number>\d{{1,2}})(?:\s?-\s?(?P<last>\d{{1,2}}))?\s?/\s?{_YEAR}",
            _week,
        ),
        (rf"\bq(?P<number>[1-4])\s?-\s?q?(?P<last>[1-4])\s?[/ ]?\s?{_YEAR}", _range_of_quarters),
        (rf"\bh(?P<number>[12])\s?[/ ]?\s?{_YEAR}", _half),
        (rf"{_YEAR}\s?[/ ]?\s?q(?P<number>[1-4])\b", _quarter),
        (rf"{_YEAR}\s?[/ ]?\s?h(?P<number>[12])\b", _half),
        (rf"{_YEAR}\s(?P<name>{'|'.join(map(re.escape, _SEASONS))})\b(?!\s?\d)", _season),
        (
            rf"\b(?P<first>{'|'.join(_MONTHS)})(?:kuu\w*)?\s?-\s?(?P<last>{'|'.join(_MONTHS)})(?:kuu\w*)?\s{_YEAR}",
            _range_of_named_months,
        ),
        (rf"(?<!\d)(?P<first>\d{{1,2}})\s?-\s?(?P<last>\d{{1,2}})\s?/\s?{_YEAR}", _range_of_months),
        (rf"(?<!\d)(?P<month>\d{{1,2}})\s?[/.]\s?{_YEAR}", _numbered_month),
        (rf"\bq(?P<number>[1-4])\s?[/ ]?\s?{_YEAR}", _quarter),
        (rf"(?<!\d)(?P<number>[1-4])\s?q\s?/?\s?{_YEAR}", _quarter),
        (
            rf"(?<!\d)(?P<number>[1-4])\.\s?(?:neljännes|vuosineljännes|kvartaali|kvartal)\w*\s?/?\s?{_YEAR}",
            _quarter,
        ),
        (
            rf"(?<!\d)(?P<number>[12])\.\s?(?:vuosipuolisko|puolisko|puolivuosi|halvår)\w*\s?/?\s?{_YEAR}",
            _half,
        ),
        (rf"\b(?P<name>{'|'.join(map(re.escape, _SEASONS))})\s?(?:vuonna |vuoden )?{_YEAR}", _season),
        (rf"\b(?P<name>{'|'.join(_MONTHS)})(?:kuu\w*)?\s{_YEAR}", _named_month),
        (rf"(?<!\d){_YEAR}", _year),
    )
)


#: These tell both when something begins and when it ends.
_RANGES = (_range_of_months, _range_of_named_months, _range_of_quarters, _school_year)


def is_ongoing(text: str) -> bool:
    """True if the text says that something has no end, or comes again and again."""
    return _ONGOING.search(clean(text).casefold()) is not None


def end_of_year(year: int) -> date:
    """The day that an assessment "of the year" is dated."""
    return date(year, 12, 31)
