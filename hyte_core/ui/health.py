"""Health (/terveys): what a service manager or a proxy asks to know whether the program serves and its database answers."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hyte_core.problems import RefusalError
from hyte_core.ui import session

PATH = "/terveys"
#: A database that has not answered by now does not serve readers either.
WAIT_SECONDS = 5.0

log = logging.getLogger("hyte")


async def _answer(_request: Request) -> Response:
    """200 ok, or 503; never why: the reason is in the log."""
    try:
        await asyncio.wait_for(asyncio.to_thread(session.newest_version), WAIT_SECONDS)
    except (SQLAlchemyError, OSError, RefusalError, TimeoutError) as error:
        log.error("the database does not answer: %s", type(error).__name__)
        return PlainTextResponse("unavailable", 503, {"cache-control": "no-store"})
    return PlainTextResponse("ok", 200, {"cache-control": "no-store"})


def health() -> Route:
    """The route that answers; Streamlit's own /_stcore/health tells only that the process lives."""
    return Route(PATH, _answer, methods=["GET"])
