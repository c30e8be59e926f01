"""Meetings in a test's database: to hold one, to decide something at it, to read its agenda."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, select
from trees import NOW, ORGANISATION, action, save

from hyte_core.changes import Change, version
from hyte_core.changes.meeting_edits import close
from hyte_core.cooperation import cooperation
from hyte_core.duties import duties
from hyte_core.history import past
from hyte_core.indicators import indicators
from hyte_core.meetings import (
    Agenda,
    Known,
    Meetings,
    MeetingView,
    Written,
    agenda,
    assessments_written,
    meetings,
)
from hyte_core.model import Assessment, Decision, JournalEntry, Meeting, Organisation
from hyte_core.views import PlanView, plan_heads, plan_view

TODAY = date(2026, 11, 22)


def organisation_id(engine: Engine, name: str = ORGANISATION) -> str:
    """The id of the organisation with this name."""
    with engine.connect() as connection:
        found = [row.id for row in connection.execute(Organisation.__table__.select()) if row.name == name]
    return str(found[0])


def read(engine: Engine) -> Meetings:
    """All meetings of the usual organisation."""
    with engine.connect() as connection:
        found = meetings(connection, organisation_id(engine))
    assert found is not None
    return found


def meeting_named(engine: Engine, title: str) -> MeetingView:
    """The only meeting with this title."""
    (found,) = [one for one in read(engine).all if one.title == title]
    return found


def hold(
    engine: Engine,
    plan: PlanView,
    title: str,
    held_on: date,
    *,
    closed: bool = False,
    now: datetime = NOW,
    **fields: Any,
) -> MeetingView:
    """A meeting of the plan's organisation, called at a moment (UTC); closed on its day if so asked."""
    row = Meeting(organisation_id=plan.organisation_id, held_on=held_on, title=title, **fields)
    outcome = save(engine, Change.adding(row), now=now)
    assert outcome.done, outcome
    if closed:
        made = close(meeting_named(engine, title), held_on, version(engine), "")
        assert save(engine, *made.changes).done
    return meeting_named(engine, title)


def decide_at(engine: Engine, title: str, text: str, **fields: Any) -> None:
    """A decision of the meeting with this title."""
    row = Decision(meeting_id=meeting_named(engine, title).id, text=text, **fields)
    assert save(engine, Change.adding(row)).done


def reassess(
    engine: Engine, name: str, light: str | None, day: date, *, note: str = "", author: str = "Koordinaattori"
) -> None:
    """A new assessment of the only action with this name."""
    one = action(engine, name)
    row = Assessment(action_id=one.id, number=one.next_number, assessed_on=day, light=light, note=note)
    assert save(engine, Change.adding(row), author=author).done


def agenda_of(engine: Engine, title: str, *, today: date = TODAY) -> Agenda:
    """The agenda of the meeting with this title; no indicators are followed."""
    meeting = meeting_named(engine, title)
    with engine.connect() as connection:
        every = connection.scalars(select(JournalEntry.entity_id).where(JournalEntry.entity == "assessment"))
        written = assessments_written(connection, every)
    if meeting.closed_entry is None:
        with engine.connect() as connection:
            return _agenda(connection, meeting, written, today)
    with past(engine, meeting.closed_entry).connect() as connection:
        return _agenda(connection, meeting, written, today)


def _agenda(connection: Connection, meeting: MeetingView, written: dict[str, Written], today: date) -> Agenda:
    own = meeting.organisation_id
    found, obliged = meetings(connection, own), duties(connection, own)
    assert found is not None and obliged is not None
    heads = [head for head in plan_heads(connection) if head.organisation_id == own]
    plans = tuple(plan for head in heads if (plan := plan_view(connection, head.id)))
    measured = indicators(connection, own)
    assert measured is not None
    known = Known(plans, written, measured, (), 0, cooperation(connection), obliged)
    return agenda(found, meeting, known, today=today)


def listed(found: Agenda, code: str) -> list[str]:
    """The names of the actions that a topic lists."""
    topic = found.topic(code)
    assert topic is not None, f"no topic {code}"
    return [row.action.name for row in topic.rows]


def codes(found: Agenda) -> list[str]:
    """What kinds of topics the agenda has, in order."""
    return [topic.code for topic in found.topics]
