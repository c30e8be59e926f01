"""The sheets of a deck: its slides as they are shown, each with what has room on it. The one place that splits.

The browser and the PowerPoint file draw the same sheets; only their room may differ, when an organisation's own
template leaves another room than ours. All measures are in points, of which our slide has 960 x 540.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hyte_core.locale import number
from hyte_core.reports.content import Deck, Paragraph, Slide
from hyte_core.reports.fitting import LEADING, shortened, wrapped
from hyte_core.reports.paging import CELL_SIDE, CELL_TOP, Placed, pages

#: Sizes of titles, the first that has room; a text that has none in the last is shortened.
TITLE_SIZES = (32, 28, 24)
#: Letters of the opening slide's title may be larger.
OPENING_SIZE = 40
#: The lines under the opening slide's title, and the source line at the foot.
SUBTITLE, SOURCE = 24, 12


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def inside(self) -> float:
        """The width that a text in it has, with the usual margins."""
        return self.width - 2 * CELL_SIDE

    def has_room(self, text: str, size: float) -> bool:
        """Whether a title has room in it."""
        return len(wrapped(text, self.inside, size * 1.05)) <= self.lines(size)

    def lines(self, size: float) -> int:
        """How many lines of this size it holds."""
        return max(int((self.height - 2 * CELL_TOP) / (size * LEADING)), 1)


@dataclass(frozen=True)
class Room:
    """Where a slide has its title, its contents and its source line; and the opening slide its title and lines."""

    title: Box
    content: Box
    source: Box
    opening: Box
    subtitle: Box


#: Our own slide, 960 x 540 points: 16:9.
OWN = Room(
    title=Box(43, 25, 873, 79),
    content=Box(43, 110, 873, 384),
    source=Box(43, 503, 730, 22),
    opening=Box(65, 140, 828, 124),
    subtitle=Box(65, 280, 828, 150),
)


@dataclass(frozen=True)
class Sheet:
    """One slide as it is shown. ``pieces`` have their places within the room for contents.

    An opening sheet has ``lines`` under its title instead.
    """

    title: str
    title_size: int
    source: str
    notes: str
    number: int
    of: int
    pieces: tuple[Placed, ...] = ()
    lines: tuple[str, ...] = ()
    opening: bool = False
    #: The place of the slide in the deck.
    slide: int = 0


def sheets(deck: Deck, room: Room = OWN) -> list[Sheet]:
    """The deck's slides in the order in which they are shown; a slide without room for its contents goes on."""
    found = [(place, page) for place, slide in enumerate(deck.slides) for page in _pages(slide, room)]
    made = []
    for number_, (place, (pieces, ending)) in enumerate(found, start=1):
        slide = deck.slides[place]
        title, size = _title(slide, ending, room)
        whole = title == slide.title + ending
        made.append(
            Sheet(
                title=title,
                title_size=size,
                source=shortened(slide.source, room.source.width, SOURCE) if slide.source else "",
                notes="\n".join(part for part in ("" if whole else slide.title, slide.notes) if part),
                number=number_,
                of=len(found),
                pieces=tuple(pieces),
                lines=tuple(_lines(slide, room)) if slide.opening else (),
                opening=slide.opening,
                slide=place,
            )
        )
    return made


def _pages(slide: Slide, room: Room) -> Iterator[tuple[list[Placed], str]]:
    """What is on each sheet of a slide, and what its title ends with."""
    if slide.opening:
        yield [], ""
        return
    found = pages(slide, room.content.width, room.content.height)
    for place, page in enumerate(found, start=1):
        yield page, f" ({number(place)}/{number(len(found))})" if len(found) > 1 else ""


def _title(slide: Slide, ending: str, room: Room) -> tuple[str, int]:
    """The title and its size; one without room is shortened, and told whole in the notes."""
    box = room.opening if slide.opening else room.title
    sizes = (OPENING_SIZE, *TITLE_SIZES) if slide.opening else TITLE_SIZES
    whole = slide.title + ending
    size = next((size for size in sizes if box.has_room(whole, size)), None)
    if size:
        return whole, size
    size = sizes[-1]
    return shortened(slide.title, box.inside - size * 0.6 * len(ending), size * 1.05, box.lines(size)) + ending, size  # fmt: skip


def _lines(slide: Slide, room: Room) -> Iterator[str]:
    """The lines under the opening slide's title, each short enough for one."""
    for block in slide.blocks:
        if isinstance(block, Paragraph):
            yield shortened(block.text, room.subtitle.inside, SUBTITLE)
