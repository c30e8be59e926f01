"""What the law asks of an organisation, by its kind; how each duty was done by year."""

import pytest
from duty_database import PLAN, REPORT, TALKS, build, read, record
from trees import save

from hyte_core.changes import Change
from hyte_core.duties import duties, sections
from hyte_core.lights import Light
from hyte_core.model import YearlyEvent


@pytest.fixture
def ids(engine):
    return build(engine)


def test_an_organisation_has_the_duties_of_its_kind_in_the_laws_order(engine, ids):
    assert [one.name for one in read(engine, ids).all] == [REPORT, PLAN, TALKS]
    assert [one.name for one in read(engine, ids, "Alue").all] == ["neuvoteltava kuntien kanssa"]


def test_the_law_does_not_bind_an_association(engine, ids):
    found = read(engine, ids, "Järjestö")
    assert (found.party, found.all, found.events) == (None, (), ())


def test_there_are_no_duties_of_an_organisation_that_is_not_there(engine):
    with engine.connect() as connection:
        assert duties(connection, "ei ole") is None


def test_a_year_is_read_apart_from_others_and_unrecorded_is_grey(engine, ids):
    record(engine, ids, REPORT, 2025, "green", evidence="Valtuusto")
    record(engine, ids, REPORT, 2026, "red")
    found = read(engine, ids)
    report, plan, _talks = found.all
    assert [report.light(year) for year in (2024, 2025, 2026)] == [Light.GREY, Light.GREEN, Light.RED]
    assert plan.light(2025) is Light.GREY
    assert report.reports[2025].evidence == "Valtuusto"
    assert found.years == (2025, 2026)
    assert found.count(2026) == {Light.GREEN: 0, Light.YELLOW: 0, Light.RED: 1, Light.GREY: 2}


def test_another_organisations_reports_are_not_shown(engine, ids):
    record(engine, {**ids, "Kunta": ids["Alue"]}, REPORT, 2026, "green")
    assert read(engine, ids).years == ()


def test_duties_are_under_their_paragraphs_and_the_municipalitys_cooperation_last(engine, ids):
    found = [(one.paragraphs, one.cooperation, len(one.duties)) for one in sections(read(engine, ids))]
    assert found == [(("6 §",), False, 2), (("7 §",), True, 1)]
    county = sections(read(engine, ids, "Alue"))
    assert [(one.paragraphs, one.cooperation) for one in county] == [(("7 §",), False)]


def test_the_document_has_seven_duties_and_five_ways_of_cooperation_and_the_county_twelve(real):
    counted = {}
    with real.connect() as connection:
        rows = connection.exec_driver_sql("select id, kind from organisation").all()
        for id_, kind in rows:
            found = duties(connection, id_)
            counted[kind] = [len(section.duties) for section in sections(found)]
    assert counted["municipality"] == [7, 5]
    assert counted["county"] == [12]


def test_an_event_of_ones_own_takes_the_place_of_the_laws_event_about_the_same(engine, ids):
    own = YearlyEvent(
        organisation_id=ids["Kunta"],
        party="municipality",
        name="raportti ",
        month=3,
        position=9,
        duty_id=ids[REPORT],
    )
    extra = YearlyEvent(
        organisation_id=ids["Kunta"],
        party="municipality",
        name="Luonnos",
        month=2,
        position=10,
        duty_id=ids[REPORT],
    )
    save(engine, Change.adding(own), Change.adding(extra))
    found = [(one.name, one.month, one.own) for one in read(engine, ids).events]
    assert found == [("Kertomus", 5, False), ("raportti ", 3, True), ("Luonnos", 2, True)]
    assert [one.name for one in read(engine, ids, "Alue").events] == ["Neuvottelut"]
