"""The entry of every run: language, version of the data, navigation, then the page."""

import logging

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.access import Author, Person
from hyte_core.database import explain
from hyte_core.locale import LANGUAGES, _, set_language
from hyte_core.problems import RefusalError
from hyte_core.ui import address, cells, guard, news, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.register import ACCESSIBILITY, MISSING_PAGE, PAGES
from hyte_core.ui.saving import LAST, take_back_last, tell_refusal, tell_said
from hyte_core.ui.style import draw, drawing
from hyte_core.ui.turns import work

log = logging.getLogger("hyte.pages")


def main() -> None:
    """Draw the frame and run the page that the address names."""
    with work().place():
        _run()


def _run() -> None:
    address.keep_shared()
    set_language(address.get("kieli"))
    # before the navigation: else the browser draws the sidebar's own width first, and looks for the page's icon
    st.set_page_config(page_icon=drawing("icon.svg"), layout="wide", initial_sidebar_state=285)
    st.logo(drawing("logo.svg"), size="large")
    who = session.author()
    current = st.navigation([info.page() for info in PAGES], position="sidebar" if who else "hidden")
    # the window's title tells which page it is
    st.set_page_config(page_title=f"{current.title} – HYTE")
    if who is None:
        _language()
        if current.url_path == ACCESSIBILITY:
            current.run()
        else:
            guard.login_page(session.now())
        _foot("", "")
        return
    _log_beginning(who)
    _sidebar(who)
    try:
        session.begin()
    except (SQLAlchemyError, OSError, RefusalError) as error:
        log.error("a page has no database", exc_info=error)
        sentence = str(error) if isinstance(error, RefusalError) else explain(error)
        st.error(plain(sentence), icon=":material/error:")
        _foot("", "")
        st.stop()
    _watch()
    tell_refusal()
    tell_said()
    if missing := address.get(MISSING_PAGE):
        st.warning(
            _("Sivua ”{name}” ei ole. Valitse sivu vasemmalta.").format(name=plain(missing[:60])),
            icon=":material/link_off:",
        )
        address.put(MISSING_PAGE, "")
    try:
        current.run()
        tell_said()
    finally:  # a page may stop or fail and must hear of news all the same
        _foot(session.shown_entry(), news.told(session.watched()))


def _log_beginning(who: Author) -> None:
    """In the log once a session: what the reader may do, and not who they are."""
    if not st.session_state.get("begun"):
        st.session_state["begun"] = True
        log.info("a session begins: %s", who.role.name if isinstance(who, Person) else "this computer")


def _sidebar(who: Author) -> None:
    _language()
    with st.sidebar:
        if isinstance(who, Person):
            guard.account(who)
        else:
            _name(who)
        if st.session_state.get(LAST):
            st.button(_("Peru viimeisin tallennukseni"), icon=":material/undo:", on_click=take_back_last)


def _foot(shown: int | str, read: str) -> None:
    """What the law asks to be found on every page, and what the document's script asks news of."""
    with st.sidebar:
        draw("foot.html", address=address.Links().to(ACCESSIBILITY), shown=shown, watched=read)


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


@st.fragment
def _watch() -> None:
    """Show what others save without anybody reloading the page; while a grid is being edited, only tell of it.

    The document's script presses the button when there are news; nobody sees it. It is soon done, and waits for nobody.
    """
    set_language(address.get("kieli"))
    st.button(_("Näytä, mitä muut ovat tallentaneet"), key="news")
    if not session.is_outdated():
        return
    if not st.session_state.get("pending") and not cells.unsaved():
        st.rerun()
    st.info(
        _("Joku toinen on tallentanut muutoksia. Ne näkyvät, kun tallennat tai hylkäät omasi."),
        icon=":material/sync:",
    )


main()
