"""The tables: the words of the field as SQLModel classes."""

from hyte_core.model.cooperation import Contact, InterfaceArea, Maturity, Network, NetworkAction
from hyte_core.model.duties import Duty, DutyReport, YearlyEvent
from hyte_core.model.indicators import (
    FollowedIndicator,
    Indicator,
    IndicatorCard,
    Observation,
    Series,
    Target,
)
from hyte_core.model.journal import ChangeSetRow, JournalEntry
from hyte_core.model.meetings import (
    Decision,
    Meeting,
    MeetingItem,
    Participant,
    Presentation,
    Slide,
    Statement,
    YearCard,
)
from hyte_core.model.plans import Action, Assessment, ColumnChoice, FocusArea, Goal, Organisation, Plan
from hyte_core.model.row import TEXT_LIMIT, Row, columns, new_id

#: Every table that a change can touch, by the name that changes and the journal use.
ENTITIES: dict[str, type[Row]] = {
    str(cls.__tablename__): cls
    for cls in (
        Organisation,
        Plan,
        FocusArea,
        Goal,
        Action,
        Assessment,
        Meeting,
        Indicator,
        Series,
        Observation,
        Target,
        FollowedIndicator,
        IndicatorCard,
        InterfaceArea,
        Contact,
        Network,
        NetworkAction,
        Maturity,
        Duty,
        DutyReport,
        YearlyEvent,
        ColumnChoice,
        MeetingItem,
        Decision,
        Participant,
        Statement,
        YearCard,
        Presentation,
        Slide,
    )
}

__all__ = [
    "ENTITIES",
    "TEXT_LIMIT",
    "Action",
    "Assessment",
    "ChangeSetRow",
    "ColumnChoice",
    "Contact",
    "Decision",
    "Duty",
    "DutyReport",
    "FocusArea",
    "FollowedIndicator",
    "Goal",
    "Indicator",
    "IndicatorCard",
    "InterfaceArea",
    "JournalEntry",
    "Maturity",
    "Meeting",
    "MeetingItem",
    "Network",
    "NetworkAction",
    "Observation",
    "Organisation",
    "Participant",
    "Plan",
    "Presentation",
    "Row",
    "Series",
    "Slide",
    "Statement",
    "Target",
    "YearCard",
    "YearlyEvent",
    "columns",
    "new_id",
]
