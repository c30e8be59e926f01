"""Raportti: the yearly report to the council as .docx or .html, and the same as slides (.pptx)."""

from datetime import date

import streamlit as st

from hyte_core.locale import LANGUAGES, _, language
from hyte_core.problems import RefusalError
from hyte_core.reports import file
from hyte_core.ui import session
from hyte_core.ui.choosing import Chosen, choose
from hyte_core.ui.markdown import plain
from hyte_core.ui.welcome import welcome

_MADE = "report_made"
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def main() -> None:
    """Draw the page."""
    made = choose(_("Raportti"))
    if made is None:
        welcome()
        return
    chosen, since = made
    st.markdown(
        _(
            "Raportti valtuustolle kootaan suunnitelman arvioista, indikaattoreista, yhdyspinnoista ja lakisääteisistä tehtävistä. Henkilöiden nimiä ja pieniä lukuja siinä ei ole."
        )
    )
    if not chosen.live:
        st.info(_("Raportin voi tehdä vain tämän päivän tilanteesta. Valitse Tilanne-kohdasta Tänään."))
        return
    _form(chosen, since)
    _download()


def _form(chosen: Chosen, since: date) -> None:
    """What the report is made of; making it takes from a second to half a minute."""
    shapes = {
        ".docx": _("Raportti, Word (.docx)"),
        ".html": _("Raportti, verkkosivu (.html)"),
        ".pptx": _("Diat, PowerPoint (.pptx)"),
    }
    with st.form("report", enter_to_submit=False):
        first, second = st.columns(2)
        suffix = first.selectbox(_("Muoto"), list(shapes), format_func=shapes.__getitem__)
        codes = list(LANGUAGES)
        code = second.selectbox(
            _("Raportin kieli"), codes, codes.index(language()), format_func=LANGUAGES.__getitem__
        )
        introduction = st.text_area(
            _("Johdanto"), placeholder=_("Kirjoita tähän raportin alkusanat, tai jätä tyhjäksi."), height=120
        )
        conclusions = st.text_area(
            _("Johtopäätökset"), placeholder=_("Mitä tästä seuraa ensi vuodelle?"), height=120
        )
        template = st.file_uploader(
            _("Oma asiakirjapohja (.docx tai .pptx, ei pakollinen)"), type=["docx", "pptx"]
        )
        if not st.form_submit_button(_("Tee raportti"), type="primary", icon=":material/description:"):
            return
    if template is not None and not template.name.casefold().endswith(suffix):
        st.error(_("Asiakirjapohja on eri muotoa kuin raportti: valitse samanmuotoinen pohja tai poista se."))
        return
    try:
        with st.spinner(
            _("Kootaan raporttia… Kuvien piirtäminen voi kestää puoli minuuttia."), show_time=True
        ):
            content = file(
                session.engine(),
                chosen.plan.id,
                suffix,
                language=code,
                today=chosen.on,
                since=since,
                template=template.getvalue() if template is not None else None,
                introduction=introduction,
                conclusions=conclusions,
            )
    except RefusalError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    st.session_state[_MADE] = (f"{chosen.plan.organisation} {chosen.plan.name}{suffix}", content)


def _download() -> None:
    """The report that was made last, as long as the session lives."""
    name, content = st.session_state.get(_MADE, ("", b""))
    if not content:
        return
    st.success(_("Valmis: {name}").format(name=plain(name)), icon=":material/check:")
    st.download_button(
        _("Lataa"),
        content,
        file_name=name,
        mime=_TYPES[name[name.rindex(".") :]],
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


main()
