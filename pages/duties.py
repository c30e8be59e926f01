"""Lakisääteiset: what 612/2021 asks of the municipality or the county, done or not, year by year; the yearly cycle."""

from functools import partial

import streamlit as st

from hyte_core.duties import Duties
from hyte_core.duties.checks import FIRST_YEAR, LAST_YEAR
from hyte_core.duties.words import state_word
from hyte_core.locale import _, language
from hyte_core.ui import address, duty_data, duty_dialogs, session
from hyte_core.ui.choosing import choose_plan, chosen_plan, plan_pickers, plan_title
from hyte_core.ui.duty_cycle import show_cycle
from hyte_core.ui.duty_due import due_items
from hyte_core.ui.duty_files import as_workbook, on_paper
from hyte_core.ui.duty_rows import copy_button, show_duties
from hyte_core.ui.markdown import plain
from hyte_core.ui.moments import banner, choose_moment
from hyte_core.ui.register import page
from hyte_core.ui.style import draw
from hyte_core.ui.welcome import welcome

#: How many years back can always be chosen; further back those of which something is recorded.
YEARS_BACK = 4
#: How many things the list of what is due next shows.
SHOWN = 4


def main() -> None:
    """Draw the page."""
    head = choose_plan()
    if head is None:
        welcome()
        return
    plan = session.plan(head.id)
    assert plan is not None
    place = st.container()
    pickers = st.columns(4)
    plan_pickers(head, pickers)
    chosen = chosen_plan(plan, choose_moment(plan, pickers[3]))
    with place:
        plan_title(chosen.plan, _("Lakisääteiset"))
    banner(
        chosen.at,
        session.duties_origin(plan.organisation_id),
        _("Kirjaukset siihen mennessä; muut tiedot vanhimpina tunnettuina"),
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
    _show(found, _choose_year(found, pickers[2]))


def _tell_how_to_begin() -> None:
    st.info(
        _(
            "Lakisääteisiä tehtäviä ei ole vielä tuotu. Ne ovat työkirjassa data/lakisaateiset.xlsx: tuo se sivulla Tuonti."
        )
    )
    st.page_link(page("tuonti"), label=_("Siirry tuontiin"), icon=":material/upload_file:")


def _choose_year(found: Duties, place: st.delta_generator.DeltaGenerator) -> int:
    """The year that the address names, this year by default."""
    this, told = session.shown_day().year, address.get("tehtavavuosi")
    wanted = int(told) if told.isascii() and told.isdecimal() and len(told) == 4 else this
    if told and not (str(wanted) == told and FIRST_YEAR <= wanted <= LAST_YEAR):
        st.warning(_("Vuotta {year} ei voi näyttää: näytetään tämä vuosi.").format(year=plain(told[:20])))
        wanted = this
    years = {*range(this - YEARS_BACK, this + 2), *found.years, wanted}
    place.selectbox(
        _("Vuosi"),
        sorted(years, reverse=True),
        **address.bound("tehtavavuosi", wanted, lambda year: "" if year == this else str(year)),
    )
    return wanted


def _show(found: Duties, year: int) -> None:
    if session.may_edit():
        duty_dialogs.open_dialog(found, year)
    counts = found.count(year)
    links = address.Links(("tehtavavuosi",))
    draw(
        "duties.html",
        year=year,
        counts=counts,
        all=len(found.all),
        word=state_word,
        href=lambda light: links.to("lakisaateiset", tila=light.value),
        due=due_items(found, session.shown_day(), most=SHOWN),
    )
    parts = {"": _("Tehtävät"), "vuosikello": _("Vuosikello")}
    part = address.get("osa") if address.get("osa") in parts else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            _("Näkymä"),
            list(parts),
            format_func=parts.__getitem__,
            required=True,
            label_visibility="collapsed",
            **address.bound("osa", part, lambda value: value or ""),
        )
        if not part and session.may_edit():
            copy_button(found, year)
        _downloads(found, year)
    if part:
        show_cycle(found, year)
    else:
        show_duties(found, year)


def _downloads(found: Duties, year: int) -> None:
    """The year as a workbook that can be brought back, and on paper."""
    name = f"{_('Lakisääteiset')} {year} {found.organisation}"
    st.download_button(
        _("Excel"),
        partial(as_workbook, found, year, language()),
        file_name=f"{name[:80]}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
    st.download_button(
        _("Tulosta"),
        partial(on_paper, found, year, session.shown_day(), language(), name),
        file_name=f"{name[:80]}.html",
        icon=":material/print:",
        on_click="ignore",
    )


main()
