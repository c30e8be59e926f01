"""The one door for writes: a ChangeSet, handed to apply(), which keeps the journal."""

from hyte_core.changes.apply import Outcome, apply, rehearse
from hyte_core.changes.bulk import Bulk
from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.changes.conflict import Conflict
from hyte_core.changes.journal import (
    JournalFilter,
    JournalRow,
    authors,
    changes_of,
    entries,
    labels,
    origin_of,
    version,
)
from hyte_core.changes.origins import origins_of
from hyte_core.changes.undo import UndoError, imports, undo
from hyte_core.changes.versions import DataVersion, Versions

__all__ = [
    "Bulk",
    "Change",
    "ChangeSet",
    "Conflict",
    "DataVersion",
    "JournalFilter",
    "JournalRow",
    "Outcome",
    "UndoError",
    "Versions",
    "apply",
    "authors",
    "changes_of",
    "entries",
    "imports",
    "labels",
    "origin_of",
    "origins_of",
    "rehearse",
    "undo",
    "version",
]
