"""Records: what a source says, in the same shape whether a workbook says it or the database."""

from hyte_core.records.dump import dump, status
from hyte_core.records.kinds import (
    ActionRecord,
    AssessmentRecord,
    GoalRecord,
    MeetingRecord,
    PlanRecord,
    Records,
)

__all__ = [
    "ActionRecord",
    "AssessmentRecord",
    "GoalRecord",
    "MeetingRecord",
    "PlanRecord",
    "Records",
    "dump",
    "status",
]
