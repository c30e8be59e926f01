"""Slides as a PowerPoint file: editable charts and tables, real titles, slide numbers, notes for the speaker."""

from collections.abc import Callable, Iterable
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
from hyte_core.locale import _, speaking
from hyte_core.reports.content import Cell, Deck, LightBars, LineChart, Picture, Table
from hyte_core.reports.fitting import LEADING
from hyte_core.reports.paging import (
    CELL_SIDE,
    CELL_TOP,
    INDENT,
    SMALL,
    Placed,
    Text,
    header_height,
    row_height,
)
from hyte_core.reports.pictures import bars_words, size_of
from hyte_core.reports.pptx_charts import INK, add_bars, add_lines, colour_of, describe
from hyte_core.reports.pptx_template import Frame, name_notes_master, open_template
from hyte_core.reports.sheets import SOURCE, SUBTITLE, Box, Sheet, sheets

_LANGUAGES = {
    "fi": MSO_LANGUAGE_ID.FINNISH, "sv": MSO_LANGUAGE_ID.SWEDISH_FINLAND, "en": MSO_LANGUAGE_ID.ENGLISH_UK
}  # fmt: skip

#: Told how many slides of how many are done.
Progress = Callable[[int, int], None]


def pptx(deck: Deck, template: bytes | None = None, progress: Progress | None = None) -> bytes:
    """The deck as .pptx. ``template`` is an organisation's own .pptx, whose masters and layouts are used.

    A slide that has no room for its contents goes on on the next one, in the same size of text. ``progress`` is
    told after each slide how many are done, and of how many. Raises RefusalError for a template that cannot be used.
    """
    with speaking(deck.language):
        frame = open_template(template)
        writer = _Writer(frame, deck)
        found = sheets(deck, frame.room)
        for sheet in found:
            if sheet.opening:
                writer.opening(sheet)
            else:
                writer.sheet(sheet)
            if progress is not None:
                progress(sheet.number, len(found))
        name_notes_master(frame.presentation)
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


#: What is good and bad news, and what is neither.
_TONES = {True: RGBColor.from_string("1B7A3D"), False: RGBColor.from_string("B3261E"), None: INK}


class _Writer:
    """Puts the slides of one deck into an opened template."""

    def __init__(self, frame: Frame, deck: Deck) -> None:
        self.frame, self.language = frame, _LANGUAGES[deck.language]

    def opening(self, sheet: Sheet) -> None:
        """The first slide, on the template's title layout."""
        made = self.frame.presentation.slides.add_slide(self.frame.opening)
        title = made.shapes.title
        self._title(title, sheet)
        for place in list(made.placeholders):
            kind = place.placeholder_format.type
            if kind is PP_PLACEHOLDER.SUBTITLE:
                self._subtitle(place, sheet.lines)
            elif place.shape_id != title.shape_id:
                place.element.getparent().remove(place.element)
        _notes(made, sheet.notes)

    def _subtitle(self, place: Any, lines: Iterable[str]) -> None:
        frame = place.text_frame
        frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, True
        for number_, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number_ == 0 else frame.add_paragraph()
            self._run(paragraph, line, SUBTITLE)

    def sheet(self, sheet: Sheet) -> None:
        """A slide with what has room on it."""
        made = self.frame.presentation.slides.add_slide(self.frame.content)
        title = made.shapes.title
        for place in list(made.placeholders):
            if place.shape_id != title.shape_id:
                place.element.getparent().remove(place.element)
        self._title(title, sheet)
        for placed in sheet.pieces:
            self._draw(made.shapes, placed)
        if sheet.source and self.frame.room.source.height >= SOURCE * LEADING:
            self._source(made.shapes, sheet.source)
        self._number(made, sheet.number)
        _notes(made, sheet.notes)

    def _source(self, shapes: Any, text: str) -> None:
        box = shapes.add_textbox(*_emu(self.frame.room.source))
        box.name = _("Lähde")
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._run(frame.paragraphs[0], text, SOURCE)

    def _title(self, shape: Any, sheet: Sheet) -> None:
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        self._run(frame.paragraphs[0], sheet.title, sheet.title_size, colour=None)

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
        room, piece = self.frame.room.content, placed.piece
        place = _emu(Box(room.left, room.top + placed.top, room.width, placed.height))
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
                self._run(paragraph, line.name, line.size, bold=True, colour=_TONES[line.good])
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
        rows[0].height = Pt(header_height(table, self.frame.room.content.width))
        for cell, header in zip(rows[0].cells, table.headers, strict=True):
            self._cell(cell, Cell(header), bold=True, colour=None)
        for row, cells in zip(rows[1:], table.rows, strict=True):
            row.height = Pt(row_height(table, cells, self.frame.room.content.width))
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

    def _number(self, made: Any, number_here: int) -> None:
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
        shape.find(qn("p:txBody")).append(
            parse_xml(
                f'<a:p {nsdecls("a")}><a:pPr algn="r"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" '
                f'type="slidenum"><a:rPr sz="{SMALL}00"/><a:t>{number_here}</a:t></a:fld></a:p>'
            )
        )
        ids = [int(one.get("id")) for one in made.shapes._spTree.iter(qn("p:cNvPr"))]
        shape.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("id", str(max(ids) + 1))


def _emu(box: Box) -> tuple[int, int, int, int]:
    return Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)


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
