"""How much room a text takes, without the program that will draw it: an estimate on the wide side.

All measures are in points (1/72 inch).
"""

import re
from collections.abc import Iterator

#: A line's height beside the size of its letters.
LEADING = 1.2
#: Letters' widths beside their size, a little wider than Arial's.
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.32, 0.58, 0.74, 0.95
_WIDTHS = {
    **dict.fromkeys(" .,:;!|'’ijlIt()[]-/fr", _NARROW),
    **dict.fromkeys("mwMW@%…—", _WIDE),
}
ELLIPSIS = "…"
#: How much wider bold letters are.
BOLD = 1.1


def width_of(text: str, size: float) -> float:
    """How wide a text is on one line."""
    return size * sum(
        _WIDTHS.get(sign) or (_WIDE if ord(sign) > 0x2000 else _CAPITAL if sign.isupper() else _USUAL)
        for sign in text
    )


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text as the lines that it is likely to fall on; a word that is too long is broken."""
    return [line for part in text.split("\n") for line in _wrapped(part, width, size)]


def _wrapped(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        for piece in _pieces(word, width, size):
            longer = f"{line} {piece}" if line else piece
            if line and width_of(longer, size) > width:
                yield line
                longer = piece
            line = longer
    yield line


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """The word in parts none of which is wider than a line."""
    if width_of(word, size) <= width:
        yield word
        return
    part = ""
    for sign in word:
        if part and width_of(part + sign, size) > width:
            yield part
            part = ""
        part += sign
    yield part


def height_of(text: str, width: float, size: float) -> float:
    """How high a text is in a column of this width."""
    return len(wrapped(text, width, size)) * size * LEADING


def chunks(text: str, width: float, size: float, lines: int) -> list[str]:
    """The text in parts of at most so many lines."""
    found = wrapped(text, width, size)
    parts = [found[start : start + lines] for start in range(0, len(found), lines)]
    return [text] if len(parts) == 1 else [" ".join(part) for part in parts]


def shortened(text: str, width: float, size: float, lines: int = 1) -> str:
    """The text if it has room on so many lines; else its beginning and an ellipsis."""
    text = " ".join(text.split())
    if len(wrapped(text, width, size)) <= lines:
        return text
    while text and len(wrapped(text + ELLIPSIS, width, size)) > lines:
        before, _space, _last = text.rpartition(" ")
        text = before or text[:-1]
    return text.rstrip(" ,.;:–-") + ELLIPSIS


#: The ends of sentences and paragraphs.
_ENDS = re.compile(r"[.!?…](?=\s)|\n")


def begun(text: str, width: float, size: float, lines: int) -> str:
    """The text's beginning on at most so many lines, with an ellipsis: to the end of a sentence if one is near, else of a word."""
    if len(wrapped(text, width, size)) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(wrapped(f"{text[:middle]} {ELLIPSIS}", width, size)) <= lines
        low, high = (middle, high) if fits else (low, middle - 1)
    cut = text[:low] if text[low : low + 1].isspace() else text[:low].rpartition(" ")[0] or text[:low]
    end = max((found.end() for found in _ENDS.finditer(cut + " ")), default=0)
    if end >= len(cut) / 2:
        cut = cut[:end]
    return f"{cut.rstrip()} {ELLIPSIS}"
