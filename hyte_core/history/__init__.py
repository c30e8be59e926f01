"""The time machine: what the tables held at an earlier moment, read backwards from the journal."""

from hyte_core.history.comparison import Comparison, PlanChange, VerdictChange, compare, compare_verdicts
from hyte_core.history.dated import cooperation_by, duties_by, indicators_by, meetings_by
from hyte_core.history.moments import (
    MeetingPoint,
    Moment,
    Origin,
    cooperation_begins,
    duties_begin,
    indicators_begin,
    last_entry,
    meeting_points,
    meetings_begin,
    plan_begins,
)
from hyte_core.history.past import Past, past
from hyte_core.history.rebuild import rows_after

__all__ = [
    "Comparison",
    "MeetingPoint",
    "Moment",
    "Origin",
    "Past",
    "PlanChange",
    "VerdictChange",
    "compare",
    "compare_verdicts",
    "cooperation_begins",
    "cooperation_by",
    "duties_begin",
    "duties_by",
    "indicators_begin",
    "indicators_by",
    "last_entry",
    "meeting_points",
    "meetings_begin",
    "meetings_by",
    "past",
    "plan_begins",
    "rows_after",
]
