"""Toimenpiteet: the plan as focus area > goal > action, to read, to filter and to edit."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from hyte_core.changes import origin_of
from hyte_core.changes.edits import shift
from hyte_core.excel import workbook
from hyte_core.indicators.words import sentences, value_words
from hyte_core.lights import Light
from hyte_core.locale import _, day, language, ngettext, speaking
from hyte_core.records import dump
from hyte_core.ui import action_dialogs, action_filters, address, session
from hyte_core.ui.choosing import Chosen, choose
from hyte_core.ui.grid import edit_grid
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import draw
from hyte_core.ui.welcome import welcome
from hyte_core.views import ActionView, PlanView, tree

#: How many actions the list shows at once; more are on further pages.
PAGE_SIZE = 60


def main() -> None:
    """Draw the page."""
    made = choose(_("Toimenpiteet"))
    if made is None:
        welcome()
        return
    chosen, since = made
    one = chosen.plan.by_id.get(address.get("toimenpide"))
    if one is not None:
        _show_action(chosen, one)
    else:
        if address.get("toimenpide"):
            st.warning(_("Linkin toimenpidettä ei enää ole."), icon=":material/link_off:")
            address.put("toimenpide", "")
        _show_list(chosen, since)
    if chosen.live:
        action_dialogs.open_dialog(chosen.plan)


def _links() -> Callable[..., str]:
    """Addresses of this page with the filters that are on."""
    return partial(address.Links(action_filters.PARAMETERS).to, "toimenpiteet")


def _show_list(chosen: Chosen, since: date) -> None:
    wanted = action_filters.asked(chosen.plan)
    action_filters.filter_widgets(chosen.plan, wanted, since)
    found = [action for action in chosen.plan.actions if wanted.keeps(chosen.plan, action, chosen.on)]
    narrowed = any(address.get(name) for name in action_filters.PARAMETERS)
    whole_areas = not any(address.get(name) for name in action_filters.PARAMETERS if name != "painopiste")
    editing = _toolbar(chosen, len(found), narrowed)
    if not chosen.plan.actions and not chosen.plan.focus_areas:
        st.info(_("Suunnitelmassa ei ole vielä mitään. Lisää ensimmäinen toimenpide tai tuo työkirja."))
    elif not found and not whole_areas:
        st.info(_("Mikään toimenpide ei vastaa rajausta."), icon=":material/filter_alt_off:")
    elif editing:
        edit_grid(chosen.plan, found)
    else:
        _show_tree(chosen, found, wanted.focus_areas if whole_areas else None)


def _toolbar(chosen: Chosen, found: int, narrowed: bool) -> bool:
    """The count and the tools above the list; True if the list is shown as a grid to edit."""
    all_ = len(chosen.plan.actions)
    with st.container(horizontal=True, vertical_alignment="center"):
        count = ngettext("{n} toimenpide", "{n} toimenpidettä", all_)
        st.markdown(f"**{found} / {count}**" if narrowed else f"**{count}**", width="stretch")
        if narrowed:
            st.button(_("Poista rajaukset"), icon=":material/filter_alt_off:", on_click=action_filters.clear)
        editing = False
        if chosen.live:
            editing = address.get("nakyma") == "muokkaus"
            st.segmented_control(
                _("Näkymä"),
                ["", "muokkaus"],
                format_func=lambda v: _("Muokkaus") if v else _("Luettelo"),
                required=True,
                label_visibility="collapsed",
                **address.bound("nakyma", "muokkaus" if editing else "", lambda v: v or ""),
            )
            st.button(_("Lisää toimenpide"), icon=":material/add:", on_click=address.put, args=("uusi", "1"))
            st.download_button(
                _("Excel"),
                partial(_workbook, session.engine(), chosen.plan.id, language()),
                file_name=f"{chosen.plan.name}.xlsx",
                icon=":material/download:",
                help=_("Koko suunnitelma työkirjana, jonka voi täydentää ja tuoda takaisin."),
                on_click="ignore",
            )
    return editing


def _workbook(engine: Engine, plan_id: str, code: str) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        return workbook(dump(engine, [plan_id]))


def _show_tree(chosen: Chosen, found: list[ActionView], whole: frozenset[str] | None) -> None:
    """The found actions. ``whole`` names the focus areas (none: all) whose goals without actions are shown too."""
    pages = max(1, -(-len(found) // PAGE_SIZE))
    place = st.container()
    here = _links()
    page = 1
    if pages > 1:
        page = st.pagination(pages, key="tree_page")
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    sections = [
        {
            "area": section.area,
            "branches": section.branches,
            "size": section.size,
            "counts": section.counts,
            "href": lambda light, area=section.area.id: here(painopiste=area, valo=light.value),
        }
        for section in tree(
            chosen.plan, shown, with_empty=whole is not None and pages == 1, areas=whole or frozenset()
        )
    ]
    with place:
        draw(
            "tree.html",
            sections=sections,
            plan=chosen.plan,
            today=chosen.on,
            here=here,
            years=lambda action: _past(action, chosen.on),
            may_edit=chosen.live,
        )


def _past(action: ActionView, on: date) -> list[tuple[int, Light]]:
    """The lights at the ends of the years before the one shown."""
    years = sorted({a.assessed_on.year for a in action.assessments} - {on.year})
    return [(year, action.on(date(year, 12, 31)).light) for year in years]


def _show_action(chosen: Chosen, action: ActionView) -> None:
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
        here=_links(),
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
    said = session.verdicts(organisation, at=chosen.at)
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
        for one in session.indicators(organisation, chosen.at).all
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


main()
