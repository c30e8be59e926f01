"""Two dashboards on one database: what one reader saves the other sees, and they are told of each other's edits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Dashboard
from databases import SERVER
from playwright.sync_api import expect
from test_coordinator import GRID, type_into_grid

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not SERVER, reason="needs a PostgreSQL server: see tests/databases.py"),
]


@pytest.fixture
def both(copy_of_real: str, tmp_path: Path) -> Iterator[list[Dashboard]]:
    running = [Dashboard(tmp_path, settings={"HYTE_DATABASE_URL": copy_of_real}) for _ in range(2)]
    yield running
    for one in running:
        one.stop()


def test_readers_of_two_servers_see_each_others_edits_and_hear_of_conflicts(both, open_reader):
    first, second = map(open_reader, both)
    first.open(GRID)
    second.open("toimenpiteet")
    type_into_grid(first, 0, 2, "Ensimmäisen palvelimen nimi")
    first.page.get_by_role("button", name="Tallenna 1 muutos").click()
    first.sees("Tallennettu 1 muutos")
    expect(second.page.locator("a.name", has_text="Ensimmäisen palvelimen nimi")).to_have_count(
        1, timeout=15_000
    )
    first.open(GRID)
    second.open(GRID)
    type_into_grid(first, 2, 2, "Ensimmäisen nimi")
    type_into_grid(second, 2, 2, "Toisen nimi")
    first.page.get_by_role("button", name="Tallenna 1 muutos").click()
    first.sees("Tallennettu 1 muutos")
    second.page.get_by_role("button", name="Tallenna 1 muutos").click()
    second.settle()
    second.sees("Ensimmäisen nimi")
    second.sees("Toisen nimi")
    first.sees_no_traceback()
    second.sees_no_traceback()
