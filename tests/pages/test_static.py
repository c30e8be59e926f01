"""Streamlit's own files: answered from memory as Streamlit answered first, compressed, and sent without waiting."""

import asyncio
import gzip
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
import streamlit as st
from awaiting import finish
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from hyte_core.ui.server import _send_at_once
from hyte_core.ui.static import files

FOLDER = Path(st.__file__).parent / "static"
SCRIPT = next(
    path for path in sorted((FOLDER / "static" / "js").glob("*.js")) if path.stat().st_size > 50_000
)
FONT = next((FOLDER / "static" / "media").glob("*.woff2"))


class Served:
    """A server of Streamlit's files, which counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.app = Starlette(
            routes=[Route("/static/today.txt", self._today), *create_streamlit_static_assets_routes("")],
            middleware=[files()],
        )

    async def _today(self, _request) -> Response:
        self.asked += 1
        return Response(f"{self.asked}", headers={"cache-control": "no-cache"})

    def get(self, path: str, method: str = "GET", **given: str) -> tuple[int, dict[str, str], bytes]:
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
        sent = []

        async def send(message):
            sent.append(message)

        async def receive():
            await asyncio.sleep(60)  # the browser stays

        scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": named}
        finish(self.app({**scope, "root_path": "", "app": None}, receive, send))
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def served() -> Served:
    return Served()


def link(path: Path) -> str:
    return f"/{path.relative_to(FOLDER).as_posix()}"


def test_a_script_is_compressed_for_a_browser_that_can_read_it_so(served):
    for _time in range(2):
        status, told, body = served.get(link(SCRIPT), accept_encoding="gzip, br")
        assert (status, told["content-encoding"]) == (200, "gzip")
        assert int(told["content-length"]) == len(body) < SCRIPT.stat().st_size / 2
        assert gzip.decompress(body) == SCRIPT.read_bytes()
        assert served.get(link(SCRIPT))[2] == SCRIPT.read_bytes()


def test_a_font_is_sent_as_it_is(served):
    for _time in range(2):
        _status, told, body = served.get(link(FONT), accept_encoding="gzip")
        assert "content-encoding" not in told and body == FONT.read_bytes()


def test_a_file_is_read_once(served, monkeypatch):
    served.get(link(SCRIPT), accept_encoding="gzip")
    monkeypatch.setattr("anyio.open_file", None)
    assert served.get(link(SCRIPT), accept_encoding="gzip")[0] == 200
    assert served.get(f"/toimenpiteet{link(SCRIPT)}", accept_encoding="gzip")[0] == 200
    with pytest.raises(TypeError):
        served.get(link(FONT), accept_encoding="gzip")


def test_what_may_change_is_asked_every_time(served):
    assert [served.get("/static/today.txt")[2] for _ in range(3)] == [b"1", b"2", b"3"]


def test_a_part_of_a_file_and_its_headers_alone_are_answered_by_streamlit(served):
    served.get(link(SCRIPT))
    status, _told, body = served.get(link(SCRIPT), range="bytes=0-9")
    assert (status, body) == (206, SCRIPT.read_bytes()[:10])
    assert served.get(link(SCRIPT), method="HEAD")[2] == b""


def test_connections_to_a_listening_socket_send_at_once_and_no_file_is_left_open(tmp_path):
    (tmp_path / "file").touch()
    with ExitStack() as opened:
        for _number in range(100):
            opened.enter_context((tmp_path / "file").open())
        listening = opened.enter_context(socket.create_server(("127.0.0.1", 0)))
        before = len(list(Path("/dev/fd").iterdir()))
        _send_at_once()
        assert len(list(Path("/dev/fd").iterdir())) < before + 50  # other threads may open some
        with socket.create_connection(listening.getsockname()) as _browser:
            connection, _address = listening.accept()
            with connection:
                assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
