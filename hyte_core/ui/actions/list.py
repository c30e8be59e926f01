"""The plan as a list of actions, narrowed by filters, to read or to edit."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from hyte_core.excel import workbook
from hyte_core.lights import Light
from hyte_core.locale import _, language, ngettext, speaking
from hyte_core.records import dump
from hyte_core.ui import address, session
from hyte_core.ui.actions import filters as action_filters
from hyte_core.ui.actions.grid import edit_grid
from hyte_core.ui.choosing import Chosen
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.style import rendered
from hyte_core.views import PLAN_TABLES, ActionView, tree

PATH = "toimenpiteet"
#: How many actions the list shows at once; more are on further pages.
PAGE_SIZE = 60


def links() -> Callable[..., str]:
    """Addresses of the page with the filters that are on."""
    return partial(address.Links(action_filters.PARAMETERS).to, PATH)


@narrowed_by(*action_filters.PARAMETERS, "nakyma")
def show_list(chosen: Chosen, since: date) -> None:
    """The filters, the tools, and what the filters leave of the plan. ``since`` is the day to compare with."""
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
    place: Any = st
    page = 1
    if pages > 1:
        place = st.container()
        page = st.pagination(pages, key="tree_page")
        found, whole = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], None
    here = address.Links(action_filters.PARAMETERS)
    version = session.version_of(*PLAN_TABLES, organisation=chosen.plan.organisation_id)
    shown = chosen.at or version, chosen.plan.id, chosen.on, chosen.live
    key = (shown, language(), page, tuple(here.chosen.items()))
    place.html(_tree(chosen, found, whole, partial(here.to, PATH), key))


@st.cache_data(max_entries=128, show_spinner=False)
def _tree(
    _chosen: Chosen,
    _found: list[ActionView],
    _whole: frozenset[str] | None,
    _here: Callable[..., str],
    key: Any,
) -> str:
    """A page of the list as HTML."""
    parts = tree(_chosen.plan, _found, with_empty=_whole is not None, areas=_whole or frozenset())
    sections = [
        {
            "area": section.area,
            "branches": section.branches,
            "size": section.size,
            "counts": section.counts,
            "href": lambda light, area=section.area.id: _here(painopiste=area, valo=light.value),
        }
        for section in parts
    ]
    return rendered(
        "tree.html",
        sections=sections,
        plan=_chosen.plan,
        today=_chosen.on,
        here=_here,
        years=lambda action: _past(action, _chosen.on),
        may_edit=_chosen.live,
    )


def _past(action: ActionView, on: date) -> list[tuple[int, Light]]:
    """The lights at the ends of the years before the one shown."""
    years = sorted({a.assessed_on.year for a in action.assessments} - {on.year})
    return [(year, action.on(date(year, 12, 31)).light) for year in years]
