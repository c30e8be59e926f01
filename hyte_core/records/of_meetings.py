"""The records of meetings, of what is written at them, and of texts, cards and presentations, as queries."""

from sqlalchemy import select

from hyte_core.model import (
    Decision,
    Meeting,
    MeetingItem,
    Organisation,
    Participant,
    Plan,
    Presentation,
    Slide,
    Statement,
    YearCard,
    columns,
)
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
from hyte_core.records.queries import Kind, name_or_nothing, named

_MEETING = (
    named(Organisation, "organisation"),
    *columns(Meeting, "held_on"),
    named(Meeting, "meeting", "title"),
)
_MEETING_ORDER = (*columns(Organisation, "name"), *columns(Meeting, "held_on", "title", "id"))
_PLAN = (named(Organisation, "organisation"), named(Plan, "plan"))
_PLAN_ORDER = (*columns(Organisation, "name"), *columns(Plan, "name"))
_COUNTY = columns(Organisation, "id")[0].table.alias("county")

#: By their names in :class:`hyte_core.records.Records`.
KINDS_OF_MEETINGS: dict[str, Kind] = {
    "meetings": Kind(
        MeetingRecord,
        select(
            named(Organisation, "organisation"),
            *columns(Meeting, "held_on", "title", "kind", "place", "attendees", "questions", "summary"),
            *columns(Meeting, "closed_on"),
        )
        .select_from(Meeting)
        .join(Organisation)
        .order_by(*_MEETING_ORDER),
        lists=("questions",),
    ),
    "meeting_items": Kind(
        MeetingItemRecord,
        select(*_MEETING, *columns(MeetingItem, "topic", "title", "text", "outcome"))
        .select_from(MeetingItem)
        .join(Meeting)
        .join(Organisation)
        .order_by(*_MEETING_ORDER, *columns(MeetingItem, "position", "topic", "title", "text", "outcome")),
    ),
    "decisions": Kind(
        DecisionRecord,
        select(
            *_MEETING,
            *columns(Decision, "text"),
            name_or_nothing(MeetingItem, "topic", "topic"),
            name_or_nothing(MeetingItem, "item", "title"),
            *columns(Decision, "responsible", "due", "done_on", "outcome"),
        )
        .select_from(Decision)
        .join(Meeting)
        .join(Organisation)
        .join(MeetingItem, columns(Decision, "item_id")[0] == columns(MeetingItem, "id")[0], isouter=True)
        .order_by(*_MEETING_ORDER, *columns(Decision, "position", "text", "responsible", "due", "done_on")),
    ),
    "participants": Kind(
        ParticipantRecord,
        select(
            *_MEETING,
            named(Participant, "participant", "organisation"),
            *columns(Participant, "roles", "answers"),
        )
        .select_from(Participant)
        .join(Meeting)
        .join(Organisation)
        .order_by(*_MEETING_ORDER, *columns(Participant, "position", "organisation")),
        texts=("answers",),
    ),
    "statements": Kind(
        StatementRecord,
        select(*_PLAN, *columns(Statement, "kind", "year", "text", "language"))
        .select_from(Statement)
        .join(Plan)
        .join(Organisation)
        .order_by(*_PLAN_ORDER, *columns(Statement, "year", "kind", "language", "position", "text")),
    ),
    "year_cards": Kind(
        YearCardRecord,
        select(
            _COUNTY.c.name.label("county"),
            named(Organisation, "organisation"),
            *columns(YearCard, "year", "state", "structures", "measures", "summary"),
            *columns(YearCard, "answered_by", "answered_on"),
        )
        .select_from(YearCard)
        .join(_COUNTY, columns(YearCard, "county_id")[0] == _COUNTY.c.id)
        .join(Organisation, columns(YearCard, "organisation_id")[0] == columns(Organisation, "id")[0])
        .order_by(_COUNTY.c.name, *columns(YearCard, "year"), *columns(Organisation, "name")),
    ),
    "presentations": Kind(
        PresentationRecord,
        select(*_PLAN, named(Presentation, "presentation"))
        .select_from(Presentation)
        .join(Plan)
        .join(Organisation)
        .order_by(*_PLAN_ORDER, *columns(Presentation, "name")),
    ),
    "slides": Kind(
        SlideRecord,
        select(
            *_PLAN, named(Presentation, "presentation"), *columns(Slide, "kind", "subject", "title", "text")
        )
        .select_from(Slide)
        .join(Presentation)
        .join(Plan)
        .join(Organisation)
        .order_by(
            *_PLAN_ORDER,
            *columns(Presentation, "name"),
            *columns(Slide, "position", "kind", "subject", "title", "text"),
        ),
    ),
}
#: Of these the ones that are a plan's own; the others are of an organisation's meetings, or a county's.
OF_PLANS = frozenset(["statements", "presentations", "slides"])
OF_MEETINGS = frozenset(["meetings", "meeting_items", "decisions", "participants"])
