"""Toimenpiteet: the plan as focus area > goal > action, to read, to filter and to edit."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui import address
from hyte_core.ui.actions import dialogs as action_dialogs
from hyte_core.ui.actions.list import show_list
from hyte_core.ui.actions.page import show_action
from hyte_core.ui.choosing import choose
from hyte_core.ui.welcome import welcome


def main() -> None:
    """Draw the page."""
    made = choose(_("Toimenpiteet"))
    if made is None:
        welcome()
        return
    chosen, since = made
    one = chosen.plan.by_id.get(address.get("toimenpide"))
    if one is not None:
        show_action(chosen, one)
    else:
        if address.get("toimenpide"):
            st.warning(_("Linkin toimenpidettä ei enää ole."), icon=":material/link_off:")
            address.put("toimenpide", "")
        show_list(chosen, since)
    if chosen.live:
        action_dialogs.open_dialog(chosen.plan)


main()
