"""No page asks the database more than a few times: when a process knows nothing yet, of the past, and after a save."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from made_up import made_up, places_in_all_states
from streamlit.testing.v1 import AppTest

from benchmarks.scripts import ROUTER, opened, queries_made
from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import connect
from hyte_core.views import plan_heads, plan_view

#: How many queries a page may make.
MOST = 8
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A made-up database, the dashboard's own."""
    with made_up(tmp_path_factory.mktemp("queries")) as made:
        AppTest.from_file(ROUTER, default_timeout=60).run()  # the database is looked at when a process begins
        yield made


@pytest.fixture
def save(url: str) -> Iterator[Callable[[], None]]:
    """What saves a change of a plan that no page shows."""
    engine = connect(url)
    with engine.connect() as connection:
        (other,) = [head for head in plan_heads(connection) if head.organisation == "Kunta 002"]
        plan = plan_view(connection, other.id)
    assert plan is not None
    action = plan.actions[0]
    told = [action.schedule]

    def made() -> None:
        new = f"{len(told)}. kerta"
        change = Change.changing("action", action.id, schedule=(told[-1], new))
        assert apply(engine, ChangeSet((change,)), author="Joku", now=NOW + timedelta(minutes=len(told))).done
        told.append(new)

    yield made
    engine.dispose()


def asked(at: AppTest) -> int:
    """How many queries a run makes, without looking at the tables' version when a process begins."""
    with queries_made() as made:
        at.run()
    assert not at.exception, at.exception
    return len([one for one in made if "alembic_version" not in one[0]])


def test_a_page_makes_few_queries_when_nothing_is_known_yet_and_after_a_save(
    url: str, save: Callable[[], None]
) -> None:
    first, later, warm = {}, {}, {}
    for place in places_in_all_states(url):
        st.cache_data.clear()
        st.cache_resource.clear()
        at = opened(ROUTER, place.link)
        first[place.name] = asked(at)
        warm[place.name] = asked(at)
        save()
        later[place.name] = asked(at)
    assert {name: n for name, n in first.items() if n > MOST} == {}
    assert {name: n for name, n in later.items() if n > MOST} == {}
    assert {name: n for name, n in warm.items() if n > (3 if "tuonti" in name.lower() else 1)} == {}
