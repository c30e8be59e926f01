"""What a person does to meetings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_database import TODAY, decide_at, hold, meeting_named
from trees import NOW, build, save, snapshot

from hyte_core.changes import Change, apply, undo, version
from hyte_core.changes.meeting_edits import (
    add_participant,
    add_topic,
    call_meeting,
    close,
    decide,
    edit,
    edit_meeting,
    move_topic,
    rebased,
    remove_meeting,
    remove_part,
    remove_topic,
    reopen,
    write,
)
from hyte_core.meetings import decision_problems, meeting_problems, participant_problems, topic_problems
from hyte_core.meetings.view import ItemView, MeetingView
from hyte_core.model import Participant


@pytest.fixture
def plan(engine):
    return build(engine, "1. A\n  - Yksi [red 2026-10-01]")


@pytest.fixture
def meeting(engine, plan):
    return hold(engine, plan, "Nyt", TODAY)


def do(engine, change_set):
    return apply(engine, change_set, author="Minä", now=NOW)


def now(engine) -> MeetingView:
    return meeting_named(engine, "Nyt")


def test_a_meeting_is_called_with_its_facts(engine, plan):
    new = {"kind": "meeting", "held_on": TODAY, "title": "  Nyt ", "place": "Kunnantalo", "attendees": 12}
    made, id_ = call_meeting(plan.organisation_id, new)
    assert do(engine, made).done
    one = now(engine)
    assert (one.id, one.title, one.place, one.attendees, one.is_open) == (id_, "Nyt", "Kunnantalo", 12, True)


def test_a_new_negotiation_has_the_last_ones_participants_without_their_answers(engine, plan):
    last = hold(engine, plan, "2025", date(2025, 11, 1), kind="negotiation", questions=["Mitä?"])
    guest = Participant(meeting_id=last.id, organisation="Kunta", roles="johtaja", answers={"Mitä?": "Tätä."})
    save(engine, Change.adding(guest))
    last = meeting_named(engine, "2025")
    made, _id = call_meeting(
        plan.organisation_id, {"kind": "negotiation", "held_on": TODAY, "title": "Nyt"}, last
    )
    assert do(engine, made).done
    (one,) = now(engine).participants
    assert (one.organisation, one.roles, one.answers) == ("Kunta", "johtaja", {})


def test_only_what_differs_is_changed(engine, meeting):
    (change,) = edit_meeting(meeting, {"title": "Nyt", "place": "Sali"}).changes
    assert dict(change.fields) == {"place": ("", "Sali")}
    assert not edit_meeting(meeting, {"title": " Nyt "})


def test_answers_stay_with_a_question_that_is_worded_anew(engine, plan):
    one = hold(engine, plan, "Nyt", TODAY, kind="negotiation", questions=["Mita?", "Miksi?"])
    guest = Participant(
        meeting_id=one.id, organisation="Kunta", answers={"Mita?": "Tätä.", "Miksi?": "Siksi."}
    )
    save(engine, Change.adding(guest))
    assert do(engine, edit_meeting(now(engine), {"questions": ("Mitä?", "Miksi?")})).done
    assert now(engine).participants[0].answers == {"Mitä?": "Tätä.", "Miksi?": "Siksi."}
    assert do(engine, edit_meeting(now(engine), {"questions": ("Miksi?",)})).done
    assert now(engine).asked == ("Miksi?", "Mitä?")


def test_what_is_said_of_a_topic_is_written_and_written_over(engine, meeting):
    assert do(engine, write(meeting, "late", None, "Ensin.\r\nToinen rivi. ")).done
    item = now(engine).item("late")
    assert item.text == "Ensin.\nToinen rivi."
    assert do(engine, write(now(engine), "late", item, "")).done
    assert now(engine).item("late").text == ""
    assert not write(meeting, "late", None, "  ")


def test_two_who_write_of_the_same_topic_at_once_meet_a_conflict_and_nothing_is_lost(engine, meeting):
    assert do(engine, write(meeting, "late", None, "Minun")).done
    outcome = do(engine, write(meeting, "late", None, "Toisen"))
    assert not outcome.done and outcome.conflicts
    assert [item.text for item in now(engine).items] == ["Minun"]
    seen = now(engine).item("late")
    assert do(engine, write(now(engine), "late", seen, "Yhteinen")).done
    assert do(engine, write(now(engine), "late", seen, "Vanhaan perustuva")).conflicts


def test_a_decision_under_a_topic_makes_the_topics_item(engine, meeting):
    new = {"text": "Selvitetään.", "responsible": "Koordinaattori", "due": date(2027, 1, 31)}
    assert do(engine, decide(meeting, "late", None, new)).done
    one = now(engine)
    (decision,) = one.decided(one.item("late").id)
    assert (decision.text, decision.responsible, decision.due) == (
        "Selvitetään.",
        "Koordinaattori",
        date(2027, 1, 31),
    )
    assert do(engine, decide(one, "late", one.item("late"), {"text": "Toinen."})).done
    assert do(engine, decide(now(engine), None, None, {"text": "Ilman asiaa."})).done
    assert [d.text for d in now(engine).decisions] == ["Selvitetään.", "Toinen.", "Ilman asiaa."]


def test_a_decision_is_marked_as_done_with_what_came_of_it(engine, meeting):
    decide_at(engine, "Nyt", "Selvitetään.")
    (one,) = now(engine).decisions
    assert do(engine, edit(one, {"done_on": date(2026, 12, 1), "outcome": "Selvitetty."})).done
    (one,) = now(engine).decisions
    assert not one.is_open and one.outcome == "Selvitetty."


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-4, 4)), max_size=6))
def test_topics_are_moved_as_a_list_is(moves):
    items = [ItemView(str(n), "m", n + 1, "own", str(n), "", "") for n in range(4)]
    order = [item.id for item in items]
    for which, steps in moves:
        meeting = MeetingView(
            "m", "o", TODAY, "T", "meeting", "", None, (), "", None, None, tuple(items), (), ()
        )
        made = move_topic(meeting, items[which], steps)
        id_ = items[which].id
        here = order.index(id_)
        order.insert(min(max(here + steps, 0), 3), order.pop(here))
        places = {change.id: change.fields["position"][1] for change in made.changes}
        items = sorted(
            (ItemView(i.id, "m", places.get(i.id, i.position), "own", i.title, "", "") for i in items),
            key=lambda item: item.position,
        )
        assert [item.id for item in items] == order


def test_removing_a_topic_keeps_its_decisions(engine, meeting):
    made, _id = add_topic(meeting, {"title": "Muut asiat"})
    assert do(engine, made).done
    item = now(engine).own_topics[0]
    assert do(engine, decide(now(engine), item.id, item, {"text": "Näin."})).done
    before = snapshot(engine)
    outcome = do(engine, remove_topic(now(engine), item))
    assert outcome.done and now(engine).own_topics == ()
    assert [(d.text, d.item_id) for d in now(engine).decisions] == [("Näin.", None)]
    assert undo(engine, outcome.change_set, author="Minä", now=NOW).done
    assert snapshot(engine) == before


def test_a_meeting_is_closed_with_the_version_of_the_data_and_opened_again(engine, meeting):
    entry = version(engine)
    assert do(engine, close(meeting, TODAY, entry, " Hyvä kokous. ")).done
    one = now(engine)
    assert (one.closed_on, one.closed_entry, one.summary) == (TODAY, entry, "Hyvä kokous.")
    assert do(engine, reopen(one)).done
    assert (now(engine).closed_on, now(engine).closed_entry) == (None, None)


def test_two_who_close_the_same_meeting_at_once_meet_a_conflict(engine, meeting):
    assert do(engine, close(meeting, TODAY, 1, "")).done
    assert do(engine, close(meeting, TODAY, 5, "")).conflicts


def test_a_meeting_is_removed_with_all_that_was_written_and_comes_back_with_undo(engine, meeting):
    do(engine, add_topic(meeting, {"title": "Oma"})[0])
    do(engine, decide(now(engine), "late", None, {"text": "Näin.", "due": date(2027, 1, 1)}))
    do(engine, add_participant(now(engine), {"organisation": "Kunta", "answers": {"Q": "A", "Tyhjä": " "}}))
    before = snapshot(engine)
    outcome = do(engine, remove_meeting(now(engine)))
    assert outcome.done, outcome
    after = snapshot(engine)
    assert not any(after[entity] for entity in ("meeting", "meeting_item", "decision", "participant"))
    assert undo(engine, outcome.change_set, author="Minä", now=NOW).done
    assert snapshot(engine) == before


def test_a_meeting_to_which_another_has_just_added_a_decision_is_not_removed(engine, meeting):
    decide_at(engine, "Nyt", "Uusi päätös")
    assert do(engine, remove_meeting(meeting)).conflicts
    assert now(engine).decisions


def test_a_participant_is_removed(engine, meeting):
    do(engine, add_participant(meeting, {"organisation": "Kunta", "roles": "johtaja"}))
    assert do(engine, remove_part(now(engine).participants[0])).done
    assert now(engine).participants == ()


def test_a_refused_edit_is_made_again_against_what_is_there_now(engine, meeting):
    save(engine, Change.changing("meeting", meeting.id, place=("", "Toisen sali")))
    new = {"title": "Nyt", "place": "Minun sali"}
    assert do(engine, edit(meeting, new)).conflicts
    again = rebased(meeting, now(engine), new)
    assert do(engine, edit(again, new)).done
    assert now(engine).place == "Minun sali"


@pytest.mark.parametrize(
    ("problems", "sentence"),
    [
        (lambda: meeting_problems({"title": " ", "held_on": TODAY}), "ei ole otsikkoa"),
        (lambda: meeting_problems({"title": "A", "held_on": None}), "ei ole päivää"),
        (lambda: meeting_problems({"title": "A", "held_on": TODAY, "questions": ("a; b",)}), "puolipiste"),
        (lambda: meeting_problems({"title": "A", "held_on": TODAY, "questions": ("a", "A")}), "kahdesti"),
        (lambda: decision_problems({"text": " "}, TODAY), "ei ole tekstiä"),
        (lambda: decision_problems({"text": "A", "due": date(2026, 11, 21)}, TODAY), "ennen kokousta"),
        (lambda: decision_problems({"text": "A", "done_on": date(2026, 11, 21)}, TODAY), "ennen kokousta"),
        (lambda: topic_problems({"title": ""}), "ei ole otsikkoa"),
        (lambda: participant_problems({"organisation": ""}, iter(())), "ei ole organisaatiota"),
        (
            lambda: participant_problems({"organisation": "kunta"}, iter(["Kunta"])),
            "on jo osallistujien joukossa",
        ),
    ],
)
def test_what_cannot_be_kept_is_told_in_one_sentence(problems, sentence):
    (problem,) = problems()
    assert sentence in str(problem)


def test_what_is_right_is_no_problem():
    assert not list(meeting_problems({"title": "A", "held_on": TODAY, "questions": ("a", "b")}))
    assert not list(decision_problems({"text": "A", "due": TODAY, "done_on": TODAY}, TODAY))
    assert not list(participant_problems({"organisation": "Kunta"}, iter(["Toinen"])))


def test_a_text_of_more_than_5000_characters_is_refused_with_a_sentence(engine, meeting):
    outcome = do(engine, write(meeting, "late", None, "a" * 5_001))
    assert not outcome.done and "liian pitkä" in str(outcome.problems[0])
    assert now(engine).items == ()
