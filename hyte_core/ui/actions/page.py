"""One action: all that is known of it, and what can be done to it."""

from typing import Any

import streamlit as st

from hyte_core.changes import origin_of
from hyte_core.changes.edits import shift
from hyte_core.indicators.words import sentences, value_words
from hyte_core.locale import _, day, language
from hyte_core.ui import address, session
from hyte_core.ui.actions.list import links
from hyte_core.ui.choosing import Chosen
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import draw
from hyte_core.views import ActionView, PlanView


def show_action(chosen: Chosen, action: ActionView) -> None:
    """One action with all that is known of it."""
    plan = chosen.plan
    with st.container(horizontal=True):
        st.button(
            _("Takaisin luetteloon"),
            icon=":material/arrow_back:",
            on_click=address.put,
            args=("toimenpide", ""),
        )
        if chosen.live:
            _tools(plan, action)
    draw(
        "action.html",
        action=action,
        plan=plan,
        today=chosen.on,
        here=links(),
        path=[
            p
            for p in (
                plan.area_name(action.focus_area_id),
                plan.goal_name(action.goal_id),
                plan.action_name(action.parent_id),
            )
            if p
        ],
        facts=_facts(action),
        parts=[part for part in plan.actions if part.parent_id == action.id],
        indicators=_indicators(chosen, action),
        origin=_origin(action.id, session.version_of("action"), language()),
    )


def _indicators(chosen: Chosen, action: ActionView) -> list[dict[str, Any]]:
    """The indicators that follow the action by name or theme, and what they say."""
    if not action.indicators:
        return []
    organisation = chosen.plan.organisation_id
    said = indicator_data.verdicts(organisation, at=chosen.at)
    return [
        {
            "name": one.name,
            "href": address.Links().to("indikaattorit", indikaattori=one.id),
            "verdicts": [
                {
                    "group": verdict.series.group,
                    "value": value_words(one, verdict.value),
                    "direction": verdict.direction.value if verdict.direction else "",
                    "words": ". ".join(sentences(verdict)),
                }
                for verdict in said[one.id]
            ],
        }
        for one in indicator_data.indicators(organisation, chosen.at).all
        if one.is_named(action.indicators)
    ]


def _tools(plan: PlanView, action: ActionView) -> None:
    """What can be done to an action: the first three in a dialog, the last two at once."""
    dialogs = [
        ("arvioi", _("Uusi arvio"), ":material/rate_review:"),
        ("muokkaa", _("Muokkaa"), ":material/edit:"),
        ("poista", _("Poista"), ":material/delete:"),
    ]
    if action.parent_id is None:
        dialogs.append(("uusi", _("Lisää alatoimenpide"), ":material/add:"))
    for name, word, icon in dialogs:
        st.button(word, icon=icon, on_click=address.put, args=(name, action.id), key=f"open_{name}")
    for steps, word, icon in (
        (-1, _("Siirrä ylöspäin"), ":material/arrow_upward:"),
        (1, _("Siirrä alaspäin"), ":material/arrow_downward:"),
    ):
        change_set = shift(plan, action, steps)
        if st.button(word, icon=icon, key=f"shift_{steps}", disabled=not change_set):
            outcome = save(change_set)
            if outcome.done:
                st.rerun()
            explain_refusal(outcome)


def _facts(action: ActionView) -> list[tuple[str, str]]:
    return [
        (_("Vastuutahot"), "\n".join(action.responsible)),
        (_("Aikataulu"), action.schedule),
        (_("Alkaa"), day(action.starts) if action.starts else ""),
        (_("Määräaika"), day(action.due) if action.due else ""),
        (_("Indikaattorit"), "\n".join(action.indicators)),
        (_("Lähtötilanne ja tavoite"), action.baseline_target),
    ]


@st.cache_data(max_entries=256, show_spinner=False)
def _origin(action_id: str, version: int, code: str) -> str:
    return origin_of(session.engine(), "action", action_id)
