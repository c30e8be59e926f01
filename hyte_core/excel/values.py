"""Numbers as people write them in cells, and the marks that stand for a number that is missing."""

import re
from typing import Any, NamedTuple

from hyte_core.excel.grid import NO_RESULT, ErrorValue, clean

#: What marks say about why there is no number; the others say no more than that it is not known.
_REASONS = {
    "*": "peitetty",
    "**": "peitetty",
    "...": "peitetty",
    "…": "peitetty",
    "peitetty": "peitetty",
    "salattu": "peitetty",
    "ei julkaistu": "ei julkaistu",
    "ei julkaista": "ei julkaistu",
    "ej publicerad": "ei julkaistu",
    "not published": "ei julkaistu",
    "ei kerätty": "ei kerätty",
    "ei kysytty": "ei kerätty",
    "ei mitattu": "ei kerätty",
    "ei seurattu": "ei kerätty",
    "inte insamlad": "ei kerätty",
    "ej insamlad": "ei kerätty",
    "not collected": "ei kerätty",
    "indikaattori muuttunut": "indikaattori muuttunut",
    "indikaattoria ei käytössä": "indikaattori muuttunut",
}
_UNKNOWN = {
    *(
        "-",
        "–",
        "—",
        "−",
        ".",
        "..",
        "?",
        "x",
        "ei tietoa",
        "ei tiedossa",
        "ei saatavilla",
        "ei saatavissa",
        "puuttuu",
    ),
    *(
        "ei ole saatavilla",
        "ei vielä saatavilla",
        "tieto puuttuu",
        "tietoa ei ole",
        "ei dataa",
        "ei arvoa",
        "et",
        "e.t.",
    ),
    *(
        "ei saatu",
        "ei raportoitu",
        "ei vielä",
        "tulossa",
        "n/a",
        "na",
        "n.a.",
        "uppgift saknas",
        "saknas",
        "ingen uppgift",
    ),
    *("uppgifter saknas", "inte tillgänglig", "not available", "no data", "missing", "unknown", "not known"),
}
_UNKNOWN_REASON = "ei tietoa"
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:[ ']\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:(?P<mark>[.,])(?P<part>\d+))?"
)
_FOOTNOTE = re.compile(r"(?<=[\d%])(?:\s*[¹²³⁴⁵⁶⁷⁸⁹†]+|\s*\*+|\s+\(?[1-9]\))$")
#: What may follow a number as its unit; longer texts are sentences.
_UNIT = re.compile(r"%|[a-zA-ZåäöÅÄÖ€‰°][\wåäö€./²³ %-]{0,24}")
_ABOUT = re.compile(r"^(n\.|noin|ca\.?|about|c\.)\s*", re.IGNORECASE)


class Number(NamedTuple):
    """A number and the unit written after it."""

    value: float
    unit: str = ""


def plain(text: str) -> str:
    """A text with true minus signs and odd spaces made plain, on one line, and without a footnote's mark."""
    text = " ".join(clean(text).replace("−", "-").replace("‒", "-").replace("–", "-").split())
    text = re.sub(r"(?<=\d),\s(?=\d)", ",", text)
    return _FOOTNOTE.sub("", text).strip()


def number_in(text: str) -> Number | None:
    """The number that the whole text is, with its unit; None if the text is anything else."""
    text = _ABOUT.sub("", plain(text))
    match = _NUMBER.match(text)
    if match is None:
        return None
    unit = text[match.end() :].strip()
    if unit and not _UNIT.fullmatch(unit):
        return None
    return Number(to_float(match), unit)


def to_float(match: re.Match[str]) -> float:
    """The value of a match of the number's pattern. 1 234 567,8 and 1.234.567 alike."""
    whole = re.sub(r"[ '.]", "", match["whole"])
    return float(f"{match['sign'].replace('+', '')}{whole}.{match['part'] or '0'}")


def missing_reason(text: str) -> str | None:
    """Why there is no number, if the text is a mark that says so."""
    word = " ".join(clean(text).casefold().split()).strip(" .") or clean(text)
    original = clean(text).casefold()
    if original in _REASONS:
        return _REASONS[original]
    if word in _REASONS:
        return _REASONS[word]
    if original in _UNKNOWN or word in _UNKNOWN:
        return _UNKNOWN_REASON
    if re.fullmatch(
        r"(seuranta|kuntakohtaista )?\s*tietoa ei .*|.*\bei (ole )?(saatavilla|saatavissa|käytössä).*", word
    ):
        return text[:50]
    return None


def is_value(value: Any) -> bool:
    """True if a cell holds a number, or says that it is missing."""
    if isinstance(value, bool) or value is None or value is NO_RESULT or isinstance(value, ErrorValue):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and (number_in(value) is not None or missing_reason(value) is not None)
