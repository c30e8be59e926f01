"""The process around the pages: start-up, response headers, and what is shown when something breaks."""

import gc
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hyte_core.database import explain
from hyte_core.locale import _
from hyte_core.log import logged
from hyte_core.problems import RefusalError
from hyte_core.ui import health, session
from hyte_core.ui.document import document
from hyte_core.ui.policy import HEADERS, content_policy
from hyte_core.ui.register import MISSING_PAGE, PAGES

log = logging.getLogger("hyte")

#: How long a thread may work before others get their turn. Streamlit sends all sessions' messages from one thread, which
#: waits for its turn at each message: at Python's own five milliseconds fifty open pages wait for seconds.
SWITCH_SECONDS = 0.0005

#: Addresses that are no pages: Streamlit's own pieces, logging in and out, and health.
_NO_PAGES = ("/_stcore", "/auth/", "/oauth2callback", health.PATH)


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Before the first request: make the database ready, and free the collector from what will live on."""
    with logged("server", aloud=True):
        try:
            session.engine()
        except (SQLAlchemyError, OSError, RefusalError) as error:
            log.error("the database is not ready, every page will say why", exc_info=error)
        gc.freeze()
        sys.setswitchinterval(SWITCH_SECONDS)
        _send_at_once()
        yield


def _send_at_once() -> None:
    """Have what is written to a browser sent without waiting for the answer to what was sent before (TCP_NODELAY).

    An answer is written in two pieces, and a page loads a hundred files: with Streamlit's socket, on which asyncio does not
    see that it is TCP's, each took 40 milliseconds. Connections have it from the socket that they came to.
    """
    with suppress(OSError):  # a system that does not list its open files so
        for opened in Path("/dev/fd").iterdir():
            with suppress(OSError), _socket(int(opened.name)) as found:
                if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _socket(number: int) -> socket.socket:
    """The socket that is open under a number, under another one too; OSError if that is a file."""
    copy = os.dup(number)
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise


class _Headers:
    """Adds the headers to every response, and to Streamlit's document what our pages need."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        if (missing := _missing_page(scope)) is not None:
            await RedirectResponse(missing)(scope, receive, send)
            return

        opening: Message = {}  # the start of a document, whose length is known when its body is

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
                if (b"content-type", b"text/html; charset=utf-8") in message["headers"]:
                    opening.update(message)
                    return
                message["headers"].append(content_policy())
            elif opening:
                message["body"] = document(message["body"], *_asked(scope)) if message.get("body") else b""
                opening["headers"].append(content_policy(message["body"]))
                await send(_of_length(opening, len(message["body"])))
                opening.clear()
            await send(message)

        await self.app(_plain(scope), receive, changed)


def _asked(scope: Scope) -> tuple[str, str]:
    """The last segment of the path and the query that a request asks for."""
    return scope["path"].rpartition("/")[2], scope["query_string"].decode("latin-1")


def _plain(scope: Scope) -> Scope:
    """The request as one whose answer can be changed: a document is asked for whole and not compressed."""
    if b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
        return scope
    gone = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in gone]}


def _of_length(start: Message, length: int) -> Message:
    """The start of a response with this length, and nothing that lets a browser keep the document."""
    gone = {b"content-length", b"etag", b"last-modified"}
    kept = [(name, value) for name, value in start["headers"] if name not in gone]
    return {**start, "headers": [*kept, (b"content-length", str(length).encode())]}


def _missing_page(scope: Scope) -> str | None:
    """Where a reader who asks for a page that does not exist is sent; Streamlit would tell it in English."""
    request = Request(scope)
    segment = request.url.path.rpartition("/")[2]
    is_page = "text/html" in request.headers.get("accept", "") and "." not in segment
    is_other = any(part in request.url.path for part in _NO_PAGES)
    if not is_page or is_other or segment in {info.path for info in PAGES}:
        return None
    query = urlencode([*request.query_params.multi_items(), (MISSING_PAGE, segment)])
    return f"{request.url.path.rpartition('/')[0]}/?{query}"


def headers() -> Middleware:
    """The middleware that adds security headers and the document's language, and knows which pages there are."""
    return Middleware(_Headers)


def on_script_error(error: Exception) -> bool:
    """Show one sentence instead of a traceback; where it happened goes to the log."""
    if isinstance(error, RefusalError):
        st.error(str(error), icon=":material/error:")
        return True
    log.error("a page failed", exc_info=error)
    if isinstance(error, SQLAlchemyError | OSError):
        st.error(explain(error), icon=":material/error:")
    else:
        st.error(
            _(
                "Tätä sivua ei voitu näyttää. Lataa sivu uudelleen; jos vika toistuu, kerro siitä ylläpidolle. Tallennetut tiedot ovat tallessa."
            ),
            icon=":material/error:",
        )
    return True
