"""Contacts as workbooks that come back as they were, and as vCards."""

import pytest
from areas import build_areas, known
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from trees import empty

from hyte_core.cooperation import AreaView, ContactView, Matrix, OrganisationView, find, matrix
from hyte_core.excel import read_workbook
from hyte_core.excel.contacts_out import contact_list, contact_matrix, vcards
from hyte_core.locale import LANGUAGES, speaking

CELLS = {
    "Liikunta": {
        "Päijät-Hämeen hyvinvointialue": "Asiantuntija, hyte- ja yhdyspintatyö 2024-05-14",
        "Asikkala": "Liikuntavastaava <liikunta@asikkala.fi> 2024-05-14; Kunnanjohtaja",
    },
    "Osallisuus": {"Päijät-Hämeen hyvinvointialue": "Johtaja, Verso", "Asikkala": ""},
}


@pytest.fixture
def whole(engine: Engine) -> Matrix:
    found = build_areas(engine, CELLS)
    return matrix(found, found.structures[0])


def told(whole: Matrix) -> set[tuple[str, ...]]:
    areas = {area.id: area.name for area in whole.areas}
    bodies = {one.id: one.name for one in whole.organisations}
    return {(areas[c.interface_area_id], bodies[c.organisation_id], c.role, c.email) for c in whole.contacts}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("make", [contact_list, contact_matrix])
def test_a_workbook_in_either_shape_is_read_back_as_it_was(whole, make, code):
    with speaking(code):
        content = make(whole)
    back = read_workbook(content, file="yhteystiedot.xlsx")
    assert not [problem for problem in back.problems if problem.severity == "error"]
    assert {(c.area, c.organisation, c.role, c.email) for c in back.records.contacts} == told(whole)


def test_only_what_is_shown_is_written(whole):
    back = read_workbook(contact_list(find(whole, "osallisuus")), file="x.xlsx")
    assert [c.area for c in back.records.contacts] == ["Osallisuus"]


def test_dates_of_verification_come_back_from_the_list(whole):
    back = read_workbook(contact_list(whole), file="x.xlsx")
    assert {c.verified_on for c in back.records.contacts} == {c.verified_on for c in whole.contacts}


def test_a_vcard_names_the_role_and_the_organisation_of_one_without_a_name(whole):
    text = vcards(whole)
    assert text.count("BEGIN:VCARD\r\n") == text.count("END:VCARD\r\n") == 4
    assert "FN:Liikuntavastaava\\, Asikkala\r\n" in text
    assert "EMAIL;TYPE=INTERNET:liikunta@asikkala.fi\r\n" in text
    assert "ORG:Päijät-Hämeen hyvinvointialue\r\n" in text


def test_the_same_role_on_many_areas_is_one_card_that_lists_them(engine: Engine):
    empty(engine)
    build_areas(engine, {"Liikunta": {"Asikkala": "Ohjaaja"}, "Osallisuus": {"Asikkala": "Ohjaaja"}})
    found = known(engine)
    text = vcards(matrix(found, found.structures[0]))
    assert text.count("BEGIN:VCARD") == 1
    assert "NOTE:Liikunta\\; Osallisuus\r\n" in text


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_breaks_out_of_its_line_and_no_line_is_over_75_bytes(role, name):
    contact = ContactView("1", "a", "o", role, name, "", "", None)
    area, body = AreaView("a", 1, "Liikunta", "", "", ()), OrganisationView("o", "K", "", False, "", ())
    text = vcards(Matrix("", (area,), (body,), {("a", "o"): (contact,)}))
    lines = text.split("\r\n")
    assert lines[-1] == "" and all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "").split("\r\n")
    assert [line.split(":")[0] for line in whole[:-1]] == [
        "BEGIN",
        "VERSION",
        "FN",
        "N",
        "ORG",
        "TITLE",
        "NOTE",
        "END",
    ]
