"""Contacts, networks, indicators' values and targets find their way into the database."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import Engine
from trees import NOW, TODAY

from hyte_core.imports import accept, load
from hyte_core.records import dump


def book(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def read_in(engine: Engine, *rows: list[Any]):
    loading = load(engine, "tiedosto.xlsx", book(*rows), today=TODAY)
    outcome = accept(engine, loading, author="K", now=NOW)
    assert outcome.done, outcome
    return loading


MATRIX = (
    ["Yhdyspinta", "Hyvinvointialue", "Asikkala"],
    ["Osallisuus", "Johtaja, Verso", "Hyvinvointikoordinaattori"],
    ["Liikunta", None, "Liikuntavastaava"],
)
VALUES = (
    ["Indikaattori", "Alue", "Yksikkö", "2019", "2021"],
    ["Kokee itsensä yksinäiseksi", "Mikkeli", "%", 10.8, 12.1],
    ["Kokee itsensä yksinäiseksi", "Koko maa", "%", 10.7, ".."],
)


def test_a_matrix_of_contacts_is_taken_in_once(engine: Engine) -> None:
    read_in(engine, *MATRIX)
    found = dump(engine).as_json()["contacts"]
    assert [(c["area"], c["organisation"], c["role"]) for c in found] == [
        ("Osallisuus", "Asikkala", "Hyvinvointikoordinaattori"),
        ("Osallisuus", "Hyvinvointialue", "Johtaja, Verso"),
        ("Liikunta", "Asikkala", "Liikuntavastaava"),
    ]
    assert load(engine, "sama.xlsx", book(*MATRIX), today=TODAY).comparison.changes == ()


def test_values_by_year_become_observations_and_a_missing_one_keeps_its_reason(engine: Engine) -> None:
    read_in(engine, *VALUES)
    found = {(v["region"], v["year"]): v for v in dump(engine).as_json()["indicator_values"]}
    assert found["Mikkeli", 2021]["value"] == 12.1
    assert found["koko maa", 2021]["value"] is None
    assert found["koko maa", 2021]["missing_reason"]
    assert load(engine, "sama.xlsx", book(*VALUES), today=TODAY).comparison.changes == ()


def test_a_changed_value_is_one_changed_field(engine: Engine) -> None:
    read_in(engine, *VALUES)
    changed = (VALUES[0], ["Kokee itsensä yksinäiseksi", "Mikkeli", "%", 10.8, 12.4], VALUES[2])
    (change,) = load(engine, "uusi.xlsx", book(*changed), today=TODAY).comparison.changes
    assert (change.entity, dict(change.fields)) == ("observation", {"value": (12.1, 12.4)})


def test_two_different_values_for_the_same_year_are_an_error_with_the_cell(engine: Engine) -> None:
    loading = load(engine, "kaksi.xlsx", book(*VALUES, [*VALUES[1][:3], 11.0, 12.1]), today=TODAY)
    assert [(p.code, p.cell) for p in loading.reading.problems if p.severity == "error"] == [
        ("two_values", "D4")
    ]
    assert loading.comparison is None
