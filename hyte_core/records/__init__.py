"""Records: what a source says, in the same shape whether a workbook says it or the database."""

from hyte_core.records.dump import dump, status
from hyte_core.records.kinds import (
    ActionRecord,
    AssessmentRecord,
    ContactRecord,
    DutyRecord,
    FollowedIndicatorRecord,
    GoalRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    InterfaceAreaRecord,
    MaturityRecord,
    MeetingRecord,
    NetworkRecord,
    OrganisationRecord,
    PlanRecord,
    Records,
    TargetRecord,
    YearlyEventRecord,
)
from hyte_core.records.selection import for_responsible, responsible_bodies

__all__ = [
    "ActionRecord",
    "AssessmentRecord",
    "ContactRecord",
    "DutyRecord",
    "FollowedIndicatorRecord",
    "GoalRecord",
    "IndicatorCardRecord",
    "IndicatorRecord",
    "IndicatorValueRecord",
    "InterfaceAreaRecord",
    "MaturityRecord",
    "MeetingRecord",
    "NetworkRecord",
    "OrganisationRecord",
    "PlanRecord",
    "Records",
    "TargetRecord",
    "YearlyEventRecord",
    "dump",
    "for_responsible",
    "responsible_bodies",
    "status",
]
