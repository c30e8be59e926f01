"""How many open pages are drawn anew at once when somebody saves what they all show."""

from hypothesis import given
from hypothesis import strategies as st

from hyte_core.ui.turns import Turns


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
