"""Backups on the journal's page: download one, look at those made automatically, put one back."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.access.person import may_everything, name_of
from hyte_core.database import explain
from hyte_core.database.backup import backup, kept, moment_of, restore
from hyte_core.locale import _, moment, set_language
from hyte_core.problems import RefusalError
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import say


def backups_button() -> None:
    """The button that opens the backups, for who may change everything."""
    if may_everything(session.writer()) and st.button(_("Varmuuskopiot"), icon=":material/backup:"):
        st.dialog(_("Varmuuskopiot"), width="medium")(show_backups)()


def show_backups() -> None:
    """The dialog's content."""
    set_language(address.get("kieli"))
    engine = session.engine()
    st.markdown(_("Kopiossa on kaikki tiedot ja muutosloki. Säilytä se muualla kuin tässä koneessa."))
    st.download_button(
        _("Lataa varmuuskopio"),
        partial(_content, engine),
        file_name=f"hyte_{session.today().isoformat()}.db",
        icon=":material/download:",
        on_click="ignore",
    )
    st.subheader(_("Palauta"), anchor=False)
    st.markdown(
        _("Ennen jokaista tuontia tehdään automaattinen kopio. Palauttaminen korvaa kaikki nykyiset tiedot.")
    )
    automatic = {str(path): _named(path) for path in kept(engine)}
    chosen = st.selectbox(
        _("Automaattinen kopio"),
        list(automatic),
        format_func=automatic.__getitem__,
        index=None,
        placeholder=_("Valitse hetki") if automatic else _("Automaattisia kopioita ei vielä ole"),
    )
    given = st.file_uploader(_("Tai oma varmuuskopiosi"), type=["db"])
    sure = st.checkbox(_("Korvaa kaikki nykyiset tiedot (niistä tehdään ensin kopio)"))
    ready = sure and (given is not None or chosen is not None)
    if st.button(_("Palauta varmuuskopio"), type="primary", disabled=not ready):
        with TemporaryDirectory() as folder:
            file = Path(chosen or "")
            if given is not None:
                file = Path(folder) / Path(given.name).name
                file.write_bytes(given.getvalue())
            _restore(engine, file)


def _restore(engine: Engine, file: Path) -> None:
    try:
        who = session.writer()
        if not may_everything(who):
            raise RefusalError(_("Varmuuskopion voi palauttaa vain ylläpitäjä. Mitään ei muutettu."))
        restore(engine, file, author=name_of(who), now=session.now())
    except RefusalError as error:
        st.error(plain(str(error)), icon=":material/error:")
    except (SQLAlchemyError, OSError) as error:
        st.error(explain(error), icon=":material/error:")
    else:
        st.cache_resource.clear()  # what was remembered of the past is not this database's
        session.refresh_version()
        say(_("Varmuuskopio on palautettu."), ":material/check:")
        st.rerun()


def _content(engine: Engine) -> bytes:
    """Runs when the button is pressed."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hyte.db"
        backup(engine, file)
        return file.read_bytes()


def _named(path: Path) -> str:
    return moment(moment_of(path))
