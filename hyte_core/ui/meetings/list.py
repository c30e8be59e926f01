"""The meetings of an organisation, the newest first."""

import streamlit as st

from hyte_core.locale import _, day
from hyte_core.meetings import Meetings
from hyte_core.meetings.words import kind_word, open_words, state_word
from hyte_core.ui import address, session
from hyte_core.ui.style import draw


def show_list(found: Meetings) -> None:
    """The meetings with their state and open decisions, and the way to call a new one."""
    if session.may_edit():
        st.button(
            _("Kutsu kokous koolle"),
            type="primary",
            icon=":material/add:",
            on_click=address.put,
            args=("avaa", "uusi"),
        )
    if not found.all:
        _tell_of_none()
        return
    links = address.Links()
    draw(
        "meetings.html",
        rows=[
            {
                "day": one.held_on,
                "title": one.title,
                "href": links.to("kokous", kokous=one.id),
                "kind": kind_word(one.kind),
                "state": state_word(one),
                "is_open": one.is_open,
                "decisions": len(one.decisions),
                "open": open_words(sum(decision.is_open for decision in one.decisions)),
            }
            for one in found.all
        ],
    )


def _tell_of_none() -> None:
    if session.may_edit():
        st.info(
            _(
                "Kokouksia ei ole vielä. Kutsu ensimmäinen koolle: esityslista syntyy valmiiksi siitä, mitä suunnitelmissa on muuttunut, myöhässä tai arvioimatta."
            )
        )
    elif session.moment() is not None:
        st.info(_("Kokouksia ei vielä ollut {day}.").format(day=day(session.shown_day())))
    else:
        st.info(_("Kokouksia ei ole vielä. Koordinaattori kutsuu ne koolle tällä sivulla."))
