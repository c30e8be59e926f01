"""Files downloaded from Sotkanet, loaded as any other file: what they would change is shown first."""

from dataclasses import replace
from pathlib import PurePath
from typing import Any

from sqlalchemy import Engine

from hyte_core.excel import Reading, TableFound
from hyte_core.imports.compare import Comparison
from hyte_core.records import Records
from hyte_core.sotkanet import compare_file
from hyte_core.sotkanet.values import HEADER

#: What each column of such a file is, as our records call it.
_MEANINGS = ("indicator", "region", "year", "group", "value", "numerator")


def read_sotkanet_file(engine: Engine, file: str, content: bytes) -> tuple[Reading, Comparison | None]:
    """What the file says and what it would change; no comparison when it has errors. The service is not asked."""
    found = compare_file(engine, content)
    told: Any = found.told if found.told is not None else ()
    letters = "ABCDEF"
    sheet = PurePath(file).stem
    table = TableFound(
        "indicator_values",
        sheet,
        1,
        dict(zip(letters, _MEANINGS, strict=True)),
        len(told),
        dict(zip(letters, HEADER, strict=True)),
    )
    problems = tuple(replace(one, sheet=sheet) if one.cell else one for one in found.problems)
    reading = Reading(Records(indicator_values=told), (table,), problems)
    if reading.has_errors:
        return reading, None
    change_set = found.change_set
    return reading, Comparison(change_set.changes, found.counts["unchanged"], bulks=change_set.bulks)
