"""Dialogs about one action: a new assessment, editing, adding, removing.

Each keeps the action as the reader saw it when the dialog opened. What is saved is compared against that, so that
somebody else's edit in the meantime is a conflict and not lost.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from hyte_core.changes import Outcome
from hyte_core.changes.edits import add_action, assess, edit, move, remove_action
from hyte_core.changes.hanging import hanging_on
from hyte_core.lights import Light
from hyte_core.locale import _, day, ngettext, set_language
from hyte_core.ui import address, plan_data, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.views import ActionView, PlanView

#: The parameters of the address that open a dialog.
PARAMETERS = ("arvioi", "muokkaa", "poista", "uusi")
_SEEN = "dialog_seen"


def _close() -> None:
    for name in PARAMETERS:
        address.put(name, "")
    st.session_state.pop(_SEEN, None)


def open_dialog(plan: PlanView) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    name = next((name for name in PARAMETERS if address.get(name)), None)
    if name is None:
        st.session_state.pop(_SEEN, None)
        return
    wanted = address.get(name)
    action = plan.by_id.get(wanted)
    if action is None and (name, wanted) != ("uusi", "1"):
        st.warning(_("Linkin toimenpidettä ei enää ole."), icon=":material/link_off:")
        _close()
        return
    title, body = {
        "arvioi": (_("Uusi arvio"), assess_form),
        "muokkaa": (_("Muokkaa toimenpidettä"), edit_form),
        "poista": (_("Poista toimenpide"), remove_form),
        "uusi": (_("Lisää toimenpide"), add_form),
    }[name]
    kept = st.session_state.get(_SEEN)
    if kept is None or kept.key != (name, wanted):
        kept = st.session_state[_SEEN] = _Seen((name, wanted), action)
    st.dialog(title, width="medium", on_dismiss=_close)(_speaking(body))(plan, kept.action)


@dataclass
class _Seen:
    """The action as it was when the dialog opened, and why it could not be saved yet."""

    key: tuple[str, str]
    action: ActionView | None
    refusal: Outcome | None = None


def _speaking(body: Callable[[PlanView, Any], None]) -> Callable[[PlanView, Any], None]:
    def speak(plan: PlanView, action: ActionView | None) -> None:
        set_language(address.get("kieli"))
        refusal = st.session_state[_SEEN].refusal
        if refusal is not None:
            explain_refusal(refusal)
            st.info(
                _("Jos tallennat uudelleen, oma versiosi jää voimaan. Toisen versio säilyy muutoslokissa.")
            )
        body(plan, action)

    return speak


def _done(outcome: Outcome, plan: PlanView) -> None:
    """Close the dialog, or show why not; after a conflict the next save is made against what is there now."""
    if outcome.done:
        _close()
        st.rerun()
    seen: _Seen = st.session_state[_SEEN]
    if not outcome.conflicts or seen.action is None or any(not c.field for c in outcome.conflicts):
        explain_refusal(outcome)
        return
    session.refresh_version()
    fresh = plan_data.plan(plan.id)
    now = fresh.by_id.get(seen.action.id) if fresh else None
    if now is not None:
        theirs = {c.field: getattr(now, c.field) for c in outcome.conflicts if c.entity == "action"}
        seen.action = replace(seen.action, **theirs, assessments=now.assessments)
        seen.refusal = outcome
        st.rerun()
    explain_refusal(outcome)


def assess_form(plan: PlanView, action: ActionView) -> None:
    """A light, a note and a date."""
    st.markdown(f"**{plain(action.name)}**")
    if action.latest:
        said = f"{action.light.symbol} {action.light.word}, {day(action.assessed_on)}"
        st.markdown(_("Edellinen arvio: {said}").format(said=plain(said)))
    with st.form("assess", border=False, enter_to_submit=False):
        light = st.segmented_control(
            _("Liikennevalo"),
            [Light.GREEN, Light.YELLOW, Light.RED],
            format_func=lambda x: f"{x.symbol} {x.word}",
            default=action.light if action.light is not Light.GREY else None,
            width="stretch",
            key=f"assess_{action.id}_light",
        )
        meanings = (
            f"{x.symbol} {plain(x.meaning(plan.wording))}" for x in (Light.GREEN, Light.YELLOW, Light.RED)
        )
        st.caption("  \n".join(meanings))
        note = st.text_area(
            _("Arvion teksti"),
            placeholder=_("Mitä on tehty, mikä estää, kuka päätti?"),
            height=140,
            key=f"assess_{action.id}_note",
        )
        when = st.date_input(
            _("Arvioitu"), session.today(), format="DD.MM.YYYY", key=f"assess_{action.id}_on"
        )
        if not st.form_submit_button(_("Tallenna arvio"), type="primary"):
            return
    if light is None and not note.strip():
        st.error(_("Valitse liikennevalo tai kirjoita arvion teksti."))
        return
    change_set = assess(action, assessed_on=when, light=light or Light.GREY, note=note)
    _done(save(change_set), plan)


def _fields(plan: PlanView, action: ActionView | None) -> dict[str, Any]:
    """The form's fields, filled with the action's values; gives what the reader made of them."""
    key = f"fields_{action.id if action else 'new'}"
    name = st.text_area(_("Toimenpide"), action.name if action else "", height=100, key=f"{key}_name")
    own = list(action.responsible) if action else []
    responsible = st.multiselect(
        _("Vastuutahot"),
        plan.responsible_bodies,
        own,
        accept_new_options=True,
        placeholder=_("Valitse tai kirjoita uusi"),
        key=f"{key}_responsible",
    )
    first, second, third = st.columns(3)
    schedule = first.text_input(
        _("Aikataulu"),
        action.schedule if action else "",
        placeholder=_("esim. 2025–2026"),
        key=f"{key}_schedule",
    )
    starts = second.date_input(
        _("Alkaa"), action.starts if action else None, format="DD.MM.YYYY", key=f"{key}_starts"
    )
    due = third.date_input(
        _("Määräaika"), action.due if action else None, format="DD.MM.YYYY", key=f"{key}_due"
    )
    known = sorted({i for a in plan.actions for i in a.indicators}, key=str.casefold)
    indicators = st.multiselect(
        _("Indikaattorit"),
        known,
        list(action.indicators) if action else [],
        accept_new_options=True,
        placeholder=_("Valitse tai kirjoita uusi"),
        key=f"{key}_indicators",
    )
    words = action.baseline_target if action else ""
    baseline = st.text_area(_("Lähtötilanne ja tavoite"), words, height=70, key=f"{key}_baseline")
    return {
        "name": name.strip(),
        "responsible": tuple(responsible),
        "schedule": schedule.strip(),
        "starts": starts,
        "due": due,
        "indicators": tuple(indicators),
        "baseline_target": baseline.strip(),
    }


def _place(plan: PlanView, action: ActionView | None) -> tuple[str, str | None]:
    """Where the action stands: the id of a focus area and of a goal, or the name of a new one. No goal is None."""
    areas = {area.id: area.name for area in plan.focus_areas}
    here = action.focus_area_id if action else next(iter(areas), None)
    area = st.selectbox(
        _("Painopiste"),
        list(areas),
        list(areas).index(here) if here in areas else None,
        format_func=lambda id_: areas.get(id_, id_),
        accept_new_options=True,
        placeholder=_("Valitse tai kirjoita uusi"),
    )
    goals = {"": _("Ei tavoitetta")}
    goals |= {goal.id: goal.name for one in plan.focus_areas if one.id == area for goal in one.goals}
    own = action.goal_id if action else None
    goal = st.selectbox(
        _("Tavoite"),
        list(goals),
        list(goals).index(own) if own in goals else 0,
        format_func=lambda id_: goals.get(id_, id_),
        accept_new_options=True,
    )
    return (area or "").strip(), (goal or "").strip() or None


def edit_form(plan: PlanView, action: ActionView) -> None:
    """All fields of an action, and its place in the plan."""
    area, goal = (None, None)
    if action.parent_id is None:
        area, goal = _place(plan, action)
    with st.form("edit", border=False, enter_to_submit=False):
        new = _fields(plan, action)
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    change_set = edit(action, new)
    if area:
        change_set = change_set.and_then(move(plan, action, area, goal))
    _done(save(change_set), plan)


def add_form(plan: PlanView, parent: ActionView | None) -> None:
    """A new action, into a goal that exists or a new one; or a new part of ``parent``."""
    area, goal = (None, None)
    if parent is None:
        area, goal = _place(plan, None)
    else:
        st.markdown(_("Alatoimenpide toimenpiteelle: {name}").format(name=plain(parent.name)))
    with st.form("add", border=False, enter_to_submit=False):
        fields = _fields(plan, None)
        if not st.form_submit_button(_("Lisää"), type="primary"):
            return
    if parent is None and not area:
        st.error(_("Valitse painopiste tai kirjoita uusi."))
        return
    change_set, _id = add_action(plan, area or "", goal, fields, parent)
    _done(save(change_set), plan)


def remove_form(plan: PlanView, action: ActionView) -> None:
    """Says what goes with the action before it is removed."""
    st.markdown(f"**{plain(action.name)}**")
    change_set = remove_action(plan, action)
    with session.engine().connect() as connection:
        hanging = tuple(hanging_on(connection, change_set.changes))
    change_set = replace(change_set, changes=(*hanging, *change_set.changes))
    kinds = [change.entity for change in change_set.changes]
    parts = kinds.count("action") - 1
    n = kinds.count("assessment")
    lost = [ngettext("{n} alatoimenpide", "{n} alatoimenpidettä", parts)] if parts else []
    lost += [ngettext("{n} arvio", "{n} arviota", n)] if n else []
    if lost:
        st.markdown(_("Samalla poistuvat: {what}.").format(what=", ".join(lost)))
    st.markdown(_("Poiston voi perua muutoslokista."))
    if st.button(_("Poista"), type="primary", icon=":material/delete:"):
        _done(save(change_set), plan)
