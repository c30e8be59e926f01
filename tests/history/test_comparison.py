"""Two moments of a plan side by side."""

from datetime import date

from sqlalchemy import Engine
from trees import action, build, save, snapshot, view

from hyte_core.changes import Change
from hyte_core.history import compare
from hyte_core.lights import Light
from hyte_core.model import ENTITIES, Action, FocusArea

PLAN = """
1. Osallisuus
  - Raati (due 2025-12-31) [red 2024-12-31]
  - Kysely [yellow 2024-12-31]
2. Liikunta
  - Kävely
"""


def test_the_same_plan_has_no_changes(engine: Engine) -> None:
    plan = build(engine, PLAN)
    found = compare(plan, plan)
    assert found.changes == ()
    assert found.before == found.after == plan.count()
    assert [(one.name, one.before == one.after) for one in found.areas] == [
        ("1. Osallisuus", True),
        ("2. Liikunta", True),
    ]


def test_what_became_another_is_told_by_kind_in_the_plans_order(engine: Engine) -> None:
    before = build(engine, PLAN)
    area, walk = before.focus_areas[0], action(engine, "Kävely")
    raati, kysely = action(engine, "Raati"), action(engine, "Kysely")
    new = Action(focus_area_id=area.id, name="Uusi", position=9)
    rows = snapshot(engine)
    assert save(
        engine,
        Change.adding(new),
        Change.adding(
            ENTITIES["assessment"](
                action_id=raati.id, number=2, assessed_on=date(2025, 6, 1), light="green", note=""
            )
        ),
        Change.adding(
            ENTITIES["assessment"](
                action_id=kysely.id, number=2, assessed_on=date(2025, 6, 1), light="red", note=""
            )
        ),
        Change.changing("action", raati.id, due=(date(2025, 12, 31), date(2026, 12, 31))),
        Change.changing("action", kysely.id, name=("Kysely", "Haastattelu")),
        Change.removing(ENTITIES["action"](**rows["action"][walk.id])),
    ).done
    found = compare(before, view(engine))
    assert [(one.kind, one.action.name) for one in found.changes] == [
        ("light", "Raati"),
        ("due", "Raati"),
        ("light", "Haastattelu"),
        ("name", "Haastattelu"),
        ("added", "Uusi"),
        ("removed", "Kävely"),
    ]
    lights = found.of_kind("light")
    assert [one.direction for one in lights] == [1, -1]
    assert found.of_kind("due")[0].dues == (date(2025, 12, 31), date(2026, 12, 31))
    assert found.of_kind("added")[0].direction == 0
    assert found.of_kind("removed")[0].area == "2. Liikunta"


def test_a_focus_area_that_was_not_there_has_no_lights_then(engine: Engine) -> None:
    before = build(engine, PLAN)
    gone = before.focus_areas[1]
    rows = snapshot(engine)
    assert save(
        engine,
        Change.adding(FocusArea(plan_id=before.id, name="3. Uusi", position=99)),
        Change.removing(ENTITIES["action"](**rows["action"][action(engine, "Kävely").id])),
        Change.removing(ENTITIES["focus_area"](**rows["focus_area"][gone.id])),
    ).done
    areas = compare(before, view(engine)).areas
    assert [(one.name, one.before is None, one.after is None) for one in areas] == [
        ("1. Osallisuus", False, False),
        ("3. Uusi", True, False),
        ("2. Liikunta", False, True),
    ]
    assert areas[2].before is not None
    assert areas[2].before[Light.GREY] == 1
