"""A plan as it can be read: its order, what is late, what asks for an assessment, what was so on a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event
from trees import TODAY, action, build, save, view

from hyte_core.changes import Change
from hyte_core.lights import Light
from hyte_core.model import Assessment, Organisation, Plan
from hyte_core.views import plan_heads, plan_view

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_actions_stand_in_the_order_of_the_plan_each_followed_by_its_parts(engine: Engine) -> None:
    text = "2. Viimeinen nimi\n  Z\n    Kolmas\n      - Kolmannen osa\n    Neljäs\n  - Toinen\n1. Ensin\n  - Viides"
    names = [one.name for one in build(engine, text).actions]
    assert names == ["Toinen", "Kolmas", "Kolmannen osa", "Neljäs", "Viides"]


def test_a_plan_that_does_not_exist_is_none(engine: Engine) -> None:
    with engine.connect() as connection:
        assert plan_view(connection, "nothing") is None


def test_a_plan_without_focus_areas_is_empty(engine: Engine) -> None:
    plan = build(engine, "")
    assert (plan.focus_areas, plan.actions, plan.years, plan.responsible_bodies) == ((), (), [], [])


def test_a_view_of_a_plan_takes_one_query_whatever_its_size(engine: Engine) -> None:
    areas = (f"{n}. Painopiste\n  Tavoite\n    Toimenpide [red 2024-12-31]\n      - Osa" for n in range(30))
    plan = build(engine, "\n".join(areas))
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *found: asked.append(found[2]))
    with engine.connect() as connection:
        assert plan_view(connection, plan.id) == plan
    queries = [statement for statement in asked if statement.startswith("SELECT")]
    assert len(queries) == 1


def test_other_plans_do_not_show(engine: Engine) -> None:
    build(engine, "1. Oma\n  - Oma toimenpide [red 2024-12-31]")
    build(engine, "1. Vieras\n  - Vieras toimenpide", organisation="Naapuri", plan="Naapurin suunnitelma")
    assert [one.name for one in view(engine).actions] == ["Oma toimenpide"]
    with engine.connect() as connection:
        assert [head.organisation for head in plan_heads(connection)] == ["Naapuri", "Testikunta"]


def test_invented_plans_are_told_last(engine: Engine) -> None:
    build(engine, "", organisation="Ähtäri", plan="Oikea")
    example = Organisation(name="Aakkosten ensimmäinen", invented=True)
    plan = Plan(organisation_id=example.id, name="Esimerkki")
    save(engine, Change.adding(example), Change.adding(plan))
    with engine.connect() as connection:
        assert [head.name for head in plan_heads(connection)] == ["Oikea", "Esimerkki"]


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        (f"(due {YESTERDAY}) [red 2025-01-01]", True),
        (f"(due {YESTERDAY})", True),
        (f"(due {YESTERDAY}) [green 2025-01-01]", False),
        (f"(due {TODAY}) [red 2025-01-01]", False),
        (f"(due {TOMORROW}) [red 2025-01-01]", False),
        ("[red 2025-01-01]", False),
    ],
)
def test_an_action_is_late_when_its_due_date_has_passed_and_it_is_not_green(
    engine: Engine, facts: str, late: bool
) -> None:
    (one,) = build(engine, f"1. Painopiste\n  - Kysely {facts}").actions
    assert one.is_late(TODAY) is late


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        ("", True),
        ("[grey 2025-11-01]", True),
        ("[red 2025-07-03]", True),
        ("[red 2025-07-04]", False),
        ("[green 2020-01-01]", False),
        (f"(from {TOMORROW})", False),
        (f"(from {TODAY})", True),
    ],
)
def test_an_action_under_way_asks_for_an_assessment_after_the_plans_interval_of_four_months(
    engine: Engine, facts: str, asks: bool
) -> None:
    plan = build(engine, f"1. Painopiste\n  - Kysely {facts}")
    assert plan.assessment_interval_months == 4
    assert plan.needs_assessment(plan.actions[0], TODAY) is asks


def test_an_action_judged_by_its_parts_does_not_ask_for_an_assessment(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste\n  - Kokonaisuus\n    - Osa")
    assert [one.name for one in plan.actions if plan.needs_assessment(one, TODAY)] == ["Osa"]


@pytest.mark.parametrize(
    ("assessed", "today", "months"),
    [
        ("2025-11-03", "2025-11-03", 0),
        ("2025-10-03", "2025-11-03", 1),
        ("2025-10-04", "2025-11-03", 0),
        ("2025-01-31", "2025-02-28", 0),
        ("2025-01-31", "2025-03-01", 1),
        ("2024-12-31", "2025-11-03", 10),
        ("2023-11-03", "2025-11-03", 24),
    ],
)
def test_months_since_an_assessment_are_whole_months(
    engine: Engine, assessed: str, today: str, months: int
) -> None:
    (one,) = build(engine, f"1. Painopiste\n  - Kysely [red {assessed}]").actions
    assert one.months_since(date.fromisoformat(today)) == months


def test_months_since_no_assessment_are_unknown(engine: Engine) -> None:
    (one,) = build(engine, "1. Painopiste\n  - Kysely").actions
    assert (one.months_since(TODAY), one.latest, one.light, one.note) == (None, None, Light.GREY, "")


def test_a_plan_on_a_day_has_the_lights_that_had_been_given_by_its_end(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste\n  - Kysely [red 2023-12-31, yellow 2024-12-31, green 2025-06-30]")
    days = [date(2023, 12, 30), date(2023, 12, 31), date(2024, 12, 31), TODAY]
    assert [plan.on(day).actions[0].light.value for day in days] == ["grey", "red", "yellow", "green"]


def test_the_latest_assessment_is_that_of_the_latest_day_not_the_last_one_written(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely [green 2025-06-30]")
    one = action(engine, "Kysely")
    forgotten = Assessment(action_id=one.id, number=2, assessed_on=date(2024, 12, 31), light="red")
    save(engine, Change.adding(forgotten))
    one = action(engine, "Kysely")
    assert (one.light, one.next_number) == (Light.GREEN, 3)


def test_of_two_assessments_of_a_day_the_later_written_is_in_force(engine: Engine) -> None:
    (one,) = build(engine, "1. Painopiste\n  - Kysely [green 2025-06-30, red 2025-06-30]").actions
    assert one.light is Light.RED


def test_a_later_assessment_without_a_light_turns_the_action_grey(engine: Engine) -> None:
    (one,) = build(engine, "1. Painopiste\n  - Kysely [green 2024-06-30, grey 2025-06-30]").actions
    assert (one.light, one.assessed_on) == (Light.GREY, date(2025, 6, 30))


def test_a_plan_knows_its_years_and_responsible_bodies(engine: Engine) -> None:
    text = (
        "1. P\n  - A (liikunta; Sivistys) [red 2023-12-31]\n  - B (Sivistys) [red 2025-01-01, red 2025-02-01]"
    )
    plan = build(engine, text)
    assert plan.years == [2025, 2023]
    assert plan.responsible_bodies == ["liikunta", "Sivistys"]
