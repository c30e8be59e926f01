"""A year as a workbook comes back as it was."""

from datetime import date

import pytest
from duty_database import REPORT, TALKS, TODAY, build, read, record
from trees import save, snapshot

from hyte_core.changes import Change
from hyte_core.excel import read_workbook, workbook
from hyte_core.imports import compare
from hyte_core.model import YearlyEvent
from hyte_core.records.of_duties import duty_records


@pytest.fixture
def ids(engine):
    made = build(engine)
    record(
        engine,
        made,
        REPORT,
        2026,
        "green",
        evidence="Kirjattu",
        link="https://kunta.fi",
        minutes="§ 12",
        done_on=date(2026, 3, 2),
        responsible="Koordinaattori",
    )
    record(engine, made, TALKS, 2025, "red")
    own = YearlyEvent(organisation_id=made["Kunta"], party="municipality", name="Oma", month=5, day=14)
    save(engine, Change.adding(own))
    return made


def test_the_workbook_of_a_year_read_back_changes_nothing(engine, ids):
    before = snapshot(engine)
    reading = read_workbook(workbook(duty_records(read(engine, ids), 2026)), file="a.xlsx")
    assert not reading.problems
    assert not compare(engine, reading.records, today=TODAY).changes
    assert snapshot(engine) == before


def test_only_the_year_asked_for_is_told_and_what_is_not_recorded_tells_no_year(engine, ids):
    found = {one.duty: one for one in duty_records(read(engine, ids), 2026).duties}
    assert (found[REPORT].year, found[REPORT].minutes) == (2026, "§ 12")
    assert (found[TALKS].year, found[TALKS].organisation, found[TALKS].light) == (None, "", None)
