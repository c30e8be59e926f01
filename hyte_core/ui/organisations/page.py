"""Kunnat ja alueet under its title: the filters, the parts, and the part that is chosen."""

import streamlit as st

from hyte_core.locale import _, day
from hyte_core.ui import address
from hyte_core.ui.choosing import page_part
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.organisations import data as organisations_data
from hyte_core.ui.organisations.filters import NARROWING, ORDER, Wanted, asked, clear, filter_widgets
from hyte_core.ui.organisations.heat import show_heat
from hyte_core.ui.organisations.ranking import show_ranking
from hyte_core.ui.organisations.updates import show_updates
from hyte_core.ui.style import draw


@narrowed_by(*NARROWING, ORDER)
def show_organisations() -> None:
    """The filters and the part of the page that the address names; only that part is read and drawn."""
    all_ = organisations_data.bodies()
    wanted = asked(all_)
    filter_widgets(all_, wanted)
    parts = {
        "": (_("Toimenpiteet"), show_heat),
        "indikaattorit": (_("Indikaattorit"), show_ranking),
        "paivitykset": (_("Kuka on päivittänyt"), show_updates),
    }
    show = page_part(parts)
    if wanted.past:
        _tell_moment(wanted)
    if not wanted.shown:
        st.info(_("Mikään organisaatio ei vastaa rajausta."), icon=":material/filter_alt_off:")
        st.button(_("Poista rajaukset"), icon=":material/filter_alt_off:", on_click=clear)
        return
    show(wanted)


def _tell_moment(wanted: Wanted) -> None:
    draw(
        "moment.html",
        title=_("Tilanne {day}").format(day=day(wanted.on)),
        meeting="",
        more=_(
            "Arviot ja arvot siihen mennessä; organisaatiot, suunnitelmat ja yhteyshenkilöt ovat nykyiset."
        ),
        back=address.without("paiva", "vuosi"),
    )
