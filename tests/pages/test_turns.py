"""How many open pages are drawn anew at once when somebody saves what they all show, and how many runs work at once."""

from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.ui.turns import Turns, Work


@given(st.lists(st.floats(0, 10), min_size=1).map(sorted), st.integers(1, 5))
def test_no_second_has_more_turns_than_the_most(times: list[float], most: int) -> None:
    turns = Turns(most)
    given_at = [time for time in times if turns.take(time)]
    assert given_at
    for first in given_at:
        assert sum(first <= time < first + 1 for time in given_at) <= most


def test_who_was_refused_gets_a_turn_a_second_later() -> None:
    turns = Turns(2)
    assert [turns.take(time) for time in (0.0, 0.1, 0.2, 1.0, 1.05, 1.15)] == [
        True,
        True,
        False,
        True,
        False,
        True,
    ]


def test_while_readers_wait_for_their_clicks_only_the_least_turns_are_given() -> None:
    turns = Turns(3, least=1)
    assert [turns.take(time, busy=True) for time in (0.0, 0.5, 1.0)] == [True, False, True]
    assert [turns.take(1.1), turns.take(1.2), turns.take(1.3)] == [True, True, False]


def another(work: Work) -> tuple[Thread, Event]:
    """Somebody else who begins to work; the event tells that they have a place."""
    begun = Event()

    def run() -> None:
        with work.place():
            begun.set()

    thread = Thread(target=run)
    thread.start()
    return thread, begun


def test_only_so_many_work_at_once_and_the_next_begins_when_one_ends() -> None:
    work = Work(1, longest=10)
    with work.place():
        thread, begun = another(work)
        assert not begun.wait(0.05)
        assert work.busy
    assert begun.wait(10)
    thread.join()
    assert not work.busy


def test_nobody_waits_for_one_that_works_for_long() -> None:
    work = Work(1, longest=0.01)
    with work.place():
        threads = [another(work) for _number in range(5)]
        assert all(begun.wait(10) for _thread, begun in threads)
    for thread, _begun in threads:
        thread.join()


def test_two_places_are_two() -> None:
    work = Work(2, longest=10)
    with work.place():
        thread, begun = another(work)
        assert begun.wait(10)
    thread.join()


def test_a_part_of_a_run_needs_no_place_of_its_own() -> None:
    work = Work(1, longest=10)
    with work.place(), work.place():
        thread, begun = another(work)
        assert not begun.wait(0.05)
    assert begun.wait(10)
    thread.join()


def test_a_run_that_breaks_off_leaves_its_place() -> None:
    work = Work(1, longest=10)
    with pytest.raises(ValueError), work.place():
        raise ValueError
    thread, begun = another(work)
    assert begun.wait(10)
    thread.join()
