"""No page reads a whole large table: the plans of all its queries are read on a small database like a large one.

SQLite makes its plans from the tables and indexes alone as long as nobody has had it gather statistics, so that the
plans of a small database are those of a large one.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from made_up import made_up, places_in_all_states
from sqlalchemy import Engine

from benchmarks.places import Place
from benchmarks.scripts import ROUTER, opened, queries_made
from hyte_core.database import connect
from hyte_core.regional import bodies

#: The tables that grow with the number of organisations and years.
LARGE = {
    *(
        "action",
        "assessment",
        "goal",
        "focus_area",
        "followed_indicator",
        "meeting",
        "meeting_item",
        "decision",
    ),
    *("series", "observation", "target", "journal", "change_set", "duty_report", "statement", "slide"),
}
#: What has to be counted or gathered over the whole table: an index of one column is read for it.
WHOLE = re.compile(r"^SELECT (count\(\*\)|DISTINCT change_set.author)")
#: The page that shows all organisations side by side.
OF_ALL = ("Organisaatiot", "organisaatiot")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A made-up database, the dashboard's own."""
    with made_up(tmp_path_factory.mktemp("plans")) as made:
        yield made


def read(place: Place) -> list[tuple[str, Any]]:
    """The queries of a page's first run in a process that remembers nothing."""
    st.cache_data.clear()
    st.cache_resource.clear()
    at = opened(ROUTER, place.link)
    with queries_made() as made:
        at.run()
    assert not at.exception, at.exception
    return [one for one in made if one[0].startswith(("SELECT", "WITH"))]


def scans(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """The large tables that the query reads from end to end."""
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [row[3] for row in plan]
    read = {found[1] for step in steps if (found := re.match(r"SCAN (?:TABLE )?(\w+)", step))} & LARGE
    sorted_first = any("TEMP B-TREE FOR ORDER BY" in step for step in steps)
    stops = "LIMIT" in statement and not sorted_first and "WHERE" not in statement
    return [] if stops else sorted(read)


def test_no_page_reads_a_large_table_from_end_to_end(url: str) -> None:
    engine = connect(url)
    found = {}
    for place in (one for one in places_in_all_states(url) if not one.name.startswith(OF_ALL)):
        for statement, parameters in read(place):
            if not WHOLE.match(statement) and (scanned := scans(engine, statement, parameters)):
                found[statement] = (place.name, scanned)
    engine.dispose()
    assert found == {}


@pytest.mark.parametrize("part", ["", "indikaattorit", "paivitykset"])
def test_a_countys_view_reads_its_own_rows_and_the_countrys_no_assessment_from_end_to_end(
    url: str, part: str
) -> None:
    engine = connect(url)
    with engine.connect() as connection:
        county = next(one.county for one in bodies(connection) if one.county)
    for query, most in ((f"alue={county}", {"series"}), ("alue=", {"series", "focus_area", "action"})):
        made = read(Place("Organisaatiot", f"organisaatiot?{query}&osa={part}"))
        assert {table for one in made for table in scans(engine, *one)} <= most
    engine.dispose()


def test_a_query_without_an_index_is_noticed(url: str) -> None:
    engine = connect(url)
    assert scans(engine, "SELECT * FROM assessment WHERE light = ?", ("red",)) == ["assessment"]
    assert scans(engine, "SELECT * FROM journal WHERE origin = '' ORDER BY id LIMIT 1", ()) == ["journal"]
    assert scans(engine, "SELECT * FROM assessment WHERE action_id = ?", ("x",)) == []
    engine.dispose()
