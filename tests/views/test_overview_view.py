"""What the steering group sees in ten seconds, and which rows stand behind each number."""

from datetime import date

import pytest
from sqlalchemy import Engine
from trees import TODAY, build

from hyte_core.lights import Light
from hyte_core.views import ActionFilter, light_history, overview

SINCE = date(2025, 6, 1)
TEXT = """
1. Osallisuus
  Kuuleminen
    Parani (Sivistys) [red 2025-01-01, green 2025-09-01]
    Huononi (Liikunta, due 2025-10-31) [green 2025-01-01, yellow 2025-09-01]
    Pysyi [yellow 2025-01-01, yellow 2025-09-01]
    Sai valon (due 2025-01-31) [red 2025-09-01]
2. Turvallisuus
  - Arvioimatta
  - Vanha arvio (Sivistys; Liikunta) [yellow 2024-12-31]
  - Parani myöskin [red 2025-01-01, yellow 2025-06-02]
  - Parani jo ennen [red 2025-01-01, yellow 2025-06-01]
"""


@pytest.mark.parametrize(
    ("name", "direction"), [("Parani", 1), ("Huononi", -1), ("Sai valon", 0), ("Parani myöskin", 1)]
)
def test_a_changed_light_has_moved_for_better_or_worse_or_neither(
    engine: Engine, name: str, direction: int
) -> None:
    seen = overview(build(engine, TEXT), today=TODAY, since=SINCE)
    (moved,) = [movement for movement in seen.moved if movement.action.name == name]
    assert moved.direction == direction


def test_only_lights_that_differ_from_the_day_of_comparison_have_moved(engine: Engine) -> None:
    seen = overview(build(engine, TEXT), today=TODAY, since=SINCE)
    assert [m.action.name for m in seen.moved] == ["Parani", "Huononi", "Sai valon", "Parani myöskin"]
    assert (seen.better, seen.worse) == (2, 1)


def test_movements_are_told_by_focus_area(engine: Engine) -> None:
    plan = build(engine, TEXT)
    seen = overview(plan, today=TODAY, since=SINCE)
    assert [seen.of_area(area.id) for area in plan.focus_areas] == [(1, 1), (1, 0)]


def test_late_actions_are_told_the_latest_due_date_last(engine: Engine) -> None:
    seen = overview(build(engine, TEXT), today=TODAY, since=SINCE)
    assert [one.name for one in seen.late] == ["Sai valon", "Huononi"]


def test_stale_actions_hold_those_that_were_never_assessed(engine: Engine) -> None:
    seen = overview(build(engine, TEXT), today=TODAY, since=SINCE)
    stale = ["Arvioimatta", "Vanha arvio", "Parani myöskin", "Parani jo ennen"]
    assert [one.name for one in seen.stale] == stale
    assert [one.name for one in seen.never] == ["Arvioimatta"]


def test_the_history_has_the_lights_at_the_end_of_each_year_of_assessments(engine: Engine) -> None:
    plan = build(engine, "1. P\n  - A [red 2022-05-01, green 2024-05-01]\n  - B [yellow 2024-06-01]\n  - C")
    history = light_history(plan, plan.actions, TODAY)
    counts = {year: [lights[light] for light in Light] for year, lights in history.items()}
    assert counts == {2022: [0, 0, 1, 2], 2024: [1, 1, 0, 1]}


def test_the_history_does_not_tell_what_comes_after_its_last_day(engine: Engine) -> None:
    plan = build(engine, "1. P\n  - A [red 2024-05-01, green 2025-12-01, red 2026-05-01]")
    history = light_history(plan, plan.actions, TODAY)
    assert {year: lights[Light.GREEN] for year, lights in history.items()} == {2024: 0, 2025: 0}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (ActionFilter(), 8),
        (ActionFilter(lights=frozenset({Light.GREEN})), ["Parani"]),
        (ActionFilter(lights=frozenset({Light.GREEN, Light.GREY})), ["Parani", "Arvioimatta"]),
        (ActionFilter(responsible=frozenset({"Sivistys"})), ["Parani", "Vanha arvio"]),
        (ActionFilter(late=True), ["Huononi", "Sai valon"]),
        (ActionFilter(stale=True, lights=frozenset({Light.GREY})), ["Arvioimatta"]),
        (ActionFilter(changed_since=SINCE), ["Parani", "Huononi", "Sai valon", "Parani myöskin"]),
        (ActionFilter(text="PARANI ennen"), ["Parani jo ennen"]),
        (ActionFilter(text="turvallisuus vanha"), ["Vanha arvio"]),
        (ActionFilter(text="  "), 8),
        (ActionFilter(text="avaruus"), []),
        (ActionFilter(responsible=frozenset({"Ei enää olemassa"})), []),
        (ActionFilter(late=True, responsible=frozenset({"Liikunta"})), ["Huononi"]),
    ],
)
def test_a_filter_keeps_what_is_asked_for(
    engine: Engine, wanted: ActionFilter, names: list[str] | int
) -> None:
    plan = build(engine, TEXT)
    kept = [one.name for one in plan.actions if wanted.keeps(plan, one, TODAY)]
    assert (len(kept) if isinstance(names, int) else kept) == names


def test_a_filter_of_a_focus_area_keeps_its_actions(engine: Engine) -> None:
    plan = build(engine, TEXT)
    wanted = ActionFilter(focus_areas=frozenset({plan.focus_areas[1].id}))
    assert len([one for one in plan.actions if wanted.keeps(plan, one, TODAY)]) == 4


def test_the_filters_keep_as_many_as_the_overview_counts(engine: Engine) -> None:
    plan = build(
        engine, TEXT + "\n3. Kokonaisuudet\n  - Kokonaisuus\n    - Osa [red 2025-10-01]\n    - Toinen osa"
    )
    seen = overview(plan, today=TODAY, since=SINCE)
    for wanted, expected in (
        (ActionFilter(late=True), len(seen.late)),
        (ActionFilter(stale=True), len(seen.stale)),
        (ActionFilter(changed_since=SINCE), len(seen.moved)),
        *((ActionFilter(lights=frozenset({light})), n) for light, n in plan.count().items()),
    ):
        assert len([one for one in plan.actions if wanted.keeps(plan, one, TODAY)]) == expected
