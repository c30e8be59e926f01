"""What has been saved, the latest first: narrowed by filters, opened row by row, taken back."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hyte_core.changes import JournalFilter, JournalRow, authors, changes_of, entries
from hyte_core.changes.undo import UndoError
from hyte_core.database import database_url
from hyte_core.locale import _, moment, ngettext, number
from hyte_core.ui import address, session
from hyte_core.ui.changes_table import changes_table
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.markdown import plain
from hyte_core.ui.remembering import remembered
from hyte_core.ui.saving import explain_refusal, take_back

#: How many saves the list shows at once.
PAGE_SIZE = 20


@narrowed_by("kuka", "tapa", "haku", "sivu")
def show_journal() -> None:
    """The filters, and a page of what they leave."""
    wanted = _filters()
    asked = address.get("sivu")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    rows, total = _entries(database_url(), session.version(), wanted, page)
    if not total:
        st.info(_("Lokissa ei ole yhtään tällaista muutosta."), icon=":material/history:")
        return
    told = ngettext("{n} tallennus", "{n} tallennusta", total)
    st.markdown(f"**{told}**")
    for row in rows:
        _show(row)
    pages = -(-total // PAGE_SIZE)
    if pages > 1:
        shown = min(max(page, 1), pages)
        st.pagination(pages, **address.bound("sivu", shown, lambda n: str(n) if n > 1 else ""))


@remembered(16)
def _entries(url: str, version: int, wanted: JournalFilter, page: int) -> tuple[list[JournalRow], int]:
    return entries(session.engine(), wanted, page=page, size=PAGE_SIZE)


@remembered(4)
def _authors(url: str, version: int) -> list[str]:
    return authors(session.engine())


def _filter(name: str, value: str, encode: Callable[[str], str] = str) -> dict[str, Any]:
    """A widget that filters: choosing begins from the first page again."""
    widget = address.bound(name, value, encode)

    def write() -> None:
        widget["on_change"]()
        address.put("sivu", "")

    return {"key": widget["key"], "on_change": write}


def _filters() -> JournalFilter:
    people = _authors(database_url(), session.version())
    sources = {
        "form": _("lomake"),
        "import": _("tuonti"),
        "command": _("komentorivi"),
        "undo": _("peruminen"),
    }
    author = address.get("kuka")
    if author and author not in people:
        st.warning(_("Tekijää ”{name}” ei ole lokissa: näytetään kaikki.").format(name=plain(author)))
        author = ""
    source = address.get("tapa")
    if source and source not in sources:
        st.warning(_("Muutostapaa ”{name}” ei ole: näytetään kaikki.").format(name=plain(source[:80])))
        source = ""
    row = st.container(horizontal=True)
    row.selectbox(
        _("Kuka"), ["", *people], format_func=lambda name: name or _("Kaikki"), **_filter("kuka", author)
    )
    row.selectbox(
        _("Miten"),
        ["", *sources],
        format_func=lambda code: sources.get(code, _("Kaikki")),
        **_filter("tapa", source),
    )
    row.text_input(
        _("Haku"),
        type="search",
        placeholder=_("Hae muutoksista"),
        **_filter("haku", address.get("haku"), str.strip),
    )
    return JournalFilter(author=author, source=source, text=address.get("haku"))


def _show(row: JournalRow) -> None:
    how = {
        "form": _("muokkasi"),
        "import": _("toi tiedoston {file}").format(file=row.file),
        "command": _("muutti komentoriviltä"),
        "undo": _("perui muutoksen {n}").format(n=row.undoes),
    }.get(row.source, row.source)
    size = ngettext("{n} rivi", "{n} riviä", row.size)
    title = f"{row.id} · {moment(row.at)} · {row.author} {how} · {size}"
    if row.undone:
        title += " · " + _("peruttu")
    with st.expander(plain(title), key=f"row_{row.id}", on_change="rerun") as shown:
        if not shown.open:
            return
        changes = changes_of(session.engine(), row.id)
        if row.size > len(changes):
            st.markdown(_("Näytetään {n} ensimmäistä riviä.").format(n=number(len(changes))))
        changes_table(session.engine(), changes)
        if not row.undone:
            _undo_button(row)


def _undo_button(row: JournalRow) -> None:
    refused = st.session_state.get("journal_refused")
    if refused is not None and refused[0] == row.id:
        st.warning(_("Tämän jälkeen on muutettu samoja kohtia. Mitään ei ole peruttu."))
        explain_refusal(refused[1])
        if st.button(_("Peru muut, säilytä myöhemmät muutokset"), key=f"partly_{row.id}"):
            _undo(row.id, keep_edited=True)
    if st.button(_("Peru tämä muutos"), key=f"undo_{row.id}", icon=":material/undo:"):
        _undo(row.id)


def _undo(change_set: int, *, keep_edited: bool = False) -> None:
    try:
        outcome = take_back(change_set, keep_edited=keep_edited)
    except UndoError as error:
        st.error(str(error))
        return
    st.session_state["journal_refused"] = None if outcome.done else (change_set, outcome)
    st.rerun()
