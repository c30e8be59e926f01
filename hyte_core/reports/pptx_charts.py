"""Charts of slides as PowerPoint's own: their numbers and looks can still be edited."""

from collections.abc import Iterable, Iterator
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from hyte_core.lights import Light
from hyte_core.locale import number
from hyte_core.reports.content import LightBars, Line, LineChart
from hyte_core.reports.fitting import LEADING, shortened, width_of
from hyte_core.reports.line_axes import all_runs, end_words, spread, value_scale, year_step
from hyte_core.reports.paging import SMALL

INK, _OWN, _OTHER, _TARGET, _GRID = map(
    RGBColor.from_string, ("16212C", "1F62B0", "5C6672", "1B7A3D", "D5DAE0")
)
#: What of a chart's height is not between its lowest and highest line: the years below, a little above. Points.
_BESIDE = 40.0
#: How much of a chart's width the names of its bars may take.
_NAMES = 0.36


def add_bars(shapes: Any, bars: LightBars, place: tuple[int, int, int, int]) -> Any:
    """A stacked bar for each name: a series for each light, whose name and labels have its shape and word."""
    data = CategoryChartData(number_format="0")
    data.categories = _distinct(_bar_names(bars, place[2] / Pt(1)))
    for light in Light:
        data.add_series(f"{light.symbol} {light.word}", [counts[light] for _name, counts in bars.rows])
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, data)
    chart = _plain(frame.chart)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _letters(chart.legend.font)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    _letters(chart.category_axis.tick_labels.font)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    narrow = _narrow(bars, place[2] / Pt(1))
    for light, series in zip(Light, plot.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(light.fill)
        labels = series.data_labels
        labels.show_value, labels.number_format_is_linked = True, False
        labels.number_format = f'"{light.symbol} "0;;;'  # a nought is not written
        _letters(labels.font, colour_of(light.on_fill), bold=True)
        for place_, (_name, counts) in enumerate(bars.rows):
            if 0 < counts[light] <= narrow:
                _hide_label(series.points[place_])
    return frame


def _bar_names(bars: LightBars, width: float) -> Iterator[str]:
    """The bars' names; one that has a part too narrow for its label tells its counts too."""
    narrow = _narrow(bars, width)
    for name, counts in bars.rows:
        shown = shortened(name, width * _NAMES, SMALL, lines=1)
        if any(0 < n <= narrow for n in counts.values()):
            shown += "\n" + "  ".join(f"{light.symbol} {number(n)}" for light, n in counts.items() if n)
        yield shown


def _narrow(bars: LightBars, width: float) -> float:
    """The greatest count whose part of a bar has no room for its label."""
    longest = max(sum(counts.values()) for _name, counts in bars.rows)
    return longest * width_of("✔ 00", SMALL) / (width * (1 - _NAMES))


def _hide_label(point: Any) -> None:
    label = point.data_label._get_or_add_dLbl()
    for child in list(label):
        if child.tag != qn("c:idx"):
            label.remove(child)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _distinct(names: Iterable[str]) -> list[str]:
    """Shortened names that have become the same are told apart, for one of a name would take the other's place."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def add_lines(shapes: Any, block: LineChart, place: tuple[int, int, int, int]) -> Any:
    """The lines by year, broken where a value is missing, named at their ends; the target as a dashed line."""
    years = [year for _line, run in all_runs(block) for year, _value in run]
    first, last = min(years), max(years)
    longest = max(2, *(len(line.points) for line in block.lines))
    data = XyChartData(number_format="General")
    for line in block.lines:
        series = data.add_series(line.name)
        for year, value in line.points:
            series.add_data_point(year, value)  # a point without a value stays in the file as an empty cell
        for _missing in range(longest - len(line.points)):
            series.add_data_point(last, None)  # LibreOffice leaves out a line that is shorter than another
    if block.target is not None:
        series = data.add_series(block.target_word)
        for year in dict.fromkeys((first, last if last > first else first + 1)):
            series.add_data_point(year, block.target)
    frame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *place, data)
    chart = _plain(frame.chart)
    chart.has_legend = False
    span = max(last - first, 1)
    words = [end_words(block, line) for line in block.lines] + [block.target_word]
    share = min(max(width_of(word, SMALL) for word in words) * Pt(1) / place[2] + 0.03, 0.6)
    room = span * share / (1 - share) + (last == first)  # the target's rule is a year long even then
    _year_axis(chart.category_axis, first, last, room)
    _value_axis(chart.value_axis, block)
    drawn = list(chart.plots[0].series)
    for series, line in zip(drawn, block.lines, strict=False):
        _draw_line(series, line)
    _name_ends(block, drawn, place[3] / Pt(1))
    return frame


def _plain(chart: Any) -> Any:
    chart.has_title = False
    for axis in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set(
            "val", axis.get("val").lstrip("-")
        )  # python-pptx's own numbers are below nought: the format has none
    _letters(chart.font)
    return chart


def _letters(font: Any, colour: RGBColor = INK, *, bold: bool = False) -> None:
    font.size, font.bold, font.color.rgb = Pt(SMALL), bold, colour


def _year_axis(axis: Any, first: int, last: int, room: float) -> None:
    """Years below; to the right of them room for the lines' names, without years."""
    step = year_step(first, last)
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = first - step, last + room + 0.2, step
    axis.has_major_gridlines = False
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = f'[<{first}]"";[<={last}]0;""'
    _letters(axis.tick_labels.font)
    axis.format.line.color.rgb = _GRID


def _value_axis(axis: Any, block: LineChart) -> None:
    low, high, step = value_scale(block)
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step
    axis.tick_labels.number_format_is_linked = False
    decimals = "." + "0" * block.decimals if block.decimals and step < 1 else ""
    axis.tick_labels.number_format = f"#,##0{decimals}" + (' "%"' if block.unit == "%" else "")
    _letters(axis.tick_labels.font)
    axis.major_gridlines.format.line.color.rgb = _GRID
    axis.format.line.fill.background()


def _draw_line(series: Any, line: Line) -> None:
    colour = _OWN if line.own else _OTHER
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour, Pt(4 if line.own else 2)
    if not line.own:
        series.format.line.dash_style = MSO_LINE.DASH
    marker = series.marker
    marker.style = XL_MARKER_STYLE.CIRCLE if line.own else XL_MARKER_STYLE.DIAMOND
    marker.size = 11 if line.own else 8
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour
    marker.format.line.color.rgb = colour


def _name_ends(block: LineChart, drawn: list[Any], height: float) -> None:
    """Each line's name and last value at the right of its end, and the target's at its rule; moved apart where they would meet.

    ``height`` is the chart's, in points.
    """
    labels, values = [], []
    for series, place, value in _ends(block):
        line = block.lines[series]
        labels.append(drawn[series].points[place].data_label)
        _label(labels[-1], end_words(block, line), _OWN if line.own else _OTHER, bold=line.own)
        values.append(value)
    if block.target is not None:
        labels.append(_draw_target(drawn[-1], block.target_word))
        values.append(block.target)
    low, high, _step = value_scale(block)
    room = height - _BESIDE
    wanted = [(high - value) / (high - low) * room for value in values]
    places = spread(wanted, SMALL * LEADING, room)
    for label, given, wish in zip(labels, places, wanted, strict=True):
        if abs(given - wish) > 1:
            _move(label, round((given - wish) / height, 4))


def _ends(block: LineChart) -> Iterator[tuple[int, int, float]]:
    """Each line's last value: which line, which of its points, and the value."""
    for number_, line in enumerate(block.lines):
        known = [(place, value) for place, (_year, value) in enumerate(line.points) if value is not None]
        if known:
            yield number_, *known[-1]


def _move(label: Any, down: float) -> None:
    """Move a label down by a part of the chart's height."""
    layout = f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{down}"/></c:manualLayout></c:layout>'
    written = label._dLbl
    for old in written.findall(qn("c:layout")):
        written.remove(old)
    written.find(qn("c:idx")).addnext(parse_xml(layout))


def _label(label: Any, text: str, colour: RGBColor, *, bold: bool = False) -> None:
    frame = label.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = text
    _letters(run.font, colour, bold=bold)
    label.position = XL_LABEL_POSITION.RIGHT


def _draw_target(series: Any, words: str) -> Any:
    """Draw the target's rule; gives the label at its end."""
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = _TARGET, Pt(2)
    series.format.line.dash_style = MSO_LINE.SQUARE_DOT
    series.marker.style = XL_MARKER_STYLE.NONE
    label = series.points[1].data_label
    _label(label, words, _TARGET)
    return label


def colour_of(code: str) -> Any:
    """A colour that is written #RRGGBB."""
    return RGBColor(int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))


def describe(frame: Any, alt: str) -> None:
    """The alt text of a chart or a table."""
    frame._element.find(qn("p:nvGraphicFramePr")).find(qn("p:cNvPr")).set("descr", alt)
