"""What the service tells of indicators and areas, searching and citing them."""

from datetime import date
from typing import Any

import pytest
from stub_service import REGIONS, indicator

from hyte_core.sotkanet import Listed, SotkanetError, citation, search
from hyte_core.sotkanet.metadata import read_list, read_metadata
from hyte_core.sotkanet.regions import Regions, counties, ids_since_2023, read_regions


def test_an_indicator_has_its_texts_in_three_languages_without_mark_up() -> None:
    record = read_metadata(indicator(286, "Yksinäisyys")).record
    assert record.indicator == "Yksinäisyys"
    assert record.names == {"sv": "Yksinäisyys på svenska", "en": "Yksinäisyys in English"}
    assert record.descriptions == {"fi": "Osuus ikäluokasta.", "en": "Share & more"}
    assert (record.unit, record.decimals, record.sotkanet_id, record.polarity) == ("%", 1, 286, "none")
    assert record.source == "Sotkanet, Terveyden ja hyvinvoinnin laitos (THL)"


@pytest.mark.parametrize(
    ("kind", "unit", "per", "has_numerator"),
    [
        ({"code": "PERCENT", "title": {"fi": "Prosenttia"}}, "%", None, True),
        ({"code": "OSUUS", "title": {"fi": "% vastaavanikäisistä"}}, "%", None, True),
        (
            {"code": "PER1000", "title": {"fi": "Tuhatta asukasta kohden"}},
            "Tuhatta asukasta kohden",
            1000.0,
            True,
        ),
        (
            {"code": "PER10000", "title": {"fi": "Kymmentätuhatta kohden"}},
            "Kymmentätuhatta kohden",
            10000.0,
            True,
        ),
        ({"code": "EURO", "title": {"fi": "Euroa asukasta kohden"}}, "Euroa asukasta kohden", None, False),
        ({"code": "INDEX", "title": {"fi": "Indeksi"}}, "Indeksi", None, False),
        (None, "", None, False),
    ],
)
def test_the_absolute_value_counts_cases_only_behind_a_share_or_a_rate(
    kind: Any, unit: str, per: float | None, has_numerator: bool
) -> None:
    found = read_metadata(indicator(4, "Indikaattori", primaryValueType=kind))
    assert (found.record.unit, found.record.per, found.has_numerator) == (unit, per, has_numerator)


def test_only_what_is_thls_own_has_thls_licence() -> None:
    other = {"id": 3, "title": {"fi": "Tilastokeskus"}}
    assert read_metadata(indicator(4, "Oma")).record.licence == "CC BY 4.0"
    found = read_metadata(indicator(127, "Väestö 31.12.", organization=other)).record
    assert (found.licence, found.source) == ("", "Sotkanet, Tilastokeskus")


def test_an_indicator_without_a_finnish_name_is_of_another_shape() -> None:
    with pytest.raises(KeyError):
        read_metadata({"id": 4, "title": {"en": "Name"}})


# --- searching

LISTED = [
    Listed(1, {"fi": "Liikkuu vapaa-ajalla, % 8.-9. luokan oppilaista", "en": "Exercises"}),
    Listed(2, {"fi": "Vapaa-ajan liikunta", "en": "Leisure-time exercise", "sv": "Fritidsmotion"}),
    Listed(3, {"fi": "Yksinäiset, % 65 vuotta täyttäneistä", "en": "Lonely older people"}),
    Listed(286, {"fi": "Aikuisten koettu yksinäisyys", "en": "Loneliness"}),
    Listed(5, {"fi": "Liikunta", "en": "Exercise"}),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("yksinäi", [3, 286]),
        ("YKSINÄISYYS", [286]),
        ("  vapaa-aja  ", [2, 1]),
        ("liikunta", [5, 2]),
        ("exercise", [5, 1, 2]),
        ("fritid", [2]),
        ("täyttäneistä yksinäiset", [3]),
        ("yksinäiset liikunta", []),
        ("286", [286]),
        ("", []),
        ("   ", []),
        ("(", []),
    ],
)
def test_all_words_must_be_in_a_name_and_the_closest_name_comes_first(text: str, ids: list[int]) -> None:
    assert [one.id for one in search(LISTED, text)] == ids


def test_the_list_of_indicators_is_read() -> None:
    (one,) = read_list([indicator(286, "Yksinäisyys")])
    assert (one.id, one.names["fi"], one.organisation) == (
        286,
        "Yksinäisyys",
        "Terveyden ja hyvinvoinnin laitos (THL)",
    )


def test_the_citation_is_as_the_terms_of_use_ask() -> None:
    assert citation("Yksinäisyys", 286, date(2026, 1, 5)) == (
        "Tilasto- ja indikaattoripankki Sotkanet. THL. Yksinäisyys (ind. 286). Viitattu 5.1.2026."
    )


def test_a_file_is_cited_without_a_day() -> None:
    assert citation("Yksinäisyys", 286, None) == (
        "Tilasto- ja indikaattoripankki Sotkanet. THL. Yksinäisyys (ind. 286)."
    )


# --- areas


def test_every_county_has_the_id_that_it_had_before_2023_but_aland() -> None:
    assert [county.id for county in counties()] == list(range(956, 979))
    assert sorted(ids_since_2023()) == list(range(877, 899))
    assert [county.name for county in counties() if county.before is None] == ["Ahvenanmaa"]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Päijät-Häme", 975),
        ("Päijät-Hämeen hyvinvointialue", 975),
        ("etelä-savo", 959),
        ("Itä-Uusimaa", 961),
        ("Mikkeli", 228),
        ("S:t Michel", 228),
        ("koko maa", 658),
        ("Koko  maa", 658),
        ("Manner-Suomi", 727),
    ],
)
def test_an_area_is_found_by_the_names_that_people_use(name: str, id_: int) -> None:
    assert Regions(read_regions(REGIONS)).find(name) == id_


def test_a_county_is_known_by_its_name_of_today_whatever_its_id() -> None:
    before = [
        {"id": 895, "category": "HYVINVOINTIALUE", "title": {"fi": "Päijät-Hämeen hyvinvointialue"}},
        *REGIONS,
    ]
    regions = Regions(read_regions(before))
    assert regions.told_apart({})[975] == "Päijät-Hämeen hyvinvointialue"
    assert regions.find("Päijät-Hämeen hyvinvointialue") == 975


def test_of_areas_with_one_name_each_has_a_name_of_its_own() -> None:
    regions = Regions(read_regions(REGIONS))
    assert regions.told_apart({})[493] == "Päijät-Häme"
    names = regions.told_apart({975: "Päijät-Häme"})
    assert (names[975], names[493]) == ("Päijät-Häme", "Päijät-Häme (maakunta)")
    assert names[658] == "koko maa"
    assert 1 not in names


def test_a_municipality_belongs_to_the_county_that_the_service_tells() -> None:
    regions = Regions(read_regions(REGIONS))
    assert regions.county_of(228) == "Etelä-Savon hyvinvointialue"
    assert regions.county_of(658) is None
    assert Regions().county_of(228) is None


def test_an_unknown_area_is_a_sentence_with_its_name() -> None:
    with pytest.raises(SotkanetError, match="Aluetta ”Ankkalinna” ei ole Sotkanetissa"):
        Regions().find("Ankkalinna")
