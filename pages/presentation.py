"""Esitys: slides from the plan's own data, chosen and ordered, shown on the whole screen or taken as PowerPoint."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui import address, presentation_data, presentation_dialogs
from hyte_core.ui.choosing import choose_plan, plan_pickers, plan_title
from hyte_core.ui.presentation_choose import show_slides, start_link
from hyte_core.ui.presentation_data import Shown
from hyte_core.ui.presentation_files import downloads
from hyte_core.ui.presentation_show import SHEET, leave, show
from hyte_core.ui.welcome import welcome
from hyte_core.views import PlanHead
from hyte_core.views.presentations import PresentationView

_SEEN = "presentation_seen"


def main() -> None:
    """Draw the page: the sheet that the address names, or the choice of slides."""
    _follow_link()
    head = choose_plan()
    if head is None:
        welcome()
        return
    known = {one.id: one for one in presentation_data.saved(head.id)}
    wanted = address.get("esitys")
    chosen = known.get(wanted)
    if wanted and chosen is None:
        st.warning(
            _("Linkin esitystä ei enää ole. Alla on suunnitelman tavallinen esitys."),
            icon=":material/link_off:",
        )
        leave()
    found = presentation_data.shown(head.id, chosen.id if chosen else "")
    if address.get(SHEET):
        show(found)
    else:
        _draw(head, known, chosen, found)


def _follow_link() -> None:
    """A link to a presentation opens the plan that it is of; when the reader changes the plan, it is left behind."""
    wanted = address.get("esitys")
    owner = presentation_data.owner(wanted) if wanted else None
    if owner and owner != address.get("suunnitelma"):
        if st.session_state.get(_SEEN) == wanted:
            address.put("esitys", "")
        else:
            address.put("suunnitelma", owner)
    st.session_state[_SEEN] = address.get("esitys")


def _draw(
    head: PlanHead, known: dict[str, PresentationView], chosen: PresentationView | None, found: Shown
) -> None:
    plan = presentation_data.material(head.id).plan
    plan_title(plan, _("Esitys"))
    pickers = st.columns(3)
    plan_pickers(head, pickers)
    pickers[2].selectbox(
        _("Esitys"),
        ["", *known],
        format_func=lambda id_: known[id_].name if id_ else _("Tavallinen esitys"),
        **address.bound("esitys", chosen.id if chosen else "", str),
    )
    if address.get("vuosi") or address.get("paiva"):
        st.info(_("Esitys näyttää tämän päivän tilanteen, vaikka muilla sivuilla katsotaan mennyttä hetkeä."))
    with st.container(horizontal=True, vertical_alignment="center"):
        start_link(found)
        presentation_dialogs.buttons(chosen)
        downloads(plan, found)
    show_slides(found, chosen)
    presentation_dialogs.open_dialog(head.id, chosen)


main()
