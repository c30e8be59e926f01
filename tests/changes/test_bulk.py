"""Many rows at once: one entry of the journal, undone as a whole, with the same rules as any other change."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine
from trees import AUTHOR, NOW, empty, snapshot

from hyte_core.changes import (
    Bulk,
    Change,
    ChangeSet,
    JournalFilter,
    Outcome,
    apply,
    changes_of,
    entries,
    undo,
)
from hyte_core.changes.journal import labels, origin_of
from hyte_core.changes.origins import origins_of
from hyte_core.model import Action, Indicator, Observation, Series, Target


def indicator_with_series(years: dict[str, list[int]]) -> ChangeSet:
    """An indicator with a series for each area, and observations in those years: 0.5 more every year."""
    indicator = Indicator(name="Koettu yksinäisyys")
    series = Bulk.adding(Series, {"region": list(years)}, "Sotkanet ind. 286", indicator_id=indicator.id)
    rows = [(id_, year) for id_, some in zip(series.ids, years.values(), strict=True) for year in some]
    columns = {
        "series_id": [id_ for id_, _year in rows],
        "year": [year for _id, year in rows],
        "value": [(year - 2000) / 2 for _id, year in rows],
    }
    observations = Bulk.adding(Observation, columns, "Sotkanet ind. 286")
    return ChangeSet((Change.adding(indicator),), "command", bulks=(series, observations))


def save(engine: Engine, change_set: ChangeSet) -> Outcome:
    return apply(engine, change_set, author=AUTHOR, now=NOW)


def number_of(outcome: Outcome) -> int:
    assert outcome.change_set is not None, outcome
    return outcome.change_set


def reasons(outcome: Outcome) -> set[str]:
    return {conflict.reason for conflict in outcome.conflicts}


YEARS = {"Mikkeli": [2019, 2021, 2023], "koko maa": [2021, 2023]}


def test_rows_in_bulk_are_there_and_the_journal_has_one_entry_for_each_bulk(engine: Engine) -> None:
    number = number_of(save(engine, indicator_with_series(YEARS)))
    rows = snapshot(engine)
    regions = {row["id"]: row["region"] for row in rows["series"].values()}
    told = {(regions[row["series_id"]], row["year"], row["value"]) for row in rows["observation"].values()}
    assert told == {(area, year, (year - 2000) / 2) for area, some in YEARS.items() for year in some}
    assert {row["note"] for row in rows["observation"].values()} == {""}
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 3
    (row,), _total = entries(engine, JournalFilter())
    assert (row.id, row.size) == (number, 1 + 2 + 5)


def test_the_journal_shows_the_rows_of_a_bulk_as_changes(engine: Engine) -> None:
    number = number_of(save(engine, indicator_with_series(YEARS)))
    shown = changes_of(engine, number)
    assert [change.entity for change in shown] == ["indicator", *["series"] * 2, *["observation"] * 5]
    assert {change.operation for change in shown} == {"add"}
    assert shown[1].fields["region"] == (None, "Mikkeli")
    assert shown[-1].fields["value"] == (None, 11.5)
    assert len(changes_of(engine, number, limit=4)) == 4
    names = [labels(engine, shown)[change.entity, change.id] for change in shown]
    assert names == [
        "Koettu yksinäisyys",
        *[f"Koettu yksinäisyys, {area}" for area in (*YEARS, *["Mikkeli"] * 3, *["koko maa"] * 2)],
    ]


def test_an_edited_value_is_named_after_its_indicator_and_area(engine: Engine) -> None:
    id_, number = edited(engine)
    (change,) = changes_of(engine, number + 1)
    assert labels(engine, [change]) == {("observation", id_): "Koettu yksinäisyys, Mikkeli"}


def test_rows_that_are_gone_are_named_as_far_as_the_changes_tell(engine: Engine) -> None:
    number = number_of(save(engine, indicator_with_series(YEARS)))
    undoing = number_of(undo(engine, number, author=AUTHOR, now=NOW))
    shown = changes_of(engine, undoing)
    assert {labels(engine, shown)["observation", c.id] for c in shown if c.entity == "observation"} == set(
        YEARS
    )


def test_a_row_of_a_bulk_tells_where_it_comes_from(engine: Engine) -> None:
    save(engine, indicator_with_series(YEARS))
    ids = list(snapshot(engine)["observation"])
    for id_ in ids:
        assert origin_of(engine, "observation", id_) == "Sotkanet ind. 286"
    assert origins_of(engine, "observation", ids) == dict.fromkeys(ids, "Sotkanet ind. 286")


def test_a_row_of_a_bulk_that_was_edited_tells_who_edited_it(engine: Engine) -> None:
    id_, _number = edited(engine)
    ids = list(snapshot(engine)["observation"])
    assert origins_of(engine, "observation", ids) == {**dict.fromkeys(ids, "Sotkanet ind. 286"), id_: AUTHOR}


def test_a_bulk_is_undone_as_a_whole_and_done_again(engine: Engine) -> None:
    number = number_of(save(engine, indicator_with_series(YEARS)))
    after = snapshot(engine)
    undoing = undo(engine, number, author=AUTHOR, now=NOW)
    assert not any(snapshot(engine).values())
    assert undo(engine, number_of(undoing), author=AUTHOR, now=NOW).done
    assert snapshot(engine) == after


@pytest.mark.sqlite_only  # which can take them both ways
def test_rows_in_bulk_reach_a_database_whose_driver_takes_values_by_name(engine: Engine) -> None:
    by_name = create_engine(engine.url, paramstyle="named")
    assert by_name.dialect.positional is False
    save(by_name, indicator_with_series(YEARS))
    by_name.dispose()
    rows = snapshot(engine)["observation"].values()
    assert sorted((row["year"], row["value"]) for row in rows) == sorted(
        (year, (year - 2000) / 2) for some in YEARS.values() for year in some
    )
    assert {(row["note"], row["lower"]) for row in rows} == {("", None)}


def edited(engine: Engine) -> tuple[str, int]:
    """Save the bulk and edit one of its values; the edited row's id and the bulk's number."""
    number = number_of(save(engine, indicator_with_series(YEARS)))
    row = next(row for row in snapshot(engine)["observation"].values() if row["year"] == 2019)
    save(engine, ChangeSet((Change.changing("observation", row["id"], value=(row["value"], 77.0)),)))
    return row["id"], number


def test_a_value_edited_since_is_a_conflict_and_nothing_is_undone(engine: Engine) -> None:
    id_, number = edited(engine)
    before = snapshot(engine)
    outcome = undo(engine, number, author="Peruja", now=NOW)
    (conflict,) = outcome.conflicts
    assert (conflict.id, conflict.reason, conflict.field, conflict.author) == (id_, "edited", "value", AUTHOR)
    assert "Koettu yksinäisyys, Mikkeli, 2019" in conflict.message
    assert snapshot(engine) == before


def test_undoing_all_but_what_was_edited_leaves_the_value_with_its_series_and_indicator(
    engine: Engine,
) -> None:
    id_, number = edited(engine)
    assert undo(engine, number, author="Peruja", now=NOW, keep_edited=True).done
    left = snapshot(engine)
    assert list(left["observation"]) == [id_]
    assert [row["region"] for row in left["series"].values()] == ["Mikkeli"]
    assert len(left["indicator"]) == 1


def test_what_was_kept_when_undoing_is_not_added_again_when_the_undoing_is_undone(engine: Engine) -> None:
    id_, number = edited(engine)
    undoing = undo(engine, number, author="Peruja", now=NOW, keep_edited=True)
    assert undo(engine, number_of(undoing), author="Peruja", now=NOW).done
    rows = snapshot(engine)["observation"]
    assert len(rows) == 5
    assert rows[id_]["value"] == 77.0


def test_a_series_that_something_hangs_on_stays(engine: Engine) -> None:
    number = number_of(save(engine, indicator_with_series(YEARS)))
    series = next(iter(snapshot(engine)["series"]))
    save(engine, ChangeSet((Change.adding(Target(series_id=series, value=20.0)),)))
    assert reasons(undo(engine, number, author=AUTHOR, now=NOW)) == {"in_use"}


def test_a_row_that_somebody_removed_since_is_a_conflict(engine: Engine) -> None:
    number = number_of(save(engine, indicator_with_series(YEARS)))
    row = next(iter(snapshot(engine)["observation"].values()))
    save(engine, ChangeSet((Change.removing(Observation(**row)),)))
    assert reasons(undo(engine, number, author=AUTHOR, now=NOW)) == {"removed"}
    assert undo(engine, number, author=AUTHOR, now=NOW, keep_edited=True).done
    assert not any(snapshot(engine).values())


def test_a_year_that_the_series_has_already_is_a_conflict_and_nothing_is_written(engine: Engine) -> None:
    save(engine, indicator_with_series(YEARS))
    before = snapshot(engine)
    series = [id_ for id_, row in before["series"].items() if row["region"] == "Mikkeli"]
    again = Bulk.adding(Observation, {"series_id": series * 2, "year": [2022, 2023], "value": [1.0, 2.0]})
    outcome = save(engine, ChangeSet((), bulks=(again,)))
    assert [(c.reason, c.id) for c in outcome.conflicts] == [("exists", again.ids[1])]
    assert snapshot(engine) == before


def test_the_same_year_twice_in_one_bulk_is_a_conflict(engine: Engine) -> None:
    save(engine, indicator_with_series(YEARS))
    series = next(iter(snapshot(engine)["series"]))
    twice = Bulk.adding(Observation, {"year": [1999, 1999], "value": [1.0, 2.0]}, series_id=series)
    assert reasons(save(engine, ChangeSet((), bulks=(twice,)))) == {"exists"}


def test_a_bulk_whose_series_was_removed_is_a_conflict(engine: Engine) -> None:
    orphan = Bulk.adding(Observation, {"year": [1999], "value": [1.0]}, series_id="0123456789abcdef")
    assert reasons(save(engine, ChangeSet((), bulks=(orphan,)))) == {"parent_removed"}
    assert not any(snapshot(engine).values())


def test_a_year_that_no_database_holds_is_a_problem(engine: Engine) -> None:
    save(engine, indicator_with_series(YEARS))
    before = snapshot(engine)
    series = next(iter(before["series"]))
    far = Bulk.adding(Observation, {"year": [1999, 2**40, 2000], "value": [1.0, 2.0, 3.0]}, series_id=series)
    outcome = save(engine, ChangeSet((), bulks=(far,)))
    assert [problem.code for problem in outcome.problems] == ["unknown_value"]
    assert snapshot(engine) == before


@pytest.mark.parametrize("columns", [{}, {"year": [2020], "value": [1.0, 2.0]}])
def test_columns_of_different_lengths_are_not_a_bulk(columns: dict[str, list[Any]]) -> None:
    with pytest.raises(ValueError, match="no bulk of observation"):
        Bulk.adding(Observation, columns)


def test_rows_whose_references_span_two_fields_do_not_come_in_bulk() -> None:
    with pytest.raises(ValueError, match="no bulk of action"):
        Bulk.adding(Action, {"name": ["Kysely"]})


_values = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.just(math.pi))


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(1990, 2030)), st.tuples(_values, _values), min_size=1
    )
)
def test_whatever_the_rows_are_undo_and_redo_bring_the_same_rows_back(
    engine: Engine, rows: dict[tuple[int, int], tuple[float | None, float | None]]
) -> None:
    empty(engine)
    indicator = Indicator(name="Indikaattori")
    series = Bulk.adding(Series, {"region": ["a", "b", "c", "d"]}, indicator_id=indicator.id)
    columns = {
        "series_id": [series.ids[place] for place, _year in rows],
        "year": [year for _place, year in rows],
        "value": [value for value, _numerator in rows.values()],
        "numerator": [numerator for _value, numerator in rows.values()],
    }
    bulk = Bulk.adding(Observation, columns)
    number = number_of(save(engine, ChangeSet((Change.adding(indicator),), bulks=(series, bulk))))
    after = snapshot(engine)
    kept = {
        (row["series_id"], row["year"]): (row["value"], row["numerator"])
        for row in after["observation"].values()
    }
    assert kept == {(series.ids[place], year): values for (place, year), values in rows.items()}
    undoing = undo(engine, number, author=AUTHOR, now=NOW)
    assert not any(snapshot(engine).values())
    undo(engine, number_of(undoing), author=AUTHOR, now=NOW)
    assert snapshot(engine) == after
