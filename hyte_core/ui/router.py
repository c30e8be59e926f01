"""The entry of every run: language, version of the data, navigation, then the page."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.access import Author, Person
from hyte_core.database import explain
from hyte_core.locale import LANGUAGES, _, set_language
from hyte_core.ui import address, cells, guard, session
from hyte_core.ui.fragments import fragment
from hyte_core.ui.markdown import plain
from hyte_core.ui.register import MISSING_PAGE, PAGES
from hyte_core.ui.saving import LAST, take_back_last, tell_refusal
from hyte_core.ui.style import FOLDER, use_style

#: How often an open page asks whether somebody else has changed something, seconds: what others save is seen within three.
POLL_SECONDS = 2


def main() -> None:
    """Draw the frame and run the page that the address names."""
    address.keep_shared()
    set_language(address.get("kieli"))
    st.set_page_config(
        page_title="HYTE",
        layout="wide",
        initial_sidebar_state=285,
        page_icon=FOLDER / "icon.svg",
    )
    st.logo(FOLDER / "logo.svg", size="large")
    use_style()
    who = session.author()
    if who is None:
        st.navigation([info.page() for info in PAGES], position="hidden")
        _language()
        guard.login_page(session.now())
        return
    current = st.navigation([info.page() for info in PAGES])
    _sidebar(who)
    try:
        session.refresh_version()
        session.show_now()
    except (SQLAlchemyError, OSError) as error:
        st.error(explain(error), icon=":material/error:")
        st.stop()
    _watch(session.version())
    tell_refusal()
    if missing := address.get(MISSING_PAGE):
        st.warning(
            _("Sivua ”{name}” ei ole. Valitse sivu vasemmalta.").format(name=plain(missing[:60])),
            icon=":material/link_off:",
        )
        address.put(MISSING_PAGE, "")
    current.run()


def _sidebar(who: Author) -> None:
    _language()
    with st.sidebar:
        if isinstance(who, Person):
            guard.account(who)
        else:
            _name(who)
        if st.session_state.get(LAST):
            st.button(_("Peru viimeisin tallennukseni"), icon=":material/undo:", on_click=take_back_last)


def _language() -> None:
    codes = list(LANGUAGES)
    chosen = address.get("kieli") if address.get("kieli") in codes else "fi"
    st.sidebar.segmented_control(
        _("Kieli"),
        codes,
        format_func=LANGUAGES.__getitem__,
        required=True,
        **address.bound("kieli", chosen, lambda code: "" if code == "fi" else code),
    )


def _name(who: str) -> None:
    """The name that the journal gets. In a closed popover the field costs the browser nothing when a page opens."""
    with st.popover(plain(who[:40]), icon=":material/person:", type="tertiary"):
        st.text_input(
            _("Nimesi muutoslokiin"),
            key=session.AUTHOR,
            placeholder=session.default_author(),
            persist_state="session",
            max_chars=100,
            help=_("Muutosloki kertoo tällä nimellä, kuka muutti mitäkin."),
        )


@fragment(run_every=POLL_SECONDS)
def _watch(shown: int) -> None:
    """Show what others save without anybody reloading the page; while a grid is being edited, only tell of it."""
    if session.newest_version() == shown:
        return
    if not st.session_state.get("pending") and not cells.unsaved():
        st.rerun()
    st.info(
        _("Joku toinen on tallentanut muutoksia. Ne näkyvät, kun tallennat tai hylkäät omasi."),
        icon=":material/sync:",
    )


main()
