"""Charts as pictures, for reports and for those who put them on their own slides."""

from textwrap import wrap
from typing import Any

import vl_convert

#: Pictures are made for paper and slides: on white, twice the size of the screen's pixels.
SCALE = 2.0
#: How many letters a line of the source has at most.
_LINE = 95


def svg(specification: dict[str, Any], *, title: str = "", footer: str = "") -> bytes:
    """A Vega-Lite chart as SVG, with a title above and its source below."""
    return vl_convert.vegalite_to_svg(_framed(specification, title, footer)).encode()


def png(specification: dict[str, Any], *, title: str = "", footer: str = "", scale: float = SCALE) -> bytes:
    """A Vega-Lite chart as PNG, with a title above and its source below."""
    # By way of the SVG it takes two thirds of the time that vl_convert's own way from Vega-Lite to PNG takes.
    return png_of(svg(specification, title=title, footer=footer).decode(), scale=scale)


def png_of(drawing: str, *, scale: float = SCALE) -> bytes:
    """An SVG as PNG."""
    return bytes(vl_convert.svg_to_png(drawing, scale=scale))


def _framed(specification: dict[str, Any], title: str, footer: str) -> dict[str, Any]:
    """The source stands under the title, its line breaks kept: Vega-Lite has no place of its own for it."""
    config = {**specification.get("config", {}), "aria": False}  # a picture is described by what is around it
    framed = {**specification, "background": "white", "padding": 16, "config": config}
    if title:
        lines = [line for part in footer.splitlines() for line in wrap(part, _LINE)]
        subtitle = (
            {"subtitle": lines, "subtitleFontSize": 13, "subtitleFontWeight": "normal"} if lines else {}
        )
        framed["title"] = {"text": title, "anchor": "start", "fontSize": 20, "offset": 12, **subtitle}
    return framed
