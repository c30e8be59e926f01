"""Which journal entry a day or a meeting stands for, and since when the journal knows a thing."""

import time
from datetime import UTC, date, datetime

from sqlalchemy import Engine
from trees import ORGANISATION, build, save, view

from hyte_core.changes import Bulk, Change, ChangeSet, apply, version
from hyte_core.history import (
    Moment,
    Origin,
    last_entry,
    origins,
)
from hyte_core.model import Assessment, Duty, Indicator, InterfaceArea, Meeting, Organisation, Plan, Series
from hyte_core.views import MeetingPoint


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=UTC)


def load(engine: Engine, *changes: Change, now: datetime, bulks: tuple[Bulk, ...] = ()) -> None:
    """Apply the changes as the import of a file."""
    assert apply(engine, ChangeSet(changes, source="import", bulks=bulks), author="Joku", now=now).done


def entry_on(engine: Engine, day: date) -> int:
    with engine.connect() as connection:
        return last_entry(connection, day)


def test_a_day_stands_for_the_last_entry_by_its_end(engine: Engine) -> None:
    save(engine, Change.adding(Organisation(name="A")), now=at(1))
    save(engine, Change.adding(Organisation(name="B")), now=at(3, 8))
    save(engine, Change.adding(Organisation(name="C")), now=at(3, 18))
    days = [date(2026, 8, 31), *(date(2026, 9, day) for day in (1, 2, 3, 4))]
    assert [entry_on(engine, day) for day in days] == [0, 1, 1, 3, 3]


def test_the_ends_of_several_days_are_looked_up_along_with_where_things_begin(engine: Engine) -> None:
    plan = build(engine, "1. A\n  - B")
    owner, entry = plan.organisation_id, version(engine)
    save(engine, Change.adding(Organisation(name="B")), now=at(3, 8))
    save(engine, Change.adding(Organisation(name="C")), now=at(3, 18))
    days = [date(2025, 11, 2), date(2025, 11, 3), *(date(2026, 9, day) for day in (2, 3, 4))]
    with engine.connect() as connection:
        found = origins(connection, owner, days)
        assert found.ends == {day: last_entry(connection, day) for day in days}
        assert list(found.ends.values()) == [0, entry, entry, entry + 2, entry + 2]
        assert found.plans == origins(connection, owner).plans
        assert not origins(connection, owner).ends


def test_a_day_ends_at_local_midnight(engine: Engine, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    time.tzset()
    try:
        save(engine, Change.adding(Organisation(name="A")), now=at(1, 20))  # 23.00 in Helsinki
        save(engine, Change.adding(Organisation(name="B")), now=at(1, 21))  # 0.00 on the next day
        assert entry_on(engine, date(2026, 9, 1)) == 1
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_plan_is_known_from_the_change_set_that_brought_it(engine: Engine) -> None:
    save(engine, Change.adding(Organisation(name="Toinen")))
    plan = build(engine, "1. A\n  - B")
    entry = version(engine)
    save(engine, Change.adding(Assessment(action_id=plan.actions[0].id, number=1, assessed_on=at(1).date())))
    with engine.connect() as connection:
        assert origins(connection, plan.organisation_id).plans[plan.id] == Origin(entry, date(2025, 11, 3))
        assert not origins(connection, "0" * 16).plans


def test_files_loaded_one_after_the_other_on_a_day_are_one_beginning(engine: Engine) -> None:
    owner = Organisation(name="Kemi")
    plan = Plan(organisation_id=owner.id, name="Suunnitelma")
    load(engine, Change.adding(owner), Change.adding(plan), now=at(1, 8))
    load(engine, Change.adding(Indicator(name="Yksinäisyys")), now=at(1, 9))
    first = version(engine)
    save(engine, Change.changing("plan", plan.id, source=("", "Kirja")), now=at(1, 10))
    load(engine, Change.adding(Indicator(name="Toinen")), now=at(1, 11))
    with engine.connect() as connection:
        assert origins(connection, plan.organisation_id).plans[plan.id] == Origin(first, date(2026, 9, 1))


def test_a_file_loaded_on_another_day_is_not_a_part_of_the_beginning(engine: Engine) -> None:
    owner = Organisation(name="Kemi")
    plan = Plan(organisation_id=owner.id, name="Suunnitelma")
    load(engine, Change.adding(owner), Change.adding(plan), now=at(1))
    first = version(engine)
    load(engine, Change.adding(Indicator(name="Toinen")), now=at(2))
    with engine.connect() as connection:
        assert origins(connection, plan.organisation_id).plans[plan.id] == Origin(first, date(2026, 9, 1))


def test_indicators_begin_with_the_first_series_of_the_organisations_own_area(engine: Engine) -> None:
    owner, indicator = Organisation(name="Kemi", region="Meri-Lappi"), Indicator(name="Yksinäisyys")
    load(engine, Change.adding(owner), Change.adding(indicator), now=at(1))
    with engine.connect() as connection:
        assert origins(connection, owner.id).indicators is None
        assert origins(connection, "0" * 16).indicators is None
    load(engine, Change.adding(Series(indicator_id=indicator.id, region="Tornio")), now=at(2))
    bulk = Bulk.adding(Series, {"region": ["koko maa", "Meri-Lappi"]}, indicator_id=indicator.id)
    load(engine, now=at(3), bulks=(bulk,))
    with engine.connect() as connection:
        assert origins(connection, owner.id).indicators == Origin(version(engine), date(2026, 9, 3))


def test_areas_and_duties_begin_with_the_first_one_and_not_before_the_organisation(engine: Engine) -> None:
    owner = Organisation(name="Kemi")
    with engine.connect() as connection:
        assert origins(connection, owner.id).areas is None
        assert origins(connection, owner.id).duties is None
    save(engine, Change.adding(InterfaceArea(name="Asuminen")), now=at(1))
    save(engine, Change.adding(Duty(paragraph="6 §", party="municipality", name="Seuraa")), now=at(2))
    save(engine, Change.adding(owner), now=at(3))
    with engine.connect() as connection:
        assert origins(connection, owner.id).areas == Origin(1, date(2026, 9, 1))
        assert origins(connection, owner.id).duties == Origin(3, date(2026, 9, 3))


def test_a_thing_is_shown_as_it_was_then_or_else_as_it_first_was() -> None:
    moment, origin = Moment(date(2026, 9, 1), 7), Origin(9, date(2026, 9, 2))
    assert moment.is_before(origin)
    assert moment.entry_of(origin) == 9
    assert not moment.is_before(Origin(7, date(2026, 9, 1)))
    assert moment.entry_of(Origin(3, date(2026, 8, 1))) == 7
    assert moment.entry_of(None) == 7
    assert not moment.is_before(None)


def test_a_plan_tells_its_organisations_meetings_with_the_entry_at_which_they_were_closed(
    engine: Engine,
) -> None:
    build(engine, "")
    owner = view(engine).organisation_id
    old = Meeting(organisation_id=owner, held_on=date(2026, 3, 1), title="Kevät")
    new = Meeting(
        organisation_id=owner,
        held_on=date(2026, 9, 1),
        title="Syksy",
        closed_on=date(2026, 9, 2),
        closed_entry=2,
    )
    other = Organisation(name=f"{ORGANISATION} 2")
    elsewhere = Meeting(organisation_id=other.id, held_on=date(2026, 9, 1), title="Muualla")
    assert save(engine, *map(Change.adding, (old, new, other, elsewhere))).done
    assert view(engine).held == (
        MeetingPoint(old.id, date(2026, 3, 1), "Kevät", None, None),
        MeetingPoint(new.id, date(2026, 9, 1), "Syksy", date(2026, 9, 2), 2),
    )
