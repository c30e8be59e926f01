"""The one content model of reports and slides: what is chosen once can be read, printed and presented.

Everything in it is ready to be shown: texts in the document's language, lights with their counts. The renderers
(to_docx, to_html, to_pptx) only draw it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hyte_core.lights import Counts, Light


@dataclass(frozen=True)
class Paragraph:
    """A text; its line breaks are kept. A quiet one is a source or a remark."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a text, a light, or both. ``word`` takes the place of the light's own word."""

    text: str = ""
    light: Light | None = None
    word: str = ""

    @property
    def light_text(self) -> str:
        """The light as its shape and word; empty without one."""
        return f"{self.light.symbol} {self.word or self.light.word}" if self.light else ""

    @property
    def whole(self) -> str:
        """All that the cell says, for those who cannot draw a light."""
        return "\n".join(part for part in (self.light_text, self.text) if part)


@dataclass(frozen=True)
class Table:
    """A table with a header row. ``widths`` are the columns' shares of the whole."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()

    def shares(self) -> list[float]:
        """The columns' widths as parts of 1."""
        widths = self.widths or (1,) * len(self.headers)
        return [width / sum(widths) for width in widths]


@dataclass(frozen=True)
class LightBars:
    """The lights counted, a bar for each name. ``of`` says what is named; by default they are focus areas."""

    caption: str
    rows: tuple[tuple[str, Counts], ...]
    of: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart as a Vega-Lite specification; ``alt`` says in words what it shows."""

    specification: dict[str, Any]
    alt: str


@dataclass(frozen=True)
class Line:
    """One area's values by year. A value that is missing (None) breaks the line."""

    name: str
    points: tuple[tuple[int, float | None], ...]
    own: bool = False


@dataclass(frozen=True)
class LineChart:
    """An indicator of one group as numbers, for a chart that can still be edited. Values are in ``unit``."""

    lines: tuple[Line, ...]
    unit: str
    decimals: int
    target: float | None
    target_word: str
    alt: str


@dataclass(frozen=True)
class Lead:
    """What a slide says in the first place: a sentence that stands out after a mark, and the rest of it.

    ``good`` is True for better, False for worse, None where nothing is judged.
    """

    mark: str
    name: str
    text: str
    good: bool | None = None


@dataclass(frozen=True)
class Facts:
    """Names with what is told of each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """A number that stands out: what it is of, the number, what is said of it after a mark.

    ``good`` is True for good news, False for bad, None where nothing is judged.
    """

    name: str
    value: str
    mark: str
    text: str
    good: bool | None = None


@dataclass(frozen=True)
class Infographic:
    """A plan on one page that is looked at rather than read: its lights in all and by focus area, chosen indicators."""

    title: str
    subtitle: str
    counts: Counts
    areas: tuple[tuple[str, Counts], ...]
    figures: tuple[Figure, ...]


Block = Paragraph | Bullets | Table | LightBars | Picture | LineChart | Lead | Facts


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it, and the sections one step deeper."""

    title: str
    blocks: tuple[Block | Infographic, ...] = ()
    parts: tuple["Section", ...] = ()
    #: True for a section that has a page of its own.
    new_page: bool = False
    #: True for small letters, so that what it has stays on one page.
    dense: bool = False


@dataclass(frozen=True)
class Document:
    """A report. ``period`` is the plan's years in words."""

    title: str
    subtitle: str
    language: str
    organisation: str
    period: str
    made_on: date
    sections: tuple[Section, ...]
    #: False for a short document that needs no table of contents and no title page.
    contents: bool = True


@dataclass(frozen=True)
class Slide:
    """A slide. ``notes`` are for the speaker: sources, and what the slide had no room for."""

    title: str
    blocks: tuple[Block, ...] = ()
    notes: str = ""
    #: Where what it shows is from, in one line at its foot.
    source: str = ""
    #: The first slide of a deck, whose blocks are its subtitle's lines.
    opening: bool = False


@dataclass(frozen=True)
class Deck:
    """Slides in their order."""

    title: str
    language: str
    organisation: str
    made_on: date
    slides: tuple[Slide, ...] = field(default=())
