"""What Sotkanet tells of an indicator, as a record; searching indicators; citing them."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hyte_core.records import IndicatorRecord
from hyte_core.sotkanet.regions import plain

#: THL's number among Sotkanet's organisations; its own data are under this licence.
_THL, _THL_LICENCE = 2, "CC BY 4.0"
_PER = re.compile(r"^PER(\d+)$")
_TAG = re.compile(r"<[^>]*>")
_UNIT_LENGTH = 50
#: What a source can say of an indicator: a refresh leaves the rest (polarity, theme) as people have set it.
_GIVEN = frozenset({"unit", "source", "names", "descriptions", "decimals", "per", "sotkanet_id", "licence"})


@dataclass(frozen=True)
class Metadata:
    """An indicator of Sotkanet. ``years`` are the first and the last one that have values.

    ``has_numerator`` is True when its values are a share or a rate, so that the absolute value beside each is
    the number of cases behind it.
    """

    record: IndicatorRecord
    years: tuple[int, int] | None
    has_numerator: bool
    genders: tuple[str, ...] = ("total",)

    @property
    def id(self) -> int:
        """The indicator's number in Sotkanet."""
        assert self.record.sotkanet_id is not None
        return self.record.sotkanet_id


@dataclass(frozen=True)
class Listed:
    """An indicator in the list of all of them: names by language."""

    id: int
    names: Mapping[str, str]
    organisation: str = ""
    genders: tuple[str, ...] = field(default=("total",))


def read_metadata(answer: Mapping[str, Any]) -> Metadata:
    """The answer of /indicators/{id}. Raises KeyError, TypeError or ValueError when it is of another shape."""
    names = _texts(answer["title"])
    kind = answer.get("primaryValueType") or {}
    code, kinds = str(kind.get("code") or "").upper(), _texts(kind.get("title") or {})
    per = _PER.match(code)
    share = _is_share(code, kinds)
    span = answer.get("range") or {}
    organisation = answer.get("organization") or {}
    owner = _texts(organisation.get("title") or {}).get("fi", "")
    record = IndicatorRecord(
        names["fi"],
        unit="%" if share else kinds.get("fi", "")[:_UNIT_LENGTH],
        source=f"Sotkanet, {owner}" if owner else "Sotkanet",
        names={language: name for language, name in names.items() if language != "fi"},
        descriptions=_texts(answer.get("description") or {}),
        decimals=int(answer.get("decimals") or 0),
        per=float(per[1]) if per else None,
        sotkanet_id=int(answer["id"]),
        licence=_THL_LICENCE if organisation.get("id") == _THL else "",
        given=_GIVEN,
    )
    years = (int(span["start"]), int(span["end"])) if span.get("start") and span.get("end") else None
    return Metadata(record, years, share or per is not None, _genders(answer))


def _is_share(code: str, titles: Mapping[str, str]) -> bool:
    words = plain(" ".join(titles.values()))
    return code.startswith("PERCENT") or "%" in words or "prosent" in words


def _genders(answer: Mapping[str, Any]) -> tuple[str, ...]:
    sex = (answer.get("classifications") or {}).get("sex") or {}
    return tuple(map(str, sex.get("values") or ())) or ("total",)


def _texts(by_language: Mapping[str, Any]) -> dict[str, str]:
    """Texts by language without the mark-up that descriptions have; empty ones left out."""
    cleaned = {
        code: " ".join(html.unescape(_TAG.sub(" ", str(text or ""))).split())
        for code, text in by_language.items()
        if code in ("fi", "sv", "en")
    }
    return {code: text for code, text in cleaned.items() if text}


def read_list(rows: Iterable[Mapping[str, Any]]) -> list[Listed]:
    """The answer of /indicators. Raises KeyError, TypeError or ValueError when it is of another shape."""
    return [
        Listed(
            int(row["id"]),
            _texts(row["title"]),
            _texts((row.get("organization") or {}).get("title") or {}).get("fi", ""),
            _genders(row),
        )
        for row in rows
    ]


def search(listed: Iterable[Listed], text: str, limit: int = 50) -> list[Listed]:
    """The indicators whose name in one language has every word of ``text``; a number finds that indicator.

    First those where the words stand as one phrase at the beginning, then as a phrase, then at the beginning of
    words; the shorter name before the longer.
    """
    words = plain(text).split()
    if not words:
        return []
    scored = []
    for one in listed:
        ranks = [rank for name in one.names.values() if (rank := _rank(plain(name), words)) is not None]
        if words == [str(one.id)]:
            ranks.append(-1)
        if ranks:
            scored.append((min(ranks), len(one.names.get("fi", "")), one.id, one))
    return [found[-1] for found in sorted(scored, key=lambda found: found[:3])][:limit]


def _rank(name: str, words: list[str]) -> int | None:
    if not all(word in name for word in words):
        return None
    phrase = " ".join(words)
    if name.startswith(phrase):
        return 0
    if phrase in name:
        return 1
    begins = all(re.search(rf"(?<!\w){re.escape(word)}", name) for word in words)
    return 2 if begins else 3


def citation(name: str, sotkanet_id: int, fetched_on: date | None) -> str:
    """The citation that Sotkanet's terms of use ask for, in Finnish as they give it; of a file no day is known."""
    text = f"Tilasto- ja indikaattoripankki Sotkanet. THL. {name} (ind. {sotkanet_id})."
    if fetched_on is None:
        return text
    return f"{text} Viitattu {fetched_on.day}.{fetched_on.month}.{fetched_on.year}."
