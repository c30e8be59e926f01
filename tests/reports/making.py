"""Reports of plans in a test's database, and what is in the files that are made of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn
from pptx import Presentation
from sqlalchemy import Engine
from trees import PLAN, TODAY

from hyte_core.locale import speaking
from hyte_core.reports import Document, Material, council_report, material
from hyte_core.views import plan_heads
from hyte_core.views.statements import StatementView

#: A contact's personal data, which no file may have.
NAME, EMAIL, PHONE = "Maija Esimerkki", "maija.esimerkki@kunta.example", "040 123 4567"
#: Elements of HTML that have no end.
VOID = frozenset(["meta", "br", "col", "img", "link", "hr", "input"])


def read(engine: Engine, plan: str = PLAN, *, language: str = "fi", today: date = TODAY) -> Material:
    """What a report of the plan is made of."""
    with engine.connect() as connection, speaking(language):
        (head,) = [head for head in plan_heads(connection) if head.name == plan]
        made = material(connection, head.id, today=today)
    assert made is not None
    return made


def report(engine: Engine, plan: str = PLAN, *, language: str = "fi", **texts: str) -> Document:
    """The plan's report to the council, with texts by the names of its parts."""
    return council_report(writing(read(engine, plan, language=language), language, **texts), language)


def writing(made: Material, language: str = "fi", **texts: str) -> Material:
    """The material as if these texts had been written for its report, by the names of the parts."""
    found, year = made.statements, made.statements.year
    views = (StatementView(kind, made.plan.id, kind, year, 0, text, language) for kind, text in texts.items())
    return replace(made, statements=replace(found, all=(*found.all, *views)))


def word(content: bytes) -> Any:
    """A .docx opened again."""
    return python_docx.Document(BytesIO(content))


def word_text(content: bytes) -> str:
    """Every text of a .docx in order, tables too, a line a paragraph."""
    body = word(content).element.body
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return "\n".join(paragraphs)


def slides(content: bytes) -> list[Any]:
    """The slides of a .pptx opened again."""
    return list(Presentation(BytesIO(content)).slides)


def slide_text(slide: Any) -> str:
    """Every text of a slide, tables and charts too, without the notes."""
    return "\n".join(_texts(slide))


def _texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)
        if shape.has_chart:
            plot = shape.chart.plots[0]
            yield from (series.name for series in plot.series)
            yield from map(str, plot.categories)


def notes(slide: Any) -> str:
    """What is told to the speaker."""
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


class Page(HTMLParser):
    """A page of HTML: its elements with attributes, its texts, and whether every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.source = text
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that can be read on the page, spaces made one."""
        return re.sub(r"\s+", " ", " ".join(self.texts))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element with this tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def headings(self) -> list[int]:
        """The levels of the headings in order."""
        return [int(tag[1]) for tag, _attributes in self.elements if re.fullmatch("h[1-6]", tag)]
