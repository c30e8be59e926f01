"""Alembic's entry: migrate the given connection, or the database that the setting names."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import hyte_core.model  # noqa: F401  (registers the tables)
from hyte_core.database.engine import connect, writing


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    with writing(connect()).begin() as connection:
        run(connection)
