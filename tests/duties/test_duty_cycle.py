"""On which day of a year an event is due, and what is due next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from duty_database import PLAN, REPORT, TODAY, build, event, read, record
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.duties import Duties, due_on, happens_in, next_due, next_time, year_of
from hyte_core.lights import Light


@pytest.fixture
def ids(engine):
    return build(engine)


def told(found, today=TODAY, **options):
    return [(one.occurrence.event.name, one.days_left) for one in next_due(found, today, **options)]


@pytest.mark.parametrize(
    ("month", "day", "year", "due"),
    [
        (12, None, 2026, date(2026, 12, 31)),
        (2, None, 2026, date(2026, 2, 28)),
        (2, 29, 2028, date(2028, 2, 29)),
        (2, 29, 2027, date(2027, 2, 28)),
        (5, 14, 2026, date(2026, 5, 14)),
    ],
)
def test_an_event_is_due_on_its_day_or_by_the_end_of_its_month(month, day, year, due):
    assert due_on(event(month, day), year) == due


def test_an_event_of_a_council_term_comes_every_fourth_year_and_not_before_its_first():
    term = event(5, every_years=4, first_year=2025)
    assert [year for year in range(2017, 2035) if happens_in(term, year)] == [2025, 2029, 2033]


def test_an_event_of_which_no_year_is_known_is_put_into_no_year():
    unknown = event(5, every_years=4)
    assert not any(happens_in(unknown, year) for year in range(2020, 2030))
    assert next_time(unknown, TODAY) is None


@given(
    st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.integers(1, 12),
    st.none() | st.integers(1990, 2060),
    st.dates(date(1990, 1, 1), date(2080, 12, 31)),
)
def test_the_next_time_is_the_first_day_of_the_event_that_has_not_passed(month, day, every, first, today):
    one = event(month, day, every_years=every, first_year=first if first or every == 1 else 2000)
    coming = next_time(one, today)
    assert coming is not None and coming >= today and happens_in(one, coming.year)
    between = [y for y in range(today.year, coming.year) if happens_in(one, y) and due_on(one, y) >= today]
    assert between == []


def test_what_is_not_recorded_as_done_is_due(engine, ids):
    assert told(read(engine, ids)) == [("Kertomus", -540), ("Raportti", 39), ("Kertomus", 921)]


def test_a_day_that_passed_unrecorded_is_late_for_half_of_the_interval_only(engine, ids):
    found = read(engine, ids)
    late = [one for one in next_due(found, date(2027, 3, 1)) if one.is_late]
    assert [one.occurrence.event.name for one in late] == ["Kertomus", "Raportti"]
    assert not [one for one in next_due(found, date(2027, 8, 1)) if one.is_late]


def test_what_was_recorded_as_not_done_is_late_until_its_next_time(engine, ids):
    record(engine, ids, REPORT, 2025, "red")
    record(engine, ids, PLAN, 2025, "yellow")
    assert told(read(engine, ids)) == [
        ("Kertomus", -540),
        ("Raportti", -326),
        ("Raportti", 39),
        ("Kertomus", 921),
    ]


def test_what_was_done_is_due_at_its_next_time(engine, ids):
    record(engine, ids, REPORT, 2026, "green")
    record(engine, ids, PLAN, 2026, "green")
    assert told(read(engine, ids)) == [("Raportti", 404), ("Kertomus", 921)]


def test_a_term_plan_done_a_year_later_is_done_and_one_given_up_is_what_was_last_said(engine, ids):
    record(engine, ids, PLAN, 2025, "yellow")
    (term,) = year_of(read(engine, ids), 2025)[:1]
    assert (term.light, term.is_done) == (Light.YELLOW, False)
    record(engine, ids, PLAN, 2026, "red")
    assert year_of(read(engine, ids), 2025)[0].light is Light.RED
    record(engine, ids, PLAN, 2027, "green")
    assert year_of(read(engine, ids), 2025)[0].is_done


def test_an_event_about_no_duty_is_never_late():
    found = Duties("o", "O", "municipality", (), (event(5, 14),))
    assert told(found) == [("E", 173)]
    assert told(found, date(2026, 5, 14)) == [("E", 0)]


def test_only_what_comes_soon_is_told_when_asked_so(engine, ids):
    assert told(read(engine, ids), within=30) == [("Kertomus", -540)]


def test_a_year_has_its_events_in_the_order_of_their_days():
    events = (event(12, 1, name="b"), event(12, name="c"), event(1, name="a"), event(5, every_years=4))
    found = Duties("o", "O", "county", (), events)
    assert [one.event.name for one in year_of(found, 2026)] == ["a", "b", "c"]


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.integers(1, 12), st.integers(1, 100))
def test_no_day_of_the_calendar_stops_the_cycle(today, month, every):
    first = None if every == 1 else 2000
    found = Duties("o", "O", "county", (), (event(month, every_years=every, first_year=first),))
    for one in next_due(found, today):
        assert one.occurrence.due - today == timedelta(days=one.days_left)


def test_late_comes_first_whatever_the_order_of_the_events(engine, ids):
    found = read(engine, ids)
    turned = replace(found, events=tuple(reversed(found.events)))
    assert told(turned) == told(found)
