"""On whom the areas hang: roles, persons, organisations."""

from functools import partial
from typing import Any

import streamlit as st

from hyte_core.cooperation import Cooperation, Load, by_organisation, person_loads, role_loads
from hyte_core.locale import _
from hyte_core.ui import address, session
from hyte_core.ui.areas.choosing import NARROWING, PARAMETERS, PATH, asked_part, choose_part
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.style import draw


@narrowed_by(*NARROWING)
def show_roles(found: Cooperation) -> None:
    """Which role and which person answers for how many areas, and what each organisation lacks."""
    chosen = asked_part(found)
    choose_part(found, chosen.whole)
    if not chosen.shown.contacts:
        st.info(_("Rajauksessa ei ole yhteyshenkilöitä."), icon=":material/filter_alt_off:")
    size = len(chosen.whole.areas)
    loads = role_loads(chosen.shown)
    draw(
        "area_roles.html",
        many=[_row(load, size) for load in loads if len(load.areas) > 1],
        single=[_row(load, size) for load in loads if len(load.areas) == 1],
        persons=[_row(load, size) for load in person_loads(chosen.shown)],
        columns=by_organisation(chosen.shown, session.shown_day()),
        size=size,
        live=session.may_edit(),
        here=partial(address.Links(PARAMETERS).to, PATH),
    )


def _row(load: Load, size: int) -> dict[str, Any]:
    return {
        "role": load.role,
        "person": load.person,
        "organisation": load.organisation.name,
        "n": len(load.areas),
        "share": round(100 * len(load.areas) / size) if size else 0,
        "areas": [area.name for area in load.areas],
    }
