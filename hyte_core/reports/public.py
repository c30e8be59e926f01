"""What may be published: no number that could tell of a person, no person's name or address, no illegal character."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from hyte_core.indicators import Indicators, PointView, SeriesView
from hyte_core.indicators.words import reason_word
from hyte_core.locale import _
from hyte_core.statistics import suppressed

#: Why a value that is too small is missing, as the tables and workbooks write it.
HIDDEN = "peitetty"
#: An e-mail address anywhere in a text.
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: What neither XML nor HTML can hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

T = TypeVar("T")


def public(found: Indicators) -> Indicators:
    """The indicators with small numbers hidden: without value, counts, limits and remark.

    Why a value is missing is told in the reader's language.
    """
    return replace(
        found,
        all=tuple(replace(one, series=tuple(_series(s) for s in one.series)) for one in found.all),
    )


def _series(series: SeriesView) -> SeriesView:
    return replace(series, points=tuple(_point(point) for point in series.points))


def _point(point: PointView) -> PointView:
    if point.value is None:
        return replace(point, missing_reason=reason_word(point.missing_reason))
    if not suppressed(point.numerator, point.denominator):
        return point
    return PointView(point.id, point.year, None, None, None, None, None, reason_word(HIDDEN), "")


def published(value: T, people: Iterable[str]) -> T:
    """A document or a deck whose every text may be published.

    E-mail addresses and the given names and numbers of people are replaced by a remark, characters that a
    file cannot hold by U+FFFD.
    """
    clean = cleaner(frozenset(people))
    result: T = _mapped(value, clean)
    return result


def legal(text: str) -> str:
    """The text with U+FFFD in place of every character that a file cannot hold."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def cleaner(people: frozenset[str]) -> Callable[[str], str]:
    """What makes a text fit to be published."""
    names = _any_of(people)

    def clean(text: str) -> str:
        text = legal(text)
        text = _EMAIL.sub(_("[sähköpostiosoite poistettu]"), text) if "@" in text else text
        return names.sub(_("[nimi poistettu]"), text) if names else text

    return clean


@lru_cache(maxsize=8)
def _any_of(people: frozenset[str]) -> re.Pattern[str] | None:
    if not people:
        return None
    longest_first = sorted(people, key=lambda name: (-len(name), name))
    spelled = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)


def _mapped(value: Any, clean: Callable[[str], str]) -> Any:
    """The value with every text in it cleaned, whatever it is made of."""
    if isinstance(value, str):
        return clean(value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _mapped(getattr(value, f.name), clean) for f in fields(value)}
        return replace(value, **changed)
    if isinstance(value, (tuple, list)):
        return type(value)(_mapped(one, clean) for one in value)
    if isinstance(value, dict):
        return {_mapped(key, clean): _mapped(one, clean) for key, one in value.items()}
    return value
