"""Where the tests' databases are: SQLite files, or on the PostgreSQL server that HYTE_TEST_SERVER names.

The setting is the URL of any database on a server that is only for tests, as a superuser:
postgresql+psycopg://postgres@127.0.0.1:5432/postgres
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlmodel import SQLModel
from trees import NOW

from hyte_core.database import connect, migrate
from hyte_core.database import engine as engine_module
from hyte_core.installation import load_folder

SERVER = os.environ.get("HYTE_TEST_SERVER", "")


def share_compiled_statements() -> None:
    """Have all engines on SQLite files share the statements that one has compiled, a fifth of the tests' time."""
    firsts: list[Engine] = []

    def sharing(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        if engine.dialect.name == "sqlite":
            if not firsts:
                firsts.append(create_engine("sqlite://", query_cache_size=2_000, **options))
                firsts[0].connect().close()
            engine.dialect = engine.pool._dialect = firsts[0].dialect
            engine._compiled_cache = firsts[0]._compiled_cache
        return engine

    engine_module.create_engine = sharing


class Files:
    """Databases in SQLite files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new(self, like: str = "") -> str:
        """The URL of a database that nobody else has: without tables, or a copy of one that nobody uses."""
        path = self._folder / str(next(self._numbers)) / "hyte.db"
        path.parent.mkdir()
        if like:
            shutil.copy(path_of(like), path)
        return f"sqlite:///{path}"

    def remove(self, url: str) -> None:
        """Take a database away, if its room is needed."""


class Server:
    """Databases on the server; each process of the tests has its own."""

    def __init__(self) -> None:
        self._prefix = f"hyte_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        self._numbers = count(1)

    def new(self, like: str = "") -> str:
        """As in files."""
        name = f"{self._prefix}_{next(self._numbers)}"
        url = make_url(SERVER).set(drivername="postgresql+psycopg", database=name)
        address = url.render_as_string(hide_password=False)
        self.remove(address)
        template = make_url(like).database if like else "template1"
        with server() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
        return address

    def remove(self, url: str) -> None:
        """As in files."""
        with server() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)"))


@contextmanager
def server() -> Iterator[Connection]:
    """A connection to the server, to make databases and to end others' connections."""
    engine = create_engine(make_url(SERVER), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def migrated(url: str) -> str:
    """Make the tables in a new database."""
    engine = connect(url)
    migrate(engine)
    engine.dispose()
    return url


def filled(url: str) -> str:
    """Load the workbooks of data/ into an empty database."""
    engine = connect(url)
    load_folder(engine, now=NOW)
    engine.dispose()
    return url


def clear(engine: Engine) -> None:
    """Make a server's database as it was when it was migrated: ten times faster than a new one."""
    tables = SQLModel.metadata.tables
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    steps = [f'DELETE FROM "{name}"' for name in tables]
    with engine.begin() as connection:
        found = set(connection.execute(text(query)).scalars())
        steps += [f'DROP TABLE "{name}" CASCADE' for name in found - tables.keys()]
        # Without the foreign keys' triggers, and in one go.
        body = "; ".join(["SET LOCAL session_replication_role = replica", *steps])
        connection.exec_driver_sql(f"DO $$ BEGIN {body}; END $$")
        for name in ("change_set", "journal"):
            connection.exec_driver_sql(f"ALTER SEQUENCE {name}_id_seq RESTART")


def url_of(engine: Engine) -> str:
    """The URL of an engine's database, for another process."""
    return engine.url.render_as_string(hide_password=False)


def path_of(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(str(make_url(url).database))
