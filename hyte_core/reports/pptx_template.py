"""The PowerPoint file that slides are put into: our own, or an organisation's."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from hyte_core.locale import _
from hyte_core.problems import RefusalError

#: What opening a file that is no template raises; broken XML is a SyntaxError.
_UNREADABLE = (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, OSError)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
#: The least room for contents, in points: less than this and hardly a row of a table goes on a slide.
_LEAST_WIDTH, _LEAST_HEIGHT = 400.0, 260.0
_WIDE, _HIGH = Inches(13.333), Inches(7.5)


@dataclass(frozen=True)
class Frame:
    """A template with the layouts that are used, and the room under the title in points."""

    presentation: Any
    opening: Any
    content: Any
    left: float
    top: float
    width: float
    height: float
    title_width: float
    title_height: float


def open_template(template: bytes | None) -> Frame:
    """The template ready for slides, its own slides taken away. Without one, ours (16:9).

    Raises RefusalError for a file that cannot be opened, or that has no layout with a title and room under it.
    """
    presentation = _opened(template)
    for identifier in list(presentation.slides._sldIdLst):
        presentation.part.drop_rel(identifier.rId)
        presentation.slides._sldIdLst.remove(identifier)
    layouts = list(presentation.slide_layouts)
    titled = [layout for layout in layouts if _title(layout) is not None]
    if not titled:
        raise RefusalError(
            _("Mallipohjassa ei ole asettelua, jossa on otsikko: lisää siihen asettelu ”Vain otsikko”.")
        )
    frames = sorted((_frame(presentation, layout) for layout in titled), key=_preference)
    if frames[0].height < _LEAST_HEIGHT or frames[0].width < _LEAST_WIDTH:
        raise RefusalError(
            _("Mallipohjan asetteluissa ei ole tilaa otsikon alla: lisää siihen asettelu ”Vain otsikko”.")
        )
    return frames[0]


def _opened(template: bytes | None) -> Any:
    if template is None:
        return _own()
    try:
        return Presentation(BytesIO(template))
    except _UNREADABLE:
        raise RefusalError(
            _("Mallipohjaa ei voi avata: anna PowerPointin .pptx-tiedosto, jossa ei ole salasanaa.")
        ) from None


def _title(layout: Any) -> Any:
    """The placeholder of a layout's title; None if it has none."""
    found = (one for one in layout.placeholders if one.placeholder_format.type in _TITLES)
    return next(found, None)


def _preference(frame: Frame) -> tuple[bool, int]:
    """Layouts with room under the title first, of them those with the fewest other placeholders."""
    others = [
        one for one in frame.content.placeholders if one.placeholder_format.type not in (*_TITLES, *_FOOTERS)
    ]
    small = frame.height < _LEAST_HEIGHT or frame.width < _LEAST_WIDTH
    return small, len(others)


def _frame(presentation: Any, layout: Any) -> Frame:
    title = _title(layout)
    feet = [one.top for one in layout.placeholders if one.placeholder_format.type in _FOOTERS]
    under = [foot for foot in feet if foot > title.top + title.height]
    bottom = min([*under, presentation.slide_height - Inches(0.4)]) - Pt(6)
    top = title.top + title.height + Pt(6)
    opening = next(
        (
            one
            for one in presentation.slide_layouts
            if any(p.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE for p in one.placeholders)
            and _title(one) is not None
        ),
        layout,
    )
    return Frame(
        presentation,
        opening,
        layout,
        Emu(title.left).pt,
        Emu(top).pt,
        Emu(title.width).pt,
        Emu(bottom - top).pt,
        Emu(title.width).pt,
        Emu(title.height).pt,
    )


def _own() -> Any:
    """python-pptx's base file made 16:9, with the title at the top left."""
    presentation: Any = Presentation()
    old = presentation.slide_width
    presentation.slide_width, presentation.slide_height = _WIDE, _HIGH
    for place in (presentation.slide_master, *presentation.slide_layouts):
        for shape in place.shapes:
            if shape.is_placeholder and shape.element.spPr.xfrm is not None:
                shape.left, shape.width = Emu(shape.left * _WIDE // old), Emu(shape.width * _WIDE // old)
    master = presentation.slide_master
    for shape in master.placeholders:
        kind = shape.placeholder_format.type
        if kind in _TITLES:
            shape.left, shape.top, shape.width, shape.height = Inches(0.6), Inches(0.35), Inches(12.13), Inches(1.1)  # fmt: skip
        elif kind in _FOOTERS:
            shape.top, shape.height = Inches(6.95), Inches(0.4)
            shape.left = Inches(10.73) if kind is PP_PLACEHOLDER.SLIDE_NUMBER else shape.left
            shape.width = Inches(2.0) if kind is PP_PLACEHOLDER.SLIDE_NUMBER else shape.width
    for shape in presentation.slide_layouts[0].placeholders:
        if shape.placeholder_format.type in (*_TITLES, PP_PLACEHOLDER.SUBTITLE):
            shape.left, shape.width = Inches(0.9), Inches(11.5)
        if shape.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE:
            for level in shape.element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
    style = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    for level in style:
        if level.tag == qn("a:lvl1pPr"):
            level.set("algn", "l")
            level.find(qn("a:defRPr")).set("b", "1")
    return presentation
