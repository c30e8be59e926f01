"""Yhdyspinnat: who answers for what municipality and county share, their networks, how far cooperation has come."""

import streamlit as st

from hyte_core.cooperation import Cooperation
from hyte_core.locale import _
from hyte_core.ui import address
from hyte_core.ui.area_choosing import chosen_matrix
from hyte_core.ui.area_dialogs import open_dialog
from hyte_core.ui.area_matrix import show_matrix
from hyte_core.ui.area_maturity import show_maturity
from hyte_core.ui.area_networks import show_networks
from hyte_core.ui.area_roles import show_roles
from hyte_core.ui.area_structures import show_structures
from hyte_core.ui.area_verify import verify_clicked
from hyte_core.ui.cooperation_data import cooperation


def main() -> None:
    """Draw the page; its part is in the address."""
    st.title(_("Yhdyspinnat"), anchor=False)
    found = cooperation()
    if not found.areas:
        _show_beginning(found)
        return
    if verify_clicked(found, chosen_matrix(found)):
        found = cooperation()
    parts = {
        "": (_("Matriisi"), show_matrix),
        "nimikkeet": (_("Nimikkeittäin"), show_roles),
        "verkostot": (_("Verkostot"), show_networks),
        "aste": (_("Yhteistyön aste"), show_maturity),
        "rakenteet": (_("Rakenteet"), show_structures),
    }
    part = address.get("osa") if address.get("osa") in parts else ""
    st.segmented_control(
        _("Osa"),
        list(parts),
        format_func=lambda one: parts[one][0],
        required=True,
        label_visibility="collapsed",
        **address.bound("osa", part, lambda value: value or ""),
    )
    parts[part][1](found)
    open_dialog(found)


def _show_beginning(found: Cooperation) -> None:
    st.info(
        _(
            "Yhdyspintoja ei ole vielä. Tuo ne työkirjana sivulla Tuonti tai lisää ensimmäinen: siihen kirjataan yhteyshenkilöt, verkostot ja yhteistyön aste."
        )
    )
    st.button(_("Lisää yhdyspinta"), icon=":material/add:", on_click=address.put, args=("uusialue", "1"))
    open_dialog(found)


main()
