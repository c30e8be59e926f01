"""The dialogs of meetings: which one the address asks for, and how what is written in it is saved.

As the dialogs of an action: what is saved is compared against what the reader saw when the dialog opened, and a
refused form stays as it was filled in. The address has one parameter for them all, ``avaa``: what, and whose id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from hyte_core.changes import ChangeSet, Outcome
from hyte_core.changes.meeting_edits import rebased
from hyte_core.locale import _, set_language
from hyte_core.meetings import DecisionView, ItemView, Meetings, MeetingView, ParticipantView, Topic
from hyte_core.problems import Problem
from hyte_core.ui import address, session
from hyte_core.ui.meetings import data as meeting_data
from hyte_core.ui.saving import explain_refusal, save

#: The parameter of the address that opens a dialog.
PARAMETER = "avaa"
_SEEN = "meeting_dialog_seen"
Subject = MeetingView | ItemView | DecisionView | ParticipantView | None


@dataclass
class Dialog:
    """An open dialog: what it is about as it was when it opened, and why it could not be saved yet.

    ``meeting`` and ``topic`` are where it was opened, as they are now.
    """

    key: tuple[str, str]
    found: Meetings
    meeting: MeetingView | None
    topic: Topic | None
    subject: Subject
    refusal: Outcome | None = None


Form = Callable[[Dialog], None]


def open_dialog(
    forms: Mapping[str, tuple[str, Form]], found: Meetings, meeting: MeetingView | None, topic: Topic | None
) -> None:
    """Open the dialog that the address asks for, if it asks for one. ``forms`` have each kind's title and body."""
    wanted = address.get(PARAMETER)
    if not wanted:
        st.session_state.pop(_SEEN, None)
        return
    kind, _colon, id_ = wanted.partition(":")
    kept: Dialog | None = st.session_state.get(_SEEN)
    if kept is None or kept.key != (wanted, meeting.id if meeting else ""):
        subject = found.part(id_) if id_ else meeting
        known = kind in forms and (id_ == "uusi" or subject is not None or kind == "uusi")
        if not known:
            st.warning(_("Linkin kohtaa ei enää ole."), icon=":material/link_off:")
            close()
            return
        kept = st.session_state[_SEEN] = Dialog(
            (wanted, meeting.id if meeting else ""), found, meeting, topic, subject
        )
    kept.found, kept.meeting, kept.topic = found, meeting, topic
    title, body = forms[kind]
    st.dialog(title, width="large", on_dismiss=close)(_speaking(body))(kept)


def close() -> None:
    """Close the dialog."""
    address.put(PARAMETER, "")
    st.session_state.pop(_SEEN, None)


def _speaking(body: Form) -> Form:
    def speak(dialog: Dialog) -> None:
        set_language(address.get("kieli"))
        if dialog.refusal is not None:
            explain_refusal(dialog.refusal)
            st.info(
                _("Jos tallennat uudelleen, oma versiosi jää voimaan. Toisen versio säilyy muutoslokissa.")
            )
        body(dialog)

    return speak


def refused(problems: list[Problem]) -> bool:
    """Show the problems; True if there are any."""
    explain_refusal(Outcome(problems=tuple(problems)))
    return bool(problems)


def finish(
    dialog: Dialog,
    change_set: ChangeSet,
    new: Mapping[str, Any] | None = None,
    go: Mapping[str, str] | None = None,
) -> None:
    """Save, close the dialog and run the page again, with the parameters ``go`` in its address; or tell why not.

    After a conflict the next save is made against what is there now: ``new`` has the fields that were written.
    """
    outcome = save(change_set)
    if outcome.done:
        close()
        for name, value in (go or {}).items():
            address.put(name, value)
        st.rerun()
    fresh = _fresh(dialog) if outcome.conflicts else None
    if fresh is None or dialog.subject is None or type(fresh) is not type(dialog.subject):
        explain_refusal(outcome)
        return
    dialog.subject = fresh if new is None else rebased(dialog.subject, fresh, new)  # type: ignore[type-var]
    dialog.refusal = outcome
    st.rerun()


def _fresh(dialog: Dialog) -> Subject:
    """What the dialog is about, as it is in the database now."""
    if dialog.subject is None:
        return None
    session.refresh_version()
    found = meeting_data.meetings(dialog.found.organisation_id)
    if isinstance(dialog.subject, MeetingView):
        return found.by_id.get(dialog.subject.id)
    return found.part(dialog.subject.id)
