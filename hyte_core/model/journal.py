"""The journal (muutosloki): every change ever made, and what made it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index
from sqlmodel import Field, SQLModel


class ChangeSetRow(SQLModel, table=True):
    """One saved change set: who, when and from what. Its id is what undo takes."""

    __tablename__: ClassVar[Any] = "change_set"

    id: int | None = Field(default=None, primary_key=True)
    #: UTC.
    at: datetime = Field(index=True)
    author: str = Field(max_length=200, index=True)
    #: "form", "import", "command" or "undo".
    source: str = Field(max_length=20, index=True)
    #: The name of the imported file, else empty.
    file: str = Field(default="", max_length=300)
    #: SHA-256 of the imported file, else empty.
    checksum: str = Field(default="", max_length=64)
    #: The change set that this one takes back.
    undoes: int | None = Field(default=None, foreign_key="change_set.id", index=True)


class JournalEntry(SQLModel, table=True):
    """One changed row: its fields' old and new values. The last entry's id is the version of the data."""

    __tablename__: ClassVar[Any] = "journal"
    __table_args__ = (
        Index("journal_row", "entity", "entity_id"),
        Index("journal_kind", "entity", "operation", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    change_set_id: int = Field(sa_column_args=(ForeignKey("change_set.id"),), index=True)
    #: "add", "change" or "remove".
    operation: str = Field(max_length=10)
    entity: str = Field(max_length=30)
    entity_id: str = Field(max_length=32)
    #: {field: [old, new]}; dates as ISO text.
    fields: dict[str, list[Any]] = Field(sa_type=JSON)
    #: Where in the source it stands, e.g. "Toimenpiteet!A5"; else empty.
    origin: str = Field(default="", max_length=300)
