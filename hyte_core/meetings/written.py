"""In which order and by whom assessments were written: what the journal knows of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from hyte_core.model import ChangeSetRow, JournalEntry, columns
from hyte_core.views import AssessmentView, PlanView

#: How many rows one query asks for.
_CHUNK = 10_000


@dataclass(frozen=True)
class Written:
    """The journal's entry that first added a row, and who wrote it."""

    entry: int
    author: str


def assessments_written(connection: Connection, ids: Iterable[str]) -> dict[str, Written]:
    """The assessments with these ids that the journal has. One query for those of an organisation."""
    entry, of, operation, entity, id_ = columns(
        JournalEntry, "id", "change_set_id", "operation", "entity", "entity_id"
    )
    key, author = columns(ChangeSetRow, "id", "author")
    query = select(id_, entry, author, operation).join(ChangeSetRow, of == key)
    query = query.where(entity == "assessment").order_by(entry.desc())
    ordered = sorted(ids)
    found: dict[str, Written] = {}
    for start in range(0, len(ordered), _CHUNK):
        rows = connection.execute(query.where(id_.in_(ordered[start : start + _CHUNK])))
        found |= {row.entity_id: Written(row.id, row.author) for row in rows if row.operation == "add"}
    return found


def assessments_of(plans: Iterable[PlanView]) -> list[str]:
    """The ids of all assessments of some plans."""
    return [made.id for plan in plans for action in plan.actions for made in action.assessments]


def by_entry(
    assessments: Iterable[AssessmentView], written: Mapping[str, Written], entry: int
) -> tuple[AssessmentView, ...]:
    """The assessments that had been written by an entry of the journal; one that it does not know is older."""
    return tuple(one for one in assessments if one.id not in written or written[one.id].entry <= entry)
