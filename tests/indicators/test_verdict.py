"""What a series says, in numbers and in words."""

import pytest
from series import put, read, verdict
from sqlalchemy import Engine
from trees import build

from hyte_core.indicators import Direction, verdicts
from hyte_core.indicators.selection import IndicatorFilter, select
from hyte_core.indicators.words import sentences
from hyte_core.lights import Light
from hyte_core.locale import speaking


@pytest.fixture(autouse=True)
def _plan(engine: Engine) -> None:
    build(engine, "1. Painopiste")


def said(engine: Engine, text: str, **fields: object) -> str:
    """The verdict in words of an indicator with one group."""
    put(engine, text, **fields)
    return ". ".join(sentences(verdict(engine, text.strip().split(",")[0])))


def test_without_counts_the_change_is_told_in_plain_numbers(engine: Engine) -> None:
    words = said(engine, "Liikkuvat, %, higher\n  Testikunta *: 2017 22.1, 2019 22.6")
    assert words == "Parani 0,5 prosenttiyksikköä vuodesta 2017"


def test_lower_being_better_turns_a_rise_into_a_decline(engine: Engine) -> None:
    put(engine, "Kiusatut, %, lower\n  Testikunta *: 2017 6.6, 2019 7")
    assert verdict(engine, "Kiusatut").direction is Direction.WORSE


def test_without_judgement_nothing_is_better_or_worse(engine: Engine) -> None:
    words = said(engine, "Väkiluku, as., none\n  Testikunta *: 2017 100, 2019 90 | 80", decimals=0)
    assert words == "Pieneni 10 as. vuodesta 2017. Tavoite 80 as."
    assert verdict(engine, "Väkiluku").light is Light.GREY


def test_one_value_has_no_direction(engine: Engine) -> None:
    assert (
        said(engine, "Harrastavat, %, higher\n  Testikunta *: 2015 81.2") == "Yksi arvo, suuntaa ei voi sanoa"
    )


def test_a_change_that_does_not_show_in_the_decimals_is_no_change(engine: Engine) -> None:
    words = said(engine, "Raittiit, %, higher\n  Testikunta *: 2017 64.51, 2019 64.54")
    assert words == "Ennallaan vuodesta 2017"


@pytest.mark.parametrize(("after", "noteworthy"), [("12.9", True), ("9.3", False)])
def test_a_school_surveys_change_of_two_points_is_noteworthy(
    engine: Engine, after: str, noteworthy: bool
) -> None:
    put(engine, f"Yksinäiset, %, lower, Kouluterveyskysely\n  Testikunta amm: 2017 7.4, 2019 {after}")
    one = verdict(engine, "Yksinäiset", "amm")
    assert one.noteworthy is noteworthy
    assert ("huomionarvoinen" in sentences(one)[0]) is noteworthy


def test_other_sources_changes_are_never_noteworthy(engine: Engine) -> None:
    put(engine, "Yksinäiset, %, lower, FinSote\n  Testikunta *: 2015 7.4, 2018 17")
    assert not verdict(engine, "Yksinäiset").noteworthy


FIVE = "2015 {}={}/1000, 2016 {}={}/1000, 2017 {}={}/1000, 2018 {}={}/1000, 2019 {}={}/1000"


def counted(*shares: float) -> str:
    return FIVE.format(*(x for share in shares for x in (share, share * 10)))


def test_a_significant_trend_is_told_in_the_present_tense(engine: Engine) -> None:
    words = said(engine, f"Liikkuvat, %, higher\n  Testikunta *: {counted(10, 13, 16, 19, 22)}")
    assert words == "Paranee"
    assert verdict(engine, "Liikkuvat").direction is Direction.BETTER


def test_a_trend_that_is_not_significant_is_no_change_though_the_numbers_differ(engine: Engine) -> None:
    words = said(engine, f"Liikkuvat, %, higher\n  Testikunta *: {counted(10, 10.1, 9.9, 10.2, 10.3)}")
    assert words == "Ei merkitsevää muutosta"
    assert verdict(engine, "Liikkuvat").direction is Direction.SAME


@pytest.mark.parametrize(
    ("value", "light", "words"),
    [
        ("76.1", Light.RED, "Tavoitteeseen (80 %) 3,9 prosenttiyksikköä"),
        ("80", Light.GREEN, "Tavoite 80 % saavutettu"),
        ("81~70..90", Light.YELLOW, "Tavoite 80 % saavutettu"),
        ("79~70..90", Light.YELLOW, "Tavoite 80 % on luottamusvälin sisällä"),
        ("70~65..75", Light.RED, "Tavoitteeseen (80 %) 10,0 prosenttiyksikköä"),
        ("90~85..95", Light.GREEN, "Tavoite 80 % saavutettu"),
    ],
)
def test_the_target_gives_a_light_and_the_way_to_go(
    engine: Engine, value: str, light: Light, words: str
) -> None:
    put(engine, f"Tyytyväiset, %, higher\n  Testikunta *: 2019 {value} | 80")
    one = verdict(engine, "Tyytyväiset")
    assert (one.light, sentences(one)[1]) == (light, words)


def test_an_ideal_is_told_in_words_and_gives_no_red(engine: Engine) -> None:
    put(engine, "Yksinäiset, %, lower\n  Testikunta *: 2019 3.6 | 0")
    one = verdict(engine, "Yksinäiset")
    assert (one.light, sentences(one)[1]) == (Light.GREY, "Ihanteeseen (0 %) 3,6 prosenttiyksikköä")


@pytest.mark.parametrize(
    ("direction", "light", "words"),
    [
        ("decrease", Light.RED, "Tavoite ”vähenee”: ei toteudu"),
        ("increase", Light.GREEN, "Tavoite ”lisääntyy”: toteutuu"),
        ("improve", Light.RED, "Tavoite ”paranee”: ei toteudu"),
    ],
)
def test_a_direction_is_judged_by_the_change_from_the_baseline(
    engine: Engine, direction: str, light: Light, words: str
) -> None:
    put(engine, f"Nuuskaavat, %, lower\n  Testikunta *: 2017 4, 2019 6.3 | {direction}")
    one = verdict(engine, "Nuuskaavat")
    assert (one.light, sentences(one)[1]) == (light, words)


def test_a_direction_cannot_be_judged_from_the_baseline_alone(engine: Engine) -> None:
    put(engine, "Nuuskaavat, %, lower\n  Testikunta *: 2017 4 | decrease")
    one = verdict(engine, "Nuuskaavat")
    assert (one.light, sentences(one)[1]) == (Light.GREY, "Tavoite ”vähenee”: ei voi vielä sanoa")


@pytest.mark.parametrize(("points", "light"), [("80", Light.GREEN), ("25", Light.YELLOW), ("24", Light.RED)])
def test_teaviisaris_points_have_a_light_of_their_own(engine: Engine, points: str, light: Light) -> None:
    put(engine, f"Johtaminen, p., higher, TEAviisari\n  Testikunta *: 2023 {points}", light_rule="points")
    assert verdict(engine, "Johtaminen").light is light


@pytest.mark.parametrize(
    ("own", "country", "words"),
    [
        ("76.1", "75.2", "0,9 prosenttiyksikköä suurempi kuin koko maa"),
        ("75.2", "76.1", "0,9 prosenttiyksikköä pienempi kuin koko maa"),
        ("75.2", "75.2", "Sama kuin koko maa"),
        ("76.1~75.5..77", "75.2", "Parempi kuin koko maa"),
        ("76.1~70..77", "75.2", "Ei eroa: koko maa"),
        ("70~65..75", "75.2", "Huonompi kuin koko maa"),
    ],
)
def test_the_country_is_a_verdict_only_where_limits_are_known(
    engine: Engine, own: str, country: str, words: str
) -> None:
    put(engine, f"Tyytyväiset, %, higher\n  Testikunta *: 2019 {own}\n  koko maa *: 2019 {country}")
    assert sentences(verdict(engine, "Tyytyväiset"))[-1] == words


def test_areas_are_compared_in_the_same_year_only(engine: Engine) -> None:
    put(engine, "Tyytyväiset, %, higher\n  Testikunta *: 2019 76\n  koko maa *: 2018 75")
    assert verdict(engine, "Tyytyväiset").against == ()


def test_a_gap_breaks_the_way_to_the_latest_value_not_the_verdict(engine: Engine) -> None:
    put(engine, "Vahva mieli, %, higher\n  Testikunta lukio: 2017 29.1, 2019 -(indikaattori muuttunut)")
    one = verdict(engine, "Vahva mieli", "lukio")
    assert (one.latest.year, one.previous) == (2017, None)


def test_verdicts_are_told_in_swedish_and_english_too(engine: Engine) -> None:
    put(engine, "Tyytyväiset, %, higher\n  Testikunta *: 2017 75.7, 2019 76.1 | 80\n  koko maa *: 2019 75.2")
    one = verdict(engine, "Tyytyväiset")
    told = {}
    for code in ("fi", "sv", "en"):
        with speaking(code):
            told[code] = sentences(one)
    assert len({tuple(words) for words in told.values()}) == 3
    assert "0.4" in told["en"][0] and "0,4" in told["sv"][0]


MANY = (
    "Hyvä, %, higher, A\n  Testikunta *: 2017 80, 2019 90 | 80",
    "Kehno, %, higher, B\n  Testikunta lukio: 2017 80, 2019 70 | 80\n  Testikunta amm: 2017 10, 2019 90 | 80",
    "Ilman, %, higher, B\n  koko maa lukio: 2019 5",
)


def chosen(engine: Engine, **wanted: object) -> list[tuple[str, tuple[str, ...]]]:
    found = read(engine)
    by_id = {one.id: verdicts(found, one) for one in found.all}
    shown = select(found, by_id, IndicatorFilter(**wanted))  # type: ignore[arg-type]
    return [(one.indicator.own_name, one.groups) for one in shown]


def test_indicators_without_values_of_ones_own_are_not_shown_unless_followed(engine: Engine) -> None:
    put(engine, *MANY)
    assert [name for name, _ in chosen(engine)] == ["Hyvä", "Kehno"]


def test_a_finding_keeps_only_the_groups_that_it_is_true_of(engine: Engine) -> None:
    put(engine, *MANY)
    assert chosen(engine, finding="heikkenee") == [("Kehno", ("lukio",))]
    assert chosen(engine, finding="tavoitteessa") == [("Hyvä", ("",)), ("Kehno", ("amm",))]


def test_group_source_and_words_narrow_down(engine: Engine) -> None:
    put(engine, *MANY)
    assert chosen(engine, group="amm") == [("Kehno", ("amm",))]
    assert chosen(engine, source="A") == [("Hyvä", ("",))]
    assert chosen(engine, text="keh") == [("Kehno", ("lukio", "amm"))]


def test_the_most_worrying_indicator_can_come_first(engine: Engine) -> None:
    put(engine, *MANY)
    assert [name for name, _ in chosen(engine, order="huonoin")] == ["Kehno", "Hyvä"]
    assert [name for name, _ in chosen(engine, order="nimi")] == ["Hyvä", "Kehno"]
