"""Muutosloki: who changed what, and taking it back."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui import session
from hyte_core.ui.backups import backups_button
from hyte_core.ui.journal_list import show_journal


def main() -> None:
    """Draw the page."""
    session.watch()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Muutosloki"), anchor=False, width="stretch")
        backups_button()
    st.markdown(_("Jokainen muutos: kuka, milloin ja mitä. Muutoksen voi perua; myös peruminen jää lokiin."))
    show_journal()


main()
