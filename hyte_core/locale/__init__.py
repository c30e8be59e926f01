"""The reader's language: texts through gettext, numbers and dates through Babel. Finnish is the source."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

FOLDER = Path(__file__).parent
#: The languages by code, each by its own name.
LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
_DATES = {"fi": "d.M.yyyy", "sv": "d.M.yyyy", "en": "d MMM yyyy"}
_current: ContextVar[str] = ContextVar("language", default="fi")


def language() -> str:
    """The code of the language that texts are given in now."""
    return _current.get()


def set_language(code: str) -> None:
    """Give texts in this language from now on, in this thread."""
    _current.set(code if code in LANGUAGES else "fi")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Give texts in this language within the block."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


@cache
def catalogue(code: str) -> NullTranslations:
    """The translations of a language, read from its .po file; compiled in memory, so that no file can be stale."""
    path = FOLDER / f"{code}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(text: str) -> str:
    """The text in the reader's language."""
    return catalogue(language()).gettext(text)


def ngettext(one: str, many: str, n: int, **values: str) -> str:
    """The text for ``n`` things, with ``{n}`` in it replaced by the number and other names by ``values``."""
    return catalogue(language()).ngettext(one, many, n).format(n=number(n), **values)


def number(value: float, decimals: int | None = None) -> str:
    """A number as the reader writes it: 635 534; 7,2."""
    if decimals is None:
        return str(format_decimal(value, locale=language()))
    return str(format_decimal(round(value, decimals), format=f"#,##0.{'0' * decimals}", locale=language()))


def percent(share: float) -> str:
    """A share (0-1) as whole per cent, as the reader writes it: 43 %, 43%."""
    return str(format_percent(share, locale=language()))


def day(value: dt.date | None) -> str:
    """A date as the reader writes it (31.12.2025), or a dash."""
    return str(format_date(value, _DATES[language()], locale=language())) if value else "–"


def moment(value: dt.datetime) -> str:
    """A date and time of day as the reader writes it; the time is given in the computer's time zone."""
    local = (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).astimezone()
    clock = {"fi": "H.mm", "sv": "H.mm", "en": "HH:mm"}[language()]
    return str(format_datetime(local, f"{_DATES[language()]} {clock}", locale=language()))
