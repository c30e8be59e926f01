"""Dialogs about areas, contacts, networks, maturity and organisations.

The address names what is open: ``lisaa`` a contact ("area.organisation" or "1"), ``verkosto``, ``arvioi`` and
``alue`` by id, ``uusiverkosto`` ("1" or an area's id), ``uusialue``, ``organisaatiot``. What is saved is compared
against the row as it was when the dialog opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from hyte_core.changes import ChangeSet, Outcome
from hyte_core.cooperation import Cooperation
from hyte_core.locale import _, set_language
from hyte_core.ui import address, session
from hyte_core.ui.areas.data import cooperation
from hyte_core.ui.areas.forms import (
    area_form,
    contact_form,
    maturity_form,
    network_form,
    organisations_form,
)
from hyte_core.ui.saving import explain_refusal, save

PARAMETERS = ("lisaa", "verkosto", "uusiverkosto", "arvioi", "alue", "uusialue", "organisaatiot")
_SEEN = "area_dialog_seen"
#: A dialog's form: what is known, the row that it is about (None for a new one), what the address says, and what
#: saves its change set.
Form = Callable[[Cooperation, Any, str, Callable[[ChangeSet], None]], None]


@dataclass
class _Seen:
    """The row as it was when the dialog opened, and why it could not be saved yet."""

    key: tuple[str, str]
    row: Any
    refusal: Outcome | None = None


def _close() -> None:
    for name in PARAMETERS:
        address.put(name, "")
    st.session_state.pop(_SEEN, None)


def _row(found: Cooperation, name: str, value: str) -> Any:
    """The row that the address names; None for a new one."""
    if name == "verkosto":
        return found.network_by_id.get(value)
    return found.area_by_id.get(value) if name in ("arvioi", "alue") else None


def open_dialog(found: Cooperation) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    name = next((name for name in PARAMETERS if address.get(name)), None)
    if name is None:
        st.session_state.pop(_SEEN, None)
        return
    key = (name, address.get(name))
    row = _row(found, *key)
    if row is None and name in ("verkosto", "arvioi", "alue"):
        st.warning(_("Linkin kohdetta ei enää ole."), icon=":material/link_off:")
        _close()
        return
    title, form = _dialogs()[name]
    kept = st.session_state.get(_SEEN)
    if kept is None or kept.key != key:
        st.session_state[_SEEN] = _Seen(key, row)
    st.dialog(title, width="large", on_dismiss=_close)(_body)(found, form)


def _dialogs() -> dict[str, tuple[str, Form]]:
    return {
        "lisaa": (_("Lisää yhteyshenkilö"), contact_form),
        "verkosto": (_("Verkosto"), network_form),
        "uusiverkosto": (_("Lisää verkosto"), network_form),
        "arvioi": (_("Arvioi yhteistyön aste"), maturity_form),
        "alue": (_("Yhdyspinta"), area_form),
        "uusialue": (_("Lisää yhdyspinta"), area_form),
        "organisaatiot": (_("Organisaatiot"), organisations_form),
    }


def _body(found: Cooperation, form: Form) -> None:
    set_language(address.get("kieli"))
    seen: _Seen = st.session_state[_SEEN]
    if seen.refusal is not None:
        explain_refusal(seen.refusal)
    form(found, seen.row, seen.key[1], _done)


def _done(change_set: ChangeSet) -> None:
    """Save and close the dialog, or say why not; after a conflict the next save is made against what is there now."""
    outcome = save(change_set)
    seen: _Seen = st.session_state[_SEEN]
    if outcome.done:
        _close()
        st.rerun()
    if outcome.conflicts and seen.row is not None:
        session.refresh_version()
        seen.row = _row(cooperation(), *seen.key) or seen.row
        seen.refusal = outcome
        st.rerun()
    explain_refusal(outcome)
