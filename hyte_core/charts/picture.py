"""Charts as pictures, for reports and for those who put them on their own slides."""

from textwrap import wrap
from typing import Any

from hyte_core.charts.drawing import Order, draw

#: Pictures are made for paper and slides: on white, twice the size of the screen's pixels.
SCALE = 2.0
#: How many letters a line of the source has at most.
_LINE = 95


def svg(specification: dict[str, Any], *, title: str = "", footer: str = "") -> bytes:
    """A Vega-Lite chart as SVG, with a title above and its source below."""
    return draw(order(specification, title=title, footer=footer, scale=None))


def png(specification: dict[str, Any], *, title: str = "", footer: str = "", scale: float = SCALE) -> bytes:
    """A Vega-Lite chart as PNG, with a title above and its source below."""
    return draw(order(specification, title=title, footer=footer, scale=scale))


def order(
    specification: dict[str, Any], *, title: str = "", footer: str = "", scale: float | None = SCALE
) -> Order:
    """As :func:`png`, or :func:`svg` without a scale, to be drawn with others (see
    :func:`hyte_core.charts.drawing.draw_all`)."""
    return {"chart": _framed(specification, title, footer), "scale": scale}


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
