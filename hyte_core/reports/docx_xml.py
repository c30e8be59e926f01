"""What python-docx has no word for: fields, bookmarks, language, alt texts, header rows that come again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

#: Word's lengths: twentieths of a point.
_EMU_PER_TWIP = 635


@dataclass(frozen=True)
class Words:
    """What stands in a cell: a light's mark on its colour, and a text."""

    text: str
    bold: bool = False
    mark: str = ""
    fill: str = ""
    ink: str = ""


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def empty(word: Any) -> None:
    """Takes the contents of a template away; its page, headers and styles stay."""
    body = word.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def language(word: Any, tag: str) -> None:
    """The language that the whole document is in, for every style that names another one too."""
    styles = word.styles.element
    for old in styles.iter(qn("w:lang")):
        old.set(qn("w:val"), tag)
    properties = _under(_under(_under(styles, "docDefaults", 0), "rPrDefault", 0), "rPr", 0)
    if properties.find(qn("w:lang")) is None:
        properties.append(element("lang", val=tag))


def _under(parent: Any, tag: str, place: int) -> Any:
    """The child with this tag, made at a place if it is not there."""
    found = parent.find(qn(f"w:{tag}"))
    if found is None:
        found = element(tag)
        parent.insert(place, found)
    return found


def describe(shape: Any, alt: str) -> None:
    """The alt text of a picture."""
    shape._inline.docPr.set("descr", alt)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Names a paragraph, so that the table of contents can lead to it."""
    start = element("bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def contents(
    headings: Sequence[tuple[int, str, str]], paragraph_of: Callable[[int], Any], *, depth: int
) -> None:
    """A table of contents that Word updates when the file is opened; until then the headings stand in it.

    ``headings`` are (depth, text, bookmark); ``paragraph_of`` adds an empty paragraph for a heading of a depth.
    """
    paragraphs = [paragraph_of(level) for level, _text, _name in headings]
    for paragraph, (_level, text, name) in zip(paragraphs, headings, strict=True):
        link = element("hyperlink", anchor=name, history="1")
        run = element("r")
        run.append(_text(text))
        link.append(run)
        paragraph._p.append(link)
    if not paragraphs:
        return
    first, last = paragraphs[0]._p, paragraphs[-1]._p
    place = 0 if first.pPr is None else 1
    opening = (
        _mark("begin", dirty="true"),
        _instruction(f' TOC \\o "1-{depth}" \\h \\z \\u '),
        _mark("separate"),
    )
    for run in reversed(opening):
        first.insert(place, run)
    last.append(_mark("end"))


def page_number(word: Any, text: str) -> None:
    """A footer with a text and the number of the page, unless the template has a footer of its own."""
    footer = word.sections[-1].footer
    paragraph = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    if paragraph.text.strip() or footer.tables:
        return
    paragraph.add_run(f"{text} · ")
    for run in (_mark("begin"), _instruction(" PAGE "), _mark("separate"), _run("1"), _mark("end")):
        paragraph._p.append(run)


def _run(text: str) -> Any:
    run = element("r")
    run.append(_text(text))
    return run


def _mark(kind: str, **attributes: str) -> Any:
    run = element("r")
    run.append(element("fldChar", fldCharType=kind, **attributes))
    return run


def _instruction(text: str) -> Any:
    run, words = element("r"), element("instrText")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _text(text: str) -> Any:
    made = element("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


class Grid:
    """A table at the end of a document, written row by row: python-docx's own cells are slow in long tables."""

    def __init__(self, word: Any, widths: Sequence[int], style: str, caption: str) -> None:
        """``widths`` of the columns are in EMU, ``style`` is a style's id; ``caption`` is what a screen reader says of the table."""
        self._widths = [str(width // _EMU_PER_TWIP) for width in widths]
        self._table = word.add_table(rows=0, cols=0)._tbl
        self._table.tblStyle_val = style
        properties = self._table.tblPr
        for old in (*properties.findall(qn("w:tblLayout")), *properties.findall(qn("w:tblLook"))):
            properties.remove(old)
        width = properties.find(qn("w:tblW"))
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(sum(map(int, self._widths))))
        properties.append(_borders())
        properties.append(element("tblLayout", type="fixed"))
        properties.append(_margins())
        properties.append(element("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0"))
        properties.append(element("tblCaption", val=caption))
        for width in self._widths:
            self._table.tblGrid.append(element("gridCol", w=width))

    def row(self, cells: Iterable[Words], *, header: bool = False) -> None:
        """Adds a row; a header row comes again at the top of every page."""
        row, properties = element("tr"), element("trPr")
        properties.append(element("cantSplit"))
        if header:
            properties.append(element("tblHeader"))
        row.append(properties)
        for words, width in zip(cells, self._widths, strict=True):
            row.append(_cell(words, width, header))
        self._table.append(row)


def _borders() -> Any:
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        drawn = side in ("top", "bottom", "insideH")
        borders.append(element(side, val="single" if drawn else "nil", sz="4", space="0", color="C3CAD2"))
    return borders


def _margins() -> Any:
    margins = element("tblCellMar")
    for side, width in (("top", "40"), ("left", "70"), ("bottom", "40"), ("right", "70")):
        margins.append(element(side, w=width, type="dxa"))
    return margins


def _cell(words: Words, width: str, header: bool) -> Any:
    cell, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if header:
        properties.append(element("shd", val="clear", color="auto", fill="EDF0F3"))
    cell.append(properties)
    if words.mark:
        cell.append(
            _paragraph([_styled(f"\u00a0{words.mark}\u00a0", bold=True, fill=words.fill, ink=words.ink)])
        )
    if words.text or not words.mark:
        for line in words.text.split("\n"):
            cell.append(_paragraph([_styled(line, bold=words.bold)]))
    return cell


def _paragraph(runs: Iterable[Any]) -> Any:
    paragraph, properties = element("p"), element("pPr")
    properties.append(element("spacing", before="0", after="20"))
    paragraph.append(properties)
    for run in runs:
        paragraph.append(run)
    return paragraph


def _styled(text: str, *, bold: bool = False, fill: str = "", ink: str = "") -> Any:
    run, properties = element("r"), element("rPr")
    if bold:
        properties.append(element("b"))
    if ink:
        properties.append(element("color", val=ink.lstrip("#")))
    properties.append(element("sz", val="19"))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill.lstrip("#")))
    run.append(properties)
    run.append(_text(text))
    return run
