"""A year of the statutory duties: how far they have been done, and each of them or the yearly cycle."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.duties import Duties
from hyte_core.duties.checks import FIRST_YEAR, LAST_YEAR
from hyte_core.duties.words import state_word
from hyte_core.locale import _, language
from hyte_core.ui import address, session
from hyte_core.ui.choosing import which_part
from hyte_core.ui.duties.cycle import show_cycle
from hyte_core.ui.duties.due import due_items
from hyte_core.ui.duties.files import as_workbook, on_paper
from hyte_core.ui.duties.rows import copy_button, show_duties
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.markdown import plain
from hyte_core.ui.style import draw

#: How many years back can always be chosen; further back those of which something is recorded.
YEARS_BACK = 4
#: How many things the list of what is due next shows.
SHOWN = 4


@narrowed_by("tehtavavuosi", "tila")
def show_year(found: Duties, place: DeltaGenerator) -> None:
    """The counts of the year that is chosen in ``place``, what is due next, and the part that the address names."""
    year = asked_year()
    _choose_year(found, year, place)
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
    with st.container(horizontal=True, vertical_alignment="center"):
        part = which_part(parts, _("Näkymä"))
        if not part and session.may_edit():
            copy_button(found, year)
        _downloads(found, year)
    if part:
        show_cycle(found, year)
    else:
        show_duties(found, year)


def asked_year() -> int:
    """The year that the address names; that of the day shown by default, and for one that cannot be shown."""
    told = address.get("tehtavavuosi")
    wanted = int(told) if told.isascii() and told.isdecimal() and len(told) == 4 else 0
    return wanted if FIRST_YEAR <= wanted <= LAST_YEAR else session.shown_day().year


def _choose_year(found: Duties, year: int, place: DeltaGenerator) -> None:
    this, told = session.shown_day().year, address.get("tehtavavuosi")
    if told and told != str(year):
        st.warning(_("Vuotta {year} ei voi näyttää: näytetään tämä vuosi.").format(year=plain(told[:20])))
    years = {*range(this - YEARS_BACK, this + 2), *found.years, year}
    place.selectbox(
        _("Vuosi"),
        sorted(years, reverse=True),
        **address.bound("tehtavavuosi", year, lambda one: "" if one == this else str(one)),
    )


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
