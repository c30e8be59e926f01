"""Files downloaded from Sotkanet, loaded as any other file: what they would change is shown first."""

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
    table = TableFound(
        "indicator_values",
        PurePath(file).stem,
        1,
        dict(zip(letters, _MEANINGS, strict=True)),
        len(told),
        dict(zip(letters, HEADER, strict=True)),
    )
    reading = Reading(Records(indicator_values=told), (table,), found.problems)
    if reading.has_errors:
        return reading, None
    change_set = found.change_set
    return reading, Comparison(change_set.changes, found.counts["unchanged"], bulks=change_set.bulks)
