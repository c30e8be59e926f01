"""Inline editing of any table: a grid whose typed cells become one change set.

What has been typed and not yet saved is kept in the session, beside the table as its writer saw it: it outlives
another page and somebody else's save, and is compared against what was really seen.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pandas as pd
import streamlit as st

from hyte_core.changes import ChangeSet, Outcome
from hyte_core.locale import _, ngettext
from hyte_core.ui import session
from hyte_core.ui.saving import explain_refusal, save

T = TypeVar("T")
#: {row's id: {column: what was typed}}
Typed = dict[str, dict[str, Any]]
_PREFIX = "cells_"


@dataclass
class _Kept(Generic[T]):
    """A table as its writer saw it, and what has been typed; ``mounted`` is what the grid on screen began with."""

    name: str
    seen: T
    frame: pd.DataFrame
    typed: Typed = field(default_factory=dict)
    mounted: Typed = field(default_factory=dict)
    round: int = 0
    refused: Outcome | None = None


def unsaved() -> bool:
    """True if something has been typed into a grid and not saved."""
    kept = (value for name, value in st.session_state.items() if str(name).startswith(_PREFIX))
    return any(isinstance(one, _Kept) and one.typed for one in kept)


def edit_cells(
    name: str,
    seen: T,
    frame: pd.DataFrame,
    changes: Callable[[T, Typed], ChangeSet],
    *,
    config: Mapping[str, Any],
    disabled: list[str],
    label: str,
) -> None:
    """The grid with its buttons.

    ``frame`` shows ``seen`` with the rows' ids as index; ``changes`` makes what was typed into a change set against
    what was seen; ``label`` says to a screen reader what the grid is.
    """
    state: _Kept[T] = st.session_state.setdefault(_PREFIX + name, _Kept(name, seen, frame))
    if not state.typed and (not state.frame.equals(frame) or list(state.frame.index) != list(frame.index)):
        state.seen, state.frame, state.mounted, state.round = seen, frame, {}, state.round + 1
    if not state.typed:
        state.seen = seen
    _buttons(state, seen, frame, changes)
    key = f"grid-{name}-{state.round}"
    if key not in st.session_state:
        state.mounted = deepcopy(state.typed)
    st.data_editor(
        _with(state.frame, state.mounted),
        key=key,
        hide_index=True,
        disabled=disabled,
        column_config=dict(config),
        on_change=_gather,
        args=(key, state),
        height=min(40 + 40 * max(len(state.frame), 1), 700),
        row_height=40,
        placeholder="",
        alt=label,
    )


def _with(frame: pd.DataFrame, typed: Typed) -> pd.DataFrame:
    shown = frame.copy()
    for row, cells in typed.items():
        for column, value in cells.items():
            shown.at[row, column] = value
    return shown


def _gather(key: str, state: _Kept[Any]) -> None:
    typed = deepcopy(state.mounted)
    for number, cells in st.session_state[key].get("edited_rows", {}).items():
        typed.setdefault(str(state.frame.index[int(number)]), {}).update(cells)
    state.typed = {
        row: kept
        for row, cells in typed.items()
        if (kept := {c: v for c, v in cells.items() if not _same(state.frame.at[row, c], v)})
    }


def _same(shown: Any, typed: Any) -> bool:
    """True if typing has brought back what was shown."""
    if typed is None or typed == "":
        return shown is None or shown == "" or bool(pd.api.types.is_scalar(shown) and pd.isna(shown))
    return bool(shown == typed) if pd.api.types.is_scalar(shown) else list(shown or []) == typed


def _buttons(state: _Kept[T], seen: T, frame: pd.DataFrame, changes: Callable[[T, Typed], ChangeSet]) -> None:
    n = sum(map(len, state.typed.values()))
    with st.container(horizontal=True, vertical_alignment="center"):
        label = ngettext("Tallenna {n} muutos", "Tallenna {n} muutosta", n) if n else _("Ei tallennettavaa")
        if st.button(label, key=f"save-{state.name}", type="primary", icon=":material/save:", disabled=not n):
            _save(state, changes)
        if st.button(_("Hylkää muutokset"), key=f"drop-{state.name}", disabled=not n):
            _forget(state)
            st.rerun()
    if state.refused is None:
        return
    explain_refusal(state.refused)
    if not state.refused.conflicts:
        return
    with st.container(horizontal=True):
        if st.button(_("Tallenna omat arvoni"), key=f"mine-{state.name}"):
            _settle(state, seen, frame, mine=True)
            _save(state, changes)
        if st.button(_("Pidä toisen arvot"), key=f"theirs-{state.name}"):
            _settle(state, seen, frame, mine=False)
            _save(state, changes)


def _settle(state: _Kept[T], seen: T, frame: pd.DataFrame, *, mine: bool) -> None:
    """Take the table as it is now; keep what was typed, or only what nobody else has touched."""
    typed = {row: cells for row, cells in state.typed.items() if row in frame.index}
    if not mine:
        typed = {
            row: {c: v for c, v in cells.items() if _same(frame.at[row, c], state.frame.at[row, c])}
            for row, cells in typed.items()
        }
    state.seen, state.frame, state.typed = seen, frame, {row: cells for row, cells in typed.items() if cells}
    state.round += 1


def _save(state: _Kept[T], changes: Callable[[T, Typed], ChangeSet]) -> None:
    outcome = save(changes(state.seen, state.typed))
    if outcome.done:
        _forget(state)
    else:
        state.refused = outcome
        session.refresh_version()
    st.rerun()


def _forget(state: _Kept[Any]) -> None:
    state.typed, state.refused = {}, None
    state.round += 1
