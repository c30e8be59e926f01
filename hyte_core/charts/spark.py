"""Small multiples: a series as a drawing of a few lines, light enough that a page shows dozens at once.

The shapes only; the page's template draws them, so that colours follow the theme and texts can be read out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hyte_core.indicators import IndicatorView, PointView, SeriesView

WIDTH, HEIGHT, MARGIN = 240, 72, 7
Place = tuple[int, int]


@dataclass(frozen=True)
class Spark:
    """A drawing of WIDTH x HEIGHT: lines as lists of places, broken at gaps; y grows downwards."""

    own: tuple[tuple[Place, ...], ...]
    #: The lines of the areas compared with, each with its area's name.
    others: tuple[tuple[str, tuple[Place, ...]], ...]
    #: The 95 % limits as closed shapes.
    bands: tuple[tuple[Place, ...], ...]
    target: int | None
    #: Where a value is missing, and why.
    gaps: tuple[tuple[int, str], ...]
    years: tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """The years and values that the drawings of one indicator share, so that its groups can be compared by eye."""

    years: tuple[int, int]
    values: tuple[float, float]

    def x(self, year: int) -> int:
        """The place of a year across."""
        first, last = self.years
        return _between(MARGIN, WIDTH - MARGIN, (year - first) / (last - first) if last > first else 0.5)

    def y(self, value: float) -> int:
        """The place of a value down."""
        low, high = self.values
        return _between(HEIGHT - MARGIN, MARGIN, (value - low) / (high - low) if high > low else 0.5)


def _between(start: float, end: float, share: float) -> int:
    return round(start + (end - start) * share)


def frame_of(indicator: IndicatorView, regions: Iterable[str]) -> Frame | None:
    """What all drawings of an indicator share; None if these areas have no values."""
    wanted = set(regions)
    chosen = [one for one in indicator.series if one.region in wanted]
    points = [point for one in chosen for point in one.points]
    values = [point.value for point in points if point.value is not None]
    if not values:
        return None
    values += [end for point in points for end in indicator.limits(point) or ()]
    values += [t.value for one in chosen for t in one.targets if t.value is not None]
    years = [point.year for point in points]
    return Frame((min(years), max(years)), (min(values), max(values)))


def spark(
    frame: Frame, indicator: IndicatorView, own: SeriesView | None, others: Iterable[SeriesView]
) -> Spark:
    """One group's drawing: the organisation's series, those it is compared with, the target, limits and gaps."""
    mine = _runs(own.points) if own else []
    target = next((t.value for t in own.targets if t.value is not None), None) if own else None
    return Spark(
        own=tuple(_line(frame, run) for run in mine),
        others=tuple((one.region, _line(frame, run)) for one in others for run in _runs(one.points)),
        bands=tuple(_bands(frame, mine, indicator.limits)),
        target=frame.y(target) if target is not None else None,
        gaps=tuple((frame.x(p.year), p.missing_reason) for p in own.points if p.value is None) if own else (),
        years=frame.years,
    )


def _runs(points: Iterable[PointView]) -> list[list[PointView]]:
    """The points in unbroken runs: a point without a value breaks the line."""
    runs: list[list[PointView]] = [[]]
    for point in points:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _line(frame: Frame, run: Iterable[PointView]) -> tuple[Place, ...]:
    return tuple((frame.x(p.year), frame.y(p.value)) for p in run if p.value is not None)


def _bands(
    frame: Frame, runs: Iterable[list[PointView]], limits: Callable[[PointView], tuple[float, float] | None]
) -> Iterator[tuple[Place, ...]]:
    for run in runs:
        for one, other in pairwise(run):
            first, second = limits(one), limits(other)
            if first and second:
                left, right = frame.x(one.year), frame.x(other.year)
                yield (
                    (left, frame.y(first[0])),
                    (left, frame.y(first[1])),
                    (right, frame.y(second[1])),
                    (right, frame.y(second[0])),
                )
