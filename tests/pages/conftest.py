"""Fixtures of the pages' tests: a database of its own for each test, empty or with all the real data."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from opening import TODAY
from sqlalchemy import Engine
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from hyte_core.database import connect
from hyte_core.locale import set_language

#: The pages use no "magic"; AppTest would parse every page anew for it at every run.
config.set_option("runner.magicEnabled", False)
#: AppTest would look through all installed packages for components at every page that it opens.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Language and Streamlit's caches outlive a test, and two tests' databases can have the same version."""
    set_language("fi")
    yield
    set_language("fi")
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the dashboard use the database with this URL."""

    def use_url(url: str) -> None:
        monkeypatch.setenv("HYTE_DATABASE_URL", url)
        monkeypatch.setenv("HYTE_TODAY", TODAY)

    return use_url


@pytest.fixture
def empty(empty_database: Path, tmp_path: Path, use: Callable[[str], None]) -> Iterator[Engine]:
    """The dashboard's database: no plans."""
    yield from _copy(empty_database, tmp_path, use)


@pytest.fixture
def full(real_database: Path, tmp_path: Path, use: Callable[[str], None]) -> Iterator[Engine]:
    """The dashboard's database: the plans of data/."""
    yield from _copy(real_database, tmp_path, use)


def _copy(source: Path, folder: Path, use: Callable[[str], None]) -> Iterator[Engine]:
    path = folder / "hyte.db"
    shutil.copy(source, path)
    use(f"sqlite:///{path}")
    engine = connect()
    yield engine
    with suppress(OSError):
        engine.dispose()
