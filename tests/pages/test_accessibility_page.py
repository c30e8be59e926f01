"""The accessibility statement and the privacy notice: what the law asks of them, for everybody, in every language."""

from pathlib import Path

import pytest
from opening import PATHS, links, open_page, seen, tags

from hyte_core.ui import guard

LINK = "saavutettavuus"


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An installation that asks everybody to log in."""
    (tmp_path / "access.toml").write_text('[[people]]\nwho = ["*@kunta.example"]\nrole = "viewer"\n')
    monkeypatch.setenv("HYTE_ACCESS", str(tmp_path / "access.toml"))
    guard.access.cache_clear()
    yield
    guard.access.cache_clear()


@pytest.mark.parametrize("path", PATHS)
def test_every_page_links_to_the_statement(empty, path):
    assert [link for link in links(open_page(path)) if link.href.partition("?")[0] == LINK]


@pytest.mark.parametrize("part", ["306/2019", "osittain", "itsearviointiin", "Traficom", "Tietosuoja"])
def test_the_statement_has_what_the_law_asks(empty, part):
    assert part in seen(open_page(LINK))


def test_the_address_for_feedback_comes_from_the_settings(empty, monkeypatch):
    monkeypatch.setenv("HYTE_CONTACT", "hyte@kunta.example")
    at = open_page(LINK)
    assert "mailto:hyte@kunta.example" in [link.href for link in links(at)]
    assert "HYTE_CONTACT" not in seen(at)


def test_a_missing_address_is_told_with_what_to_do(empty, monkeypatch):
    monkeypatch.delenv("HYTE_CONTACT", raising=False)
    assert "HYTE_CONTACT" in seen(open_page(LINK))


def test_the_setting_never_becomes_markup(empty, monkeypatch):
    monkeypatch.setenv("HYTE_CONTACT", "<script>alert(1)</script>@x")
    assert "script" not in tags(open_page(LINK))


def test_the_statement_is_read_without_logging_in_and_nothing_else_is(empty, closed):
    assert "Traficom" in seen(open_page(LINK))
    at = open_page("muutosloki")
    assert "Kirjaudu" in [one.value for one in at.title]
    assert [link.href.partition("?")[0] for link in links(at)] == [LINK]


@pytest.mark.parametrize(("code", "place"), [("sv", "tillganglighetskrav"), ("en", "webaccessibility")])
def test_the_authority_is_found_in_the_readers_language(empty, code, place):
    assert any(place in link.href for link in links(open_page(LINK, kieli=code)))
