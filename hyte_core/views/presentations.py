"""The presentations that people have put together for a plan: which slides, in which order."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from hyte_core.database.together import Together
from hyte_core.model import Presentation, Slide, columns


@dataclass(frozen=True)
class SlideView:
    """A chosen slide: its kind and what it shows, if that is one thing (see hyte_core.reports.choices).

    ``title`` takes the place of the slide's own, ``text`` is a free text's. Without an id it has not been saved.
    """

    kind: str
    subject: str = ""
    title: str = ""
    text: str = ""
    id: str = ""
    position: int = 0


@dataclass(frozen=True)
class PresentationView:
    """A presentation with its slides in their order."""

    id: str
    plan_id: str
    name: str
    slides: tuple[SlideView, ...]


#: The tables that :func:`presentations` reads.
PRESENTATION_TABLES = ("presentation", "slide")


def presentations(connection: Connection, plan_id: str) -> tuple[PresentationView, ...]:
    """The presentations of a plan by name. One query."""
    heads, rows = _OF_PLAN.read(connection, plan=plan_id)
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
    key, name, plan = columns(Presentation, "id", "name", "plan_id")
    slides = Slide.__table__  # type: ignore[attr-defined]
    asked = plan == bindparam("plan")
    return Together(
        select(key, name).where(asked),
        select(slides).where(slides.c.presentation_id.in_(select(key).where(asked))),
    )


_OF_PLAN = _of_plan()


def plan_of(connection: Connection, presentation_id: str) -> str | None:
    """The plan that a presentation is of; None if it is not there (any more)."""
    key, plan = columns(Presentation, "id", "plan_id")
    found = connection.execute(select(plan).where(key == presentation_id)).first()
    return str(found[0]) if found else None
