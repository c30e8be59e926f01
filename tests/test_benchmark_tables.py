"""The README tells what the benchmark measured, no more and no less."""

import json

import pytest

from benchmarks import report
from hyte_core.database import ROOT

RESULTS = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))


def test_the_readmes_tables_are_those_of_the_results() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for table in report.markdown(RESULTS).strip().split("\n\n"):
        assert table in readme


@pytest.mark.parametrize("one", RESULTS, ids=lambda one: f"{one['size']} {one['database']}")
def test_the_results_are_told_with_every_page_beside_the_empty_one(one) -> None:
    text = report.text(one)
    assert one["pages"][0]["page"] == report.EMPTY_PAGE
    for row in [*one["pages"], *one["browser"]]:
        assert row["page"] in text
    for row in one["work"]:
        assert row["name"] in text


def test_what_is_over_a_limit_is_marked() -> None:
    rows = [{**row} for row in RESULTS[0]["pages"][:2]]
    rows[1]["queries"] = report.QUERIES + 1
    marked = [line for line in report.text({**RESULTS[0], "pages": rows}).splitlines() if line.endswith(" !")]
    assert len(marked) == 1 and marked[0].startswith(rows[1]["page"])
