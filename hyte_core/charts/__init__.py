"""Charts: data in, Vega-Lite out."""

from hyte_core.charts.lights import describe_history, light_history_chart

__all__ = ["describe_history", "light_history_chart"]
