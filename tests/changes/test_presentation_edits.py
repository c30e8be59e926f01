"""Presentations: saved with their slides, copied, ordered, edited and removed, each as one change set."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from trees import NOW, build, empty, snapshot

from hyte_core.changes import ChangeSet, Outcome, apply, undo
from hyte_core.changes.presentation_edits import (
    add_presentation,
    add_slides,
    edit_slide,
    remove_presentation,
    remove_slide,
    rename,
    reorder,
)
from hyte_core.views.presentations import PresentationView, SlideView
from hyte_core.views.written import plan_of, written

SLIDES = (SlideView("title"), SlideView("text", "", "Kiitos", "- yksi"), SlideView("lights"))


def done(engine: Engine, change_set: ChangeSet) -> Outcome:
    """Apply what must be possible."""
    outcome = apply(engine, change_set, author="Esittelijä", now=NOW)
    assert outcome.done, outcome
    return outcome


def saved(engine: Engine) -> tuple[PresentationView, ...]:
    """The presentations of the only plan."""
    with engine.connect() as connection:
        plan = connection.exec_driver_sql("SELECT id FROM plan").scalar_one()
        return written(connection, plan).presentations


@pytest.fixture
def plan(engine: Engine) -> str:
    return build(engine, "1. Osallisuus\n  - Kuuleminen").id


@pytest.fixture
def one(engine: Engine, plan: str) -> PresentationView:
    done(engine, add_presentation(plan, " Seminaari ", SLIDES)[0])
    return saved(engine)[0]


def kinds(engine: Engine) -> list[str]:
    return [slide.kind for slide in saved(engine)[0].slides]


def test_a_presentation_is_saved_with_its_slides_in_order(engine: Engine, one: PresentationView) -> None:
    assert one.name == "Seminaari"
    assert [(s.kind, s.title, s.text, s.position) for s in one.slides] == [
        ("title", "", "", 1),
        ("text", "Kiitos", "- yksi", 2),
        ("lights", "", "", 3),
    ]
    with engine.connect() as connection:
        assert plan_of(connection, one.id) == one.plan_id
        assert plan_of(connection, "xyz") is None


def test_a_copy_has_slides_of_its_own(engine: Engine, plan: str, one: PresentationView) -> None:
    done(engine, add_presentation(plan, "Toinen", one.slides)[0])
    first, second = saved(engine)
    assert [s.kind for s in first.slides] == [s.kind for s in second.slides]
    assert {s.id for s in first.slides}.isdisjoint(s.id for s in second.slides)


def test_two_presentations_of_a_plan_have_different_names(
    engine: Engine, plan: str, one: PresentationView
) -> None:
    change_set, _id = add_presentation(plan, "Seminaari", ())
    outcome = apply(engine, change_set, author="Toinen", now=NOW)
    assert not outcome.done and len(saved(engine)) == 1


def test_a_presentation_without_a_name_is_refused(engine: Engine, plan: str) -> None:
    outcome = apply(engine, add_presentation(plan, "  ", SLIDES)[0], author="x", now=NOW)
    assert not outcome.done and saved(engine) == ()


def test_new_slides_come_last(engine: Engine, one: PresentationView) -> None:
    done(engine, add_slides(one, [SlideView("stuck"), SlideView("achieved")]))
    assert kinds(engine) == ["title", "text", "lights", "stuck", "achieved"]


def test_a_slide_gets_another_title_and_the_same_again_is_no_change(
    engine: Engine, one: PresentationView
) -> None:
    done(engine, edit_slide(one.slides[0], "Tervetuloa", ""))
    slide = saved(engine)[0].slides[0]
    assert slide.title == "Tervetuloa"
    assert not edit_slide(slide, " Tervetuloa ", "")


def test_a_slide_is_removed_once(engine: Engine, one: PresentationView) -> None:
    done(engine, remove_slide(one, one.slides[1].id))
    assert kinds(engine) == ["title", "lights"]
    assert not remove_slide(saved(engine)[0], one.slides[1].id)


def test_a_presentation_is_renamed(engine: Engine, one: PresentationView) -> None:
    done(engine, rename(one, "Valtuusto"))
    assert saved(engine)[0].name == "Valtuusto"
    assert not rename(one, one.name)


def test_removing_a_presentation_can_be_undone(engine: Engine, one: PresentationView) -> None:
    before = snapshot(engine)
    outcome = done(engine, remove_presentation(one))
    assert saved(engine) == ()
    assert outcome.change_set is not None
    assert undo(engine, outcome.change_set, author="x", now=NOW).done
    assert snapshot(engine) == before


def test_two_who_order_the_same_slides_are_told_of_each_other(engine: Engine, one: PresentationView) -> None:
    first, second, third = (slide.id for slide in one.slides)
    done(engine, reorder(one, [third, second, first]))
    outcome = apply(engine, reorder(one, [second, third, first]), author="Toinen", now=NOW)
    assert not outcome.done and outcome.conflicts
    assert kinds(engine) == ["lights", "text", "title"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), count=st.integers(0, 6))
def test_any_order_is_kept_and_unknown_slides_in_it_are_passed_over(
    engine: Engine, data: st.DataObject, count: int
) -> None:
    empty(engine)
    plan = build(engine, "1. Osallisuus").id
    done(
        engine, add_presentation(plan, "Seminaari", [SlideView("text", "", str(n)) for n in range(count)])[0]
    )
    one = saved(engine)[0]
    ids = [slide.id for slide in one.slides]
    order = data.draw(st.lists(st.sampled_from([*ids, "xyz"]), max_size=10))
    wanted = [*(i for i in dict.fromkeys(order) if i in ids), *(i for i in ids if i not in order)]
    change_set = reorder(one, order)
    if change_set:
        done(engine, change_set)
    assert [slide.id for slide in saved(engine)[0].slides] == wanted
    assert bool(change_set) == (wanted != ids)
