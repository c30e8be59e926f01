"""What a header means: the field that its words stand for, the year in it, and what its slash divides."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from hyte_core.excel.layout import fields_by_header
from hyte_core.excel.vocabulary import PLAN, VOCABULARIES

#: No header is longer; longer texts are what a table says.
LONGEST = 90
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NOTE_MARK = re.compile(r"[*¹²³⁴⁵†]+$|(?<=[a-zåäö])\s*\d\)$")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
#: How alike a misspelt word must be; short words must be right.
_ALIKE = 0.84
#: Words that are headers alone, but in a question say nothing: "Mitä tavoitellaan?" is no action.
_QUESTIONS = frozenset(["mitä", "miten", "what"])


class Meaning(NamedTuple):
    """A field and how surely it is meant: 100 the very words, 80 a part of them, 60 a slip of the pen."""

    field: str
    score: int


def header_text(text: str) -> str:
    """A header as it is compared: lower case, one line, words whole again, without marks and parentheses."""
    text = text.replace("\u00ad", "").casefold().strip()
    text = re.sub(r"(?<=[a-zåäö])-\s*\n\s*(?=[a-zåäö])", "", text)
    text = _PARENTHESIS.sub(" ", text)
    text = _YEAR.sub(" ", text)
    text = _NOTE_MARK.sub("", text.strip())
    text = re.sub(r"^\s*(\d+|[a-z])[.)]\s+", "", text)
    return " ".join(re.sub(r"[:;.,*?!\"”'’%|]+", " ", text).split()).strip(" -–/")


def years(text: str) -> list[int]:
    """The years that a text names, in its order."""
    return [int(year) for year in _YEAR.findall(text)]


def meaning(text: str, kind: str) -> Meaning | None:
    """What a header means in a kind of table; None if it means nothing there."""
    return _meaning(text, kind) if len(text) <= LONGEST else None


@lru_cache(maxsize=20_000)
def _meaning(text: str, kind: str) -> Meaning | None:
    plain = header_text(text)
    if not plain:
        return None
    words = _words(kind)
    exact = words.whole.get(plain) or words.whole.get(plain.replace(" / ", " ").replace("/", " "))
    if exact:
        return Meaning(exact, 100)
    joined = _pair(plain, kind) or _part(plain, words)
    if joined:
        return Meaning(joined, 80)
    slip = _slip(plain, words)
    return Meaning(slip, 60) if slip else None


class _Words(NamedTuple):
    whole: Mapping[str, str]
    starts: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]


@cache
def _words(kind: str) -> _Words:
    whole: dict[str, str] = {}
    starts, ends, inside = [], [], []
    for field, listed in VOCABULARIES[kind].items():
        for word in (" ".join(w.split()) for w in listed.split(",")):
            if word.startswith("*") and word.endswith("*"):
                inside.append((word.strip("*"), field))
            elif word.startswith("*"):
                ends.append((word[1:], field))
            elif word.endswith("*"):
                starts.append((word[:-1], field))
            else:
                whole.setdefault(word.replace("/", " "), field)
                whole.setdefault(word, field)
    if kind == "actions":  # the headers of our own workbooks, in all languages
        whole = {header: field for header, field in fields_by_header().items() if field in PLAN} | whole
    return _Words(whole, tuple(starts), tuple(ends), tuple(inside))


def _pair(plain: str, kind: str) -> str | None:
    """Where something starts from and where it should go, in one column."""
    start = re.search(r"lähtö(tilanne|taso|arvo)|nykytil|utgångs|baseline", plain)
    aim = re.search(r"tavoite|\bmål|target", plain)
    if start and aim and kind in ("actions", "indicators"):
        return "baseline_target"
    return None


def _part(plain: str, words: _Words) -> str | None:
    """By a part of the header: the whole of what stands before or after a slash or "ja", else a word's end or beginning."""
    pieces = re.split(r"\s*/\s*|\s+(?:ja|och|and|sekä|tai)\s+|\s+[-–]\s+", plain)
    for piece in pieces if len(pieces) > 1 else ():
        found = words.whole.get(piece) or _by_ending(piece, words)
        if found and found not in ("plan", "organisation"):
            return found
    return _by_ending(plain, words)


def _by_ending(plain: str, words: _Words) -> str | None:
    """By how the header's words begin and end, the last word first."""
    tokens = plain.replace("/", " ").replace("-", " ").split()
    for stem, field in words.inside:
        if any(stem in token for token in tokens):
            return field
    # The last word of a Finnish phrase is the thing; the words before it tell which.
    for token in reversed(tokens):
        if token in words.whole and len(token) > 3 and token not in _QUESTIONS:
            return words.whole[token]
        for stem, field in words.ends:
            if token.endswith(stem) and len(token) > 3:
                return field
        for stem, field in words.starts:
            if token.startswith(stem):
                return field
    return None


def _slip(plain: str, words: _Words) -> str | None:
    """A header with a small spelling slip."""
    if len(plain) < 5 or len(plain) > 30:
        return None
    squeezed = plain.replace(" ", "").replace("-", "")
    best, field = _ALIKE, None
    for word, candidate in words.whole.items():
        if abs(len(word) - len(plain)) > 2 or len(word) < 5:
            continue
        if word.replace(" ", "").replace("-", "") == squeezed:
            return candidate
        alike = SequenceMatcher(None, word, plain).ratio()
        if alike > best:
            best, field = alike, candidate
    return field


@cache
def quick_words() -> frozenset[str]:
    """Whole headers of all kinds: a row with two of them may be a header."""
    return frozenset(word for kind in VOCABULARIES for word in _words(kind).whole)
