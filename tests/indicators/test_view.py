"""An organisation's indicators as they are read: its own area beside those it is compared with."""

import pytest
from series import indicator, put, read
from sqlalchemy import Engine, event
from trees import action, build, save, view

from hyte_core.changes import Change
from hyte_core.locale import speaking
from hyte_core.model import FollowedIndicator, IndicatorCard

LONELY = """
Yksinäisyys, %, lower, Kouluterveyskysely
  Testikunta amm: 2017 7.4, 2019 12.9 | 0
  Testikunta 8.-9.lk: 2017 8.6
  koko maa amm: 2017 10, 2019 10.9
  Naapuri amm: 2019 3
"""


def test_only_the_own_area_and_those_compared_with_are_read(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, LONELY)
    assert {one.region for one in indicator(engine, "Yksinäisyys").series} == {"Testikunta", "koko maa"}


def test_an_organisation_can_have_an_area_of_another_name_and_areas_to_compare_with(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste")
    put(engine, LONELY)
    changed = {"region": ("", "Naapuri"), "comparisons": ([], ["Testikunta"])}
    save(engine, Change.changing("organisation", plan.organisation_id, **changed))
    found = read(engine)
    assert (found.region, found.comparisons) == ("Naapuri", ("Testikunta", "koko maa"))


def test_an_area_is_never_compared_with_itself(engine: Engine) -> None:
    build(engine, "1. Painopiste", organisation="koko maa")
    put(engine, LONELY)
    found = read(engine, "koko maa")
    assert (found.region, found.comparisons) == ("koko maa", ())


def test_groups_come_in_the_order_of_school_levels(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(
        engine,
        "Liikkuvat, %, higher\n  Testikunta amm: 2017 1\n  Testikunta lukio: 2017 1\n  Testikunta *: 2017 1",
    )
    assert indicator(engine, "Liikkuvat").groups == ("", "lukio", "amm")


def test_indicators_that_plans_follow_come_first_in_the_plans_order(engine: Engine) -> None:
    plan = build(engine, "1. Ensin\n2. Sitten")
    put(engine, *(f"{name}, %, higher\n  Testikunta *: 2017 1" for name in ("A", "B", "C")))
    found = {one.own_name: one.id for one in read(engine).all}
    areas = [area.id for area in plan.focus_areas]
    rows = [
        FollowedIndicator(focus_area_id=areas[1], indicator_id=found["B"], position=1),
        FollowedIndicator(focus_area_id=areas[0], indicator_id=found["C"], position=2),
    ]
    save(engine, *map(Change.adding, rows))
    now = read(engine)
    assert [one.own_name for one in now.all] == ["C", "B", "A"]
    assert [one.own_name for one in now.of_areas([areas[1]])] == ["B"]


def test_limits_are_the_published_ones_else_calculated_from_counts_else_none(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, "Osuus, %, higher\n  Testikunta *: 2016 10~8..12, 2017 12.5=5/40, 2018 10")
    one = indicator(engine, "Osuus")
    published, counted, bare = (one.limits(point) for point in one.series[0].points)
    assert published == (8, 12)
    assert counted == pytest.approx((5.4595, 26.1121), abs=1e-4)
    assert bare is None


def test_the_limits_of_a_rate_are_in_its_own_unit(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, "Tapaturmat, 1/10000, lower\n  Testikunta *: 2016 20=20/10000", per=10_000)
    one = indicator(engine, "Tapaturmat")
    low, high = one.limits(one.series[0].points[0])
    assert low < 20 < high < 40


def test_cards_are_read_in_the_order_of_their_reviews(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste")
    put(engine, LONELY)
    one = indicator(engine, "Yksinäisyys")
    for number, text in ((1, "Ensin"), (2, "Sitten")):
        row = IndicatorCard(
            indicator_id=one.id, organisation_id=plan.organisation_id, number=number, content=text
        )
        save(engine, Change.adding(row))
    assert [c.texts["content"] for c in indicator(engine, "Yksinäisyys").cards] == ["Ensin", "Sitten"]


def test_the_name_and_the_description_are_in_the_readers_language_as_far_as_they_are_known(
    engine: Engine,
) -> None:
    build(engine, "1. Painopiste")
    put(engine, LONELY, names={"sv": "Ensamhet"}, descriptions={"fi": "Kuvaus"})
    one = indicator(engine, "Yksinäisyys")
    with speaking("sv"):
        assert (one.name, one.description) == ("Ensamhet", "Kuvaus")
    with speaking("en"):
        assert one.name == "Yksinäisyys"


def test_an_action_is_followed_by_indicators_that_it_names_by_name_or_theme(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Toimi")
    put(engine, LONELY, theme="Mielen hyvinvointi")
    one = indicator(engine, "Yksinäisyys")
    toimi = action(engine, "Toimi")
    assert not one.is_named(toimi.indicators)
    for said in ("mielen hyvinvointi", " Yksinäisyys "):
        assert one.is_named([said])
    assert not one.is_named([""])
    assert view(engine)


def test_reading_takes_no_more_queries_for_many_indicators_than_for_one(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(
        engine, *(f"I{n}, %, higher\n  Testikunta *: 2017 1, 2018 2\n  koko maa *: 2017 2" for n in range(30))
    )
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    read(engine)
    assert len([one for one in asked if one.startswith("SELECT")]) <= 4  # one of them tells whose
