"""The tables: the words of the field as SQLModel classes."""

from hyte_core.model.journal import ChangeSetRow, JournalEntry
from hyte_core.model.tables import (
    TEXT_LIMIT,
    Action,
    Assessment,
    Contact,
    Duty,
    DutyReport,
    FocusArea,
    Goal,
    Indicator,
    InterfaceArea,
    Maturity,
    Meeting,
    Network,
    Observation,
    Organisation,
    Plan,
    Row,
    Series,
    Target,
    columns,
    new_id,
)

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
        InterfaceArea,
        Contact,
        Network,
        Maturity,
        Duty,
        DutyReport,
    )
}

__all__ = [
    "ENTITIES",
    "TEXT_LIMIT",
    "Action",
    "Assessment",
    "ChangeSetRow",
    "Contact",
    "Duty",
    "DutyReport",
    "FocusArea",
    "Goal",
    "Indicator",
    "InterfaceArea",
    "JournalEntry",
    "Maturity",
    "Meeting",
    "Network",
    "Observation",
    "Organisation",
    "Plan",
    "Row",
    "Series",
    "Target",
    "columns",
    "new_id",
]
