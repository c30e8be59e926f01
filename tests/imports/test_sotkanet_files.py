"""Files downloaded from Sotkanet are loaded, shown and taken back as any other file."""

import json

import pytest
from series import put
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


def test_the_cases_behind_a_share_are_told_as_they_are_saved(engine: Engine) -> None:
    put(engine, "Indikaattori, %, lower", sotkanet_id=286)
    loading = load(engine, "a.csv", CSV, today=TODAY)
    told = [one["numerator"] for one in loading.as_json()["records"]["indicator_values"]]
    assert told == [100, 110, 5000, 50]
    assert accept(engine, loading, author="Kirjaaja", now=NOW).done
    saved = [row["numerator"] for row in snapshot(engine)["observation"].values()]
    assert sorted(saved) == sorted(told)


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        (b"286;228;2022;total;124.8;1\n", "out_of_range", "E6"),
        (b"286;228;2021;total;30;1\n", "two_values", "E6"),
        (b"286;99999;2021;total;30;1\n", "unknown_region", "B6"),
        (b"286;228;2022;total;30;-1\n", "negative_count", "F6"),
        (b"286;228;2022;total;24,8;1\n", "bad_number", "E6"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_cell_and_nothing_is_written(
    engine: Engine, line: bytes, code: str, cell: str
) -> None:
    put(
        engine, "Indikaattori, %, lower", sotkanet_id=286
    )  # the unit is known only of an indicator that is here
    before = snapshot(engine)
    loading = load(engine, "a.csv", CSV + line, today=TODAY)
    assert loading.comparison is None
    told = [(problem.severity, problem.code, problem.cell) for problem in loading.reading.problems]
    assert told == [("error", code, cell)]
    assert str(loading.reading.problems[0]).startswith(f"a!{cell}: ")
    assert not accept(engine, loading, author="Kirjaaja", now=NOW).done
    assert snapshot(engine) == before
