"""What the tests of the core share: a fresh database for each, and the real data read in once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from trees import NOW

from hyte_core.database import connect, migrate
from hyte_core.installation import load_folder

settings.register_profile(
    "hyte",
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("hyte")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without content; tests take copies of it."""
    path = tmp_path_factory.mktemp("empty") / "hyte.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(empty_database: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a fresh migrated database."""
    shutil.copy(empty_database, tmp_path / "hyte.db")
    engine = connect(f"sqlite:///{tmp_path / 'hyte.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def real_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the workbooks of data/."""
    path = tmp_path_factory.mktemp("real") / "hyte.db"
    shutil.copy(empty_database, path)
    engine = connect(f"sqlite:///{path}")
    load_folder(engine, now=NOW)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def real(real_database: Path) -> Iterator[Engine]:
    """An engine on the real data, for tests that only read."""
    engine = connect(f"sqlite:///{real_database}")
    yield engine
    engine.dispose()
