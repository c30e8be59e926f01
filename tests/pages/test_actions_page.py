"""Toimenpiteet: the list, its filters in the address, one action, and looking back in time."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from opening import (
    button,
    buttons,
    choose,
    click,
    count,
    errors,
    links,
    names,
    open_page,
    seen,
    told,
    warnings,
)
from openpyxl import load_workbook
from trees import build, save, view

from hyte_core.changes import Change
from hyte_core.excel import workbook
from hyte_core.lights import Light
from hyte_core.model import Assessment
from hyte_core.records import dump
from hyte_core.views import plan_heads

SMALL = """
    1. Osallisuus
      Kuullaan asukkaita
        Asukasraati (Viestintä; Sivistys, due 2026-01-31) [green 2025-10-01, green 2026-11-01]
        Kysely (Sivistys, due 2026-01-31) [yellow 2026-11-01]
    2. Liikunta
      Liikutaan
        Ulkokuntosali (Tekniset palvelut, due 2027-12-31) [yellow 2024-12-01, red 2026-11-02]
        Seniorikortti (Liikunta)
      - Kokonaisuus
        - Osa yksi (Liikunta) [green 2026-11-01]
        - Osa kaksi (Liikunta)
      Tyhjä tavoite
"""
#: Filters of the address and how many of SMALL's actions each keeps, today 22.11.2026.
FILTERS = [
    ({"valo": "green"}, 2),
    ({"valo": ["red", "yellow"]}, 2),
    ({"valo": "grey"}, 2),
    ({"vastuutaho": "Liikunta"}, 3),
    ({"vastuutaho": ["Liikunta", "Viestintä"]}, 4),
    ({"myohassa": "1"}, 1),
    ({"arvioimatta": "1"}, 2),
    ({"muuttunut": "2026-11-01"}, 1),
    ({"muuttunut": "2025-12-31"}, 3),
    ({"haku": "KYSELY"}, 1),
    ({"haku": "osa yksi"}, 1),
    ({"haku": "sivistys raati"}, 1),
    ({"haku": "liikutaan"}, 2),
    ({"haku": "<b>"}, 0),
    ({"valo": "green", "vastuutaho": "Liikunta"}, 1),
    ({"valo": "grey", "myohassa": "1"}, 0),
]


@pytest.fixture
def small(empty):
    return build(empty, SMALL)


@pytest.mark.parametrize(("asked", "n"), FILTERS)
def test_filters_in_the_address_narrow_the_list(small, asked, n):
    at = open_page("toimenpiteet", **asked)
    assert not at.exception
    assert count(at) == n
    assert len(names(at)) == n
    assert ("Mikään toimenpide ei vastaa rajausta." in told(at)) == (n == 0)
    assert "Poista rajaukset" in buttons(at)


@pytest.mark.parametrize("number", [0, 1])
def test_a_focus_area_in_the_address_narrows_the_list(small, number):
    area = small.focus_areas[number]
    at = open_page("toimenpiteet", painopiste=area.id)
    assert count(at) == len(names(at)) == len(small.of_area(area.id))


def test_without_filters_everything_is_listed_in_the_plans_order(small):
    at = open_page("toimenpiteet")
    assert names(at) == [one.name for one in small.actions]
    assert count(at) == 7
    assert "Poista rajaukset" not in buttons(at)
    assert "Tyhjä tavoite" in seen(at)


def test_the_filters_show_what_the_address_says(small):
    area = small.focus_areas[1].id
    asked = {"valo": "grey", "vastuutaho": "Liikunta", "painopiste": area, "arvioimatta": "1", "haku": "osa"}
    at = open_page("toimenpiteet", **asked)
    assert at.text_input(key="address_haku").value == "osa"
    assert at.multiselect(key="address_painopiste").value == [area]
    assert at.multiselect(key="address_vastuutaho").value == ["Liikunta"]
    assert at.button_group(key="address_valo").value == [Light.GREY]
    assert at.button_group(key="address_states").value == ["arvioimatta"]
    assert names(at) == ["Osa kaksi"]


def test_choosing_filters_writes_them_to_the_address_and_clearing_takes_them_away(small):
    at = choose(open_page("toimenpiteet"), "address_valo", [Light.GREEN, Light.RED])
    assert at.query_params["valo"] == ["green", "red"]
    at = choose(at, "address_vastuutaho", ["Liikunta"])
    at = choose(at, "address_haku", " osa ")
    at = choose(at, "address_states", ["muuttunut"])
    assert at.query_params["haku"] == "osa"
    assert at.query_params["muuttunut"] == "2025-12-31"
    assert names(at) == ["Osa yksi"]
    link = f"toimenpiteet?{urlencode(at.query_params, doseq=True)}"
    assert names(open_page(link)) == names(at)
    at = click(at, "Poista rajaukset")
    assert set(at.query_params) == {"suunnitelma"}
    assert count(at) == 7


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("painopiste", "Linkin painopistettä ei enää ole: se jätettiin pois rajauksesta."),
        ("vastuutaho", "Vastuutahoa ”poistettu” ei enää ole: se jätettiin pois rajauksesta."),
        ("valo", "Liikennevaloa ”poistettu” ei ole: se jätettiin pois rajauksesta."),
        ("muuttunut", "”poistettu” ei ole päivä: se jätettiin pois rajauksesta."),
    ],
)
def test_a_filter_value_that_no_longer_exists_is_told_and_left_out(small, name, sentence):
    at = open_page("toimenpiteet", **{name: "poistettu"})
    assert not at.exception
    assert told(at).replace("\\", "") == sentence
    assert count(at) == 7
    assert name not in at.query_params


def test_of_two_values_only_the_unknown_one_is_left_out(small):
    at = open_page("toimenpiteet", valo=["violet", "green"], vastuutaho=["Poissa", "Liikunta"])
    assert len(warnings(at)) == 2
    assert at.query_params["valo"] == "green"
    assert names(at) == ["Osa yksi"]


def test_an_unknown_plan_in_the_address_is_told(small):
    at = open_page("toimenpiteet", suunnitelma="poissa")
    assert told(at) == "Linkin suunnitelmaa ei enää ole. Valitse suunnitelma alta."
    assert count(at) == 7


@pytest.mark.parametrize("name", ["toimenpide", "arvioi", "muokkaa", "poista", "uusi"])
def test_an_unknown_action_in_the_address_is_told_and_the_list_is_shown(small, name):
    at = open_page("toimenpiteet", **{name: "0000000000000000"})
    assert not at.exception
    assert told(at) == "Linkin toimenpidettä ei enää ole."
    assert count(at) == 7
    assert name not in at.query_params


def test_a_text_of_ten_thousand_characters_in_the_address_finds_nothing(small):
    at = open_page("toimenpiteet", haku="ä" * 10_000)
    assert not at.exception
    assert count(at) == 0


def test_the_list_marks_what_is_late_and_what_waits_for_an_assessment(small):
    shown = seen(open_page("toimenpiteet"))
    assert shown.count("myöhässä") == 1
    assert "määräaika 31.12.2027" in shown


def test_the_lights_of_earlier_years_stand_beside_the_action(small):
    shown = seen(open_page("toimenpiteet", haku="ulkokuntosali"))
    assert "2024: keltainen" in shown
    assert "2026: " not in shown


def test_an_action_that_its_parts_answer_for_shows_no_light_of_its_own(small):
    assert "ei arvioitu" in seen(open_page("toimenpiteet", haku="osa kaksi")).split("\n")
    assert "ei arvioitu" not in seen(open_page("toimenpiteet", haku="kokonaisuus")).split("\n")


# --- looking back


def test_as_of_a_year_the_list_is_that_of_its_end_and_nothing_can_be_edited(small):
    at = open_page("toimenpiteet", vuosi="2025", nakyma="muokkaus", arvioi=small.actions[0].id)
    assert not at.exception
    assert names(at) == [one.name for one in small.actions]
    assert not {"Lisää toimenpide", "Tallenna arvio"} & set(buttons(at))
    assert not at.data_editor
    assert links(at, "button") == []
    assert [one.key for one in at.button_group if one.key == "address_nakyma"] == []
    assert count(open_page("toimenpiteet", vuosi="2025", valo="green")) == 1
    assert count(open_page("toimenpiteet", vuosi="2025", valo="yellow")) == 1


def test_as_of_a_year_an_action_can_be_read_but_not_edited(small):
    id_ = action_id(small, "Ulkokuntosali")
    then = open_page("toimenpiteet", vuosi="2024", toimenpide=id_)
    now = open_page("toimenpiteet", toimenpide=id_)
    assert "Muokkaa" in buttons(now) and "Uusi arvio" in buttons(now)
    assert buttons(then) == ["Takaisin luetteloon"]
    assert "2.11.2026" in seen(now)
    assert "2.11.2026" not in seen(then)


def test_choosing_the_moment_and_the_day_of_comparison_writes_them_to_the_address(small):
    at = choose(open_page("toimenpiteet"), "address_vertaa", "2024-12-31")
    assert at.query_params["vertaa"] == "2024-12-31"
    at = choose(at, "address_vuosi", "2025")
    assert at.query_params["vuosi"] == "2025"
    at = choose(at, "address_vuosi", "")
    assert "vuosi" not in at.query_params


# --- one action


def test_one_action_shows_all_that_is_known_of_it(small):
    at = open_page("toimenpiteet", toimenpide=small.actions[0].id)
    shown = seen(at)
    for text in ("Asukasraati", "1. Osallisuus › Kuullaan asukkaita", "Viestintä", "31.1.2026", "1.10.2025"):
        assert text in shown
    assert "Lähde: Koordinaattori" in shown


def test_an_action_from_a_workbook_tells_its_file_and_cell(full):
    with full.connect() as connection:
        head = next(one for one in plan_heads(connection) if one.name == "Elinvoimaohjelma")
    plan = view(full, head.name)
    shown = seen(open_page("toimenpiteet", suunnitelma=plan.id, toimenpide=plan.actions[0].id))
    assert "Lähde: mikkeli_elinvoimaohjelma.xlsx, Toimenpiteet!" in shown


def test_a_light_read_from_a_documents_text_is_marked_so(full):
    interpreted = 0
    with full.connect() as connection:
        heads = plan_heads(connection)
    for plan in (view(full, head.name) for head in heads if head.organisation == "Mikkeli"):
        for one in plan.actions:
            if one.interpreted and not interpreted:
                interpreted += 1
                shown = seen(open_page("toimenpiteet", suunnitelma=plan.id, toimenpide=one.id))
                assert "tulkittu lähteestä" in shown
    assert interpreted


def test_the_parts_of_an_action_are_listed_and_lead_to_themselves(small):
    at = open_page("toimenpiteet", toimenpide=action_id(small, "Kokonaisuus"))
    parts = [one for one in links(at) if one.text.startswith("Osa ")]
    assert [one.text for one in parts] == ["Osa yksi", "Osa kaksi"]
    assert "Osa kaksi" in seen(open_page(parts[1].href))


def test_back_leads_to_the_list_with_its_filters(small):
    at = open_page("toimenpiteet", valo="grey")
    (first, _second) = links(at, "name")
    at = click(open_page(first.href), "Takaisin luetteloon")
    assert at.query_params["valo"] == "grey"
    assert count(at) == 2


def test_an_action_is_moved_up_and_down_among_its_siblings(small, empty):
    one = small.actions[1]
    assert one.name == "Kysely"
    at = open_page("toimenpiteet", toimenpide=one.id)
    assert button(at, "Siirrä alaspäin").disabled
    at = click(at, "Siirrä ylöspäin")
    assert not at.exception
    assert [a.name for a in view(empty).actions][:2] == ["Kysely", "Asukasraati"]
    assert button(at, "Siirrä ylöspäin").disabled
    click(at, "Siirrä alaspäin")
    assert [a.name for a in view(empty).actions][:2] == ["Asukasraati", "Kysely"]


def test_an_action_that_somebody_removes_is_told_at_the_next_run(small, empty):
    id_ = action_id(small, "Seniorikortti")
    at = open_page("toimenpiteet", toimenpide=id_)
    click(open_page("toimenpiteet", poista=id_), "Poista")
    at = click(at, "Siirrä ylöspäin")
    assert not at.exception
    assert told(at) == "Linkin toimenpidettä ei enää ole."


def action_id(plan, name: str) -> str:
    (found,) = [one.id for one in plan.actions if one.name == name]
    return found


# --- long plans, empty plans, the workbook


def test_a_plan_of_more_than_sixty_actions_is_shown_in_pages(full):
    plan = view(full, "Elinvoimaohjelma")
    at = open_page("toimenpiteet", suunnitelma=plan.id)
    assert count(at) == len(plan.actions) == 76
    first = names(at)
    assert len(first) == 60
    (pages,) = at.get("pagination")
    pages.set_value(2)
    at = at.run()
    assert first + names(at) == [" ".join(one.name.split()) for one in plan.actions]


def test_a_filter_on_the_last_page_of_the_list_shows_what_it_found(full):
    plan = view(full, "Elinvoimaohjelma")
    at = open_page("toimenpiteet", suunnitelma=plan.id)
    (pages,) = at.get("pagination")
    pages.set_value(2)
    at = choose(at.run(), "address_painopiste", [plan.focus_areas[0].id])
    assert not at.exception
    assert len(names(at)) == count(at) == len(plan.of_area(plan.focus_areas[0].id))


def test_a_plan_with_nothing_in_it_says_how_to_begin(empty):
    build(empty, "")
    at = open_page("toimenpiteet")
    assert "Lisää ensimmäinen toimenpide" in told(at)
    assert "Lisää toimenpide" in buttons(at)


def test_a_plan_with_goals_but_no_actions_lists_its_goals(empty):
    build(empty, "1. A\n  Tavoite yksi\n2. B")
    at = open_page("toimenpiteet")
    assert not at.exception
    assert "Tavoite yksi" in seen(at)
    assert "Painopisteellä ei ole toimenpiteitä." in seen(at)


def test_a_focus_area_without_actions_can_be_opened_from_the_start_page(empty):
    build(empty, "1. A\n  Tavoite yksi\n2. B\n  - C")
    (link,) = [one for one in links(open_page("")) if one.text == "1. A"]
    at = open_page(link.href)
    assert not at.exception
    assert count(at) == 0
    assert errors(at) == []


def test_the_whole_plan_is_offered_as_a_workbook(small):
    at = open_page("toimenpiteet", valo="green")
    (download,) = at.get("download_button")
    assert download.label == "Excel"


def test_the_workbook_holds_every_action_of_the_plan(small, empty):
    book = load_workbook(BytesIO(workbook(dump(empty, [small.id]))))
    texts = {cell.value for row in book["Toimenpiteet"].iter_rows() for cell in row}
    assert {one.name for one in small.actions} <= texts


def test_an_action_without_a_goal_stands_under_its_focus_area(empty):
    plan = build(empty, "1. A\n  - Ilman tavoitetta\n  Tavoite\n    Tavoitteessa")
    assert names(open_page("toimenpiteet")) == ["Ilman tavoitetta", "Tavoitteessa"]
    at = open_page("toimenpiteet", toimenpide=plan.actions[0].id)
    assert "1. A" in seen(at)


def test_a_due_date_far_away_does_not_break_a_page(empty):
    plan = build(empty, "1. A\n  - B (due 9999-12-31)\n  - C (from 0001-01-01)")
    for link in (
        "",
        "toimenpiteet",
        "toimenpiteet?nakyma=muokkaus",
        f"toimenpiteet?muokkaa={plan.actions[0].id}",
    ):
        assert not open_page(link).exception, link


def test_notes_of_many_lines_keep_their_lines(small, empty):
    id_ = action_id(small, "Seniorikortti")
    note = "Ensimmäinen rivi\nToinen rivi"
    row = Assessment(action_id=id_, number=1, assessed_on=small.actions[0].due, light="red", note=note)
    assert save(empty, Change.adding(row)).done
    for link in (f"toimenpiteet?toimenpide={id_}", "toimenpiteet?haku=seniorikortti"):
        shown = seen(open_page(link)).split("\n")
        assert "Ensimmäinen rivi" in shown and "Toinen rivi" in shown
