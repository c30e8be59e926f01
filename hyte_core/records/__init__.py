"""Records: what a source says, in the same shape whether a workbook says it or the database."""

from hyte_core.records.cooperation import (
    ContactRecord,
    DutyRecord,
    InterfaceAreaRecord,
    MaturityRecord,
    NetworkActionRecord,
    NetworkRecord,
    YearlyEventRecord,
)
from hyte_core.records.dump import dump, status
from hyte_core.records.indicators import (
    FollowedIndicatorRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    TargetRecord,
)
from hyte_core.records.kinds import Records
from hyte_core.records.of_indicator import indicator_records
from hyte_core.records.plans import (
    ActionRecord,
    AssessmentRecord,
    GoalRecord,
    MeetingRecord,
    OrganisationRecord,
    PlanRecord,
)
from hyte_core.records.public import public
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
    "NetworkActionRecord",
    "NetworkRecord",
    "OrganisationRecord",
    "PlanRecord",
    "Records",
    "TargetRecord",
    "YearlyEventRecord",
    "dump",
    "for_responsible",
    "indicator_records",
    "public",
    "responsible_bodies",
    "status",
]
