"""Indikaattorit: the list, one indicator with its parts, and editing, in every state of the data."""

import pytest
from opening import (
    HOSTILE,
    choose,
    click,
    errors,
    go,
    links,
    open_page,
    rerun,
    seen,
    tags,
    toasts,
    told,
    type_into_grid,
    widget,
)
from series import indicator, put, read
from sqlalchemy import Engine
from trees import action, build, save, view

from hyte_core.changes import Change
from hyte_core.model import FollowedIndicator, IndicatorCard, InterfaceArea

LONELY = """
Yksinäisyys, %, lower, Kouluterveyskysely
  Testikunta lukio: 2017 10.3, 2019 12.3 | 0
  Testikunta amm: 2017 7.4, 2019 -(ei kerätty)
  koko maa lukio: 2017 10.4, 2019 11.7
"""
GOOD = "Liikkuvat, %, higher, FinSote\n  Testikunta *: 2015 70, 2018 81.2 | 80"


def filled(engine: Engine) -> dict[str, str]:
    """A plan with two indicators; their ids by name."""
    build(engine, "1. Osallisuus\n  - Kuuleminen\n2. Liikunta\n  - Reitit")
    put(engine, LONELY, GOOD)
    return {one.own_name: one.id for one in read(engine, "Testikunta").all}


def shown(at) -> list[str]:
    return [one.text for one in links(at, "name")]


def test_an_empty_installation_is_welcomed(empty: Engine) -> None:
    assert "Tervetuloa" in seen(open_page("indikaattorit"))


def test_an_organisation_without_indicators_is_told_how_to_get_them(empty: Engine) -> None:
    build(empty, "1. Osallisuus")
    at = open_page("indikaattorit")
    assert "Tuo niiden arvot työkirjana" in told(at)


def test_the_list_shows_each_groups_value_and_verdict(empty: Engine) -> None:
    filled(empty)
    text = seen(open_page("indikaattorit"))
    for piece in (
        "12,3 %",
        "Heikkeni 2,0 prosenttiyksikköä vuodesta 2017",
        "81,2 %",
        "Tavoite 80 % saavutettu",
    ):
        assert piece in text


def test_what_was_made_of_the_real_documents_is_shown(full: Engine) -> None:
    at = open_page("indikaattorit")
    assert not at.exception
    with full.connect() as connection:
        from hyte_core.views import plan_heads

        plan = next(head.id for head in plan_heads(connection) if head.name == "Hyvän elämän ohjelma")
    at = go(at, f"indikaattorit?suunnitelma={plan}")
    assert "25 indikaattoria" in seen(at)
    assert "Tuntee itsensä yksinäiseksi" in shown(at)


def test_an_indicator_tells_the_way_to_its_target_and_what_holds_in_all_groups(empty: Engine) -> None:
    build(empty, "1. Osallisuus")
    put(empty, "Liikkuvat, %, higher\n  Testikunta *: 2017 50, 2023 60 | 75")
    put(
        empty,
        "Tupakoivat, %, lower\n  Testikunta lukio: 2017 9, 2019 8 | decrease\n  Testikunta amm: 2017 9, 2019 9 | decrease",
    )
    ids = {one.own_name: one.id for one in read(empty).all}
    way = seen(open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}")).replace("\xa0", " ")
    assert "Matkasta tavoitteeseen on kuljettu 40 % (2017–2023)." in way
    assert "kaikissa ryhmissä" not in way
    together = seen(open_page(f"indikaattorit?indikaattori={ids['Tupakoivat']}"))
    assert "Tavoite ”vähenee” ei toteudu kaikissa ryhmissä. Ei toteudu: amm." in together
    assert "Matkasta" not in together


def test_filters_in_the_address_narrow_the_list_and_can_be_taken_away(empty: Engine) -> None:
    filled(empty)
    at = open_page("indikaattorit?lahde=FinSote")
    assert shown(at) == ["Liikkuvat"]
    assert shown(click(at, "Poista rajaukset")) == ["Liikkuvat", "Yksinäisyys"]
    assert shown(open_page("indikaattorit?tulkinta=heikkenee")) == ["Yksinäisyys"]


def test_a_filter_that_does_not_exist_is_told(empty: Engine) -> None:
    filled(empty)
    at = open_page("indikaattorit?ryhma=olematon&tulkinta=outo")
    assert "rajausta ei enää ole" in told(at)
    assert len(shown(at)) == 2


def test_nothing_found_is_told(empty: Engine) -> None:
    filled(empty)
    assert "Mikään indikaattori ei vastaa rajausta." in told(open_page("indikaattorit?haku=zzz"))


def test_the_worst_can_come_first(empty: Engine) -> None:
    filled(empty)
    assert shown(open_page("indikaattorit?jarjestys=huonoin"))[0] == "Yksinäisyys"


def test_a_focus_area_shows_the_indicators_that_follow_it(empty: Engine) -> None:
    ids = filled(empty)
    area = view(empty).focus_areas[1]
    save(empty, Change.adding(FollowedIndicator(focus_area_id=area.id, indicator_id=ids["Liikkuvat"])))
    assert shown(open_page("indikaattorit")) == ["Liikkuvat"]
    assert shown(open_page("indikaattorit?painopiste=muut")) == ["Yksinäisyys"]


def test_an_indicator_that_is_not_there_any_more_is_told(empty: Engine) -> None:
    filled(empty)
    assert "indikaattoria ei enää ole" in told(open_page("indikaattorit?indikaattori=poissa"))


@pytest.mark.parametrize("part", ["", "arvot", "kortti", "toimenpiteet", "lahteet"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_part_of_an_indicator_opens_by_its_link(empty: Engine, part: str, language: str) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Yksinäisyys']}&osa={part}&kieli={language}")
    assert not at.exception
    assert at.title[0].value == "Yksinäisyys"


def test_an_indicator_without_values_opens_too(empty: Engine) -> None:
    build(empty, "1. Osallisuus")
    put(empty, "Uusi, %, higher\n  Testikunta *:")
    at = open_page(f"indikaattorit?indikaattori={indicator(empty, 'Uusi').id}")
    assert "ei ole vielä arvoja" in told(at)


def test_a_value_typed_into_the_table_is_saved_and_shown(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Yksinäisyys']}&osa=arvot")
    at = click(type_into_grid(at, {0: {"2019": 9.9}}), "Tallenna 1 muutos")
    assert "Tallennettu 1 muutos" in toasts(at)
    own = indicator(empty, "Yksinäisyys").of("Testikunta", "lukio")
    assert own.latest.value == 9.9


def with_row(at, region: str):
    at.session_state["adding_series"] = True  # its button is pressed
    rerun(at)
    widget(at, "new_region").set_value(region)
    return click(at, "Lisää rivi taulukkoon")


def rows_of_grid(at) -> list[str]:
    return [str(row) for row in at.data_editor[0].value.index]


def test_a_known_area_is_added_to_the_table_by_the_name_that_it_has(empty: Engine) -> None:
    ids = filled(empty)
    link = f"indikaattorit?indikaattori={ids['Yksinäisyys']}&osa=arvot"
    assert "Mikkeli|" in rows_of_grid(with_row(open_page(link), "S:t Michel"))
    assert "Lapinjärvi|" in rows_of_grid(with_row(open_page(link), " lapinjärvi"))


def test_an_area_that_is_not_known_is_refused_with_the_nearest_name(empty: Engine) -> None:
    ids = filled(empty)
    at = with_row(open_page(f"indikaattorit?indikaattori={ids['Yksinäisyys']}&osa=arvot"), "Mikkelli")
    assert "tarkoititko ”Mikkeli”?" in told(at)
    assert not any(row.startswith("Mikkel") for row in rows_of_grid(at))
    assert "ei tunneta" in told(with_row(at, "Atlantis"))


def test_a_value_typed_into_a_gap_takes_its_reason_away(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Yksinäisyys']}&osa=arvot")
    row = [str(i) for i in at.data_editor[0].value.index].index("Testikunta|amm")
    click(type_into_grid(at, {row: {"2019": 8}}), "Tallenna 1 muutos")
    point = indicator(empty, "Yksinäisyys").of("Testikunta", "amm").in_year(2019)
    assert (point.value, point.missing_reason) == (8, "")


def test_a_new_years_value_and_a_new_area_are_added(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=arvot")
    at.session_state["adding_year"] = True  # its button is pressed
    rerun(at)
    widget(at, "new_year").set_value(2021)
    at = click(at, "Lisää vuosi taulukkoon")
    at = click(type_into_grid(at, {0: {"2021": 83.5, "target": 85}}), "Tallenna 2 muutosta")
    own = indicator(empty, "Liikkuvat").of("Testikunta", "")
    assert (own.latest.year, own.latest.value, own.targets[0].value) == (2021, 83.5, 85)


def test_an_emptied_value_is_removed(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=arvot")
    click(type_into_grid(at, {0: {"2018": None}}), "Tallenna 1 muutos")
    assert [p.year for p in indicator(empty, "Liikkuvat").series[0].points] == [2015]


def test_a_value_that_somebody_else_changed_meanwhile_is_not_lost(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=arvot")
    at = type_into_grid(at, {0: {"2018": 90}})
    point = indicator(empty, "Liikkuvat").series[0].latest
    save(empty, Change.changing("observation", point.id, value=(81.2, 82.0)), author="Toinen")
    at = click(at, "Tallenna 1 muutos")
    assert "joku toinen" in told(at)
    assert indicator(empty, "Liikkuvat").series[0].latest.value == 82
    click(at, "Tallenna omat arvoni")
    assert indicator(empty, "Liikkuvat").series[0].latest.value == 90


def test_the_others_value_can_be_kept(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=arvot")
    at = type_into_grid(at, {0: {"2018": 90, "2015": 71}})
    point = indicator(empty, "Liikkuvat").series[0].latest
    save(empty, Change.changing("observation", point.id, value=(81.2, 82.0)), author="Toinen")
    click(click(at, "Tallenna 2 muutosta"), "Pidä toisen arvot")
    assert [p.value for p in indicator(empty, "Liikkuvat").series[0].points] == [71, 82]


def test_somebody_elses_save_elsewhere_does_not_take_away_what_was_typed(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=arvot")
    at = type_into_grid(at, {0: {"2018": 90}})
    save(empty, Change.adding(InterfaceArea(name="Muu")), author="Toinen")
    at = click(rerun(at), "Tallenna 1 muutos")
    assert indicator(empty, "Liikkuvat").series[0].latest.value == 90


def test_a_review_is_added_to_the_card_and_the_earlier_ones_stay(empty: Engine) -> None:
    ids = filled(empty)
    organisation = view(empty).organisation_id
    old = IndicatorCard(
        indicator_id=ids["Liikkuvat"], organisation_id=organisation, number=1, achieved="Avattiin reitti"
    )
    save(empty, Change.adding(old))
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=kortti")
    assert "Avattiin reitti" in seen(at)
    assert "neljän kuukauden välein" in told(at)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=kortti&tarkista=1")
    area = next(one for one in at.text_area if one.label.startswith("Mitä on saatu aikaan"))
    area.set_value("Avattiin toinenkin")
    click(at, "Tallenna tarkistus")
    cards = indicator(empty, "Liikkuvat").cards
    assert [card.texts["achieved"] for card in cards] == ["Avattiin reitti", "Avattiin toinenkin"]


def test_actions_are_linked_to_an_indicator_and_back(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=toimenpiteet")
    assert "ei mainitse" in told(at)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=toimenpiteet&liita=1")
    choose(at, f"link_{ids['Liikkuvat']}", [action(empty, "Reitit").id])
    click(at, "Tallenna")
    assert action(empty, "Reitit").indicators == ("Liikkuvat",)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&osa=toimenpiteet")
    assert "Reitit" in [one.text for one in links(at)]


def test_what_an_indicator_is_can_be_edited(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&muokkaa=1")
    next(one for one in at.text_input if one.label == "Aihe").set_value("Liikunta")
    click(at, "Tallenna")
    assert indicator(empty, "Liikkuvat").theme == "Liikunta"


def test_what_was_typed_of_an_indicator_stays_when_somebody_else_has_changed_the_same(empty: Engine) -> None:
    ids = filled(empty)
    at = open_page(f"indikaattorit?indikaattori={ids['Liikkuvat']}&muokkaa=1")
    next(one for one in at.text_input if one.label == "Aihe").set_value("Oma aihe")
    save(empty, Change.changing("indicator", ids["Liikkuvat"], theme=("", "Toisen aihe")), author="Toinen")
    at = click(at, "Tallenna")
    assert "Toisen aihe" in told(at)
    assert next(one for one in at.text_input if one.label == "Aihe").value == "Oma aihe"
    click(at, "Tallenna")
    assert indicator(empty, "Liikkuvat").theme == "Oma aihe"


def test_a_new_indicator_needs_a_name_and_what_is_better(empty: Engine) -> None:
    filled(empty)
    at = open_page("indikaattorit?uusi=1")
    at = click(at, "Tallenna")
    assert "Anna indikaattorille nimi" in "".join(errors(at))


def test_hostile_texts_stay_texts(empty: Engine) -> None:
    build(empty, "1. Osallisuus")
    name = HOSTILE.replace(",", "")
    put(empty, f"{name}, %, higher\n  Testikunta *: 2015 70")
    one = next(i for i in read(empty).all)
    for link in (
        "indikaattorit",
        f"indikaattorit?indikaattori={one.id}",
        f"indikaattorit?indikaattori={one.id}&osa=lahteet",
    ):
        at = open_page(link)
        assert not at.exception
        assert "script" not in tags(at)
