"""Meetings as read models: what was said and decided, and the agenda that the data give."""

from hyte_core.meetings.agenda import (
    Agenda,
    Answers,
    Known,
    Listed,
    Open,
    Since,
    Topic,
    TopicRow,
    agenda,
    compared_with,
)
from hyte_core.meetings.checks import (
    decision_problems,
    meeting_problems,
    participant_problems,
    topic_problems,
)
from hyte_core.meetings.view import (
    MEETING,
    MEETING_TABLES,
    NEGOTIATION,
    DecisionView,
    ItemView,
    Meetings,
    MeetingView,
    ParticipantView,
    meetings,
    organisation_of_meeting,
)
from hyte_core.meetings.written import Written, assessments_of, assessments_written

__all__ = [
    "MEETING",
    "MEETING_TABLES",
    "NEGOTIATION",
    "Agenda",
    "Answers",
    "DecisionView",
    "ItemView",
    "Known",
    "Listed",
    "MeetingView",
    "Meetings",
    "Open",
    "ParticipantView",
    "Since",
    "Topic",
    "TopicRow",
    "Written",
    "agenda",
    "assessments_of",
    "assessments_written",
    "compared_with",
    "decision_problems",
    "meeting_problems",
    "meetings",
    "organisation_of_meeting",
    "participant_problems",
    "topic_problems",
]
