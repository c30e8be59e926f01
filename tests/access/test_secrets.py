"""Secrets are in the settings and nowhere else: not in what is told, not in the log; and the server's own guards are on."""

import tomllib
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from hyte_core.__main__ import main
from hyte_core.database import ROOT, connect, explain
from hyte_core.problems import RefusalError

SECRET = "salasana-612"
URLS = [
    f"postgresql+psycopg://hyte:{SECRET}@127.0.0.1:1/hyte",
    f"postgresql+psycopg://hyte:{SECRET}@127.0.0.1:1/hyte?sslmode=nonsense",
    f"postgresql+psycopg://hyte:{SECRET}@[::1/hyte",
    f"oracle://hyte:{SECRET}@db.kunta.example/hyte",
    f"hyte:{SECRET}@db.kunta.example",
]


@pytest.fixture(params=URLS)
def url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HYTE_DATABASE_URL", request.param)
    return str(request.param)


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["dump"],
        ["init", "--empty"],
        ["person", "export", "Aino Esimerkki"],
        ["copy", "--from", URLS[0], "--to", URLS[3]],
    ],
)
def test_no_command_tells_the_databases_password(
    url: str,
    command: list[str],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    assert main(command) == 1
    told = capfd.readouterr()
    assert told.err.count("\n") == 1
    assert SECRET not in told.out + told.err
    assert SECRET not in caplog.text


def test_the_sentence_about_a_database_that_does_not_answer_has_no_password(url: str) -> None:
    sentence = explain(OperationalError("SELECT 1", {}, Exception(f"could not connect to {url}")))
    assert SECRET not in sentence


def test_the_engine_does_not_show_the_password_when_it_is_printed(url: str) -> None:
    try:
        assert SECRET not in repr(connect(url))
    except RefusalError as error:
        assert SECRET not in str(error)


def config() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


def test_forged_requests_and_other_origins_are_refused() -> None:
    server = config()["server"]
    assert server["enableXsrfProtection"] is True
    assert server["enableCORS"] is True
    assert server["address"] == "127.0.0.1"


def test_uploads_are_bounded_and_no_insides_are_shown() -> None:
    size = config()["server"]["maxUploadSize"]
    assert isinstance(size, int) and 1 <= size <= 50
    assert config()["client"]["showErrorDetails"] == "none"


def test_no_secret_is_kept_in_the_project() -> None:
    kept = [path.name for path in (ROOT / ".streamlit").iterdir()]
    assert "secrets.toml" not in kept
    assert "secrets.toml" in (ROOT / ".gitignore").read_text(encoding="utf-8")
