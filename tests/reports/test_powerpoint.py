"""A presentation opens in PowerPoint without repair: every kind of slide, on our own template and on an organisation's."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from making import read
from powerpoint import faults
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches
from sqlalchemy import Engine
from trees import save

from hyte_core.changes import Change
from hyte_core.locale import speaking
from hyte_core.model import InterfaceArea, Maturity, Statement
from hyte_core.reports import Deck, pptx
from hyte_core.reports.choices import deck, kind_words, subjects
from hyte_core.views.presentations import SlideView

LONG = "Pitkä huomautus, jossa on monta sanaa & <merkkiä>.\n- kohta\n" * 60


@pytest.fixture
def whole(plan: Engine) -> Engine:
    """The plan with something to show on every kind of slide."""
    made = read(plan)
    area = InterfaceArea(name="Asuminen", structure="Rakenne")
    rows = [
        area,
        Maturity(interface_area_id=area.id, level=3, side="county", assessed_on=made.today),
        Statement(plan_id=made.plan.id, year=made.today.year, language="fi", kind="worry", position=1, text="Huoli"),
    ]  # fmt: skip
    assert save(plan, *map(Change.adding, rows)).done
    return plan


def every_kind(engine: Engine) -> Deck:
    """A slide of each kind of everything that it can show, and one with a long text."""
    made = read(engine)
    with speaking("fi"):
        chosen = [
            SlideView(kind, subject, title, LONG if kind == "text" else "")
            for kind in kind_words()
            for title in ("", "Oma otsikko")
            for subject in subjects(made, kind) or ("",)
        ]
        return deck(made, "fi", chosen, "Kaikki diat")


def template(*, sections: bool = False, shows: bool = False) -> bytes:
    """An organisation's own file, wide, with slides that sections and a custom show name."""
    made = Presentation()
    made.slide_width = Inches(13.333)
    for n in range(3):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = f"Vanha dia {n}"
        slide.notes_slide.notes_text_frame.text = "Vanha muistiinpano"
    listed = made.slides._sldIdLst
    if shows:
        names = "".join(f'<p:sld r:id="{one.rId}"/>' for one in listed)
        show = f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="Oma" id="0"><p:sldLst>{names}</p:sldLst></p:custShow></p:custShowLst>'
        made.element.find("{*}notesSz").addnext(parse_xml(show))
    if sections:
        ids = "".join(f'<p14:sldId id="{one.id}"/>' for one in listed)
        made.element.append(
            parse_xml(
                f'<p:extLst {nsdecls("p")}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
                '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
                f'<p14:section name="Alku" id="{{6F9619FF-8B86-D011-B42D-00CF4FC964FF}}"><p14:sldIdLst>{ids}</p14:sldIdLst>'
                "</p14:section></p14:sectionLst></p:ext></p:extLst>"
            )
        )
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_every_kind_of_slide_opens_without_repair(whole: Engine) -> None:
    made = every_kind(whole)
    content = pptx(made)
    assert faults(content) == []
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
    assert any("charts/" in one for one in names) and any("notesSlides/" in one for one in names)


@pytest.mark.parametrize("given", [template(), template(sections=True), template(shows=True)])
def test_an_organisations_own_template_opens_without_repair(whole: Engine, given: bytes) -> None:
    content = pptx(every_kind(whole), given)
    assert faults(content) == []
    assert "Vanha" not in "".join(slide.shapes.title.text for slide in Presentation(BytesIO(content)).slides)


def test_slides_made_of_slides_open_without_repair(whole: Engine) -> None:
    first = pptx(every_kind(whole))
    assert faults(pptx(every_kind(whole), first)) == []
