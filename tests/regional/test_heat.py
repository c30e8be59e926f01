"""The heat table: which focus areas have a column, what a cell says, and the order of the rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from organisations import TODAY, invent, plans, write
from sqlalchemy import Engine
from trees import build, empty

from hyte_core.lights import Light
from hyte_core.model import FocusArea, Organisation, Plan
from hyte_core.regional import (
    LIGHTS,
    NAME,
    OTHERS,
    WHOLE,
    Body,
    HeatTable,
    area_states,
    bodies,
    heat_table,
    in_order,
)
from hyte_core.regional.heat import MOST_COLUMNS, area_key
from hyte_core.views import PlanView, plan_heads, plan_view


def table(engine: Engine, county: str = "", among: Iterable[str] | None = None) -> HeatTable:
    """The table of the organisations named (default: all), with a county whose plan orders the columns."""
    with engine.connect() as connection:
        all_ = bodies(connection)
        states = area_states(connection, TODAY, [plan for body in all_ for plan in body.plans])
    shown = [one for one in all_ if among is None or one.name in among]
    own: Body | None = next((one for one in all_ if one.name == county), None)
    return heat_table(shown, states, TODAY, own)


def fill(engine: Engine, areas: dict[str, Sequence[str]]) -> None:
    """Organisations with a plan of these focus areas, each with an action that nobody has assessed."""
    for owner, names in areas.items():
        build(engine, "\n".join(f"{n}\n  - Toimenpide" for n in names), organisation=owner, plan=owner)


def columns(found: HeatTable) -> list[str]:
    return [column.name for column in found.columns]


def test_a_focus_area_of_two_organisations_has_a_column_whatever_its_case_spaces_and_number(
    engine: Engine,
) -> None:
    fill(engine, {"A": ["1. Osallisuus", "Vain A"], "B": ["osallisuus"], "C": ["Osallisuus "]})
    found = table(engine)
    assert columns(found) == ["Osallisuus"]
    assert found.columns[0].organisations == 3
    assert found.others.size == 1


def test_two_plans_of_one_organisation_share_no_column(engine: Engine) -> None:
    owner = Organisation(name="A")
    both = [Plan(organisation_id=owner.id, name=name) for name in ("1", "2")]
    write(engine, [owner, *both, *(FocusArea(plan_id=plan.id, name="Osallisuus") for plan in both)])
    found = table(engine)
    assert columns(found) == []
    assert [row.plan and row.plan.name for row in found.rows] == ["1", "2"]


def test_the_countys_own_names_come_first_and_then_the_most_shared(engine: Engine) -> None:
    fill(engine, {"Alue": ["Viides", "Toinen"], "A": ["Eka", "Toinen", "Viides", "Muu"]})
    fill(engine, {"B": ["Eka", "Toinen", "Muu"], "C": ["Muu"]})
    assert columns(table(engine, "Alue")) == ["Viides", "Toinen", "Muu", "Eka"]
    assert columns(table(engine, "Alue", "ABC")) == ["Toinen", "Muu", "Eka"]


def test_the_columns_are_no_more_than_can_be_read(engine: Engine) -> None:
    names = [f"Painopiste {chr(65 + n)}" for n in range(MOST_COLUMNS + 3)]
    fill(engine, {"A": names, "B": names})
    found = table(engine)
    assert len(found.columns) == MOST_COLUMNS
    assert found.others.size == 6


def test_who_has_not_assessed_anything_has_no_share_rather_than_zero(engine: Engine) -> None:
    fill(engine, {"A": ["Osallisuus"]})
    build(engine, "Osallisuus\n  - Toimenpide [red 2026-01-31]", organisation="B", plan="B")
    a, b = table(engine).rows
    assert a.whole.share is None and a.cells["osallisuus"].share is None and a.whole.size == 1
    assert b.whole.share == 0


def test_an_organisation_without_plans_has_a_row_without_cells(engine: Engine) -> None:
    write(engine, [Organisation(name="A")])
    (row,) = table(engine).rows
    assert row.plan is None and row.whole.areas == () and dict(row.cells) == {}


def test_those_without_a_plan_come_after_those_that_have_assessed_nothing(engine: Engine) -> None:
    write(engine, [Organisation(name="A")])
    fill(engine, {"B": ["Osallisuus"]})
    found = table(engine)
    assert [row.body.name for row in in_order(found, WHOLE)] == ["B", "A"]
    assert [row.body.name for row in in_order(found, WHOLE, reverse=True)] == ["B", "A"]


def test_the_table_tells_how_many_organisations_have_assessed_nothing(engine: Engine) -> None:
    fill(engine, {"A": ["Osallisuus"], "B": ["Osallisuus"]})
    build(engine, "Osallisuus\n  - Toimenpide [red 2026-01-31]", organisation="C", plan="C")
    assert table(engine).silent == 2


def test_an_invented_example_does_not_count_among_real_organisations_and_stands_last(engine: Engine) -> None:
    for owner, light in (("A", "red"), ("Esimerkki", "green"), ("Ö", "green")):
        build(engine, f"Osallisuus\n  - Toimenpide [{light} 2026-01-31]", organisation=owner, plan=owner)
    invent(engine, "Esimerkki")
    found = table(engine)
    assert (found.whole.size, found.whole.share, found.organisations, found.silent) == (2, 0.5, 2, 0)
    assert found.together["osallisuus"].size == 2
    for by in (WHOLE, NAME, "osallisuus"):
        for reverse in (False, True):
            assert in_order(found, by, reverse=reverse)[-1].body.name == "Esimerkki"
    alone = table(engine, among=["Esimerkki"])
    assert (alone.whole.share, alone.organisations) == (1, 1)


def views(engine: Engine) -> list[PlanView]:
    with engine.connect() as connection:
        found = [plan_view(connection, head.id) for head in plan_heads(connection)]
    return [one.on(TODAY) for one in found if one]


@given(rows=plans())
def test_every_cell_counts_the_actions_of_its_focus_areas(engine: Engine, rows: list[Any]) -> None:
    empty(engine)
    write(engine, rows)
    expected: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for plan in views(engine):
        for area in plan.focus_areas:
            counts = plan.count(plan.of_area(area.id))
            cell = expected[plan.id, area_key(area.name)]
            cell[0] += counts[Light.GREEN]
            cell[1] += sum(n for light, n in counts.items() if light is not Light.GREY)
            cell[2] += sum(counts.values())
    found = table(engine)
    for row in found.rows:
        for key, cell in row.cells.items():
            green, given_, size = expected.pop((row.plan.id if row.plan else "", key))
            assert (cell.share, cell.size) == (green / given_ if given_ else None, size)
    others = [cell for (plan, key), cell in expected.items()]
    assert found.others.size == sum(size for _green, _given, size in others)
    assert found.whole.size == sum(row.whole.size for row in found.rows)


@given(rows=plans(), reverse=st.booleans())
@pytest.mark.parametrize("by", [WHOLE, OTHERS, LIGHTS, "osallisuus"])
def test_the_worst_come_first_and_those_without_a_value_last(
    engine: Engine, rows: list[Any], reverse: bool, by: str
) -> None:
    empty(engine)
    write(engine, rows)
    found = table(engine)

    def value(row: Any) -> float | None:
        if by == LIGHTS:
            given_ = sum(n for light, n in row.whole.counts.items() if light is not Light.GREY)
            return 1 - row.whole.counts[Light.RED] / given_ if given_ else None
        if by in (WHOLE, OTHERS):
            return (row.whole if by == WHOLE else row.others).share
        return row.cells[by].share if by in row.cells else None

    ordered = in_order(found, by, reverse=reverse)
    assert sorted(map(id, ordered)) == sorted(map(id, found.rows))
    values = [value(row) for row in ordered]
    known = [one for one in values if one is not None]
    assert values == [*sorted(known, reverse=reverse), *[None] * (len(values) - len(known))]


def test_by_name_the_rows_are_in_the_order_of_names(engine: Engine) -> None:
    fill(engine, {"b": ["Osallisuus"], "C": ["Osallisuus"], "A": ["Osallisuus"]})
    found = table(engine)
    assert [row.body.name for row in in_order(found, NAME)] == ["A", "b", "C"]
    assert [row.body.name for row in in_order(found, NAME, reverse=True)] == ["C", "b", "A"]
