"""Pictures drawn by processes of their own are the same as drawn here, and the processes come and go."""

from threading import Thread

import pytest

from hyte_core.charts import drawing
from hyte_core.charts.drawing import Drawers, draw, draw_all

CIRCLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="{r}"/></svg>'
)
ONE = '{"svg": "<svg/>"}'


@pytest.fixture
def drawers():
    found = Drawers(2)
    yield found
    found.end()


@pytest.mark.parametrize("size", [{}, {"scale": 1}])
def test_pictures_drawn_side_by_side_come_in_the_order_they_were_asked_for(size):
    orders = [{"svg": CIRCLE.format(r=number % 9 + 1), **size} for number in range(18)]
    told: list[int] = []
    assert draw_all(orders, told.append) == [draw(order) for order in orders]
    assert told == list(range(18))


def test_nothing_to_draw_is_nothing():
    assert draw_all([], lambda _done: None) == []


def test_what_has_been_drawn_is_not_drawn_again(monkeypatch):
    orders = [{"svg": CIRCLE.format(r=number), "scale": 3} for number in range(4)]
    first = draw_all(orders, lambda _done: None)
    monkeypatch.setattr(drawing, "drawers", lambda: pytest.fail("drawn again"))
    assert draw_all(orders, lambda _done: None) == first


def test_what_cannot_be_drawn_is_an_error_and_the_next_picture_is_drawn():
    with pytest.raises(OSError, match="ended before its time"):
        draw_all([{"svg": "no drawing", "scale": 1}] * 18, lambda _done: None)
    assert draw_all([{"svg": CIRCLE.format(r=7), "scale": 2}], lambda _done: None)


def test_processes_stay_for_the_next_picture(drawers):
    drawers.start()
    before = list(drawers._free)
    assert drawers.ask(ONE) == b"<svg/>"
    assert set(drawers._free) == set(before) and len(before) == 2


def test_more_orders_than_processes_wait_for_their_turn(drawers):
    found: list[bytes] = []
    threads = [Thread(target=lambda: found.append(drawers.ask(ONE))) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [b"<svg/>"] * 6
    assert len(drawers._free) <= 2


def test_a_process_that_was_ended_from_outside_is_replaced(drawers):
    drawers.start()
    for process in drawers._free:
        process.kill()
        process.wait()
    assert drawers.ask(ONE) == b"<svg/>"


def test_nobody_is_left_when_nothing_has_been_asked_for_a_while(monkeypatch):
    started = []
    begin = drawing._process
    monkeypatch.setattr(drawing, "_process", lambda: started.append(begin()) or started[-1])
    drawers = Drawers(2, idle=0.01)
    drawers.start()
    assert len(started) == 2
    for process in started[:2]:
        process.wait(10)
    assert drawers.ask(ONE) == b"<svg/>"
    started[-1].wait(10)
