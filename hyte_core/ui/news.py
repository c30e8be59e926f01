"""News (/uutta): whether others have saved what an open page shows.

A fragment with ``run_every`` would ask the same with a thread and five messages each time: with fifty pages open it
took a third of the processor. Every page tells at its foot what it has read, its document's script asks here, and
where there are news it presses the page's hidden button (see the router).
"""

from collections.abc import Iterable
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hyte_core.problems import RefusalError
from hyte_core.ui import session
from hyte_core.ui.session import Watched
from hyte_core.ui.turns import turns, work

PATH = "/uutta"
#: How often an open page that is looked at asks, seconds: what others save is seen within three.
EVERY_SECONDS = 2
#: How long a page that could not be drawn anew, as something is typed in it, is left alone, seconds.
AGAIN_SECONDS = 10


def told(watched: Iterable[Watched]) -> str:
    """What has been read as a text of the page: tables, and after a colon whose rows of them."""
    return " ".join(sorted(table if whose is None else f"{table}:{whose}" for table, whose in watched))


def _heard(text: str) -> list[Watched]:
    parts = (one.partition(":") for one in text.split())
    return [(table, whose if colon else None) for table, colon, whose in parts]


async def _answer(request: Request) -> Response:
    """200 if there are news and it is the page's turn to be drawn anew, else 204.

    Also if it is not known: the page itself tells of a broken database.
    """
    shown, watched = request.query_params.get("shown", ""), _heard(request.query_params.get("watched", ""))
    found = False
    if shown.isdecimal() and watched:
        try:
            found = await run_in_threadpool(session.is_newer, int(shown), watched)
        except (SQLAlchemyError, OSError, RefusalError):
            found = False
    found = found and turns().take(monotonic(), busy=work().busy)
    return Response(status_code=200 if found else 204, headers={"cache-control": "no-store"})


def news() -> Route:
    """The route that answers."""
    return Route(PATH, _answer, methods=["GET"])
