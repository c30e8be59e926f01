"""One file from its bytes to the database, in two steps: what it would do, and doing it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from hyte_core.changes import ChangeSet, Outcome, apply
from hyte_core.excel import Reading, read_workbook
from hyte_core.imports.compare import Comparison, compare
from hyte_core.locale import _
from hyte_core.problems import Problem


@dataclass(frozen=True)
class Loading:
    """What a file says and what it would change. ``comparison`` is None when the file has errors."""

    file: str
    checksum: str
    reading: Reading
    comparison: Comparison | None

    def as_json(self) -> dict[str, Any]:
        """What the command line prints of a file."""
        changes = self.comparison.counts if self.comparison else dict.fromkeys(_COUNTS, 0)
        return {
            "file": self.file,
            "tables": [table.as_json() for table in self.reading.tables],
            "records": self.reading.records.as_json(),
            "changes": changes,
            "problems": [problem.as_json() for problem in self.reading.problems],
        }


_COUNTS = ("added", "changed", "removed", "unchanged")


def load(
    engine: Engine, file: str, content: bytes, *, today: date, plan: str = "", organisation: str = ""
) -> Loading:
    """Read a file and compare it with the database; nothing is written.

    ``plan`` and ``organisation`` are for rows that do not name theirs.
    """
    reading = read_workbook(content, plan=plan, organisation=organisation, file=file)
    reading = _with_owners_known(reading)
    comparison = None if reading.has_errors else compare(engine, reading.records, today=today)
    return Loading(file, hashlib.sha256(content).hexdigest(), reading, comparison)


def accept(engine: Engine, loading: Loading, *, author: str, now: datetime) -> Outcome:
    """Write what the file would change, as one change set that the journal knows the file of."""
    if loading.comparison is None:
        return Outcome(problems=loading.reading.problems)
    change_set = ChangeSet(
        loading.comparison.changes, source="import", file=loading.file, checksum=loading.checksum
    )
    return apply(engine, change_set, author=author, now=now)


def _with_owners_known(reading: Reading) -> Reading:
    """Every action must belong to a plan of an organisation."""
    nameless = next((a for a in reading.records.goals if not a.plan or not a.organisation), None)
    if nameless is None:
        return reading
    message = _(
        "Tiedosto ei kerro, minkä organisaation mitä suunnitelmaa se koskee: valitse ne tai täytä välilehti Suunnitelmat."
    )
    problem = Problem("no_plan", message, sheet=nameless.sheet, cell=nameless.cell)
    return Reading(reading.records, reading.tables, (*reading.problems, problem))
