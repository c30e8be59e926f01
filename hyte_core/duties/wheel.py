"""The yearly cycle as a wheel: twelve months clockwise from the top, events where their days are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hyte_core.duties.cycle import Occurrence

#: The wheel's picture is a square of this many units; from its middle to its rim, to the months' names, to the ring
#: of events and to its hub there are this many.
SIZE = 640
RIM, NAMES, EVENTS, HUB = 316, 274, 246, 92
#: An event's mark is a disc of this radius; marks that would cover each other go inwards, two marks' breadth at a time.
MARK = 22
_STEP = 2 * MARK + 4

Place = tuple[float, float]


@dataclass(frozen=True)
class Sector:
    """A month: the outline of its part of the ring, and where its name stands."""

    month: int
    path: str
    label: Place


@dataclass(frozen=True)
class Mark:
    """An event on the wheel; ``number`` is its place in the list of the year, from one."""

    number: int
    occurrence: Occurrence
    place: Place


@dataclass(frozen=True)
class Wheel:
    """What is drawn, in units of the picture; ``hand`` points to today, None in another year."""

    sectors: tuple[Sector, ...]
    marks: tuple[Mark, ...]
    hand: tuple[Place, Place] | None


def wheel(times: Sequence[Occurrence], year: int, today: date) -> Wheel:
    """The wheel of a year's events (see :func:`hyte_core.duties.year_of`)."""
    sectors = tuple(Sector(month, _sector(month), _at((month - 0.5) / 12, NAMES)) for month in range(1, 13))
    hand = None
    if today.year == year:
        hand = _at(_turn(today), HUB), _at(_turn(today), EVENTS)
    return Wheel(sectors, tuple(_marks(times)), hand)


def _marks(times: Sequence[Occurrence]) -> list[Mark]:
    placed: list[Mark] = []
    for number, one in enumerate(times, start=1):
        taken = [mark.place for mark in placed]
        placed.append(Mark(number, one, _free(_turn(one.due), taken)))
    return placed


def _free(turn: float, taken: list[Place]) -> Place:
    """The outermost place near this angle where no mark is yet; if the month is full, the innermost."""
    place = (0.0, 0.0)
    for back in (0.0, 0.026, 0.052):
        radius = float(EVENTS - MARK)
        while radius >= HUB + MARK:
            place = _at(turn - back, radius)
            if all(math.dist(place, other) >= 2 * MARK for other in taken):
                return place
            radius -= _STEP
    return place


def _turn(day: date) -> float:
    """Where a day is on the wheel, 0-1 from the top; kept off the lines between months, so that a mark is in its own."""
    days = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - date(day.year, day.month, 1)).days
    within = (day.day - 0.5) / days
    return (day.month - 1 + min(max(within, 0.28), 0.72)) / 12


def _at(turn: float, radius: float) -> Place:
    angle = 2 * math.pi * turn
    middle = SIZE / 2
    return round(middle + radius * math.sin(angle), 1), round(middle - radius * math.cos(angle), 1)


def _sector(month: int) -> str:
    first, last = (month - 1) / 12, month / 12
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        _at(first, RIM),
        _at(last, RIM),
        _at(last, HUB),
        _at(first, HUB),
    )
    return f"M{ax} {ay}A{RIM} {RIM} 0 0 1 {bx} {by}L{cx} {cy}A{HUB} {HUB} 0 0 0 {dx} {dy}Z"
