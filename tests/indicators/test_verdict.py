"""What a series says, in numbers and in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from series import put, read, verdict
from sqlalchemy import Engine
from trees import build

from hyte_core.indicators import (
    Direction,
    Indicators,
    IndicatorView,
    PointView,
    SeriesView,
    TargetView,
    Verdict,
    all_groups,
    verdicts,
)
from hyte_core.indicators.selection import IndicatorFilter, select
from hyte_core.indicators.words import all_groups_words, sentences, way_words
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


# --- the way to a target


WAY = "Liikkuvat, %, higher\n  Testikunta *: 2017 50, 2023 {} | 75"


def way(engine: Engine, text: str, baseline: int | None = None, year: int | None = None) -> str:
    """The progress of an indicator with one group whose target has these years."""
    put(engine, text)
    one = verdict(engine, text.partition(",")[0])
    aim = replace(one.target, baseline_year=baseline, year=year)
    return way_words(replace(one, target=aim))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("60", "Matkasta tavoitteeseen on kuljettu 40 %, ajasta on kulunut 75 % (2017–2023)."),
        ("50", "Matkasta tavoitteeseen on kuljettu 0 %, ajasta on kulunut 75 % (2017–2023)."),
        ("74.99", "Matkasta tavoitteeseen on kuljettu 99 %, ajasta on kulunut 75 % (2017–2023)."),
        ("80", "Matka tavoitteeseen on kuljettu, ajasta on kulunut 75 % (2017–2023)."),
        (
            "48",
            "Tavoitteesta 75 % on etäännytty 2,0 prosenttiyksikköä, ajasta on kulunut 75 % (2017–2023).",
        ),
    ],
)
def test_the_way_to_a_target_is_told_beside_the_time_that_has_passed(
    engine: Engine, value: str, words: str
) -> None:
    assert way(engine, WAY.format(value), 2017, 2025).replace("\xa0", " ") == words


def test_without_the_targets_year_nothing_is_said_of_time(engine: Engine) -> None:
    words = way(engine, WAY.format(60)).replace("\xa0", " ")
    assert words == "Matkasta tavoitteeseen on kuljettu 40 % (2017–2023)."
    assert "matkasta" not in ". ".join(sentences(verdict(engine, "Liikkuvat"))).casefold()


@pytest.mark.parametrize(
    ("value", "words"),
    [("8", "Ihannetta 0 % on lähestytty 2,0"), ("12", "Tavoitteesta 0 % on etäännytty 2,0")],
)
def test_of_an_ideal_no_share_of_the_way_is_told(engine: Engine, value: str, words: str) -> None:
    text = f"Kiusatut, %, lower\n  Testikunta *: 2017 10, 2023 {value} | 0"
    assert way(engine, text, 2017).replace("\xa0", " ").startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "Liikkuvat, %, higher\n  Testikunta *: 2023 60 | 75",
        "Liikkuvat, %, higher\n  Testikunta *: 2017 80, 2023 78 | 75",
        "Liikkuvat, %, higher\n  Testikunta *: 2017 75, 2023 78 | 75",
        "Liikkuvat, %, none\n  Testikunta *: 2017 50, 2023 60 | 75",
        "Liikkuvat, %, higher\n  Testikunta *: 2017 50, 2023 60 | increase",
    ],
)
def test_there_is_no_way_without_an_earlier_value_short_of_the_target(engine: Engine, text: str) -> None:
    assert way(engine, text) == ""


@given(base=st.floats(0, 100), value=st.floats(0, 100), aim=st.floats(0, 100), high=st.booleans())
def test_the_way_done_is_never_told_as_whole_before_the_target_is_reached(
    base: float, value: float, aim: float, high: bool
) -> None:
    points = tuple(
        PointView(str(year), year, one, None, None, None, None, "", "")
        for year, one in ((2017, base), (2023, value))
    )
    series = SeriesView("s", "Testikunta", "", points, (TargetView("t", aim, None, 2025, 2017, ""),))
    one = judged(series, "higher" if high else "lower")
    if one.way is None:
        assert (base >= aim) if high else (base <= aim)
    else:
        reached = value >= aim if high else value <= aim
        assert (
            reached
            or "100"
            not in way_words(one).replace("\xa0", " ").partition(", ajasta")[0].partition("kuljettu")[2]
        )


def judged(series: SeriesView, polarity: str) -> Verdict:
    """The verdict of the only series of an indicator."""
    one = IndicatorView(
        *("i", "Liikkuvat", {}, {}, "as.", "", polarity, 1, None, "", "", None, None, "", (series,), (), ())
    )
    (found,) = verdicts(Indicators("o", "Testikunta", (), (one,)), one)
    return found


# --- all groups together


@pytest.mark.parametrize(
    ("lukio", "amm", "words"),
    [
        ("9", "8", "Tavoite ”vähenee” toteutuu kaikissa ryhmissä."),
        ("9", "12", "Tavoite ”vähenee” ei toteudu kaikissa ryhmissä. Ei toteudu: amm."),
        ("11", "12", "Tavoite ”vähenee” ei toteudu yhdessäkään ryhmässä."),
        ("9", "-(ei kerätty)", "ei voi vielä sanoa, toteutuuko se kaikissa ryhmissä. Tieto puuttuu: amm."),
        ("12", "-(ei kerätty)", "Tavoite ”vähenee” ei toteudu kaikissa ryhmissä. Ei toteudu: lukio."),
    ],
)
def test_a_direction_holds_in_all_groups_only_if_it_holds_in_each(
    engine: Engine, lukio: str, amm: str, words: str
) -> None:
    assert together(
        engine, f"lukio: 2017 10, 2019 {lukio} | decrease", f"amm: 2017 10, 2019 {amm} | decrease"
    )[0].endswith(words)


def test_one_group_and_all_people_are_not_several_groups(engine: Engine) -> None:
    assert together(engine, "*: 2017 10, 2019 9 | decrease", "amm: 2017 10, 2019 9 | decrease") == []
    assert together(engine, "lukio: 2017 10, 2019 9 | increase", "amm: 2017 10, 2019 9 | decrease") == []


def together(engine: Engine, *series: str) -> list[str]:
    """What is said of all groups of an indicator together."""
    name = f"Tupakointi {len(read(engine).all)}"
    put(engine, "\n".join([f"{name}, %, lower", *(f"  Testikunta {one}" for one in series)]))
    found = read(engine)
    (one,) = [one for one in found.all if one.own_name == name]
    return [all_groups_words(one, said) for said in all_groups(found, one, verdicts(found, one))]
