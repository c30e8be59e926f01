"""Problems that a person can do something about: one sentence each, with the place where there is one."""

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Problem:
    """Something wrong, or doubtful, in what was given.

    ``message`` is a sentence in the reader's language; ``code`` is for programs and never translated.
    ``sheet`` and ``cell`` tell where, when it came from a workbook. An error stops the whole; a warning does not.
    """

    code: str
    message: str
    severity: Literal["error", "warning"] = "error"
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The problem as the command line prints it."""
        return asdict(self)

    def __str__(self) -> str:
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return f"{place}: {self.message}" if place else self.message


class RefusalError(Exception):
    """Something cannot be done; its text is one sentence for the reader that says what to do."""
