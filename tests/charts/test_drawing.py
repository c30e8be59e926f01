"""Many pictures drawn at once are the same as drawn one by one."""

import pytest

from hyte_core.charts.drawing import draw, draw_all

CIRCLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="{r}"/></svg>'
)


def test_pictures_drawn_side_by_side_come_in_the_order_they_were_asked_for():
    orders = [{"svg": CIRCLE.format(r=number % 9 + 1), "scale": 1} for number in range(18)]
    told: list[int] = []
    assert draw_all(orders, told.append) == [draw(order) for order in orders]
    assert told == list(range(18))


def test_nothing_to_draw_is_nothing():
    assert draw_all([], lambda _done: None) == []


def test_what_cannot_be_drawn_is_an_error_and_no_process_is_left():
    orders = [{"svg": "no drawing", "scale": 1}] * 18
    with pytest.raises(OSError, match="ended before its time"):
        draw_all(orders, lambda _done: None)
