"""A list of changes for people: what, where, old -> new."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from hyte_core.changes import Change, labels
from hyte_core.changes.words import entity_word, field_word, value_words
from hyte_core.locale import _

#: Fields that say nothing to a reader beside the row's name.
_SILENT = {
    "position",
    "number",
    "focus_area_id",
    "indicator_id",
    "series_id",
    "goal_id",
    "parent_id",
    "plan_id",
    "organisation_id",
    "action_id",
}


def operation_word(operation: str) -> str:
    """What was done to a row."""
    return {"add": _("lisätty"), "change": _("muutettu"), "remove": _("poistettu")}[operation]


def changes_table(engine: Engine, changes: Sequence[Change]) -> None:
    """One line a changed field; a row that is added or removed whole is one line."""
    frame = pd.DataFrame(change_lines(engine, changes)).drop(columns="id", errors="ignore")
    height = min(38 + 35 * len(frame), 420)
    st.dataframe(frame, hide_index=True, height=height, placeholder="", alt=_("Muutokset taulukkona"))


def change_lines(engine: Engine, changes: Sequence[Change]) -> list[dict[str, str]]:
    """The lines of the table by their headings; "id" is the changed row's id, not for show."""
    names = labels(engine, changes)
    lines = []
    for change in changes:
        what = {
            "id": change.id,
            _("Mitä"): operation_word(change.operation),
            _("Kohde"): entity_word(change.entity),
            _("Nimi"): names.get((change.entity, change.id), ""),
        }
        where = {_("Lähteessä"): change.origin}
        if change.operation == "change":
            for name, (old, new) in change.fields.items():
                values = {
                    _("Kohta"): field_word(change.entity, name),
                    _("Ennen"): _shown(name, old),
                    _("Jälkeen"): _shown(name, new),
                }
                lines.append(what | values | where)
        else:
            told = _told(change)
            gone = change.operation == "remove"
            values = {_("Kohta"): "", _("Ennen"): told if gone else "", _("Jälkeen"): "" if gone else told}
            lines.append(what | values | where)
    return lines


def _told(change: Change) -> str:
    """An added or removed row's values but its name, those that are not empty."""
    side = int(change.operation == "add")
    return "; ".join(
        f"{field_word(change.entity, name)}: {value_words(name, pair[side])}"
        for name, pair in change.fields.items()
        if name not in _SILENT and name not in ("name", "title") and pair[side]
    )


def _shown(name: str, value: object) -> str:
    return "…" if name.endswith("_id") else value_words(name, value)
