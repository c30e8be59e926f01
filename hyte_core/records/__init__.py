"""Records: what a source says, in the same shape whether a workbook says it or the database."""

from hyte_core.records.dump import dump, status
from hyte_core.records.kinds import (
    ActionRecord,
    AssessmentRecord,
    ContactRecord,
    GoalRecord,
    IndicatorValueRecord,
    MeetingRecord,
    NetworkRecord,
    PlanRecord,
    Records,
    TargetRecord,
)

__all__ = [
    "ActionRecord",
    "AssessmentRecord",
    "ContactRecord",
    "GoalRecord",
    "IndicatorValueRecord",
    "MeetingRecord",
    "NetworkRecord",
    "PlanRecord",
    "Records",
    "TargetRecord",
    "dump",
    "status",
]
