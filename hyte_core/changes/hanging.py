"""What goes with rows that are removed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from hyte_core.changes.change_set import Change
from hyte_core.changes.constraints import chunks
from hyte_core.model import (
    Decision,
    FollowedIndicator,
    MeetingItem,
    NetworkAction,
    Participant,
    Slide,
    columns,
)


def hanging_on(connection: Connection, removed: Iterable[Change]) -> Iterator[Change]:
    """The removal of what follows a removed focus area, works on a removed action, or is a part of a removed whole."""
    gone: dict[str, set[str]] = defaultdict(set)
    for change in removed:
        gone[change.entity].add(change.id)
    for model, column, entity in (
        (FollowedIndicator, "focus_area_id", "focus_area"),
        (NetworkAction, "action_id", "action"),
        (MeetingItem, "meeting_id", "meeting"),
        (Decision, "meeting_id", "meeting"),
        (Participant, "meeting_id", "meeting"),
        (Slide, "presentation_id", "presentation"),
    ):
        (owner,) = columns(model, column)
        for ids in chunks(gone[entity]):
            for row in connection.execute(select(model).where(owner.in_(ids))):
                yield Change.removing(model(**row._mapping))
