"""A made-up county in a file of its own, as the dashboard's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.generated import Size, generate
from benchmarks.places import Place, places
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


#: Pages that show nothing but today.
ALWAYS_OF_TODAY = ("Tuonti", "Muutosloki", "Toimenpiteet, muokkaus", "Tilannekuva, ")
#: Two moments side by side: ends of days before and after the journal has begun.
COMPARED = (
    "vertaa=2025-11-01",
    "vertaa=2024-11-01&paiva=2025-10-10",
    "vertaa=2024-12-31&vuosi=2025",
    "vertaa=2025-01-31",
    "vertaa=2001-01-01",
)


def places_in_all_states(url: str) -> list[Place]:
    """Every page; those that can be looked at as they were; two moments side by side; and addresses without a plan."""
    known = places(url)
    compared = next(one for one in known if one.name == "Tilannekuva, vertailu")
    paths = sorted({one.link.split("?")[0] for one in known})
    return [
        *known,
        *(_with(one, "paiva=2025-06-30") for one in known if not one.name.startswith(ALWAYS_OF_TODAY)),
        *(_with(compared, moments) for moments in COMPARED),
        *(Place(f"{path}, ei suunnitelmaa", path) for path in paths),
        Place("Tilannekuva, vertailu, ei suunnitelmaa", f"?nakyma=vertailu&{COMPARED[1]}"),
    ]


def _with(one: Place, moments: str) -> Place:
    return Place(f"{one.name}, {moments}", f"{one.link}&{moments}")
