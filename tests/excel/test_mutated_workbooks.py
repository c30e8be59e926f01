"""A few broken copies of real workbooks; benchmarks/fuzz_workbooks.py tries thousands."""

import pytest

from benchmarks.fuzz_workbooks import failure, mutated
from hyte_core.database import ROOT

BOOKS = sorted((ROOT / "data").glob("*.xlsx"))


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_workbook_gives_records_or_a_problem(seed: int) -> None:
    assert failure(mutated(BOOKS[seed % len(BOOKS)].read_bytes(), seed)) == ""
