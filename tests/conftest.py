"""What the tests of the core share: a fresh database for each, and the real data read in once."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from databases import SERVER, Files, Server, clear, filled, migrated, path_of, share_compiled_statements
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from hyte_core.database import connect

settings.register_profile(
    "hyte",
    deadline=None,
    max_examples=4 if SERVER else 8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("hyte")
share_compiled_statements()

_MAIN = sys.modules["__main__"]
_ON_SERVER = {"engine", "real", "new_database", "copy_of_real", "copy_of_empty"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server: only the tests that use a database there."""
    if not SERVER:
        return
    chosen = [
        item
        for item in items
        if _ON_SERVER & set(getattr(item, "fixturenames", ()))
        and item.get_closest_marker("sqlite_only") is None
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Databases in files."""
    return Files(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="session")
def databases(files: Files) -> Files | Server:
    """Where this run's databases are."""
    return Server() if SERVER else files


@pytest.fixture(scope="session")
def _empty(databases: Files | Server) -> Iterator[str]:
    url = migrated(databases.new())
    yield url
    databases.remove(url)


@pytest.fixture(scope="session")
def _real(databases: Files | Server, _empty: str) -> Iterator[str]:
    url = filled(databases.new(_empty))
    yield url
    databases.remove(url)


@pytest.fixture
def new_database(databases: Files | Server) -> Iterator[Callable[[], str]]:
    """Gives URLs of databases without tables."""
    made: list[str] = []

    def new() -> str:
        made.append(databases.new())
        return made[-1]

    yield new
    for url in made:
        databases.remove(url)


@pytest.fixture
def copy_of_empty(databases: Files | Server, _empty: str) -> Iterator[str]:
    """The URL of a migrated database without content."""
    url = databases.new(_empty)
    yield url
    databases.remove(url)


@pytest.fixture
def copy_of_real(databases: Files | Server, _real: str) -> Iterator[str]:
    """The URL of a database with the workbooks of data/."""
    url = databases.new(_real)
    yield url
    databases.remove(url)


@pytest.fixture(autouse=True)
def _main_module() -> None:
    """Streamlit leaves a page's script as the main module, which a process that a test starts would run."""
    sys.modules["__main__"] = _MAIN


@pytest.fixture(autouse=SERVER != "")
def _few_backups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server's database has automatic backups only where a test asks for them, and in the test's own folder."""
    monkeypatch.setenv("HYTE_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "0")


@pytest.fixture(scope="session")
def _server_engine(databases: Files | Server, _empty: str) -> Iterator[Engine]:
    engine = connect(url := databases.new(_empty))
    yield engine
    engine.dispose()
    databases.remove(url)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine on a fresh migrated database."""
    if SERVER:
        engine = request.getfixturevalue("_server_engine")
        yield engine
        clear(engine)
    else:
        engine = connect(request.getfixturevalue("copy_of_empty"))
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def real(databases: Files | Server, _real: str) -> Iterator[Engine]:
    """An engine on a database with the workbooks of data/, for tests that only read."""
    engine = connect(url := databases.new(_real))
    yield engine
    engine.dispose()
    databases.remove(url)


@pytest.fixture(scope="session")
def empty_database(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without content in a file; tests take copies of it."""
    return path_of(migrated(files.new()))


@pytest.fixture(scope="session")
def real_database(files: Files, empty_database: Path) -> Path:
    """A database with the workbooks of data/ in a file; tests take copies of it."""
    return path_of(filled(files.new(f"sqlite:///{empty_database}")))
