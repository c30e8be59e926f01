"""Presentations: what can be chosen, what is shown of what is gone, and how it is divided into sheets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import read, slides
from pptx.oxml.ns import qn
from pptx.util import Pt
from sqlalchemy import Engine
from trees import TODAY, build, save

from hyte_core.changes import Change
from hyte_core.locale import speaking
from hyte_core.model import Contact, InterfaceArea, Statement
from hyte_core.reports import Deck, Material, Slide, pptx
from hyte_core.reports.choices import (
    OF_ONE,
    deck,
    joined,
    kind_words,
    name_of,
    presentation,
    slides_of,
    subjects,
)
from hyte_core.reports.content import Bullets, Facts, Lead, Line, LineChart, Paragraph, Table
from hyte_core.reports.line_axes import scale
from hyte_core.reports.line_drawing import drawing
from hyte_core.reports.paging import Text
from hyte_core.reports.sheets import OWN, sheets
from hyte_core.views.presentations import SlideView

NOTE = "Pitkä huomautus, jossa on monta sanaa. " * 128


def texts(slide: Slide) -> str:
    """Every text of a slide's blocks."""
    return repr(slide.blocks)


def chosen(made: Material, kind: str) -> SlideView:
    """A slide of this kind, of the first thing that it can show."""
    return SlideView(kind, next(iter(subjects(made, kind)), ""), "Kiitos", "Kysymyksiä?")


# --- choosing


@pytest.mark.parametrize("kind", [kind for kind in kind_words() if kind not in ("statements", "maturity")])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_kind_of_slide_has_something_to_show(plan: Engine, kind: str, language: str) -> None:
    made = read(plan, language=language)
    with speaking(language):
        found = slides_of(made, chosen(made, kind))
        assert found and all(slide.title == "Kiitos" for slide in found)
        assert name_of(made, chosen(made, kind)) is not None


def test_a_slide_has_its_own_title_unless_another_is_given(plan: Engine) -> None:
    made = read(plan)
    (area, _other) = subjects(made, "area").items()
    assert slides_of(made, SlideView("area", area[0]))[0].title == area[1]
    assert slides_of(made, SlideView("area", area[0], "Oma"))[0].title == "Oma"


@pytest.mark.parametrize("kind", [*OF_ONE, "indicators", "eitunneta"])
def test_what_a_slide_showed_and_is_gone_is_left_out(plan: Engine, kind: str) -> None:
    made, gone = read(plan), SlideView(kind, "poistettu")
    assert slides_of(made, gone) == [] and name_of(made, gone) is None
    whole = deck(made, "fi", [SlideView("title"), gone, SlideView("lights")])
    assert [slide.title for slide in whole.slides] == ["Testisuunnitelma", "Liikennevalot painopisteittäin"]


def test_a_presentation_of_nothing_says_so_on_one_slide(plan: Engine) -> None:
    (slide,) = deck(read(plan), "fi", [SlideView("area", "poistettu")], "Tyhjä").slides
    assert slide.title == "Tyhjä" and "lisää esitykseen dioja" in texts(slide)
    assert len(slides(pptx(deck(read(plan), "fi", [])))) == 1


def test_several_indicators_are_shown_in_the_order_in_which_they_were_chosen(plan: Engine) -> None:
    made = read(plan)
    ids = list(reversed(subjects(made, "indicators")))
    (*_words, slide) = slides_of(made, SlideView("indicators", joined(ids)))
    (table,) = slide.blocks
    assert isinstance(table, Table)
    names = [made.indicators.by_id[id_].name for id_ in ids]
    assert [row[0].text.partition(",")[0] for row in table.rows] == names


def test_the_verdict_stands_before_the_chart_and_the_source_at_the_foot(plan: Engine) -> None:
    made = read(plan)
    (subject,) = (id_ for id_, name in subjects(made, "indicator").items() if "Yksinäisyys" in name)
    (slide,) = slides_of(made, SlideView("indicator", subject))
    lead, chart = slide.blocks
    assert isinstance(lead, Lead) and isinstance(chart, LineChart)
    assert (lead.mark, lead.good) == ("▼", False) and lead.name.startswith("Heikkeni")
    assert slide.source == "Lähde: Kouluterveyskysely"


def test_statements_of_the_state_of_wellbeing_are_slides_by_kind(plan: Engine) -> None:
    made = read(plan)
    assert slides_of(made, SlideView("statements")) == []
    save(
        plan,
        *(
            Change.adding(Statement(plan_id=made.plan.id, kind=kind, year=2025, text=text))
            for kind, text in (("positive", "Liikunta lisääntyi"), ("worry", "Ahdistus kasvaa"))
        ),
    )
    found = slides_of(read(plan), SlideView("statements"))
    assert [slide.title for slide in found] == ["Huolet", "Myönteinen kehitys"]
    assert found[0].blocks == (Bullets(("Ahdistus kasvaa",)),) and "2025" in found[0].source


def test_organisations_without_a_contact_are_told_of_an_area(plan: Engine) -> None:
    other = build(plan, "1. Muu", organisation="Toinen kunta", plan="Toinen")
    area = InterfaceArea(name="Kulttuuri", structure="Rakenne")
    contact = Contact(interface_area_id=area.id, organisation_id=other.organisation_id, role="johtaja")
    save(plan, Change.adding(area), Change.adding(contact))
    made = read(plan)
    known = {name: id_ for id_, name in subjects(made, "contacts").items()}
    (slide,) = slides_of(made, SlideView("contacts", known["Liikunta"]))
    assert "liikuntasihteeri" in texts(slide)
    assert slide.blocks[1:] == (Facts((("Ei yhteyshenkilöä", "Toinen kunta"),)),)


def test_a_plan_without_lights_and_without_actions_can_be_presented(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  - Kuuleminen")
    titles = [slide.title for slide in presentation(read(engine), "fi").slides]
    assert "Mitä on saatu valmiiksi" not in titles and "1. Osallisuus" in titles
    build(engine, "1. Tyhjä", organisation="Toinen", plan="Tyhjä")
    whole = presentation(read(engine, "Tyhjä"), "fi")
    assert len(slides(pptx(whole))) == len(sheets(whole)) == len(whole.slides) > 1


def test_a_plan_of_focus_areas_only_is_presented_on_one_slide_that_lists_them(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n2. Turvallisuus")
    whole = presentation(read(engine), "fi")
    assert [slide.title for slide in whole.slides] == ["Testisuunnitelma", "Missä ollaan"]
    assert "1. Osallisuus" in texts(whole.slides[1]) and not whole.slides[1].source


def test_300_actions_of_one_focus_area_are_all_on_sheets(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n" + "\n".join(f"  - Toimenpide {n} [green 2025-01-01]" for n in range(300)))
    made = read(engine)
    found = sheets(deck(made, "fi", [SlideView("area", made.plan.focus_areas[0].id)]))
    tables = [placed.piece for sheet in found for placed in sheet.pieces]
    names = [row[0].text for table in tables if isinstance(table, Table) for row in table.rows]
    assert names == [f"Toimenpide {n}" for n in range(300)]
    assert found[0].title.endswith(f"(1/{len(found)})") and found[-1].number == found[0].of == len(found)


def test_no_personal_name_is_on_a_slide_that_somebody_wrote(plan: Engine) -> None:
    made = read(plan)
    name = next(iter(made.people))
    whole = deck(made, "fi", [SlideView("text", "", f"Kiitos {name}", f"Kysy: {name}")])
    assert name not in repr(whole)


# --- sheets


def test_the_browser_and_the_file_divide_alike(plan: Engine) -> None:
    whole = presentation(read(plan), "fi")
    titles = [slide.shapes.title.text for slide in slides(pptx(whole))]
    assert titles == [sheet.title for sheet in sheets(whole)]


def test_a_text_of_5000_characters_goes_on_in_the_same_size() -> None:
    found = sheets(Deck("x", "fi", "o", TODAY, (Slide("Pitkä", (Paragraph(NOTE),)),)))
    lines = [placed.piece for sheet in found for placed in sheet.pieces]
    assert len(found) > 1
    told = " ".join(line.text for text in lines if isinstance(text, Text) for line in text.lines)
    assert told.split() == NOTE.split()
    assert {line.size for text in lines if isinstance(text, Text) for line in text.lines} == {22}


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_title_and_a_source_have_room(title: str, source: str) -> None:
    (sheet,) = sheets(Deck("x", "fi", "o", TODAY, (Slide(title, (Paragraph("x"),), source=source),)))
    assert OWN.title.has_room(sheet.title, sheet.title_size) or sheet.title.endswith("…")
    assert sheet.title_size >= 24


def test_progress_is_told_slide_by_slide(plan: Engine) -> None:
    told: list[tuple[int, int]] = []
    whole = presentation(read(plan), "fi")
    pptx(whole, progress=lambda done, all_: told.append((done, all_)))
    count = len(sheets(whole))
    assert told == [(n, count) for n in range(1, count + 1)]


# --- charts of lines


VALUES = st.one_of(st.none(), st.floats(-1e5, 1e5, allow_nan=False).map(lambda value: round(value, 1)))


@given(
    st.lists(
        st.dictionaries(st.integers(1990, 2030), VALUES, min_size=1, max_size=12), min_size=1, max_size=4
    ),
    st.one_of(st.none(), st.floats(-1e5, 1e5, allow_nan=False)),
)
def test_everything_in_a_drawing_is_inside_it_and_no_words_meet(
    series: list[dict[int, float | None]], target: float | None
) -> None:
    if all(value is None for points in series for value in points.values()):
        return
    lines = tuple(
        Line(f"Alue {n}", tuple(sorted(points.items())), own=n == 0) for n, points in enumerate(series)
    )
    made = drawing(LineChart(lines, "%", 1, target, "tavoite", "alt"), 873, 300)
    places = [place for run in (*made.own, *made.others) for place in run]
    assert all(made.left <= x <= made.right and 0 <= y <= 300 for x, y in places)
    ends = sorted(words.y for words in made.ends)
    assert all(0 <= y <= 300 for y in ends)
    assert all(later - earlier >= 18 for earlier, later in pairwise(ends))


def test_a_line_breaks_where_a_value_is_missing() -> None:
    line = Line("Oma", ((2019, 1.0), (2020, None), (2021, 2.0), (2022, 3.0)), own=True)
    made = drawing(LineChart((line,), "%", 1, None, "", "alt"), 873, 300)
    assert [len(run) for run in made.own] == [1, 2]


def test_names_at_the_ends_of_an_editable_chart_do_not_meet() -> None:
    # both lines end a little below the target
    lines = (Line("Oma", ((2019, 91.4), (2021, 92.6)), own=True), Line("Alue", ((2019, 91.5), (2021, 92.7))))
    chart = LineChart(lines, "%", 1, 93.0, "tavoite 93 %", "alt")
    (slide,) = slides(pptx(Deck("x", "fi", "o", TODAY, (Slide("Yksi", (chart,)),))))
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    axis = frame.chart.value_axis
    low, high = axis.minimum_scale, axis.maximum_scale
    room = frame.height - Pt(40)
    places = []
    for series, value in zip(frame.chart.plots[0].series, (92.6, 92.7, 93.0), strict=True):
        (label,) = series._element.iter(qn("c:dLbl"))
        moved = [float(y.get("val")) for y in label.iter(qn("c:y"))]
        places.append((high - value) / (high - low) * room + sum(moved) * frame.height)
    places.sort()
    assert all(later - earlier >= Pt(20) for earlier, later in pairwise(places))


def test_an_indicator_with_one_value_is_drawn_as_a_point(plan: Engine) -> None:
    line = Line("Oma", ((2019, 15.9),), own=True)
    other = Line("koko maa", ((2017, 20.0), (2019, None), (2021, 21.0)))
    chart = LineChart((line, other), "%", 1, 15.0, "tavoite 15 %", "alt")
    assert [len(run) for run in drawing(chart, 873, 300).own] == [1]
    (slide,) = slides(pptx(Deck("x", "fi", "o", TODAY, (Slide("Yksi", (chart,)),))))
    (drawn,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    values = {series.name: list(series.values) for series in drawn.plots[0].series}
    assert [value for value in values["Oma"] if value is not None] == [15.9]
    assert values["koko maa"] == [20.0, None, 21.0]


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=9))
def test_an_axis_holds_its_values_in_whole_steps(values: list[float]) -> None:
    low, high, step = scale(values)
    assert low <= min(values) and max(values) <= high and step > 0
    assert abs((high - low) / step - round((high - low) / step)) < 1e-6
    assert low >= 0 or min(values) < 0
