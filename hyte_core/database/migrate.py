"""Bringing a database to the tables of this version."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.database.engine import ROOT, writing


def alembic_config() -> Config:
    """Alembic's configuration, as the file alembic.ini gives it."""
    return Config(ROOT / "alembic.ini")


def is_current(engine: Engine) -> bool:
    """True if the database has the tables of this version."""
    with engine.connect() as connection:
        return revision_of(connection) == ScriptDirectory.from_config(alembic_config()).get_current_head()


def is_empty(engine: Engine) -> bool:
    """True if the database has no tables of any version."""
    with engine.connect() as connection:
        return revision_of(connection) is None


def known_revisions() -> set[str]:
    """The versions of the tables that this program knows."""
    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def refuse_newer(engine: Engine) -> None:
    """Raises SQLAlchemyError (see explain) if a later version of the program has changed the database's tables."""
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision is not None and revision not in known_revisions():
        raise SQLAlchemyError(f"Can't locate revision identified by {revision!r}")


def migrate(engine: Engine) -> bool:
    """Make or change the tables so that they are those of this version; all or nothing.

    True if the database was empty and this call made its tables. Safe to call from several processes at
    once: one migrates, the others wait and find it done. Raises SQLAlchemyError if the database cannot be
    brought to this version (see explain).
    """
    return not is_current(engine) and make_tables(engine, "head")


def make_tables(engine: Engine, revision: str) -> bool:
    """As :func:`migrate`, to the tables of a version."""
    config = alembic_config()
    with writing(engine).begin() as connection:
        was_empty = revision_of(connection) is None
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(612612)"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as error:
            raise SQLAlchemyError(str(error)) from error
    return was_empty


def revision_of(connection: Connection) -> str | None:
    """The version of a database's tables; None if it has none."""
    return MigrationContext.configure(connection).get_current_revision()
