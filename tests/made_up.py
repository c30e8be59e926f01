"""A made-up county in a file of its own, as the dashboard's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.generated import Size, generate
from hyte_core.database import connect, migrate

SMALL = Size(
    counties=1, municipalities=2, actions=24, assessments=72, observations=720, contacts=9, entries=500
)


@contextmanager
def made_up(folder: Path) -> Iterator[str]:
    """The database's URL, for as long as it is the dashboard's."""
    url = f"sqlite:///{folder / 'hyte.db'}"
    engine = connect(url)
    migrate(engine)
    generate(engine, SMALL)
    engine.dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HYTE_DATABASE_URL", url)
        patch.setenv("HYTE_TODAY", "2026-11-22")
        yield url
