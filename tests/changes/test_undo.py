"""Undo: the inverse change set, through the same door."""

from datetime import date

import pytest
from sqlalchemy import Engine
from trees import AUTHOR, NOW, TODAY, action, build, save, snapshot, tree, view

from hyte_core.changes import Change, ChangeSet, JournalFilter, UndoError, apply, entries, imports, undo
from hyte_core.model import ENTITIES, Action, Assessment

SMALL = "1. Osallisuus\n  Kuuleminen\n    Asukasraati\n    Kysely [red 2024-12-31]"


def undone(engine: Engine, change_set: int | None, **options: bool) -> list[str]:
    """Undo, and give the reasons of what stood in the way."""
    assert change_set is not None
    outcome = undo(engine, change_set, author="Peruja", now=NOW, **options)
    return [conflict.reason for conflict in outcome.conflicts]


def last(engine: Engine) -> int:
    """The id of the latest change set."""
    return entries(engine, JournalFilter())[0][0].id


def rename(engine: Engine, old: str, new: str) -> int | None:
    """Rename an action and give the change set's id."""
    return save(engine, Change.changing("action", action(engine, old).id, name=(old, new))).change_set


def test_an_undone_change_brings_the_old_value_back(engine: Engine) -> None:
    build(engine, SMALL)
    before = snapshot(engine)
    assert undone(engine, rename(engine, "Kysely", "Laaja kysely")) == []
    assert snapshot(engine) == before


def test_an_undone_addition_is_gone_and_an_undone_removal_is_back_as_it_was(engine: Engine) -> None:
    build(engine, SMALL)
    before = snapshot(engine)
    rows = [ENTITIES[e](**row) for e in ("assessment", "action") for row in before[e].values()]
    removal = save(engine, *map(Change.removing, rows)).change_set
    assert tree(engine) == "1. Osallisuus\n  Kuuleminen"
    undone(engine, removal)
    assert snapshot(engine) == before
    undone(engine, 1)
    assert not any(snapshot(engine).values())


def test_dates_lists_and_words_come_back_as_they_were(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste\n  - Kysely (Sivistys; Liikunta, from 2025-01-01, due 2025-12-31)")
    one = action(engine, "Kysely")
    before = snapshot(engine)
    changes = (
        Change.changing("plan", plan.id, wording=({}, {"green": "valmis"}), starts=(None, TODAY)),
        Change.changing(
            "action",
            one.id,
            due=(date(2025, 12, 31), None),
            starts=(date(2025, 1, 1), date(2024, 2, 29)),
            responsible=(["Sivistys", "Liikunta"], []),
        ),
    )
    assert undone(engine, save(engine, *changes).change_set) == []
    assert snapshot(engine) == before


def test_what_is_undone_cannot_be_undone_again(engine: Engine) -> None:
    build(engine, SMALL)
    change = rename(engine, "Kysely", "Laaja kysely")
    undone(engine, change)
    with pytest.raises(UndoError, match=f"Muutos numero {change} on jo peruttu"):
        undone(engine, change)


@pytest.mark.parametrize("number", [999, 0, -1, 10**30])
def test_undoing_a_change_that_does_not_exist_says_so(engine: Engine, number: int) -> None:
    with pytest.raises(UndoError, match=f"Muutosta numero {number} ei ole"):
        undone(engine, number)


def test_undoing_an_undo_does_the_change_again(engine: Engine) -> None:
    build(engine, SMALL)
    change = rename(engine, "Kysely", "Laaja kysely")
    after = snapshot(engine)
    undone(engine, change)
    undone(engine, last(engine))
    assert snapshot(engine) == after


def test_a_change_done_again_can_be_undone_again(engine: Engine) -> None:
    build(engine, SMALL)
    before = snapshot(engine)
    change = rename(engine, "Kysely", "Laaja kysely")
    undone(engine, change)
    undone(engine, last(engine))
    assert undone(engine, change) == []
    assert snapshot(engine) == before


def test_undo_of_what_was_edited_since_is_a_conflict_and_does_nothing(engine: Engine) -> None:
    build(engine, SMALL)
    change = rename(engine, "Kysely", "Laaja kysely")
    rename(engine, "Laaja kysely", "Suppea kysely")
    before = snapshot(engine)
    assert undone(engine, change) == ["changed"]
    assert snapshot(engine) == before


def test_undo_that_keeps_later_edits_takes_back_the_rest(engine: Engine) -> None:
    build(engine, SMALL)
    one, other = action(engine, "Kysely"), action(engine, "Asukasraati")
    both = save(
        engine,
        Change.changing("action", one.id, name=("Kysely", "Laaja kysely"), schedule=("", "keväällä")),
        Change.changing("action", other.id, schedule=("", "syksyllä")),
    )
    rename(engine, "Laaja kysely", "Suppea kysely")
    assert undone(engine, both.change_set, keep_edited=True) == []
    assert action(engine, "Suppea kysely").schedule == ""
    assert action(engine, "Asukasraati").schedule == ""


def test_undo_of_an_import_keeps_the_action_that_was_edited_and_what_it_hangs_on(engine: Engine) -> None:
    build(engine, SMALL + "\n2. Turvallisuus\n  Tavoite\n    Muu toimenpide")
    rename(engine, "Asukasraati", "Nuorten raati")
    assert undone(engine, 1) != []
    assert undone(engine, 1, keep_edited=True) == []
    assert tree(engine) == "1. Osallisuus\n  Kuuleminen\n    Nuorten raati"


def test_undo_that_keeps_later_edits_keeps_an_action_that_was_assessed_since(engine: Engine) -> None:
    build(engine, SMALL)
    one = action(engine, "Kysely")
    save(engine, Change.adding(Assessment(action_id=one.id, number=2, assessed_on=TODAY, light="green")))
    assert undone(engine, 1, keep_edited=True) == []
    assert tree(engine) == "1. Osallisuus\n  Kuuleminen\n    Kysely [green 2025-11-03]"


def test_undo_when_everything_was_edited_since_changes_nothing_and_says_why(engine: Engine) -> None:
    build(engine, SMALL)
    change = rename(engine, "Kysely", "Laaja kysely")
    rename(engine, "Laaja kysely", "Suppea kysely")
    before = snapshot(engine)
    assert undone(engine, change, keep_edited=True) == ["changed"]
    assert snapshot(engine) == before


def test_undo_of_an_earlier_assessment_leaves_the_later_ones(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely")
    one = action(engine, "Kysely")
    first = save(
        engine, Change.adding(Assessment(action_id=one.id, number=1, assessed_on=TODAY, light="red"))
    )
    save(engine, Change.adding(Assessment(action_id=one.id, number=2, assessed_on=TODAY, light="green")))
    assert undone(engine, first.change_set) == []
    assert tree(engine).endswith("- Kysely [green 2025-11-03]")
    undone(engine, last(engine))
    assert tree(engine).endswith("- Kysely [red 2025-11-03, green 2025-11-03]")


def test_two_who_wrote_the_same_undo_only_their_own(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    same = Change.changing("action", id_, name=("Kysely", "Laaja kysely"))
    other = Change.changing("action", id_, name=("Kysely", "Laaja kysely"), schedule=("", "keväällä"))
    save(engine, same)
    second = save(engine, other)
    undone(engine, second.change_set)
    assert (action(engine, "Laaja kysely").schedule, len(view(engine).actions)) == ("", 2)


def test_an_undo_of_what_somebody_restored_by_hand_counts_as_undone(engine: Engine) -> None:
    build(engine, SMALL)
    change = rename(engine, "Kysely", "Laaja kysely")
    rename(engine, "Laaja kysely", "Kysely")
    before = snapshot(engine)
    assert undone(engine, change) == []
    assert snapshot(engine) == before
    with pytest.raises(UndoError):
        undone(engine, change)


def test_undo_of_an_addition_that_was_removed_since_is_a_conflict(engine: Engine) -> None:
    build(engine, SMALL)
    goal = view(engine).focus_areas[0].goals[0]
    row = Action(focus_area_id=view(engine).focus_areas[0].id, goal_id=goal.id, name="Kahvitunti")
    added = save(engine, Change.adding(row)).change_set
    save(engine, Change.removing(row))
    assert undone(engine, added) == ["removed"]


def test_the_imported_files_are_told_latest_first_with_what_still_stands(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    for number in (1, 2):
        change = Change.changing("action", id_, schedule=("" if number == 1 else "1", str(number)))
        change_set = ChangeSet((change,), source="import", file=f"{number}.xlsx", checksum="0" * 64)
        apply(engine, change_set, author=AUTHOR, now=NOW)
    undone(engine, last(engine))
    assert [(one.file, one.author, one.undone) for one in imports(engine)] == [
        ("2.xlsx", AUTHOR, True),
        ("1.xlsx", AUTHOR, False),
    ]
