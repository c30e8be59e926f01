"""Indikaattorit: where the municipality stands beside its targets, its county and the country, group by group."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui import address, past_data, plan_data, session
from hyte_core.ui.choosing import Chosen, choose_plan, chosen_plan, plan_pickers, plan_title
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.indicators import dialogs as indicator_dialogs
from hyte_core.ui.indicators.list import show_list
from hyte_core.ui.indicators.page import show_indicator
from hyte_core.ui.indicators.sotkanet import show_sotkanet
from hyte_core.ui.moments import banner, choose_moment, pick_moment
from hyte_core.ui.welcome import welcome
from hyte_core.views import PlanView


def main() -> None:
    """Draw the page."""
    head = choose_plan()
    if head is None:
        welcome()
        return
    plan = plan_data.plan(head.id)
    assert plan is not None
    if address.get("sotkanet"):
        show_sotkanet(plan, indicator_data.indicators(plan.organisation_id))
        return
    if address.get("indikaattori") and _show_one(plan):
        return
    chosen = chosen_plan(plan, choose_moment(plan))
    plan_title(chosen.plan, _("Indikaattorit"))
    row = st.container(horizontal=True)
    plan_pickers(head, (row, row))
    places = row.container(), row.container()
    pick_moment(plan, row)
    _banner(chosen)
    if address.get("indikaattori"):
        st.warning(_("Linkin indikaattoria ei enää ole."), icon=":material/link_off:")
        address.put("indikaattori", "")
    found = indicator_data.indicators(plan.organisation_id, chosen.at)
    show_list(chosen.plan, found, places)
    if found.all and session.may_edit():
        indicator_dialogs.open_dialog(plan, found, None)


def _show_one(plan: PlanView) -> bool:
    """Show the indicator that the address names; False if there is no such indicator at the moment shown."""
    chosen = chosen_plan(plan, choose_moment(plan))
    found = indicator_data.indicators(plan.organisation_id, chosen.at)
    one = found.by_id.get(address.get("indikaattori"))
    if one is None:
        return False
    _banner(chosen)
    show_indicator(chosen.plan, found, one)
    if session.may_edit():
        indicator_dialogs.open_dialog(chosen.plan, found, one)
    return True


def _banner(chosen: Chosen) -> None:
    oldest = _(
        "Arvot siihen vuoteen mennessä; muut tiedot sellaisina kuin ne ensimmäisen kerran tallennettiin"
    )
    banner(chosen.at, lambda: past_data.indicators_origin(chosen.plan.organisation_id), oldest)


main()
