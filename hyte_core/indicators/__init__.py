"""Indicators as read models, and what they say: verdicts in numbers and in words."""

from hyte_core.indicators.verdict import (
    Against,
    AllGroups,
    Direction,
    Verdict,
    Way,
    all_groups,
    direction_of,
    verdicts,
)
from hyte_core.indicators.view import (
    CARD_TEXTS,
    INDICATOR_TABLES,
    CardView,
    Indicators,
    IndicatorView,
    PointView,
    SeriesView,
    TargetView,
    indicators,
)

__all__ = [
    "CARD_TEXTS",
    "INDICATOR_TABLES",
    "Against",
    "AllGroups",
    "CardView",
    "Direction",
    "IndicatorView",
    "Indicators",
    "PointView",
    "SeriesView",
    "TargetView",
    "Verdict",
    "Way",
    "all_groups",
    "direction_of",
    "indicators",
    "verdicts",
]
