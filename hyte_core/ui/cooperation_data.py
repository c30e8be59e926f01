"""What is known of cooperation, read once a version and shared between sessions."""

from datetime import date

from hyte_core.cooperation import COOPERATION_TABLES, Cooperation
from hyte_core.cooperation import cooperation as read
from hyte_core.database import database_url
from hyte_core.history import cooperation_by
from hyte_core.ui import session
from hyte_core.ui.remembering import remembered


@remembered(4)
def _cooperation(url: str, version: int) -> Cooperation:
    with session.engine().connect() as connection:
        return read(connection)


@remembered(4)
def _past_cooperation(url: str, entry: int, on: date) -> Cooperation:
    with session.past("", entry).connect(COOPERATION_TABLES) as connection:
        return cooperation_by(read(connection), on)


def cooperation() -> Cooperation:
    """Everything of cooperation in the version or at the moment that this run shows. Shared: never changed."""
    at = session.moment()
    if at is None:
        return _cooperation(database_url(), session.version_of(*COOPERATION_TABLES))
    return _past_cooperation(database_url(), at.entry_of(session.cooperation_origin()), at.on)
