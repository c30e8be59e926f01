"""What is known of cooperation, read once a version and shared between sessions."""

import streamlit as st

from hyte_core.cooperation import Cooperation
from hyte_core.cooperation import cooperation as read
from hyte_core.database import database_url
from hyte_core.ui import session


@st.cache_resource(max_entries=4, show_spinner=False)
def _cooperation(url: str, version: int) -> Cooperation:
    with session.engine().connect() as connection:
        return read(connection)


def cooperation() -> Cooperation:
    """Everything of cooperation as it is in the version that this run shows. Shared: never changed."""
    return _cooperation(database_url(), session.version())
