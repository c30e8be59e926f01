"""Several queries read as one answer what each answers by itself."""

from datetime import date

from sqlalchemy import Engine, bindparam, event, select
from trees import build

from hyte_core.database.together import Together
from hyte_core.model import Action, Assessment, Plan, columns


def test_each_query_gets_its_own_rows_whatever_their_columns_and_all_in_one_question(engine: Engine) -> None:
    plan = build(engine, "1. A\n  - B (due 2026-05-01) [red 2024-12-31]\n  - C")
    queries = (
        select(Plan.__table__),  # type: ignore[attr-defined]
        select(*columns(Action, "name", "due", "responsible")),
        select(*columns(Assessment, "assessed_on", "number", "interpreted")),
        select(columns(Plan, "id")[0]).where(columns(Plan, "name")[0] == bindparam("name")),
    )
    asked: list[str] = []
    with engine.connect() as connection:
        apart = [sorted(map(tuple, connection.execute(one, {"name": "?"})), key=str) for one in queries]
        event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        found = Together(*queries).read(connection, name="?")
    assert [sorted(map(tuple, rows), key=str) for rows in found] == apart
    assert len([one for one in asked if one.startswith("SELECT")]) == 1
    assert [row.name for row in found[0]] == [plan.name]
    assert {row.name: row.due for row in found[1]} == {"B": date(2026, 5, 1), "C": None}
    assert found[2][0].interpreted is False and found[3] == []


def test_a_value_that_differs_from_time_to_time_is_given_when_reading(engine: Engine) -> None:
    plan = build(engine, "1. A")
    key, name = columns(Plan, "id", "name")
    together = Together(select(key).where(name == bindparam("name")), select(name))
    with engine.connect() as connection:
        assert together.read(connection, name=plan.name) == [[(plan.id,)], [(plan.name,)]]
        assert together.read(connection, name="Muu") == [[], [(plan.name,)]]
