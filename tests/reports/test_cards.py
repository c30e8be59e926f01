"""A county's report: its three parts, a card for each who answers, a picture of each plan."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from making import EMAIL, NAME, Page, read, word, writing
from sqlalchemy import Engine
from trees import PLAN, TODAY, build, save, view

from hyte_core.changes import Change
from hyte_core.lights import Light
from hyte_core.locale import LANGUAGES, speaking
from hyte_core.model import Organisation, YearCard
from hyte_core.reports.cards import County, county, infographic, telling
from hyte_core.reports.content import Document, Facts, Figure, Infographic, LightBars, Section, Table
from hyte_core.reports.infographic import infographic_svg, infographic_words
from hyte_core.reports.report import county_report
from hyte_core.reports.to_docx import docx
from hyte_core.reports.to_html import html

NOTHING = dict.fromkeys(Light, 0)


@pytest.fixture
def cards(plan: Engine) -> Engine:
    """The plan's organisation as a county with a card of its own area, one of a municipality and one of associations."""
    owner = view(plan).organisation_id
    town, clubs = Organisation(name="Kylä"), Organisation(name="Järjestöt", kind="association")
    rows = [
        town,
        clubs,
        YearCard(organisation_id=clubs.id, county_id=owner, year=TODAY.year, state="Järjestöjen tila"),
        YearCard(
            organisation_id=town.id,
            county_id=owner,
            year=TODAY.year,
            state=f"Kysy: {EMAIL} tai {NAME}.",
            answered_by="sihteeri",
            answered_on=date(2025, 3, 1),
        ),
        YearCard(organisation_id=owner, county_id=owner, year=TODAY.year),
        YearCard(organisation_id=town.id, county_id=owner, year=TODAY.year - 1, state="Vanha vastaus"),
    ]
    assert save(plan, *map(Change.adding, rows)).done
    return plan


def known(engine: Engine, language: str = "fi") -> County:
    made = read(engine, language=language)
    with engine.connect() as connection, speaking(language):
        return county(connection, made, TODAY.year)


def report(engine: Engine, language: str = "fi", **texts: str) -> Document:
    made = writing(read(engine, language=language), language, **texts)
    return county_report(made, language, known(engine, language))


def part(section: Section | Document, title: str) -> Section:
    """The only part with this title."""
    parts = section.sections if isinstance(section, Document) else section.parts
    (found,) = [one for one in parts if one.title == title]
    return found


def test_the_report_has_the_seminar_documents_parts_in_order(cards: Engine) -> None:
    document = report(cards, introduction="Alkusanat", summary="Loppusanat")
    assert [one.title for one in document.sections] == [
        "Osa 1: Hyvinvointi ja sen edistäminen",
        "Osa 2: Kortit",
        "Osa 3: Suunnitelmien infograafit",
        "Lähteet ja menetelmät",
        "Liite 1: Kaikki toimenpiteet",
        "Liite 2: Indikaattorien luvut",
    ]
    assert [one.title for one in document.sections[0].parts] == [
        "Johdanto",
        "Hyvinvoinnin ja terveyden tila",
        "Hyvinvoinnin ja terveyden edistämisen rakenteet",
        "Hyvinvoinnin ja terveyden edistämisen toimet",
        "Yhteenveto",
    ]


def test_cards_stand_by_kind_each_on_a_page_of_its_own(cards: Engine) -> None:
    found = part(report(cards), "Osa 2: Kortit")
    told = [(kind.title, [one.title for one in kind.parts]) for kind in found.parts]
    owner = view(cards).organisation
    assert told == [("Kuntakortit", sorted(["Kylä", owner])), ("Järjestökortti", ["Järjestöt"])]
    assert all(one.new_page for kind in found.parts for one in (kind, *kind.parts))


def test_a_card_tells_its_answers_and_what_is_known_of_the_organisation(cards: Engine) -> None:
    kinds = part(report(cards), "Osa 2: Kortit").parts
    own = part(kinds[0], view(cards).organisation)
    assert {type(block) for block in own.blocks} >= {LightBars, Table, Facts}
    assert ("Liikunta", "liikuntasihteeri") in [
        pair for b in own.blocks if isinstance(b, Facts) for pair in b.pairs
    ]
    town = part(kinds[0], "Kylä")
    assert isinstance(town.blocks[0], Facts)
    assert "[nimi poistettu]" in str(town) and NAME not in str(town) and EMAIL not in str(town)
    assert "Vastannut: sihteeri, 1.3.2025" in str(town) and "Vanha vastaus" not in str(town)


def test_without_cards_and_plans_their_parts_are_left_out(plan: Engine) -> None:
    with speaking("fi"):
        document = county_report(read(plan), "fi", County((), ()))
    assert not [one.title for one in document.sections if one.title.startswith(("Osa 2", "Osa 3"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_drawn_in_every_language(cards: Engine, language: str) -> None:
    document = report(cards, language)
    page = Page(html(document))
    (drawn,) = [one for one in page.all("figure") if "infographic" in (one.get("class") or "")]
    assert drawn
    assert all(after <= before + 1 for before, after in pairwise(page.headings))
    assert PLAN in "".join(p.text for p in word(docx(document)).paragraphs)


def test_a_heading_with_nothing_under_it_stands_on_its_first_cards_page(cards: Engine) -> None:
    paragraphs = word(docx(report(cards))).paragraphs
    breaks = {
        p.text: p.paragraph_format.page_break_before for p in paragraphs if p.style.name.startswith("Heading")
    }
    first, second = sorted(["Kylä", view(cards).organisation])
    assert breaks["Osa 2: Kortit"] and not breaks["Kuntakortit"] and not breaks[first]
    assert breaks[second] and breaks["Järjestökortti"] and not breaks["Järjestöt"]


# --- pictures of plans


def heights(svg: str) -> tuple[float, list[float]]:
    """The height of a drawing, and where its texts stand."""
    root = etree.fromstring(svg.encode())
    return float(root.get("height")), [float(one.get("y")) for one in root.iter("{*}text")]


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in etree.fromstring(svg.encode()).iter("{*}text")]


def test_the_picture_shows_lights_areas_and_indicators(plan: Engine) -> None:
    with speaking("fi"):
        block = infographic(read(plan))
        svg, words = infographic_svg(block), infographic_words(block)
    assert block.title == PLAN and [one.name for one in block.figures] == [
        "Yksinäisyys, lukio",
        "Tapaturmat",
    ]
    assert "12,3 %" in texts(svg) and "1. Osallisuus" in texts(svg)
    assert "Yksinäisyys, lukio: 12,3 %" in words and "vihreä 1" in words


AREA = ("Alue jolla on pitkä nimi " * 6, {**NOTHING, Light.GREEN: 300, Light.RED: 1})
FIGURE = Figure("Hyvin pitkän indikaattorin nimi " * 5, "1 234 567 890 123 " * 3, "▲", "parani " * 40, True)


@pytest.mark.parametrize(
    "values",
    [
        {"counts": NOTHING, "areas": (), "figures": ()},
        {
            "counts": {**NOTHING, Light.GREEN: 300, Light.RED: 1},
            "areas": (AREA,) * 30,
            "figures": (FIGURE,) * 6,
        },
        {"counts": NOTHING, "areas": (("<b>&", NOTHING),), "figures": (FIGURE,)},
    ],
)
def test_whatever_there_is_stays_on_the_page(values: dict[str, Any]) -> None:
    block = Infographic("<script> & ”nimi” " * 20, "Alue", **values)
    with speaking("fi"):
        svg = infographic_svg(block)
    height, places = heights(svg)
    assert max(places) < height
    assert all(
        float(one.get("width").rstrip("%")) >= 0 for one in etree.fromstring(svg.encode()).iter("{*}rect")
    )


def test_a_picture_with_many_areas_says_how_many_it_leaves_out() -> None:
    areas = tuple((f"Alue {n}", NOTHING) for n in range(11))
    with speaking("fi"):
        svg = infographic_svg(Infographic("Suunnitelma", "", NOTHING, areas, ()))
    assert "ja 3 painopistettä lisää" in texts(svg)


def test_indicators_with_a_target_are_told_first_and_each_once(plan: Engine) -> None:
    build(plan, "1. Muu", plan="Muu", organisation="Muu")
    said = [one for of_one in read(plan).verdicts.values() for one in of_one]
    assert telling([*said, *said], 1) == said[:1]
    assert telling([], 5) == []
