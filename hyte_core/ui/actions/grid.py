"""Inline editing of many actions at once.

What has been typed and not yet saved is kept in the session, each action's edits beside the action as the reader saw
it. So edits outlive a changed filter, another page and somebody else's save, and each is compared against what its
writer really saw. The editor's input never has its own output in it, and it is drawn anew only when the rows are others or
their values have changed while nothing was unsaved: nobody loses the cell that is being typed to another's save.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from hyte_core.changes import ChangeSet, Conflict
from hyte_core.changes.edits import assess, edit
from hyte_core.lights import Light
from hyte_core.locale import _, ngettext
from hyte_core.ui import plan_data, session
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.views import ActionView, PlanView, plan_of_action

#: The session's unsaved edits by action id.
PENDING = "pending"
_SHOWN = "grid_shown"
_REFUSED = "grid_refused"
COLUMNS = ("light", "name", "responsible", "schedule", "starts", "due", "note")
#: The columns that together make a new assessment.
_ASSESSED = ("light", "note")


@dataclass
class Edit:
    """One action's unsaved edits: the action as the reader saw it, and the new values by column."""

    seen: ActionView
    new: dict[str, Any] = field(default_factory=dict)

    def put(self, column: str, value: Any, current: ActionView) -> None:
        """Note what was typed; typing the old value back takes the edit away."""
        if column not in self.new:
            if column not in _ASSESSED:
                self.seen = replace(self.seen, **{column: getattr(current, column)})
            elif not self.new.keys() & set(_ASSESSED):
                self.seen = replace(self.seen, assessments=current.assessments)
        self.new[column] = value
        if value == cell_value(self.seen, column):
            del self.new[column]

    def change_set(self) -> ChangeSet:
        """The edits as changes against what the reader saw."""
        result = edit(self.seen, {c: v for c, v in self.new.items() if c not in _ASSESSED})
        if self.new.keys() & set(_ASSESSED):
            light = {light_label(light): light for light in Light}.get(
                self.new.get("light", ""), self.seen.light
            )
            note = self.new.get("note", "")
            result = result.and_then(assess(self.seen, assessed_on=session.today(), light=light, note=note))
        return result


Edits = dict[str, Edit]


@dataclass
class _Shown:
    """The grid on screen: the plan that it shows, its rows as saved, and as they were when it was drawn."""

    plan: PlanView
    saved: pd.DataFrame
    drawn: pd.DataFrame


@dataclass(frozen=True)
class _Refused:
    """Conflicts with the ids of the actions that they are about."""

    conflicts: tuple[tuple[str, Conflict], ...]


def edit_grid(plan: PlanView, actions: Sequence[ActionView]) -> None:
    """The grid of the actions, with the buttons that save or drop what has been typed."""
    pending: Edits = st.session_state.setdefault(PENDING, {})
    _buttons(pending)
    shown = _on_screen(plan, actions, pending)
    key = f"grid-{st.session_state['grid_round']}"
    st.data_editor(
        shown.drawn,
        key=key,
        hide_index=True,
        disabled=["place"],
        column_config=_columns(plan),
        column_order=["place", *COLUMNS],
        on_change=_gather,
        args=(key, shown),
        height=min(38 + 44 * max(len(shown.drawn), 1), 720),
        row_height=44,
        placeholder="",
        alt=_("Toimenpiteet muokattavana taulukkona"),
    )
    st.caption(
        _(
            "Muokkaa kaksoisnapsauttamalla tai Enter-näppäimellä. Sama onnistuu lomakkeella: avaa toimenpide luettelosta."
        )
    )


def _on_screen(plan: PlanView, actions: Sequence[ActionView], pending: Edits) -> _Shown:
    """The grid as it stays on screen, or a new one where it would show something else."""
    saved = _frame(plan, actions, {})
    kept = st.session_state.get(_SHOWN)
    if isinstance(kept, _Shown) and kept.plan.id == plan.id:
        if kept.saved.equals(saved) and kept.saved.index.equals(saved.index):
            kept.plan = plan
            return kept
        if pending and kept.saved.index.equals(saved.index):
            return kept
    _draw_anew()
    shown = st.session_state[_SHOWN] = _Shown(plan, saved, _frame(plan, actions, pending))
    return shown


def _draw_anew() -> None:
    st.session_state.pop(_SHOWN, None)
    st.session_state["grid_round"] = st.session_state.get("grid_round", 0) + 1


def cell_value(action: ActionView, column: str) -> Any:
    """A field of an action as the grid's cell has it."""
    value = getattr(action, column)
    if column == "light":
        return light_label(value)
    return list(value) if isinstance(value, tuple) else value


def light_label(light: Light) -> str:
    """A light as a choice of the grid: its shape and word."""
    return f"{light.symbol} {light.word}"


def _frame(plan: PlanView, actions: Sequence[ActionView], pending: Edits) -> pd.DataFrame:
    rows = []
    for action in actions:
        typed = pending[action.id].new if action.id in pending else {}
        values = {c: typed[c] if c in typed else cell_value(action, c) for c in COLUMNS}
        place = plan.goal_name(action.goal_id) or plan.area_name(action.focus_area_id)
        rows.append(
            {
                "place": place if action.parent_id is None else f"↳ {plan.action_name(action.parent_id)}",
                **values,
            }
        )
    frame = pd.DataFrame(rows, index=[action.id for action in actions], columns=["place", *COLUMNS])
    for column in ("starts", "due"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def _columns(plan: PlanView) -> dict[str, Any]:
    config = st.column_config
    return {
        "place": config.TextColumn(_("Tavoite"), width="medium", pinned=False),
        "light": config.SelectboxColumn(
            _("Valo"), options=[light_label(x) for x in Light], width=130, required=True
        ),
        "name": config.TextColumn(_("Toimenpide"), width="large", required=True),
        "responsible": config.MultiselectColumn(
            _("Vastuutahot"), options=plan.responsible_bodies, accept_new_options=True, width="medium"
        ),
        "schedule": config.TextColumn(_("Aikataulu"), width="small"),
        "starts": config.DateColumn(_("Alkaa"), format="DD.MM.YYYY", width="small"),
        "due": config.DateColumn(_("Määräaika"), format="DD.MM.YYYY", width="small"),
        "note": config.TextColumn(_("Arvion teksti"), width="large"),
    }


def _gather(key: str, shown: _Shown) -> None:
    """Put what was just typed among the unsaved edits."""
    pending: Edits = st.session_state[PENDING]
    for row, cells in st.session_state[key].get("edited_rows", {}).items():
        action = shown.plan.by_id[shown.drawn.index[int(row)]]
        edits = pending.setdefault(action.id, Edit(action))
        for column, typed in cells.items():
            edits.put(column, _typed(column, typed), action)
        if not edits.new:
            del pending[action.id]


def _typed(column: str, value: Any) -> Any:
    """A cell of the editor as the field's value."""
    if column in ("starts", "due"):
        return pd.Timestamp(value).date() if value else None
    if column == "responsible":
        return [item.strip() for item in value or [] if item.strip()]
    return value or ""


def _buttons(pending: Edits) -> None:
    n = sum(len(edits.new) for edits in pending.values())
    with st.container(horizontal=True, vertical_alignment="center"):
        label = ngettext("Tallenna {n} muutos", "Tallenna {n} muutosta", n) if n else _("Ei tallennettavaa")
        if st.button(label, key="grid_save", type="primary", icon=":material/save:", disabled=not n):
            _save(pending)
        if st.button(_("Hylkää muutokset"), key="grid_drop", disabled=not n):
            _forget()
            st.rerun()
    refused = st.session_state.get(_REFUSED)
    if isinstance(refused, _Refused):
        _decide(pending, refused)
    elif refused is not None:
        explain_refusal(refused)


def _decide(pending: Edits, refused: _Refused) -> None:
    st.warning(_("Joku toinen on ehtinyt muuttaa samoja kohtia. Mitään ei ole vielä tallennettu."))
    for _id, conflict in refused.conflicts:
        st.text(conflict.message)
    with st.container(horizontal=True):
        if st.button(_("Tallenna omat arvoni"), key="grid_mine"):
            _settle(pending, refused, mine=True)
            _save(pending)
        if st.button(_("Pidä toisen arvot"), key="grid_theirs"):
            _settle(pending, refused, mine=False)
            _save(pending)


def _settle(pending: Edits, refused: _Refused, *, mine: bool) -> None:
    """Make the disputed edits against what the database holds now, or drop them."""
    for id_, conflict in refused.conflicts:
        edits = pending.get(id_)
        if edits is None:
            continue
        current = _current(id_)
        columns = _ASSESSED if conflict.entity == "assessment" else (conflict.field,)
        if current is None or not conflict.field:
            del pending[id_]
        elif not mine:
            edits.new = {c: v for c, v in edits.new.items() if c not in columns}
        elif conflict.entity == "assessment":
            edits.seen = replace(edits.seen, assessments=current.assessments)
        else:
            edits.seen = replace(edits.seen, **{conflict.field: getattr(current, conflict.field)})


def _current(action_id: str) -> ActionView | None:
    """An action of any plan as the run shows it, None if it is not there (any more)."""
    with session.engine().connect() as connection:
        plan_id = plan_of_action(connection, action_id)
    found = plan_data.plan(plan_id) if plan_id else None
    return found.by_id.get(action_id) if found else None


def _forget() -> None:
    st.session_state[PENDING] = {}
    st.session_state.pop(_REFUSED, None)
    _draw_anew()


def _save(pending: Edits) -> None:
    """Everything that has been typed as one change set."""
    change_set = ChangeSet(())
    for edits in pending.values():
        change_set = change_set.and_then(edits.change_set())
    outcome = save(change_set)
    if outcome.done:
        _forget()
    else:
        owners = {c.id: c.fields["action_id"][1] for c in change_set.changes if c.entity == "assessment"}
        conflicts = tuple((owners.get(c.id, c.id), c) for c in outcome.conflicts)
        st.session_state[_REFUSED] = _Refused(conflicts) if conflicts else outcome
        session.refresh_version()
    st.rerun()
