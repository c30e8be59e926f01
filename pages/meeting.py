"""Kokous: the organisation's meetings; an agenda that the data give, to walk through, to write at, to close."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.meetings import Agenda, MeetingView, Topic
from hyte_core.ui import action_dialogs, address, meeting_data, session
from hyte_core.ui.choosing import choose_plan, plan_pickers, plan_title
from hyte_core.ui.meeting_dialogs import open_dialog
from hyte_core.ui.meeting_forms import call_form, close_form, facts_form, remove_form, reopen_form
from hyte_core.ui.meeting_front import show_front
from hyte_core.ui.meeting_list import show_list
from hyte_core.ui.meeting_part_forms import (
    decision_form,
    done_form,
    outcome_form,
    participant_form,
    theme_form,
    topic_form,
)
from hyte_core.ui.meeting_topic import show_topic
from hyte_core.ui.welcome import welcome


def main() -> None:
    """Draw the page."""
    head = choose_plan()
    if head is None:
        welcome()
        return
    meeting = _chosen()
    if meeting is None:
        plan = session.plan(head.id)
        assert plan is not None
        plan_title(plan, _("Kokous"))
        plan_pickers(head, st.columns(3))
        found = meeting_data.meetings(head.organisation_id)
        show_list(found)
        open_dialog({"uusi": (_("Kutsu kokous"), call_form)}, found, None, None)
        return
    _show(meeting)


def _chosen() -> MeetingView | None:
    """The meeting that the address names, whosever it is; what is shown beside it follows its organisation."""
    wanted = address.get("kokous")
    if not wanted:
        return None
    organisation = meeting_data.organisation_of(wanted)
    if organisation is None:
        st.warning(_("Linkin kokousta ei enää ole. Valitse kokous luettelosta."), icon=":material/link_off:")
        address.put("kokous", "")
        return None
    heads = {head.id: head for head in session.heads()}
    if heads[address.get("suunnitelma")].organisation_id != organisation:
        own = (id_ for id_, head in heads.items() if head.organisation_id == organisation)
        address.put("suunnitelma", next(own))
    return meeting_data.meetings(organisation).by_id[wanted]


def _show(meeting: MeetingView) -> None:
    found = meeting_data.meetings(meeting.organisation_id)
    agenda = meeting_data.agenda(meeting)
    topic = agenda.topic(address.get("asia"))
    if topic is None:
        if address.get("asia"):
            st.warning(
                _("Tätä asiaa ei enää ole esityslistalla. Valitse asia luettelosta."),
                icon=":material/link_off:",
            )
            address.put("asia", "")
        show_front(found.organisation, agenda)
    else:
        show_topic(agenda, topic)
    if any(address.get(name) for name in action_dialogs.PARAMETERS):
        _assess(agenda)
    else:
        _open(agenda, topic)


def _assess(agenda: Agenda) -> None:
    """The dialog of the action that the address names, of whichever plan of the agenda it is."""
    ids = {address.get(name) for name in action_dialogs.PARAMETERS} - {""}
    plans = [plan for one in agenda.plans if (plan := session.plan(one.id))]
    if plans and agenda.meeting.is_open:
        action_dialogs.open_dialog(next((p for p in plans if ids & p.by_id.keys()), plans[0]))


def _open(agenda: Agenda, topic: Topic | None) -> None:
    meeting = agenda.meeting
    forms = {
        "tehty": (_("Merkitse päätös tehdyksi"), done_form),
        "tulos": (_("Mitä teemasta seurasi"), outcome_form),
        "poista": (_("Poista kokous"), remove_form),
    }
    if meeting.is_open:
        forms |= {
            "tiedot": (_("Kokouksen tiedot"), facts_form),
            "paata": (_("Päätä kokous"), close_form),
            "paatos": (_("Päätös"), decision_form),
            "asia": (_("Oma asia"), topic_form),
            "teema": (_("Sovittu teema"), theme_form),
            "osallistuja": (_("Osallistuja"), participant_form),
        }
    else:
        forms["avaa"] = (_("Avaa kokous uudelleen"), reopen_form)
    open_dialog(forms, meeting_data.meetings(meeting.organisation_id), meeting, topic)


main()
