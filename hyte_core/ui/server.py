"""The process around the pages: start-up, response headers, and what is shown when something breaks."""

import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware import Middleware

from hyte_core.database import explain
from hyte_core.locale import _
from hyte_core.problems import RefusalError

log = logging.getLogger("hyte")

#: Nothing from outside: a picture's address in an uploaded text is not fetched, no script but ours runs.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob: 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]

Message = MutableMapping[str, Any]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Before the first request: what was imported will live as long as the process, so it is not collected."""
    gc.freeze()
    yield


class _Headers:
    """Adds the headers to every response, and says that the page is in Finnish (Streamlit says English)."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(
        self, scope: Message, receive: Any, send: Callable[[Message], Awaitable[None]]
    ) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            elif message["type"] == "http.response.body":
                # the same length, so that the content-length stays right
                message["body"] = message.get("body", b"").replace(b'<html lang="en">', b'<html lang="fi">')
            await send(message)

        await self.app(scope, receive, with_headers)


def headers() -> Middleware:
    """The middleware that adds security headers and the document's language."""
    return Middleware(_Headers)


def on_script_error(error: Exception) -> bool:
    """Show one sentence instead of a traceback; the traceback goes to the log."""
    if isinstance(error, RefusalError):
        st.error(str(error), icon=":material/error:")
        return True
    log.exception("a page failed", exc_info=error)
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
