"""What people have written for reports, as the pages of this run see it: now, or at the moment that it shows."""

from hyte_core.database import database_url
from hyte_core.ui import past_data, plan_data, session
from hyte_core.ui.remembering import remembered
from hyte_core.views.cards import CardView, year_cards
from hyte_core.views.statements import Statements
from hyte_core.views.written import WRITTEN_TABLES, Written
from hyte_core.views.written import written as read


@remembered(64)
def _written(url: str, plan_id: str, version: int) -> Written:
    with session.engine().connect() as connection:
        return read(connection, plan_id)


@remembered(16)
def _past_written(url: str, plan_id: str, organisation_id: str, entry: int) -> Written:
    with past_data.past(organisation_id, entry).connect() as connection:
        return read(connection, plan_id)


def written(plan_id: str) -> Written:
    """What people have written of a plan, in the version that this run shows. Shared between sessions: never changed."""
    version = session.version_of(*WRITTEN_TABLES, organisation=plan_data.organisation_of(plan_id))
    return _written(database_url(), plan_id, version)


def statements(plan_id: str, year: int) -> Statements:
    """What has been written of a plan, looked at from a year, in the version or at the moment that this run shows.

    Shared between sessions: never changed.
    """
    at = session.moment()
    if at is None:
        return written(plan_id).of_year(year)
    owner = plan_data.organisation_of(plan_id)
    entry = at.entry_of(past_data.plan_origin(plan_id, owner))
    return _past_written(database_url(), plan_id, owner, entry).of_year(year)


@remembered(32)
def _cards(url: str, county_id: str, version: int) -> tuple[CardView, ...]:
    with session.engine().connect() as connection:
        return year_cards(connection, county_id)


@remembered(16)
def _past_cards(url: str, county_id: str, entry: int) -> tuple[CardView, ...]:
    with past_data.past(county_id, entry).connect() as connection:
        return year_cards(connection, county_id)


def cards(county_id: str) -> tuple[CardView, ...]:
    """The cards of a county's reports of all years, in the version or at the moment that this run shows."""
    at = session.moment()
    if at is None:
        return _cards(database_url(), county_id, session.version_of("year_card", "organisation"))
    return _past_cards(database_url(), county_id, at.entry_of(past_data.meetings_origin(county_id)))
