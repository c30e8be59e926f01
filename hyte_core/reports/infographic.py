"""The picture of a plan on one page as a drawing (SVG) of its own: lights, focus areas, indicators.

Measures are in pixels of the drawing; its texts are broken here, because SVG breaks none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hyte_core.lights import Counts, Light
from hyte_core.locale import _, ngettext, number
from hyte_core.reports.content import Figure, Infographic
from hyte_core.reports.fitting import BOLD, shortened, width_of, wrapped
from hyte_core.reports.rendering import rendered
from hyte_core.reports.words import counts_words

WIDTH, MARGIN, _GAP = 720.0, 32.0, 12.0
_ROOM = WIDTH - 2 * MARGIN
_INK, _SOFT, _ACCENT, _PAPER, _TILE = "#16212C", "#4A5663", "#0B4F9E", "#FFFFFF", "#EDF0F3"
_TONES = {True: "#1B7A3D", False: "#B3261E", None: _INK}
#: The sizes of letters.
_TITLE, _COUNT, _HEADING, _TEXT, _SMALL = 30.0, 36.0, 22.0, 19.0, 15.0
_LEADING = 1.25
#: How many focus areas are drawn; the page has no room for more.
_AREAS = 8
#: A part of a bar narrower than this has no room for its count.
_NARROW = 34.0
#: One narrower than this has room for small letters only.
_ROOMY = 48.0


@dataclass(frozen=True)
class _Letters:
    """A line of text whose letters stand on ``y``."""

    x: float
    y: float
    text: str
    size: float = _TEXT
    bold: bool = False
    colour: str = _INK
    middle: bool = False


@dataclass
class _Sheet:
    """What has been drawn so far: rectangles (x, y, width, height, colour) and texts, and how far down."""

    boxes: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    texts: list[_Letters] = field(default_factory=list)
    y: float = 0.0

    def box(self, x: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from here down."""
        self.boxes.append((x, self.y, width, height, colour))

    def lines(self, x: float, y: float, lines: Iterable[str], size: float = _TEXT, **looks: Any) -> float:
        """Lines under each other from ``y`` down; where they end."""
        for line in lines:
            y += size * _LEADING
            self.texts.append(_Letters(x, y - size * 0.3, line, size, **looks))
        return y

    def counted(self, x: float, y: float, light: Light, n: int, size: float) -> None:
        """A light's shape and a count, ``x`` in the middle of them.

        They are two texts: what comes after a shape in the same one gets the letters of the shape's typeface.
        """
        looks: dict[str, Any] = {"size": size, "bold": True, "colour": light.on_fill, "middle": True}
        beside = width_of(number(n), size) / 2
        self.texts += (
            _Letters(x - beside - size * 0.15, y, light.symbol, **looks),
            _Letters(x + size * 0.5, y, number(n), **looks),
        )


def infographic_svg(block: Infographic) -> str:
    """The picture as an SVG. Texts in it are escaped."""
    sheet = _Sheet()
    _header(sheet, block)
    if sum(block.counts.values()):
        _lights(sheet, block.counts)
    if block.areas:
        _areas(sheet, block.areas)
    if block.figures:
        _figures(sheet, block.figures)
    return rendered("infographic.svg", sheet=sheet, width=WIDTH, height=sheet.y + MARGIN / 2)


def infographic_words(block: Infographic) -> str:
    """The picture in words, for those who do not see it."""
    return " ".join(_sentences(block))


def _sentences(block: Infographic) -> Iterator[str]:
    yield f"{block.title}, {block.subtitle}."
    if sum(block.counts.values()):
        yield _("Toimenpiteiden liikennevalot") + f": {counts_words(block.counts)}."
    for name, counts in block.areas:
        yield f"{name}: {counts_words(counts)}." if sum(counts.values()) else f"{name}."
    for one in block.figures:
        yield f"{one.name}: {one.value}, {one.text}."


def _fit(text: str, width: float, size: float, lines: int) -> list[str]:
    return wrapped(shortened(text, width, size, lines), width, size)


def _header(sheet: _Sheet, block: Infographic) -> None:
    title = _fit(block.title, _ROOM, _TITLE * BOLD, 3)
    about = _fit(block.subtitle, _ROOM, _TEXT, 2)
    height = len(title) * _TITLE * _LEADING + len(about) * _TEXT * _LEADING + 44
    sheet.box(0, WIDTH, height, _ACCENT)
    end = sheet.lines(MARGIN, 20, title, _TITLE, bold=True, colour=_PAPER)
    sheet.lines(MARGIN, end + 4, about, colour=_PAPER)
    sheet.y = height + 20


def _heading(sheet: _Sheet, text: str) -> None:
    sheet.texts.append(_Letters(MARGIN, sheet.y + _HEADING, text, _HEADING, bold=True))
    sheet.y += _HEADING * 1.7


def _lights(sheet: _Sheet, counts: Counts) -> None:
    """A tile for each light: its shape and how many, and its word."""
    _heading(sheet, _("Toimenpiteet"))
    width = (_ROOM - 3 * _GAP) / 4
    for place, (light, n) in enumerate(counts.items()):
        x = MARGIN + place * (width + _GAP)
        sheet.box(x, width, 96, light.fill)
        centre = x + width / 2
        sheet.counted(centre, sheet.y + 48, light, n, _COUNT)
        sheet.texts.append(_Letters(centre, sheet.y + 80, light.word, colour=light.on_fill, middle=True))
    sheet.y += 96 + 24


def _areas(sheet: _Sheet, areas: tuple[tuple[str, Counts], ...]) -> None:
    """The focus areas, each with its bar of lights if it has actions."""
    _heading(sheet, _("Painopisteet"))
    longest = max(sum(counts.values()) for _name, counts in areas)
    names = _ROOM * 0.55 if longest else _ROOM
    for name, counts in areas[:_AREAS]:
        lines = _fit(name, names - 2 * _GAP, _TEXT, 2)
        if sum(counts.values()):
            _bar(sheet, counts, (_ROOM - names) / longest)
        end = sheet.lines(MARGIN, sheet.y, lines)
        sheet.y = max(end, sheet.y + 30) + _GAP
    more = len(areas) - _AREAS
    if more > 0:
        text = ngettext("ja {n} painopiste lisää", "ja {n} painopistettä lisää", more)
        sheet.y = sheet.lines(MARGIN, sheet.y, [text], colour=_SOFT)
    sheet.y += _GAP


def _bar(sheet: _Sheet, counts: Counts, step: float) -> None:
    x = MARGIN + _ROOM * 0.55
    for light, n in counts.items():
        if n:
            sheet.box(x, n * step, 30, light.fill)
            if n * step >= _NARROW:
                size = _TEXT if n * step >= _ROOMY else _SMALL
                sheet.counted(x + n * step / 2, sheet.y + 22, light, n, size)
        x += n * step


def _figures(sheet: _Sheet, figures: tuple[Figure, ...]) -> None:
    """The indicators as tiles, two beside each other."""
    _heading(sheet, _("Indikaattorit"))
    width = (_ROOM - _GAP) / 2
    inner = width - 2 * _GAP
    for place in range(0, len(figures), 2):
        told = [
            (one, _fit(one.name, inner, _TEXT, 3), _fit(f"{one.mark} {one.text}".strip(), inner, _TEXT, 4))
            for one in figures[place : place + 2]
        ]
        most = max(len(name) + len(text) for _one, name, text in told)
        height = most * _TEXT * _LEADING + _COUNT * _LEADING + 26
        for column, (one, name, text) in enumerate(told):
            x = MARGIN + column * (width + _GAP)
            sheet.box(x, width, height, _TILE)
            end = sheet.lines(x + _GAP, sheet.y + 8, name)
            value = _fit(one.value, inner, _COUNT * BOLD, 1)
            end = sheet.lines(x + _GAP, end, value, _COUNT, bold=True)
            sheet.lines(x + _GAP, end, text, colour=_TONES[one.good])
        sheet.y += height + _GAP
