"""The first page of an empty installation: how to begin."""

from datetime import UTC, datetime

import streamlit as st

from hyte_core.database import DATA_FOLDER
from hyte_core.excel import template
from hyte_core.installation import load_folder
from hyte_core.locale import _, language
from hyte_core.ui import session
from hyte_core.ui.register import page


def welcome() -> None:
    """Three ways to begin: the template, an upload, the example."""
    st.title(_("Tervetuloa"), anchor=False)
    st.markdown(_("Täällä ei ole vielä suunnitelmia. Aloita jollakin näistä tavoista:"))
    first, second, third = st.columns(3, border=True)
    with first:
        st.header(_("1. Täytä mallipohja"), anchor=False)
        st.markdown(_("Excel-työkirja, jossa on valmiit sarakkeet ja lyhyt ohje."))
        template_button()
    with second:
        st.header(_("2. Tuo työkirja"), anchor=False)
        st.markdown(_("Näet ennen tallennusta, mitä tiedostosta ymmärrettiin."))
        st.page_link(page("tuonti"), label=_("Siirry tuontiin"), icon=":material/upload_file:")
    with third:
        st.header(_("3. Tutustu esimerkkeihin"), anchor=False)
        st.markdown(_("Kuntien ja hyvinvointialueen julkisia suunnitelmia sekä keksitty esimerkkikunta."))
        if st.button(_("Ota esimerkit käyttöön"), icon=":material/science:"):
            with st.spinner(_("Ladataan…")):
                load_folder(session.engine(), DATA_FOLDER, now=datetime.now(UTC))
            st.rerun()


def template_button() -> None:
    """A button that downloads the template in the reader's language."""
    st.download_button(
        _("Lataa mallipohja"),
        _template(language()),
        file_name=_("hyvinvointisuunnitelma_malli.xlsx"),
        icon=":material/download:",
    )


@st.cache_data(show_spinner=False)
def _template(code: str) -> bytes:
    return template()
