"""The report to the council: what stands in it, in three languages, and what never does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from making import read, report, writing
from sqlalchemy import Engine
from trees import build

from hyte_core.locale import LANGUAGES, _, number, speaking
from hyte_core.reports import council_report
from hyte_core.reports.content import Bullets, Document, Paragraph, Picture, Section, Table
from hyte_core.reports.public import cleaner
from hyte_core.views.statements import StatementView


def section(document: Document, title: str) -> Section:
    """The only section with this title."""
    (found,) = [one for one in document.sections if one.title == title]
    return found


def texts(value: object) -> str:
    """Everything that a part of a document says."""
    return repr(value)


def test_the_report_has_the_contents_that_thl_gives_in_order(plan: Engine) -> None:
    document = report(plan, introduction="Alkusanat", summary="Loppusanat")
    assert [one.title for one in document.sections] == [
        "Tiivistelmä",
        "Johdanto",
        "Asukkaiden hyvinvointi ja terveys",
        "Mitä on tehty",
        "Yhteistyö ja yhdyspinnat",
        "Lakisääteiset tehtävät",
        "Yhteenveto ja johtopäätökset",
        "Lähteet ja menetelmät",
        "Liite 1: Kaikki toimenpiteet",
        "Liite 2: Indikaattorien luvut",
    ]


def test_the_summary_tells_the_state_in_numbers(plan: Engine) -> None:
    (bullets,) = [one for one in section(report(plan), "Tiivistelmä").blocks if isinstance(one, Bullets)]
    assert bullets.items == (
        "Suunnitelmassa on 3 arvioitavaa toimenpidettä: vihreä 1, keltainen 0, punainen 1, ei arvioitu 1.",
        "Valoista 1 on muuttunut paremmaksi ja 0 huonommaksi 31.12.2024 jälkeen.",
        "1 toimenpide on myöhässä.",
        "1 toimenpide on vielä arvioimatta.",
        "Indikaattoreilla on 2 sarjaa (indikaattori ja ryhmä). Niistä 0 parani ja 1 heikkeni.",
        "Tavoitteensa on saavuttanut 0 niistä 1 sarjasta, joita voi verrata tavoitteeseen.",
    )


def test_lights_that_have_not_changed_are_told_without_noughts(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  - Kuuleminen [green 2020-01-01]")
    (bullets,) = [one for one in section(report(engine), "Tiivistelmä").blocks if isinstance(one, Bullets)]
    assert "Yksikään valo ei ole muuttunut paremmaksi tai huonommaksi 31.12.2020 jälkeen." in bullets.items


def test_without_text_of_a_person_there_is_no_heading_for_it(plan: Engine) -> None:
    titles = [one.title for one in report(plan).sections]
    assert "Johdanto" not in titles and "Johtopäätökset" not in titles


def test_each_text_stands_first_in_its_part_and_a_part_without_one_is_left_out(plan: Engine) -> None:
    document = report(plan, state="Tila.", measures="Toimet.", structures="Rakenteet.")
    for title, text in (
        ("Asukkaiden hyvinvointi ja terveys", "Tila."),
        ("Mitä on tehty", "Toimet."),
        ("Yhteistyö ja yhdyspinnat", "Rakenteet."),
    ):
        assert section(document, title).blocks[0] == Paragraph(text)
    assert "Johdanto" not in [one.title for one in document.sections]


def test_the_texts_of_another_year_or_language_are_not_printed(plan: Engine) -> None:
    made = writing(read(plan), "sv", introduction="Inledning")
    assert "Inledning" not in texts(council_report(made, "fi"))
    made = writing(read(plan), "fi", introduction="Tänä vuonna")
    last_year = council_report(made, "fi", year=2024)
    assert last_year.title == "Hyvinvointiraportti 2024"
    assert "Tänä vuonna" not in texts(last_year)


def test_the_summary_of_wellbeing_stands_before_the_indicators(plan: Engine) -> None:
    made = read(plan)
    rows = [
        StatementView("1", made.plan.id, "positive", 2024, 1, "Liikenneturvallisuus on parantunut", "fi"),
        StatementView("2", made.plan.id, "worry", 2024, 1, "Eriarvoistuminen", "fi"),
        StatementView("3", made.plan.id, "worry", 2023, 1, "Vanha huoli", "fi"),
    ]
    made = replace(made, statements=replace(made.statements, all=tuple(rows)))
    first = section(council_report(made, "fi"), "Asukkaiden hyvinvointi ja terveys").parts[0]
    assert first.title == "Hyvinvoinnin tilan yhteenveto 2024"
    assert [(part.title, part.blocks) for part in first.parts] == [
        ("Huolet", (Bullets(("Eriarvoistuminen",)),)),
        ("Myönteinen kehitys", (Bullets(("Liikenneturvallisuus on parantunut",)),)),
    ]


def test_an_empty_line_divides_what_a_person_wrote_into_paragraphs(plan: Engine) -> None:
    written = section(report(plan, introduction="Yksi\nrivi\n\n\nKaksi"), "Johdanto")
    assert written.blocks == (Paragraph("Yksi\nrivi"), Paragraph("Kaksi"))


@pytest.mark.parametrize(
    ("language", "title"),
    [("fi", "Hyvinvointiraportti 2025"), ("sv", "Välfärdsrapport 2025"), ("en", "Wellbeing report 2025")],
)
def test_the_report_is_in_the_language_asked_for(plan: Engine, language: str, title: str) -> None:
    document = report(plan, language=language)
    assert (document.language, document.title) == (language, title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_could_tell_of_a_person_is_hidden_everywhere(plan: Engine, language: str) -> None:
    document = report(plan, language=language)
    assert "7.7" not in texts(document) and "7,7" not in texts(document)
    with speaking(language):
        said = f"2017: {number(40, 1)} %; 2019: {_('peitetty')}"
    assert said in texts(document.sections[-1])


def test_a_hidden_value_is_not_in_the_picture_either(plan: Engine) -> None:
    parts = section(report(plan), "Asukkaiden hyvinvointi ja terveys").parts
    (picture,) = [
        b for part in parts if part.title == "Tapaturmat" for b in part.blocks if isinstance(b, Picture)
    ]
    rows = [row for data in picture.specification["datasets"].values() for row in data]
    assert [(row["year"], row.get("value")) for row in rows if row.get("own") and "last" not in row] == [
        (2017, 40.0),
        (2019, None),
    ]


def test_a_verdict_is_given_of_the_last_value_that_may_be_shown(plan: Engine) -> None:
    (said,) = [
        v for of_one in read(plan).verdicts.values() for v in of_one if v.indicator.name == "Tapaturmat"
    ]
    assert (said.latest.year, said.value, said.previous) == (2017, 40.0, None)


def test_names_and_addresses_of_contacts_are_never_in_the_report(plan: Engine) -> None:
    told = texts(report(plan, introduction="Kysy: MAIJA  ESIMERKKI, puh. 040 123 4567"))
    for personal in ("maija", "esimerkki@", "040 123"):
        assert personal not in told.casefold()
    assert "liikuntasihteeri" in told
    assert "Kysy: [sähköpostiosoite poistettu] tai [nimi poistettu]." in told


@given(st.text())
def test_what_is_published_has_only_characters_that_a_file_can_hold(text: str) -> None:
    clean = cleaner(frozenset())(text + "\x00\x0b\ufffe")
    element = etree.Element("t")
    element.text = clean
    assert element.text == clean


def test_a_name_is_taken_out_as_a_word_and_not_from_within_one() -> None:
    clean = cleaner(frozenset({"Aho", "Liisa Aho"}))
    assert clean("Liisa Aho, ahon laita, Aho") == "[nimi poistettu], ahon laita, [nimi poistettu]"


def test_duties_stand_with_their_state_and_evidence(plan: Engine) -> None:
    (table,) = [
        one for one in section(report(plan), "Lakisääteiset tehtävät").blocks if isinstance(one, Table)
    ]
    ((duty, state, evidence),) = table.rows
    assert (duty.text, state.light_text, evidence.text) == (
        "Seuraa asukkaiden hyvinvointia", "✔ tehty", "Raportti valtuustolle"
    )  # fmt: skip


def test_all_actions_are_in_the_appendix(plan: Engine) -> None:
    names = [
        row[0].text
        for part in section(report(plan), "Liite 1: Kaikki toimenpiteet").parts
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert names == ["Asukasraati", "Kylätalot", "Kävelyreitit"]


def test_an_empty_plan_says_that_it_has_no_actions(engine: Engine) -> None:
    build(engine, "")
    document = report(engine)
    assert section(document, "Mitä on tehty").blocks == (
        Paragraph("Suunnitelmassa ei ole vielä toimenpiteitä."),
    )
    assert section(document, "Liite 1: Kaikki toimenpiteet").parts == ()
