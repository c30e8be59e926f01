"""What is known of cooperation, read once a version and shared between sessions."""

from collections.abc import Callable
from datetime import date
from functools import partial

from hyte_core.cooperation import COOPERATION_TABLES, Cooperation
from hyte_core.cooperation import cooperation as read
from hyte_core.database import database_url
from hyte_core.history import cooperation_by
from hyte_core.ui import past_data, session
from hyte_core.ui.remembering import remembered


@remembered(4)
def _cooperation(url: str, version: int) -> Cooperation:
    with session.engine().connect() as connection:
        return read(connection)


@remembered(4)
def _past_cooperation(url: str, entry: int, on: date) -> Cooperation:
    with past_data.past("", entry).connect(COOPERATION_TABLES) as connection:
        return cooperation_by(read(connection), on)


def cooperation() -> Cooperation:
    """Everything of cooperation in the version or at the moment that this run shows. Shared: never changed."""
    return later()()


def later() -> Callable[[], Cooperation]:
    """What reads the same as :func:`cooperation` now, when it is needed, in any thread."""
    at = session.moment()
    if at is None:
        return partial(_cooperation, database_url(), session.version_of(*COOPERATION_TABLES))
    return partial(_past_cooperation, database_url(), at.entry_of(past_data.cooperation_origin()), at.on)
