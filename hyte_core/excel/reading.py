"""What reading a file gives."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hyte_core.problems import Problem
from hyte_core.records import Records


@dataclass(frozen=True)
class TableFound:
    """A table that was recognised: its kind, sheet, the header's row, {column letter: field}, and rows.

    ``headers`` has the texts over all its columns, those that were not recognised too.
    """

    kind: str
    sheet: str
    header_row: int
    columns: dict[str, str]
    rows: int
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """The same for every table with the same headers: what a user's choice of columns is remembered by."""
        return header_signature(self.headers)

    def as_json(self) -> dict[str, Any]:
        """The table as the command line prints it."""
        return {name: getattr(self, name) for name in ("kind", "sheet", "header_row", "columns", "rows")}


@dataclass(frozen=True)
class Excerpt:
    """Some rows of a sheet: (row number, texts), under the letters of its columns.

    ``marked`` maps cells ("B7") to the severity of their problem.
    """

    sheet: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    marked: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """What a workbook says: records, the tables they stand in, and what could not be understood, with where."""

    records: Records = field(default_factory=Records)
    tables: tuple[TableFound, ...] = ()
    problems: tuple[Problem, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True if something in the file must be mended before anything of it can be used."""
        return any(problem.severity == "error" for problem in self.problems)


def header_signature(headers: Mapping[str, str]) -> str:
    """A short text that stands for headers and their order; case, spaces and the columns' places do not matter."""
    texts = [" ".join(text.casefold().split()) for _letter, text in sorted(headers.items(), key=_place)]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]


def _place(item: tuple[str, str]) -> tuple[int, str]:
    return len(item[0]), item[0]
