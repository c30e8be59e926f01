"""Who is using the dashboard, on which database, on which day."""

import getpass
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache

import streamlit as st
from sqlalchemy import Engine

from hyte_core import changes, history
from hyte_core.access import Author, Person, Role
from hyte_core.changes import DataVersion, Versions
from hyte_core.database import connect, database_url
from hyte_core.history import Moment, Origin, Origins, Past
from hyte_core.indicators import INDICATOR_TABLES, Indicators, Verdict
from hyte_core.indicators import indicators as read_indicators
from hyte_core.indicators import verdicts as judge
from hyte_core.installation import prepare
from hyte_core.locale import _
from hyte_core.problems import RefusalError
from hyte_core.ui import guard
from hyte_core.ui.remembering import remembered
from hyte_core.views import (
    PLAN_TABLES,
    PlanHead,
    PlanView,
    heads_and_freshest,
    plan_heads,
    plan_view,
)

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


@remembered(4)
def _heads(url: str, version: int, _known: list[PlanHead]) -> list[PlanHead]:
    if _known:
        return _known
    with engine().connect() as connection:
        return plan_heads(connection)


def heads(known: Sequence[PlanHead] = ()) -> list[PlanHead]:
    """All plans, by organisation and name; they need not be read if they are ``known``."""
    return _heads(database_url(), version_of("plan", "organisation"), list(known))


def organisation_of(plan_id: str) -> str:
    """The id of the organisation whose plan has this id; empty if there is no such plan."""
    return next((head.organisation_id for head in heads() if head.id == plan_id), "")


@remembered(4)
def _freshest(url: str, version: int) -> set[str]:
    with engine().connect() as connection:
        known, last = heads_and_freshest(connection)
    heads(known)
    return last


def freshest() -> PlanHead | None:
    """The plan with the freshest assessment, the first of many; None if there are no plans."""
    last = _freshest(database_url(), version_of("assessment", "action", "focus_area"))
    return next((head for head in heads() if head.id in last), next(iter(heads()), None))


@remembered(64)
def _plan(url: str, plan_id: str, version: int) -> PlanView | None:
    with engine().connect() as connection:
        return plan_view(connection, plan_id)


@remembered(32)
def _past_plan(
    url: str, plan_id: str, organisation_id: str, entry: int, on: date, _along: Collection[str]
) -> PlanView | None:
    with past(organisation_id, entry).connect({*PLAN_TABLES, *_along}) as connection:
        found = plan_view(connection, plan_id)
    return found and found.on(on)


def plan(plan_id: str, at: Moment | None = None, *, along: Collection[str] = ()) -> PlanView | None:
    """A plan as it is in the version that this run shows, or as it was at a moment. Shared between sessions: never changed.

    ``along``: tables that will be read at the same moment next; the past is read once for both.
    """
    organisation = organisation_of(plan_id)
    if at is None:
        return _plan(database_url(), plan_id, version_of(*PLAN_TABLES, organisation=organisation))
    return _past_plan(database_url(), plan_id, organisation, at.entry_of(plan_origin(plan_id)), at.on, along)


@remembered(32)
def _indicators(url: str, organisation_id: str, version: int) -> Indicators:
    with engine().connect() as connection:
        found = read_indicators(connection, organisation_id)
    assert found is not None
    return found


@remembered(16)
def _past_indicators(url: str, organisation_id: str, entry: int, on: date) -> Indicators:
    with past(organisation_id, entry).connect(INDICATOR_TABLES) as connection:
        found = read_indicators(connection, organisation_id)
    if found is None:  # the organisation had not come in yet
        return Indicators(organisation_id, "", (), ())
    return history.indicators_by(found, on)


def indicators(organisation_id: str, at: Moment | None = None) -> Indicators:
    """An organisation's indicators now, in the version that this run shows, or at a moment. Shared: never changed."""
    if at is None:
        version = version_of(*INDICATOR_TABLES, organisation=organisation_id)
        return _indicators(database_url(), organisation_id, version)
    entry = at.entry_of(indicators_origin(organisation_id))
    return _past_indicators(database_url(), organisation_id, entry, at.on)


@remembered(32)
def _verdicts(
    url: str, organisation_id: str, version: int, until: int | None
) -> dict[str, tuple[Verdict, ...]]:
    found = indicators(organisation_id)
    found = found if until is None else found.until(until)
    return {one.id: judge(found, one) for one in found.all}


@remembered(16)
def _past_verdicts(
    url: str, organisation_id: str, entry: int, on: date, _found: Indicators
) -> dict[str, tuple[Verdict, ...]]:
    return {one.id: judge(_found, one) for one in _found.all}


def verdicts(
    organisation_id: str, until: int | None = None, *, at: Moment | None = None
) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts of an organisation's indicators, by indicator. Shared: never changed.

    As they are now, of what is known now until the end of a year, or as they were at a moment.
    """
    if at is None:
        version = version_of(*INDICATOR_TABLES, organisation=organisation_id)
        return _verdicts(database_url(), organisation_id, version, until)
    entry = at.entry_of(indicators_origin(organisation_id))
    return _past_verdicts(database_url(), organisation_id, entry, at.on, indicators(organisation_id, at))


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


@remembered(8)
def _past(url: str, organisation_id: str, entry: int) -> Past:
    return history.past(engine(), entry, organisation_id)


def past(organisation_id: str, entry: int) -> Past:
    """The tables after a journal entry, of indicators' values what one organisation needs (none: an empty id)."""
    return _past(database_url(), organisation_id, entry)


def past_of(plan_id: str, organisation_id: str) -> Past | None:
    """The tables at the moment that this run shows, with all that is told of a plan; None for the present.

    What came into the installation later is there as it was oldest known.
    """
    at = moment()
    if at is None:
        return None
    origins = (
        plan_origin(plan_id),
        indicators_origin(organisation_id),
        cooperation_origin(organisation_id),
        duties_origin(organisation_id),
    )
    return past(organisation_id, max(at.entry_of(origin) for origin in origins))


@remembered(64)
def _last_entry(url: str, day: date, version: int) -> int:
    with engine().connect() as connection:
        return history.last_entry(connection, day)


def end_of(day: date, organisation_id: str, days: Collection[date] = ()) -> Moment:
    """The end of a day. What else the organisation's pages ask of the journal is looked up with it, and the ends of the
    other ``days`` that can be chosen."""
    today = now().astimezone().date()
    if day >= today:  # more can be saved on it
        return Moment(day, _last_entry(database_url(), day, version()))
    ended = _origins(organisation_id, today, {day, *days}).ends
    return Moment(day, ended[day] if day in ended else _last_entry(database_url(), day, 0))


@remembered(64)
def _read_origins(
    url: str, organisation_id: str, today: date, version: int, _days: Collection[date]
) -> Origins:
    with engine().connect() as connection:
        return history.origins(connection, organisation_id, _days)


def _origins(organisation_id: str, today: date, days: Collection[date] = ()) -> Origins:
    told = version_of("plan", "organisation", "series", "duty", "interface_area")
    settled = sorted({day for day in days if day < today})
    return _read_origins(database_url(), organisation_id, today, told, settled)


def _origin(
    organisation_id: str, which: Callable[[Origins], Origin | None], days: Collection[date] = ()
) -> Origin | None:
    """Where a thing begins: on the day itself what else is loaded belongs to its beginning, later nothing does."""
    today = now().astimezone().date()
    found = which(_origins(organisation_id, today, days))
    if found is not None and found.on >= today:
        found = which(_read_origins(database_url(), organisation_id, today, version(), ()))
    return found


def plan_origin(plan_id: str, days: Collection[date] = ()) -> Origin | None:
    """Since when the journal knows a plan. ``days``: as of :func:`end_of`, which will be asked of one of them next."""
    return _origin(organisation_of(plan_id), lambda known: known.plans.get(plan_id), days)


def indicators_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows values of an organisation."""
    return _origin(organisation_id, lambda known: known.indicators)


def cooperation_origin(organisation_id: str = "") -> Origin | None:
    """Since when the journal knows interface areas; an organisation of the page's spares asking anew."""
    return _origin(organisation_id, lambda known: known.areas)


def duties_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows both an organisation and its statutory duties."""
    return _origin(organisation_id, lambda known: known.duties)


def meetings_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows an organisation's meetings."""
    return _origin(organisation_id, lambda known: known.organisation)
