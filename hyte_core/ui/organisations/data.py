"""Many organisations' data, read once a version and shared between sessions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from hyte_core import history, regional
from hyte_core.cooperation import COOPERATION_TABLES
from hyte_core.database import database_url
from hyte_core.indicators import INDICATOR_TABLES
from hyte_core.regional import AreaState, Body, Choice, ContactState, Measured
from hyte_core.ui import session
from hyte_core.ui.remembering import remembered


@remembered(4)
def _bodies(url: str, version: int) -> tuple[Body, ...]:
    with session.engine().connect() as connection:
        return regional.bodies(connection)


def bodies() -> tuple[Body, ...]:
    """All organisations with their plans, by name."""
    return _bodies(database_url(), session.version_of("organisation", "plan"))


@remembered(16)
def _states(
    url: str, version: int, day: date, organisations: tuple[str, ...] | None
) -> tuple[AreaState, ...]:
    plans = [plan for body in bodies() for plan in body.plans]
    with session.engine().connect() as connection:
        return tuple(regional.area_states(connection, day, plans, organisations))


def states(day: date, organisations: Sequence[str] | None) -> tuple[AreaState, ...]:
    """How the focus areas of some organisations (None: all) stood on a day."""
    named = None if organisations is None else tuple(organisations)
    version = session.version_of("organisation", "plan", "focus_area", "action", "assessment")
    return _states(database_url(), version, day, named)


@remembered(64)
def _meeting_day(url: str, version: int, meeting_id: str) -> date | None:
    with session.engine().connect() as connection:
        return regional.meeting_day(connection, meeting_id)


def meeting_day(meeting_id: str) -> date | None:
    """The day of a meeting, None if there is no such meeting."""
    return _meeting_day(database_url(), session.version_of("meeting"), meeting_id)


@remembered(4)
def _choices(url: str, version: int) -> tuple[Choice, ...]:
    with session.engine().connect() as connection:
        return regional.indicator_choices(connection)


def choices() -> tuple[Choice, ...]:
    """The indicators that have values, by name."""
    return _choices(database_url(), session.version_of(*INDICATOR_TABLES))


@remembered(8)
def _measured(url: str, version: int, indicator_id: str) -> Measured | None:
    with session.engine().connect() as connection:
        return regional.measured(connection, indicator_id)


def measured(indicator_id: str) -> Measured:
    """An indicator of :func:`choices` with all its values."""
    found = _measured(database_url(), session.version_of(*INDICATOR_TABLES), indicator_id)
    assert found is not None
    return found


@remembered(4)
def _contacts(url: str, version: int, day: date) -> Mapping[str, ContactState]:
    with session.engine().connect() as connection:
        return regional.contact_states(connection, day)


def contacts(day: date) -> Mapping[str, ContactState]:
    """The organisations' contacts, by organisation."""
    return _contacts(database_url(), session.version_of(*COOPERATION_TABLES), day)


@remembered(16)
def _changes(url: str, version: int, day: date | None, plans: tuple[str, ...]) -> Mapping[str, datetime]:
    with session.engine().connect() as connection:
        entry = version if day is None else history.last_entry(connection, day)
        return regional.last_changes(connection, plans, entry)


def last_changes(plans: Sequence[str], day: date | None) -> Mapping[str, datetime]:
    """When each of the plans was last changed by the end of a day (None: until now)."""
    return _changes(database_url(), session.version(), day, tuple(plans))
