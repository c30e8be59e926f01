"""Migrations make the tables that the models declare, once."""

import multiprocessing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel
from trees import snapshot

import hyte_core.model  # noqa: F401  (registers the tables)
from hyte_core.database import connect, migrate


def _migrate(path: str, gate: object, answers: object) -> None:
    engine = connect(f"sqlite:///{path}")
    gate.wait()  # type: ignore[attr-defined]
    answers.put(migrate(engine))  # type: ignore[attr-defined]


def test_migrated_tables_do_not_differ_from_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrated_foreign_keys_wait_for_the_end_of_the_transaction_as_the_models_do(engine: Engine) -> None:
    for name, table in SQLModel.metadata.tables.items():
        declared = {tuple(key.column_keys): bool(key.deferrable) for key in table.foreign_key_constraints}
        found = {
            tuple(key["constrained_columns"]): bool(key["options"].get("deferrable"))
            for key in inspect(engine).get_foreign_keys(name)
        }
        assert found == declared, name


def test_migrating_an_empty_database_says_that_it_is_new(tmp_path: Path) -> None:
    assert migrate(connect(f"sqlite:///{tmp_path / 'new.db'}")) is True


def test_migrating_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(engine)
    tables = inspect(engine).get_table_names()
    assert migrate(engine) is False
    assert inspect(engine).get_table_names() == tables
    assert not any(snapshot(engine).values())


def test_a_database_whose_tables_were_half_made_is_left_as_it_was(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE journal (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    assert inspect(engine).get_table_names() == ["journal"]


def test_of_two_processes_that_migrate_an_empty_database_at_once_exactly_one_makes_it(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    gate, answers = spawn.Barrier(2), spawn.Queue()
    both = [spawn.Process(target=_migrate, args=(str(tmp_path / "new.db"), gate, answers)) for _ in range(2)]
    for process in both:
        process.start()
    found = [answers.get(timeout=30) for _ in both]
    for process in both:
        process.join(30)
    assert sorted(found) == [False, True]
    assert [process.exitcode for process in both] == [0, 0]
