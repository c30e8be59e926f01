"""Random edits of a small plan, for what must hold after any sequence of changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st
from sqlalchemy import Engine
from trees import build, empty

from hyte_core.changes import Change
from hyte_core.model import ENTITIES, Action, Assessment, FocusArea, Goal, Meeting, Plan, Row

START = """
1. Osallisuus
  Kuuleminen
    Asukasraati [red 2023-12-31, yellow 2024-12-31]
    Kysely
      - Osa
  - Toimenpide ilman tavoitetta
2. Turvallisuus
  Tyhjä tavoite
"""
TEXTS = st.sampled_from(["Kahvitunti", "Äiti & öljy", "=SUM(A1)", "rivi\ntoinen", "”lainaus”", "x" * 5000])
DATES = st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))
#: The children of each entity, by the field that points to it.
CHILDREN = {
    "organisation": [("plan", "organisation_id"), ("meeting", "organisation_id")],
    "plan": [("focus_area", "plan_id")],
    "focus_area": [("goal", "focus_area_id"), ("action", "focus_area_id")],
    "goal": [("action", "goal_id")],
    "action": [("action", "parent_id"), ("assessment", "action_id")],
}
Rows = dict[str, dict[str, dict[str, Any]]]


class Editor:
    """Draws changes that fit what the database holds, and keeps track of what it will hold after them."""

    def __init__(self, draw: st.DrawFn, rows: Rows) -> None:
        self.draw, self.rows = draw, rows
        self.changes: list[Change] = []

    def one_change(self) -> None:
        """Add one row, change some fields of one, or remove one with all that hangs on it."""
        kind = self.draw(st.sampled_from(["add", "change", "change", "remove"]))
        getattr(self, f"_{kind}")()

    def _any(self, entity: str) -> str | None:
        ids = sorted(self.rows[entity])
        return self.draw(st.sampled_from(ids)) if ids else None

    def _add(self) -> None:
        row = self._new(
            self.draw(st.sampled_from(["plan", "focus_area", "goal", "action", "assessment", "meeting"]))
        )
        if row is not None:
            self.rows[str(row.__tablename__)][row.id] = row.model_dump()
            self.changes.append(Change.adding(row))

    def _new(self, entity: str) -> Row | None:
        name, day = self.draw(TEXTS), self.draw(st.dates(date(2020, 1, 1), date(2026, 12, 31)))
        organisation, plan = self._any("organisation"), self._any("plan")
        area, goal, action = self._any("focus_area"), self._any("goal"), self._any("action")
        if entity == "plan" and organisation:
            return Plan(organisation_id=organisation, name=f"Suunnitelma {len(self.rows['plan'])} {day}")
        if entity == "meeting" and organisation:
            return Meeting(organisation_id=organisation, held_on=day, title=name[:200])
        if entity == "focus_area" and plan:
            return FocusArea(plan_id=plan, name=name)
        if entity == "goal" and area:
            return Goal(focus_area_id=area, name=name)
        if entity == "action" and goal:
            return Action(focus_area_id=self.rows["goal"][goal]["focus_area_id"], goal_id=goal, name=name)
        if entity == "assessment" and action:
            taken = [a["number"] for a in self.rows["assessment"].values() if a["action_id"] == action]
            light = self.draw(st.sampled_from(["green", "yellow", "red", None]))
            return Assessment(
                action_id=action, number=max(taken, default=0) + 1, assessed_on=day, light=light, note=name
            )
        return None

    def _change(self) -> None:
        entity = self.draw(
            st.sampled_from(["action", "action", "goal", "focus_area", "plan", "organisation"])
        )
        id_ = self._any(entity)
        if id_ is None:
            return
        row = self.rows[entity][id_]
        new: dict[str, Any] = {"name": self.draw(TEXTS)[:200]}
        if entity in ("plan", "organisation"):
            new = {"name": f"Nimi {self.draw(st.integers())} {len(self.changes)} {id_}"}
        if entity == "action":
            first, last = sorted(self.draw(st.tuples(st.dates(), st.dates())))
            new["starts"] = self.draw(st.sampled_from([None, first]))
            new["due"] = self.draw(st.sampled_from([None, last]))
            new["responsible"] = self.draw(
                st.lists(st.sampled_from(["Sivistys", "Äijät", "a, b"]), max_size=3)
            )
            new["position"] = self.draw(st.integers(0, 9))
        self.changes.append(Change.changing(entity, id_, **{n: (row[n], v) for n, v in new.items()}))
        row.update(new)

    def _remove(self) -> None:
        entity = self.draw(st.sampled_from(["assessment", "action", "goal", "meeting", "focus_area", "plan"]))
        id_ = self._any(entity)
        if id_ is not None and not (entity == "assessment" and self._assessed_anew(id_)):
            self._remove_whole(entity, id_)

    def _assessed_anew(self, id_: str) -> bool:
        """True if a later assessment of the same action is made at once: it would be one after none."""
        action = self.rows["assessment"][id_]["action_id"]
        made = (change.fields for change in self.changes if change.operation == "add")
        return any(fields.get("action_id", (None, None))[1] == action for fields in made)

    def _remove_whole(self, entity: str, id_: str) -> None:
        row = self.rows[entity].pop(id_, None)
        if row is None:
            return
        self.changes.append(Change.removing(ENTITIES[entity](**row)))
        for child, field in CHILDREN.get(entity, []):
            for found in [i for i, other in self.rows[child].items() if other[field] == id_]:
                self._remove_whole(child, found)


@contextmanager
def started(engine: Engine) -> Iterator[None]:
    """The plan that every sequence of changes starts from; ids are the same at every run."""
    ids = (f"{n:016x}" for n in count(1))
    with patch("secrets.token_hex", lambda _size: next(ids)):
        empty(engine)
        build(engine, START)
        yield
