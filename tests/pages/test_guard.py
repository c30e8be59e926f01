"""Who is let in: without settings only who works at the computer itself; with them who they name."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from awaiting import finish

from hyte_core.access import Person, Role
from hyte_core.ui import guard

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SETTINGS = '[[people]]\nwho = ["*@kunta.fi"]\nrole = "viewer"\n'


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    guard.access.cache_clear()
    yield
    guard.access.cache_clear()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Have the program use these settings of access."""

    def use(text: str) -> None:
        (tmp_path / "access.toml").write_text(text)
        monkeypatch.setenv("HYTE_ACCESS", str(tmp_path / "access.toml"))

    return use


def listen(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    monkeypatch.setattr(st, "get_option", lambda _name: address)


def status(headers: dict[str, str], kind: str = "http") -> int:
    """What a request with these headers is answered: an HTTP status, or a websocket's closing code; 0 if it went on."""
    sent: list[dict[str, Any]] = []

    async def onward(scope: Any, receive: Any, send: Any) -> None:
        pass

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "headers": raw, "method": "GET", "path": "/"}
    finish(guard._OnlyThisComputer(onward)(scope, None, send))
    return (sent[0].get("status") or sent[0]["code"]) if sent else 0


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "127.0.0.1", "[::1]:8501", "[::1]"])
def test_this_computer_is_served(host):
    assert status({"host": host}) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "hyte.kunta.fi"},
        {"host": "192.168.1.5:8501"},
        {},
        {"host": "localhost", "x-forwarded-for": "10.0.0.1"},
        {"host": "localhost", "forwarded": "for=10.0.0.1"},
        {"host": "localhost.evil.example"},
    ],
)
def test_who_comes_by_another_name_or_through_a_proxy_is_not_served(headers):
    assert status(headers) == 403
    assert status(headers, "websocket") == 1008


def test_with_settings_of_access_a_proxy_is_served(settings):
    settings(SETTINGS)
    assert status({"host": "hyte.kunta.fi", "x-forwarded-for": "10.0.0.1"}) == 0


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", "", None, "hyte.kunta.fi", "::"])
def test_the_program_does_not_start_open_to_the_network_without_settings(monkeypatch, address):
    listen(monkeypatch, address)
    with pytest.raises(SystemExit, match="HYTE_ACCESS"):
        guard.refuse_open_doors()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_the_program_starts_for_this_computer(monkeypatch, address):
    listen(monkeypatch, address)
    guard.refuse_open_doors()


def test_the_program_does_not_start_if_nobody_could_log_in(monkeypatch, settings):
    settings(SETTINGS)
    listen(monkeypatch, "0.0.0.0")
    monkeypatch.setattr(guard, "can_log_in", lambda: False)
    with pytest.raises(SystemExit, match="auth"):
        guard.refuse_open_doors()
    settings("public = true\n" + SETTINGS)
    guard.access.cache_clear()
    guard.refuse_open_doors()


def test_settings_that_are_wrong_stop_the_start(monkeypatch, settings):
    settings("pubic = true")
    listen(monkeypatch, "127.0.0.1")
    with pytest.raises(SystemExit, match="pubic"):
        guard.refuse_open_doors()


class _User(dict[str, Any]):
    """A login as Streamlit tells of it."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


def told(monkeypatch: pytest.MonkeyPatch, **claims: Any) -> None:
    monkeypatch.setattr(st, "user", _User(claims))


def test_who_logged_in_is_who_the_settings_say_until_the_login_is_too_old(monkeypatch, settings):
    settings("session_hours = 2\n" + SETTINGS)
    login = {"is_logged_in": True, "email": "anna@kunta.fi", "name": "Anna"}
    told(monkeypatch, **login, iat=NOW.timestamp() - 3_600)
    assert guard.person("typed", NOW) == Person("Anna", Role.viewer)
    told(monkeypatch, **login, iat=NOW.timestamp() - 7_300)
    assert guard.person("typed", NOW) is None
    told(monkeypatch, **login)
    assert guard.person("typed", NOW) is None


def test_a_public_installation_lets_everybody_read(monkeypatch, settings):
    settings("public = true\n" + SETTINGS)
    told(monkeypatch, is_logged_in=False)
    assert guard.person("typed", NOW) == Person("", Role.viewer)


def test_at_the_computer_itself_the_typed_name_may_do_everything():
    assert guard.person("Maija", NOW) == "Maija"
