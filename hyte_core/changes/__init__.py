"""The one door for writes: a ChangeSet, handed to apply(), which keeps the journal."""

from hyte_core.changes.apply import Conflict, Outcome, apply
from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.changes.journal import (
    JournalFilter,
    JournalLine,
    JournalRow,
    authors,
    entries,
    origin_of,
    version,
)
from hyte_core.changes.undo import UndoError, imports, undo

__all__ = [
    "Change",
    "ChangeSet",
    "Conflict",
    "JournalFilter",
    "JournalLine",
    "JournalRow",
    "Outcome",
    "UndoError",
    "apply",
    "authors",
    "entries",
    "imports",
    "origin_of",
    "undo",
    "version",
]
