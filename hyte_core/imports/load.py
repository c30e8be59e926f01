"""One file from its bytes to the database, in two steps: what it would do, and doing it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Engine

from hyte_core.access import Author
from hyte_core.changes import Change, ChangeSet, Outcome, apply, rehearse
from hyte_core.database import keep
from hyte_core.excel import Reading, TableFound, read_workbook
from hyte_core.imports.column_choices import Choices, remembered, to_remember
from hyte_core.imports.compare import Comparison, compare
from hyte_core.imports.matching import Question
from hyte_core.imports.sotkanet_files import read_sotkanet_file
from hyte_core.locale import _
from hyte_core.problems import Problem, RefusalError
from hyte_core.records import from_json, is_dump
from hyte_core.sotkanet import is_sotkanet


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
    engine: Engine,
    file: str,
    content: bytes,
    *,
    today: date,
    plan: str = "",
    organisation: str = "",
    whole: bool = False,
    answers: Mapping[str, str] | None = None,
    choices: Choices | None = None,
    reader: Callable[[], Reading] | None = None,
) -> Loading:
    """Read a file and compare it with the database; nothing is written.

    ``plan`` and ``organisation`` are for rows that do not name theirs; ``whole`` and ``answers`` as in
    :func:`hyte_core.imports.compare`. ``choices`` as in :func:`read`, which ``reader`` stands for where its answer is
    remembered. What the database would refuse is among the problems.
    """
    checksum = hashlib.sha256(content).hexdigest()
    if is_sotkanet(content, file):
        return Loading(file, checksum, *read_sotkanet_file(engine, file, content))
    of_file = partial(read, engine, file, content, plan=plan, organisation=organisation, choices=choices)
    reading = (reader or of_file)()
    if reading.has_errors:
        return Loading(file, checksum, reading, None)
    comparison = compare(
        engine, reading.records, today=today, organisation=organisation, whole=whole, answers=answers
    )
    learnt = to_remember(engine, reading.tables, choices or {})
    comparison = replace(comparison, changes=(*comparison.changes, *learnt))
    rehearsed = rehearse(engine, ChangeSet(comparison.changes, source="import"))
    refused = (*comparison.problems, *rehearsed.problems)
    reading = replace(reading, problems=(*reading.problems, *map(_doubt, comparison.questions), *refused))
    return Loading(file, checksum, reading, None if refused else comparison)


def read(
    engine: Engine,
    file: str,
    content: bytes,
    *,
    plan: str = "",
    organisation: str = "",
    choices: Choices | None = None,
) -> Reading:
    """What a workbook or a dump says: of the database it asks only what columns with these headers mean.

    ``choices`` say what columns mean that were taken for something else; those made for earlier tables with the same
    headers hold too.
    """
    reading = (
        read_dump(content)
        if is_dump(content)
        else read_workbook(content, plan=plan, organisation=organisation, file=file)
    )
    known = {**remembered(engine, reading.tables), **(choices or {})}
    if known:
        reading = read_workbook(content, plan=plan, organisation=organisation, file=file, choices=known)
    return _with_owners_known(reading)


def read_dump(content: bytes) -> Reading:
    """The records of a dump in JSON; a file that is none, or has been broken, has a problem."""
    try:
        records = from_json(content)
    except RefusalError as refusal:
        return Reading(problems=(Problem("bad_json", str(refusal)),))
    tables = (
        TableFound(kind.name, kind.name, 0, {}, len(rows))
        for kind in fields(records)
        if (rows := getattr(records, kind.name)) and kind.name != "goals"  # they are told with the actions
    )
    return Reading(records, tuple(tables))


def accept(
    engine: Engine,
    loading: Loading,
    *,
    author: Author,
    now: datetime,
    leave: frozenset[str] = frozenset(),
    backup: bool = True,
) -> Outcome:
    """Write what the file would change, as one change set that the journal knows the file of.

    An automatic ``backup`` is made before. ``leave`` names rows (ids) that stay as they are; what hangs on an added row that is left out is left out too.
    """
    if loading.comparison is None:
        return Outcome(problems=loading.reading.problems)
    changes = _without(loading.comparison.changes, leave)
    bulks = loading.comparison.bulks
    change_set = ChangeSet(changes, "import", loading.file, loading.checksum, bulks=bulks)
    if backup and change_set:
        keep(engine, now=now)
    return apply(engine, change_set, author=author, now=now)


def same_rows(before: Loading, after: Loading, ids: frozenset[str]) -> frozenset[str]:
    """The ids in ``after`` of the rows that have ``ids`` in ``before``: an added row gets a new id each time."""
    if before.comparison is None or after.comparison is None:
        return ids
    wanted = {_row_key(change) for change in before.comparison.changes if change.id in ids}
    return frozenset(change.id for change in after.comparison.changes if _row_key(change) in wanted)


def _row_key(change: Change) -> tuple[Any, ...]:
    """What tells a changed row of a file from the others, however often the file is compared."""
    if change.operation != "add":
        return (change.entity, change.id)
    name = change.fields.get("name", change.fields.get("title", (None, None)))[1]
    return (change.entity, change.origin, name)


def _without(changes: tuple[Change, ...], leave: frozenset[str]) -> tuple[Change, ...]:
    gone = set(leave)
    while True:
        hanging = {
            change.id
            for change in changes
            if change.id not in gone
            and any(name.endswith("_id") and new in gone for name, (_old, new) in change.fields.items())
        }
        if not hanging:
            return tuple(change for change in changes if change.id not in gone)
        gone |= hanging


def _doubt(question: Question) -> Problem:
    sheet, _sign, cell = question.place.rpartition("!")
    message = _(
        "Tämä voi olla jokin jo tallessa oleva toimenpide: {names}. Valitse Tuonti-sivulla; ilman valintaa riviä ei tallenneta."
    )
    names = "; ".join(f"”{action.name[:80]}”" for action in question.candidates)
    return Problem("doubtful_match", message.format(names=names), "warning", sheet, cell, question.text)


def _with_owners_known(reading: Reading) -> Reading:
    """Every action must belong to a plan of an organisation."""
    nameless = next((a for a in reading.records.goals if not a.plan or not a.organisation), None)
    if nameless is None:
        return reading
    message = _(
        "Tiedosto ei kerro, minkä organisaation mitä suunnitelmaa se koskee: valitse ne tai täytä välilehti Suunnitelmat."
    )
    problem = Problem("no_plan", message, sheet=nameless.sheet, cell=nameless.cell)
    return replace(reading, problems=(*reading.problems, problem))
