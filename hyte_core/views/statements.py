"""What people have written of a plan: its dated statements, and the parts of its yearly reports."""

from dataclasses import dataclass

#: A summary of the state of wellbeing: worries, positive development, conclusions.
DATED = ("worry", "positive", "conclusion")
#: The parts of a year's report that a person writes, in the report's order.
PARTS = ("introduction", "state", "structures", "measures", "summary")


@dataclass(frozen=True)
class StatementView:
    """A text of a plan and year: one statement of many (:data:`DATED`), or a part of the year's report (:data:`PARTS`)."""

    id: str
    plan_id: str
    kind: str
    year: int
    position: int
    text: str
    language: str


@dataclass(frozen=True)
class Statements:
    """All that has been written of a plan, looked at from a year."""

    plan_id: str
    year: int
    all: tuple[StatementView, ...]

    def dated(self, kind: str, language: str) -> tuple[StatementView, ...]:
        """The statements of a kind in their order, of the newest year that has any by this one.

        In the language, or in Finnish if nothing is in it: all kinds are then of the same year and language.
        """
        found = self._state(language) or self._state("fi")
        return tuple(one for one in found if one.kind == kind)

    def dated_year(self, language: str) -> int | None:
        """The year of what :meth:`dated` gives; None if there is nothing."""
        found = self._state(language) or self._state("fi")
        return found[0].year if found else None

    def of_year(self, year: int) -> tuple[StatementView, ...]:
        """The statements of exactly this year in every language, by kind and order."""
        found = (one for one in self.all if one.kind in DATED and one.year == year)
        return tuple(sorted(found, key=lambda one: DATED.index(one.kind)))

    def part(self, kind: str, language: str) -> StatementView | None:
        """What is written into a part of this year's report."""
        return next((one for one in self._parts(kind, language) if one.year == self.year), None)

    def part_before(self, kind: str, language: str) -> StatementView | None:
        """What was written into the part the last time before this year."""
        earlier = (one for one in self._parts(kind, language) if one.year < self.year)
        return max(earlier, key=lambda one: one.year, default=None)

    def _parts(self, kind: str, language: str) -> list[StatementView]:
        return [one for one in self.all if (one.kind, one.language) == (kind, language)]

    def _state(self, language: str) -> list[StatementView]:
        found = [
            one
            for one in self.all
            if one.kind in DATED and one.language == language and one.year <= self.year
        ]
        newest = max((one.year for one in found), default=None)
        return [one for one in found if one.year == newest]
