"""Many writers at once, in threads and in processes: nothing is lost, and the slower one hears of the faster."""

import multiprocessing
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from threading import Barrier, Event
from typing import Any, NamedTuple

from databases import url_of
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select
from trees import NOW, TODAY, action, build, snapshot, view

from hyte_core.changes import Change, ChangeSet, Outcome, apply, version
from hyte_core.database import connect
from hyte_core.model import Action, Assessment, ChangeSetRow, JournalEntry, Organisation
from hyte_core.views import PlanView

PLAN = "1. Painopiste\n" + "\n".join(f"  - Toimenpide {n}" for n in range(4))
FIELDS = ("schedule", "baseline_target")
EDITS = 15


class Attempted(NamedTuple):
    """What a writer tried to do to a field, and what came of it."""

    author: str
    id: str
    field: str
    old: str
    new: str
    outcome: Outcome


def edit_at_random(engine: Engine, author: str) -> list[Attempted]:
    """Edit fields as a person does: look at them all, take a while, save one."""
    rng, tried = random.Random(author), []
    for number in range(EDITS):
        seen = snapshot(engine)["action"]
        id_, field = rng.choice(sorted(seen)), rng.choice(FIELDS)
        old, new = seen[id_][field], f"{author} {number}"
        change_set = ChangeSet((Change.changing("action", id_, **{field: (old, new)}),))
        outcome = apply(engine, change_set, author=author, now=NOW)
        tried.append(Attempted(author, id_, field, old, new, outcome))
    return tried


def edit_in_a_process(url: str, author: str) -> list[Attempted]:
    engine = connect(url)
    try:
        return edit_at_random(engine, author)
    finally:
        engine.dispose()


def edit_the_same_field(url: str, id_: str, author: str) -> Outcome:
    engine = connect(url)
    change_set = ChangeSet((Change.changing("action", id_, name=("Toimenpide 0", author)),))
    try:
        return apply(engine, change_set, author=author, now=NOW)
    finally:
        engine.dispose()


def assert_nothing_was_lost(engine: Engine, tried: list[Attempted]) -> None:
    """Each saved value follows in the journal the one that its writer saw, up to the one that stands now."""
    history: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    with Session(engine) as session:
        entries = session.exec(
            select(JournalEntry, ChangeSetRow.author)
            .join(ChangeSetRow)
            .where(JournalEntry.operation == "change")
            .order_by(col(JournalEntry.id))
        )
        for entry, author in entries:
            for field, (old, new) in entry.fields.items():
                history.setdefault((entry.entity_id, field), []).append((author, old, new))
    saved = {(t.author, t.id, t.field, t.old, t.new) for t in tried if t.outcome.done}
    assert saved == {(a, i, f, old, new) for (i, f), steps in history.items() for a, old, new in steps}
    now = snapshot(engine)["action"]
    for (id_, field), steps in history.items():
        assert [old for _, old, _ in steps] == ["", *(new for _, _, new in steps[:-1])]
        assert now[id_][field] == steps[-1][2]
    for attempt in tried:
        if not attempt.outcome.done:
            (conflict,) = attempt.outcome.conflicts
            assert (conflict.reason, conflict.base, conflict.mine) == ("changed", attempt.old, attempt.new)
            steps = history[attempt.id, attempt.field]
            assert (conflict.author, conflict.theirs) in [(author, new) for author, _, new in steps]


def assert_one_won(outcomes: list[Outcome], winner: str) -> None:
    """One writer of the same field is done, every other has a conflict that names the winner."""
    assert sorted(outcome.done for outcome in outcomes) == [False] * (len(outcomes) - 1) + [True]
    told = {(c.theirs, c.author) for outcome in outcomes for c in outcome.conflicts}
    assert told == {(winner, winner)}


def first_name(plan: PlanView) -> str:
    return plan.actions[0].name


def test_eight_threads_that_edit_at_random_lose_nothing(engine: Engine) -> None:
    build(engine, PLAN)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda n: edit_at_random(engine, f"Säie {n}"), range(8)))
    tried = [attempt for result in results for attempt in result]
    assert len(tried) == 8 * EDITS
    assert_nothing_was_lost(engine, tried)


def test_two_processes_that_edit_at_random_lose_nothing(engine: Engine) -> None:
    build(engine, PLAN)
    url = url_of(engine)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        authors = [f"Prosessi {n}" for n in range(2)]
        results = list(pool.map(edit_in_a_process, [url] * 2, authors))
        tried = [attempt for result in results for attempt in result]
        assert_nothing_was_lost(engine, tried)
        id_ = action(engine, "Toimenpide 0").id
        outcomes = list(pool.map(edit_the_same_field, [url] * 2, [id_] * 2, authors))
    assert_one_won(outcomes, first_name(view(engine)))


def test_of_eight_threads_that_edit_the_same_field_one_wins_and_the_others_are_told_who(
    engine: Engine,
) -> None:
    build(engine, PLAN)
    id_, gate = action(engine, "Toimenpide 0").id, Barrier(8)

    def edit(author: str) -> Outcome:
        gate.wait()
        change_set = ChangeSet((Change.changing("action", id_, name=("Toimenpide 0", author)),))
        return apply(engine, change_set, author=author, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(edit, (f"Säie {n}" for n in range(8))))
    assert_one_won(outcomes, first_name(view(engine)))


def test_of_eight_threads_that_assess_the_same_action_one_wins_and_none_is_overwritten(
    engine: Engine,
) -> None:
    build(engine, PLAN)
    one, gate = action(engine, "Toimenpide 0"), Barrier(8)

    def assess(author: str) -> Outcome:
        row = Assessment(action_id=one.id, number=1, assessed_on=TODAY, light="green", note=author)
        gate.wait()
        return apply(engine, ChangeSet((Change.adding(row),)), author=author, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(assess, (f"Säie {n}" for n in range(8))))
    assert sorted(outcome.done for outcome in outcomes) == [False] * 7 + [True]
    (assessment,) = action(engine, "Toimenpide 0").assessments
    assert {c.author for outcome in outcomes for c in outcome.conflicts} == {assessment.note}


def test_rows_that_threads_add_at_once_are_all_there(engine: Engine) -> None:
    plan = build(engine, PLAN)

    def add(n: int) -> bool:
        row = Action(focus_area_id=plan.focus_areas[0].id, name=f"Lisätty {n}")
        return apply(engine, ChangeSet((Change.adding(row),)), author=f"Säie {n}", now=NOW).done

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(add, range(40)))
    assert {f"Lisätty {n}" for n in range(40)} <= {one.name for one in view(engine).actions}


def test_readers_see_all_of_a_change_set_or_nothing(engine: Engine) -> None:
    plan = build(engine, PLAN)
    area, done = plan.focus_areas[0].id, []

    def write() -> None:
        for number in range(10):
            rows = [Action(focus_area_id=area, name=f"{number}") for _ in range(10)]
            apply(engine, ChangeSet(tuple(map(Change.adding, rows))), author="Kirjoittaja", now=NOW)
        done.append(True)

    def read() -> list[int]:
        reader: Engine = connect(url_of(engine))
        sizes: list[Any] = []
        while not done:
            sizes.append(len(view(reader).actions))
        return sizes

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        pool.submit(write).result()
        sizes = {size for reader in readers for size in reader.result()}
    assert {size % 10 for size in sizes} == {4}


def test_nothing_is_added_later_to_a_version_that_somebody_has_seen(engine: Engine) -> None:
    slow, fast = connect(url_of(engine)), connect(url_of(engine))
    written, go_on = Event(), Event()

    def hold(_connection: object) -> None:
        written.set()
        go_on.wait(20)

    def add(engine: Engine, name: str) -> bool:
        change = Change.adding(Organisation(name=name))
        return apply(engine, ChangeSet((change,)), author="Säie", now=NOW).done

    def seen() -> list[int]:
        with engine.connect() as connection:
            return list(connection.scalars(select(JournalEntry.id).where(col(JournalEntry.id) <= last)))

    event.listen(slow, "commit", hold)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(add, slow, "Kemi")
        assert written.wait(20)
        second = pool.submit(add, fast, "Porvoo")
        wait([second], timeout=0.3)  # it has no turn yet; without turns it would be done by now
        last = version(engine)
        before = seen()
        go_on.set()
        assert first.result() and second.result()
    assert seen() == before
    assert version(engine) == last + 2
    slow.dispose()
    fast.dispose()
