"""Rows and the journal entries that tell of them, written many at a time."""

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert

from hyte_core.changes.bulk import Bulk
from hyte_core.changes.bulk_attempt import write_bulk
from hyte_core.changes.change_set import defaults
from hyte_core.changes.coding import encode
from hyte_core.model import ENTITIES, ChangeSetRow, JournalEntry, Row

SEED = 612
_CHUNK = 20_000


def chance_of(*what: object) -> random.Random:
    """The chance that decides about something: the same every time."""
    return random.Random(":".join(map(str, (SEED, *what))))


class Writer:
    """Keeps rows and journal until there are enough to write. ``entry`` is the last journal entry's number."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.entry = self.change_set = 0
        self._rows: dict[type[Row], list[dict[str, Any]]] = defaultdict(list)
        self._sets: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []

    def begin(self, at: datetime, author: str, source: str = "import", file: str = "") -> None:
        """What is added or changed next belongs to a new change set."""
        self.change_set += 1
        head = {"author": author, "source": source, "file": file, "checksum": "", "undoes": None}
        self._sets.append({"id": self.change_set, "at": at, **head})

    def row(self, model: type[Row], id_: str, **values: Any) -> dict[str, Any]:
        """A row of ``values`` and the model's defaults, written nowhere."""
        return {"id": id_, **defaults(model), **values}

    def add(self, model: type[Row], id_: str, **values: Any) -> str:
        """A new row and its entry; its id."""
        row = self.row(model, id_, **values)
        self.tell_added(model, row)
        self.keep(model, row)
        return id_

    def tell_added(self, model: type[Row], row: Mapping[str, Any]) -> None:
        """The entry of a new row that is written later (see :meth:`keep`)."""
        fields = {name: [None, encode(value)] for name, value in row.items() if name != "id"}
        self._tell("add", model, row["id"], fields)

    def tell_changed(self, model: type[Row], row: dict[str, Any], **values: Any) -> None:
        """Change a row that is written later, and tell of it."""
        fields = {name: [encode(row[name]), encode(value)] for name, value in values.items()}
        row.update(values)
        self._tell("change", model, row["id"], fields)

    def keep(self, model: type[Row], row: dict[str, Any]) -> None:
        """Write a row as it is now."""
        rows = self._rows[model]
        rows.append(row)
        if len(rows) >= _CHUNK:
            self.connection.execute(insert(model), rows)
            rows.clear()

    def bulk(self, bulk: Bulk) -> None:
        """Many rows and the one entry that names them."""
        write_bulk(self.connection, bulk)
        self._tell("add_all", ENTITIES[bulk.entity], bulk.batch, bulk.as_fields(), bulk.origin)

    def _tell(
        self, operation: str, model: type[Row], id_: str, fields: Mapping[str, Any], origin: str = ""
    ) -> None:
        self.entry += 1
        told = {"operation": operation, "entity": model.__tablename__, "entity_id": id_, "fields": fields}
        self._entries.append({"id": self.entry, "change_set_id": self.change_set, **told, "origin": origin})
        if len(self._entries) >= _CHUNK or operation == "add_all":
            self._write_journal()

    def _write_journal(self) -> None:
        for model, rows in ((ChangeSetRow, self._sets), (JournalEntry, self._entries)):
            if rows:
                self.connection.execute(insert(model), rows)
                rows.clear()

    def finish(self) -> None:
        """Write what is left."""
        for model, rows in self._rows.items():
            if rows:
                self.connection.execute(insert(model), rows)
                rows.clear()
        self._write_journal()


def id_from(chance: random.Random) -> str:
    """An id as :func:`hyte_core.model.new_id` makes them."""
    return f"{chance.getrandbits(64):016x}"


def later(day: date, months: int) -> date:
    """The first day of the month so many months after a day's."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
