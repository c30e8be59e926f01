"""What holds for any sequence of changes: undoing all of them brings everything back, the journal tells all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from trees import NOW, build, empty, snapshot

from hyte_core.changes import Change, ChangeSet, apply, undo
from hyte_core.changes.coding import decode_fields
from hyte_core.model import (
    ENTITIES,
    Action,
    Assessment,
    FocusArea,
    Goal,
    JournalEntry,
    Meeting,
    Organisation,
    Plan,
    Row,
)
from hyte_core.records import dump

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
        if id_ is not None:
            self._remove_whole(entity, id_)

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


def make_some_changes(draw: st.DrawFn, engine: Engine) -> list[int]:
    """A random sequence of valid change sets; their ids."""
    made = []
    for _ in range(draw(st.integers(1, 6))):
        editor = Editor(draw, snapshot(engine))
        for _ in range(draw(st.integers(1, 5))):
            editor.one_change()
        outcome = apply(engine, ChangeSet(tuple(editor.changes)), author="Joku", now=NOW)
        assert outcome.done, outcome
        assert snapshot(engine) == editor.rows
        if outcome.change_set is not None:
            made.append(outcome.change_set)
    return made


def replayed(engine: Engine) -> Rows:
    """What the journal alone says that the database holds; every entry must fit those before it."""
    rows: Rows = {entity: {} for entity in ENTITIES}
    with Session(engine) as session:
        for entry in session.exec(select(JournalEntry).order_by(col(JournalEntry.id))):
            of_entity = rows[entry.entity]
            fields = decode_fields(entry.entity, entry.fields)
            if entry.operation == "add":
                assert entry.entity_id not in of_entity
                of_entity[entry.entity_id] = {
                    "id": entry.entity_id,
                    **{n: new for n, (_, new) in fields.items()},
                }
                continue
            row = of_entity[entry.entity_id]
            assert {name: row[name] for name in fields} == {name: old for name, (old, _) in fields.items()}
            if entry.operation == "remove":
                assert fields.keys() == row.keys() - {"id"}
                del of_entity[entry.entity_id]
            else:
                row.update({name: new for name, (_, new) in fields.items()})
    return rows


@given(st.data())
def test_undoing_any_changes_in_reverse_order_brings_back_the_same_dump(
    engine: Engine, data: st.DataObject
) -> None:
    with started(engine):
        rows, records = snapshot(engine), dump(engine)
        for change_set in reversed(make_some_changes(data.draw, engine)):  # type: ignore[arg-type]
            assert undo(engine, change_set, author="Peruja", now=NOW).done
        assert snapshot(engine) == rows
        assert dump(engine) == records


@given(st.data())
def test_undoing_the_undos_brings_back_what_the_changes_had_made(engine: Engine, data: st.DataObject) -> None:
    with started(engine):
        made = make_some_changes(data.draw, engine)  # type: ignore[arg-type]
        rows = snapshot(engine)
        undos = [
            undo(engine, change_set, author="Peruja", now=NOW).change_set for change_set in reversed(made)
        ]
        for change_set in reversed(undos):
            assert change_set is not None
            assert undo(engine, change_set, author="Peruja", now=NOW).done
        assert snapshot(engine) == rows


@given(st.data())
def test_the_journal_replayed_gives_the_database(engine: Engine, data: st.DataObject) -> None:
    with started(engine):
        made = make_some_changes(data.draw, engine)  # type: ignore[arg-type]
        for change_set in data.draw(st.lists(st.sampled_from(made), unique=True) if made else st.just([])):
            undo(engine, change_set, author="Peruja", now=NOW, keep_edited=True)
        assert replayed(engine) == snapshot(engine)


def test_the_journal_of_the_real_data_replayed_gives_the_database(real: Engine) -> None:
    assert replayed(real) == snapshot(real)


def test_an_undone_removal_of_everything_brings_everything_back(engine: Engine) -> None:
    build(engine, START)
    rows = snapshot(engine)
    removals = [
        Change.removing(ENTITIES[entity](**row)) for entity, found in rows.items() for row in found.values()
    ]
    removal = apply(engine, ChangeSet(tuple(removals)), author="Poistaja", now=NOW)
    assert removal.change_set is not None
    assert not any(snapshot(engine).values())
    assert undo(engine, removal.change_set, author="Peruja", now=NOW).done
    assert snapshot(engine) == rows
    assert Organisation(**next(iter(rows["organisation"].values()))).name == "Testikunta"
