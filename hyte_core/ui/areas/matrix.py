"""The contact matrix: the counts on top, the table to read, the grid to edit."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from hyte_core.changes import ChangeSet
from hyte_core.changes.cooperation_edits import cell_text, set_cell
from hyte_core.cooperation import HIGHEST, ContactView, Cooperation, Matrix, medians, role_loads, standings
from hyte_core.locale import _, day, ngettext, number
from hyte_core.ui import address, session
from hyte_core.ui.areas.choosing import (
    NARROWING,
    PARAMETERS,
    PATH,
    Chosen,
    asked_part,
    choose_part,
    drawn_from,
)
from hyte_core.ui.areas.contacts import edit_contacts
from hyte_core.ui.areas.export import downloads
from hyte_core.ui.cells import Typed, edit_cells
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.style import rendered


@narrowed_by(*NARROWING)
def show_matrix(found: Cooperation) -> None:
    """The part of the page about who answers for what."""
    chosen = asked_part(found)
    key = drawn_from(chosen)
    st.html(_cards_html(key, found, chosen.whole))
    choose_part(found, chosen.whole)
    view = _toolbar(chosen)
    if not chosen.whole.organisations:
        st.info(
            _(
                "Rakenteella ei ole vielä yhteyshenkilöitä. Valitse organisaatiot yllä tai lisää yhteyshenkilö."
            )
        )
    elif not chosen.shown.areas:
        st.info(_("Mikään yhdyspinta ei vastaa rajausta."), icon=":material/filter_alt_off:")
    elif view == "muokkaus":
        edit_matrix(chosen.shown)
    elif view == "yhteystiedot":
        edit_contacts(chosen.shown)
    else:
        st.html(_matrix_html(key, found, chosen.shown))


def _here() -> Callable[..., str]:
    return partial(address.Links(PARAMETERS).to, PATH)


def _toolbar(chosen: Chosen) -> str:
    """The count and the tools above the table; which view of it is chosen."""
    live = session.may_edit()
    views = {"": _("Matriisi"), "muokkaus": _("Muokkaus"), "yhteystiedot": _("Yhteystiedot")}
    views = views if live else {"": views[""]}
    view = address.get("nakyma") if address.get("nakyma") in views else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        all_ = ngettext("{n} yhdyspinta", "{n} yhdyspintaa", len(chosen.whole.areas))
        n = len(chosen.shown.areas)
        count = all_ if n == len(chosen.whole.areas) else f"{n} / {all_}"
        st.markdown(f"**{count}**", width="stretch")
        if address.get("haku") or address.get("rajaus"):
            st.button(_("Poista rajaukset"), icon=":material/filter_alt_off:", on_click=_clear)
        if live:
            _editing_tools(views, view)
        label, icon = _("Lataa"), ":material/download:"
        with st.popover(label, icon=icon, key="areas_downloads", on_change="rerun") as opened:
            if opened.open:
                downloads(chosen.shown)
    return view


def _editing_tools(views: dict[str, str], view: str) -> None:
    """The choice of a view, and what adds to the matrix."""
    st.segmented_control(
        _("Näkymä"),
        list(views),
        format_func=views.__getitem__,
        required=True,
        label_visibility="collapsed",
        **address.bound("nakyma", view, lambda value: value or ""),
    )
    st.button(
        _("Lisää yhteyshenkilö"), icon=":material/person_add:", on_click=address.put, args=("lisaa", "1")
    )
    st.button(_("Organisaatiot"), icon=":material/domain:", on_click=address.put, args=("organisaatiot", "1"))


def _clear() -> None:
    for name in ("haku", "rajaus"):
        address.put(name, "")


# --- the counts


@st.cache_data(max_entries=64, show_spinner=False)
def _cards_html(key: Any, _found: Cooperation, _whole: Matrix) -> str:
    """The counts on top, each a link to the rows behind it."""
    here = _here()
    cards = [
        _gap_card(_whole, here),
        _stale_card(_whole, here),
        _load_card(_whole, here),
        _level_card(_found, _whole, here),
    ]
    return rendered("area_cards.html", cards=cards, label=_("Tilanne pähkinänkuoressa"))


def _gap_card(whole: Matrix, here: Callable[..., str]) -> dict[str, Any]:
    bodies = {one.name for _area, one in whole.gaps}
    more = _("kaikissa on yhteyshenkilö")
    if bodies:
        (first, *rest) = sorted(bodies)
        many = ngettext("{n} organisaatiossa", "{n} organisaatiossa", len(bodies))
        more = many if rest else _("kaikki: {organisation}").format(organisation=first)
    return {
        "number": number(len(whole.gaps)),
        "text": _("ilman yhteyshenkilöä"),
        "more": more,
        "href": here(rajaus="puuttuu", nakyma=None, osa=None),
        "alarm": bool(whole.gaps),
    }


def _stale_card(whole: Matrix, here: Callable[..., str]) -> dict[str, Any]:
    stale, never = whole.stale(session.shown_day()), whole.unverified()
    oldest = min((one.verified_on for one in stale if one.verified_on), default=None)
    parts = [
        _("vanhin {day}").format(day=day(oldest)) if oldest else "",
        ngettext(
            "lisäksi {n}, jota ei ole koskaan vahvistettu",
            "lisäksi {n}, joita ei ole koskaan vahvistettu",
            len(never),
        )
        if never
        else "",
    ]
    return {
        "number": number(len(stale)),
        "text": _("vahvistamatta yli vuoden"),
        "more": " · ".join(filter(None, parts)) or _("kaikki on vahvistettu"),
        "href": here(rajaus="vanhat", nakyma=None, osa=None),
        "alarm": bool(stale or never),
    }


def _load_card(whole: Matrix, here: Callable[..., str]) -> dict[str, Any]:
    top = next(iter(role_loads(whole)), None)
    return {
        "number": number(len(top.areas)) if top else "–",
        "text": ngettext(
            "yhdyspinta yhden nimikkeen vastuulla", "yhdyspintaa yhden nimikkeen vastuulla", len(top.areas)
        )
        if top
        else _("ei yhteyshenkilöitä"),
        "more": f"{top.role}, {top.organisation.name}" if top else "",
        "href": here(osa="nimikkeet"),
        "alarm": False,
    }


def _level_card(found: Cooperation, whole: Matrix, here: Callable[..., str]) -> dict[str, Any]:
    middle = medians(standings(found, whole.areas))
    sides = [
        _("hyvinvointialue {level}").format(level=number(middle["county"])) if "county" in middle else "",
        _("kunnat {level}").format(level=number(middle["municipality"])) if "municipality" in middle else "",
    ]
    return {
        "number": f"{number(middle[''])} / {HIGHEST}" if middle else "–",
        "text": _("yhteistyön aste, mediaani"),
        "more": " · ".join(filter(None, sides)) or _("ei vielä arvioitu"),
        "href": here(osa="aste"),
        "alarm": False,
    }


# --- the table to read


@st.cache_data(max_entries=64, show_spinner=False)
def _matrix_html(key: Any, _found: Cooperation, _shown: Matrix) -> str:
    """The table as HTML: the country's has hundreds of contacts."""
    return rendered("area_matrix.html", **_matrix_values(_found, _shown, _here()))


def _matrix_values(found: Cooperation, shown: Matrix, here: Callable[..., str]) -> dict[str, Any]:
    today = session.shown_day()
    levels = {row.area.id: row.latest for row in standings(found, shown.areas)}
    rows = [
        {
            "area": area,
            "cells": [
                {
                    "organisation": one.name,
                    "what": f"{area.id}.{one.id}",
                    "last": next((c.id for c in reversed(shown.at(area.id, one.id)) if c.waits(today)), ""),
                    "contacts": [_contact(contact, today) for contact in shown.at(area.id, one.id)],
                    "add": here(lisaa=f"{area.id}.{one.id}"),
                }
                for one in shown.organisations
            ],
            "networks": len(found.networks_of(area.id)),
            "levels": levels[area.id],
            "href": here(alue=area.id),
        }
        for area in shown.areas
    ]
    columns = [
        {
            "name": one.name,
            "id": one.id,
            "waits": any(contact.waits(today) for contact in shown.of_organisation(one.id)),
        }
        for one in shown.organisations
    ]
    return {"rows": rows, "columns": columns, "here": here, "live": session.may_edit()}


def _contact(contact: ContactView, today: Any) -> dict[str, Any]:
    mark = ""
    if contact.verified_on is None:
        mark = _("ei vahvistettu")
    elif contact.is_stale(today):
        mark = _("vahvistettu {day}").format(day=day(contact.verified_on))
    return {"id": contact.id, "role": contact.role, "name": contact.name, "mark": mark}


# --- the grid to edit


def edit_matrix(shown: Matrix) -> None:
    """A row an area, a column an organisation; a cell lists roles."""
    st.caption(
        _(
            "Kirjoita soluun nimike; erota useat puolipisteellä. Nimi, sähköposti ja puhelin säilyvät, kun nimike pysyy samana."
        )
    )
    frame = pd.DataFrame(
        [
            {
                "area": area.name,
                **{one.id: cell_text(shown.at(area.id, one.id)) for one in shown.organisations},
            }
            for area in shown.areas
        ],
        index=[area.id for area in shown.areas],
    )
    config = st.column_config
    edit_cells(
        f"matrix-{shown.structure}-{'-'.join(one.id for one in shown.organisations)}",
        shown,
        frame,
        matrix_changes,
        config={
            "area": config.TextColumn(_("Yhdyspinta"), pinned=True, width=270),
            **{one.id: config.TextColumn(one.name, width="medium") for one in shown.organisations},
        },
        disabled=["area"],
        label=_("Yhteyshenkilöt muokattavana taulukkona: rivi yhdyspintaa ja sarake organisaatiota kohti"),
    )


def matrix_changes(seen: Matrix, typed: Typed) -> ChangeSet:
    """What was typed into the cells, as changes against what was seen in them."""
    changes = [
        change
        for area, cells in typed.items()
        for one, text in cells.items()
        for change in set_cell(area, one, seen.at(area, one), text).changes
    ]
    return ChangeSet(tuple(changes))
