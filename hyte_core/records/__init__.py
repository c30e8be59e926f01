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
from hyte_core.records.dump import dump, of_kinds, status
from hyte_core.records.from_json import from_json, is_dump
from hyte_core.records.indicators import (
    FollowedIndicatorRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    TargetRecord,
)
from hyte_core.records.kinds import Records
from hyte_core.records.meetings import (
    DecisionRecord,
    MeetingItemRecord,
    MeetingRecord,
    ParticipantRecord,
    PresentationRecord,
    SlideRecord,
    StatementRecord,
    YearCardRecord,
)
from hyte_core.records.of_indicator import indicator_records
from hyte_core.records.plans import (
    ActionRecord,
    AssessmentRecord,
    GoalRecord,
    OrganisationRecord,
    PlanRecord,
)
from hyte_core.records.public import public
from hyte_core.records.selection import for_responsible, responsible_bodies

__all__ = [
    "ActionRecord",
    "AssessmentRecord",
    "ContactRecord",
    "DecisionRecord",
    "DutyRecord",
    "FollowedIndicatorRecord",
    "GoalRecord",
    "IndicatorCardRecord",
    "IndicatorRecord",
    "IndicatorValueRecord",
    "InterfaceAreaRecord",
    "MaturityRecord",
    "MeetingItemRecord",
    "MeetingRecord",
    "NetworkActionRecord",
    "NetworkRecord",
    "OrganisationRecord",
    "ParticipantRecord",
    "PlanRecord",
    "PresentationRecord",
    "Records",
    "SlideRecord",
    "StatementRecord",
    "TargetRecord",
    "YearCardRecord",
    "YearlyEventRecord",
    "dump",
    "for_responsible",
    "from_json",
    "indicator_records",
    "is_dump",
    "of_kinds",
    "public",
    "responsible_bodies",
    "status",
]
