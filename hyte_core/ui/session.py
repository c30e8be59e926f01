"""Who is using the dashboard, on which database, on which day."""

import getpass
import os
from datetime import UTC, date, datetime

import streamlit as st
from sqlalchemy import Engine

from hyte_core import changes
from hyte_core.database import connect, database_url
from hyte_core.indicators import Indicators, Verdict
from hyte_core.indicators import indicators as read_indicators
from hyte_core.indicators import verdicts as judge
from hyte_core.installation import prepare
from hyte_core.views import ActionView, PlanHead, PlanView, plan_heads, plan_view

AUTHOR = "author"


@st.cache_resource(show_spinner=False)
def _engine(url: str) -> Engine:
    engine = connect(url)
    prepare(engine, now=now())
    return engine


def engine() -> Engine:
    """The process's one engine; a new installation's database is made on the first call."""
    return _engine(database_url())


def now() -> datetime:
    """The moment, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today; the setting HYTE_TODAY can fix it for demonstrations and tests."""
    fixed = os.environ.get("HYTE_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


def author() -> str:
    """The name that the journal gets: what the reader has written in the sidebar, else the computer's user."""
    return str(st.session_state.get(AUTHOR) or "").strip() or default_author()


def default_author() -> str:
    """The computer's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def version() -> int:
    """The version of the data that this run shows; read once a run (see the router)."""
    return int(st.session_state["version"])


def refresh_version() -> int:
    """Read the version of the data from the database."""
    st.session_state["version"] = newest_version()
    return version()


@st.cache_resource(max_entries=4, show_spinner=False)
def _heads(url: str, version: int) -> list[PlanHead]:
    with engine().connect() as connection:
        return plan_heads(connection)


def heads() -> list[PlanHead]:
    """All plans, by organisation and name."""
    return _heads(database_url(), version())


@st.cache_resource(max_entries=64, show_spinner=False)
def _plan(url: str, plan_id: str, version: int) -> PlanView | None:
    with engine().connect() as connection:
        return plan_view(connection, plan_id)


def plan(plan_id: str) -> PlanView | None:
    """A plan as it is in the version that this run shows. Shared between sessions: never changed."""
    return _plan(database_url(), plan_id, version())


@st.cache_resource(max_entries=32, show_spinner=False)
def _indicators(url: str, organisation_id: str, version: int) -> Indicators:
    with engine().connect() as connection:
        found = read_indicators(connection, organisation_id)
    assert found is not None
    return found


def indicators(organisation_id: str) -> Indicators:
    """An organisation's indicators as they are in the version that this run shows. Shared: never changed."""
    return _indicators(database_url(), organisation_id, version())


@st.cache_resource(max_entries=32, show_spinner=False)
def _verdicts(
    url: str, organisation_id: str, version: int, until: int | None
) -> dict[str, tuple[Verdict, ...]]:
    found = indicators(organisation_id)
    found = found if until is None else found.until(until)
    return {one.id: judge(found, one) for one in found.all}


def verdicts(organisation_id: str, until: int | None = None) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts of an organisation's indicators, by indicator: now, or at the end of a year. Shared: never changed."""
    return _verdicts(database_url(), organisation_id, version(), until)


def newest_version() -> int:
    """The version of the data in the database now, which others may have made newer than what is shown."""
    return changes.version(engine())


def action(action_id: str) -> ActionView | None:
    """An action of any plan, None if it is not there (any more)."""
    return next(
        (found for head in heads() if (p := plan(head.id)) and (found := p.by_id.get(action_id))), None
    )
