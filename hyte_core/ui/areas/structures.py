"""Structures of cooperation beside the matrix: their areas with description and partners, networks of no area."""

from functools import partial

import streamlit as st

from hyte_core.cooperation import Cooperation
from hyte_core.locale import _
from hyte_core.ui import address, plan_data, session
from hyte_core.ui.areas.choosing import PARAMETERS, PATH, structure_word
from hyte_core.ui.areas.networks import by_heading
from hyte_core.ui.choosing import choose_plan
from hyte_core.ui.style import draw


def show_structures(found: Cooperation) -> None:
    """The structures without contacts in full, of those with contacts the areas that are described."""
    at = session.moment()
    if at is None:
        _adding_tools()
    used = {area for area, _one in found.cells}
    structures = []
    for name in found.structures:
        areas = found.of_structure(name)
        in_matrix = any(area.id in used for area in areas)
        shown = [area for area in areas if not in_matrix or area.description or area.partners]
        structures.append((in_matrix, structure_word(name), shown))
    structures.sort(key=lambda one: one[0])
    head = choose_plan()
    draw(
        "area_structures.html",
        structures=[(name, areas, len(areas)) for _matrix, name, areas in structures if areas],
        networks=by_heading(found.networks_of(None), plan_data.plan(head.id, at) if head else None),
        here=partial(address.Links(PARAMETERS).to, PATH),
        live=at is None,
        action=address.Links().to,
    )


def _adding_tools() -> None:
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(_("Lisää yhdyspinta"), icon=":material/add:", on_click=address.put, args=("uusialue", "1"))
        st.button(
            _("Lisää verkosto"), icon=":material/add:", on_click=address.put, args=("uusiverkosto", "1")
        )
