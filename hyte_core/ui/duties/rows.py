"""The duties of a year as a list to tick, each with its evidence and what it was the year before."""

from functools import partial
from typing import Any

import streamlit as st

from hyte_core.changes import Outcome
from hyte_core.changes.duty_edits import copy_responsible, tick
from hyte_core.duties import Duties, DutyView, sections, web_address
from hyte_core.duties.words import heading, state_word
from hyte_core.lights import Light
from hyte_core.locale import _, ngettext, set_language
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import draw

#: The parameters of the page: year, part, the state that the list is narrowed to.
PARAMETERS = ("tehtavavuosi", "osa", "tila")
_REFUSED = "duty_refused"


def show_duties(found: Duties, year: int) -> None:
    """The duties under their headings, narrowed to the state that the address names."""
    if refused := st.session_state.pop(_REFUSED, None):
        explain_refusal(refused)
    wanted = address.get("tila") if address.get("tila") in [light.value for light in Light] else ""
    if wanted:
        st.button(
            _("Poista rajaukset"), icon=":material/filter_alt_off:", on_click=address.put, args=("tila", "")
        )
    href = partial(address.Links(PARAMETERS).to, "lakisaateiset")
    live = session.may_edit()
    shown = 0
    for number, section in enumerate(sections(found)):
        kept = [one for one in section.duties if not wanted or one.light(year).value == wanted]
        shown += len(kept)
        if kept:
            st.subheader(plain(heading(section, found.party or "")), anchor=False)
        with st.container(key=f"duties_{number}", gap=None):
            for one in kept:
                if live:
                    _tick_box(found, one, year)
                draw("duty.html", href=href(kirjaa=one.id) if live else "", **row(one, year))
    if not shown:
        st.info(_("Mikään tehtävä ei ole tässä tilassa."), icon=":material/filter_alt_off:")


def row(one: DutyView, year: int) -> dict[str, Any]:
    """A duty as the templates draw it."""
    report, before = one.reports.get(year), one.reports.get(year - 1)
    return {
        "duty": one,
        "report": report,
        "light": one.light(year),
        "word": state_word(one.light(year)),
        "link": web_address(report.link) if report else "",
        "year": year,
        "before": before and before.light,
        "before_word": before and state_word(before.light),
    }


def copy_button(found: Duties, year: int) -> None:
    """Copies who answered the year before, in one click; not there when there is nothing to copy."""
    copies = copy_responsible(found, year)
    if not copies:
        return
    label = ngettext(
        "Kopioi {n} vastuuhenkilö edelliseltä vuodelta",
        "Kopioi {n} vastuuhenkilöä edelliseltä vuodelta",
        len(copies.changes),
    )
    if st.button(label, icon=":material/content_copy:", key="copy_responsible"):
        _tell(save(copies))
        st.rerun()


def _tick_box(found: Duties, one: DutyView, year: int) -> None:
    """The box shows what the database has; ticking it saves at once."""
    key = f"tick_{one.id}_{year}"
    st.session_state[key] = one.light(year) is Light.GREEN
    st.checkbox(plain(one.name), key=key, on_change=_ticked, args=(key, found, one, year))


def _ticked(key: str, found: Duties, one: DutyView, year: int) -> None:
    set_language(address.get("kieli"))
    _tell(save(tick(found, one, year, st.session_state[key])))


def _tell(outcome: Outcome) -> None:
    """Keep the reason of a refusal for the page that is drawn next."""
    if not outcome.done:
        st.session_state[_REFUSED] = outcome
