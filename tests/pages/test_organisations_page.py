"""Kunnat ja alueet: the heat table's cells lead to what they count, in every part and state of the page."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from opening import HOSTILE, choose, count, go, links, markdown, open_page, seen, tags, told, warnings, widget
from openpyxl import load_workbook
from sqlalchemy import insert
from trees import build

from hyte_core.excel import heat_workbook
from hyte_core.model import Contact, Indicator, InterfaceArea, Meeting, Observation, Organisation, Series
from hyte_core.regional import area_states, bodies, heat_table

TODAY = date(2026, 11, 22)
SHARED = """
    Osallisuus
      - Valmis [green 2026-10-01]
      - Toinen valmis [green 2026-10-01]
      - Seis [red 2025-06-01, red 2026-10-01]
      - Arvioimatta
    {own}
      - Kesken (due 2026-01-31) [green 2025-06-01, yellow 2026-10-01]
"""
WORSE = """
    osallisuus
      - Seis [red 2025-10-01]
      - Valmis [green 2025-10-01]
      - Toinenkin seis [red 2025-10-01]
"""


def add(engine, *rows):
    with engine.begin() as connection:
        for row in rows:
            connection.execute(insert(type(row)), row.model_dump())


@pytest.fixture
def county(empty):
    """A county and three municipalities, of which one has assessed nothing; one of another county; one of none."""
    build(empty, SHARED.format(own="Vain kunnan oma"), organisation="Akaa", plan="Akaan suunnitelma")
    build(empty, WORSE, organisation="Borgå", plan="Borgån suunnitelma")
    build(empty, "Osallisuus\n  - Arvioimatta", organisation="Eno", plan="Enon suunnitelma")
    build(empty, "Osallisuus", organisation="Koealue", plan="Alueen suunnitelma")
    build(empty, WORSE, organisation="Ähtäri", plan="Ähtärin suunnitelma")
    with empty.begin() as connection:
        for name, kind, comparisons in (
            ("Akaa", "municipality", '["Koealue"]'),
            ("Borgå", "municipality", '["Koealue", "koko maa"]'),
            ("Eno", "municipality", '["Koealue"]'),
            ("Koealue", "county", "[]"),
            ("Ähtäri", "municipality", '["Etelä-Pohjanmaa"]'),
        ):
            connection.exec_driver_sql(
                f"UPDATE organisation SET kind = '{kind}', comparisons = '{comparisons}' WHERE name = '{name}'"
            )
    add(empty, Organisation(name="Ilman suunnitelmaa"), Organisation(name="Yhdistys", kind="association"))
    return empty


def rows(at) -> list[str]:
    """The names of the organisations in the rows' order."""
    found = [one.value for one in at.get("html") if "<table" in one.value]
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)<', found[-1])[1:]


def cells(at, name: str) -> list[tuple[str, str]]:
    """The texts and links of a row's cells."""
    (html,) = [one.value for one in at.get("html") if "<table" in one.value]
    (row,) = [one for one in html.split("<tr") if f">{name}<" in one]
    found = re.findall(r'<td class="(?:h\d|none)">(?:<a href="([^"]*)">)?([^<]*)<small>([^<]*)<', row)
    return [
        (f"{text} {size}".strip().replace("\xa0", " "), href.replace("&amp;", "&"))
        for href, text, size in found
    ]


def test_the_worst_come_first_and_who_has_not_assessed_is_last_without_zero(county):
    at = open_page("organisaatiot")
    assert rows(at) == ["Borgå", "Ähtäri", "Akaa", "Eno", "Koealue", "Ilman suunnitelmaa"]
    assert cells(at, "Borgå")[0][0] == "33 % 3"
    assert cells(at, "Akaa")[0][0] == "50 % 5"
    assert cells(at, "Eno")[0][0] == "– 1"
    assert cells(at, "Ilman suunnitelmaa")[0][0] == "–"
    assert "6 organisaatiota" in seen(at) and "3 ei ole arvioinut mitään" in seen(at)


def test_the_sums_leave_an_invented_example_out_and_say_so(county):
    with county.begin() as connection:
        connection.exec_driver_sql("UPDATE organisation SET invented = 1 WHERE name = 'Akaa'")
    at = open_page("organisaatiot")
    assert "ilman keksittyä esimerkkiä" in seen(at)
    assert rows(at)[-1] == "Akaa"
    assert "**5 organisaatiota**" in "".join(markdown(at))
    assert "**3 suunnitelmaa yli arviointivälin** / 4" in "".join(
        markdown(open_page("organisaatiot", osa="paivitykset"))
    )


def test_shared_focus_areas_have_columns_and_the_others_are_gathered(county):
    at = open_page("organisaatiot")
    assert [text for text, _href in cells(at, "Akaa")] == ["50 % 5", "67 % 4", "0 % 1"]
    assert [text for text, _href in cells(at, "Borgå")] == ["33 % 3", "33 % 3", "–"]
    assert "Muut painopisteet" in seen(at)


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_cell_leads_to_as_many_actions_of_the_municipality_as_it_says(county, column):
    text, href = cells(open_page("organisaatiot"), "Akaa")[column]
    found = open_page(href)
    assert not found.exception and warnings(found) == []
    assert count(found) == int(text.rpartition(" ")[2])
    assert "Akaan suunnitelma" in seen(found)


def test_the_name_leads_to_the_municipalitys_overview(county):
    at = open_page("organisaatiot")
    (link,) = [one for one in links(at) if one.text == "Borgå"]
    assert urlsplit(link.href).path == "./"
    assert open_page(f"?{urlsplit(link.href).query}").title[0].value == "Borgån suunnitelma"


def test_a_heading_puts_the_rows_in_its_order_and_turns_it_round_the_second_time(county):
    at = open_page("organisaatiot?laji=municipality")
    (name,) = [one for one in links(at) if one.text == "Organisaatio"]
    go(at, name.href)
    assert rows(at) == ["Akaa", "Borgå", "Eno", "Ilman suunnitelmaa", "Ähtäri"]
    (name,) = [one for one in links(at) if one.text.startswith("Organisaatio")]
    go(at, name.href)
    assert rows(at) == ["Ähtäri", "Ilman suunnitelmaa", "Eno", "Borgå", "Akaa"]
    (column,) = [one for one in links(at) if one.text == "Osallisuus"]
    assert parse_qs(urlsplit(column.href).query)["laji"] == ["municipality"]
    go(at, column.href)
    assert rows(at) == ["Borgå", "Ähtäri", "Akaa", "Eno", "Ilman suunnitelmaa"]


def test_a_countys_view_has_its_own_organisations_and_the_links_keep_it(county):
    at = choose(open_page("organisaatiot"), "address_alue", "Koealue")
    assert rows(at) == ["Borgå", "Akaa", "Eno", "Koealue"]
    at = choose(at, "address_laji", "municipality")
    assert rows(at) == ["Borgå", "Akaa", "Eno"]
    at = choose(at, "address_haku", "bor")
    assert rows(at) == ["Borgå"]
    assert "Painopisteillä ei ole yhteisiä nimiä" in seen(at)
    assert "ilman keksittyä esimerkkiä" not in seen(at)


def test_whose_county_is_not_known_has_a_choice_of_its_own(county):
    at = open_page("organisaatiot?alue=ei-tiedossa")
    assert rows(at) == ["Ilman suunnitelmaa"]
    assert "Hyvinvointialue ei tiedossa" in seen(at)


def test_a_chosen_kind_shows_also_those_without_plans(county):
    assert rows(open_page("organisaatiot?laji=association")) == ["Yhdistys"]


def test_the_end_of_a_year_counts_what_was_assessed_by_then(county):
    at = choose(open_page("organisaatiot"), "address_vuosi", date(2025, 12, 31))
    assert "".join(at.query_params["vuosi"]) == "2025"
    assert [text for text, _href in cells(at, "Akaa")] == ["50 % 5", "0 % 4", "100 % 1"]
    assert "Tilanne 31.12.2025" in seen(at) and "suunnitelmat ja yhteyshenkilöt ovat nykyiset" in seen(at)


def test_a_day_and_a_meeting_are_moments_too(county):
    owner = Organisation(name="Kokoustaja")
    held = Meeting(organisation_id=owner.id, held_on=date(2025, 7, 1), title="Kokous")
    add(county, owner, held)
    for moment in ("2025-07-01", held.id):
        at = open_page("organisaatiot", paiva=moment)
        assert cells(at, "Borgå")[0][0] == "– 3"
        assert "Tilanne 1.7.2025" in seen(at)


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("alue=Olematon", "Linkin hyvinvointialuetta ei ole: näytetään kaikki."),
        ("laji=x", "Linkin organisaatiolajia ei ole: näytetään kaikki."),
        ("jarjestys=x", "Linkin saraketta ei enää ole: rivit ovat huonoimmasta alkaen."),
        ("paiva=x", "Linkin päivää ”x” ei ole: näytetään tilanne tänään."),
        ("paiva=2030-01-01", "Päivä 1.1.2030 on vasta tulossa: näytetään tilanne tänään."),
        ("vuosi=2030", "Vuodelta 2030 ei ole arvioita: näytetään tilanne tänään."),
    ],
)
def test_what_the_link_names_but_is_not_there_is_told(county, link, sentence):
    at = open_page(f"organisaatiot?{link}")
    assert [re.sub(r"\\", "", one) for one in warnings(at)] == [sentence]
    assert len(rows(at)) == 6


def test_when_nothing_is_found_the_way_back_is_shown(county):
    at = open_page("organisaatiot?haku=olematon")
    assert told(at) == "Mikään organisaatio ei vastaa rajausta."
    assert [one.label for one in at.button if "rajaukset" in one.label] == ["Poista rajaukset"]


def test_one_organisation_alone_has_its_totals(empty):
    build(empty, "Osallisuus\n  - Toimenpide [green 2026-01-31]", organisation="Yksin", plan="Yksin")
    at = open_page("organisaatiot")
    assert rows(at) == ["Yksin"]
    assert "Painopisteillä ei ole yhteisiä nimiä" in seen(at)
    assert "ilman keksittyä esimerkkiä" not in seen(at)


def test_what_people_wrote_never_becomes_markup(empty):
    for name in ("A", "B"):
        build(
            empty, "X\n  - Toimenpide [green 2026-01-31]", organisation=f"{name} {HOSTILE}", plan="P" + name
        )
    with empty.begin() as connection:
        connection.exec_driver_sql("UPDATE focus_area SET name = ?", (HOSTILE,))
    for part in ("", "paivitykset", "indikaattorit"):
        at = open_page(f"organisaatiot?osa={part}")
        assert not tags(at) & {"script", "img"}
        assert "![x]" not in "".join(markdown(at))


def test_the_workbook_has_the_tables_numbers(county):
    with county.connect() as connection:
        all_ = bodies(connection)
        states = area_states(connection, TODAY, [plan for one in all_ for plan in one.plans])
    table = heat_table(all_, states, TODAY)
    sheet = load_workbook(BytesIO(heat_workbook(table))).active
    heads, *found = sheet.iter_rows(values_only=True)
    by_name = {row[0]: dict(zip(heads, row, strict=True)) for row in found}
    assert by_name["Akaa"] | {"Suunnitelma": ""} == {
        "Organisaatio": "Akaa",
        "Hyvinvointialue": "Koealue",
        "Suunnitelma": "",
        "Vihreiden osuus": 0.5,
        "vihreä": 2,
        "keltainen": 1,
        "punainen": 1,
        "ei arvioitu": 1,
        "Osallisuus": pytest.approx(2 / 3),
        "Osallisuus, toimenpiteitä": 4,
        "Muut painopisteet": 0,
        "Muut painopisteet, toimenpiteitä": 1,
    }
    assert by_name["Eno"]["Vihreiden osuus"] is None and by_name["Eno"]["ei arvioitu"] == 1
    assert by_name["Ilman suunnitelmaa"]["ei arvioitu"] is None
    assert by_name["Borgå"]["Muut painopisteet, toimenpiteitä"] is None


# --- indicators


@pytest.fixture
def measured(county):
    indicator = Indicator(name="Yksinäisyys", unit="%", polarity="lower", source="Kysely")
    add(county, indicator)
    for region, of_year in {
        "Akaa": {2023: 20.0, 2024: 30.0},
        "Borgå": {2023: 10.0, 2024: 12.0},
        "Eno": {2023: 19.0},
        "Koealue": {2024: 21.0},
        "koko maa": {2023: 20.0, 2024: 20.0},
    }.items():
        series = Series(indicator_id=indicator.id, region=region)
        add(county, series)
        for year, value in of_year.items():
            add(
                county,
                Observation(
                    series_id=series.id, year=year, value=value, numerator=value * 10, denominator=1000
                ),
            )
    return indicator


def ranked(at) -> list[tuple[str, ...]]:
    """Place, name, value, year and the comparison of each row."""
    (html,) = [one.value for one in at.get("html") if 'class="ranking"' in one.value]
    pattern = r'<td class="place">(\d*)</td><th scope="row">(?:<a [^>]*>)?([^<]+).*?"value">([^<]+)<.*?"year">(\d+)<.*?"against">(.*?)</td>'
    return [(*row[:4], " ".join(re.sub("<[^>]*>", " ", row[4]).split())) for row in re.findall(pattern, html)]


def test_areas_are_ranked_beside_country_and_county(measured):
    at = open_page("organisaatiot?osa=indikaattorit&alue=Koealue&arvovuosi=2024")
    assert ranked(at) == [
        ("", "koko maa", "20,0 %", "2024", ""),
        ("", "Koealue", "21,0 %", "2024", ""),
        ("2", "Akaa", "30,0 %", "2024", "▼ huonompi"),
        ("1", "Borgå", "12,0 %", "2024", "▲ parempi"),
    ]
    assert "1 ilman arvoa" in seen(at) and "Kaikki arvot ovat vuodelta 2024" in seen(at)


def test_latest_values_of_different_years_say_so(measured):
    at = open_page("organisaatiot?osa=indikaattorit&alue=Koealue")
    assert ("2", "Eno", "19,0 %", "2023", "▬ ei eroa") in ranked(at)
    assert "Arvot ovat eri vuosilta (2023–2024)" in seen(at)


def test_the_order_of_the_ranking_turns_round(measured):
    at = open_page("organisaatiot?osa=indikaattorit&alue=Koealue&arvovuosi=2023")
    assert [row[1] for row in ranked(at)][1:] == ["Akaa", "Eno", "Borgå"]
    (turn,) = [one for one in links(at) if one.text.startswith("Sija")]
    assert [row[1] for row in ranked(go(at, turn.href))][1:] == ["Borgå", "Eno", "Akaa"]


def test_an_areas_name_leads_to_its_indicators_page(measured):
    at = open_page("organisaatiot?osa=indikaattorit")
    (link,) = [one for one in links(at) if one.text == "Borgå"]
    found = open_page(link.href)
    assert not found.exception and told(found) == ""
    assert "Yksinäisyys" in seen(found)


def test_at_a_moment_of_the_past_later_values_are_not_known(measured):
    at = open_page("organisaatiot?osa=indikaattorit&vuosi=2023")
    assert {row[3] for row in ranked(at)} == {"2023"}
    assert "2024" not in widget(at, "address_arvovuosi").options


def test_an_indicator_or_a_year_that_is_not_there_is_told(measured):
    at = open_page("organisaatiot?osa=indikaattorit&indikaattori=x&arvovuosi=1999")
    assert len(warnings(at)) == 2 and len(ranked(at)) == 4


def test_without_values_the_way_to_get_them_is_told(county):
    assert "Indikaattoreilla ei ole vielä arvoja" in told(open_page("organisaatiot?osa=indikaattorit"))


# --- who has updated


def updated(at) -> list[list[str]]:
    """The texts of the rows' cells."""
    (html,) = [one.value for one in at.get("html") if "rows updates" in one.value]
    found = [re.findall(r"<td.*?</td>", row, re.DOTALL) for row in html.split("<tr>")[2:]]
    return [[" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in row] for row in found]


def test_those_over_their_interval_come_first_with_links_to_what_waits(county):
    at = open_page("organisaatiot?osa=paivitykset&alue=Koealue")
    found = updated(at)
    assert [row[0] for row in found] == [
        "Eno Enon suunnitelma",
        "Borgå Borgån suunnitelma",
        "Akaa Akaan suunnitelma",
        "Koealue Alueen suunnitelma",
    ]
    assert "ei koskaan" in found[0][1] and "yli 4 kuukauden välin" in found[1][1]
    assert "52 päivää sitten" in found[2][1] and "välin" not in found[2][1]
    assert "2 suunnitelmaa yli arviointivälin" in seen(at)
    waiting = [one for one in links(at) if "arvioimatta=1" in one.href]
    assert [int(one.text.split()[0]) for one in waiting] == [1, 2, 1]
    assert [count(open_page(one.href)) for one in waiting] == [1, 2, 1]
    (late,) = [one for one in links(at) if "myohassa=1" in one.href]
    assert count(open_page(late.href)) == 1


def test_contacts_tell_when_they_were_verified(county):
    area = InterfaceArea(name="Liikunta")
    with county.connect() as connection:
        ids = dict(connection.exec_driver_sql("SELECT name, id FROM organisation").all())
    add(county, area)
    add(county, Contact(interface_area_id=area.id, organisation_id=ids["Akaa"], role="Johtaja"))
    at = open_page("organisaatiot?osa=paivitykset&haku=akaa")
    assert updated(at)[0][5] == "Yhteyshenkilöt vahvistettu ei koskaan 1 vahvistettava"


def test_of_the_past_nothing_is_said_of_contacts(county):
    assert "Yhteyshenkilöt vahvistettu" not in seen(open_page("organisaatiot?osa=paivitykset&vuosi=2025"))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("part", ["", "indikaattorit", "paivitykset"])
def test_every_part_opens_in_each_language(measured, part, language):
    at = open_page(f"organisaatiot?osa={part}&kieli={language}")
    assert not at.exception and told(at) == ""
