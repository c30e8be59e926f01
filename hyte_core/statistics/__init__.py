"""Limits, comparisons, trends and progress of indicators: pure functions of numbers, without words or database."""

from hyte_core.statistics.benchmark import Comparison, against_benchmark
from hyte_core.statistics.limits import Limits, proportion_limits, rate_limits
from hyte_core.statistics.polarity import Polarity, better
from hyte_core.statistics.small_numbers import suppressed
from hyte_core.statistics.targets import (
    against_direction,
    against_target,
    in_all_groups,
    is_ideal,
    points_light,
    progress,
    share_of_period,
)
from hyte_core.statistics.trend import Marker, Point, Trend, noteworthy_change, recent_trend

__all__ = [
    "Comparison",
    "Limits",
    "Marker",
    "Point",
    "Polarity",
    "Trend",
    "against_benchmark",
    "against_direction",
    "against_target",
    "better",
    "in_all_groups",
    "is_ideal",
    "noteworthy_change",
    "points_light",
    "progress",
    "proportion_limits",
    "rate_limits",
    "recent_trend",
    "share_of_period",
    "suppressed",
]
