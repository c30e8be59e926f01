"""What a person may not change is refused by apply() itself, whichever door it comes through."""

import pytest
from sqlalchemy import Engine
from trees import NOW, build, snapshot

from hyte_core.access import Person, Role
from hyte_core.changes import Change, ChangeSet, apply, undo
from hyte_core.model import (
    Action,
    Assessment,
    Contact,
    FocusArea,
    Indicator,
    InterfaceArea,
    Meeting,
    Organisation,
    Plan,
)

VIEWER = Person("Katselija")
ADMINISTRATOR = Person("Ylläpito", Role.administrator)


def editor(*organisations: str, plans: tuple[str, ...] = ()) -> Person:
    return Person("Muokkaaja", Role.editor, frozenset(organisations), frozenset(plans))


def attempt(engine: Engine, person: Person, *changes: Change):
    """What apply() says; nothing may have been written if it refused."""
    before = snapshot(engine)
    outcome = apply(engine, ChangeSet(changes), author=person, now=NOW)
    if not outcome.done:
        assert snapshot(engine) == before
    return outcome


def changes_of_every_kind(plan) -> dict[str, list[Change]]:
    """A change of each depth of the plan's tree and beside it."""
    one = plan.actions[0]
    meeting = Meeting(organisation_id=plan.organisation_id, held_on=NOW.date(), title="Kokous")
    area = InterfaceArea(name="Osallisuus")
    contact = Contact(interface_area_id=area.id, organisation_id=plan.organisation_id, role="Koordinaattori")
    return {
        "action": [Change.changing("action", one.id, schedule=("", "2027"))],
        "assessment": [
            Change.adding(Assessment(action_id=one.id, number=1, assessed_on=NOW.date(), light="green"))
        ],
        "focus area": [Change.adding(FocusArea(plan_id=plan.id, position=9, name="Uusi"))],
        "meeting": [Change.adding(meeting)],
        "contact": [Change.adding(area), Change.adding(contact)],
    }


@pytest.mark.parametrize("kind", ["action", "assessment", "focus area", "meeting", "contact"])
def test_a_viewer_changes_nothing_and_an_editor_of_the_organisation_all_of_its_own(engine: Engine, kind: str):
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    changes = changes_of_every_kind(plan)[kind]
    refused = attempt(engine, VIEWER, *changes)
    assert [problem.code for problem in refused.problems] == ["not_allowed"]
    assert not attempt(engine, editor("Toinen kunta"), *changes).done
    assert attempt(engine, editor(plan.organisation), *changes).done


def test_an_editor_of_a_plan_changes_that_plan_but_not_the_organisation(engine: Engine):
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    changes = changes_of_every_kind(plan)
    person = editor(plans=(plan.name,))
    assert attempt(engine, person, *changes["action"]).done
    assert attempt(engine, person, *changes["assessment"]).done
    assert not attempt(engine, person, *changes["meeting"]).done
    assert not attempt(engine, person, *changes["contact"]).done


def test_one_change_too_many_and_none_is_made(engine: Engine):
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    other = Organisation(name="Toinen kunta")
    apply(engine, ChangeSet((Change.adding(other),)), author="a", now=NOW)
    own = Change.changing("action", plan.actions[0].id, schedule=("", "2027"))
    foreign = Change.adding(Plan(organisation_id=other.id, name="Heidän suunnitelmansa"))
    refused = attempt(engine, editor(plan.organisation), own, foreign)
    assert ["Toinen kunta: Heidän suunnitelmansa" in str(p) for p in refused.problems] == [True]


def test_an_action_is_not_moved_to_or_from_a_plan_that_is_not_ones_own(engine: Engine):
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    other = Organisation(name="Toinen kunta")
    theirs = Plan(organisation_id=other.id, name="Heidän")
    area = FocusArea(plan_id=theirs.id, name="Heidän painopisteensä")
    apply(engine, ChangeSet(tuple(map(Change.adding, (other, theirs, area)))), author="a", now=NOW)
    moved = Change.changing(
        "action",
        plan.actions[0].id,
        focus_area_id=(plan.actions[0].focus_area_id, area.id),
        goal_id=(None, None),
    )
    assert not attempt(engine, editor(plan.organisation), moved).done
    assert not attempt(engine, editor("Toinen kunta"), moved).done
    assert attempt(engine, editor(plan.organisation, "Toinen kunta"), moved).done


def test_a_false_old_value_does_not_make_a_row_ones_own(engine: Engine):
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    mine = Organisation(name="Oma kunta")
    apply(engine, ChangeSet((Change.adding(mine),)), author="a", now=NOW)
    taken = Change.changing("plan", plan.id, organisation_id=(None, mine.id))
    assert not attempt(engine, editor("Oma kunta"), taken).done
    row = Action(id=plan.actions[0].id, focus_area_id="none", name="Yksi")
    assert not attempt(engine, editor("Oma kunta"), Change.removing(row)).done


def test_what_all_share_is_changed_by_organisations_editors_only(engine: Engine):
    added = Change.adding(Indicator(name="Liikkuvat"))
    assert not attempt(engine, editor(plans=("Suunnitelma",)), added).done
    assert attempt(engine, editor("Porvoo"), added).done


def test_new_organisations_are_the_administrators(engine: Engine):
    added = Change.adding(Organisation(name="Uusi kunta"))
    assert not attempt(engine, editor("Porvoo"), added).done
    assert attempt(engine, ADMINISTRATOR, added).done


def test_a_viewer_cannot_undo(engine: Engine):
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    changed = Change.changing("action", plan.actions[0].id, schedule=("", "2027"))
    done = attempt(engine, editor(plan.organisation), changed)
    before = snapshot(engine)
    assert done.change_set is not None
    assert not undo(engine, done.change_set, author=VIEWER, now=NOW).done
    assert snapshot(engine) == before
