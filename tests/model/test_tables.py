"""The tables of the content, as the models declare them."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session
from trees import build

from hyte_core.model import ENTITIES, Action, Goal, new_id


def test_ids_made_one_after_another_differ() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_every_table_of_content_has_a_text_as_its_only_key() -> None:
    for model in ENTITIES.values():
        keys = model.__table__.primary_key.columns  # type: ignore[attr-defined]
        assert [key.name for key in keys] == ["id"]


def test_a_row_that_points_to_nothing_is_refused_when_the_transaction_ends(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(Goal(focus_area_id="nothing", name="Tavoite"))
        with pytest.raises(IntegrityError):
            session.commit()


def test_the_order_in_which_rows_are_written_does_not_matter_within_a_transaction(engine: Engine) -> None:
    area = build(engine, "1. Painopiste").focus_areas[0]
    goal = Goal(focus_area_id=area.id, name="Tavoite")
    with engine.begin() as connection:
        action = Action(focus_area_id=area.id, goal_id=goal.id, name="Toimenpide")
        connection.execute(Action.__table__.insert(), action.model_dump())  # type: ignore[attr-defined]
        connection.execute(Goal.__table__.insert(), goal.model_dump())  # type: ignore[attr-defined]


def test_an_action_cannot_stand_in_a_goal_of_another_focus_area(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste\n  Tavoite\n2. Toinen")
    goal = plan.focus_areas[0].goals[0]
    with Session(engine) as session:
        session.add(Action(focus_area_id=plan.focus_areas[1].id, goal_id=goal.id, name="Toimenpide"))
        with pytest.raises(IntegrityError):
            session.commit()
