"""The PowerPoint file that slides are put into: our own, or an organisation's."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from hyte_core.locale import _
from hyte_core.problems import RefusalError
from hyte_core.reports.sheets import Box, Room

#: What opening a file that is no template raises; broken XML is a SyntaxError.
_UNREADABLE = (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError, OSError)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
#: The least room for contents, in points: less than this and hardly a row of a table goes on a slide.
_LEAST_WIDTH, _LEAST_HEIGHT = 400.0, 260.0
#: The room that the slide's number takes beside the source line.
_NUMBER = 143.0
_WIDE, _HIGH = Inches(13.333), Inches(7.5)
#: The list of sections, which stands in an extension.
_SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"


@dataclass(frozen=True)
class Frame:
    """A template with the layouts that are used, and the room that they have."""

    presentation: Any
    opening: Any
    content: Any
    room: Room

    @property
    def is_small(self) -> bool:
        """Whether hardly anything goes under the title."""
        return self.room.content.height < _LEAST_HEIGHT or self.room.content.width < _LEAST_WIDTH


def open_template(template: bytes | None) -> Frame:
    """The template ready for slides, its own slides taken away. Without one, ours (16:9).

    Raises RefusalError for a file that cannot be opened, or that has no layout with a title and room under it.
    """
    presentation = _opened(template)
    _empty(presentation)
    layouts = list(presentation.slide_layouts)
    titled = [layout for layout in layouts if _title(layout) is not None]
    if not titled:
        raise RefusalError(
            _("Mallipohjassa ei ole asettelua, jossa on otsikko: lisää siihen asettelu ”Vain otsikko”.")
        )
    frames = sorted((_frame(presentation, layout) for layout in titled), key=_preference)
    if frames[0].is_small:
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


def _empty(presentation: Any) -> None:
    """Take the template's own slides away, and what names them: sections, custom shows, links of its layouts."""
    root, part = presentation.element, presentation.part
    for found in (*root.iter(qn("p:custShowLst")), *root.iter(_SECTIONS)):
        gone = found.getparent() if found.tag == _SECTIONS else found
        gone.getparent().remove(gone)
    for identifier in list(presentation.slides._sldIdLst):
        presentation.slides._sldIdLst.remove(identifier)
    masters = list(presentation.slide_masters)
    layouts = [layout for master in masters for layout in master.slide_layouts]
    for one in (part, *(place.part for place in (*masters, *layouts))):
        for id_ in [id_ for id_, to in one.rels.items() if to.reltype == RELATIONSHIP_TYPE.SLIDE]:
            for link in one._element.xpath(f"//*[@r:id='{id_}']"):
                link.getparent().remove(link)
            one.rels.pop(id_)


def name_notes_master(presentation: Any) -> None:
    """Have the presentation name the master of its notes, as PowerPoint does itself; python-pptx leaves it out."""
    root = presentation.element
    rels = presentation.part.rels.items()
    ids = [id_ for id_, to in rels if to.reltype == RELATIONSHIP_TYPE.NOTES_MASTER]
    if ids and root.find(qn("p:notesMasterIdLst")) is None:
        named = (
            f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{ids[0]}"/></p:notesMasterIdLst>'
        )
        root.find(qn("p:sldMasterIdLst")).addnext(parse_xml(named))


def _title(layout: Any) -> Any:
    """The placeholder of a layout's title; None if it has none."""
    found = (one for one in layout.placeholders if one.placeholder_format.type in _TITLES)
    return next(found, None)


def _preference(frame: Frame) -> tuple[bool, int]:
    """Layouts with room under the title first, of them those with the fewest other placeholders."""
    others = [
        one for one in frame.content.placeholders if one.placeholder_format.type not in (*_TITLES, *_FOOTERS)
    ]
    return frame.is_small, len(others)


def _frame(presentation: Any, layout: Any) -> Frame:
    title = _title(layout)
    feet = [one.top for one in layout.placeholders if one.placeholder_format.type in _FOOTERS]
    under = [foot for foot in feet if foot > title.top + title.height]
    bottom = min([*under, presentation.slide_height - Inches(0.4)]) - Pt(6)
    top = title.top + title.height + Pt(6)
    opening = next((one for one in presentation.slide_layouts if _subtitle(one) is not None), layout)
    left, high = Emu(title.left).pt, Emu(presentation.slide_height).pt
    return Frame(
        presentation,
        opening,
        layout,
        Room(
            title=_box(title),
            content=Box(left, Emu(top).pt, Emu(title.width).pt, Emu(bottom - top).pt),
            source=Box(left, Emu(bottom).pt + 9, Emu(title.width).pt - _NUMBER, high - Emu(bottom).pt - 15),
            opening=_box(_title(opening)),
            subtitle=_box(_subtitle(opening) or title),
        ),
    )


def _subtitle(layout: Any) -> Any:
    """The placeholder for the lines under the title of a layout that has both; None for another."""
    found = (p for p in layout.placeholders if p.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE)
    return next(found, None) if _title(layout) is not None else None


def _box(shape: Any) -> Box:
    return Box(Emu(shape.left).pt, Emu(shape.top).pt, Emu(shape.width).pt, Emu(shape.height).pt)


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
            shape.text_frame.margin_left = 0  # in line with what is under it
        elif kind in _FOOTERS:
            shape.top, shape.height = Inches(6.95), Inches(0.4)
            shape.left = Inches(10.73) if kind is PP_PLACEHOLDER.SLIDE_NUMBER else shape.left
            shape.width = Inches(2.0) if kind is PP_PLACEHOLDER.SLIDE_NUMBER else shape.width
    for shape in presentation.slide_layouts[0].placeholders:
        if shape.placeholder_format.type in (*_TITLES, PP_PLACEHOLDER.SUBTITLE):
            shape.left, shape.width = Inches(0.9), Inches(11.5)
            shape.text_frame.margin_left = 0
        if shape.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE:
            for level in shape.element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
    style = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    for level in style:
        if level.tag == qn("a:lvl1pPr"):
            level.set("algn", "l")
            level.find(qn("a:defRPr")).set("b", "1")
    _theme(master)
    return presentation


def _theme(master: Any) -> None:
    """Our accent colour for headers of tables, and letters that LibreOffice has as wide as PowerPoint."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"4F81BD", b"0B4F9E").replace(b'"Calibri"', b'"Arial"')
