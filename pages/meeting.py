"""Kokous: the organisation's meetings; an agenda that the data give, to walk through, to write at, to close."""

import streamlit as st

from hyte_core.history import Moment
from hyte_core.locale import _, day
from hyte_core.meetings import Agenda, MeetingView, Topic
from hyte_core.ui import address, past_data, plan_data, session
from hyte_core.ui.actions import dialogs as action_dialogs
from hyte_core.ui.choosing import choose_plan, chosen_plan, plan_pickers, plan_title
from hyte_core.ui.meetings import data as meeting_data
from hyte_core.ui.meetings.dialogs import open_dialog
from hyte_core.ui.meetings.forms import call_form, close_form, facts_form, remove_form, reopen_form
from hyte_core.ui.meetings.front import show_front
from hyte_core.ui.meetings.list import show_list
from hyte_core.ui.meetings.part_forms import (
    decision_form,
    done_form,
    outcome_form,
    participant_form,
    theme_form,
    topic_form,
)
from hyte_core.ui.meetings.topic import show_topic
from hyte_core.ui.moments import banner, choose_moment, pick_moment
from hyte_core.ui.welcome import welcome
from hyte_core.views import PlanHead, PlanView


def main() -> None:
    """Draw the page."""
    head = choose_plan()
    if head is None:
        welcome()
        return
    head = _follow_link(head)
    plan = plan_data.plan(head.id)
    assert plan is not None
    at = chosen_plan(plan, choose_moment(plan)).at
    meeting = _meeting(head, at)
    if meeting is None:
        _list(head, plan, at)
    else:
        _show(meeting, plan, at)


def _follow_link(head: PlanHead) -> PlanHead:
    """The plan that is chosen: one of the organisation whose meeting the address names."""
    wanted = address.get("kokous")
    if not wanted or wanted in meeting_data.meetings(head.organisation_id).by_id:
        return head
    organisation = meeting_data.organisation_of(wanted)
    if organisation in (None, head.organisation_id):
        return head
    own = next(one for one in plan_data.heads() if one.organisation_id == organisation)
    address.put("suunnitelma", own.id)
    return own


def _meeting(head: PlanHead, at: Moment | None) -> MeetingView | None:
    """The meeting that the address names, at the moment that is shown; None, told in a sentence, if it is not there."""
    wanted = address.get("kokous")
    meeting = meeting_data.meetings(head.organisation_id).by_id.get(wanted)
    if wanted and meeting is None:
        words = _("Linkin kokousta ei enää ole. Valitse kokous luettelosta.")
        if at is not None:
            words = _("Linkin kokousta ei ollut {day}. Valitse kokous luettelosta.").format(day=day(at.on))
        st.warning(words, icon=":material/link_off:")
        address.put("kokous", "")
    return meeting


def _list(head: PlanHead, plan: PlanView, at: Moment | None) -> None:
    plan_title(plan, _("Kokous"))
    row = st.container(horizontal=True)
    plan_pickers(head, (row, row))
    pick_moment(plan, row)
    _banner(at, head.organisation_id)
    found = meeting_data.meetings(head.organisation_id)
    show_list(found)
    if session.may_edit():
        open_dialog({"uusi": (_("Kutsu kokous koolle"), call_form)}, found, None, None)


def _banner(at: Moment | None, organisation_id: str) -> None:
    oldest = _(
        "Kokoukset siihen mennessä; niiden sisältö sellaisena kuin se ensimmäisen kerran tallennettiin"
    )
    banner(at, lambda: past_data.meetings_origin(organisation_id), oldest)


def _show(meeting: MeetingView, plan: PlanView, at: Moment | None) -> None:
    _banner(at, meeting.organisation_id)
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
        show_front(found.organisation, agenda, plan)
    else:
        show_topic(agenda, topic)
    if not session.may_edit():
        return
    if any(address.get(name) for name in action_dialogs.PARAMETERS):
        _assess(agenda)
    else:
        _open(agenda, topic)


def _assess(agenda: Agenda) -> None:
    """The dialog of the action that the address names, of whichever plan of the agenda it is."""
    ids = {address.get(name) for name in action_dialogs.PARAMETERS} - {""}
    plans = [plan for one in agenda.plans if (plan := plan_data.plan(one.id))]
    if plans and agenda.meeting.is_open:
        action_dialogs.open_dialog(next((p for p in plans if ids & p.by_id.keys()), plans[0]))


def _open(agenda: Agenda, topic: Topic | None) -> None:
    meeting = agenda.meeting
    forms = {
        "tehty": (_("Merkitse päätös toteutetuksi"), done_form),
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
