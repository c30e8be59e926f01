"""The contact matrix: gaps, what waits to be verified, finding by typing, how much hangs on whom."""

from datetime import date

import pytest
from areas import build_areas, known
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from trees import save

from hyte_core.changes import Change
from hyte_core.cooperation import (
    ContactView,
    by_organisation,
    find,
    matrix,
    person_loads,
    role_loads,
    usual_organisations,
    waiting,
    with_gaps,
)
from hyte_core.cooperation.view import years_before
from hyte_core.model import InterfaceArea

TODAY = date(2026, 11, 22)
CELLS = {
    "Liikunta": {"Alue": "Asiantuntija 2026-03-01", "Asikkala": "Koordinaattori <k@asikkala.fi> 2025-11-22"},
    "Osallisuus": {"Alue": "", "Asikkala": "koordinaattori <k@asikkala.fi> 2025-11-21"},
    "Ravitsemus": {"Alue": "Terapeutti; Johtaja 2026-01-01", "Asikkala": "", "Heinola": ""},
}


@pytest.fixture
def found(engine):
    return build_areas(engine, CELLS)


@pytest.fixture
def whole(found):
    return matrix(found, found.structures[0])


def names(areas):
    return [area.name for area in areas]


def test_without_a_choice_the_columns_are_those_that_have_contacts_the_county_first(found, whole):
    assert names(whole.organisations) == ["Alue", "Asikkala"]
    assert names(usual_organisations(found, "toinen")) == []


def test_another_organisation_can_be_added_and_is_all_gaps(found):
    ids = [one.id for one in found.organisations]
    wide = matrix(found, found.structures[0], ids)
    assert names(wide.organisations) == ["Alue", "Asikkala", "Heinola"]
    assert len(wide.gaps) == 2 + 3


def test_gaps_are_the_cells_without_a_contact(whole):
    assert [(area.name, one.name) for area, one in whole.gaps] == [
        ("Osallisuus", "Alue"),
        ("Ravitsemus", "Asikkala"),
    ]
    assert names(with_gaps(whole).areas) == ["Osallisuus", "Ravitsemus"]


def test_a_contact_verified_a_year_ago_today_is_not_stale_but_a_day_earlier_is(whole):
    assert [c.verified_on for c in whole.stale(TODAY)] == [date(2025, 11, 21)]


def test_a_contact_that_was_never_verified_is_counted_apart_and_waits(whole):
    assert [c.role for c in whole.unverified()] == ["Terapeutti"]
    assert names(waiting(whole, TODAY).areas) == ["Osallisuus", "Ravitsemus"]


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("", ["Liikunta", "Osallisuus", "Ravitsemus"]),
        ("LIIK", ["Liikunta"]),
        ("koordinaattori", ["Liikunta", "Osallisuus"]),
        ("osal koord", ["Osallisuus"]),
        ("k@asikkala", ["Liikunta", "Osallisuus"]),
        ("<b>", []),
    ],
)
def test_typing_finds_areas_by_their_name_and_by_their_contacts(whole, typed, areas):
    assert names(find(whole, typed).areas) == areas


def test_a_role_on_many_areas_comes_first_however_it_is_spelled(whole):
    first, *rest = role_loads(whole)
    assert (first.role, first.organisation.name, names(first.areas)) == (
        "Koordinaattori",
        "Asikkala",
        ["Liikunta", "Osallisuus"],
    )
    assert all(len(one.areas) == 1 for one in rest)


def test_how_many_areas_hang_on_one_person_is_told_of_persons_only(whole):
    (person,) = person_loads(whole)
    assert (person.person, len(person.areas)) == ("k@asikkala.fi", 2)


def test_each_organisation_has_its_gaps_and_what_waits(whole):
    county, municipality = by_organisation(whole, TODAY)
    assert (county.filled, names(county.gaps), county.waiting, county.roles) == (2, ["Osallisuus"], 1, 3)
    assert (municipality.filled, names(municipality.gaps), municipality.waiting) == (2, ["Ravitsemus"], 1)


def test_the_structure_with_contacts_comes_before_one_that_stands_earlier(engine):
    save(engine, Change.adding(InterfaceArea(name="Teema", structure="Toinen", position=0)))
    found = build_areas(engine, CELLS)
    assert found.structures[1:] == ("Toinen",)


@pytest.mark.parametrize("name", ["osallisuus", " OSALLISUUS ", "Osalli-suus", "Osalli suus."])
def test_an_area_is_known_in_other_spellings(found, name):
    area = found.area_named(name)
    assert area is not None and area.name == "Osallisuus"
    assert found.area_named("Osallistuminen") is None


def test_everything_is_read_with_one_query(engine, found):
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    known(engine)
    assert len([one for one in asked if one.startswith("SELECT")]) == 1


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)), st.integers(0, 2000))
def test_a_contact_is_stale_exactly_when_it_was_verified_before_this_day_last_year(today, days):
    on = date.fromordinal(today.toordinal() - days)
    contact = ContactView("1", "a", "o", "Rooli", "", "", "", on)
    assert contact.is_stale(today) == (on < years_before(today, 1))
    assert contact.waits(today) == contact.is_stale(today)
    if days > 366:
        assert contact.is_stale(today)
    if days < 365:
        assert not contact.is_stale(today)
