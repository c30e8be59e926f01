"""Slides: native charts and tables, titles, numbers, notes, and room for everything on the slide it is on."""

import itertools
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import notes, read, slide_text, slides
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt
from sqlalchemy import Engine
from trees import TODAY

from hyte_core.lights import Light
from hyte_core.problems import RefusalError
from hyte_core.reports import Deck, Slide, pptx, presentation
from hyte_core.reports import slides as builders
from hyte_core.reports.content import Bullets, Cell, LightBars, Paragraph, Table
from hyte_core.reports.fitting import chunks, shortened, width_of, wrapped
from hyte_core.reports.paging import pages

WIDTH, HEIGHT = 870.0, 390.0


def deck(*made: Slide) -> Deck:
    """A deck of these slides."""
    return Deck("Esitys", "fi", "Testikunta", TODAY, made)


def drawn(*made: Slide) -> list[object]:
    """The slides of a file that has been written and opened again."""
    return list(slides(pptx(deck(*made))))


def usual(plan: Engine, language: str = "fi") -> bytes:
    """The usual presentation of the plan."""
    return pptx(presentation(read(plan, language=language), language))


def test_the_usual_presentation_has_the_subjects_in_order(plan: Engine) -> None:
    titles = [slide.shapes.title.text for slide in slides(usual(plan))]
    assert titles == [
        "Testisuunnitelma",
        "Missä ollaan",
        "Liikennevalot painopisteittäin",
        "Mitä on saatu valmiiksi",
        "Mikä ei ole toteutunut",
        "1. Osallisuus",
        "2. Turvallisuus",
        "Indikaattorit",
        "Indikaattorit",
        "Yksinäisyys, lukio",
        "Yhteistyö ja yhdyspinnat",
        "Miten liikennevaloja luetaan",
    ]


@pytest.mark.parametrize(("language", "title"), [("sv", "Var är vi nu"), ("en", "Where we are")])
def test_the_slides_are_in_the_language_asked_for(plan: Engine, language: str, title: str) -> None:
    assert slides(usual(plan, language))[1].shapes.title.text == title


def test_the_last_slide_says_what_each_light_means(plan: Engine) -> None:
    said = slide_text(slides(usual(plan))[-1])
    assert "ei arvioitu: kukaan ei ole vielä arvioinut toimenpidettä" in said


def test_lights_are_an_editable_chart_whose_series_have_shapes_and_words(plan: Engine) -> None:
    slide = slides(usual(plan))[2]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert [series.name for series in chart.plots[0].series] == [f"{x.symbol} {x.word}" for x in Light]
    assert [list(series.values) for series in chart.plots[0].series] == [[1.0], [0.0], [1.0], [1.0]]
    assert chart.part.chart_workbook.xlsx_part is not None


def test_an_indicator_is_an_editable_chart_of_its_lines_and_target(plan: Engine) -> None:
    (slide,) = [one for one in slides(usual(plan)) if one.shapes.title.text == "Yksinäisyys, lukio"]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    values = {series.name: list(series.values) for series in chart.plots[0].series}
    assert values == {"Testikunta": [10.3, 12.3], "koko maa": [10.4, 11.2], "tavoite 9 %": [9.0, 9.0]}
    assert "Lähde: Kouluterveyskysely" in slide_text(slide) and "Kouluterveyskysely" in notes(slide)


def test_charts_and_tables_are_described(plan: Engine) -> None:
    frames = [
        shape._element.find(qn("p:nvGraphicFramePr")).find(qn("p:cNvPr"))
        for slide in slides(usual(plan))
        for shape in slide.shapes
        if shape.has_chart or shape.has_table
    ]
    assert len(frames) == 7 and all(frame.get("descr") for frame in frames)


def test_every_slide_after_the_first_has_its_number(plan: Engine) -> None:
    for slide in slides(usual(plan))[1:]:
        assert [one.get("type") for one in slide._element.iter(qn("a:fld"))] == ["slidenum"]


def test_no_two_shapes_of_a_slide_have_the_same_number(plan: Engine) -> None:
    for slide in slides(usual(plan)):
        ids = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


def test_no_text_is_smaller_than_18_points_and_no_source_than_12(plan: Engine) -> None:
    long = Slide("Otsikko " * 60, (Paragraph("sana " * 900), Paragraph("lähde", quiet=True)))
    for slide in [*slides(usual(plan)), *drawn(long)]:
        for shape in slide.shapes:
            sizes = [
                int(r.get("sz")) for r in shape._element.iter(qn("a:rPr"), qn("a:defRPr")) if r.get("sz")
            ]
            assert all(size >= (1200 if shape.name == "Lähde" else 1800) for size in sizes)
            runs = list(shape._element.iter(qn("a:r")))
            assert all(r.find(qn("a:rPr")).get("sz") for r in runs)


def test_a_long_list_goes_on_on_further_slides_with_the_same_header() -> None:
    rows = tuple((Cell(f"Toimenpide {n}"), Cell("", Light.GREEN)) for n in range(300))
    made = drawn(Slide("Kaikki", (Table("Kaikki", ("Toimenpide", "Valo"), rows),)))
    tables = [shape.table for slide in made for shape in slide.shapes if shape.has_table]
    assert len(tables) == len(made) > 10
    assert {table.cell(0, 0).text for table in tables} == {"Toimenpide"}
    names = [table.cell(n, 0).text for table in tables for n in range(1, len(table.rows))]
    assert names == [f"Toimenpide {n}" for n in range(300)]
    assert made[1].shapes.title.text == f"Kaikki (2/{len(made)})"


def test_a_row_that_goes_on_on_another_slide_has_its_name_there_too() -> None:
    row = (Cell("Liikunta"), Cell("verkosto, " * 200))
    first, *rest = drawn(Slide("Yhteistyö", (Table("Yhteistyö", ("Alue", "Verkostot"), (row,)),)))
    names = [shape.table.cell(1, 0).text for one in (first, *rest) for shape in one.shapes if shape.has_table]
    assert names == ["Liikunta", *["Liikunta (jatkuu)"] * len(rest)] and rest


def test_a_note_of_5000_characters_is_told_whole() -> None:
    note = " ".join(f"sana{n}" for n in range(620))
    made = drawn(
        Slide("Pitkä", (Table("Pitkä", ("Toimenpide", "Huomautus"), ((Cell("Nimi"), Cell(note)),)),))
    )
    tables = [shape.table for slide in made for shape in slide.shapes if shape.has_table]
    told = " ".join(table.cell(n, 1).text for table in tables for n in range(1, len(table.rows)))
    assert told.split() == note.split() and len(made) > 1


def test_a_title_that_has_no_room_is_shortened_and_told_whole_in_the_notes() -> None:
    title = "Pitkä painopisteen nimi " * 20
    (slide,) = drawn(Slide(title, (Paragraph("x"),)))
    assert slide.shapes.title.text.endswith("…") and notes(slide) == title


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=600), max_size=8
    ),
    st.lists(st.tuples(st.text(max_size=900), st.sampled_from([None, *Light])), max_size=12),
)
def test_no_page_is_higher_than_the_slide(items: list[str], cells: list[tuple[str, Light | None]]) -> None:
    table = Table("t", ("Yksi", "Kaksi"), tuple((Cell(text), Cell("", light)) for text, light in cells))
    found = pages(Slide("s", (Bullets(tuple(items)), table)), WIDTH, HEIGHT)
    for page in found:
        assert all(placed.height > 0 for placed in page)
        if page:
            assert page[-1].top + page[-1].height <= HEIGHT + 1e-6
        for one, other in itertools.pairwise(page):
            assert one.top + one.height <= other.top


@given(st.text(), st.floats(60, 900), st.integers(1, 20))
def test_chunks_lose_no_word(text: str, width: float, lines: int) -> None:
    parts = chunks(text, width, 18, lines)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(wrapped(part, width, 18)) <= lines for part in parts)


@given(st.text(max_size=200), st.floats(60, 400))
def test_a_shortened_text_has_room(text: str, width: float) -> None:
    assert width_of(shortened(text, width, 18), 18) <= width


def test_slides_that_people_write_have_paragraphs_and_lists() -> None:
    (slide,) = builders.text("Päätökset", "Sovittiin:\n- yksi\n- kaksi\n\nKiitos")
    assert slide.blocks == (Paragraph("Sovittiin:"), Bullets(("yksi", "kaksi")), Paragraph("Kiitos"))


def test_one_area_is_shown_with_its_roles_only(plan: Engine) -> None:
    made = read(plan)
    (slide,) = builders.area_roles(made, made.cooperation.areas[0].id)
    (table,) = slide.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Testikunta", "liikuntasihteeri"]]


def test_bars_with_the_same_beginning_stay_apart() -> None:
    counts = dict.fromkeys(Light, 1)
    name = "Sama pitkä alku, joka ei mahdu riville millään, "
    (slide,) = drawn(Slide("Valot", (LightBars("Valot", ((name + "a", counts), (name + "b", counts))),)))
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert len(set(chart.plots[0].categories)) == 2


# --- templates


def template(*, titled: bool = True, wide: bool = True) -> bytes:
    """An organisation's own file, with a slide of its own."""
    presentation_ = Presentation()
    presentation_.slides.add_slide(presentation_.slide_layouts[0]).shapes.title.text = "Vanha dia"
    for layout in presentation_.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
                if not titled:
                    shape._element.getparent().remove(shape._element)
                elif not wide:
                    shape.left, shape.top, shape.width, shape.height = Pt(10), Pt(10), Pt(100), Pt(500)
    kept = BytesIO()
    presentation_.save(kept)
    return kept.getvalue()


def test_our_own_slides_have_letters_that_are_as_wide_in_libreoffice(plan: Engine) -> None:
    master = Presentation(BytesIO(usual(plan))).slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    assert theme.count(b'<a:latin typeface="Arial"/>') == 2 and b"Calibri" not in theme


def test_the_template_s_size_is_kept_and_its_slides_are_not(plan: Engine) -> None:
    made = Presentation(BytesIO(pptx(presentation(read(plan), "fi"), template())))
    assert made.slide_width == Presentation().slide_width
    assert "Vanha dia" not in [slide.shapes.title.text for slide in made.slides]
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Slide", "Title Only"}


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (template(titled=False), "otsikko"),
        (template(wide=False), "tilaa"),
        (b"PK", r"\.pptx"),
        (b"", r"\.pptx"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(bad: bytes, word: str) -> None:
    with pytest.raises(RefusalError, match=word):
        pptx(deck(Slide("x")), bad)
