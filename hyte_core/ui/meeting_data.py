"""Meetings and their agendas as the pages of this run see them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from hyte_core.cooperation import cooperation
from hyte_core.database import database_url
from hyte_core.duties import duties
from hyte_core.indicators import Direction, Indicators, Verdict
from hyte_core.indicators import indicators as read_indicators
from hyte_core.indicators import verdicts as judge
from hyte_core.meetings import Agenda, Known, Meetings, MeetingView, assessments_written
from hyte_core.meetings import agenda as make
from hyte_core.meetings import meetings as read
from hyte_core.ui import cooperation_data, duty_data, session
from hyte_core.views import PlanView, plan_heads, plan_view


@st.cache_resource(max_entries=32, show_spinner=False)
def _meetings(url: str, organisation_id: str, version: int) -> Meetings:
    with session.engine().connect() as connection:
        found = read(connection, organisation_id)
    assert found is not None
    return found


def meetings(organisation_id: str) -> Meetings:
    """An organisation's meetings in the version that this run shows. Shared between sessions: never changed."""
    return _meetings(database_url(), organisation_id, session.version())


def organisation_of(meeting_id: str) -> str | None:
    """The organisation whose meeting has this id, of those that have plans; None if there is no such meeting."""
    ids = dict.fromkeys(head.organisation_id for head in session.heads())
    return next((one for one in ids if meeting_id in meetings(one).by_id), None)


def agenda(meeting: MeetingView) -> Agenda:
    """A meeting's agenda in the version that this run shows. Shared between sessions: never changed."""
    today = session.today()
    return _agenda(database_url(), meeting.organisation_id, meeting.id, session.version(), today)


@st.cache_resource(max_entries=32, show_spinner=False)
def _agenda(url: str, organisation_id: str, meeting_id: str, version: int, today: date) -> Agenda:
    found = meetings(organisation_id)
    meeting = found.by_id[meeting_id]
    with session.engine().connect() as connection:
        written = assessments_written(connection)
    if meeting.closed_entry is None:
        return make(found, meeting, replace(_now(organisation_id), written=written), today=today)
    then, known = _then(url, organisation_id, meeting.closed_entry)
    return make(then, meeting, replace(known, written=written), today=today)


def _now(organisation_id: str) -> Known:
    """What an agenda is made of today, but who wrote the assessments."""
    heads = (head for head in session.heads() if head.organisation_id == organisation_id)
    plans = tuple(plan for head in heads if (plan := session.plan(head.id)))
    worse, followed = _worse(plans, session.indicators(organisation_id), session.verdicts(organisation_id))
    return Known(
        plans, {}, worse, followed, cooperation_data.cooperation(), duty_data.duties(organisation_id)
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _then(url: str, organisation_id: str, entry: int) -> tuple[Meetings, Known]:
    """The meetings and what an agenda is made of, after an entry of the journal; not who wrote the assessments."""
    with session.past(organisation_id, entry).connect() as connection:
        heads = (head for head in plan_heads(connection) if head.organisation_id == organisation_id)
        plans = tuple(plan for head in heads if (plan := plan_view(connection, head.id)))
        found, indicators = read(connection, organisation_id), read_indicators(connection, organisation_id)
        obliged, together = duties(connection, organisation_id), cooperation(connection)
    assert found is not None and indicators is not None and obliged is not None  # it had a meeting then
    worse, followed = _worse(plans, indicators, {one.id: judge(indicators, one) for one in indicators.all})
    return found, Known(plans, {}, worse, followed, together, obliged)


def _worse(
    plans: Iterable[PlanView], found: Indicators, said: Mapping[str, tuple[Verdict, ...]]
) -> tuple[tuple[Verdict, ...], int]:
    """What the plans' indicators say that goes the wrong way, the most worrying first; and how many are followed."""
    followed = found.of_areas(area.id for plan in plans for area in plan.focus_areas)
    wrong = (v for one in followed for v in said[one.id] if v.direction is Direction.WORSE)
    return tuple(sorted(wrong, key=lambda verdict: verdict.worry, reverse=True)), len(followed)
