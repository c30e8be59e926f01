"""The cells of our own sheets by the kind of their column: how a field's value is written, and read back."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from hyte_core.changes.observation_rules import FIRST_YEAR, LAST_YEAR
from hyte_core.changes.rules import email_problems
from hyte_core.excel.layout import CHOICES, codes_by_word, yes_words
from hyte_core.excel.values import number_in
from hyte_core.locale import _

#: What the whole numbers of a column may be.
_WHOLE = {
    "year": (FIRST_YEAR, LAST_YEAR),
    "months": (1, 120),
    "level": (1, 6),
    "month": (1, 12),
    "day": (1, 31),
    "interval": (1, 100),
    "whole": (0, 2**31 - 1),
    "count": (0, 1_000_000),
}


class CellError(Exception):
    """A cell cannot be what it says; ``code`` is for programs, the text is one sentence for the reader."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def written(kind: str, value: Any) -> Any:
    """What a column's cell has for a value of the record; None for an empty cell."""
    if value is None or value == "":
        return None
    if kind == "list":
        return "; ".join(value)
    if kind == "yes":
        return _("kyllä") if value else None
    codes, word = CHOICES.get(kind, ((), str))
    return word(value) if value in codes else value


def read(kind: str, value: Any) -> Any:
    """The value that a cell of this kind of column says; None if it is empty. Raises CellError."""
    if value is None or value == "":
        return None
    return _READERS[kind](value)


def text_in(value: Any) -> str:
    """A cell's text as somebody wrote it, without white space around; a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return f"{value.day}.{value.month}.{value.year}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def items_in(value: Any) -> tuple[str, ...]:
    """The parts of a text that semicolons or lines divide."""
    parts = (part.strip() for part in text_in(value).replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


def date_in(value: Any) -> date | None:
    """The day that a cell says; None if it is empty. Raises CellError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_in(value)
    for shape in ("%d.%m.%Y", "%Y-%m-%d") if text else ():
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    if text:
        raise CellError("not_a_date", _("Tämä ei ole päivä: kirjoita se muodossa 31.12.2025."))
    return None


def yes_in(value: Any) -> bool:
    """True if a cell says yes."""
    return value is True or text_in(value).casefold() in yes_words()


def choice_in(choice: str, value: Any) -> str | None:
    """The code of the word that a cell has; None if it is empty. Raises CellError."""
    word = text_in(value).casefold()
    code = codes_by_word(choice).get(word)
    if code is None and word:
        raise _unknown(choice)
    return code


def _unknown(choice: str) -> CellError:
    if choice == "light":
        return CellError(
            "unknown_light", _("Tuntematon liikennevalo: kirjoita vihreä, keltainen tai punainen.")
        )
    if choice == "organisation":
        return CellError("unknown_value", _("Tuntematon organisaation laji: valitse luettelosta."))
    codes, word = CHOICES[choice]
    message = _("Tuntematon arvo: kirjoita jokin näistä: {words}.")
    return CellError("unknown_value", message.format(words=", ".join(map(word, codes))))


def _number(value: Any) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = text_in(value)
    told = number_in(text)
    if told is None or told.unit not in ("", "%"):
        if not text:
            return None
        raise CellError("not_a_number", _("Tämä ei ole luku: kirjoita pelkkä luku."))
    return told.value


def _whole(kind: str, value: Any) -> int | None:
    number = _number(value)
    if number is None:
        return None
    least, most = _WHOLE[kind]
    if number.is_integer() and least <= number <= most:
        return int(number)
    if kind == "year":
        message = _("Vuosi {year} ei voi olla oikein: kirjoita vuosi väliltä {first}–{last}.")
        raise CellError("bad_year", message.format(year=text_in(value), first=least, last=most))
    message = _("Tässä voi olla vain kokonaisluku väliltä {least}–{most}: korjaa luku.")
    raise CellError("unknown_value", message.format(least=least, most=most))


def _email(value: Any) -> str:
    text = text_in(value)
    for problem in email_problems(text):
        raise CellError(problem.code, problem.message)
    return text


_READERS: dict[str, Callable[[Any], Any]] = {
    "text": text_in,
    "cell": lambda value: value,
    "number": _number,
    "date": date_in,
    "yes": yes_in,
    "list": items_in,
    "email": _email,
    **{kind: partial(_whole, kind) for kind in _WHOLE},
    **{choice: partial(choice_in, choice) for choice in CHOICES},
}
