"""Whose own a row is, and that what is read of an organisation needs nobody else's own rows."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select

from hyte_core.access.ownership import BELONGS, Row, organisations_of
from hyte_core.database import connect
from hyte_core.duties import DUTY_TABLES, duties
from hyte_core.indicators import INDICATOR_TABLES, indicators
from hyte_core.model import ENTITIES
from hyte_core.views import PLAN_TABLES, plan_heads, plan_view
from hyte_core.views.written import WRITTEN_TABLES, written

ORGANISATIONS = ("Mikkeli", "Kemi", "Päijät-Hämeen hyvinvointialue")


def table(entity: str) -> Any:
    return ENTITIES[entity].__table__


def owner(connection: Connection, entity: str, id_: str) -> set[str]:
    return organisations_of(connection, entity, [Row(id_, {})])


@pytest.fixture
def connection(copy_of_real):
    engine = connect(copy_of_real)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.mark.parametrize("entity", sorted(BELONGS))
def test_every_row_belongs_to_the_organisation_that_the_rows_above_it_name(connection, entity):
    expected: dict[str, str] = {}
    for row in connection.execute(select(table(entity))).mappings():
        climbed, value = entity, row
        while (belongs := BELONGS[climbed])[1] != "organisation":
            climbed = belongs[1]
            above = table(climbed)
            value = connection.execute(select(above).where(above.c.id == value[belongs[0]])).mappings().one()
        expected[row["id"]] = value[belongs[0]] or ""
    for id_ in list(expected)[::25]:
        assert owner(connection, entity, id_) == {expected[id_]}
    many = [Row(id_, {}) for id_ in expected]
    assert organisations_of(connection, entity, many) == set(expected.values())


def test_what_belongs_to_all_and_what_is_gone_are_nobodys_own(connection):
    assert owner(connection, "indicator", "x") == {""}
    assert owner(connection, "organisation", "x") == {""}
    assert owner(connection, "action", "gone") == {""}


def test_a_row_that_moves_is_of_the_organisation_before_and_after(connection):
    heads = {head.organisation: head for head in plan_heads(connection)}
    first, second = heads["Mikkeli"], heads["Kemi"]
    moved = Row("x", {"plan_id": [first.id, second.id]})
    assert organisations_of(connection, "focus_area", [moved]) == {
        first.organisation_id,
        second.organisation_id,
    }


def test_a_removed_row_is_of_the_organisation_whose_rows_it_names(connection):
    head = plan_heads(connection)[0]
    removed = Row("gone", {"plan_id": [head.id, None]})
    assert head.organisation_id in organisations_of(connection, "focus_area", [removed])


READERS: dict[str, tuple[tuple[str, ...], Callable[[Connection, str, str], Any]]] = {
    "plan": (PLAN_TABLES, lambda connection, _owner, plan: plan_view(connection, plan)),
    "indicators": (INDICATOR_TABLES, lambda connection, owner, _plan: indicators(connection, owner)),
    "duties": (DUTY_TABLES, lambda connection, owner, _plan: duties(connection, owner)),
    "written": (WRITTEN_TABLES, lambda connection, _owner, plan: written(connection, plan)),
}


@pytest.mark.parametrize("name", ORGANISATIONS)
@pytest.mark.parametrize("reader", sorted(READERS))
def test_what_is_read_of_an_organisation_needs_no_other_ones_own_rows(connection, name, reader):
    """What is remembered by the organisation's own version must not depend on what changes that of others alone."""
    tables, read = READERS[reader]
    head = next(head for head in plan_heads(connection) if head.organisation == name)
    before = read(connection, head.organisation_id, head.id)
    for entity in [one for one in reversed(list(ENTITIES)) if one in BELONGS and one in tables]:
        rows = connection.execute(select(table(entity).c.id)).scalars().all()
        strangers = [
            id_ for id_ in rows if owner(connection, entity, id_).isdisjoint({head.organisation_id, ""})
        ]
        _take_away(connection, entity, strangers)
    assert read(connection, head.organisation_id, head.id) == before


def _take_away(connection: Connection, entity: str, ids: list[str]) -> None:
    """Remove rows with all that hangs on them."""
    if not ids:
        return
    for below in ENTITIES:
        for column in table(below).columns:
            if any(key.column.table is table(entity) for key in column.foreign_keys):
                hanging = select(table(below).c.id).where(column.in_(ids))
                _take_away(connection, below, list(connection.execute(hanging).scalars()))
    connection.execute(delete(table(entity)).where(table(entity).c.id.in_(ids)))
