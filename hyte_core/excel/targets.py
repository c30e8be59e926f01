"""Target values in words and numbers: "Tavoite: 80 %", "<24 %", "Vähenee kaikissa ryhmissä", "200 (2025)"."""

import re
from typing import NamedTuple

from hyte_core.excel.headers import years
from hyte_core.excel.values import Number, missing_reason, number_in, plain

_DIRECTIONS = (
    (
        "decrease",
        r"vähen|laske[eav]|pienen|alene|alenta|supist|kaven|minsk|sjunk|decreas|reduc|lower|↓|↘|<\s*$",
    ),
    (
        "increase",
        r"lisään|lisätä|kasva|nouse|noust|nousu|suurene|vahvist|yleist|öka|stig|increas|grow|rise|higher|↑|↗",
    ),
    ("improve", r"parane|paranta|parempi|kohene|förbättra|bättre|improv|better"),
)
_BOUND = re.compile(
    r"^(?P<sign><=|>=|<|>|≤|≥|alle|enintään|korkeintaan|yli|vähintään|under|högst|över|minst|below|at most|above|at least|max\.?|min\.?)\s*",
    re.IGNORECASE,
)
_LOW = (
    "<",
    "<=",
    "≤",
    "alle",
    "enintään",
    "korkeintaan",
    "under",
    "högst",
    "below",
    "at most",
    "max",
    "max.",
)


class Target(NamedTuple):
    """A value, a direction or both, and the year by which."""

    value: float | None = None
    direction: str | None = None
    year: int | None = None
    unit: str = ""


def target_in(text: str) -> Target | None:
    """The target that a text tells; None if it tells none."""
    text = re.sub(
        r"^\s*(tavoite(arvo|taso|tila)?|mål(värde)?|target|goal)\b[^:]{0,20}:\s*",
        "",
        plain(text),
        flags=re.IGNORECASE,
    )
    if not text or missing_reason(text):
        return None
    named = years(text)
    rest = re.sub(
        r"\(?\s*(?:v\.|vuo\w+|vuoteen|mennessä|by|senast|till|år)?\s*(?:19|20)\d\d\s*(?:mennessä|loppuun)?\s*\)?",
        " ",
        text,
    ).strip(" ,;.:")
    rest = rest or text
    direction = next((name for name, words in _DIRECTIONS if re.search(words, rest.casefold())), None)
    bound = _BOUND.match(rest)
    number = number_in(rest[bound.end() :] if bound else rest) or _number_within(rest)
    if bound and number:
        low = bound["sign"].casefold() in _LOW
        direction = direction or ("decrease" if low else "increase")
    if number is None and direction is None:
        return None
    year = named[-1] if named else None
    if number is not None and number.value == year and not bound:
        number = None if direction else number
    return Target(number.value if number else None, direction, year, number.unit if number else "")


def _number_within(text: str) -> Number | None:
    """The only number in a sentence, such as "vähenee 5 prosenttiin"; not the amount of a change."""
    found = re.findall(r"[-+]?\d[\d ]*(?:[.,]\d+)?\s*%?", text)
    changes = re.search(
        r"(yksik|%-yks|\d\s*%:?lla|procentenhet|percentage point|\bper vuosi)", text.casefold()
    )
    return number_in(found[0]) if len(found) == 1 and not changes and len(text) <= 60 else None
