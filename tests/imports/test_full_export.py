"""Everything that the database holds goes out as a workbook and comes back unchanged, in any language."""

import json
from io import BytesIO

import pytest
from edited_workbooks import counts, take
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Engine
from test_other_kinds import MATRIX, VALUES, read_in
from trees import TODAY, build, empty, save
from whole_database import one_of_each, rows_of_every_kind

from hyte_core.changes import Change
from hyte_core.excel import indicator_template, read_workbook, template, workbook
from hyte_core.imports import load
from hyte_core.locale import LANGUAGES, speaking
from hyte_core.problems import RefusalError
from hyte_core.records import IndicatorRecord, Records, dump

PLAN = "1. Osallisuus\n  Tavoite\n    Raati [green 2025-01-01]\n2. Liikunta\n  - Kävely"
NOTHING = {"added": 0, "changed": 0, "removed": 0}


def told(engine: Engine) -> object:
    """The dump as the command line prints it."""
    return json.loads(json.dumps(dump(engine).as_json()))


def filled(engine: Engine) -> None:
    """Something of every kind in the database."""
    plan = build(engine, PLAN)
    outcome = save(engine, *map(Change.adding, one_of_each(plan)))
    assert outcome.done, outcome


def test_contacts_networks_values_and_targets_survive_a_full_export(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  Tavoite\n    Raati [green 2025-01-01]")
    read_in(engine, *MATRIX)
    read_in(engine, *VALUES)
    read_in(
        engine, ["Yhdyspinta", "Verkosto"], ["Osallisuus", "Kylien verkosto"], ["Osallisuus", "OLKA-toiminta"]
    )
    read_in(
        engine,
        ["Indikaattori", "Alue", "Vuosi", "Arvo", "Tavoitearvo", "Tavoitevuosi"],
        ["Kokee itsensä yksinäiseksi", "Mikkeli", 2023, 12.5, "vähenee", 2025],
    )
    held = dump(engine).as_json()
    assert all(held[kind] for kind in ("contacts", "networks", "indicator_values", "targets"))
    again = load(engine, "kaikki.xlsx", workbook(dump(engine)), today=TODAY)
    assert [p for p in again.reading.problems if p.severity == "error"] == []
    assert again.comparison.changes == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_something_of_every_kind_comes_back_to_an_empty_database_as_it_was(
    engine: Engine, language: str
) -> None:
    filled(engine)
    before = told(engine)
    assert all(before.values())
    with speaking(language):
        content = workbook(dump(engine))
        assert counts(engine, content) == NOTHING
    empty(engine)
    assert take(engine, content).done
    assert told(engine) == before
    assert counts(engine, content) == NOTHING


@given(st.data())
def test_whatever_the_tables_hold_comes_back_to_an_empty_database_as_it_was(
    engine: Engine, data: st.DataObject
) -> None:
    empty(engine)
    rows = data.draw(rows_of_every_kind(build(engine, PLAN)))
    outcome = save(engine, *map(Change.adding, rows))
    assert outcome.done, outcome
    content, before = workbook(dump(engine)), told(engine)
    assert counts(engine, content) == NOTHING
    empty(engine)
    assert take(engine, content).done
    assert told(engine) == before


@given(st.data())
def test_a_dump_loaded_into_an_empty_database_gives_the_same_dump(
    engine: Engine, data: st.DataObject
) -> None:
    empty(engine)
    assert save(engine, *map(Change.adding, data.draw(rows_of_every_kind(build(engine, PLAN))))).done
    before = told(engine)
    content = json.dumps(before).encode()
    assert counts(engine, content) == NOTHING
    empty(engine)
    assert take(engine, content).done
    assert told(engine) == before


def test_the_dump_of_the_real_data_loaded_into_an_empty_database_gives_the_same_dump(
    engine: Engine, real: Engine
) -> None:
    before = told(real)
    assert take(engine, json.dumps(before).encode()).done
    assert told(engine) == before


def test_a_dump_that_was_broken_is_told_and_nothing_is_written(engine: Engine) -> None:
    filled(engine)
    held: dict[str, list[dict[str, object]]] = told(engine)  # type: ignore[assignment]
    held["decisions"][1]["due"] = "kesällä"
    loading = load(engine, "dump.json", json.dumps(held).encode(), today=TODAY)
    assert [problem.code for problem in loading.reading.problems] == ["bad_json"]
    assert loading.comparison is None


def test_every_sheet_is_recognised_as_ours(engine: Engine) -> None:
    filled(engine)
    reading = read_workbook(workbook(dump(engine)))
    kinds = [table.kind for table in reading.tables]
    others = set(dump(engine).as_json()) - {"goals"} | {"assessments"}
    assert sorted(kinds) == sorted(others)
    assert reading.problems == ()


def test_records_of_indicators_alone_make_a_workbook_without_sheets_of_plans(engine: Engine) -> None:
    filled(engine)
    records = Records(indicators=dump(engine).indicators)
    assert load_workbook(BytesIO(workbook(records))).sheetnames == ["Ohje", "Indikaattorit"]


def test_the_templates_have_the_sheets_that_their_users_fill_in() -> None:
    plans, indicators = (load_workbook(BytesIO(one())).sheetnames for one in (template, indicator_template))
    assert plans == ["Ohje", "Suunnitelmat", "Toimenpiteet", "Arviot", "Kokoukset"]
    assert indicators == ["Ohje", "Indikaattorit", "Havainnot", "Tavoitearvot"]
    assert read_workbook(indicator_template()).problems == ()


def test_more_rows_than_excel_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyte_core.excel.write.MOST_ROWS", 1)
    records = Records(indicators=(IndicatorRecord("Yksinäisyys"), IndicatorRecord("Lihavuus")))
    with pytest.raises(RefusalError, match="Indikaattorit"):
        workbook(records)
