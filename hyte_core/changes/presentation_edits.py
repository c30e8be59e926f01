"""What a person does to presentations and their slides, as change sets made against what the person sees."""

from collections.abc import Iterable, Sequence
from typing import Any

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.model import Presentation, Slide
from hyte_core.views.presentations import PresentationView, SlideView


def add_presentation(plan_id: str, name: str, slides: Iterable[SlideView]) -> tuple[ChangeSet, str]:
    """A new presentation of a plan with copies of the slides, and its id."""
    whole = Presentation(plan_id=plan_id, name=name.strip())
    rows = (_row(whole.id, slide, place) for place, slide in enumerate(slides, start=1))
    return ChangeSet((Change.adding(whole), *map(Change.adding, rows))), whole.id


def rename(seen: PresentationView, name: str) -> ChangeSet:
    """Another name for the presentation."""
    if name.strip() == seen.name:
        return ChangeSet(())
    return ChangeSet((Change.changing("presentation", seen.id, name=(seen.name, name.strip())),))


def remove_presentation(seen: PresentationView) -> ChangeSet:
    """The presentation with its slides, provided that they are as they are seen."""
    slides = (_removing(seen, slide) for slide in seen.slides)
    whole = Presentation(id=seen.id, plan_id=seen.plan_id, name=seen.name)
    return ChangeSet((*slides, Change.removing(whole)))


def add_slides(seen: PresentationView, slides: Iterable[SlideView]) -> ChangeSet:
    """New slides after the last one."""
    last = max((slide.position for slide in seen.slides), default=0)
    rows = (_row(seen.id, slide, last + place) for place, slide in enumerate(slides, start=1))
    return ChangeSet(tuple(map(Change.adding, rows)))


def edit_slide(seen: SlideView, title: str, text: str) -> ChangeSet:
    """Another title or text for the slide."""
    new = {"title": title.strip(), "text": text.strip()}
    pairs: dict[str, Any] = {name: (getattr(seen, name), value) for name, value in new.items()}
    fields = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return ChangeSet((Change.changing("slide", seen.id, **fields),) if fields else ())


def remove_slide(seen: PresentationView, id_: str) -> ChangeSet:
    """One slide less; nothing if it is gone already."""
    return ChangeSet(tuple(_removing(seen, slide) for slide in seen.slides if slide.id == id_))


def reorder(seen: PresentationView, order: Sequence[str]) -> ChangeSet:
    """The slides in the order of these ids; those that are not named keep theirs and come last."""
    wanted = {id_: place for place, id_ in enumerate(dict.fromkeys(order))}
    slides = sorted(seen.slides, key=lambda slide: wanted.get(slide.id, len(wanted)))
    if slides == list(seen.slides):
        return ChangeSet(())
    return ChangeSet(
        tuple(
            Change.changing("slide", slide.id, position=(slide.position, place))
            for place, slide in enumerate(slides, start=1)
            if slide.position != place
        )
    )


def _row(presentation_id: str, slide: SlideView, position: int) -> Slide:
    return Slide(
        presentation_id=presentation_id,
        position=position,
        kind=slide.kind,
        subject=slide.subject,
        title=slide.title.strip(),
        text=slide.text.strip(),
    )


def _removing(seen: PresentationView, slide: SlideView) -> Change:
    return Change.removing(Slide(presentation_id=seen.id, **vars(slide)))
