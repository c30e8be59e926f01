"""Where many rows came from, for people."""

from collections.abc import Sequence

from sqlalchemy import Engine, select

from hyte_core.changes.bulk import batch_of
from hyte_core.model import ChangeSetRow, JournalEntry


def origins_of(engine: Engine, entity: str, ids: Sequence[str]) -> dict[str, str]:
    """{row: file and cell, or who wrote it}, from the last journal entry of each; rows that it does not know are not there."""
    entry, change_set = JournalEntry.__table__, ChangeSetRow.__table__  # type: ignore[attr-defined]
    found: dict[str, str] = {}
    with engine.connect() as connection:
        for start in range(0, len(ids), 500):
            named = ids[start : start + 500]
            rows: dict[str, list[str]] = {id_: [id_] for id_ in named}
            for id_ in named:
                rows.setdefault(batch_of(id_), []).append(id_)
            query = (
                select(entry.c.entity_id, change_set.c.file, entry.c.origin, change_set.c.author)
                .join(change_set, change_set.c.id == entry.c.change_set_id)
                .where(entry.c.entity == entity, entry.c.entity_id.in_(list(rows)))
                .order_by(entry.c.id)
            )
            for id_, file, origin, author in connection.execute(query):
                told = ", ".join(part for part in (file, origin) if part) or author
                found.update(dict.fromkeys(rows[id_], told))
    return found
