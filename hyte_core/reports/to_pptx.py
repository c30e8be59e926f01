"""Slides as a PowerPoint file: editable charts and tables, real titles, slide numbers, notes for the speaker."""

from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from hyte_core.charts import picture
from hyte_core.locale import number, speaking
from hyte_core.reports.content import Cell, Deck, LightBars, LineChart, Paragraph, Picture, Slide, Table
from hyte_core.reports.fitting import LEADING, shortened, wrapped
from hyte_core.reports.paging import (
    CELL_SIDE,
    CELL_TOP,
    INDENT,
    SMALL,
    Placed,
    Text,
    header_height,
    pages,
    row_height,
)
from hyte_core.reports.pictures import bars_words, size_of
from hyte_core.reports.pptx_charts import INK, add_bars, add_lines, colour_of, describe
from hyte_core.reports.pptx_template import Frame, open_template

_LANGUAGES = {
    "fi": MSO_LANGUAGE_ID.FINNISH, "sv": MSO_LANGUAGE_ID.SWEDISH_FINLAND, "en": MSO_LANGUAGE_ID.ENGLISH_UK
}  # fmt: skip
#: Sizes of titles in points, the first that has room; a text that has none in the last is shortened.
_TITLE_SIZES = (32, 28, 24)
#: Letters of the opening slide's title may be larger.
_OPENING = 40


def pptx(deck: Deck, template: bytes | None = None) -> bytes:
    """The deck as .pptx. ``template`` is an organisation's own .pptx, whose masters and layouts are used.

    A slide that has no room for its contents goes on on the next one, in the same size of text. Raises
    RefusalError for a template that cannot be used.
    """
    with speaking(deck.language):
        frame = open_template(template)
        writer = _Writer(frame, deck)
        for slide in deck.slides:
            if slide.opening:
                writer.opening(slide)
            else:
                writer.slide(slide)
        _properties(frame.presentation, deck)
        made = BytesIO()
        frame.presentation.save(made)
    return made.getvalue()


def _properties(presentation: Any, deck: Deck) -> None:
    properties = presentation.core_properties
    properties.title, properties.subject, properties.keywords = deck.title[:255], "", ""
    properties.author = properties.last_modified_by = deck.organisation[:255]
    properties.language, properties.comments = deck.language, ""
    properties.created = properties.modified = datetime.combine(deck.made_on, time())


class _Writer:
    """Puts the slides of one deck into an opened template."""

    def __init__(self, frame: Frame, deck: Deck) -> None:
        self.frame, self.language = frame, _LANGUAGES[deck.language]

    def opening(self, slide: Slide) -> None:
        """The first slide, on the template's title layout."""
        made = self.frame.presentation.slides.add_slide(self.frame.opening)
        title = made.shapes.title
        size = next(
            (s for s in (_OPENING, *_TITLE_SIZES) if _has_room(slide.title, title, s)), _TITLE_SIZES[-1]
        )
        self._title(title, slide.title, size)
        lines = [block.text for block in slide.blocks if isinstance(block, Paragraph)]
        for place in list(made.placeholders):
            kind = place.placeholder_format.type
            if kind is PP_PLACEHOLDER.SUBTITLE:
                self._subtitle(place, lines)
            elif place.shape_id != title.shape_id:
                place.element.getparent().remove(place.element)
        _notes(made, slide.notes)

    def _subtitle(self, place: Any, lines: list[str]) -> None:
        frame = place.text_frame
        frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, True
        for number_, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number_ == 0 else frame.add_paragraph()
            self._run(paragraph, shortened(line, _inside(place), 24), 24)

    def slide(self, slide: Slide) -> None:
        """A slide, and those on which it goes on."""
        found = pages(slide, self.frame.width, self.frame.height)
        for place, page in enumerate(found, start=1):
            ending = f" ({number(place)}/{number(len(found))})" if len(found) > 1 else ""
            self._page(slide, ending, page)

    def _page(self, slide: Slide, ending: str, page: list[Placed]) -> None:
        made = self.frame.presentation.slides.add_slide(self.frame.content)
        title = made.shapes.title
        for place in list(made.placeholders):
            if place.shape_id != title.shape_id:
                place.element.getparent().remove(place.element)
        whole = slide.title + ending
        size = next((s for s in _TITLE_SIZES if _has_room(whole, title, s)), None)
        shown = whole if size else _cut(slide.title, ending, title, _TITLE_SIZES[-1])
        self._title(title, shown, size or _TITLE_SIZES[-1])
        for placed in page:
            self._draw(made.shapes, placed)
        self._number(made)
        _notes(made, "\n".join(part for part in ("" if size else slide.title, slide.notes) if part))

    def _title(self, shape: Any, text: str, size: int) -> None:
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        self._run(frame.paragraphs[0], text, size, colour=None)

    def _run(
        self,
        paragraph: Any,
        text: str,
        size: float,
        *,
        bold: bool | None = None,
        colour: RGBColor | None = INK,
    ) -> None:
        run = paragraph.add_run()
        run.text = text
        font = run.font
        font.size, font.bold, font.language_id = Pt(size), bold, self.language
        if colour is not None:
            font.color.rgb = colour

    def _draw(self, shapes: Any, placed: Placed) -> None:
        frame, piece = self.frame, placed.piece
        place = (Pt(frame.left), Pt(frame.top + placed.top), Pt(frame.width), Pt(placed.height))
        match piece:
            case Text():
                self._text(shapes, piece, place)
            case Table():
                self._table(shapes, piece, place)
            case LightBars():
                describe(add_bars(shapes, piece, place), bars_words(piece))
            case LineChart():
                describe(add_lines(shapes, piece, place), piece.alt)
            case Picture():
                _picture(shapes, piece, place)

    def _text(self, shapes: Any, text: Text, place: tuple[int, int, int, int]) -> None:
        frame = shapes.add_textbox(*place).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place_, line in enumerate(text.lines):
            paragraph = frame.paragraphs[0] if place_ == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(8)
            if line.bullet:
                _bullet(paragraph)
            if line.name:
                self._run(paragraph, line.name, line.size, bold=True)
            for part_number, part in enumerate(line.text.split("\n")):
                if part_number:
                    paragraph.add_line_break()
                self._run(paragraph, part, line.size)

    def _table(self, shapes: Any, table: Table, place: tuple[int, int, int, int]) -> None:
        shape = shapes.add_table(len(table.rows) + 1, len(table.headers), *place)
        describe(shape, table.caption)
        grid = shape.table
        for column, share in zip(grid.columns, table.shares(), strict=True):
            column.width = int(place[2] * share)
        rows = list(grid.rows)
        rows[0].height = Pt(header_height(table, self.frame.width))
        for cell, header in zip(rows[0].cells, table.headers, strict=True):
            self._cell(cell, Cell(header), bold=True, colour=None)
        for row, cells in zip(rows[1:], table.rows, strict=True):
            row.height = Pt(row_height(table, cells, self.frame.width))
            for drawn, cell in zip(row.cells, cells, strict=True):
                self._cell(drawn, cell)

    def _cell(self, drawn: Any, cell: Cell, *, bold: bool = False, colour: RGBColor | None = INK) -> None:
        drawn.margin_left = drawn.margin_right = Pt(CELL_SIDE)
        drawn.margin_top = drawn.margin_bottom = Pt(CELL_TOP)
        drawn.vertical_anchor = MSO_ANCHOR.TOP
        if cell.light is not None:
            drawn.fill.solid()
            drawn.fill.fore_color.rgb = colour_of(cell.light.fill)
            colour = colour_of(cell.light.on_fill)
        for place, line in enumerate(cell.whole.split("\n")):
            paragraph = drawn.text_frame.paragraphs[0] if place == 0 else drawn.text_frame.add_paragraph()
            marked = cell.light is not None and place == 0
            self._run(paragraph, line, SMALL, bold=bold or marked, colour=colour)

    def _number(self, made: Any) -> None:
        """The slide's number, where the template has it; at the bottom right if it has none."""
        layouts = self.frame.content.placeholders
        found = [p for p in layouts if p.placeholder_format.type is PP_PLACEHOLDER.SLIDE_NUMBER]
        if found:
            shape = deepcopy(found[0].element)
            made.shapes._spTree.append(shape)
            for paragraph in shape.findall(qn("p:txBody") + "/" + qn("a:p")):
                paragraph.getparent().remove(paragraph)
        else:
            presentation = self.frame.presentation
            box = made.shapes.add_textbox(
                presentation.slide_width - Inches(1.2),
                presentation.slide_height - Inches(0.4),
                Inches(1),
                Inches(0.35),
            )
            shape = box.element
            for paragraph in shape.findall(qn("p:txBody") + "/" + qn("a:p")):
                paragraph.getparent().remove(paragraph)
        number_here = len(self.frame.presentation.slides)
        shape.find(qn("p:txBody")).append(
            parse_xml(
                f'<a:p {nsdecls("a")}><a:pPr algn="r"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" '
                f'type="slidenum"><a:rPr sz="{SMALL}00"/><a:t>{number_here}</a:t></a:fld></a:p>'
            )
        )
        ids = [int(one.get("id")) for one in made.shapes._spTree.iter(qn("p:cNvPr"))]
        shape.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("id", str(max(ids) + 1))


def _inside(shape: Any) -> float:
    """The room for text in a shape with the usual margins, in points."""
    width: float = shape.width / Pt(1) - 2 * CELL_SIDE
    return width


def _has_room(text: str, shape: Any, size: int) -> bool:
    lines = max(int((shape.height / Pt(1) - 2 * CELL_TOP) / (size * LEADING)), 1)
    return len(wrapped(text, _inside(shape), size * 1.05)) <= lines


def _cut(text: str, ending: str, shape: Any, size: int) -> str:
    """The title's beginning; the whole of it is in the notes."""
    lines = max(int((shape.height / Pt(1) - 2 * CELL_TOP) / (size * LEADING)), 1)
    return shortened(text, _inside(shape) - size * 0.6 * len(ending), size * 1.05, lines) + ending


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(INDENT)))
    properties.set("indent", str(-Pt(INDENT)))
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _picture(shapes: Any, block: Picture, place: tuple[int, int, int, int]) -> None:
    png = picture.png(block.specification)
    wide, high = size_of(png)
    left, top, width, height = place
    scale = min(width / Pt(wide), height / Pt(high))
    shape = shapes.add_picture(
        BytesIO(png), left, top, width=int(Pt(wide) * scale), height=int(Pt(high) * scale)
    )
    shape._element.nvPicPr.cNvPr.set("descr", block.alt)


def _notes(made: Any, text: str) -> None:
    if text:
        made.notes_slide.notes_text_frame.text = text
