"""Tuonti: drop files in, see what each would change, accept, take back."""

from typing import Any

import streamlit as st

from hyte_core.changes import imports
from hyte_core.imports import Loading, accept, load
from hyte_core.locale import _, moment, ngettext
from hyte_core.ui import session
from hyte_core.ui.changes_table import changes_table
from hyte_core.ui.choosing import plain
from hyte_core.ui.register import page
from hyte_core.ui.saving import LAST, explain_refusal, take_back
from hyte_core.ui.welcome import template_button

#: How many earlier imports the page lists.
SHOWN = 10


def main() -> None:
    """Draw the page."""
    st.title(_("Tuonti"), anchor=False)
    st.markdown(
        _(
            "Pudota tähän työkirjat, jotka vastuutahot ovat palauttaneet. Mitään ei tallenneta ennen kuin hyväksyt."
        )
    )
    template_button()
    files = st.file_uploader(
        _("Työkirjat"), type=["xlsx", "xlsm"], accept_multiple_files=True, key=f"files_{_round()}"
    )
    if files:
        _show([(file, _loading(file.name, file.getvalue(), session.version())) for file in files])
    _history()


def _round() -> int:
    return int(st.session_state.get("upload_round", 0))


@st.cache_data(max_entries=50, show_spinner=False, scope="session")
def _loading(name: str, content: bytes, version: int) -> Loading:
    with st.spinner(_("Luetaan {file}…").format(file=name)):
        return load(session.engine(), name, content, today=session.today())


def _show(read: list[tuple[Any, Loading]]) -> None:
    ready = [file for file, one in read if one.comparison and one.comparison.changes]
    if len(read) > 1 and ready:
        label = ngettext("Hyväksy {n} tiedosto", "Hyväksy kaikki {n} tiedostoa", len(ready))
        if st.button(label, type="primary", icon=":material/done_all:"):
            _accept(ready)
    for file, loading in read:
        with st.container(border=True):
            _show_one(file, loading, alone=len(read) == 1)


def _show_one(file: Any, loading: Loading, *, alone: bool) -> None:
    st.header(plain(loading.file), anchor=False)
    for problem in loading.reading.problems:
        show = st.error if problem.severity == "error" else st.warning
        show(plain(str(problem)) + (f" ({plain(problem.value[:200])})" if problem.value else ""))
    if loading.comparison is None:
        st.markdown(_("Tästä tiedostosta ei voi tallentaa mitään, ennen kuin virheet on korjattu."))
        return
    sheets = ", ".join(f"{table.sheet} ({table.rows})" for table in loading.reading.tables)
    st.markdown(_("Tunnistetut välilehdet ja niiden rivit: {sheets}").format(sheets=plain(sheets)))
    counts = loading.comparison.counts
    words = {
        "added": _("uutta"),
        "changed": _("muuttunutta"),
        "removed": _("poistettavaa"),
        "unchanged": _("ennallaan"),
    }
    for column, (name, word) in zip(st.columns(4), words.items(), strict=True):
        column.metric(word, counts[name])
    if not loading.comparison.changes:
        st.info(_("Tiedostossa ei ole mitään uutta: kaikki on jo tallessa."), icon=":material/done:")
        return
    with st.expander(_("Mitä muuttuisi"), expanded=counts["changed"] > 0):
        changes_table(session.engine(), loading.comparison.changes)
    if st.button(_("Hyväksy"), key=f"accept_{file.file_id}", type="primary" if alone else "secondary"):
        _accept([file])


def _accept(files: list[Any]) -> None:
    """Write the files one after another; each is compared anew, since the ones before it may have changed things."""
    for file in files:
        fresh = load(session.engine(), file.name, file.getvalue(), today=session.today())
        outcome = accept(session.engine(), fresh, author=session.author(), now=session.now())
        if not outcome.done:
            explain_refusal(outcome)
            return
        st.session_state[LAST] = outcome.change_set
        st.toast(_("{file} on tallennettu.").format(file=file.name), icon=":material/check:")
    session.refresh_version()
    st.session_state["upload_round"] = _round() + 1
    st.rerun()


def _history() -> None:
    done = imports(session.engine())[:SHOWN]
    if not done:
        return
    st.header(_("Viimeisimmät tuonnit"), anchor=False)
    for one in done:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{plain(one.file)} · {plain(moment(one.at))} · {plain(one.author)}", width="stretch")
            if one.undone:
                st.markdown(_("peruttu"))
            elif st.button(_("Peru tuonti"), key=f"undo_{one.id}", icon=":material/undo:"):
                _undo(one.id)


def _undo(change_set: int) -> None:
    if take_back(change_set).done:
        st.rerun()
    st.warning(
        _("Tuonnin jälkeen on muutettu samoja kohtia. Avaa tuonti muutoslokissa ja päätä, mitä perutaan.")
    )
    st.page_link(page("muutosloki"), label=_("Siirry muutoslokiin"), icon=":material/history:")


main()
