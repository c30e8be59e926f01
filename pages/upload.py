"""Tuonti: drop files in, see what each would change, accept, take back; and workbooks to send out."""

from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from hyte_core.changes import imports
from hyte_core.excel import bundle, workbook
from hyte_core.imports import Loading, accept, same_rows
from hyte_core.locale import _, language, moment, ngettext, speaking
from hyte_core.records import dump, for_responsible
from hyte_core.ui import address, plan_data, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.register import page
from hyte_core.ui.saving import LAST, explain_refusal, say, take_back, written
from hyte_core.ui.uploads.asking import ask_buttons
from hyte_core.ui.uploads.file import loading_of, show_file
from hyte_core.ui.welcome import template_button

#: The kinds of files that can be read.
TYPES = ("xlsx", "xlsm", "xls", "ods", "csv", "json")
#: How many earlier imports the page lists.
SHOWN = 10
_ALL = "*"


def main() -> None:
    """Draw the page."""
    st.title(_("Tuonti"), anchor=False)
    st.markdown(
        _(
            "Pudota tähän työkirjat, jotka vastuutahot ovat palauttaneet. Mitään ei tallenneta, ennen kuin hyväksyt."
        )
    )
    if not session.may_edit():
        st.info(
            _("Sinulla on lukuoikeus: näet, mitä tiedostosta ymmärrettiin, mutta et voi tallentaa sitä."),
            icon=":material/lock:",
        )
    files = st.file_uploader(
        _("Työkirjat ({types})").format(types=", ".join(TYPES)),
        type=TYPES,
        accept_multiple_files=True,
        key=f"files_{_round()}",
    )
    if files:
        _show(files)
    _send_out()
    _history()


def _round() -> int:
    return int(st.session_state.get("upload_round", 0))


def _show(files: list[Any]) -> None:
    bar = st.progress(0.0, _("Luetaan tiedostoja…")) if len(files) > 1 else None
    read: list[tuple[Any, Loading]] = []
    for n, file in enumerate(files, start=1):
        if bar:
            bar.progress(n / len(files), _("Luetaan {file}…").format(file=plain(file.name)))
        read.append((file, loading_of(file)))
    if bar:
        bar.empty()
    everything = st.container()
    ready: list[tuple[Any, Loading, frozenset[str]]] = []
    for file, loading in read:
        with st.container(border=True):
            left_out = show_file(file, loading)
            if left_out is not None:
                ready.append((file, loading, left_out))
                if st.button(_("Hyväksy"), key=f"accept_{file.file_id}", type="primary"):
                    _accept([ready[-1]])
    if len(ready) > 1:
        label = ngettext("Hyväksy {n} tiedosto", "Hyväksy kaikki {n} tiedostoa", len(ready))
        if everything.button(label, key="accept_all", type="primary", icon=":material/done_all:"):
            _accept(ready)


def _accept(chosen: list[tuple[Any, Loading, frozenset[str]]]) -> None:
    """Write the files one after another. What the ones before have changed is not a conflict: it is compared anew.

    One backup is made for all of them, before the first that changes something: ten would push out the earlier ones.
    """
    saved = False
    for n, (file, loading, left_out) in enumerate(chosen):
        fresh = loading if n == 0 else loading_of(file)
        leave = same_rows(loading, fresh, left_out)
        save = partial(accept, session.engine(), fresh, now=session.now(), leave=leave, backup=not saved)
        outcome = written(lambda save=save: save(author=session.writer()))  # type: ignore[misc]
        session.refresh_version()
        if not outcome.done:
            st.error(_("{file}: tiedostoa ei tallennettu.").format(file=plain(file.name)))
            explain_refusal(outcome)
            return
        if outcome.change_set is not None:
            saved = True
            st.session_state[LAST] = outcome.change_set
        say(_("{file} on tallennettu.").format(file=plain(file.name)), ":material/check:")
    st.session_state["upload_round"] = _round() + 1
    st.rerun()


def _send_out() -> None:
    """Workbooks to fill in: the template, a plan, one responsible body's part, or all of them in a zip."""
    st.header(_("Lähetä täydennettäväksi"), anchor=False)
    heads = {head.id: f"{head.organisation}: {head.name}" for head in plan_data.heads()}
    if heads:
        first, second = st.columns(2)
        kept = address.get("suunnitelma")
        usual = kept if kept in heads else _freshest()
        plan_id = first.selectbox(
            _("Suunnitelma"),
            list(heads),
            index=list(heads).index(usual),
            format_func=heads.__getitem__,
            key="send_plan",
        )
        plan = plan_data.plan(plan_id)
        bodies = plan.responsible_bodies if plan else []
        body = second.selectbox(
            _("Vastuutaho"),
            ["", *([_ALL] if bodies else []), *bodies],
            format_func=lambda b: {
                "": _("Koko suunnitelma"),
                _ALL: _("Jokaiselle vastuutaholle oma työkirja (zip)"),
            }.get(b, b),
            key="send_body",
        )
        name = f"{heads[plan_id]}{' - ' + body if body not in ('', _ALL) else ''}".replace(":", " -")
        with st.container(horizontal=True):
            st.download_button(
                _("Lataa esitäytetty työkirja"),
                partial(_prefilled, session.engine(), plan_id, body, language()),
                file_name=f"{name}.{'zip' if body == _ALL else 'xlsx'}",
                icon=":material/download:",
                on_click="ignore",
            )
            template_button()
            st.download_button(
                _("Lataa kaikki suunnitelmat"),
                partial(_prefilled, session.engine(), None, "", language()),
                file_name=_("kaikki_suunnitelmat.xlsx"),
                icon=":material/download:",
                on_click="ignore",
            )
        ask_buttons()
    else:
        template_button()


def _freshest() -> str:
    found = plan_data.freshest()
    assert found is not None
    return found.id


def _prefilled(engine: Engine, plan_id: str | None, body: str, code: str) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        records = dump(engine, [plan_id] if plan_id else None)
        if body == _ALL:
            return bundle(records)
        return workbook(for_responsible(records, body) if body else records)


def _history() -> None:
    session.watch()
    done = imports(session.engine(), SHOWN)
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
