"""What goes with rows that are removed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from hyte_core.changes.change_set import Change
from hyte_core.model import FollowedIndicator, NetworkAction


def hanging_on(connection: Connection, removed: Iterable[Change]) -> Iterator[Change]:
    """The removal of what follows a removed focus area or works on a removed action."""
    gone: dict[str, set[str]] = defaultdict(set)
    for change in removed:
        gone[change.entity].add(change.id)
    for model, column, entity in (
        (FollowedIndicator, "focus_area_id", "focus_area"),
        (NetworkAction, "action_id", "action"),
    ):
        for row in connection.execute(select(model)) if gone[entity] else ():
            if getattr(row, column) in gone[entity]:
                yield Change.removing(model(**row._mapping))
