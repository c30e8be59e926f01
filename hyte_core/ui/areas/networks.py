"""Networks under their areas: who coordinates, how often they meet, which actions they work on."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from hyte_core.cooperation import AreaView, Cooperation, NetworkView, matches
from hyte_core.locale import _, ngettext, number
from hyte_core.ui import address, plan_data, session
from hyte_core.ui.areas.choosing import NARROWING, PARAMETERS, PATH, choose_structure, chosen_matrix
from hyte_core.ui.choosing import choose_plan, plan_pickers
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.style import draw
from hyte_core.views import PlanView


@narrowed_by(*NARROWING)
def show_networks(found: Cooperation) -> None:
    """The networks of the structure's areas, those of no area, and the areas that have none."""
    whole = chosen_matrix(found)
    plan = _choose(found)
    wanted = address.get("haku")
    groups = [(area, _found(found, area, wanted)) for area in whole.areas]
    elsewhere = found.networks_of(None)
    others = [one for one in elsewhere if wanted and matches(_told(one), wanted)]
    shown = [*(one for _area, of_area in groups for one in of_area), *others]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_counts(shown), width="stretch")
        if wanted:
            st.button(
                _("Poista rajaukset"),
                icon=":material/filter_alt_off:",
                on_click=address.put,
                args=("haku", ""),
            )
        if session.may_edit():
            st.button(
                _("Lisää verkosto"), icon=":material/add:", on_click=address.put, args=("uusiverkosto", "1")
            )
    lacking = [area for area in whole.areas if not found.networks_of(area.id)]
    here = partial(address.Links(PARAMETERS).to, PATH)
    if not shown:
        st.info(_("Yksikään verkosto ei vastaa rajausta."), icon=":material/filter_alt_off:")
    draw(
        "area_networks.html",
        groups=[(area.name, _rows(of_area, plan)) for area, of_area in groups if of_area]
        + by_heading(others, plan),
        lacking=[] if wanted else [(area.name, here(uusiverkosto=area.id)) for area in lacking],
        here=here,
        live=session.may_edit(),
        action=address.Links().to,
        more=ngettext(
            "{n} verkosto ilman omaa yhdyspintaa on kohdassa Rakenteet",
            "{n} verkostoa ilman omaa yhdyspintaa on kohdassa Rakenteet",
            len(elsewhere),
        )
        if elsewhere and not wanted
        else "",
    )


def _counts(shown: Sequence[NetworkView]) -> str:
    """How many networks there are, and of how many it is known who coordinates and how often they meet."""
    all_ = ngettext("{n} verkosto", "{n} verkostoa", len(shown))
    known = _("koordinoija tiedossa: {coordinated}, kokoontuminen tiedossa: {meeting}").format(
        coordinated=number(sum(bool(one.coordinator) for one in shown)),
        meeting=number(sum(bool(one.meets) for one in shown)),
    )
    return f"**{all_}** · {known}"


def _choose(found: Cooperation) -> PlanView | None:
    """The pickers; the plan whose actions are shown, None if there are no plans."""
    whole = chosen_matrix(found)
    row = st.container(horizontal=True)
    with row:
        choose_structure(found, whole)
        st.text_input(
            _("Haku"),
            placeholder=_("Verkosto, koordinoija tai jäsen"),
            **address.bound("haku", address.get("haku"), str.strip),
        )
    head = choose_plan()
    if head is None:
        return None
    plan_pickers(head, (row, row))
    return plan_data.plan(head.id, session.moment())


def _told(one: NetworkView) -> str:
    return " ".join((one.name, one.heading, one.coordinator, one.meets, *one.members, one.note))


def _found(found: Cooperation, area: AreaView, wanted: str) -> list[NetworkView]:
    """The area's networks that have the words; all of them if the area's own name has."""
    return [one for one in found.networks_of(area.id) if matches(f"{area.name} {_told(one)}", wanted)]


def by_heading(
    networks: Iterable[NetworkView], plan: PlanView | None
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Networks of no area under their headings, in order."""
    headings: dict[str, list[NetworkView]] = {}
    for one in networks:
        headings.setdefault(one.heading, []).append(one)
    return [(heading or _("Muut verkostot"), _rows(of_one, plan)) for heading, of_one in headings.items()]


def _rows(networks: Sequence[NetworkView], plan: PlanView | None) -> list[dict[str, Any]]:
    return [_row(one, plan) for one in networks]


def _row(one: NetworkView, plan: PlanView | None) -> dict[str, Any]:
    """A network with those of its actions that the plan has, and how many it has in other plans."""
    actions = [plan.by_id[id_] for id_ in one.links if id_ in plan.by_id] if plan else []
    elsewhere = len(one.links) - len(actions)
    more = ngettext(
        "{n} toimenpide muissa suunnitelmissa", "{n} toimenpidettä muissa suunnitelmissa", elsewhere
    )
    return {"network": one, "actions": actions, "elsewhere": more if elsewhere else ""}
