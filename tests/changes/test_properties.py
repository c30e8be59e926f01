"""What holds for any sequence of changes: undoing all of them brings everything back, the journal tells all."""

from hypothesis import given
from hypothesis import strategies as st
from random_edits import START, Editor, Rows, started
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from trees import NOW, build, snapshot

from hyte_core.changes import Change, ChangeSet, apply, undo
from hyte_core.changes.coding import decode_fields
from hyte_core.model import ENTITIES, JournalEntry, Organisation
from hyte_core.records import dump


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
