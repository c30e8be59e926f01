"""Esitys: slides from the plan's own data, chosen and ordered, shown on the whole screen or taken as PowerPoint."""

import streamlit as st

from hyte_core.history import Moment
from hyte_core.locale import _
from hyte_core.ui import address, plan_data
from hyte_core.ui.choosing import Chosen, choose_plan, chosen_plan, plan_banner, plan_pickers, plan_title
from hyte_core.ui.moments import choose_moment
from hyte_core.ui.presentations import data as presentation_data
from hyte_core.ui.presentations import dialogs as presentation_dialogs
from hyte_core.ui.presentations.choose import show_slides, start_link
from hyte_core.ui.presentations.files import downloads
from hyte_core.ui.presentations.show import SHEET, leave, show
from hyte_core.ui.welcome import welcome
from hyte_core.views import PlanHead, PlanView
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
    if address.get(SHEET):
        _plan_of(head, choose_moment(_live(head)))
        show(presentation_data.shown(head.id, chosen.id if chosen else ""))
    else:
        _draw(head, known, chosen)


def _live(head: PlanHead) -> PlanView:
    plan = plan_data.plan(head.id)
    assert plan is not None
    return plan


def _plan_of(head: PlanHead, at: Moment | None) -> Chosen:
    """The plan at the moment; the run shows the present from here on if it was not there then."""
    return chosen_plan(_live(head), at)


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


def _draw(head: PlanHead, known: dict[str, PresentationView], chosen: PresentationView | None) -> None:
    heading = st.container()
    row = st.container(horizontal=True)
    plan_pickers(head, (row, row))
    made = _plan_of(head, choose_moment(_live(head), row))
    with heading:
        plan_title(made.plan, _("Esitys"))
    plan_banner(made)
    found = presentation_data.shown(head.id, chosen.id if chosen else "")
    row.selectbox(
        _("Esitys"),
        ["", *known],
        format_func=lambda id_: known[id_].name if id_ else _("Tavallinen esitys"),
        **address.bound("esitys", chosen.id if chosen else "", str),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        start_link(found)
        if made.live:
            presentation_dialogs.buttons(chosen)
        downloads(made.plan, found)
    show_slides(found, chosen if made.live else None)
    if made.live:
        presentation_dialogs.open_dialog(head.id, chosen)


main()
