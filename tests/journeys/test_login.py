"""Logging in with an identity provider that speaks OpenID Connect; who may read and who may write."""

from collections.abc import Callable, Iterator

import pytest
from browsing import Dashboard, Reader, free_port
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, expect

ACCESS = """
session_hours = 1
[[people]]
who = ["*@kunta.fi"]
role = "viewer"
[[people]]
who = ["anna@kunta.fi"]
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
PEOPLE = {"anna@kunta.fi": "Anna", "matti@kunta.fi": "Matti", "vieras@muualla.fi": "Vieras"}


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder, port = tmp_path_factory.mktemp("login"), free_port()
    people = [User(sub=email, claims={"email": email, "name": name}) for email, name in PEOPLE.items()]
    with run_server_in_thread(user_claims=people) as provider:
        (folder / "access.toml").write_text(ACCESS)
        secrets = SECRETS.format(url=f"http://127.0.0.1:{port}", provider=provider.server_port)
        (folder / "secrets.toml").write_text(secrets)
        settings = {
            "HYTE_ACCESS": str(folder / "access.toml"),
            "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
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
    page = reader.open("toimenpiteet")
    page.get_by_role("link", name="Arvioi").first.click()
    reader.settle()
    page.get_by_role("dialog").get_by_label("Arvion teksti").fill("Kirjautuneena arvioitu.")
    page.get_by_role("dialog").get_by_role("button", name="Tallenna").click()
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
