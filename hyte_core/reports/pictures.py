"""Pictures of a report: charts as SVG for a page and as PNG for paper; the light bars as a chart of their own."""

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from struct import unpack
from typing import Any

from hyte_core.charts import picture
from hyte_core.charts.drawing import Order, draw_all
from hyte_core.lights import Light
from hyte_core.locale import number
from hyte_core.reports.content import Document, Infographic, LightBars, Picture, Section
from hyte_core.reports.fitting import shortened, wrapped
from hyte_core.reports.infographic import infographic_svg
from hyte_core.reports.words import counts_words

#: The blocks that are drawn.
Drawn = Picture | LightBars | Infographic
#: Told how many of how many are done.
Progress = Callable[[int, int], None]
#: The width of the longest bar; what a shape, a space and a digit take of it; how wide a name is. Pixels.
_WIDE, _SHAPE, _SPACE, _DIGIT, _NAME = 420, 15, 5, 9, 250
#: Dots of a picture on paper for a pixel of the screen: 120 an inch, a third of the work of twice as many.
_PRINT = 1.25
#: What in an SVG is named so that another part of it can refer to it.
_NAMED = re.compile(r'(\bid="|url\(#|href="#)')


def silent(done: int, of: int) -> None:
    """Tells nobody."""


def pngs(document: Document, progress: Progress = silent) -> dict[int, bytes]:
    """The pictures of a document as PNG, by the id() of their blocks; ``progress`` is told after each."""
    return _drawn(list(_pictures(document.sections)), _PRINT, progress)


def svgs(document: Document, progress: Progress = silent) -> dict[int, str]:
    """The pictures of a document as SVG elements for one page, by the id() of their blocks."""
    found = [one for one in _pictures(document.sections) if not isinstance(one, LightBars)]
    drawn = _drawn(found, None, progress)
    return {block: _inline(svg.decode(), place) for place, (block, svg) in enumerate(drawn.items())}


def _drawn(blocks: Sequence[Drawn], scale: float | None, progress: Progress) -> dict[int, bytes]:
    drawn = draw_all([_order(one, scale) for one in blocks], lambda done: progress(done, len(blocks)))
    progress(len(blocks), len(blocks))
    return {id(one): picture for one, picture in zip(blocks, drawn, strict=True)}


def _order(one: Drawn, scale: float | None) -> Order:
    if isinstance(one, Infographic):
        return {"svg": infographic_svg(one), "scale": scale}
    return picture.order(one.specification if isinstance(one, Picture) else bars_chart(one), scale=scale)


def _pictures(sections: Iterable[Section]) -> Iterable[Drawn]:
    for section in sections:
        yield from (one for one in section.blocks if isinstance(one, Drawn))
        yield from _pictures(section.parts)


def _inline(svg: str, place: int) -> str:
    """The SVG as a part of a page: names of its own, described by what stands around it, as wide as there is room."""
    svg = svg[svg.index("<svg") :]
    svg = _NAMED.sub(rf"\g<1>p{place}-", svg)
    svg = re.sub(r' (?:role|aria-[a-z]+|tabindex)="[^"]*"', "", svg)
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def size_of(png: bytes) -> tuple[float, float]:
    """The width and height of a drawn PNG as it is meant to be seen, in points of 1/72 inch."""
    wide, high = unpack(">II", BytesIO(png).getbuffer()[16:24])
    return wide / _PRINT * 0.75, high / _PRINT * 0.75


def bars_words(bars: LightBars) -> str:
    """The bars in words, for those who do not see them."""
    return bars.caption + ". " + " ".join(f"{name}: {counts_words(counts)}." for name, counts in bars.rows)


def bars_chart(bars: LightBars) -> dict[str, Any]:
    """A stacked bar for each name, as a Vega-Lite specification; shapes and counts stand on the colours."""
    rows: list[dict[str, Any]] = []
    longest = max((sum(counts.values()) for _name, counts in bars.rows), default=0)
    for place, (name, counts) in enumerate(bars.rows):
        start = 0
        for light, n in counts.items():
            if n:
                rows.append(
                    {
                        "row": place, "name": name, "light": light.value, "from": start, "to": start + n,
                        "middle": start + n / 2,
                        "text": _count(light, n, _WIDE * n / longest),
                    }
                )  # fmt: skip
            start += n
    scale = {"domain": [light.value for light in Light]}
    y = {
        "field": "row", "type": "ordinal", "title": None,
        "axis": {
            "labelExpr": f"[{', '.join(_lines(name) for name, _counts in bars.rows)}][datum.value]",
            "labelFontSize": 14, "labelLimit": 0, "ticks": False, "domain": False, "labelColor": "#16212c",
        },
    }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": rows},
        "width": _WIDE,
        "height": {"step": 44},
        "encoding": {"y": y},
        "config": {"view": {"stroke": None}, "font": "Source Sans, sans-serif"},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.7}},
                "encoding": {
                    "x": {"field": "from", "type": "quantitative", "axis": None},
                    "x2": {"field": "to"},
                    "color": {
                        "field": "light", "type": "nominal", "legend": None,
                        "scale": {**scale, "range": [light.fill for light in Light]},
                    },
                },
            },
            {
                "mark": {"type": "text", "fontSize": 15, "fontWeight": "bold"},
                "encoding": {
                    "x": {"field": "middle", "type": "quantitative"},
                    "text": {"field": "text"},
                    "color": {
                        "field": "light", "type": "nominal", "legend": None,
                        "scale": {**scale, "range": [light.on_fill for light in Light]},
                    },
                },
            },
        ],
        "resolve": {"scale": {"color": "independent"}},
    }  # fmt: skip


def _count(light: Light, n: int, width: float) -> str:
    """The shape and the count for a part of a bar; without the space, or nothing, where there is no room.

    What has no room stands in the table.
    """
    text = number(n)
    least = _SHAPE + _DIGIT * len(text)
    if width < least:
        return ""
    return f"{light.symbol} {text}" if width >= least + _SPACE else f"{light.symbol}{text}"


def _lines(name: str) -> str:
    """A name on at most two lines, in Vega's language of expressions."""
    lines = wrapped(" ".join(name.split()), _NAME, 14)
    last = [shortened(" ".join(lines[1:]), _NAME, 14)] if len(lines) > 1 else []
    return _quoted([*lines[:1], *last])


def _quoted(names: Iterable[str]) -> str:
    """A list of texts in Vega's language of expressions."""
    escaped = (name.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") for name in names)
    return "[" + ", ".join(f"'{name}'" for name in escaped) + "]"
