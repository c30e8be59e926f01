"""A text that is saved when its writer leaves the field, and that nobody else's saving takes away.

The field keeps what its writer has typed whatever others save: the text that the writer saw first is the one that
saving is compared with. When somebody else has written there meanwhile, both texts are shown and the writer chooses.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from hyte_core.changes import ChangeSet, Outcome
from hyte_core.locale import _, set_language
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import explain_refusal, save

#: Makes the change from the text that was seen to the one that was typed.
Write = Callable[[str, str], ChangeSet]


@dataclass
class _Draft:
    """The text that the writer saw; what was typed and could not be saved, with the reason."""

    base: str
    typed: str | None = None
    refusal: Outcome | None = None
    round: int = 0


def autosaved(name: str, label: str, now: str, write: Write, *, placeholder: str = "") -> None:
    """The field. ``name`` is unique in the session; ``now`` is the text that the data have."""
    draft: _Draft = st.session_state.setdefault(f"draft_{name}", _Draft(now))
    key = f"text_{name}_{draft.round}"
    if key not in st.session_state:
        draft.base = now if draft.typed is None else draft.base
        st.session_state[key] = now if draft.typed is None else draft.typed
    st.text_area(
        label, key=key, on_change=_left, args=(draft, key, write), height=180, placeholder=placeholder
    )
    if draft.refusal is not None and draft.refusal.problems:
        explain_refusal(draft.refusal)
    if now != draft.base:
        _choose(draft, key, now, write)
    elif draft.typed is None:
        st.caption(_("Teksti tallentuu, kun siirryt pois kentästä."))


def _choose(draft: _Draft, key: str, theirs: str, write: Write) -> None:
    """Somebody else has written here since: both texts, or one of them."""
    st.warning(
        _("Joku toinen on kirjannut tähän sillä välin: ”{text}”. Valitse, mikä jää voimaan.").format(
            text=plain(theirs)
        ),
        icon=":material/group:",
    )
    with st.container(horizontal=True):
        for word, how in (
            (_("Pidä molemmat"), "both"),
            (_("Tallenna oma tekstini"), "mine"),
            (_("Ota toisen teksti"), "theirs"),
        ):
            st.button(
                word, key=f"{how}_{key}", on_click=_settle, args=(draft, key, theirs, write, how)
            )  # fmt: skip


def _left(draft: _Draft, key: str, write: Write) -> None:
    set_language(address.get("kieli"))
    _save(draft, st.session_state[key], write)


def _settle(draft: _Draft, key: str, theirs: str, write: Write, how: str) -> None:
    set_language(address.get("kieli"))
    mine = str(st.session_state[key]).strip()
    draft.base = theirs
    draft.round += 1
    both = "\n".join(part for part in (theirs, mine) if part)
    _save(draft, {"both": both, "mine": mine, "theirs": theirs}[how], write)


def _save(draft: _Draft, typed: str, write: Write) -> None:
    draft.refusal = draft.typed = None
    text = typed.replace("\r\n", "\n").strip()
    if text == draft.base:
        return
    outcome = save(write(draft.base, text))
    if outcome.done:
        draft.base = text
    else:
        draft.typed, draft.refusal = typed, outcome
        session.refresh_version()
