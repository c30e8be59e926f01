"""What people have written for reports, as the pages of this run see it."""

import streamlit as st

from hyte_core.database import database_url
from hyte_core.ui import session
from hyte_core.views.cards import CardView, year_cards
from hyte_core.views.statements import Statements
from hyte_core.views.statements import statements as read


@st.cache_resource(max_entries=64, show_spinner=False)
def _statements(url: str, plan_id: str, year: int, version: int) -> Statements:
    with session.engine().connect() as connection:
        return read(connection, plan_id, year)


def statements(plan_id: str, year: int) -> Statements:
    """What has been written of a plan, looked at from a year, in the version that this run shows. Never changed."""
    return _statements(database_url(), plan_id, year, session.version())


@st.cache_resource(max_entries=32, show_spinner=False)
def _cards(url: str, county_id: str, version: int) -> tuple[CardView, ...]:
    with session.engine().connect() as connection:
        return year_cards(connection, county_id)


def cards(county_id: str) -> tuple[CardView, ...]:
    """The cards of a county's reports of all years, in the version that this run shows."""
    return _cards(database_url(), county_id, session.version())
