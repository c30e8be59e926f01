"""An organisation's indicators and their verdicts as the pages of this run see them, now and at a moment of the past."""

from datetime import date

from hyte_core import history
from hyte_core.database import database_url
from hyte_core.history import Moment
from hyte_core.indicators import INDICATOR_TABLES, Indicators, Verdict
from hyte_core.indicators import indicators as read_indicators
from hyte_core.indicators import verdicts as judge
from hyte_core.ui import session
from hyte_core.ui.past_data import indicators_origin, past
from hyte_core.ui.remembering import remembered


@remembered(32)
def _indicators(url: str, organisation_id: str, version: int) -> Indicators:
    with session.engine().connect() as connection:
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
        version = session.version_of(*INDICATOR_TABLES, organisation=organisation_id)
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
        version = session.version_of(*INDICATOR_TABLES, organisation=organisation_id)
        return _verdicts(database_url(), organisation_id, version, until)
    entry = at.entry_of(indicators_origin(organisation_id))
    return _past_verdicts(database_url(), organisation_id, entry, at.on, indicators(organisation_id, at))
