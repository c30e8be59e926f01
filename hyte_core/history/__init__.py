"""The time machine: what the tables held at an earlier moment, read backwards from the journal."""

from hyte_core.history.comparison import Comparison, PlanChange, VerdictChange, compare, compare_verdicts
from hyte_core.history.dated import cooperation_by, duties_by, indicators_by, meetings_by
from hyte_core.history.moments import (
    Moment,
    Origin,
    Origins,
    last_entry,
    origins,
)
from hyte_core.history.past import Past, past
from hyte_core.history.rebuild import rows_after

__all__ = [
    "Comparison",
    "Moment",
    "Origin",
    "Origins",
    "Past",
    "PlanChange",
    "VerdictChange",
    "compare",
    "compare_verdicts",
    "cooperation_by",
    "duties_by",
    "indicators_by",
    "last_entry",
    "meetings_by",
    "origins",
    "past",
    "rows_after",
]
