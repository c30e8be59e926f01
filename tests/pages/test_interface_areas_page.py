"""Yhdyspinnat: the matrix to read and to edit, who answers for how much, networks, maturity, structures."""

import re
from datetime import date

import pytest
from areas import build_areas, cell, drawn, known
from opening import (
    HOSTILE,
    button,
    choose,
    click,
    errors,
    go,
    links,
    open_page,
    seen,
    tags,
    told,
    type_into_grid,
    warnings,
    widget,
)
from sqlalchemy import event
from trees import build, save

from hyte_core.changes import Change
from hyte_core.changes.cooperation_edits import add_network, link_actions
from hyte_core.cooperation import matrix
from hyte_core.locale import speaking
from hyte_core.model import InterfaceArea, Maturity, Network
from hyte_core.ui import session
from hyte_core.ui.areas.export import _on_paper
from hyte_core.ui.areas.verify import meant

CELLS = {
    "Liikunta": {
        "Alue": "Asiantuntija 2024-05-14",
        "Asikkala": "Koordinaattori <k@asikkala.fi> 2026-05-14",
        "Heinola": "",
    },
    "Osallisuus": {"Alue": "Johtaja, Verso", "Asikkala": "Koordinaattori 2026-05-14"},
    "Ravitsemus": {"Alue": "", "Asikkala": "Ohjaaja; Emäntä 2026-05-14"},
}
PARTS = ("", "nimikkeet", "verkostot", "aste", "rakenteet")


@pytest.fixture
def areas(empty):
    return build_areas(empty, CELLS)


def area_id(found, name):
    return next(one.id for one in found.areas if one.name == name)


def body_id(found, name):
    return next(one.id for one in found.organisations if one.name == name)


def cards(at) -> list[str]:
    """The numbers on top with their words."""
    return [link.text for link in links(at, "card")]


# --- the matrix to read


def test_without_areas_the_page_tells_how_to_get_them(empty):
    at = open_page("yhdyspinnat")
    assert not at.exception
    assert "Yhdyspintoja ei ole vielä" in told(at)


def test_the_counts_on_top_tell_gaps_stale_ones_and_how_much_hangs_on_one_role(areas):
    gaps, stale, load, level = cards(open_page("yhdyspinnat"))
    assert gaps == "1 ilman yhteyshenkilöä kaikki: Alue"
    assert (
        stale == "1 vahvistamatta yli vuoden vanhin 14.5.2024 · lisäksi 2, joita ei ole koskaan vahvistettu"
    )
    assert load == "2 yhdyspintaa yhden nimikkeen vastuulla Koordinaattori, Asikkala"
    assert level == "– yhteistyön aste, mediaani ei vielä arvioitu"


def test_a_gap_says_so_in_words_and_leads_to_the_form_that_fills_it(areas):
    at = open_page("yhdyspinnat")
    (gap,) = [link for link in links(at) if link.text == "○ puuttuu"]
    at = go(at, gap.href)
    assert widget(at, "form_area").value == area_id(areas, "Ravitsemus")
    assert widget(at, "form_organisation").value == body_id(areas, "Alue")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ["Liikunta", "Osallisuus", "Ravitsemus"]),
        ({"haku": "koordinaattori"}, ["Liikunta", "Osallisuus"]),
        ({"rajaus": "puuttuu"}, ["Ravitsemus"]),
        ({"rajaus": "vanhat"}, ["Liikunta", "Osallisuus", "Ravitsemus"]),
        ({"rajaus": "vanhat", "haku": "liik"}, ["Liikunta"]),
        ({"haku": "olematon"}, []),
    ],
)
def test_the_address_narrows_the_matrix(areas, asked, shown):
    at = open_page("yhdyspinnat", **asked)
    assert not at.exception
    assert [link.text for link in links(at) if "alue=" in link.href and link.text in CELLS] == shown
    assert ("Mikään yhdyspinta ei vastaa rajausta." in told(at)) == (not shown)


def test_an_added_organisation_is_a_column_of_gaps_and_stays_in_the_address(areas):
    at = open_page("yhdyspinnat")
    ids = [body_id(areas, name) for name in ("Alue", "Asikkala", "Heinola")]
    at = choose(at, "address_organisaatio", ids)
    assert at.query_params["organisaatio"] == ids
    assert cards(at)[0].startswith("4 ilman yhteyshenkilöä")
    at = choose(at, "address_organisaatio", ids[:2])
    assert "organisaatio" not in at.query_params


def test_a_link_to_a_structure_that_is_gone_says_so_and_shows_the_first(areas):
    at = open_page("yhdyspinnat", rakenne="Poistettu")
    assert "Poistettu" in warnings(at)[0]
    assert "Liikunta" in seen(at)


def test_a_button_means_a_cell_or_a_whole_column(empty, areas):
    whole = matrix(areas, areas.structures[0])
    body = body_id(areas, "Asikkala")
    assert [c.role for c in meant(whole, f"{area_id(areas, 'Ravitsemus')}.{body}")] == ["Emäntä", "Ohjaaja"]
    assert len(meant(whole, f".{body}")) == 4
    assert meant(whole, "x.y") == () == meant(whole, "")


def test_every_cell_and_column_that_waits_has_a_button_of_its_own(areas):
    (html,) = [one.value for one in open_page("yhdyspinnat").get("html") if "data-verify" in one.value]
    found = re.findall(r'data-verify="([^"]*)"', html)
    cells = [("Liikunta", "Alue"), ("Osallisuus", "Alue"), ("Ravitsemus", "Asikkala")]
    columns = [f".{body_id(areas, name)}" for name in ("Alue", "Asikkala")]
    assert sorted(found) == sorted(
        [*columns, *(f"{area_id(areas, area)}.{body_id(areas, body)}" for area, body in cells)]
    )


@pytest.mark.parametrize("osa", PARTS)
def test_what_users_wrote_is_shown_as_it_is_on_every_part(empty, osa):
    build_areas(empty, {HOSTILE: {HOSTILE: HOSTILE.replace("<", "[").replace(">", "]")}}, structure=HOSTILE)
    found = known(empty)
    save(
        empty, Change.adding(Network(name=HOSTILE, interface_area_id=found.areas[0].id, coordinator=HOSTILE))
    )
    at = open_page("yhdyspinnat", osa=osa)
    assert not at.exception
    assert "script" not in tags(at) and "img" not in tags(at)


# --- editing


def test_roles_typed_into_the_matrix_are_saved_and_a_person_keeps_the_e_mail(empty, areas):
    at = open_page("yhdyspinnat", nakyma="muokkaus")
    at = type_into_grid(at, {0: {body_id(areas, "Asikkala"): "Koordinaattori; Liikuntavastaava"}})
    at = type_into_grid(
        at,
        {
            0: {body_id(areas, "Asikkala"): "Koordinaattori; Liikuntavastaava"},
            2: {body_id(areas, "Alue"): "Terapeutti"},
        },
    )
    at = click(at, "Tallenna 2 muutosta")
    assert not errors(at)
    found = known(empty)
    assert drawn(found)["Ravitsemus"]["Alue"] == "Terapeutti"
    first, second = cell(found, "Liikunta", "Asikkala")
    assert (first.role, first.email, second.role, second.verified_on) == (
        "Koordinaattori",
        "k@asikkala.fi",
        "Liikuntavastaava",
        None,
    )


def test_a_malformed_e_mail_in_the_long_grid_is_told_and_nothing_is_lost(empty, areas):
    at = open_page("yhdyspinnat", nakyma="yhteystiedot", haku="liikunta")
    at = type_into_grid(at, {0: {"email": "maija", "verified_on": "2026-11-20"}})
    at = click(at, "Tallenna 2 muutosta")
    assert "sähköposti" in errors(at)[0]
    assert button(at, "Tallenna 2 muutosta")
    assert cell(known(empty), "Liikunta", "Alue") == cell(areas, "Liikunta", "Alue")
    at = type_into_grid(at, {0: {"email": "maija@alue.fi", "verified_on": "2026-11-20"}})
    click(at, "Tallenna 2 muutosta")
    (one,) = cell(known(empty), "Liikunta", "Alue")
    assert (one.email, one.verified_on) == ("maija@alue.fi", date(2026, 11, 20))


def test_one_contact_is_marked_as_verified_or_removed_in_the_long_view(empty, areas):
    at = open_page("yhdyspinnat", nakyma="yhteystiedot")
    (one,) = cell(areas, "Liikunta", "Alue")
    at = click(choose(at, "one_contact", one.id), "Merkitse vahvistetuksi")
    assert cell(known(empty), "Liikunta", "Alue")[0].verified_on == date(2026, 11, 22)
    click(choose(at, "one_contact", one.id), "Poista yhteyshenkilö")
    assert cell(known(empty), "Liikunta", "Alue") == ()


def test_a_contact_is_added_with_the_form(empty, areas):
    at = open_page("yhdyspinnat", lisaa=f"{area_id(areas, 'Ravitsemus')}.{body_id(areas, 'Alue')}")
    at.text_input(key="form_role").set_value(" Terapeutti ")
    at = click(at, "Lisää")
    assert not errors(at)
    assert drawn(known(empty))["Ravitsemus"]["Alue"] == "Terapeutti"


def test_the_form_without_a_role_says_what_to_do(empty, areas):
    at = click(open_page("yhdyspinnat", lisaa="1"), "Lisää")
    assert errors(at) == ["Valitse yhdyspinta ja organisaatio ja kirjoita nimike."]
    assert known(empty).contacts == areas.contacts


@pytest.mark.parametrize("name", ["liikunta", "LIIKUNTA ", "Lii-kunta"])
def test_the_same_area_in_another_spelling_is_not_added_twice(empty, areas, name):
    at = open_page("yhdyspinnat", osa="rakenteet", uusialue="1")
    at.text_input(key="form_area_name").set_value(name)
    at = click(at, "Tallenna")
    assert "Yhdyspinta on jo olemassa nimellä ”Liikunta”" in errors(at)[0]
    assert len(known(empty).areas) == 3


def test_an_organisation_that_has_contacts_is_not_removed(empty, areas):
    at = open_page("yhdyspinnat", organisaatiot="1")
    at = choose(at, "form_gone", body_id(areas, "Asikkala"))
    at = click(at, "Poista organisaatio")
    assert errors(at) == ["Organisaatiolla on 4 yhteyshenkilöä: poista ne ensin."]
    at = click(choose(at, "form_gone", body_id(areas, "Heinola")), "Poista organisaatio")
    assert [one.name for one in known(empty).organisations] == ["Alue", "Asikkala"]


# --- roles, networks, maturity, structures


def test_a_role_on_many_areas_and_each_organisations_gaps_are_listed(areas):
    text = seen(open_page("yhdyspinnat", osa="nimikkeet"))
    assert "Koordinaattori" in text and "Liikunta, Osallisuus" in text
    assert "Ilman yhteyshenkilöä" in text and "k@asikkala.fi" in text


def test_networks_are_found_by_typing_and_areas_without_one_are_named(empty, areas):
    area = area_id(areas, "Liikunta")
    rows = [
        Network(name="Seuraparlamentti", interface_area_id=area, coordinator="Liikuntatoimi"),
        Network(name="Ravitsemusryhmä", interface_area_id=area, position=1),
        Network(name="Neuvottelukunta", heading="HYTE-verkostot"),
    ]
    save(empty, *map(Change.adding, rows))
    at = open_page("yhdyspinnat", osa="verkostot")
    assert "2 yhdyspintaa ilman omaa verkostoa" in seen(at)
    assert [one.text for one in links(at, "name")] == ["Seuraparlamentti", "Ravitsemusryhmä"]
    at = choose(at, "address_haku", "liikuntatoimi")
    assert [one.text for one in links(at, "name")] == ["Seuraparlamentti"]
    at = choose(at, "address_haku", "hyte")
    assert [one.text for one in links(at, "name")] == ["Neuvottelukunta"]
    assert "Neuvottelukunta" in seen(open_page("yhdyspinnat", osa="rakenteet"))


def test_a_linked_action_shows_its_light_in_words_under_the_network(empty, areas):
    plan = build(empty, "1. A\n  - Ulkokuntosali [red 2026-10-01]", organisation="Toinen")
    fields = {"name": "Ryhmä", "interface_area_id": area_id(areas, "Liikunta")}
    empty_fields = {"heading": "", "coordinator": "", "meets": "", "members": (), "note": ""}
    change_set, id_ = add_network(areas, {**fields, **empty_fields})
    save(empty, *change_set.changes)
    network = known(empty).network_by_id[id_]
    save(empty, *link_actions(network, [plan.actions[0].id], [plan.actions[0].id]).changes)
    text = seen(open_page("yhdyspinnat", osa="verkostot"))
    assert "Ulkokuntosali" in text and "punainen" in text


def test_a_network_is_edited_and_removed_in_its_dialog(empty, areas):
    row = Network(name="Ryhmä", interface_area_id=area_id(areas, "Liikunta"))
    save(empty, Change.adding(row))
    at = open_page("yhdyspinnat", osa="verkostot", verkosto=row.id)
    at.text_input(key="form_meets").set_value("kuukausittain")
    at = click(at, "Tallenna")
    assert known(empty).networks[0].meets == "kuukausittain"
    click(go(at, f"yhdyspinnat?osa=verkostot&verkosto={row.id}"), "Poista verkosto")
    assert known(empty).networks == ()


def test_a_link_to_a_network_that_is_gone_says_so(areas):
    assert "Linkin kohdetta ei enää ole." in warnings(open_page("yhdyspinnat", verkosto="poissa"))


def test_a_level_is_assessed_with_the_form_and_both_sides_are_compared(empty, areas):
    area = area_id(areas, "Liikunta")
    old = Maturity(interface_area_id=area, level=4, side="county", assessed_on=date(2026, 1, 1))
    save(empty, Change.adding(old))
    at = open_page("yhdyspinnat", osa="aste", arvioi=area)
    at.button_group(key="form_side").set_value("municipality")
    at.radio(key="form_level").set_value(2)
    at = click(at, "Tallenna arvio")
    assert not errors(at)
    assert [(one.side, one.level) for one in known(empty).maturity] == [("county", 4), ("municipality", 2)]
    assert "hyvinvointialueen arvio 2 astetta korkeampi" in seen(open_page("yhdyspinnat", osa="aste"))


def test_the_six_levels_and_the_two_surveys_are_told_in_words(areas):
    text = seen(open_page("yhdyspinnat", osa="aste"))
    assert "Kuntien ja hyvinvointialueen välillä ei ole vuorovaikutusta" in text
    assert "Kuntajohdon kysely" in text and "151 vastausta" in text and "%" not in text


def test_other_structures_show_their_themes_with_partners(empty, areas):
    row = InterfaceArea(
        name="Teema", structure="Lapinjärvi", description="Kuvaus", partners=["Nuva", "Martat"]
    )
    save(empty, Change.adding(row))
    text = seen(open_page("yhdyspinnat", osa="rakenteet"))
    assert all(word in text for word in ("Lapinjärvi", "Teema", "Kuvaus", "Nuva", "Martat"))


def test_names_and_e_mails_are_not_on_paper(areas):
    with speaking("fi"):
        page = _on_paper("Yhdyspinnat", "A3", matrix(areas, areas.structures[0])).decode()
    assert "Koordinaattori" in page and "puuttuu" in page and "A3 landscape" in page
    assert "k@asikkala.fi" not in page


@pytest.mark.parametrize("osa", PARTS)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_part_can_be_read_in_every_language(areas, osa, code):
    assert not open_page("yhdyspinnat", osa=osa, kieli=code).exception


@pytest.mark.parametrize("osa", PARTS)
def test_a_warm_run_asks_the_database_at_most_eight_times(empty, areas, osa):
    at = open_page("yhdyspinnat", osa=osa)
    asked = []
    event.listen(session.engine(), "before_cursor_execute", lambda *call: asked.append(call[2]))
    at.run()
    assert len(asked) <= 8
