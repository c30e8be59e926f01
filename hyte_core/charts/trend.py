"""The chart of one indicator: the organisation against other areas and the target, a panel a group."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt

from hyte_core.indicators import Indicators, IndicatorView, PointView, SeriesView
from hyte_core.indicators.words import reason_word, region_word, target_name, value_words
from hyte_core.locale import _, language

#: Colours that are told apart on white and on the dark theme; the organisation has the accent colour.
OWN, OTHER, TARGET, TEXT = "#2f74c8", "#808a97", "#2f8a52", "#6b7582"
_OTHER_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
#: A panel's width by how many are beside each other: together as wide as a laptop's page.
WIDTHS = {1: 760, 2: 420, 3: 270}
HEIGHT = 240


def trend_chart(found: Indicators, indicator: IndicatorView) -> dict[str, Any]:
    """The indicator's series as a Vega-Lite specification.

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
    panels = _layers(indicator, found, axes, WIDTHS[columns]).facet(
        facet=alt.Facet(
            "group:N",
            sort=groups,
            title=None,
            header=alt.Header(labelFontSize=15, labelFontWeight="bold", labelColor=TEXT, labelAnchor="start"),
        ),
        columns=columns,
        data=alt.NamedData("rows"),
    )
    chart = panels.resolve_axis(x="independent")
    chart = chart.configure(locale=_locale(), font="Source Sans, sans-serif", background="transparent")
    chart = chart.configure_view(stroke=None).configure_axis(
        labelColor=TEXT, labelFontSize=13, gridColor="#80808033", domain=False, ticks=False
    )
    specification: dict[str, Any] = chart.to_dict(validate=False)  # checking takes a third of the time
    return {**specification, "datasets": {"rows": rows}}


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
            words = _("tavoite {value}").format(value=target_name(indicator, target))
            yield {"group": panel, "target": target.value, "words": words}


def _end_words(
    found: Indicators, indicator: IndicatorView, shown: Iterable[SeriesView], group: str, axes: _Axes
) -> Iterable[dict[str, Any]]:
    """The words at the lines' ends, moved apart where they would lie on each other."""
    ends = [(one, p) for one in shown if _panel(one.group) == group and (p := one.latest) is not None]
    ends.sort(key=lambda end: end[1].value or 0.0)
    step = (axes.high - axes.low) * 0.075
    free = axes.low
    for one, point in ends:
        place = max(point.value or 0.0, free)
        free = place + step
        yield {
            "group": group,
            "year": point.year,
            "own": one.region == found.region,
            "at": place,
            "last": f"{region_word(one.region)} {value_words(indicator, point.value or 0.0)}",
        }


def _layers(indicator: IndicatorView, found: Indicators, axes: _Axes, width: int) -> Any:
    """All layers read the same rows, so that the chart can be divided into panels."""
    span = (axes.years[-1] - axes.years[0] or 1) if axes.years else 1
    first, last = (axes.years[0], axes.years[-1]) if axes.years else (0, 1)
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(values=axes.years, format="d", grid=False, labelOverlap=True),
        # Room on the right for the words at the lines' ends.
        scale=alt.Scale(domain=[first - 0.12 * span, last + 0.75 * span]),
    )
    suffix = " %" if indicator.unit == "%" else ""
    scale = alt.Scale(domain=[axes.low, axes.high], zero=False, nice=False)
    y_axis = alt.Axis(labelExpr=f"datum.label + '{suffix}'", tickCount=5, titleColor=TEXT)

    def y(name: str) -> alt.Y:
        return alt.Y(f"{name}:Q", title=None if suffix else indicator.unit or None, scale=scale, axis=y_axis)

    base = alt.Chart().properties(width=width, height=HEIGHT)
    value = base.transform_filter("isValid(datum.value)")
    own, other = value.transform_filter("datum.own"), value.transform_filter("!datum.own")
    limited = own.transform_filter("isValid(datum.lower)")
    target = base.transform_filter("isValid(datum.target)")
    words = base.transform_filter("isValid(datum.last)")
    tooltip = [
        alt.Tooltip("region:N", title=_("Alue")),
        alt.Tooltip("year:Q", title=_("Vuosi"), format="d"),
        alt.Tooltip("text:N", title=_("Arvo")),
        alt.Tooltip("note:N", title=_("Huomautus")),
    ]
    dash = alt.StrokeDash(
        "region:N",
        legend=None,
        scale=alt.Scale(domain=list(found.comparisons), range=_dashes(found.comparisons)),
    )
    line = {"x": x, "y": y("value"), "detail": "run:N"}
    return alt.layer(
        limited.mark_area(opacity=0.16, color=OWN).encode(x=x, y=y("lower"), y2="upper:Q", detail="run:N"),
        limited.mark_rule(opacity=0.45, color=OWN, strokeWidth=5).encode(x=x, y=y("lower"), y2="upper:Q"),
        target.mark_rule(color=TARGET, strokeDash=[6, 4], strokeWidth=2).encode(y=y("target")),
        target.mark_text(color=TARGET, align="right", baseline="bottom", dy=-3, fontSize=13).encode(
            y=y("target"), x=alt.value(width), text="words:N"
        ),
        other.mark_line(strokeWidth=2, color=OTHER).encode(**line, strokeDash=dash),
        other.mark_point(filled=True, opacity=1, size=40, color=OTHER).encode(
            x=x, y=y("value"), tooltip=tooltip
        ),
        own.mark_line(strokeWidth=4, color=OWN).encode(**line),
        own.mark_point(filled=True, opacity=1, size=90, color=OWN).encode(x=x, y=y("value"), tooltip=tooltip),
        words.transform_filter("!datum.own")
        .mark_text(align="left", dx=10, fontSize=13, color=TEXT)
        .encode(x=x, y=y("at"), text="last:N"),
        words.transform_filter("datum.own")
        .mark_text(align="left", dx=10, fontSize=14, fontWeight="bold", color=OWN)
        .encode(x=x, y=y("at"), text="last:N"),
        base.transform_filter("isValid(datum.gap)")
        .mark_text(color=TEXT, fontSize=12, angle=270, align="left", dy=4)
        .encode(x=x, y=alt.value(HEIGHT - 4), text="gap:N"),
    )


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
