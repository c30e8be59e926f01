"""The one way to a database: an engine with what SQLite needs to serve many threads and processes."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

ROOT = Path(__file__).resolve().parents[2]
DATA_FOLDER = ROOT / "data"
URL_SETTING = "HYTE_DATABASE_URL"
#: How long a writer waits for another one before it gives up, milliseconds.
BUSY_TIMEOUT_MS = 10_000


def database_url() -> str:
    """The database's URL: the setting HYTE_DATABASE_URL, or an SQLite file under data/."""
    return os.environ.get(URL_SETTING) or f"sqlite:///{DATA_FOLDER / 'hyte.db'}"


def connect(url: str | None = None) -> Engine:
    """An engine for ``url`` (default: :func:`database_url`). One engine serves all threads of a process.

    On SQLite each connection enforces foreign keys, writes ahead (WAL: readers never wait for a writer) and
    waits for other writers. Transactions are begun by SQLAlchemy, not by the driver, so that a transaction
    sees one state from beginning to end and migrations can be rolled back.
    """
    readable = partial(
        json.dumps, ensure_ascii=False
    )  # so that the journal can be searched for words with ä and ö
    engine = create_engine(make_url(url or database_url()), json_serializer=readable)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
    finally:
        cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that will write: on SQLite they take their turn when they begin.

    A transaction that begins by reading and then wants to write fails at once when another one has written
    in between; one that takes its turn first only waits.
    """
    return engine.execution_options(writes=True)
