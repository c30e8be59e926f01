"""The six levels, both sides beside each other and over time."""

from datetime import date

from areas import build_areas, known
from hypothesis import given
from hypothesis import strategies as st
from trees import save

from hyte_core.changes import Change
from hyte_core.cooperation import (
    HIGHEST,
    AreaView,
    Cooperation,
    MaturityView,
    level_texts,
    medians,
    standings,
    survey_findings,
    surveys,
)
from hyte_core.model import Maturity

AREA = AreaView("a", 1, "Liikunta", "", "", ())
#: {(side, day): level}
Seen = dict[tuple[str, int], int]


def seen(levels: Seen) -> Cooperation:
    said = sorted(levels.items(), key=lambda one: one[0][1])
    maturity = (
        MaturityView(f"{side}{n}", "a", level, side, date(2026, 1, n), "") for (side, n), level in said
    )
    return Cooperation((), (AREA,), (), (), tuple(maturity))


def test_there_are_six_levels_in_the_documents_order():
    texts = level_texts()
    assert list(texts) == [1, 2, 3, 4, 5, 6]
    assert texts[1].endswith("ei ole vuorovaikutusta") and texts[6].startswith(
        "Kuntien ja hyvinvointialueiden"
    )
    assert max(texts) == HIGHEST


def test_the_surveys_are_told_in_words_without_percentages():
    told = [*survey_findings(), *(f"{one.name} {one.when}" for one in surveys())]
    assert len(surveys()) == 2
    assert not any("%" in text for text in told)


def test_both_sides_latest_views_stand_beside_each_other_with_the_difference():
    (row,) = standings(seen({("municipality", 1): 2, ("municipality", 9): 3, ("county", 5): 4}), [AREA])
    assert {side: one.level for side, one in row.latest.items()} == {"municipality": 3, "county": 4}
    assert row.difference == 1
    assert list(row.history) == [date(2026, 1, 9), date(2026, 1, 5), date(2026, 1, 1)]


def test_one_side_alone_has_no_difference():
    (row,) = standings(seen({("county", 1): 6}), [AREA])
    assert row.difference is None


def test_an_area_that_nobody_has_assessed_has_no_level():
    (row,) = standings(seen({}), [AREA])
    assert (row.latest, row.history, row.difference) == ({}, {}, None)
    assert medians([row]) == {}


def test_assessments_come_from_the_database_in_the_order_of_their_days(engine):
    area = build_areas(engine, {"Liikunta": {"Kunta": ""}}).areas[0]
    rows = [
        Maturity(interface_area_id=area.id, level=level, side="county", assessed_on=date(2026, month, 1))
        for level, month in ((5, 6), (2, 1))
    ]
    assert save(engine, *map(Change.adding, rows)).done
    (row,) = standings(known(engine), known(engine).areas)
    assert row.latest["county"].level == 5


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["municipality", "county"]), st.integers(1, 28)), st.integers(1, 6)
    )
)
def test_the_latest_view_is_the_last_days_and_nothing_is_lost_from_history(levels: Seen):
    (row,) = standings(seen(levels), [AREA])
    told = {(side, on.day): one.level for on, of_day in row.history.items() for side, one in of_day.items()}
    assert told == levels
    for side, one in row.latest.items():
        assert one.assessed_on.day == max(n for of, n in levels if of == side)
    assert all(1 <= middle <= HIGHEST for middle in medians([row]).values())
