"""The forms of a meeting as a whole: calling it, its facts, closing it, opening it again, removing it."""

from typing import Any

import streamlit as st

from hyte_core.changes.meeting_edits import call_meeting, close, edit_meeting, remove_meeting, reopen
from hyte_core.locale import _, ngettext
from hyte_core.meetings import Meetings, MeetingView, meeting_problems
from hyte_core.meetings.checks import FIRST_DAY, LAST_DAY
from hyte_core.meetings.words import kind_word
from hyte_core.ui import session
from hyte_core.ui.markdown import plain
from hyte_core.ui.meetings.dialogs import Dialog, finish, refused


def _usual_title(kind: str) -> str:
    if kind == "negotiation":
        return _("Hyte-neuvottelu {year}").format(year=session.today().year)
    return _("Hyte-ohjausryhmän kokous")


def _fields(meeting: MeetingView | None, kind: str, like: MeetingView | None) -> dict[str, Any]:
    """The form's fields, filled with the meeting's values or the usual ones; gives what the reader made of them."""
    key = f"meeting_{meeting.id if meeting else kind}"
    first, second = st.columns((1, 3))
    day = first.date_input(
        _("Päivä"),
        meeting.held_on if meeting else session.today(),
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="DD.MM.YYYY",
        key=f"{key}_held_on",
    )
    title = second.text_input(
        _("Otsikko"), meeting.title if meeting else _usual_title(kind), key=f"{key}_title"
    )
    attendees = first.number_input(
        _("Osallistujia"),
        min_value=0,
        max_value=1_000_000,
        value=meeting.attendees if meeting else None,
        step=1,
        key=f"{key}_attendees",
    )
    place = second.text_input(_("Paikka"), meeting.place if meeting else "", key=f"{key}_place")
    new: dict[str, Any] = {
        "kind": kind,
        "held_on": day,
        "title": title,
        "attendees": attendees,
        "place": place,
    }
    if kind == "negotiation":
        asked = meeting.questions if meeting else like.questions if like else ()
        text = st.text_area(
            _("Ennakkotehtävän kysymykset, yksi riville"),
            "\n".join(asked),
            height=160,
            key=f"{key}_questions",
        )
        new["questions"] = tuple(line.strip() for line in text.splitlines() if line.strip())
    if meeting is not None:
        new["summary"] = st.text_area(_("Yhteenveto"), meeting.summary, height=120, key=f"{key}_summary")
    return new


def call_form(dialog: Dialog) -> None:
    """A new meeting; a negotiation begins with the questions and the participants of the last one."""
    kinds = ("meeting", "negotiation")
    kind = st.segmented_control(
        _("Laji"), kinds, format_func=kind_word, default="meeting", required=True, key="meeting_kind"
    )
    like = _last_negotiation(dialog.found) if kind == "negotiation" else None
    with st.form("call", border=False, enter_to_submit=False):
        new = _fields(None, kind or "meeting", like)
        if not st.form_submit_button(_("Kutsu kokous koolle"), type="primary"):
            return
    if refused(list(meeting_problems(new))):
        return
    change_set, id_ = call_meeting(dialog.found.organisation_id, new, like)
    finish(dialog, change_set, go={"kokous": id_})


def _last_negotiation(found: Meetings) -> MeetingView | None:
    return next((one for one in found.all if one.is_negotiation), None)


def facts_form(dialog: Dialog) -> None:
    """The meeting's day, title, place, number of participants, questions and summary."""
    meeting = dialog.subject
    assert isinstance(meeting, MeetingView)
    with st.form("facts", border=False, enter_to_submit=False):
        new = _fields(meeting, meeting.kind, None)
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    if not refused(list(meeting_problems(new))):
        finish(dialog, edit_meeting(meeting, new), new)


def close_form(dialog: Dialog) -> None:
    """What closing means, and what is still open in the decisions; the summary of the meeting."""
    meeting = dialog.subject
    assert isinstance(meeting, MeetingView)
    st.markdown(
        _(
            "Päättämisen jälkeen esityslista jää sellaiseksi kuin se oli, ja seuraava kokous vertaa tähän hetkeen. Kokouksen voi avata uudelleen."
        )
    )
    decisions = meeting.decisions
    said = [ngettext("{n} päätös", "{n} päätöstä", len(decisions))]
    nobody = sum(not one.responsible for one in decisions)
    dayless = sum(one.due is None for one in decisions)
    said += [ngettext("{n} ilman vastuutahoa", "{n} ilman vastuutahoa", nobody)] if nobody else []
    said += [ngettext("{n} ilman määräaikaa", "{n} ilman määräaikaa", dayless)] if dayless else []
    st.markdown(f"**{', '.join(said)}**")
    with st.form("close", border=False, enter_to_submit=False):
        summary = st.text_area(
            _("Yhteenveto"),
            meeting.summary,
            placeholder=_("Mihin kokouksessa päädyttiin? Ei pakollinen."),
            height=140,
            key=f"close_{meeting.id}_summary",
        )
        if not st.form_submit_button(_("Päätä kokous"), type="primary", icon=":material/lock:"):
            return
    change_set = close(meeting, session.today(), session.newest_version(), summary)
    finish(dialog, change_set, {"summary": summary}, go={"asia": "", "kirjaa": ""})


def reopen_form(dialog: Dialog) -> None:
    """Asks before a closed meeting is opened again."""
    meeting = dialog.subject
    assert isinstance(meeting, MeetingView)
    st.markdown(
        _(
            "Avattu kokous näyttää taas tämän päivän tilanteen, eikä seuraava kokous vertaa siihen ennen kuin se päätetään uudelleen."
        )
    )
    if st.button(_("Avaa uudelleen"), type="primary", icon=":material/lock_open:", key="reopen_now"):
        finish(dialog, reopen(meeting))


def remove_form(dialog: Dialog) -> None:
    """Says what goes with the meeting before it is removed."""
    meeting = dialog.subject
    assert isinstance(meeting, MeetingView)
    st.markdown(f"**{plain(meeting.title)}**")
    n = len(meeting.decisions)
    lost = [ngettext("{n} päätös", "{n} päätöstä", n)] if n else []
    lost += [_("kirjattu keskustelu")] if any(item.text for item in meeting.items) else []
    if lost:
        st.markdown(_("Samalla poistuvat: {what}.").format(what=", ".join(lost)))
    st.markdown(_("Poiston voi perua muutoslokista."))
    if st.button(_("Poista"), type="primary", icon=":material/delete:", key="remove_now"):
        finish(dialog, remove_meeting(meeting), go={"kokous": "", "asia": ""})
