"""Logging in with an identity provider that speaks OpenID Connect; who may read and who may write."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from browsing import ROOT, Dashboard, Reader, free_port
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, expect

ACCESS = """
session_hours = 1
[[people]]
who = ["*@kunta.fi"]
role = "viewer"
[[people]]
who = ["anna@kunta.fi", "sara@kunta.fi"]
role = "editor"
organisations = ["Esimerkkikunta (keksitty)"]
"""
SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "only for this test, only for this test"
client_id = "hyte"
client_secret = "hyte"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""
PEOPLE = {
    "anna@kunta.fi": "Anna",
    "matti@kunta.fi": "Matti",
    "sara@kunta.fi": "Sara",
    "vieras@muualla.fi": "Vieras",
}


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """The port of the identity provider."""
    people = [User(sub=email, claims={"email": email, "name": name}) for email, name in PEOPLE.items()]
    with run_server_in_thread(user_claims=people) as server:
        yield server.server_port


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that says how many seconds the dashboard's clock is ahead."""
    file = tmp_path_factory.mktemp("clock") / "ahead"
    file.write_text("0")
    return file


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory, provider: int, ahead: Path) -> Iterator[Dashboard]:
    folder, port = tmp_path_factory.mktemp("login"), free_port()
    (folder / "access.toml").write_text(ACCESS)
    (folder / "secrets.toml").write_text(SECRETS.format(url=f"http://127.0.0.1:{port}", provider=provider))
    settings = {
        "HYTE_ACCESS": str(folder / "access.toml"),
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
        "HYTE_TEST_AHEAD": str(ahead),
        "PYTHONPATH": os.pathsep.join((str(Path(__file__).with_name("clock")), str(ROOT))),
    }
    running = Dashboard(folder, port=port, settings=settings)
    yield running
    running.stop()


@pytest.fixture
def visitor(browser: Browser, dashboard: Dashboard) -> Iterator[Callable[[], Reader]]:
    """Makes a new browser without anybody's cookies."""
    contexts = []

    def visit() -> Reader:
        contexts.append(browser.new_context(viewport={"width": 1366, "height": 900}))
        return Reader(contexts[-1].new_page(), dashboard.url)

    yield visit
    for context in contexts:
        context.close()


def log_in(reader: Reader, email: str, path: str = "") -> None:
    page = reader.open(path)
    page.get_by_role("button", name="Kirjaudu", exact=True).click()
    page.get_by_role("button", name=email).first.click()
    page.wait_for_url(f"{reader.url}/**")
    reader.settle()


def assess(reader: Reader, text: str) -> None:
    """Write an assessment of the first action, up to saving it."""
    page = reader.open("toimenpiteet")
    page.get_by_role("link", name="Arvioi").first.click()
    reader.settle()
    page.get_by_role("dialog").get_by_label("Arvion teksti").fill(text)


def save(reader: Reader) -> None:
    reader.page.get_by_role("dialog").get_by_role("button", name="Tallenna").click()


def test_without_logging_in_nothing_is_shown(visitor):
    reader = visitor()
    for path in ("", "toimenpiteet", "tuonti", "muutosloki"):
        page = reader.open(path)
        expect(page.get_by_role("heading", name="Kirjaudu")).to_be_visible()
        assert "Esimerkkikunta" not in page.inner_text("body")
    reader.sees_no_traceback()


def test_a_viewer_reads_but_finds_nothing_to_edit_with(visitor):
    reader = visitor()
    log_in(reader, "matti@kunta.fi")
    page = reader.open("toimenpiteet")
    reader.sees("Esimerkkikunta")
    assert page.get_by_role("button", name="Lisää toimenpide").count() == 0
    assert page.get_by_role("link", name="Arvioi", exact=True).count() == 0
    page = reader.open("tuonti")
    reader.sees("lukuoikeus")
    reader.sees_no_traceback()


def test_an_editor_changes_what_is_theirs_and_the_journal_gets_their_name(visitor):
    reader = visitor()
    log_in(reader, "anna@kunta.fi")
    assess(reader, "Kirjautuneena arvioitu.")
    save(reader)
    reader.sees("Kirjautuneena arvioitu.")
    reader.open("muutosloki")
    reader.sees("Anna muokkasi")
    reader.sees_no_traceback()


def test_who_has_no_rights_is_told_so_and_may_log_in_as_another(visitor):
    reader = visitor()
    log_in(reader, "vieras@muualla.fi")
    reader.sees("ei ole oikeutta tähän palveluun")
    reader.page.get_by_role("button", name="Kirjaudu toisella tunnuksella").click()
    reader.page.get_by_role("button", name="End session").click()
    expect(reader.page.get_by_text("Palvelua käytetään")).to_be_visible(timeout=15_000)


def test_after_logging_out_nothing_is_shown(visitor):
    reader = visitor()
    log_in(reader, "matti@kunta.fi")
    page = reader.page
    page.get_by_test_id("stSidebar").get_by_role("button", name="Matti").click()
    page.get_by_role("button", name="Kirjaudu ulos").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("heading", name="Kirjaudu")).to_be_visible(timeout=15_000)
    reader.open("toimenpiteet")
    expect(page.get_by_role("heading", name="Kirjaudu")).to_be_visible()


def test_a_forged_cookie_is_nobody(visitor):
    reader = visitor()
    log_in(reader, "matti@kunta.fi")
    context = reader.page.context
    name = next(cookie["name"] for cookie in context.cookies() if "user" in cookie["name"])
    value = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == name)
    forged = value[:-8] + ("A" * 8 if value[-8:] != "A" * 8 else "B" * 8)
    context.clear_cookies(name=name)
    context.add_cookies([{"name": name, "value": forged, "url": reader.url}])
    page = reader.open("toimenpiteet")
    expect(page.get_by_role("heading", name="Kirjaudu")).to_be_visible()


def test_after_its_hours_a_login_saves_nothing_and_is_asked_anew(visitor, provider, ahead):
    sara = {"email": "sara@kunta.fi", "name": "Sara"}
    people = f"http://127.0.0.1:{provider}/users/{sara['email']}"
    requests.put(people, json={**sara, "iat": int(time.time()) - 50 * 60}, timeout=10).raise_for_status()
    reader = visitor()
    log_in(reader, "sara@kunta.fi")
    assess(reader, "Vanhentuneena arvioitu.")
    ahead.write_text(str(20 * 60))
    try:
        save(reader)
        reader.sees("Kirjautumisesi on päättynyt: kirjaudu uudelleen. Mitään ei tallennettu.")
        page = reader.open("muutosloki")
        reader.sees("Kirjautumisesi on vanhentunut: kirjaudu uudelleen.")
        assert "Esimerkkikunta" not in page.inner_text("body")
        requests.put(people, json=sara, timeout=10).raise_for_status()
        log_in(reader, "sara@kunta.fi", "toimenpiteet")
        reader.open("muutosloki")
        assert "Sara" not in page.get_by_test_id("stMain").inner_text()
        assess(reader, "Uudelleen kirjautuneena arvioitu.")
        save(reader)
        reader.sees("Uudelleen kirjautuneena arvioitu.")
        assert "Vanhentuneena arvioitu." not in page.inner_text("body")
        reader.sees_no_traceback()
    finally:
        ahead.write_text("0")
