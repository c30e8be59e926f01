"""Who has not updated: the order of the plans, what each waits for, the last change and the contacts."""

from datetime import UTC, date, datetime

from organisations import TODAY, invent, write
from sqlalchemy import Engine
from trees import build, save

from hyte_core.changes import Change, version
from hyte_core.model import Contact, InterfaceArea, Organisation
from hyte_core.regional import Update, area_states, bodies, contact_states, counted, last_changes, updates

_LATER = datetime(2026, 2, 1, 12, tzinfo=UTC)


def read(engine: Engine) -> tuple[Update, ...]:
    with engine.connect() as connection:
        all_ = bodies(connection)
        plans = [plan for body in all_ for plan in body.plans]
        return updates(all_, area_states(connection, TODAY, plans), TODAY)


def plan(engine: Engine, name: str, actions: str) -> None:
    build(engine, f"Osallisuus\n{actions}", organisation=name, plan=name)


def test_those_over_the_interval_come_first_and_never_assessed_ones_before_them(engine: Engine) -> None:
    plan(engine, "Tuore", "  - Toimenpide [green 2026-03-01]")
    plan(engine, "Vanha", "  - Toimenpide [green 2025-01-01]")
    plan(engine, "Vanhempi", "  - Toimenpide [green 2024-01-01]")
    plan(engine, "Ei koskaan", "  - Toimenpide")
    write(engine, [Organisation(name="Ei suunnitelmaa")])
    found = read(engine)
    assert [one.body.name for one in found] == ["Ei koskaan", "Vanhempi", "Vanha", "Tuore", "Ei suunnitelmaa"]
    assert [one.is_over for one in found] == [True, True, True, False, False]


def test_an_invented_example_stands_last_and_does_not_count_among_real_ones(engine: Engine) -> None:
    plan(engine, "Oikea", "  - Toimenpide [green 2026-03-01]")
    plan(engine, "Esimerkki", "  - Toimenpide")
    invent(engine, "Esimerkki")
    found = read(engine)
    assert [one.body.name for one in found] == ["Oikea", "Esimerkki"]
    assert counted(found) == list(found[:1])
    assert counted(found[1:]) == found[1:]


def test_the_interval_is_over_on_the_day_when_its_months_have_passed(engine: Engine) -> None:
    plan(engine, "Juuri", "  - Toimenpide [yellow 2025-11-30]")
    plan(engine, "Vielä", "  - Toimenpide [yellow 2025-12-01]")
    assert {one.body.name: one.is_over for one in read(engine)} == {"Juuri": True, "Vielä": False}


def test_days_are_counted_from_the_latest_assessment(engine: Engine) -> None:
    plan(engine, "A", "  - Yksi [green 2026-03-30]\n  - Kaksi (due 2026-03-01)\n  - Kolme [red 2025-01-01]")
    (one,) = read(engine)
    assert (one.assessed_on, one.days) == (date(2026, 3, 30), 1)
    assert (one.actions, one.waiting, one.late) == (3, 2, 1)


def test_a_plans_last_change_is_that_of_anything_it_holds(engine: Engine) -> None:
    found = build(engine, "Osallisuus\n  Tavoite\n    Toimenpide [red 2025-01-31]")
    other = build(engine, "Osallisuus", organisation="Muu", plan="Muu")
    before = version(engine)
    goal = found.focus_areas[0].goals[0]
    save(engine, Change.changing("goal", goal.id, name=(goal.name, "Uusi nimi")), now=_LATER)
    with engine.connect() as connection:
        now = last_changes(connection, [found.id, other.id], version(engine))
        then = last_changes(connection, [found.id], before)
    assert now[found.id].replace(tzinfo=UTC) == _LATER
    assert now[other.id] == then[found.id] < now[found.id]


def test_before_the_journal_knows_a_plan_it_has_no_last_change(engine: Engine) -> None:
    found = build(engine, "Osallisuus")
    with engine.connect() as connection:
        assert last_changes(connection, [found.id], 0) == {}


def test_contacts_tell_the_last_verification_and_how_many_wait_for_one(engine: Engine) -> None:
    owner, area = Organisation(name="A"), InterfaceArea(name="Liikunta")
    key = {"organisation_id": owner.id, "interface_area_id": area.id, "role": "Johtaja"}
    days = [date(2026, 1, 1), date(2024, 1, 1), None]
    write(engine, [owner, area, *(Contact(verified_on=day, **key) for day in days)])
    with engine.connect() as connection:
        (found,) = contact_states(connection, TODAY).values()
    assert (found.contacts, found.verified_on, found.waiting) == (3, date(2026, 1, 1), 2)
