"""In which order and by whom assessments were written: what the journal knows of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from hyte_core.model import ChangeSetRow, JournalEntry, columns
from hyte_core.views import AssessmentView


@dataclass(frozen=True)
class Written:
    """The journal's entry that first added a row, and who wrote it."""

    entry: int
    author: str


def assessments_written(connection: Connection) -> dict[str, Written]:
    """Every assessment that the journal has, by id. One query."""
    entry, of, operation, entity, id_ = columns(
        JournalEntry, "id", "change_set_id", "operation", "entity", "entity_id"
    )
    key, author = columns(ChangeSetRow, "id", "author")
    query = (
        select(id_, entry, author)
        .join(ChangeSetRow, of == key)
        .where(entity == "assessment", operation == "add")
        .order_by(entry.desc())
    )
    return {assessment: Written(*rest) for assessment, *rest in connection.execute(query)}


def by_entry(
    assessments: Iterable[AssessmentView], written: Mapping[str, Written], entry: int
) -> tuple[AssessmentView, ...]:
    """The assessments that had been written by an entry of the journal; one that it does not know is older."""
    return tuple(one for one in assessments if one.id not in written or written[one.id].entry <= entry)
