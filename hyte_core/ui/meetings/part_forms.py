"""The forms of a meeting's parts: decisions, topics of one's own, themes, participants."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from hyte_core.changes.meeting_edits import (
    add_participant,
    add_topic,
    decide,
    edit,
    move_topic,
    remove_part,
    remove_topic,
)
from hyte_core.locale import _
from hyte_core.meetings import (
    DecisionView,
    ItemView,
    MeetingView,
    ParticipantView,
    decision_problems,
    participant_problems,
    topic_problems,
)
from hyte_core.meetings.checks import FIRST_DAY, LAST_DAY
from hyte_core.ui import session
from hyte_core.ui.areas import data as cooperation_data
from hyte_core.ui.markdown import plain
from hyte_core.ui.meetings.dialogs import Dialog, finish, refused


def _meeting(dialog: Dialog) -> MeetingView:
    assert dialog.meeting is not None
    return dialog.meeting


def _day(place: Any, label: str, value: Any, key: str) -> Any:
    return place.date_input(
        label, value, min_value=FIRST_DAY, max_value=LAST_DAY, format="DD.MM.YYYY", key=key
    )


def decision_form(dialog: Dialog) -> None:
    """A new decision under the topic that is open, or an earlier one of the same meeting."""
    seen = dialog.subject if isinstance(dialog.subject, DecisionView) else None
    meeting = _meeting(dialog)
    key = f"decision_{seen.id if seen else 'new'}"
    with st.form("decision", border=False, enter_to_submit=False):
        text = st.text_area(
            _("Päätös"),
            seen.text if seen else "",
            placeholder=_("Mitä päätettiin?"),
            height=120,
            key=f"{key}_text",
        )
        first, second = st.columns((2, 1))
        responsible = first.text_input(
            _("Kuka tekee (nimike tai taho)"),
            seen.responsible if seen else "",
            placeholder=_("esim. hyvinvointikoordinaattori"),
            key=f"{key}_responsible",
        )
        due = _day(second, _("Mihin mennessä"), seen.due if seen else None, f"{key}_due")
        saved = st.form_submit_button(_("Tallenna päätös"), type="primary")
    if not saved:
        _remove_button(dialog, seen)
        return
    new = {"text": text, "responsible": responsible, "due": due}
    if refused(list(decision_problems(new, meeting.held_on))):
        return
    topic = dialog.topic
    under = topic.key if topic else None
    item = topic.item if topic else None
    finish(dialog, edit(seen, new) if seen else decide(meeting, under, item, new), new)


def _remove_button(dialog: Dialog, seen: DecisionView | ParticipantView | None) -> None:
    if seen is not None and st.button(_("Poista"), icon=":material/delete:", key=f"remove_{seen.id}"):
        finish(dialog, remove_part(seen))


def done_form(dialog: Dialog) -> None:
    """A decision is done: when, and what came of it."""
    seen = dialog.subject
    assert isinstance(seen, DecisionView)
    st.markdown(f"**{plain(seen.text)}**")
    key = f"done_{seen.id}"
    with st.form("done", border=False, enter_to_submit=False):
        done_on = _day(st, _("Toteutettu"), seen.done_on or session.today(), f"{key}_done_on")
        outcome = st.text_area(_("Mitä siitä seurasi"), seen.outcome, height=120, key=f"{key}_outcome")
        if not st.form_submit_button(_("Merkitse toteutetuksi"), type="primary", icon=":material/check:"):
            return
    new = {"done_on": done_on, "outcome": outcome}
    held_on = next(m.held_on for m in dialog.found.all if m.id == seen.meeting_id)
    if not refused(list(decision_problems({"text": seen.text, **new}, held_on))):
        finish(dialog, edit(seen, new), new)


def topic_form(dialog: Dialog) -> None:
    """A topic of one's own: its heading and its place among the others."""
    seen = dialog.subject if isinstance(dialog.subject, ItemView) else None
    key = f"topic_{seen.id if seen else 'new'}"
    with st.form("topic", border=False):
        title = st.text_input(_("Asia"), seen.title if seen else "", key=f"{key}_title")
        saved = st.form_submit_button(_("Tallenna"), type="primary")
    _save_topic(dialog, seen, {"title": title}, "own", saved)


def theme_form(dialog: Dialog) -> None:
    """A theme that was agreed on: its heading and its points."""
    seen = dialog.subject if isinstance(dialog.subject, ItemView) else None
    key = f"theme_{seen.id if seen else 'new'}"
    with st.form("theme", border=False, enter_to_submit=False):
        title = st.text_input(_("Teema"), seen.title if seen else "", key=f"{key}_title")
        text = st.text_area(
            _("Teeman kohdat, yksi riville"), seen.text if seen else "", height=180, key=f"{key}_text"
        )
        saved = st.form_submit_button(_("Tallenna"), type="primary")
    _save_topic(dialog, seen, {"title": title, "text": text}, "theme", saved)


def _save_topic(
    dialog: Dialog, seen: ItemView | None, new: Mapping[str, Any], topic: str, saved: bool
) -> None:
    """Save the form, or move or remove what it is about."""
    meeting = _meeting(dialog)
    if saved:
        made = edit(seen, new) if seen else add_topic(meeting, new, topic)[0]
        if not refused(list(topic_problems(new))):
            finish(dialog, made, new)
        return
    fresh = meeting.by_id.get(seen.id) if seen else None
    if seen is None or not isinstance(fresh, ItemView):
        return
    with st.container(horizontal=True):
        for steps, word, icon in (
            (-1, _("Siirrä ylöspäin"), ":material/arrow_upward:"),
            (1, _("Siirrä alaspäin"), ":material/arrow_downward:"),
        ):
            moved = move_topic(meeting, fresh, steps)
            if st.button(word, icon=icon, key=f"move_{steps}", disabled=not moved):
                finish(dialog, moved)
        if st.button(_("Poista"), icon=":material/delete:", key="remove_topic"):
            finish(dialog, remove_topic(meeting, seen))


def outcome_form(dialog: Dialog) -> None:
    """What came of a theme by the next negotiation."""
    seen = dialog.subject
    assert isinstance(seen, ItemView)
    st.markdown("\n\n".join((f"**{plain(seen.title)}**", *(f"- {plain(one)}" for one in seen.points))))
    with st.form("outcome", border=False, enter_to_submit=False):
        outcome = st.text_area(
            _("Mitä siitä seurasi"), seen.outcome, height=180, key=f"outcome_{seen.id}_outcome"
        )
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    new = {"outcome": outcome}
    finish(dialog, edit(seen, new), new)


def participant_form(dialog: Dialog) -> None:
    """An organisation that takes part: the roles that come, and its answers to the questions."""
    seen = dialog.subject if isinstance(dialog.subject, ParticipantView) else None
    meeting = _meeting(dialog)
    key = f"participant_{seen.id if seen else 'new'}"
    with st.form("participant", border=False, enter_to_submit=False):
        known = sorted(one.name for one in cooperation_data.cooperation().organisations if not one.invented)
        own = [seen.organisation] if seen and seen.organisation not in known else []
        name = st.selectbox(
            _("Organisaatio"),
            [*own, *known],
            [*own, *known].index(seen.organisation) if seen else None,
            accept_new_options=True,
            placeholder=_("Valitse tai kirjoita uusi"),
            key=f"{key}_organisation",
        )
        roles = st.text_input(
            _("Osallistujien nimikkeet"),
            seen.roles if seen else "",
            placeholder=_("esim. hyvinvointijohtaja, suunnittelija"),
            key=f"{key}_roles",
        )
        answers = dict(seen.answers) if seen else {}
        for place, question in enumerate(meeting.asked):
            answers[question] = st.text_area(
                plain(question), answers.get(question, ""), height=110, key=f"{key}_answer_{place}"
            )
        saved = st.form_submit_button(_("Tallenna"), type="primary")
    if not saved:
        _remove_button(dialog, seen)
        return
    new = {"organisation": name or "", "roles": roles, "answers": answers}
    others = (one.organisation for one in meeting.participants if seen is None or one.id != seen.id)
    if not refused(list(participant_problems(new, others))):
        finish(dialog, edit(seen, new) if seen else add_participant(meeting, new), new)
