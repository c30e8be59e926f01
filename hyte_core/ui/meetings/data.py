"""Meetings and their agendas as the pages of this run see them: now, or at the moment that it shows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from hyte_core.cooperation import COOPERATION_TABLES, cooperation
from hyte_core.database import database_url
from hyte_core.duties import DUTY_TABLES, duties
from hyte_core.history import Moment, meetings_by
from hyte_core.indicators import INDICATOR_TABLES, Direction, Indicators, Verdict
from hyte_core.indicators import indicators as read_indicators
from hyte_core.indicators import verdicts as judge
from hyte_core.meetings import (
    MEETING_TABLES,
    Agenda,
    Known,
    Meetings,
    MeetingView,
    assessments_of,
    assessments_written,
    organisation_of_meeting,
)
from hyte_core.meetings import agenda as make
from hyte_core.meetings import meetings as read
from hyte_core.ui import past_data, plan_data, session
from hyte_core.ui.areas import data as cooperation_data
from hyte_core.ui.duties import data as duty_data
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.remembering import remembered
from hyte_core.views import PLAN_TABLES, PlanView, plan_heads, plan_view

#: What an agenda is made from: the work, what follows it, who answers for what, and what was said before.
_OWN_TABLES = (*PLAN_TABLES, *INDICATOR_TABLES, *DUTY_TABLES)
_SHARED_TABLES = (*COOPERATION_TABLES, *MEETING_TABLES)


@remembered(32)
def _meetings(url: str, organisation_id: str, version: int) -> Meetings:
    with session.engine().connect() as connection:
        found = read(connection, organisation_id)
    assert found is not None
    return found


@remembered(16)
def _past_meetings(url: str, organisation_id: str, entry: int, until: date | None) -> Meetings:
    with past_data.past(organisation_id, entry).connect() as connection:
        found = read(connection, organisation_id)
    if found is None:  # the organisation had not come in yet
        return Meetings(organisation_id, "", ())
    return meetings_by(found, until) if until else found


def meetings(organisation_id: str) -> Meetings:
    """An organisation's meetings in the version or at the moment that this run shows. Shared between sessions: never changed.

    Of a moment before the journal begins: those held by then, as they are oldest known. A meeting whose end is the moment
    is closed: the entry is the last one before it was.
    """
    at = session.moment()
    if at is None:
        return _now(organisation_id)
    origin = past_data.meetings_origin(organisation_id)
    until = at.on if at.is_before(origin) else None
    found = _past_meetings(database_url(), organisation_id, at.entry_of(origin), until)
    ended = _now(organisation_id).by_id.get(at.meeting.id) if at.meeting else None
    return _ended(found, ended) if ended else found


def _now(organisation_id: str) -> Meetings:
    return _meetings(database_url(), organisation_id, session.version_of(*MEETING_TABLES))


def _ended(then: Meetings, ended: MeetingView) -> Meetings:
    """The meetings of a moment, that which ended at it as it was closed."""

    def closed(one: MeetingView) -> MeetingView:
        on, entry, summary = ended.closed_on, ended.closed_entry, ended.summary
        return replace(one, closed_on=on, closed_entry=entry, summary=summary)

    return replace(then, all=tuple(closed(one) if one.id == ended.id else one for one in then.all))


def may_write(meeting: MeetingView) -> bool:
    """True if the reader may write at the meeting: it is open, they have the right, and they look at the present."""
    return meeting.is_open and session.may_edit()


def organisation_of(meeting_id: str) -> str | None:
    """The organisation whose meeting has this id, of those that have plans; None if there is no such meeting."""
    found = _organisation_of(database_url(), meeting_id, session.version_of("meeting"))
    return found if any(head.organisation_id == found for head in plan_data.heads()) else None


@remembered(64)
def _organisation_of(url: str, meeting_id: str, version: int) -> str | None:
    with session.engine().connect() as connection:
        return organisation_of_meeting(connection, meeting_id)


def agenda(meeting: MeetingView) -> Agenda:
    """A meeting's agenda in the version or at the moment that this run shows. Shared between sessions: never changed.

    An open meeting's is of that day, a closed one's as it is kept.
    """
    at, on = session.moment(), session.shown_day()
    own = session.version_of(*_OWN_TABLES, organisation=meeting.organisation_id)
    version = max(own, session.version_of(*_SHARED_TABLES))
    return _agenda(database_url(), meeting.organisation_id, meeting.id, version, on, at)


@remembered(32)
def _agenda(
    url: str, organisation_id: str, meeting_id: str, version: int, on: date, at: Moment | None
) -> Agenda:
    found = meetings(organisation_id)
    meeting = found.by_id[meeting_id]
    if meeting.closed_entry is None:
        then, known = found, _known(organisation_id, at)
    else:
        then, known = _then(url, organisation_id, meeting.closed_entry)
    with session.engine().connect() as connection:
        written = assessments_written(connection, assessments_of(known.plans))
    return make(then, meeting, replace(known, written=written), today=on)


def _known(organisation_id: str, at: Moment | None) -> Known:
    """What an agenda is made of at the moment that this run shows, but who wrote the assessments."""
    heads = (head for head in plan_data.heads() if head.organisation_id == organisation_id)
    plans = tuple(plan for head in heads if (plan := plan_data.plan(head.id, at)))
    said = indicator_data.verdicts(organisation_id, at=at)
    found = indicator_data.indicators(organisation_id, at)
    worse, followed = _worse(plans, found, said)
    together, obliged = cooperation_data.cooperation(), duty_data.duties(organisation_id)
    return Known(plans, {}, found, worse, followed, together, obliged)


@remembered(16)
def _then(url: str, organisation_id: str, entry: int) -> tuple[Meetings, Known]:
    """The meetings and what an agenda is made of, after an entry of the journal; not who wrote the assessments."""
    with past_data.past(organisation_id, entry).connect() as connection:
        heads = (head for head in plan_heads(connection) if head.organisation_id == organisation_id)
        plans = tuple(plan for head in heads if (plan := plan_view(connection, head.id)))
        found, indicators = read(connection, organisation_id), read_indicators(connection, organisation_id)
        obliged, together = duties(connection, organisation_id), cooperation(connection)
    assert found is not None and indicators is not None and obliged is not None  # it had a meeting then
    worse, followed = _worse(plans, indicators, {one.id: judge(indicators, one) for one in indicators.all})
    return found, Known(plans, {}, indicators, worse, followed, together, obliged)


def _worse(
    plans: Iterable[PlanView], found: Indicators, said: Mapping[str, tuple[Verdict, ...]]
) -> tuple[tuple[Verdict, ...], int]:
    """What the plans' indicators say that goes the wrong way, the most worrying first; and how many are followed."""
    followed = found.of_areas(area.id for plan in plans for area in plan.focus_areas)
    wrong = (v for one in followed for v in said[one.id] if v.direction is Direction.WORSE)
    return tuple(sorted(wrong, key=lambda verdict: verdict.worry, reverse=True)), len(followed)
