"""Several things in one cell: by bullets, numbers or line breaks; lists of bodies by commas too."""

import re
from functools import lru_cache
from typing import NamedTuple

from hyte_core.excel.grid import clean

_BULLET = re.compile(r"^\s*(?:[-–—•·*▪■□●○◦‣➢➤►✓❖→o]\s+|[-–—•·▪■●◦‣➢➤►❖→](?=[^\s\d]))")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zåäö]\)|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)")

_DIVIDER = re.compile(r"[;,/]")


class Item(NamedTuple):
    """One of the things in a cell, with the parts that are listed under it."""

    text: str
    parts: tuple[str, ...] = ()


def items(text: str) -> list[Item]:
    """The things that a cell lists: one for a plain text, one a bullet, number or line for a list.

    Lines that go on in lower case belong to the line before. Bullets under a line without one are its parts.
    """
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    if len(lines) < 2:
        return [Item(_bare(line)) if _BULLET.match(line) else Item(line) for line in lines]
    kinds = [_kind(line) for line in lines]
    if "bullet" in kinds and kinds[0] != "bullet":
        return _with_parts(lines, kinds)
    if "bullet" in kinds or kinds.count("number") > 1:
        return _marked(lines, kinds)
    return [Item(line) for line in _lines(lines)]


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "bullet"
    return "number" if _NUMBERED.match(line) else ""


def _bare(line: str) -> str:
    return _NUMBERED.sub("", _BULLET.sub("", line)).strip()


def _marked(lines: list[str], kinds: list[str]) -> list[Item]:
    """A list of one kind of marks; lines without a mark go on the one before."""
    found: list[str] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind or not found:
            found.append(_bare(line))
        else:
            found[-1] = f"{found[-1]} {line}"
    return [Item(text) for text in found if text]


def _with_parts(lines: list[str], kinds: list[str]) -> list[Item]:
    """Headings, numbered or not, with bullets under them."""
    found: list[tuple[str, list[str]]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "bullet" and found:
            found[-1][1].append(_bare(line))
        elif kind == "number" or not found:
            found.append((_bare(line), []))
        elif found[-1][1] and line[:1].islower():
            found[-1][1][-1] += f" {line}"
        elif found[-1][1] or line[:1].isupper():
            found.append((line, []))
        else:
            found[-1] = (f"{found[-1][0]} {line}", found[-1][1])
    return [Item(text.rstrip(":"), tuple(part for part in parts if part)) for text, parts in found if text]


def _lines(lines: list[str]) -> list[str]:
    """Plain lines: a new thing begins with a capital letter, unless the line before was left open."""
    found: list[str] = []
    for line in lines:
        if found and (
            not (line[:1].isupper() or line[:1].isdigit() or line[:1] in "”\"'") or found[-1][-1] in ",:–-"
        ):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
    return found


def _joined(first: str, second: str) -> str:
    """Two lines of one text; a word divided by a hyphen becomes whole."""
    if (
        re.search(r"[a-zåäö]-$", first)
        and second[:1].islower()
        and not second.startswith(("ja ", "tai ", "sekä ", "och "))
    ):
        return first[:-1] + second
    return f"{first} {second}"


def rows_of(text: str) -> list[str]:
    """The lines of a cell that lists things beside another list: every line or marked line is one."""
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    kinds = [_kind(line) for line in lines]
    if any(kinds) and len(lines) > 1:
        return [item.text for item in _marked(lines, kinds)]
    return [_bare(line) if _BULLET.match(line) else line for line in lines]


@lru_cache(maxsize=5_000)
def names(text: str) -> tuple[str, ...]:
    """Responsible bodies: divided by lines, semicolons, commas, slashes with spaces; not within parentheses."""
    found: list[str] = []
    for row in _unwrapped(text):
        found += [piece for part in _outside_parentheses(row) if (piece := part.strip(" .,;"))]
    return tuple(dict.fromkeys(found))


def _unwrapped(text: str) -> list[str]:
    """The lines, with a line that goes on in the next one made whole."""
    found: list[str] = []
    for row in rows_of(text):
        if found and (
            found[-1].endswith((" ja", " sekä", " och", " and", "-", "–"))
            or row.startswith(("ja ", "sekä ", "och "))
        ):
            found[-1] = _joined(found[-1], row)
        else:
            found.append(row)
    return found


def _outside_parentheses(text: str) -> list[str]:
    if not _DIVIDER.search(text):
        return [text]
    parts, depth = [""], 0
    for position, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        divides = depth <= 0 and (
            sign == ";" or (sign == "," and not _qualifies(text[position + 1 :])) or _slash(text, position)
        )
        if divides:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _qualifies(rest: str) -> bool:
    """After this comma comes a remark on the body, not another body."""
    return rest.lstrip().startswith(
        ("erityisesti", "etenkin", "mm.", "esim", "yhteistyössä", "särskilt", "bl.a.", "especially")
    )


def _slash(text: str, position: int) -> bool:
    """A slash between two bodies; "kulttuuri-/liikuntapalvelut" is one."""
    return (
        text[position] == "/"
        and text[:position].strip()[-1:] not in ("-", "")
        and len(text[position + 1 :].strip()) > 2
    )


def things(text: str) -> tuple[str, ...]:
    """Indicators and such: divided by lines, bullets and semicolons, never by commas, which names have."""
    found = [piece.strip() for row in rows_of(text) for piece in row.split(";")]
    return tuple(dict.fromkeys(piece for piece in found if piece))
