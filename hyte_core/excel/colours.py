"""Colours of cells: from what a workbook says (shade, theme colour with a tint, index) to a traffic light."""

import colorsys
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.xml.constants import DRAWING_NS

from hyte_core.excel.grid import Sheet

#: The order in which cells point to a theme's colours is not the order in which the theme lists them.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_OFFICE_THEME = [
    "FFFFFF",
    "000000",
    "E7E6E6",
    "44546A",
    "4472C4",
    "ED7D31",
    "A5A5A5",
    "FFC000",
    "5B9BD5",
    "70AD47",
    "0563C1",
    "954F72",
]
#: Indexes that mean "as the window has it": no colour of its own.
_SYSTEM_INDEXES = (64, 65)


class Palette:
    """A workbook's colours as RRGGBB."""

    def __init__(self, book: Any) -> None:
        self._theme = _theme(getattr(book, "loaded_theme", None))
        self._indexed = getattr(book, "_colors", None) or COLOR_INDEX

    def fill(self, fill: Any) -> str:
        """The colour of a fill; nothing for patterns that are not a colour."""
        if getattr(fill, "fill_type", None) in (None, "none", "gray125"):
            stops = getattr(fill, "stop", None)
            return self.colour(stops[0].color) if stops else ""
        if fill.fill_type in ("linear", "path"):
            return self.colour(fill.stop[-1].color) if fill.stop else ""
        return self.colour(fill.fgColor)

    def conditional_fill(self, fill: Any) -> str:
        """The colour of a conditional format's fill, which Excel keeps in the background colour."""
        if fill is None:
            return ""
        return self.colour(fill.bgColor) or self.colour(fill.fgColor)

    def colour(self, colour: Any) -> str:
        """A colour object of openpyxl."""
        if colour is None:
            return ""
        base = ""
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            # Eight digits begin with the opacity, which Excel itself ignores; all zeros mean no colour.
            base = "" if colour.rgb == "00000000" else colour.rgb[-6:]
        elif colour.type == "theme" and isinstance(colour.theme, int) and colour.theme < len(self._theme):
            base = self._theme[colour.theme]
        elif colour.type == "indexed" and colour.indexed not in _SYSTEM_INDEXES:
            base = self._indexed[colour.indexed][-6:] if colour.indexed < len(self._indexed) else ""
        return _tinted(base, float(colour.tint or 0)) if base else ""


def _theme(xml: bytes | None) -> list[str]:
    if not xml:
        return _OFFICE_THEME
    try:
        scheme = fromstring(xml).find(f".//{{{DRAWING_NS}}}clrScheme")
    except ParseError:
        return _OFFICE_THEME
    if scheme is None:
        return _OFFICE_THEME
    found: dict[str, str] = {}
    for entry in scheme:
        for colour in entry:
            found[entry.tag.rpartition("}")[2]] = colour.get("lastClr") or colour.get("val") or ""
    return [found.get(name, "") for name in _THEME_ORDER]


def _tinted(rgb: str, tint: float) -> str:
    """The colour made lighter (tint above zero) or darker, as Excel does: in lightness only."""
    if not tint:
        return rgb.upper()
    red, green, blue = _channels(rgb)
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, min(light, 1), saturation))


def _channels(rgb: str) -> tuple[float, float, float]:
    return int(rgb[:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:6], 16) / 255


def light_of_colour(rgb: str) -> str | None:
    """ "green", "yellow" or "red" for any shade that people would call so; None for white, grey, blue and others.

    Orange is yellow: where it is used as a light, it stands between red and green.
    """
    try:
        hue, light, saturation = colorsys.rgb_to_hls(*_channels(rgb))
    except ValueError:
        return None
    red, green, blue = _channels(rgb)
    chroma = max(red, green, blue) - min(red, green, blue)
    if light < 0.08 or light > 0.985 or chroma < 0.06 or saturation < 0.15:
        return None
    degrees = hue * 360
    if degrees < 17 or degrees >= 335:
        return "red"
    if degrees < 68:
        return "yellow"
    if degrees < 170:
        return "green"
    return None


def light_of_fill(sheet: Sheet, row: int, column: int, beside: int | None = None) -> str | None:
    """The light that a cell's colour is; None for stripes, which the cell ``beside`` in its row has too."""
    cell = sheet.cell(row, column)
    fill = sheet.styles.fills.get(cell.style, "") if cell else ""
    light = light_of_colour(fill) if fill else None
    if light and beside is not None:
        other = sheet.cell(row, beside)
        if other and sheet.styles.fills.get(other.style, "") == fill:
            return None
    return light
