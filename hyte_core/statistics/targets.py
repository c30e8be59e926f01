"""Values against their targets, and how far the way has come."""

from collections.abc import Iterable
from typing import Literal

from hyte_core.statistics.limits import Limits
from hyte_core.statistics.polarity import Polarity, better, known

#: A verdict as the tables store a light.
Verdict = Literal["green", "yellow", "red"]

#: TEAviisari's points from which a value is green, and from which it is yellow.
GREEN_FROM, YELLOW_FROM = 75, 25


def against_target(
    value: float | None, target: float | None, polarity: str, limits: Limits | None = None
) -> Verdict | None:
    """Whether a value reaches its target, as a light.

    Without both limits: green when the value reaches the target, else red. With them yellow as well, when the
    limits leave it open. None without value or target, and where nothing is judged.
    Raises ValueError for a polarity that is not one. Source: Fingertips (OHID), target comparison.
    """
    polarity = Polarity(polarity)
    if not (known(value) and known(target)) or polarity is Polarity.NONE:
        return None
    high_is_good = polarity is Polarity.HIGHER
    if limits is None or not all(map(known, limits)):
        reached = value >= target if high_is_good else value <= target
        return "green" if reached else "red"
    lower, upper = limits
    if lower >= target:
        return "green" if high_is_good else "red"
    if upper < target:
        return "red" if high_is_good else "green"
    return "yellow"


def points_light(points: float | None) -> Verdict | None:
    """The light of TEAviisari's points (0-100): green from 75, yellow from 25, else red. None when missing."""
    if not known(points):
        return None
    if points >= GREEN_FROM:
        return "green"
    return "yellow" if points >= YELLOW_FROM else "red"


def against_direction(
    baseline: float | None, value: float | None, direction: str | None, polarity: str
) -> bool | None:
    """Whether a target such as "decreases" holds: judged by the change from the baseline to the value.

    direction: "increase", "decrease", or "improve", which asks the polarity. No change does not hold. None when
    something is missing, and for "improve" where nothing is judged. Raises ValueError for another direction or polarity.
    """
    polarity = Polarity(polarity)
    if direction not in ("increase", "decrease", "improve", "", None):
        raise ValueError(f"{direction!r} is not a direction")
    if not (known(baseline) and known(value) and direction):
        return None
    if direction == "improve":
        if polarity is Polarity.NONE:
            return None
        return value != baseline and bool(better(value > baseline, polarity))
    return value > baseline if direction == "increase" else value < baseline


def in_all_groups(results: Iterable[bool | None]) -> bool | None:
    """Whether a target holds in all groups: only if it holds in each.

    False when one group fails; else None when one cannot be told, or there are no groups.
    """
    found = list(results)
    if False in found:
        return False
    return None if None in found or not found else True


def progress(baseline: float | None, value: float | None, target: float | None) -> float | None:
    """How much of the way from the baseline to the target is done: 0 at the baseline, 1 at the target.

    Negative when the value has moved away, over 1 past the target. None when something is missing, and when
    the target is the baseline itself.
    """
    if not (known(baseline) and known(value) and known(target)) or target == baseline:
        return None
    return (value - baseline) / (target - baseline)


def share_of_period(baseline_year: int | None, target_year: int | None, year: int | None) -> float | None:
    """How much of the time from the baseline's year to the target's has passed in a year, from 0 to 1.

    None when a year is missing, or the target's year is not after the baseline's.
    """
    if baseline_year is None or target_year is None or year is None or target_year <= baseline_year:
        return None
    return min(1.0, max(0.0, (year - baseline_year) / (target_year - baseline_year)))


def is_ideal(target: float | None, unit: str) -> bool:
    """Whether a target is an ideal, 0 % or 100 %: its progress is said in words, it is no bar that all fail."""
    return unit.strip() == "%" and target in (0, 100)
