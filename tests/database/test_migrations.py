"""Migrations make the tables that the models declare, once."""

import multiprocessing
from collections.abc import Callable

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel
from trees import snapshot

import hyte_core.model  # noqa: F401  (registers the tables)
from hyte_core.changes.change_set import defaults
from hyte_core.database import connect, migrate
from hyte_core.database.engine import writing
from hyte_core.database.migrate import alembic_config
from hyte_core.model import ENTITIES


def _migrate(url: str, gate: object, answers: object) -> None:
    engine = connect(url)
    gate.wait()  # type: ignore[attr-defined]
    answers.put(migrate(engine))  # type: ignore[attr-defined]


def test_migrated_tables_do_not_differ_from_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_rows_of_the_first_version_get_the_models_defaults_in_fields_that_came_later(
    new_database: Callable[[], str],
) -> None:
    engine = connect(new_database())
    config = alembic_config()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text("INSERT INTO interface_area (id, position, name) VALUES ('a', 1, 'Osallisuus')")
        )
        connection.execute(
            text(
                "INSERT INTO network (id, interface_area_id, position, name) VALUES ('n', 'a', 1, 'Foorumi')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO indicator (id, name, unit, source, polarity) VALUES ('i', 'Liikkuvat', '%', '', 'higher')"
            )
        )
    assert migrate(engine) is False
    rows = snapshot(engine)
    assert {name: rows["indicator"]["i"][name] for name in ("names", "decimals", "per", "licence")} == {
        "names": {},
        "decimals": 1,
        "per": None,
        "licence": "",
    }
    for entity, id_ in (("interface_area", "a"), ("network", "n"), ("indicator", "i")):
        row = rows[entity][id_]
        optional = {
            n: v for n, v in defaults(ENTITIES[entity]).items() if n in row and v in ("", [], {}, None)
        }
        given = {"position", "name", "interface_area_id", "unit", "polarity"}
        assert {n: row[n] for n in optional.keys() - given} == {
            n: optional[n] for n in optional.keys() - given
        }


def test_migrated_foreign_keys_wait_for_the_end_of_the_transaction_as_the_models_do(engine: Engine) -> None:
    for name, table in SQLModel.metadata.tables.items():
        declared = {tuple(key.column_keys): bool(key.deferrable) for key in table.foreign_key_constraints}
        found = {
            tuple(key["constrained_columns"]): bool(key["options"].get("deferrable"))
            for key in inspect(engine).get_foreign_keys(name)
        }
        assert found == declared, name


def test_migrating_an_empty_database_says_that_it_is_new(new_database: Callable[[], str]) -> None:
    assert migrate(connect(new_database())) is True


def test_migrating_twice_changes_nothing_the_second_time(new_database: Callable[[], str]) -> None:
    engine = connect(new_database())
    migrate(engine)
    tables = inspect(engine).get_table_names()
    assert migrate(engine) is False
    assert inspect(engine).get_table_names() == tables
    assert not any(snapshot(engine).values())


def test_a_database_whose_tables_were_half_made_is_left_as_it_was(new_database: Callable[[], str]) -> None:
    engine = connect(new_database())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE journal (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    assert inspect(engine).get_table_names() == ["journal"]


def test_of_two_processes_that_migrate_an_empty_database_at_once_exactly_one_makes_it(
    new_database: Callable[[], str],
) -> None:
    spawn = multiprocessing.get_context("spawn")
    url, gate, answers = new_database(), spawn.Barrier(2), spawn.Queue()
    both = [spawn.Process(target=_migrate, args=(url, gate, answers)) for _ in range(2)]
    for process in both:
        process.start()
    found = [answers.get(timeout=30) for _ in both]
    for process in both:
        process.join(30)
    assert sorted(found) == [False, True]
    assert [process.exitcode for process in both] == [0, 0]
