"""Yhdyspinnat: who answers for what municipality and county share, their networks, how far cooperation has come."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.cooperation import Cooperation
from hyte_core.locale import _
from hyte_core.ui import address, past_data, plan_data, session
from hyte_core.ui.areas.choosing import chosen_matrix
from hyte_core.ui.areas.data import cooperation
from hyte_core.ui.areas.dialogs import open_dialog
from hyte_core.ui.areas.matrix import show_matrix
from hyte_core.ui.areas.maturity import show_maturity
from hyte_core.ui.areas.networks import show_networks
from hyte_core.ui.areas.roles import show_roles
from hyte_core.ui.areas.structures import show_structures
from hyte_core.ui.areas.verify import verify_clicked
from hyte_core.ui.choosing import choose_plan, page_part
from hyte_core.ui.moments import banner, choose_moment


def main() -> None:
    """Draw the page; its part is in the address."""
    heading, place = st.columns([3, 1])
    heading.title(_("Yhdyspinnat"), anchor=False)
    _choose_moment(place)
    found = cooperation()
    live = session.may_edit()
    if not found.areas:
        _show_beginning(found, live)
        return
    if live and verify_clicked(found, chosen_matrix(found)):
        found = cooperation()
    parts = {
        "": (_("Matriisi"), show_matrix),
        "nimikkeet": (_("Nimikkeittäin"), show_roles),
        "verkostot": (_("Verkostot"), show_networks),
        "aste": (_("Yhteistyön aste"), show_maturity),
        "rakenteet": (_("Rakenteet"), show_structures),
    }
    page_part(parts)(found)
    if live:
        open_dialog(found)


def _choose_moment(place: DeltaGenerator) -> None:
    """The picker of moments; its years and meetings are those of the plan that is chosen."""
    head = choose_plan()
    plan = plan_data.plan(head.id) if head else None
    if plan is None:
        return
    at = choose_moment(plan, place)
    banner(at, past_data.cooperation_origin, _("Tiedot sellaisina kuin ne ensimmäisen kerran tallennettiin"))


def _show_beginning(found: Cooperation, live: bool) -> None:
    if not live:
        st.info(_("Yhdyspintoja ei ollut silloin vielä kirjattu."))
        return
    st.info(
        _(
            "Yhdyspintoja ei ole vielä. Tuo ne työkirjana sivulla Tuonti tai lisää ensimmäinen: siihen kirjataan yhteyshenkilöt, verkostot ja yhteistyön aste."
        )
    )
    st.button(_("Lisää yhdyspinta"), icon=":material/add:", on_click=address.put, args=("uusialue", "1"))
    open_dialog(found)


main()
