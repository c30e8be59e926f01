"""The chair's mode: one topic of the agenda at a time, large enough for a projector, to step through with the arrow keys."""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from hyte_core.changes import ChangeSet
from hyte_core.changes.meeting_edits import write
from hyte_core.locale import _, day, number
from hyte_core.meetings import Agenda, Topic
from hyte_core.meetings.words import compared, nothing, topic_title
from hyte_core.ui import address
from hyte_core.ui.markdown import plain
from hyte_core.ui.meetings.data import may_write
from hyte_core.ui.meetings.rows import decision, here, rows
from hyte_core.ui.meetings.text import autosaved
from hyte_core.ui.style import draw

#: How many rows one view shows: what a laptop's screen of 768 lines has room for in large text.
ROWS = 3


class _Step(NamedTuple):
    """One view of the walk: a topic and a page of its rows, from 1."""

    topic: Topic
    page: int


def show_topic(agenda: Agenda, topic: Topic) -> None:
    """Draw one topic; the address tells which page of it, and whether what is said is being written down."""
    steps = [_Step(one, page) for one in agenda.topics for page in range(1, pages(one) + 1)]
    here_ = steps.index(_Step(topic, _page(topic)))
    _walk(agenda, steps, here_)
    meeting, page = agenda.meeting, steps[here_].page
    may = may_write(meeting)
    writing = bool(address.get("kirjaa")) and may
    with st.container(key="meeting_big"):
        st.title(plain(topic_title(topic, agenda)), anchor=False)
        own = here()
        draw(
            "meeting_topic.html",
            about=compared(agenda.since) if topic.code == "changed" else "",
            rows=rows(agenda, topic, topic.rows[(page - 1) * ROWS : page * ROWS]),
            turns=topic.code == "changed",
            nothing=nothing(topic),
            size=len(topic.rows),
            first=(page - 1) * ROWS + 1,
            last=min(page * ROWS, len(topic.rows)),
            pages=pages(topic),
            may_add=may,
            add_theme=own(avaa="teema:uusi") if topic.code == "themes" else "",
        )
        if writing:
            _discussion(agenda, topic)
        draw(
            "meeting_said.html",
            text="" if writing else topic.text,
            writing=writing,
            may_edit=may,
            toggle=own(kirjaa="" if writing else "1"),
            add=own(avaa="paatos:uusi"),
            decisions=[decision(one, own, agenda) for one in topic.decisions],
        )


def pages(topic: Topic) -> int:
    """How many views a topic's rows take."""
    return max(1, -(-len(topic.rows) // ROWS))


def _page(topic: Topic) -> int:
    """The page that the address names, within what the topic has now."""
    told = address.get("sivu")
    wanted = int(told) if told.isascii() and told.isdecimal() and len(told) < 6 else 1
    return min(max(wanted, 1), pages(topic))


def _go(step: _Step | None) -> None:
    address.put("asia", step.topic.key if step else "")
    address.put("sivu", str(step.page) if step and step.page > 1 else "")


def _walk(agenda: Agenda, steps: list[_Step], at: int) -> None:
    """The meeting, where we are on its agenda, and the buttons to the steps beside."""
    last = at == len(steps) - 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Edellinen"),
            icon=":material/arrow_back:",
            shortcut="Left",
            on_click=_go,
            args=(steps[at - 1],),
            disabled=not at,
        )
        place = agenda.topics.index(steps[at].topic) + 1
        st.markdown(f"**{number(place)} / {number(len(agenda.topics))}**", width="content")
        st.button(
            _("Lopeta") if last else _("Seuraava"),
            icon=":material/check:" if last else ":material/arrow_forward:",
            type="primary",
            shortcut="Right",
            on_click=_go,
            args=(None if last else steps[at + 1],),
        )
        meeting = agenda.meeting
        st.markdown(f"{plain(meeting.title)} · {day(meeting.held_on)}", width="stretch")
        st.button(_("Esityslista"), icon=":material/list:", on_click=_go, args=(None,))


def _discussion(agenda: Agenda, topic: Topic) -> None:
    meeting, item = agenda.meeting, topic.item

    def change(seen: str, typed: str) -> ChangeSet:
        return write(meeting, topic.key, replace(item, text=seen) if item else None, typed)

    autosaved(
        f"{meeting.id}_{topic.key}",
        _("Keskustelu"),
        topic.text,
        change,
        placeholder=_("Mitä asiasta sanottiin?"),
    )
