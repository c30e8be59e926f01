"""An open page is drawn anew when somebody saves something that it shows, and only then."""

import re
from collections.abc import Iterator

import pytest
from opening import PATHS, open_page
from sqlalchemy import Engine, event, inspect
from streamlit.testing.v1 import AppTest
from trees import build, save

from hyte_core.changes import Change
from hyte_core.model import InterfaceArea

#: What is no table of content.
JOURNAL = {"journal", "change_set", "alembic_version"}


@pytest.fixture
def read() -> Iterator[set[str]]:
    """The tables that queries have named."""
    tables: set[str] = set()

    def look(_connection, _cursor, statement, *_more) -> None:
        tables.update(re.findall(r'(?:FROM|JOIN) "?(\w+)', statement))

    event.listen(Engine, "before_cursor_execute", look)
    yield tables
    event.remove(Engine, "before_cursor_execute", look)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_watches_every_table_that_it_has_read(full, read, path):
    known = set(inspect(full).get_table_names()) - JOURNAL
    read.clear()
    at = open_page(path)
    assert not at.exception
    watched = {table for table, _organisation in at.session_state["watched"]}
    assert "any" in watched or read & known <= watched


def _asking() -> None:
    import streamlit as st

    from hyte_core.ui import plan_data, session

    if "asking" in st.query_params:
        st.write(str(session.is_outdated()))
        return
    session.begin()
    for head in plan_data.heads():
        if st.query_params.get("only", head.organisation) == head.organisation:
            plan_data.plan(head.id)
    if "all" in st.query_params:
        session.watch()


@pytest.fixture(autouse=True)
def _asked_each_time(monkeypatch):
    """Tests save and ask at once; an answer of a moment ago would do for open pages."""
    monkeypatch.setattr("hyte_core.ui.session.ASKED_SECONDS", 0.0)


def outdated(at: AppTest) -> bool:
    at.query_params["asking"] = "1"
    return at.run().markdown[0].value == "True"


def test_a_save_in_a_table_that_the_page_shows_concerns_it(empty):
    plan = build(empty, "1. A\n  - B")
    at = AppTest.from_function(_asking).run()
    assert not outdated(at)
    save(empty, Change.changing("action", plan.actions[0].id, name=("B", "C")))
    assert outdated(at)


def test_a_save_in_a_table_that_the_page_does_not_show_does_not_concern_it(empty):
    build(empty, "1. A\n  - B")
    at = AppTest.from_function(_asking).run()
    save(empty, Change.adding(InterfaceArea(name="Liikunta", position=1)))
    assert not outdated(at)


def test_a_save_of_another_organisation_does_not_concern_a_page_of_one(empty):
    build(empty, "1. A\n  - B")
    other = build(empty, "1. C\n  - D", organisation="Toinen", plan="Toisen suunnitelma")
    at = AppTest.from_function(_asking)
    at.query_params["only"] = "Testikunta"
    at.run()
    save(empty, Change.changing("action", other.actions[0].id, name=("D", "E")))
    assert not outdated(at)


def test_every_save_concerns_a_page_that_shows_the_journal(empty):
    build(empty, "1. A\n  - B")
    at = AppTest.from_function(_asking)
    at.query_params["all"] = "1"
    at.run()
    save(empty, Change.adding(InterfaceArea(name="Liikunta", position=1)))
    assert outdated(at)
