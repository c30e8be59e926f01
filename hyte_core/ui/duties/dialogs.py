"""Dialogs about duties: how a duty was done in a year, an event of the yearly cycle, removing one.

As the dialogs of an action: what is saved is compared against what the reader saw when the dialog opened, and a
refused form stays as it was filled in.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from hyte_core.changes import ChangeSet, Outcome
from hyte_core.changes.duty_edits import EVENT, add_event, edit_event, rebased, remove_event, report
from hyte_core.duties import Duties, DutyView, EventView, ReportView, event_problems, report_problems
from hyte_core.duties.checks import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR
from hyte_core.duties.words import month_word, state_word
from hyte_core.lights import Light
from hyte_core.locale import _, set_language
from hyte_core.problems import Problem
from hyte_core.ui import address, session
from hyte_core.ui.duties import data as duty_data
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import explain_refusal, save

#: The parameters of the address that open a dialog.
PARAMETERS = ("kirjaa", "tapahtuma", "poista")
_SEEN = "duty_dialog_seen"


@dataclass
class _Seen:
    """What the dialog is about as it was when it opened, and why it could not be saved yet."""

    key: tuple[str, str, int]
    subject: DutyView | EventView | None
    report: ReportView | None
    refusal: Outcome | None = None


def _close() -> None:
    for name in PARAMETERS:
        address.put(name, "")
    st.session_state.pop(_SEEN, None)


def open_dialog(found: Duties, year: int) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    name = next((name for name in PARAMETERS if address.get(name)), None)
    if name is None:
        st.session_state.pop(_SEEN, None)
        return
    wanted = address.get(name)
    key = (name, wanted, year)
    kept: _Seen | None = st.session_state.get(_SEEN)
    if kept is None or kept.key != key:
        subject = found.by_id.get(wanted) if name == "kirjaa" else found.events_by_id.get(wanted)
        if subject is None and (name, wanted) != ("tapahtuma", "uusi"):
            st.warning(_("Linkin kohtaa ei enää ole."), icon=":material/link_off:")
            _close()
            return
        seen = subject.reports.get(year) if isinstance(subject, DutyView) else None
        kept = st.session_state[_SEEN] = _Seen(key, subject, seen)
    title, body = {
        "kirjaa": (_("Kirjaa tehtävän tilanne {year}").format(year=year), report_form),
        "tapahtuma": (_("Vuosikellon tapahtuma"), event_form),
        "poista": (_("Poista tapahtuma"), remove_form),
    }[name]
    st.dialog(title, width="large", on_dismiss=_close)(_speaking(body))(found, kept, year)


def _speaking(body: Callable[[Duties, _Seen, int], None]) -> Callable[[Duties, _Seen, int], None]:
    def speak(found: Duties, seen: _Seen, year: int) -> None:
        set_language(address.get("kieli"))
        if seen.refusal is not None:
            explain_refusal(seen.refusal)
            st.info(
                _("Jos tallennat uudelleen, oma versiosi jää voimaan. Toisen versio säilyy muutoslokissa.")
            )
        body(found, seen, year)

    return speak


def _refuse(problems: list[Problem]) -> bool:
    """Show the problems; True if there are any."""
    explain_refusal(Outcome(problems=tuple(problems)))
    return bool(problems)


def _fresh(found: Duties) -> Duties:
    """The organisation's duties as they are in the database now."""
    session.refresh_version()
    return duty_data.duties(found.organisation_id)


def report_form(found: Duties, seen: _Seen, year: int) -> None:
    """The duty's state, evidence, link, paragraph of the minutes, day and who answers."""
    duty = seen.subject
    assert isinstance(duty, DutyView)
    now = seen.report
    key = f"report_{duty.id}_{year}"
    st.markdown(f"**{plain(duty.name)}**")
    with st.form("report", border=False, enter_to_submit=False):
        light = st.segmented_control(
            _("Tila"),
            [Light.GREEN, Light.YELLOW, Light.RED],
            format_func=lambda one: f"{one.symbol} {state_word(one)}",
            default=now.light if now and now.light is not Light.GREY else None,
            width="stretch",
            key=f"{key}_light",
        )
        evidence = st.text_area(
            _("Näyttö"),
            now.evidence if now else "",
            placeholder=_("Mitä tehtiin ja mistä sen näkee?"),
            height=110,
            key=f"{key}_evidence",
        )
        first, second = st.columns(2)
        link = first.text_input(
            _("Linkki"), now.link if now else "", placeholder="https://", max_chars=1000, key=f"{key}_link"
        )
        minutes = second.text_input(
            _("Pöytäkirjan pykälä"),
            now.minutes if now else "",
            placeholder=_("esim. kunnanvaltuusto § 12"),
            max_chars=300,
            key=f"{key}_minutes",
        )
        told = now.done_on if now else None
        done_on = first.date_input(
            _("Päivä"),
            told,
            min_value=min(FIRST_DAY, told or FIRST_DAY),
            max_value=max(LAST_DAY, told or LAST_DAY),
            format="DD.MM.YYYY",
            key=f"{key}_done_on",
        )
        responsible = second.text_input(
            _("Kuka vastaa (nimike)"),
            now.responsible if now else "",
            max_chars=300,
            key=f"{key}_responsible",
        )
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    new = {
        "light": light or Light.GREY,
        "evidence": evidence.strip(),
        "link": link.strip(),
        "minutes": minutes.strip(),
        "done_on": done_on,
        "responsible": responsible.strip(),
    }
    if not _refuse(list(report_problems(new))):
        _save_report(found, seen, duty, year, new)


def _save_report(found: Duties, seen: _Seen, duty: DutyView, year: int, new: dict[str, Any]) -> None:
    """Save and close; after a conflict the next save is made against what is there now."""
    outcome = save(_report_changes(found, duty, year, new, seen.report))
    if outcome.done:
        _close()
        st.rerun()
    now = _fresh(found).by_id.get(duty.id) if outcome.conflicts else None
    if now is None:
        explain_refusal(outcome)
        return
    seen.report, seen.refusal = rebased(seen.report, now.reports.get(year), new), outcome
    st.rerun()


def _report_changes(
    found: Duties, duty: DutyView, year: int, new: dict[str, Any], seen: ReportView | None
) -> ChangeSet:
    """Made against what the dialog showed, whatever the duty has by now."""
    return report(found, replace(duty, reports={year: seen} if seen else {}), year, new)


def event_form(found: Duties, seen: _Seen, year: int) -> None:
    """An event's name and when it comes. Of the law's event the organisation gets one of its own at another time."""
    event = seen.subject
    assert event is None or isinstance(event, EventView)
    by_law = event is not None and not event.own
    if by_law:
        st.info(
            _(
                "Laissa ei ole määrätty kuukautta: anna kuukausi, jona tämä teillä tehdään. Tieto koskee vain omaa organisaatiotasi."
            )
        )
    key = f"event_{event.id if event else 'new'}"
    with st.form("event", border=False, enter_to_submit=False):
        name = st.text_input(
            _("Tapahtuma"), event.name if event else "", max_chars=300, disabled=by_law, key=f"{key}_name"
        )
        first, second = st.columns(2)
        months = list(range(1, 13))
        month = first.selectbox(
            _("Kuukausi"),
            months,
            event.month - 1 if event else None,
            format_func=month_word,
            placeholder=_("Valitse"),
            key=f"{key}_month",
        )
        on_day = second.number_input(
            _("Päivä (tyhjä: kuukauden loppuun mennessä)"),
            1,
            31,
            event.day if event else None,
            key=f"{key}_day",
        )
        every = first.number_input(
            _("Kuinka monen vuoden välein"), 1, 100, event.every_years if event else 1, key=f"{key}_every"
        )
        begins = second.number_input(
            _("Ensimmäinen vuosi"),
            FIRST_YEAR,
            LAST_YEAR,
            event.first_year if event else None,
            key=f"{key}_first_year",
        )
        duties = {"": _("Ei lakisääteinen"), **{one.id: one.name for one in found.all}}
        own = event.duty_id if event and event.duty_id in duties else ""
        duty = st.selectbox(
            _("Lakisääteinen tehtävä"),
            list(duties),
            list(duties).index(own or ""),
            format_func=duties.__getitem__,
            disabled=by_law,
            key=f"{key}_duty",
        )
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    fields = dict(zip(EVENT, (name.strip(), month, on_day, every, begins, duty or None), strict=True))
    if not _refuse(list(event_problems(fields))):
        made = add_event(found, fields) if event is None or by_law else edit_event(event, fields)
        _save_event(found, seen, fields, made)


def _save_event(found: Duties, seen: _Seen, fields: dict[str, Any], change_set: ChangeSet) -> None:
    outcome = save(change_set)
    if outcome.done:
        _close()
        st.rerun()
    event = seen.subject
    now = _fresh(found).events_by_id.get(event.id) if event and outcome.conflicts else None
    if now is None or not isinstance(event, EventView):
        explain_refusal(outcome)
        return
    touched = [name for name, value in fields.items() if value != getattr(event, name)]
    seen.subject = replace(event, **{name: getattr(now, name) for name in touched})
    seen.refusal = outcome
    st.rerun()


def remove_form(found: Duties, seen: _Seen, year: int) -> None:
    """Asks before an event of the organisation's own is removed."""
    event = seen.subject
    assert isinstance(event, EventView)
    st.markdown(f"**{plain(event.name)}**")
    if not event.own:
        st.info(_("Lakisääteistä tapahtumaa ei voi poistaa. Sen ajankohdan voi vaihtaa."))
        return
    st.markdown(_("Poiston voi perua muutoslokista."))
    if st.button(_("Poista"), type="primary", icon=":material/delete:"):
        outcome = save(remove_event(found, event))
        if outcome.done:
            _close()
            st.rerun()
        now = _fresh(found).events_by_id.get(event.id)
        if now is None:
            explain_refusal(outcome)
            return
        seen.subject, seen.refusal = now, outcome
        st.rerun()
