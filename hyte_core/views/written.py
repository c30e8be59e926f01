"""What people have written and put together for a plan: its statements and its presentations, read as one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from hyte_core.database.together import Together
from hyte_core.model import Presentation, Slide, Statement, columns
from hyte_core.views.presentations import PresentationView, SlideView
from hyte_core.views.statements import Statements, StatementView

#: The tables that :func:`written` reads.
WRITTEN_TABLES = ("statement", "presentation", "slide")


@dataclass(frozen=True)
class Written:
    """Everything of a plan: the statements of all years in their order, the presentations by name."""

    plan_id: str
    statements: tuple[StatementView, ...]
    presentations: tuple[PresentationView, ...]

    def of_year(self, year: int) -> Statements:
        """The statements, looked at from a year: that of the report or of the slides."""
        return Statements(self.plan_id, year, self.statements)


def written(connection: Connection, plan_id: str) -> Written:
    """What has been written of a plan. One query."""
    statements, heads, slides = _OF_PLAN.read(connection, plan=plan_id)
    ordered = sorted(statements, key=lambda row: (row.position, row.id))
    return Written(
        plan_id,
        tuple(StatementView(**row._asdict()) for row in ordered),
        _presentations(plan_id, heads, slides),
    )


def _presentations(plan_id: str, heads: Iterable[Any], rows: Iterable[Any]) -> tuple[PresentationView, ...]:
    slides: dict[str, list[SlideView]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.position, one.id)):
        slides[row.presentation_id].append(
            SlideView(row.kind, row.subject, row.title, row.text, row.id, row.position)
        )
    return tuple(
        PresentationView(head.id, plan_id, head.name, tuple(slides[head.id]))
        for head in sorted(heads, key=lambda one: one.name)
    )


def _of_plan() -> Together:
    asked: Any = bindparam("plan")
    key, name, plan = columns(Presentation, "id", "name", "plan_id")
    slides = Slide.__table__  # type: ignore[attr-defined]
    statements = Statement.__table__  # type: ignore[attr-defined]
    return Together(
        select(statements).where(statements.c.plan_id == asked),
        select(key, name).where(plan == asked),
        select(slides).where(slides.c.presentation_id.in_(select(key).where(plan == asked))),
    )


_OF_PLAN = _of_plan()


def plan_of(connection: Connection, presentation_id: str) -> str | None:
    """The plan that a presentation is of; None if it is not there (any more)."""
    key, plan = columns(Presentation, "id", "plan_id")
    found = connection.execute(select(plan).where(key == presentation_id)).first()
    return str(found[0]) if found else None
