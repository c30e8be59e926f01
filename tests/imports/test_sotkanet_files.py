"""Files downloaded from Sotkanet are loaded, shown and taken back as any other file."""

import json

import pytest
from sqlalchemy import Engine
from trees import NOW, TODAY, snapshot

from hyte_core.changes import imports, undo
from hyte_core.imports import accept, load

CSV = b"""indicator;region;year;gender;primary value;absolute value
286;228;2021;total;24.8;100
286;228;2023;total;25.7;110
286;658;2023;total;0;5000
286;228;2023;male;22.1;50
"""
JSON = json.dumps(
    [
        {"indicator": 286, "region": 228, "year": 2021, "gender": "total", "value": 24.8, "absValue": 100},
        {"indicator": 286, "region": 228, "year": 2023, "gender": "total", "value": 25.7, "absValue": 110},
        {"indicator": 286, "region": 658, "year": 2023, "gender": "total", "value": 0, "absValue": 5000},
        {"indicator": 286, "region": 228, "year": 2023, "gender": "male", "value": 22.1, "absValue": 50},
    ]
).encode()


@pytest.mark.parametrize(("file", "content"), [("a.csv", CSV), ("a.json", JSON)])
def test_both_forms_say_the_same(engine: Engine, file: str, content: bytes) -> None:
    loading = load(engine, file, content, today=TODAY)
    said = [
        (one["region"], one["group"], one["year"], one["value"])
        for one in loading.as_json()["records"]["indicator_values"]
    ]
    assert said == [
        ("Mikkeli", "", 2021, 24.8),
        ("Mikkeli", "", 2023, 25.7),
        ("koko maa", "", 2023, 0),
        ("Mikkeli", "miehet", 2023, 22.1),
    ]
    assert loading.as_json()["tables"][0]["rows"] == 4


def test_the_file_is_saved_once_and_taken_back_as_a_whole(engine: Engine) -> None:
    before = snapshot(engine)
    first = accept(engine, load(engine, "a.csv", CSV, today=TODAY), author="Kirjaaja", now=NOW)
    assert first.done
    assert sorted(row["value"] for row in snapshot(engine)["observation"].values()) == [0, 22.1, 24.8, 25.7]
    again = load(engine, "b.csv", CSV, today=TODAY)
    assert again.comparison.counts | {"unchanged": 0} == {
        "added": 0,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
    }
    assert imports(engine)[0].file == "a.csv"
    assert undo(engine, first.change_set, author="Kirjaaja", now=NOW).done
    assert snapshot(engine) == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"286;228;2022;total;124.8;1\n", "out_of_range"),
        (b"286;228;2021;total;30;1\n", "two_values"),
        (b"286;99999;2021;total;30;1\n", "unknown_region"),
        (b"286;228;2022;total;24,8;1\n", None),
    ],
)
def test_a_fault_in_the_file_is_told_and_nothing_is_written(
    engine: Engine, line: bytes, code: str | None
) -> None:
    if code == "out_of_range":  # the unit is known only of an indicator that is in the database
        from series import put

        put(engine, "Indikaattori, %, lower", sotkanet_id=286)
    loading = load(engine, "a.csv", CSV + line, today=TODAY)
    assert loading.comparison is None
    errors = [problem for problem in loading.reading.problems if problem.severity == "error"]
    assert errors and (code is None or errors[0].code == code)
    assert not accept(engine, loading, author="Kirjaaja", now=NOW).done
