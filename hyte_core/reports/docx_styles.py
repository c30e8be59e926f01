"""The styles of a report in Word: the template's own where it has them, else ours."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hyte_core.reports import docx_xml as xml

_INK, _SOFT = RGBColor(0x16, 0x21, 0x2C), RGBColor(0x4A, 0x56, 0x63)
_FONT = "Arial"
#: Our styles: what they are based on, size in points, bold, space before and after in points.
_STYLES: dict[str, tuple[str, float, bool, float, float]] = {
    "Title": ("Normal", 26, True, 90, 6),
    "Subtitle": ("Normal", 16, False, 0, 6),
    "Heading 1": ("Normal", 18, True, 22, 6),
    "Heading 2": ("Normal", 14, True, 16, 4),
    "Heading 3": ("Normal", 12, True, 12, 4),
    "List Bullet": ("Normal", 11, False, 0, 4),
    "Caption": ("Normal", 10, True, 10, 4),
    "Quiet": ("Normal", 10, False, 0, 6),
    "Dense": ("Normal", 9, False, 0, 6),
    "Picture": ("Normal", 11, False, 4, 6),
    "Contents Heading": ("Normal", 16, True, 30, 6),
    "TOC 1": ("Normal", 11, False, 4, 0),
    "TOC 2": ("Normal", 10, False, 0, 0),
    "After Table": ("Normal", 6, False, 0, 4),
}
_LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def prepare(word: Any, language: str, *, own: bool) -> None:
    """Sets the document's language, and on our own template (``own``) the page and the look of the styles."""
    xml.language(word, _LANGUAGES[language])
    if not own:
        return
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    normal = word.styles["Normal"]
    _face(normal, 11, False)
    normal.paragraph_format.space_after = Pt(6)
    for name in _STYLES:
        _shape(style(word, name), name)


def style(word: Any, name: str) -> Any:
    """A style by its name; made if the template does not have it."""
    if name in word.styles:
        return word.styles[name]
    if name == "Table Grid":
        return word.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    if name == "Normal":
        return word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith(("TOC", "Heading")))
    _shape(made, name)
    return made


def _shape(one: Any, name: str) -> None:
    _base, size, bold, before, after = _STYLES[name]
    _face(one, size, bold)
    form = one.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = name.startswith("Heading") or name == "Caption"
    if name in ("Quiet", "Caption", "Subtitle"):
        one.font.color.rgb = _SOFT
    if name == "TOC 2":
        form.left_indent = Pt(14)
    borders = one.element.find(qn("w:pPr") + "/" + qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _face(one: Any, size: float, bold: bool) -> None:
    """The letters: theme fonts of the base document would win over a named one."""
    font = one.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = _FONT, Pt(size), bold, False, _INK
    fonts = one.element.rPr.find(qn("w:rFonts"))
    for key in [key for key in fonts.attrib if "heme" in key]:
        del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), _FONT)
