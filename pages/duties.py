"""Lakisääteiset: what 612/2021 asks of the municipality or the county, done or not, year by year; the yearly cycle."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui import past_data, plan_data, session
from hyte_core.ui.choosing import choose_plan, chosen_plan, plan_pickers, plan_title
from hyte_core.ui.duties import data as duty_data
from hyte_core.ui.duties import dialogs as duty_dialogs
from hyte_core.ui.duties.year import asked_year, show_year
from hyte_core.ui.moments import banner, choose_moment, pick_moment
from hyte_core.ui.register import page
from hyte_core.ui.welcome import welcome


def main() -> None:
    """Draw the page."""
    head = choose_plan()
    if head is None:
        welcome()
        return
    plan = plan_data.plan(head.id)
    assert plan is not None
    chosen = chosen_plan(plan, choose_moment(plan))
    plan_title(chosen.plan, _("Lakisääteiset"))
    row = st.container(horizontal=True)
    plan_pickers(head, (row, row))
    place = row.container()
    pick_moment(plan, row)
    banner(
        chosen.at,
        lambda: past_data.duties_origin(plan.organisation_id),
        _("Kirjaukset siihen mennessä; muut tiedot sellaisina kuin ne ensimmäisen kerran tallennettiin"),
    )
    found = duty_data.duties(plan.organisation_id)
    if found.party is None:
        st.info(
            _("Laki koskee kuntia ja hyvinvointialueita: valitse organisaatioksi kunta tai hyvinvointialue.")
        )
        return
    if not found.all and not found.events:
        if chosen.live:
            _tell_how_to_begin()
        else:
            st.info(_("Lakisääteisiä tehtäviä ei ollut silloin vielä tuotu."))
        return
    show_year(found, place)
    if session.may_edit():
        duty_dialogs.open_dialog(found, asked_year())


def _tell_how_to_begin() -> None:
    st.info(
        _(
            "Lakisääteisiä tehtäviä ei ole vielä tuotu. Ne ovat työkirjassa data/lakisaateiset.xlsx: tuo se sivulla Tuonti."
        )
    )
    st.page_link(page("tuonti"), label=_("Siirry tuontiin"), icon=":material/upload_file:")


main()
