"""The report as files, opened again: structure, pictures, languages, hostile texts, every real plan."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from making import EMAIL, NAME, PHONE, Page, read, report, slide_text, slides, word, word_text
from sqlalchemy import Engine
from trees import PLAN, TODAY, build

from hyte_core.locale import LANGUAGES
from hyte_core.problems import RefusalError
from hyte_core.reports import council_report, docx, html, pptx, presentation

HOSTILE = "<script>alert(1)</script> & \"'\x00\x08\x0b \ud800 {{ 7*7 }}"


# --- the page


def test_the_page_has_a_language_headings_in_order_and_no_script(plan: Engine) -> None:
    page = Page(html(report(plan, language="sv")))
    assert page.all("html") == [{"lang": "sv"}]
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert page.all("script") == []
    assert not [name for _tag, attributes in page.elements for name in attributes if name.startswith("on")]


def test_the_page_needs_nothing_from_the_network(plan: Engine) -> None:
    page = Page(html(report(plan)))
    links = [
        a.get(key) or ""
        for _tag, a in page.elements
        for key in ("src", "href", "xlink:href", "action")
        if key in a
    ]
    assert links and all(link.startswith("#") for link in links)
    assert not re.search(r"url\((?!#)|@import", page.source)


def test_every_link_of_the_page_leads_to_an_element_and_every_id_is_one_of_a_kind(plan: Engine) -> None:
    page = Page(html(report(plan)))
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(a["href"])[1:] for a in page.all("a")} <= set(ids)
    used = set(re.findall(r"url\(#([^)]+)\)", page.source))
    assert used <= set(ids)


def test_tables_of_the_page_have_names_and_header_cells(plan: Engine) -> None:
    page = Page(html(report(plan)))
    assert len(page.all("caption")) + len(page.all("figcaption")) == len(page.all("table"))
    assert {th.get("scope") for th in page.all("th")} == {"col", "row"}


def test_pictures_of_the_page_are_described(plan: Engine) -> None:
    page = Page(html(report(plan)))
    described = [one["aria-label"] for one in page.all("div") if one.get("role") == "img"]
    assert len(described) == len(page.all("svg")) == 2
    assert described[0].startswith("Viivakaavio: Yksinäisyys, Testikunta, koko maa, 2017–2019.")


def test_a_light_is_a_shape_and_a_word_on_the_page(plan: Engine) -> None:
    page = Page(html(report(plan)))
    assert "✔ vihreä" in page.text and "✖ punainen" in page.text


# --- the Word document


def test_the_document_has_heading_styles_and_a_table_of_contents(plan: Engine) -> None:
    made = word(docx(report(plan)))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    assert styles[0] == "Title" and styles.count("Heading 1") == 8
    assert next(p.text for p in made.paragraphs if p.style.name.lower() == "toc 1") == "Tiivistelmä"
    (field,) = [one.text for one in made.element.body.iter(qn("w:instrText"))]
    assert 'TOC \\o "1-2"' in field
    targets = {one.get(qn("w:anchor")) for one in made.element.body.iter(qn("w:hyperlink"))}
    names = {one.get(qn("w:name")) for one in made.element.body.iter(qn("w:bookmarkStart"))}
    assert targets and targets <= names


def test_table_headers_of_the_document_come_again_on_every_page(plan: Engine) -> None:
    tables = word(docx(report(plan))).tables
    assert len(tables) > 5
    for table in tables:
        rows = table._tbl.tr_lst
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]


def test_pictures_of_the_document_are_described(plan: Engine) -> None:
    shapes = word(docx(report(plan))).inline_shapes
    alts = [shape._inline.docPr.get("descr") for shape in shapes]
    assert len(alts) == 5 and all(alts)
    assert any("1. Osallisuus: vihreä 1, keltainen 0, punainen 1, ei arvioitu 1." in alt for alt in alts)


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_document_tells_its_language_and_properties(plan: Engine, language: str, tag: str) -> None:
    made = word(docx(report(plan, language=language)))
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {tag}
    properties = made.core_properties
    assert (properties.author, properties.language, properties.created.date()) == (
        "Testikunta",
        language,
        TODAY,
    )


def test_the_footer_has_the_number_of_the_page(plan: Engine) -> None:
    footer = word(docx(report(plan))).sections[0].footer
    assert [one.text for one in footer._element.iter(qn("w:instrText"))] == [" PAGE "]


def test_a_template_gives_its_styles_and_loses_its_text(plan: Engine) -> None:
    template = python_docx.Document()
    template.add_paragraph("Mallin teksti")
    template.styles["Heading 1"].font.name = "Courier New"
    kept = BytesIO()
    template.save(kept)
    content = docx(report(plan), kept.getvalue())
    assert "Mallin teksti" not in word_text(content) and "Tiivistelmä" in word_text(content)
    assert word(content).styles["Heading 1"].font.name == "Courier New"


def test_a_template_that_is_no_document_is_refused_in_a_sentence(plan: Engine) -> None:
    with pytest.raises(RefusalError, match=r"\.docx"):
        docx(report(plan), b"not a document")
    with pytest.raises(RefusalError, match=r"\.docx"):
        docx(report(plan), pptx(presentation(read(plan), "fi")))


# --- all of them


def everything(made: Engine, plan: str = PLAN, today: date = TODAY, language: str = "fi") -> dict[str, str]:
    """All three kinds of files as texts: what is read in them, and for the Office files every part of the file."""
    document = report(made, plan, language=language)
    deck = presentation(read(made, plan, today=today, language=language), language)
    return {
        "html": html(document),
        "docx": _parts(docx(document)),
        "pptx": _parts(pptx(deck)),
    }


def _parts(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        return "\n".join(
            package.read(n).decode("utf-8") for n in package.namelist() if n.endswith((".xml", ".rels"))
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_has_a_contact_s_name_address_or_number(plan: Engine, language: str) -> None:
    for kind, text in everything(plan, language=language).items():
        for personal in (NAME, EMAIL, PHONE):
            assert personal not in text, kind
        assert "liikuntasihteeri" in text, kind


def test_no_file_has_a_number_that_could_tell_of_a_person(plan: Engine) -> None:
    for kind, text in everything(plan).items():
        assert "7,7 %" not in text and ">7.7<" not in text, kind
        assert "12,3 %" in text, kind


def test_hostile_texts_stay_texts(engine: Engine) -> None:
    build(engine, f"1. {HOSTILE.replace(chr(0), '').replace(chr(0xD800), '')}\n  - Toimi <b>&amp;</b>")
    document = report(engine, introduction=HOSTILE)
    page = Page(html(document))
    assert page.all("script") == [] and page.all("b") == []
    assert page.text.count("<script>alert(1)</script> & \"'") >= 2 and "{{ 7*7 }}" in page.text
    assert "<script>alert(1)</script> & \"'\ufffd\ufffd\ufffd \ufffd {{ 7*7 }}" in word_text(docx(document))
    made = slides(pptx(presentation(read(engine), "fi")))
    assert any("Toimi <b>&amp;</b>" in slide_text(slide) for slide in made)


def test_an_empty_plan_makes_files_that_open(engine: Engine) -> None:
    build(engine, "")
    document = report(engine)
    assert Page(html(document)).headings
    assert "Suunnitelmassa ei ole vielä toimenpiteitä." in word_text(docx(document))
    assert len(slides(pptx(presentation(read(engine), "fi")))) == 2


@pytest.mark.parametrize(
    "name", ["Elinvoimaohjelma", "Hyvinvointisuunnitelma 2024–2027", "Hyte-kärjet 2020-2025"]
)
def test_a_real_plan_makes_files_that_open_with_all_its_actions(real: Engine, name: str) -> None:
    made = read(real, name, today=date(2026, 11, 22))
    document = council_report(made, "fi")
    page, written = Page(html(document)), _squeezed(word_text(docx(document)))
    shown = _squeezed(" ".join(map(slide_text, slides(pptx(presentation(made, "fi"))))))
    for action in made.plan.actions:
        wanted = _squeezed(action.name)
        assert wanted in page.text
        assert wanted in written
        assert wanted in shown


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)
