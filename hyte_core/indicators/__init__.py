"""Indicators as read models, and what they say: verdicts in numbers and in words."""

from hyte_core.indicators.verdict import Against, Direction, Verdict, direction_of, verdicts
from hyte_core.indicators.view import (
    CARD_TEXTS,
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
    "Against",
    "CardView",
    "Direction",
    "IndicatorView",
    "Indicators",
    "PointView",
    "SeriesView",
    "TargetView",
    "Verdict",
    "direction_of",
    "indicators",
    "verdicts",
]
