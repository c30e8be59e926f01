"""Statutory duties and the yearly cycle as read models: whose they are, how they were done, what is due next."""

from hyte_core.duties.checks import event_problems, report_problems, web_address
from hyte_core.duties.cycle import Due, Occurrence, due_on, happens_in, next_due, next_time, year_of
from hyte_core.duties.view import (
    DUTY_TABLES,
    Duties,
    DutyView,
    EventView,
    ReportView,
    Section,
    duties,
    party_of,
    sections,
)
from hyte_core.duties.wheel import Wheel, wheel

__all__ = [
    "DUTY_TABLES",
    "Due",
    "Duties",
    "DutyView",
    "EventView",
    "Occurrence",
    "ReportView",
    "Section",
    "Wheel",
    "due_on",
    "duties",
    "event_problems",
    "happens_in",
    "next_due",
    "next_time",
    "party_of",
    "report_problems",
    "sections",
    "web_address",
    "wheel",
    "year_of",
]
