"""The chart of one indicator: the organisation against other areas and the target, a panel a group."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hyte_core.indicators import Indicators, IndicatorView, PointView, SeriesView
from hyte_core.indicators.words import reason_word, region_word, target_name, value_words
from hyte_core.locale import _, language

#: Colours that are told apart on white and on the dark theme; the organisation has the accent colour.
OWN, OTHER, TARGET, TEXT = "#2f74c8", "#808a97", "#2f8a52", "#6b7582"
_OTHER_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
#: A panel's width by how many are beside each other: together as wide as a laptop's page.
WIDTHS = {1: 760, 2: 420, 3: 270}
#: The same on paper, where letters are to stay as large as they are drawn.
PAPER_WIDTHS = {1: 540, 2: 255}
HEIGHT = 240


def trend_chart(found: Indicators, indicator: IndicatorView, *, paper: bool = False) -> dict[str, Any]:
    """The indicator's series as a Vega-Lite specification, for a screen or as wide as a page of ``paper``.

    One panel a group with the same axes; lines broken where a value is missing, the reason written there; 95 %
    limits of the organisation's own values as a band; the target as a dashed rule; the last values beside the lines.
    """
    wanted = (found.region, *found.comparisons)
    shown = [one for one in indicator.series if one.region in wanted and one.points]
    groups = list(dict.fromkeys(_panel(one.group) for one in shown))
    axes = _Axes.of(indicator, shown)
    rows = [row for one in shown for row in _rows(found, indicator, one)]
    rows += [row for group in groups for row in _end_words(found, indicator, shown, group, axes)]
    columns = 2 if len(groups) in (2, 4) else min(max(len(groups), 1), 3)
    columns, widths = (min(columns, 2), PAPER_WIDTHS) if paper else (columns, WIDTHS)
    width = widths[columns]
    layers = _layers(indicator, found, axes, width, pointed=not paper)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"name": "rows"},
        "datasets": {"rows": rows},
        "facet": {
            "field": "group", "type": "nominal", "sort": groups, "title": None,
            "header": {"labelFontSize": 15, "labelFontWeight": "bold", "labelColor": TEXT, "labelAnchor": "start"},
        },
        "columns": columns,
        "spec": {"width": width, "height": HEIGHT, "layer": _needed(layers, rows)},
        "resolve": {"axis": {"x": "independent"}},
        "config": {
            "background": "transparent",
            "font": "Source Sans, sans-serif",
            "locale": _locale(),
            "view": {"stroke": None},
            "axis": {"labelColor": TEXT, "labelFontSize": 13, "gridColor": "#80808033", "domain": False, "ticks": False},
        },
    }  # fmt: skip


class _Axes(NamedTuple):
    """What all panels share: the years, and the lowest and the highest value with a little room."""

    years: list[int]
    low: float
    high: float

    @classmethod
    def of(cls, indicator: IndicatorView, shown: Iterable[SeriesView]) -> "_Axes":
        points = [point for one in shown for point in one.points]
        values = [point.value for point in points if point.value is not None]
        values += [end for point in points for end in indicator.limits(point) or ()]
        values += [t.value for one in shown for t in one.targets if t.value is not None]
        low, high = min(values, default=0.0), max(values, default=1.0)
        room = (high - low) * 0.06 or abs(high) * 0.06 or 1.0
        # Room below zero would say that there could be such values.
        return cls(
            sorted({p.year for p in points}), low - room if low < 0 else max(low - room, 0.0), high + room
        )


class _Layer(NamedTuple):
    """A mark for the rows that have all of the fields; of the organisation's rows, of the others', or of all."""

    mark: dict[str, Any]
    encoding: dict[str, Any]
    fields: tuple[str, ...]
    own: bool | None

    @property
    def specification(self) -> dict[str, Any]:
        """The layer in Vega-Lite's words."""
        wanted = [f"isValid(datum.{name})" for name in self.fields]
        if self.own is not None:
            wanted.append("datum.own" if self.own else "!datum.own")
        return {
            "mark": self.mark,
            "encoding": self.encoding,
            "transform": [{"filter": " && ".join(wanted)}],
        }


def _panel(group: str) -> str:
    return group or _("Kaikki")


def _rows(found: Indicators, indicator: IndicatorView, one: SeriesView) -> Iterable[dict[str, Any]]:
    """The rows of a series: its points and its targets."""
    own, panel = one.region == found.region, _panel(one.group)
    run = 0
    for point in one.points:
        row: dict[str, Any] = {"group": panel, "region": one.region, "year": point.year, "own": own}
        if point.value is None:
            run += 1
            if own:
                yield {**row, "gap": reason_word(point.missing_reason)}
            continue
        limits = indicator.limits(point) if own else None
        yield {
            **row,
            "value": point.value,
            "run": f"{one.region} {run}",
            "text": value_words(indicator, point.value),
            **({"lower": limits[0], "upper": limits[1]} if limits else {}),
            **({"note": point.note} if point.note else {}),
        }
    for target in one.targets if own else ():
        if target.value is not None:
            yield {"group": panel, "target": target.value}


def _end_words(
    found: Indicators, indicator: IndicatorView, shown: Iterable[SeriesView], group: str, axes: _Axes
) -> Iterable[dict[str, Any]]:
    """The words at the lines' ends and on the targets' rules, moved apart where they would lie on each other."""
    step = (axes.high - axes.low) * 0.075
    words: list[tuple[float, dict[str, Any]]] = []
    for one in shown:
        if _panel(one.group) != group:
            continue
        own, point = one.region == found.region, one.latest
        if point is not None:
            value = point.value or 0.0
            last = f"{region_word(one.region)} {value_words(indicator, value)}"
            words.append((value, {"year": point.year, "own": own, "last": last}))
        for target in one.targets if own else ():
            if target.value is not None:
                name = _("tavoite {value}").format(value=target_name(indicator, target))
                words.append((target.value + step * 0.6, {"words": name}))
    free = axes.low
    for wanted, row in sorted(words, key=lambda one: one[0]):
        place = max(wanted, free)
        free = place + step
        yield {"group": group, **row, "at": place}


def _layers(
    indicator: IndicatorView, found: Indicators, axes: _Axes, width: int, *, pointed: bool
) -> list[_Layer]:
    """What is drawn in a panel, from back to front. All layers read the same rows, each those that have its field.

    Only what a pointer can be moved on (``pointed``) has what is told under it: it takes a fifth of the drawing's time.
    """
    x, y = _x_axis(axes), _y_axis(indicator, axes)
    year = {"x": x, "detail": {"field": "run", "type": "nominal"}}
    band = {**year, "y": y("lower"), "y2": {"field": "upper"}}
    line = {**year, "y": y("value")}
    point = {"x": x, "y": y("value"), **({"tooltip": _tooltip()} if pointed else {})}
    end = {"x": x, "y": y("at"), "text": {"field": "last", "type": "nominal"}}
    aim = {"y": y("target")}
    words = {"x": {"value": width}, "y": y("at"), "text": {"field": "words", "type": "nominal"}}
    gap = {"x": x, "y": {"value": HEIGHT - 4}, "text": {"field": "gap", "type": "nominal"}}
    beside = {"align": "left", "dx": 10}
    dot = {"filled": True, "opacity": 1}
    return [
        _layer("area", band, "value", "lower", own=True, opacity=0.16, color=OWN),
        _layer("rule", band, "value", "lower", own=True, opacity=0.45, color=OWN, strokeWidth=5),
        _layer("rule", aim, "target", color=TARGET, strokeDash=[6, 4], strokeWidth=2),
        _layer("text", words, "words", color=TARGET, align="right", baseline="middle", fontSize=13),
        _layer("line", {**line, "strokeDash": _dash(found)}, "value", own=False, color=OTHER, strokeWidth=2),
        _layer("point", point, "value", own=False, color=OTHER, size=40, **dot),
        _layer("line", line, "value", own=True, color=OWN, strokeWidth=4),
        _layer("point", point, "value", own=True, color=OWN, size=90, **dot),
        _layer("text", end, "last", own=False, color=TEXT, fontSize=13, **beside),
        _layer("text", end, "last", own=True, color=OWN, fontSize=14, fontWeight="bold", **beside),
        _layer("text", gap, "gap", color=TEXT, fontSize=12, angle=270, align="left", dy=4),
    ]


def _layer(
    mark: str, encoding: dict[str, Any], *fields: str, own: bool | None = None, **looks: Any
) -> _Layer:
    return _Layer({"type": mark, **looks}, encoding, fields, own)


def _needed(layers: Iterable[_Layer], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The layers of which there may be something to draw: an empty one takes as long to draw as a full one."""
    known = {"value"}.union(*rows)
    return [one.specification for one in layers if known.issuperset(one.fields)]


def _x_axis(axes: _Axes) -> dict[str, Any]:
    """The years, with room on the right for the words at the lines' ends."""
    first, last = (axes.years[0], axes.years[-1]) if axes.years else (0, 1)
    span = last - first or 1
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"values": axes.years, "format": "d", "grid": False, "labelOverlap": True},
        "scale": {"domain": [first - 0.12 * span, last + 0.75 * span]},
    }


def _y_axis(indicator: IndicatorView, axes: _Axes) -> Callable[[str], dict[str, Any]]:
    """What makes the axis of values for a field."""
    suffix = " %" if indicator.unit == "%" else ""

    def y(name: str) -> dict[str, Any]:
        return {
            "field": name,
            "type": "quantitative",
            "title": None if suffix else indicator.unit or None,
            "axis": {"labelExpr": f"datum.label + '{suffix}'", "tickCount": 5, "titleColor": TEXT},
            "scale": {"domain": [axes.low, axes.high], "zero": False, "nice": False},
        }

    return y


def _tooltip() -> list[dict[str, str]]:
    return [
        {"field": "region", "type": "nominal", "title": _("Alue")},
        {"field": "year", "type": "quantitative", "title": _("Vuosi"), "format": "d"},
        {"field": "text", "type": "nominal", "title": _("Arvo")},
        {"field": "note", "type": "nominal", "title": _("Huomautus")},
    ]


def _dash(found: Indicators) -> dict[str, Any]:
    scale = {"domain": list(found.comparisons), "range": _dashes(found.comparisons)}
    return {"field": "region", "type": "nominal", "legend": None, "scale": scale}


def _dashes(regions: Sequence[str]) -> list[list[int]]:
    """The patterns of the other areas' lines: the country, last in the list, has the unbroken one."""
    nearer = [list(_OTHER_DASHES[1 + place % 3]) for place in range(max(len(regions) - 1, 0))]
    return [*nearer, list(_OTHER_DASHES[0])] if regions else []


def _locale() -> Mapping[str, Any]:
    marks = {"fi": (",", "\u00a0"), "sv": (",", "\u00a0"), "en": (".", ",")}
    decimal, thousands = marks[language()]
    return {
        "number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", "\u00a0€"]}
    }


def describe_trend(found: Indicators, indicator: IndicatorView) -> str:
    """The chart in words, for those who do not see it."""
    parts = []
    for one in indicator.series:
        values = ", ".join(f"{p.year} {_told(indicator, p)}" for p in one.points)
        if values:
            place = f"{one.region}, {one.group}" if one.group else one.region
            parts.append(f"{place}: {values}")
    return f"{indicator.name}. " + ". ".join(parts) + "."


def _told(indicator: IndicatorView, point: PointView) -> str:
    if point.value is None:
        return reason_word(point.missing_reason)
    return value_words(indicator, point.value)
