"""Duties as the pages of this run see them."""

import streamlit as st

from hyte_core.database import database_url
from hyte_core.duties import Duties
from hyte_core.duties import duties as read
from hyte_core.ui import session


@st.cache_resource(max_entries=32, show_spinner=False)
def _duties(url: str, organisation_id: str, version: int) -> Duties:
    with session.engine().connect() as connection:
        found = read(connection, organisation_id)
    assert found is not None
    return found


def duties(organisation_id: str) -> Duties:
    """An organisation's duties as they are in the version that this run shows. Shared between sessions: never changed."""
    return _duties(database_url(), organisation_id, session.version())
