"""Charts as pictures, for reports and for those who put them on their own slides."""

from typing import Any

import vl_convert

#: Pictures are made for paper and slides: on white, twice the size of the screen's pixels.
SCALE = 2.0


def svg(specification: dict[str, Any], *, title: str = "", footer: str = "") -> bytes:
    """A Vega-Lite chart as SVG, with a title above and its source below."""
    return vl_convert.vegalite_to_svg(_framed(specification, title, footer)).encode()


def png(specification: dict[str, Any], *, title: str = "", footer: str = "") -> bytes:
    """A Vega-Lite chart as PNG, with a title above and its source below."""
    return bytes(vl_convert.vegalite_to_png(_framed(specification, title, footer), scale=SCALE))


def _framed(specification: dict[str, Any], title: str, footer: str) -> dict[str, Any]:
    """The source stands under the title: Vega-Lite has no place of its own for it."""
    framed = {**specification, "background": "white", "padding": 16}
    if title:
        subtitle = {"subtitle": footer, "subtitleFontSize": 12} if footer else {}
        framed["title"] = {"text": title, "anchor": "start", "fontSize": 20, "offset": 12, **subtitle}
    return framed
