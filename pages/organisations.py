"""Kunnat ja alueet: many organisations beside each other, for a county and for the whole country."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui.organisations import data as organisations_data
from hyte_core.ui.organisations.page import show_organisations
from hyte_core.ui.welcome import welcome


def main() -> None:
    """Draw the page."""
    if not any(one.plans for one in organisations_data.bodies()):
        welcome()
        return
    st.title(_("Kunnat ja alueet"), anchor=False)
    show_organisations()


main()
