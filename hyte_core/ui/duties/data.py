"""Duties as the pages of this run see them."""

from datetime import date

from hyte_core.database import database_url
from hyte_core.duties import DUTY_TABLES, Duties
from hyte_core.duties import duties as read
from hyte_core.history import duties_by
from hyte_core.ui import past_data, session
from hyte_core.ui.remembering import remembered


@remembered(32)
def _duties(url: str, organisation_id: str, version: int) -> Duties:
    with session.engine().connect() as connection:
        found = read(connection, organisation_id)
    assert found is not None
    return found


@remembered(16)
def _past_duties(url: str, organisation_id: str, entry: int, on: date) -> Duties:
    with past_data.past(organisation_id, entry).connect(DUTY_TABLES) as connection:
        found = read(connection, organisation_id)
    if found is None:  # the organisation had not come in yet
        return Duties(organisation_id, "", None, (), ())
    return duties_by(found, on)


def duties(organisation_id: str) -> Duties:
    """An organisation's duties in the version or at the moment that this run shows. Shared between sessions: never changed."""
    at = session.moment()
    if at is None:
        version = session.version_of(*DUTY_TABLES, organisation=organisation_id)
        return _duties(database_url(), organisation_id, version)
    entry = at.entry_of(past_data.duties_origin(organisation_id))
    return _past_duties(database_url(), organisation_id, entry, at.on)
