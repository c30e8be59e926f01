"""A report as a Word document: real headings, tables with header rows, pictures with alt texts, a table of contents."""

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import BadZipFile

import docx as python_docx
from docx.enum.text import WD_BREAK
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Emu, Pt

from hyte_core.lights import Light
from hyte_core.locale import _, day, number, speaking
from hyte_core.problems import RefusalError
from hyte_core.reports import docx_xml as xml
from hyte_core.reports.content import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Infographic,
    LightBars,
    Paragraph,
    Picture,
    Section,
    Table,
)
from hyte_core.reports.docx_styles import prepare, style
from hyte_core.reports.infographic import infographic_words
from hyte_core.reports.pictures import Progress, bars_words, pngs, silent, size_of
from hyte_core.reports.words import counts_words

#: What opening a file that is no template raises; broken XML is a SyntaxError.
_UNREADABLE = (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, OSError)
#: Points by which a drawn chart is made smaller on paper at most: its texts stay readable.
_TALLEST = 600.0
#: How deep the table of contents goes.
_CONTENTS_DEPTH = 2


def docx(
    document: Document,
    template: bytes | None = None,
    progress: Progress = silent,
) -> bytes:
    """The document as .docx. ``template`` is an organisation's own .docx, whose styles, headers and page are kept.

    ``progress`` is told how many of the pictures are drawn.

    Raises RefusalError for a template that cannot be opened.
    """
    drawn = pngs(document, progress)
    with speaking(document.language):
        word = _opened(template)
        prepare(word, document.language, own=template is None)
        _Writer(word, document, drawn).write()
        made = BytesIO()
        word.save(made)
    return made.getvalue()


def _opened(template: bytes | None) -> Any:
    if template is None:
        return python_docx.Document()
    try:
        word = python_docx.Document(BytesIO(template))
    except _UNREADABLE:
        raise RefusalError(
            _("Mallipohjaa ei voi avata: anna Wordin .docx-tiedosto, jossa ei ole salasanaa.")
        ) from None
    xml.empty(word)
    return word


class _Writer:
    """Writes one document into an opened Word file."""

    def __init__(self, word: Any, document: Document, drawn: dict[int, bytes]) -> None:
        self.word, self.document, self.drawn = word, document, drawn
        section = word.sections[-1]
        self.width = Emu(section.page_width - section.left_margin - section.right_margin)
        self.bookmarks = 0
        self.dense = False
        self._styles: dict[str, str] = {}

    def write(self) -> None:
        """The title page with the table of contents, the sections, and the page numbers."""
        document = self.document
        self._properties()
        self._text(document.title, "Title")
        self._text(document.organisation, "Subtitle")
        plan = f"{document.subtitle} ({document.period})" if document.period else document.subtitle
        self._text(plan)
        self._text(day(document.made_on))
        if document.contents:
            self._text(_("Sisällys"), "Contents Heading")
            headings = list(self._contents())
            xml.contents(headings, lambda level: self._text("", f"TOC {level}"), depth=_CONTENTS_DEPTH)
        for place, section in enumerate(document.sections):
            self._section(section, 1, new_page=document.contents and (place == 0 or bool(section.parts)))
        xml.page_number(self.word, f"{document.organisation} · {document.title}")

    def _properties(self) -> None:
        properties, document = self.word.core_properties, self.document
        properties.title, properties.subject = document.title[:255], document.subtitle[:255]
        properties.author = properties.last_modified_by = document.organisation[:255]
        properties.language, properties.comments, properties.keywords = document.language, "", ""
        properties.created = properties.modified = datetime.combine(document.made_on, time())

    def _contents(self) -> Iterable[tuple[int, str, str]]:
        """The headings of the table of contents: depth, text, bookmark; numbered as they come."""
        for place, (depth, title) in enumerate(_headings(self.document.sections, 1), start=1):
            if depth <= _CONTENTS_DEPTH:
                yield depth, title, f"_Toc{place:06}"

    def _section(self, section: Section, depth: int, *, new_page: bool = False) -> None:
        heading = self._text(section.title, f"Heading {min(depth, 9)}")
        heading.paragraph_format.page_break_before = new_page or None
        self.bookmarks += 1
        xml.bookmark(heading, f"_Toc{self.bookmarks:06}", self.bookmarks)
        self.dense = section.dense
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            written = self._block(block)
            if written is not None and isinstance(following, Picture):
                written.paragraph_format.keep_with_next = True
        for place, part in enumerate(section.parts):
            # A heading with nothing under it stands on the page of its first part.
            self._section(part, depth + 1, new_page=part.new_page and bool(place or section.blocks))

    def _block(self, block: Block | Infographic) -> Any:
        """Writes a block; of a paragraph, what was written."""
        match block:
            case Paragraph():
                usual = "Dense" if self.dense else "Normal"
                return self._text(block.text, "Quiet" if block.quiet and not self.dense else usual)
            case Bullets():
                for item in block.items:
                    self._text(item, "List Bullet")
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case LightBars():
                self._bars(block)
            case Picture():
                self._picture(self.drawn[id(block)], block.alt)
            case Infographic():
                self._picture(self.drawn[id(block)], infographic_words(block))
        return None

    def _text(self, text: str, name: str = "Normal") -> Any:
        paragraph = self.word.add_paragraph()
        paragraph._p.style = self._style(name)
        _lines(paragraph, text)
        return paragraph

    def _style(self, name: str) -> str:
        """The id of a style; kept, because python-docx looks through all styles for one."""
        if name not in self._styles:
            self._styles[name] = style(self.word, name).style_id
        return self._styles[name]

    def _facts(self, facts: Facts) -> None:
        for name, text in facts.pairs:
            paragraph = self._text("", "Dense" if self.dense else "Normal")
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(text)

    def _picture(self, png: bytes, alt: str) -> None:
        paragraph = self._text("", "Picture")
        wide, high = size_of(png)
        scale = min(1.0, self.width / Pt(wide), _TALLEST / high)
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Pt(wide * scale))
        xml.describe(shape, alt)

    def _bars(self, bars: LightBars) -> None:
        self._text(bars.caption, "Caption")
        self._picture(self.drawn[id(bars)], bars_words(bars))
        if len(bars.rows) == 1:
            self._text(counts_words(bars.rows[0][1]), "Quiet")
            return
        headers = (bars.of or _("Painopiste"), *(f"{light.symbol} {light.word}" for light in Light))
        rows = tuple((Cell(name), *(Cell(number(n)) for n in counts.values())) for name, counts in bars.rows)
        self._grid(Table(bars.caption, headers, rows, (8, 3, 3, 3, 4)))

    def _table(self, table: Table) -> None:
        self._text(table.caption, "Caption").paragraph_format.keep_with_next = True
        self._grid(table)

    def _grid(self, table: Table) -> None:
        """The table itself; its header row comes again on every page."""
        shares = [int(self.width * share) for share in table.shares()]
        grid = xml.Grid(self.word, shares, self._style("Table Grid"), table.caption)
        grid.row(
            [xml.Words(header, bold=True) for header in table.headers], header=True
        )  # fmt: skip
        for row in table.rows:
            grid.row([_words(cell) for cell in row])
        self._text("", "After Table")


def _words(cell: Cell) -> xml.Words:
    if cell.light is None:
        return xml.Words(cell.text)
    return xml.Words(cell.text, mark=cell.light_text, fill=cell.light.fill, ink=cell.light.on_fill)


def _headings(sections: Iterable[Section], depth: int) -> Iterable[tuple[int, str]]:
    for section in sections:
        yield depth, section.title
        yield from _headings(section.parts, depth + 1)


def _lines(paragraph: Any, text: str) -> None:
    """Writes a text with its line breaks."""
    for place, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if place:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)
