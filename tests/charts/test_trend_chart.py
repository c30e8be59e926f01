"""The indicator's chart and its small drawing: what they show, and that they are drawn."""

import pytest
from series import indicator, put, read
from sqlalchemy import Engine
from trees import build

from hyte_core.charts.picture import png, svg
from hyte_core.charts.spark import HEIGHT, WIDTH, frame_of, spark
from hyte_core.charts.trend import describe_trend, trend_chart
from hyte_core.locale import speaking

TEXT = """
Yksinäisyys, %, lower, Kouluterveyskysely
  Testikunta lukio: 2015 9~8..10, 2017 10.3~9..11, 2018 -(ei kerätty), 2019 12.3 | 0
  Testikunta amm: 2017 7.4
  koko maa lukio: 2017 10.4, 2019 12.2
"""


def rows_of(specification: dict) -> list[dict]:
    """The rows that the chart is drawn of: altair keeps data apart under a name."""
    data = specification["data"]
    return data["values"] if "values" in data else specification["datasets"][data["name"]]


@pytest.fixture
def drawn(engine: Engine) -> tuple[dict, list[dict]]:
    """The chart's specification, and its rows."""
    build(engine, "1. Painopiste")
    put(engine, TEXT)
    specification = trend_chart(read(engine), indicator(engine, "Yksinäisyys"))
    return specification, rows_of(specification)


def test_each_group_has_a_panel_and_all_panels_the_same_axis(drawn: tuple[dict, list[dict]]) -> None:
    specification, rows = drawn
    assert specification["facet"]["sort"] == ["lukio", "amm"]
    assert {row["group"] for row in rows} == {"lukio", "amm"}
    assert "y" not in specification.get("resolve", {}).get("scale", {})


def test_a_missing_year_breaks_the_line_and_says_why(drawn: tuple[dict, list[dict]]) -> None:
    own = [row for row in drawn[1] if row.get("own") and row["group"] == "lukio"]
    assert {row["run"] for row in own if "value" in row} == {"Testikunta 0", "Testikunta 1"}
    assert [(row["year"], row["gap"]) for row in own if "gap" in row] == [(2018, "ei kerätty")]


def test_limits_are_drawn_for_the_own_area_only_where_they_are_known(drawn: tuple[dict, list[dict]]) -> None:
    limits = [(row["year"], row["lower"], row["upper"]) for row in drawn[1] if "lower" in row]
    assert limits == [(2015, 8, 10), (2017, 9, 11)]


def test_words_at_the_ends_of_lines_do_not_lie_on_each_other(drawn: tuple[dict, list[dict]]) -> None:
    places = sorted(row["at"] for row in drawn[1] if "last" in row and row["group"] == "lukio")
    assert len(places) == 2
    assert places[1] - places[0] > 0.5


def test_numbers_are_written_as_the_reader_writes_them(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, TEXT)
    told = {}
    for code in ("fi", "en"):
        with speaking(code):
            rows = rows_of(trend_chart(read(engine), indicator(engine, "Yksinäisyys")))
            told[code] = [row["last"] for row in rows if row.get("last", "").startswith("Testikunta 12")]
    assert told == {"fi": ["Testikunta 12,3 %"], "en": ["Testikunta 12.3 %"]}


def test_the_chart_is_told_in_words(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, TEXT)
    words = describe_trend(read(engine), indicator(engine, "Yksinäisyys"))
    assert "Testikunta, lukio: 2015 9,0 %, 2017 10,3 %, 2018 ei kerätty, 2019 12,3 %" in words


def test_the_chart_can_be_had_as_a_picture(drawn: tuple[dict, list[dict]]) -> None:
    text = svg(drawn[0], title="Yksinäisyys & muuta", footer="Lähde: testi").decode()
    assert text.startswith("<svg")
    for piece in ("Yksinäisyys &amp; muuta", "Lähde: testi", "Testikunta 12,3 %", "ei kerätty"):
        assert piece in text
    assert png(drawn[0]).startswith(b"\x89PNG")


def test_an_indicator_without_values_has_a_chart_without_lines(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, "Uusi, %, higher\n  Testikunta *:")
    specification = trend_chart(read(engine), indicator(engine, "Uusi"))
    assert rows_of(specification) == []
    assert frame_of(indicator(engine, "Uusi"), ["Testikunta"]) is None


def test_the_small_drawing_stays_within_its_frame_and_breaks_at_gaps(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, TEXT)
    one = indicator(engine, "Yksinäisyys")
    frame = frame_of(one, ["Testikunta", "koko maa"])
    own, country = one.of("Testikunta", "lukio"), one.of("koko maa", "lukio")
    shapes = spark(frame, one, own, [country])
    assert [len(line) for line in shapes.own] == [2, 1]
    assert [(region, len(line)) for region, line in shapes.others] == [("koko maa", 2)]
    assert [reason for _x, reason in shapes.gaps] == ["ei kerätty"]
    assert len(shapes.bands) == 1
    places = [place for line in shapes.own for place in line]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert shapes.target > max(y for _x, y in places)


def test_all_small_drawings_of_an_indicator_have_the_same_scale(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, TEXT)
    one = indicator(engine, "Yksinäisyys")
    frame = frame_of(one, ["Testikunta"])
    lukio = spark(frame, one, one.of("Testikunta", "lukio"), [])
    amm = spark(frame, one, one.of("Testikunta", "amm"), [])
    assert amm.own[0][0][1] > lukio.own[0][1][1]


def test_the_targets_name_does_not_lie_on_the_name_of_a_line_that_ends_beside_it(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, "Yksinäisyys, %, lower\n  Testikunta *: 2017 20, 2019 8.5 | 8")
    rows = rows_of(trend_chart(read(engine), indicator(engine, "Yksinäisyys")))
    (target,) = (row["at"] for row in rows if "words" in row)
    (own,) = (row["at"] for row in rows if "last" in row)
    values = [row["value"] for row in rows if "value" in row]
    assert abs(own - target) >= (max(values) - 8) * 0.075


def test_only_a_chart_on_a_screen_tells_what_is_under_the_pointer(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    put(engine, TEXT)
    found = read(engine), indicator(engine, "Yksinäisyys")
    assert "tooltip" in repr(trend_chart(*found)) and "tooltip" not in repr(trend_chart(*found, paper=True))
