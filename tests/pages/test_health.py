"""Health: 200 when the database answers, 503 when it does not, never why."""

import threading

import pytest
from awaiting import finish
from starlette.applications import Starlette
from starlette.responses import Response

from hyte_core.ui import health, session
from hyte_core.ui.server import headers


async def asked(**given: str) -> tuple[int, str]:
    """What the program's server answers to who asks for its health."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    app = Starlette(routes=[health.health()], middleware=[headers()])
    named = [(name.encode(), value.encode()) for name, value in {"host": "localhost", **given}.items()]
    scope = {"type": "http", "method": "GET", "path": health.PATH, "query_string": b"", "headers": named}
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent).decode()


def test_it_is_ok_when_the_database_answers(empty):
    assert finish(asked()) == (200, "ok")


def test_a_browser_gets_the_same_answer_as_a_service_manager(empty):
    assert finish(asked(accept="text/html")) == (200, "ok")


@pytest.mark.parametrize(
    "url", ["sqlite:////proc/secret.db", "postgresql+psycopg://hyte:secret@127.0.0.1:1/hyte"]
)
def test_it_is_unavailable_and_does_not_tell_why_when_the_database_does_not_answer(use, url, caplog):
    use(url)
    assert finish(asked()) == (503, "unavailable")
    assert "secret" not in caplog.text


def test_it_does_not_wait_for_ever(empty, monkeypatch):
    held = threading.Event()
    monkeypatch.setattr(health, "WAIT_SECONDS", 0.01)
    monkeypatch.setattr(session, "newest_version", lambda: held.wait(10))
    try:
        assert finish(_released(held)) == (503, "unavailable")
    finally:
        held.set()


async def _released(held) -> tuple[int, str]:
    answer = await asked()
    held.set()
    return answer


def test_its_answer_is_not_kept(empty):
    async def headers_of() -> Response:
        return await health._answer(None)  # type: ignore[arg-type]  # the request is not read

    assert finish(headers_of()).headers["cache-control"] == "no-store"
