"""Streamlit's own files, whose names change with their content: compressed once and then answered from memory.

A first visit loads a hundred of them. Streamlit reads each anew in a thread of its own and sends three to five megabytes,
where a half or a third of that is enough.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDER = "/static/"
#: What asks for less than the whole file as it is.
_PARTLY = ("range", "if-none-match", "if-modified-since")


class _Files:
    """Answers for the files, as Streamlit did when each was first asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._compressing = GZipMiddleware(app)
        #: By the file's name and whether the browser takes it compressed: as many as Streamlit has files.
        self._kept: dict[tuple[str, bool], tuple[Message, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or _FOLDER not in scope["path"]:
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if any(name in asked for name in _PARTLY):
            await self.app(scope, receive, send)
            return
        key = scope["path"].rpartition(_FOLDER)[2], "gzip" in asked.get("accept-encoding", "")
        answer = self._kept.get(key)
        if answer is None:
            answer = await self._answer(scope, receive)
            start = answer[0]
            if start["status"] == 200 and "immutable" in Headers(scope=start).get("cache-control", ""):
                self._kept[key] = answer
        for message in answer:
            await send({**message})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, Message]:
        """The start and the whole body of what Streamlit answers."""
        start: Message = {}
        parts: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                parts.append(message.get("body", b""))

        await self._compressing(scope, receive, keep)
        body = b"".join(parts)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        return start, {"type": "http.response.body", "body": body}


def files() -> Middleware:
    """The middleware that answers for Streamlit's own files."""
    return Middleware(_Files)
