"""The presentations that people have put together for a plan: which slides, in which order."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

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
    """The presentations of a plan by name. Two queries."""
    plan, name = columns(Presentation, "plan_id", "name")
    heads = list(
        connection.execute(select(Presentation.__table__).where(plan == plan_id).order_by(name))  # type: ignore[attr-defined]
    )
    of, place, key = columns(Slide, "presentation_id", "position", "id")
    query = select(Slide.__table__).where(of.in_([head.id for head in heads])).order_by(place, key)  # type: ignore[attr-defined]
    slides: dict[str, list[SlideView]] = defaultdict(list)
    for row in connection.execute(query):
        slides[row.presentation_id].append(
            SlideView(row.kind, row.subject, row.title, row.text, row.id, row.position)
        )
    return tuple(PresentationView(head.id, plan_id, head.name, tuple(slides[head.id])) for head in heads)


def plan_of(connection: Connection, presentation_id: str) -> str | None:
    """The plan that a presentation is of; None if it is not there (any more)."""
    key, plan = columns(Presentation, "id", "plan_id")
    found = connection.execute(select(plan).where(key == presentation_id)).first()
    return str(found[0]) if found else None
