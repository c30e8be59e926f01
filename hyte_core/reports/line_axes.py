"""The axes and the ends of a line chart on a slide, as PowerPoint's chart and the browser's drawing have them."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, log10

from hyte_core.locale import number
from hyte_core.reports.content import Line, LineChart

#: How many lines of values a chart has, about.
_STEPS = 5
Run = list[tuple[int, float]]


def runs(line: Line) -> Iterator[Run]:
    """The line's points between its gaps."""
    run: Run = []
    for year, value in line.points:
        if value is not None:
            run.append((year, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def all_runs(block: LineChart) -> list[tuple[Line, Run]]:
    """Every unbroken run of every line."""
    return [(line, run) for line in block.lines for run in runs(line)]


def value_scale(block: LineChart) -> tuple[float, float, float]:
    """The lowest and highest value of the axis and the step between its lines, in round numbers."""
    values = [value for _line, run in all_runs(block) for _year, value in run]
    values += [] if block.target is None else [block.target]
    return scale(values)


def scale(values: Iterable[float]) -> tuple[float, float, float]:
    """The ends and the step of an axis, with a little room; below zero only for such values."""
    known = list(values)
    low, high = min(known), max(known)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    size = 10 ** floor(log10((high - low + 2 * room) / _STEPS))
    step = next(n * size for n in (1, 2, 5, 10) if n * size * _STEPS >= high - low + 2 * room)
    first = floor((low - room) / step) * step
    return (max(first, 0.0) if low >= 0 else first), ceil((high + room) / step) * step, step


def year_step(first: int, last: int) -> int:
    """How many years are between those that the axis names: about eight of them."""
    return max((last - first + 7) // 8, 1)


def spread(wanted: Sequence[float], step: float, bottom: float) -> list[float]:
    """Places for words that would stand at these: none nearer than a step to another, all between 0 and the bottom.

    The order from the top down is kept; of words at the same place the first given is the upper.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places: list[float] = []
    for one in order:
        places.append(max(wanted[one], places[-1] + step if places else step / 2))
    limit = bottom + step / 2
    for rank in reversed(range(len(places))):
        places[rank] = min(places[rank], limit)
        limit = places[rank] - step
    return [place for _one, place in sorted(zip(order, places, strict=True))]


def end_words(block: LineChart, line: Line) -> str:
    """What stands at the end of a line: its name and its last value."""
    values = [value for _year, value in line.points if value is not None]
    suffix = f" {block.unit}" if block.unit else ""
    return f"{line.name} {number(values[-1], block.decimals)}{suffix}" if values else line.name
