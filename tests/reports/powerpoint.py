"""What PowerPoint offers to repair in a .pptx, found without PowerPoint.

Checked are the package (parts, their types, relationships), the numbers of slides, layouts and shapes, places of a
slide that its layout does not have, notes, charts and the workbooks inside them, and the order of elements in charts,
where PowerPoint is stricter than most.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from zipfile import ZipFile

import openpyxl
from lxml import etree

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": _R,
}
#: The order of the elements in which charts go wrong; others may stand between them.
_ORDER = {
    "ser": "idx order tx spPr invertIfNegative marker pictureOptions dPt dLbls trendline errBars cat xVal val yVal smooth shape extLst",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator extLst",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator showLeaderLines leaderLines extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "scatterChart": "scatterStyle varyColors ser dLbls axId extLst",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits extLst",
    "scaling": "logBase orientation max min extLst",
    "marker": "symbol size spPr extLst",
    "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax extLst",
    "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst",
}
_PARAGRAPH = "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar buBlip tabLst defRPr extLst"


def faults(content: bytes) -> list[str]:
    """What is wrong with a .pptx, a line a fault."""
    return list(Package(content).faults())


class Package:
    """A .pptx as its parts."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.xml = {
            name: etree.fromstring(part)
            for name, part in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """A part's relationships by id: the kind, and the part that it leads to (empty for one outside)."""
        folder, _slash, file = name.rpartition("/")
        rels = self.xml.get(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = {}
        for one in rels if rels is not None else ():
            outside = one.get("TargetMode") == "External"
            target = str(one.get("Target"))
            inside = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
            found[one.get("Id")] = (str(one.get("Type")).rpartition("/")[2], "" if outside else inside)
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """The parts of a kind that a part leads to."""
        return [target for its, target in self.relations(name).values() if its == kind]

    def of_folder(self, folder: str) -> list[str]:
        """The parts of XML in a folder."""
        return [name for name in self.xml if dirname(name) == folder and name.endswith(".xml")]

    def faults(self) -> Iterator[str]:
        """All faults."""
        yield from self._package()
        for name in self.xml:
            if not name.endswith(".rels"):
                yield from self._links(name)
        yield from self._presentation()
        for name in self.of_folder("ppt/slides"):
            yield from self._slide(name)
        for name in self.of_folder("ppt/charts"):
            yield from self._chart(name)

    def _package(self) -> Iterator[str]:
        if len(self.names) != len(set(self.names)):
            yield "a part is there twice"
        types = self.xml["[Content_Types].xml"]
        endings = {str(one.get("Extension")).lower() for one in types if one.tag.endswith("Default")}
        named = [str(one.get("PartName")).lstrip("/") for one in types if one.tag.endswith("Override")]
        if len(named) != len(set(named)):
            yield "a part has two content types"
        yield from (f"content type of {one}, which is not there" for one in set(named) - set(self.names))
        for name in self.names:
            known = name in named or name.rpartition(".")[2].lower() in endings
            if name != "[Content_Types].xml" and not known:
                yield f"{name} has no content type"
        reached = set(self._reached(""))
        for name in self.names:
            if not name.endswith(".rels") and name != "[Content_Types].xml" and name not in reached:
                yield f"nothing leads to {name}"

    def _reached(self, start: str) -> Iterator[str]:
        seen, waiting = set(), [start]
        while waiting:
            for _kind, target in self.relations(waiting.pop()).values():
                if target and target not in seen:
                    seen.add(target)
                    waiting.append(target)
                    yield target

    def _links(self, name: str) -> Iterator[str]:
        known = self.relations(name)
        for id_, (_kind, target) in known.items():
            if target and target not in self.parts:
                yield f"{name}: {id_} leads to {target}, which is not there"
        for one in self.xml[name].iter():
            for key, value in one.attrib.items():
                if key.startswith(f"{{{_R}}}") and value and value not in known:
                    yield f"{name}: {one.tag} names {value}, which is no relationship"

    def _presentation(self) -> Iterator[str]:
        name = "ppt/presentation.xml"
        root, known = self.xml[name], self.relations(name)
        slides = root.findall("p:sldIdLst/p:sldId", _NAMES)
        ids = [int(one.get("id")) for one in slides]
        if len(ids) != len(set(ids)) or not all(256 <= id_ < 2**31 for id_ in ids):
            yield f"numbers of slides: {ids}"
        yield from self._masters(root, known)
        in_sections = [int(one.get("id")) for one in root.iter(f"{{{_NAMES['p14']}}}sldId")]
        if in_sections and sorted(in_sections) != sorted(ids):
            yield f"slides {ids}, in sections {in_sections}"
        notes = [target for kind, target in known.values() if kind == "notesMaster"]
        listed = [known[one.get(f"{{{_R}}}id")][1] for one in root.iterfind("p:notesMasterIdLst/*", _NAMES)]
        if notes != listed:
            yield f"masters of notes: {notes}, named: {listed}"
        if not notes and self.of_folder("ppt/notesSlides"):
            yield "notes without a master"
        yield from _disordered(
            root, "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst", name
        )  # fmt: skip

    def _masters(self, root: Any, known: dict[str, tuple[str, str]]) -> Iterator[str]:
        ids = []
        for one in root.iterfind("p:sldMasterIdLst/p:sldMasterId", _NAMES):
            ids.append(int(one.get("id")))
            master = known[one.get(f"{{{_R}}}id")][1]
            if len(self.related(master, "theme")) != 1:
                yield f"{master} has not one theme"
            layouts = self.xml[master].findall("p:sldLayoutIdLst/p:sldLayoutId", _NAMES)
            ids += [int(layout.get("id")) for layout in layouts]
            named = {self.relations(master)[layout.get(f"{{{_R}}}id")][1] for layout in layouts}
            if named != set(self.related(master, "slideLayout")):
                yield f"{master} does not name its layouts"
        if len(ids) != len(set(ids)) or not all(id_ >= 2**31 for id_ in ids):
            yield f"numbers of masters and layouts: {ids}"

    def _slide(self, name: str) -> Iterator[str]:
        root = self.xml[name]
        ids = [int(one.get("id")) for one in root.iter(f"{{{_NAMES['p']}}}cNvPr")]
        if len(ids) != len(set(ids)) or min(ids) < 1:
            yield f"{name}: numbers of shapes {ids}"
        layouts = self.related(name, "slideLayout")
        if len(layouts) != 1:
            yield f"{name}: {len(layouts)} layouts"
            return
        places = {_place(one) for one in self.xml[layouts[0]].iterfind(".//p:nvPr/p:ph", _NAMES)}
        for one in root.iterfind(".//p:nvPr/p:ph", _NAMES):
            if _place(one) not in places:
                yield f"{name}: place {_place(one)} is not in {layouts[0]}"
        for one in root.iter(f"{{{_NAMES['a']}}}pPr"):
            yield from _disordered(one, _PARAGRAPH, name)
        for one in root.iter(f"{{{_NAMES['a']}}}tbl"):
            columns = len(one.findall("a:tblGrid/a:gridCol", _NAMES))
            if any(len(row.findall("a:tc", _NAMES)) != columns for row in one.iterfind("a:tr", _NAMES)):
                yield f"{name}: a table's rows have not {columns} cells"
        for one in root.iter(f"{{{_NAMES['a']}}}ext"):
            if int(one.get("cx", 0)) < 0 or int(one.get("cy", 0)) < 0:
                yield f"{name}: a shape of {one.get('cx')} x {one.get('cy')}"
        for notes in self.related(name, "notesSlide"):
            if self.related(notes, "slide") != [name] or len(self.related(notes, "notesMaster")) != 1:
                yield f"{notes} does not lead to its slide and master"

    def _chart(self, name: str) -> Iterator[str]:
        root = self.xml[name]
        for element in root.iter(etree.Element):
            if etree.QName(element).namespace == _NAMES["c"] and not (
                element.tag.endswith("}marker") and not len(element)
            ):
                yield from _disordered(element, _ORDER.get(etree.QName(element).localname, ""), name)
        axes = {one.find("c:axId", _NAMES).get("val") for one in root.iterfind(".//c:plotArea/*[c:crossAx]", _NAMES)}  # fmt: skip
        used = {one.get("val") for one in root.iter(f"{{{_NAMES['c']}}}axId", f"{{{_NAMES['c']}}}crossAx")}
        if axes != used or not all(one.isdecimal() for one in axes):
            yield f"{name}: axes {axes}, used {used}"
        outside = root.find("c:externalData", _NAMES)
        if outside is None:
            yield f"{name} has no workbook"
            return
        workbook = self.relations(name)[outside.get(f"{{{_R}}}id")][1]
        book = openpyxl.load_workbook(BytesIO(self.parts[workbook]), data_only=True)
        for reference in root.iter(f"{{{_NAMES['c']}}}f"):
            yield from _unlike(book, reference, name)


def _place(one: Any) -> tuple[str, str]:
    return (one.get("type", "obj"), one.get("idx", "0"))


def _disordered(element: Any, order: str, name: str) -> Iterator[str]:
    """A fault if the element's children do not stand in their order, or one is unknown."""
    if not order:
        return
    known = order.split()
    found = [etree.QName(child).localname for child in element]
    strange = [one for one in found if one not in known]
    if strange or [known.index(one) for one in found] != sorted(known.index(one) for one in found):
        yield f"{name}: {etree.QName(element).localname} has {found}"


def _unlike(book: openpyxl.Workbook, reference: Any, name: str) -> Iterator[str]:
    """A fault if what the chart shows is not what its workbook holds."""
    sheet, _mark, cells = str(reference.text).partition("!")
    area = book[sheet.strip("'")][cells.replace("$", "")]
    rows: Iterable[Any] = area if isinstance(area, tuple) else ((area,),)
    held = [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
    cache = reference.getnext()
    shown: dict[int, str] = {
        int(point.get("idx")): point.findtext("c:v", namespaces=_NAMES)
        for point in (cache.iterfind("c:pt", _NAMES) if cache is not None else ())
    }
    for place, value in enumerate(held):
        said = shown.get(place)
        same = value is said if value is None or said is None else _same(value, said)
        if not same:
            yield f"{name}: {reference.text} shows {said}, its workbook holds {value}"


def _same(held: Any, shown: str) -> bool:
    if isinstance(held, int | float):
        return abs(float(shown) - held) < 1e-9
    return str(held) == shown
