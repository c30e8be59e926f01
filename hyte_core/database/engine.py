"""The one way to a database: an engine with what SQLite or PostgreSQL needs to serve many threads and processes."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, String, create_engine, event, make_url
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlmodel import AutoString

from hyte_core.locale import _
from hyte_core.problems import RefusalError

ROOT = Path(__file__).resolve().parents[2]
DATA_FOLDER = ROOT / "data"
URL_SETTING = "HYTE_DATABASE_URL"
#: How long a writer waits for another one before it gives up, milliseconds.
BUSY_TIMEOUT_MS = 10_000
#: The number of the lock that writers of a PostgreSQL database take in turn.
_WRITERS = 612_612
#: A server that is away is noticed in seconds, not in the hours of TCP (libpq's names; the URL may give others).
_NOTICING = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


def database_url() -> str:
    """The database's URL: the setting HYTE_DATABASE_URL, or an SQLite file under data/."""
    return os.environ.get(URL_SETTING) or f"sqlite:///{DATA_FOLDER / 'hyte.db'}"


def connect(url: str | None = None) -> Engine:
    """An engine for ``url`` (default: :func:`database_url`). One engine serves all threads of a process.

    A transaction sees one state from beginning to end, readers never wait for a writer, and transactions that
    write (see :func:`writing`) take their turns. Raises RefusalError if the URL names no database that can be used.

    On SQLite each connection enforces foreign keys and writes ahead (WAL). Transactions are begun by SQLAlchemy,
    not by the driver, so that migrations can be rolled back. On PostgreSQL a connection that the server has
    closed meanwhile is replaced when it is taken into use.
    """
    wanted = _url(url or database_url())
    readable = partial(
        json.dumps, ensure_ascii=False
    )  # so that the journal can be searched for words with ä and ö
    try:
        if wanted.get_backend_name() == "postgresql":
            return _postgresql(wanted, readable)
        engine = create_engine(wanted, json_serializer=readable, hide_parameters=True)
    except ModuleNotFoundError:
        message = _("Tietokannan {kind} ajuri puuttuu: aja pip install -r requirements.txt.")
        raise RefusalError(message.format(kind=wanted.get_backend_name())) from None
    except NoSuchModuleError:
        raise _not_a_url() from None
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def closing_connections(engine: Engine) -> Iterator[Engine]:
    """The engine, whose connections are closed at the end."""
    try:
        yield engine
    finally:
        engine.dispose()


def _url(given: str) -> URL:
    """The URL with the driver that the program brings; only SQLite and PostgreSQL will do."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise _not_a_url() from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise _not_a_url()
    return url


def _not_a_url() -> RefusalError:
    return RefusalError(
        _("Anna tietokannan osoite muodossa sqlite:///tiedosto.db tai postgresql://käyttäjä@palvelin/kanta.")
    )


def _postgresql(url: URL, readable: Any) -> Engine:
    engine = create_engine(
        url,
        json_serializer=readable,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        connect_args={name: value for name, value in _NOTICING.items() if name not in url.query},
    )
    # A label in ORDER BY is written out, so that what is behind it can be ordered by code point.
    engine.dialect.supports_simple_order_by_label = False
    engine.dialect.statement_compiler = _OrderByCodePoint
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


class _OrderByCodePoint(PGCompiler_psycopg):
    """Orders texts by code point as SQLite does, whatever language the server's database was made for."""

    def order_by_clause(self, select: Any, **kw: Any) -> str:
        return str(super().order_by_clause(select, **kw, in_order=True))  # type: ignore[no-untyped-call]

    def visit_column(self, column: Any, *args: Any, in_order: bool = False, **kw: Any) -> str:
        text = str(super().visit_column(column, *args, **kw))
        return f'{text} COLLATE "C"' if in_order and isinstance(column.type, String | AutoString) else text


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        _keep_log(cursor)
        cursor.execute("PRAGMA synchronous = NORMAL")
    finally:
        cursor.close()


def _keep_log(cursor: Any) -> None:
    """Have the file's changes written to a log first (WAL), as they are from then on.

    Of two that do so to a new file at the same moment SQLite refuses one at once, however long it may wait: it asks again.
    """
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
        sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute("SET TIME ZONE 'UTC'")  # moments are kept in UTC, without a zone
    # Its usual guess is of a spinning disk's: it would rather read millions of rows in order than look thousands up.
    # Whoever has told the server what its disk is like knows better.
    connection.execute(
        "SELECT set_config(name, '1.1', false) FROM pg_settings WHERE name = 'random_page_cost' AND source = 'default'"
    )
    connection.autocommit = False


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{BUSY_TIMEOUT_MS}', true), pg_advisory_xact_lock({_WRITERS})"
        )


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that will write: they take their turn when they begin.

    On SQLite a transaction that begins by reading and then wants to write fails at once when another one has written
    in between; one that takes its turn first only waits. On PostgreSQL taking turns keeps the journal's numbers
    in the order in which readers come to see them, and what a writer has checked is still so when it writes.
    """
    if engine.dialect.name == "postgresql":
        # Its turn comes after its first statement: what it reads then must be newer than that.
        return engine.execution_options(writes=True, isolation_level="READ COMMITTED")
    return engine.execution_options(writes=True)
