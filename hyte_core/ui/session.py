"""Who is using the dashboard, on which database, on which day."""

import getpass
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

import streamlit as st
from sqlalchemy import Engine

from hyte_core import changes
from hyte_core.access import Author, Person, Role
from hyte_core.changes import DataVersion, Versions
from hyte_core.database import connect, database_url
from hyte_core.history import Moment
from hyte_core.installation import prepare
from hyte_core.locale import _
from hyte_core.problems import RefusalError
from hyte_core.ui import guard

AUTHOR = "author"
#: How old an answer about others' changes may be, seconds: however many pages ask, the database is asked so often.
ASKED_SECONDS = 0.25
#: The tables that this run has read; _ANY stands for the whole journal.
_WATCHED, _ANY = "watched", "any"
#: A table, and the organisation whose rows of it have been read; None for all.
Watched = tuple[str, str | None]


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


def author() -> Author | None:
    """Who reads and writes; None for who must log in first.

    At the computer itself it is the name written in the sidebar, else the computer's user.
    """
    typed = str(st.session_state.get(AUTHOR) or "").strip() or default_author()
    return guard.person(typed, now())


def writer() -> Author:
    """As :func:`author`, for what only who has been let in can do."""
    who = author()
    if who is None:
        raise RefusalError(_("Kirjautumisesi on päättynyt: kirjaudu uudelleen. Mitään ei tallennettu."))
    return who


@cache
def default_author() -> str:
    """The computer's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def version() -> int:
    """The version of the data that this run shows; read once a run (see the router)."""
    watch()
    return _shown().entry


def shown_entry() -> int:
    """The journal's last entry in what this run shows."""
    return _shown().entry


def version_of(*tables: str, organisation: str | None = None) -> int:
    """The version of some tables that this run shows: what is read of them alone is remembered by it.

    With the id of an ``organisation``: of what is read of its own rows and of those that belong to all.
    """
    watch(*tables, organisation=organisation)
    return _shown().of(*tables, organisation=organisation)


def watch(*tables: str, organisation: str | None = None) -> None:
    """What this run shows has been read from some tables (none named: from any), perhaps of one organisation alone:
    changes of them concern it."""
    found: set[Watched] = st.session_state.setdefault(_WATCHED, set())
    found.update((table, organisation) for table in tables or (_ANY,))


def watched() -> set[Watched]:
    """What this run has read so far (see :func:`watch`)."""
    found: set[Watched] = st.session_state.get(_WATCHED, set())
    return found


def is_outdated() -> bool:
    """True if somebody has saved something since this run that concerns what it shows; found out within ASKED_SECONDS."""
    return bool(watched()) and is_newer(_shown().entry, watched())


def is_newer(entry: int, read: Iterable[Watched]) -> bool:
    """True if something of what has been ``read`` has been saved after an entry of the journal, in this process or
    another, or if the database has been replaced. Of no session: any thread may ask."""
    newest = _versions(database_url()).newest(ASKED_SECONDS)
    if newest is None or newest.entry == entry:
        return newest is None
    return any(
        (newest.entry if table == _ANY else newest.of(table, organisation=whose)) > entry
        for table, whose in read
    )


def _shown() -> DataVersion:
    found: DataVersion = st.session_state["version"]
    return found


@st.cache_resource(show_spinner=False)
def _versions(url: str) -> Versions:
    return Versions(engine())


def refresh_version() -> int:
    """Read the version of the data from the database. If that has been replaced by another, everything is read anew."""
    found = _versions(database_url()).newest()
    if found is None:
        st.cache_resource.clear()
        st.cache_data.clear()
        found = _versions(database_url()).newest()
        assert found is not None  # the count has just begun
    st.session_state["version"] = found
    return found.entry


def newest_version() -> int:
    """The version of the data in the database now, which others may have made newer than what is shown."""
    return changes.version(engine())


# --- the past

_MOMENT = "moment"


def begin() -> None:
    """A run begins: it shows the newest version, the present until its page chooses a moment, and nothing yet."""
    st.session_state[_WATCHED] = set()
    st.session_state[_MOMENT] = None
    refresh_version()


def show_moment(at: Moment | None) -> None:
    """What this run shows from here on."""
    st.session_state[_MOMENT] = at


def moment() -> Moment | None:
    """The moment of the past that this run shows; None for the present, the only one that can be edited."""
    found: Moment | None = st.session_state.get(_MOMENT)
    return found


def may_edit() -> bool:
    """True if the reader may change something and looks at the present."""
    who = author()
    return moment() is None and not (isinstance(who, Person) and who.role is Role.viewer)


def shown_day() -> date:
    """The day that this run shows: today, or that of the moment."""
    at = moment()
    return at.on if at else today()
