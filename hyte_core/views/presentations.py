"""The presentations that people have put together for a plan: which slides, in which order."""

from dataclasses import dataclass


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
