"""What all tables that hold the content share. Words and meanings: the README's glossary.

Ids are random texts made by the writer, so that a change set can name a row before the database has it.
Foreign keys are checked at the end of a transaction, so that the order of the changes does not matter.
"""

import secrets
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

#: The longest text that is kept; a longer one is refused with a sentence, never cut.
TEXT_LIMIT = 5_000
NAME_LIMIT = 300


def new_id() -> str:
    """A random id of 64 bits as 16 hexadecimal digits."""
    return secrets.token_hex(8)


def reference(column: str, target: str) -> ForeignKeyConstraint:
    """A foreign key that is checked at the end of the transaction."""
    return ForeignKeyConstraint([column], [f"{target}.id"], deferrable=True, initially="DEFERRED")


def reference_within(column: str, target: str, shared: str) -> ForeignKeyConstraint:
    """The row that ``column`` names must have the same ``shared`` value as this one."""
    return ForeignKeyConstraint(
        [column, shared], [f"{target}.id", f"{target}.{shared}"], deferrable=True, initially="DEFERRED"
    )


def columns(model: type[SQLModel], *names: str) -> list[Column[Any]]:
    """Some columns of a table, for queries that read values rather than objects."""
    return [model.__table__.c[name] for name in names]  # type: ignore[attr-defined]


class Row(SQLModel):
    """What every table of content has."""

    __tablename__: ClassVar[Any]

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
