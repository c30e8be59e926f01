"""Every page tells what it has read, and whoever asks with that hears whether others have saved any of it."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from awaiting import finish
from opening import PATHS, open_page
from starlette.applications import Starlette
from trees import build, save

from hyte_core.changes import Change
from hyte_core.ui import news
from hyte_core.ui.server import headers
from hyte_core.ui.turns import MOST_A_SECOND

FOOT = re.compile(r'data-shown="(\d*)" data-watched="([^"]*)"')


@pytest.fixture(autouse=True)
def _asked_each_time(monkeypatch):
    monkeypatch.setattr("hyte_core.ui.session.ASKED_SECONDS", 0.0)


def foot(at) -> dict[str, str]:
    """What the page tells to whoever will ask for it."""
    (found,) = [match for drawn in at.sidebar.get("html") if (match := FOOT.search(drawn.proto.body))]
    return {"shown": found[1], "watched": unescape(found[2])}


async def _asked(query: str) -> int:
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    app = Starlette(routes=[news.news()], middleware=[headers()])
    scope = {
        "type": "http",
        "method": "GET",
        "path": news.PATH,
        "query_string": query.encode(),
        "headers": [],
    }
    await app(scope, receive, send)
    return sent[0]["status"]


def asked(**given: str) -> int:
    """The status of the answer."""
    return finish(_asked(urlencode(given)))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_tells_what_it_has_read_and_there_are_no_news_of_it(full, path):
    at = open_page(path)
    told = foot(at)
    assert told["shown"].isdecimal()
    assert set(news._heard(told["watched"])) == at.session_state["watched"]
    assert asked(**told) == 204


def test_there_are_news_when_somebody_saves_what_the_page_shows_and_none_of_other_tables(empty):
    plan = build(empty, "1. A\n  - B")
    actions, areas = foot(open_page("toimenpiteet")), foot(open_page("yhdyspinnat"))
    save(empty, Change.changing("action", plan.actions[0].id, name=("B", "C")))
    assert asked(**actions) == 200
    assert asked(**foot(open_page("toimenpiteet"))) == 204
    assert asked(**{**areas, "watched": "contact"}) == 204


def test_there_are_no_news_of_what_another_organisation_has_saved(empty):
    plan = build(empty, "1. A\n  - B")
    build(empty, "1. C\n  - D", organisation="Toinen", plan="Toisen suunnitelma")
    shown = foot(open_page("toimenpiteet"))["shown"]
    save(empty, Change.changing("action", plan.actions[0].id, name=("B", "C")))
    assert asked(shown=shown, watched=f"action:{plan.organisation_id}") == 200
    assert asked(shown=shown, watched="action:somebody") == 204
    assert asked(shown=shown, watched="any") == 200


def test_a_reader_hears_of_news_also_from_another_process_that_began_later(empty):
    """Two programs on one database: each keeps count from when it began."""
    import streamlit as st

    plan = build(empty, "1. A\n  - B")
    told = foot(open_page("toimenpiteet"))
    save(empty, Change.changing("action", plan.actions[0].id, name=("B", "C")))
    st.cache_resource.clear()
    assert asked(**told) == 200


def test_more_pages_than_can_be_drawn_at_once_hear_of_news_later(empty, monkeypatch):
    import streamlit as st

    plan = build(empty, "1. A\n  - B")
    told = foot(open_page("toimenpiteet"))
    save(empty, Change.changing("action", plan.actions[0].id, name=("B", "C")))
    st.cache_resource.clear()
    monkeypatch.setattr(news, "monotonic", lambda: 100.0)
    assert [asked(**told) for _page in range(MOST_A_SECOND + 1)] == [200] * MOST_A_SECOND + [204]
    monkeypatch.setattr(news, "monotonic", lambda: 101.5)
    assert asked(**told) == 200


@pytest.mark.parametrize(
    "given",
    [{}, {"shown": "1"}, {"shown": "x", "watched": "action"}, {"shown": "-1", "watched": "any"}],
)
def test_a_question_that_cannot_be_understood_has_no_news(empty, given):
    assert asked(**given) == 204


def test_a_database_that_does_not_answer_has_no_news(use):
    use("sqlite:////proc/none.db")
    assert asked(shown="1", watched="any") == 204


def test_the_hidden_button_draws_the_page_anew_when_there_are_news(empty):
    plan = build(empty, "1. A\n  - B")
    at = open_page("toimenpiteet")
    save(empty, Change.changing("action", plan.actions[0].id, name=("B", "Cecilia")))
    at.button(key="news").click().run()
    assert "Cecilia" in " ".join(drawn.proto.body for drawn in at.get("html"))
