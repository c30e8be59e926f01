"""A line chart as places on a drawing, for those who draw it themselves: the browser's slides.

All measures are in points; y grows downwards.
"""

from dataclasses import dataclass, replace

from hyte_core.locale import number
from hyte_core.reports.content import LineChart
from hyte_core.reports.fitting import BOLD, LEADING, shortened, width_of
from hyte_core.reports.line_axes import Run, all_runs, end_words, spread, value_scale, year_step
from hyte_core.reports.paging import SMALL

#: Room around the drawing: above the highest value, below the lowest one with the years, between texts and lines.
_TOP, _BOTTOM, _BESIDE = 14.0, 34.0, 12.0
#: Room left of the first year, for the value that stands at it.
_SIDE = 36.0
#: How much of the drawing's width the words at the lines' ends may take.
_MOST_WORDS = 0.42
Place = tuple[float, float]


@dataclass(frozen=True)
class Words:
    """A text with the place of its beginning (of its end, when it stands left of its place)."""

    x: float
    y: float
    text: str
    #: "own", "other", "target" or "scale".
    kind: str


@dataclass(frozen=True)
class Drawing:
    """The chart: rules with values, years, the lines' unbroken runs, the target's rule, and the words."""

    width: float
    height: float
    left: float
    right: float
    rules: tuple[Words, ...]
    years: tuple[Words, ...]
    own: tuple[tuple[Place, ...], ...]
    others: tuple[tuple[Place, ...], ...]
    target: float | None
    ends: tuple[Words, ...]
    begins: tuple[Words, ...]


@dataclass(frozen=True)
class _Axes:
    left: float
    right: float
    height: float
    years: tuple[int, int]
    values: tuple[float, float]

    def x(self, year: int) -> float:
        first, last = self.years
        share = (year - first) / (last - first) if last > first else 0.5
        return round(self.left + _SIDE + share * (self.right - self.left - _SIDE - 14), 1)

    def y(self, value: float) -> float:
        low, high = self.values
        return round(_TOP + (high - value) / (high - low) * (self.height - _TOP - _BOTTOM), 1)

    def places(self, run: Run) -> tuple[Place, ...]:
        return tuple((self.x(year), self.y(value)) for year, value in run)


def drawing(block: LineChart, width: float, height: float) -> Drawing:
    """The chart in a room of this size. ``block`` must have a value."""
    found = all_runs(block)
    years = sorted({year for _line, run in found for year, _value in run})
    low, high, step = value_scale(block)
    names = {value: _value(block, value, step) for value in _steps(low, high, step)}
    words = [(end_words(block, line), line.own) for line in block.lines]
    words += [(block.target_word, False)] if block.target is not None else []
    room = min(max(width_of(text, SMALL) * (BOLD if own else 1) for text, own in words), width * _MOST_WORDS)
    left = max(width_of(name, SMALL) for name in names.values()) + _BESIDE
    axes = _Axes(left, width - room - _BESIDE, height, (years[0], years[-1]), (low, high))
    return Drawing(
        width,
        height,
        left,
        axes.right,
        rules=tuple(Words(left - _BESIDE, axes.y(value), name, "scale") for value, name in names.items()),
        years=tuple(Words(axes.x(year), height - 8, str(year), "scale") for year in _named(years)),
        own=tuple(axes.places(run) for line, run in found if line.own),
        others=tuple(axes.places(run) for line, run in found if not line.own),
        target=None if block.target is None else axes.y(block.target),
        ends=_ends(block, axes, room),
        begins=_begins(block, axes),
    )


def _steps(low: float, high: float, step: float) -> list[float]:
    return [low + place * step for place in range(round((high - low) / step) + 1)]


def _value(block: LineChart, value: float, step: float) -> str:
    text = number(value, block.decimals if step < 1 else 0 if step % 1 == 0 else 1)
    return f"{text} %" if block.unit == "%" else text


def _named(years: list[int]) -> list[int]:
    """The years that are written: those with values, or some of them when they are many."""
    step = year_step(years[0], years[-1])
    return [year for year in years if (years[-1] - year) % step == 0] if len(years) > 8 else years


def _ends(block: LineChart, axes: _Axes, room: float) -> tuple[Words, ...]:
    """The words at the right of the lines' ends and of the target, moved apart where they would meet."""
    found = []
    for line in block.lines:
        values = [(year, value) for year, value in line.points if value is not None]
        if values:
            kind = "own" if line.own else "other"
            found.append(Words(axes.right + _BESIDE, axes.y(values[-1][1]), end_words(block, line), kind))
    if block.target is not None:
        found.append(Words(axes.right + _BESIDE, axes.y(block.target), block.target_word, "target"))
    fitted = (replace(one, text=shortened(one.text, room + 1, SMALL * _wide(one.kind))) for one in found)
    words = sorted(fitted, key=lambda one: one.y)
    places = spread([one.y for one in words], SMALL * LEADING, axes.height - _BOTTOM)
    return tuple(replace(one, y=round(y, 1)) for one, y in zip(words, places, strict=True))


def _wide(kind: str) -> float:
    return BOLD if kind == "own" else 1.0


def _begins(block: LineChart, axes: _Axes) -> tuple[Words, ...]:
    """The first value of the organisation's own line, on the side where the other lines are not."""
    known = [(line, [(y, v) for y, v in line.points if v is not None]) for line in block.lines]
    own = next((points for line, points in known if line.own and len(points) > 1), None)
    if own is None:
        return ()
    year, value = own[0]
    others = [v for line, points in known if not line.own for y, v in points if y == year]
    others += [block.target] if block.target is not None else []
    above = not others or value >= min(others, key=lambda other: abs(other - value))
    y = axes.y(value) + (-SMALL if above else SMALL * 1.1)
    if not SMALL / 2 <= y <= axes.height - _BOTTOM:
        y = axes.y(value) + (SMALL * 1.1 if above else -SMALL)
    suffix = f" {block.unit}" if block.unit else ""
    return (Words(axes.x(year), round(y, 1), number(value, block.decimals) + suffix, "own"),)
