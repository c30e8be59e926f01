"""The engine: what every connection is given, and what transactions see of each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, inspect, text
from trees import build

from hyte_core.database import DATA_FOLDER, closing_connections, connect, database_url, writing
from hyte_core.database.engine import BUSY_TIMEOUT_MS


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", BUSY_TIMEOUT_MS), ("synchronous", 1)],
)
def test_every_connection_has_the_pragma(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_writer_waits_for_another_one_long_enough() -> None:
    assert BUSY_TIMEOUT_MS >= 5_000


def test_the_database_is_the_one_that_the_setting_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYTE_DATABASE_URL", "sqlite:////tmp/elsewhere.db")
    assert database_url() == "sqlite:////tmp/elsewhere.db"


def test_without_the_setting_the_database_is_a_file_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HYTE_DATABASE_URL", raising=False)
    assert database_url() == f"sqlite:///{DATA_FOLDER / 'hyte.db'}"


def test_a_reader_sees_one_state_from_beginning_to_end_of_its_transaction(engine: Engine) -> None:
    build(engine, "1. Painopiste")
    with engine.connect() as reader:
        before = reader.execute(text("SELECT name FROM focus_area")).scalar()
        with writing(engine).begin() as writer:
            writer.execute(text("UPDATE focus_area SET name = 'Muutettu'"))
        assert reader.execute(text("SELECT name FROM focus_area")).scalar() == before
    with engine.connect() as reader:
        assert reader.execute(text("SELECT name FROM focus_area")).scalar() == "Muutettu"


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with writing(engine).begin() as writer, engine.connect() as reader:
        writer.execute(text("CREATE TABLE extra (id INTEGER)"))
        assert reader.execute(text("SELECT count(*) FROM plan")).scalar() == 0


def test_writers_that_read_first_take_their_turns(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def count_up(_: int) -> None:
        with writing(engine).begin() as connection:
            n = connection.execute(text("SELECT n FROM counter")).scalar_one()
            connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(80)))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT n FROM counter")).scalar() == 80


def test_many_open_a_new_file_at_the_same_moment(tmp_path: Path) -> None:
    def open_it(url: str, gate: Barrier) -> int:
        engine = connect(url)
        gate.wait()
        with closing_connections(engine), engine.connect() as connection:
            return int(connection.execute(text("SELECT 1")).scalar_one())

    with ThreadPoolExecutor(6) as pool:
        for number in range(60):  # one in sixteen rounds failed when nobody asked again
            gate = Barrier(6)
            opened = [pool.submit(open_it, f"sqlite:///{tmp_path}/{number}.db", gate) for _ in range(6)]
            assert [one.result(60) for one in opened] == [1] * 6


def test_a_rolled_back_transaction_takes_its_tables_back_too(new_database: Callable[[], str]) -> None:
    engine = connect(new_database())
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE extra (id INTEGER)"))
        connection.rollback()
        assert inspect(connection).get_table_names() == []
