"""The wheel of the year: months clockwise from the top, events where their days are."""

import math
from datetime import date

from duty_database import TODAY, event
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.duties import Duties, wheel, year_of
from hyte_core.duties.wheel import EVENTS, HUB, MARK, SIZE


def drawn(*events, year=2026, today=TODAY):
    return wheel(year_of(Duties("o", "O", "county", (), events), year), year, today)


def turn(place):
    x, y = place[0] - SIZE / 2, SIZE / 2 - place[1]
    return math.atan2(x, y) / (2 * math.pi) % 1


def test_the_months_go_round_clockwise_from_the_top():
    sectors = drawn().sectors
    assert [one.month for one in sectors] == list(range(1, 13))
    assert [int(turn(one.label) * 12) for one in sectors] == list(range(12))


@given(st.integers(1, 12), st.none() | st.integers(1, 31))
def test_an_event_is_in_its_month(month, day):
    (mark,) = drawn(event(month, day)).marks
    assert int(turn(mark.place) * 12) == month - 1


@given(st.lists(st.tuples(st.integers(1, 12), st.none() | st.integers(1, 28)), max_size=8))
def test_marks_do_not_cover_each_other_and_are_numbered_as_the_list(days):
    found = drawn(*(event(month, day, name=str(n)) for n, (month, day) in enumerate(days)))
    places = [mark.place for mark in found.marks]
    assert [mark.number for mark in found.marks] == list(range(1, len(days) + 1))
    for one in places:
        assert HUB < math.dist(one, (SIZE / 2, SIZE / 2)) <= EVENTS
    most = max((sum(m == month for m, _ in days) for month, _ in days), default=0)
    if most <= 3:
        assert all(math.dist(a, b) >= 2 * MARK for i, a in enumerate(places) for b in places[:i])


def test_the_hand_points_to_today_only_in_this_year():
    hand = drawn().hand
    assert hand is not None and int(turn(hand[1]) * 12) == 10
    assert drawn(year=2025).hand is None
    assert drawn(today=date(2025, 1, 1)).hand is None
