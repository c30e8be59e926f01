"""Who is using the dashboard, on which database, on which day."""

import getpass
import os
from datetime import UTC, date, datetime

import streamlit as st
from sqlalchemy import Engine

from hyte_core import changes, history
from hyte_core.access import Author, Person, Role
from hyte_core.database import connect, database_url
from hyte_core.history import MeetingPoint, Moment, Origin, Past
from hyte_core.indicators import Indicators, Verdict
from hyte_core.indicators import indicators as read_indicators
from hyte_core.indicators import verdicts as judge
from hyte_core.installation import prepare
from hyte_core.locale import _
from hyte_core.problems import RefusalError
from hyte_core.ui import guard
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


@st.cache_resource(max_entries=32, show_spinner=False)
def _past_plan(url: str, plan_id: str, organisation_id: str, entry: int, on: date) -> PlanView | None:
    with past(organisation_id, entry).connect() as connection:
        found = plan_view(connection, plan_id)
    return found and found.on(on)


def plan(plan_id: str, at: Moment | None = None) -> PlanView | None:
    """A plan as it is in the version that this run shows, or as it was at a moment. Shared between sessions: never changed."""
    if at is None:
        return _plan(database_url(), plan_id, version())
    organisation = next((head.organisation_id for head in heads() if head.id == plan_id), "")
    return _past_plan(database_url(), plan_id, organisation, at.entry_of(plan_origin(plan_id)), at.on)


@st.cache_resource(max_entries=32, show_spinner=False)
def _indicators(url: str, organisation_id: str, version: int) -> Indicators:
    with engine().connect() as connection:
        found = read_indicators(connection, organisation_id)
    assert found is not None
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def _past_indicators(url: str, organisation_id: str, entry: int, on: date) -> Indicators:
    with past(organisation_id, entry).connect() as connection:
        found = read_indicators(connection, organisation_id)
    if found is None:  # the organisation had not come in yet
        return Indicators(organisation_id, "", (), ())
    return history.indicators_by(found, on)


def indicators(organisation_id: str, at: Moment | None = None) -> Indicators:
    """An organisation's indicators now, in the version that this run shows, or at a moment. Shared: never changed."""
    if at is None:
        return _indicators(database_url(), organisation_id, version())
    entry = at.entry_of(indicators_origin(organisation_id))
    return _past_indicators(database_url(), organisation_id, entry, at.on)


@st.cache_resource(max_entries=32, show_spinner=False)
def _verdicts(
    url: str, organisation_id: str, version: int, until: int | None
) -> dict[str, tuple[Verdict, ...]]:
    found = indicators(organisation_id)
    found = found if until is None else found.until(until)
    return {one.id: judge(found, one) for one in found.all}


@st.cache_resource(max_entries=16, show_spinner=False)
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
        return _verdicts(database_url(), organisation_id, version(), until)
    entry = at.entry_of(indicators_origin(organisation_id))
    return _past_verdicts(database_url(), organisation_id, entry, at.on, indicators(organisation_id, at))


def newest_version() -> int:
    """The version of the data in the database now, which others may have made newer than what is shown."""
    return changes.version(engine())


def action(action_id: str) -> ActionView | None:
    """An action of any plan, None if it is not there (any more)."""
    return next(
        (found for head in heads() if (p := plan(head.id)) and (found := p.by_id.get(action_id))), None
    )


# --- the past

_MOMENT = "moment"


def show_now() -> None:
    """This run shows the present until its page chooses a moment."""
    st.session_state[_MOMENT] = None


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


@st.cache_resource(max_entries=8, show_spinner=False)
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
        cooperation_origin(),
        duties_origin(organisation_id),
    )
    return past(organisation_id, max(at.entry_of(origin) for origin in origins))


@st.cache_resource(max_entries=64, show_spinner=False)
def _last_entry(url: str, day: date, version: int) -> int:
    with engine().connect() as connection:
        return history.last_entry(connection, day)


def end_of(day: date) -> Moment:
    """The end of a day."""
    return Moment(day, _last_entry(database_url(), day, version()))


@st.cache_resource(max_entries=64, show_spinner=False)
def _meetings(url: str, organisation_id: str, version: int) -> list[MeetingPoint]:
    with engine().connect() as connection:
        return history.meeting_points(connection, organisation_id)


def meetings(organisation_id: str) -> list[MeetingPoint]:
    """An organisation's meetings, the latest first."""
    return _meetings(database_url(), organisation_id, version())


@st.cache_resource(max_entries=128, show_spinner=False)
def _origin(url: str, what: str, id_: str, version: int) -> Origin | None:
    with engine().connect() as connection:
        if what == "plan":
            return history.plan_begins(connection, id_)
        if what == "indicators":
            return history.indicators_begin(connection, id_)
        if what == "duties":
            return history.duties_begin(connection, id_)
        return history.cooperation_begins(connection)


def plan_origin(plan_id: str) -> Origin | None:
    """Since when the journal knows a plan."""
    return _origin(database_url(), "plan", plan_id, version())


def indicators_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows values of an organisation."""
    return _origin(database_url(), "indicators", organisation_id, version())


def cooperation_origin() -> Origin | None:
    """Since when the journal knows interface areas."""
    return _origin(database_url(), "areas", "", version())


def duties_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows both an organisation and its statutory duties."""
    return _origin(database_url(), "duties", organisation_id, version())
