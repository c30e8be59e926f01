"""A meeting's own page: its facts, the agenda to open item by item, who takes part, what was decided, the minutes."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from hyte_core.cooperation import Cooperation
from hyte_core.excel import pretask_bundle
from hyte_core.locale import _, day, language, speaking
from hyte_core.meetings import Agenda, MeetingView, Topic
from hyte_core.meetings.words import compared, kind_word, state_word, topic_title
from hyte_core.records import MeetingRecord, ParticipantRecord
from hyte_core.reports.minutes import minutes
from hyte_core.ui import address, session
from hyte_core.ui.areas import data as cooperation_data
from hyte_core.ui.markdown import plain
from hyte_core.ui.meetings.data import may_write
from hyte_core.ui.meetings.rows import assessed, decision, here
from hyte_core.ui.moments import pick_moment
from hyte_core.ui.side_by_side import comparison_link
from hyte_core.ui.style import draw
from hyte_core.views import PlanView


def show_front(organisation: str, agenda: Agenda, plan: PlanView) -> None:
    """Draw the meeting's page; ``plan`` as it is now gives the moments at which it can be looked at."""
    meeting = agenda.meeting
    heading, moments = st.columns((3, 1))
    pick_moment(plan, moments)
    with heading:
        _heading(organisation, meeting)
    _tools(agenda, organisation)
    own = here()
    draw(
        "meeting.html",
        meeting=meeting,
        compared=compared(agenda.since),
        comparison=_comparison(agenda),
        topics=[_line(agenda, topic) for topic in agenda.topics],
        decisions=[decision(one, own, agenda) for one in meeting.decisions],
        assessed=[assessed(one) for one in agenda.assessed],
        own=own,
        may_edit=may_write(meeting),
    )


def _heading(organisation: str, meeting: MeetingView) -> None:
    st.button(
        _("Kaikki kokoukset"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=address.put,
        args=("kokous", ""),
    )
    st.title(plain(meeting.title), anchor=False)
    about = (
        organisation,
        kind_word(meeting.kind),
        day(meeting.held_on),
        meeting.place,
        state_word(meeting),
    )
    st.markdown(" · ".join(plain(part) for part in about if part))


def _comparison(agenda: Agenda) -> str:
    """The address where the plan stands side by side as it was at the last meeting and as it is on this agenda."""
    moments = {"vertaa": agenda.since.day.isoformat()}
    if not agenda.meeting.is_open:
        moments |= {"paiva": agenda.meeting.id, "vuosi": ""}
    return comparison_link(**moments)


def _line(agenda: Agenda, topic: Topic) -> dict[str, Any]:
    own = here()
    may = may_write(agenda.meeting) and topic.code == "own"
    return {
        "title": topic_title(topic, agenda),
        "href": own(asia=topic.key, sivu=""),
        "size": len(topic.rows) if topic.code != "own" else None,
        "said": bool(topic.text),
        "decisions": len(topic.decisions),
        "edit": own(avaa=f"asia:{topic.key}") if may else "",
    }


def _tools(agenda: Agenda, organisation: str) -> None:
    meeting = agenda.meeting
    with st.container(horizontal=True, vertical_alignment="center"):
        if agenda.topics:
            st.button(
                _("Käy läpi esityslista"),
                type="primary" if meeting.is_open else "secondary",
                icon=":material/slideshow:",
                on_click=address.put,
                args=("asia", agenda.topics[0].key),
            )
        st.download_button(
            _("Pöytäkirjan luonnos (.docx)") if meeting.is_open else _("Pöytäkirja (.docx)"),
            partial(_minutes, agenda, organisation, language(), cooperation_data.later()),
            file_name=f"{_('Pöytäkirja')} {meeting.held_on.isoformat()} {meeting.title}"[:100] + ".docx",
            icon=":material/download:",
            type="secondary" if meeting.is_open else "primary",
            on_click="ignore",
        )
        if meeting.is_open and meeting.questions and meeting.participants and session.moment() is None:
            st.download_button(
                _("Ennakkotehtävät (.zip)"),
                partial(_pretasks, meeting, organisation, language()),
                file_name=_("Ennakkotehtävät {day}.zip").format(day=meeting.held_on.isoformat()),
                icon=":material/quiz:",
                help=_("Jokaiselle osallistujalle oma työkirja. Vastatut työkirjat tuodaan sivulla Tuonti."),
                on_click="ignore",
            )
        if session.may_edit():
            _editing(meeting)


def _minutes(agenda: Agenda, organisation: str, code: str, together: Callable[[], Cooperation]) -> bytes:
    """Made when somebody asks for them; no page reads all contacts for them."""
    return minutes(agenda, organisation, code, together().people)


def _editing(meeting: MeetingView) -> None:
    if meeting.is_open:
        _opens(_("Päätä kokous"), ":material/lock:", "paata")
        _opens(_("Muokkaa tietoja"), ":material/edit:", "tiedot")
    else:
        _opens(_("Avaa uudelleen"), ":material/lock_open:", "avaa")
    _opens(_("Poista kokous"), ":material/delete:", "poista")


def _opens(word: str, icon: str, dialog: str) -> None:
    st.button(word, icon=icon, on_click=address.put, args=("avaa", dialog), key=f"open_{dialog}")


def _pretasks(meeting: MeetingView, organisation: str, code: str) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    asked = MeetingRecord(organisation, meeting.held_on, meeting.title, questions=meeting.questions)
    answers = [
        ParticipantRecord(
            organisation=organisation,
            held_on=meeting.held_on,
            meeting=meeting.title,
            participant=one.organisation,
            roles=one.roles,
            answers=one.answers,
        )
        for one in meeting.participants
    ]
    with speaking(code):
        return pretask_bundle(asked, answers)
