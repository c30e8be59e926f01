"""Moments: which journal entry was the last one then, and since when the journal knows a thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from sqlalchemy import ColumnElement, Connection, ScalarSelect, and_, func, select, union_all

from hyte_core.model import ChangeSetRow, JournalEntry, Meeting, Organisation, Series, columns

_JOURNAL = JournalEntry.__table__  # type: ignore[attr-defined]
_SETS = ChangeSetRow.__table__  # type: ignore[attr-defined]
#: The sources of change sets that load what was known before.
_LOADS = ("import", "command")


@dataclass(frozen=True)
class MeetingPoint:
    """A meeting as a moment to look at. ``closed_entry`` is the journal's last entry when it was closed."""

    id: str
    held_on: date
    title: str
    closed_on: date | None
    closed_entry: int | None


@dataclass(frozen=True)
class Moment:
    """A moment of the past: the day, and the journal's last entry then; the meeting if it was closed at one."""

    on: date
    entry: int
    meeting: MeetingPoint | None = None

    def entry_of(self, origin: "Origin | None") -> int:
        """The entry whose state is shown of a thing: the moment's, or the oldest one at which the thing is known."""
        return max(self.entry, origin.entry) if origin else self.entry

    def is_before(self, origin: "Origin | None") -> bool:
        """True if the journal does not reach back to the moment."""
        return origin is not None and self.entry < origin.entry


@dataclass(frozen=True)
class Origin:
    """Since when the journal knows a thing: the entry after which it was there, and the day (local)."""

    entry: int
    on: date


def last_entry(connection: Connection, day: date) -> int:
    """The journal's last entry by the end of a day here; 0 before the first."""
    end = datetime.combine(day + timedelta(days=1), time.min).astimezone(UTC)
    # The numbers of change sets, of entries and their times are in one order (see hyte_core.changes.apply).
    newest_set = select(_SETS.c.id).where(_SETS.c.at < end).order_by(_SETS.c.at.desc(), _SETS.c.id.desc())
    return _last_of(connection, newest_set.limit(1).scalar_subquery())


def _last_of(connection: Connection, last_set: int | ScalarSelect[int]) -> int:
    """The last entry of the change sets up to one: entries are numbered in the order of their change sets."""
    of_set = _JOURNAL.c.change_set_id
    query = select(_JOURNAL.c.id).where(of_set <= last_set).order_by(of_set.desc(), _JOURNAL.c.id.desc())
    return connection.execute(query.limit(1)).scalar() or 0


def plan_begins(connection: Connection, plan_id: str) -> Origin | None:
    """Since when a plan is known."""
    return _origin(connection, and_(_JOURNAL.c.entity == "plan", _JOURNAL.c.entity_id == plan_id))


def indicators_begin(connection: Connection, organisation_id: str) -> Origin | None:
    """Since when values of an organisation's own area are known; None if there are none."""
    own = columns(Organisation, "name", "region")
    (key,) = columns(Organisation, "id")
    found = connection.execute(select(*own).where(key == organisation_id)).first()
    if found is None:
        return None
    id_, region = columns(Series, "id", "region")
    # An entry names a row, or the first ten digits of all rows that came in bulk.
    named = (
        select(part).where(region == (found.region or found.name)) for part in (id_, func.substr(id_, 1, 10))
    )
    series = _JOURNAL.c.entity_id.in_(union_all(*named))
    values = _origin(connection, and_(_JOURNAL.c.entity == "series", series))
    return _later(values, _organisation_begins(connection, organisation_id))


def cooperation_begins(connection: Connection) -> Origin | None:
    """Since when interface areas are known."""
    return _origin(connection, _JOURNAL.c.entity == "interface_area")


def duties_begin(connection: Connection, organisation_id: str) -> Origin | None:
    """Since when both the statutory duties and the organisation are known."""
    duties = _origin(connection, _JOURNAL.c.entity == "duty")
    return _later(duties, _organisation_begins(connection, organisation_id))


def meetings_begin(connection: Connection, organisation_id: str) -> Origin | None:
    """Since when an organisation, and with it its meetings, is known."""
    return _organisation_begins(connection, organisation_id)


def _organisation_begins(connection: Connection, id_: str) -> Origin | None:
    return _origin(connection, and_(_JOURNAL.c.entity == "organisation", _JOURNAL.c.entity_id == id_))


def _later(one: Origin | None, other: Origin | None) -> Origin | None:
    """The later of two; None if one of the things is not known at all."""
    return max(one, other, key=lambda origin: origin.entry) if one and other else None


def _origin(connection: Connection, first: ColumnElement[bool]) -> Origin | None:
    """Where the journal's first entry of a kind belongs: the end of its change set.

    Files that were loaded one after the other on the same day belong together: a plan, its indicators, its contacts.
    """
    of_entry = select(_JOURNAL.c.change_set_id).where(
        _JOURNAL.c.id == select(func.min(_JOURNAL.c.id)).where(first).scalar_subquery()
    )
    query = select(_SETS.c.id, _SETS.c.at, _SETS.c.source).where(_SETS.c.id >= of_entry.scalar_subquery())
    sets = connection.execute(query.order_by(_SETS.c.id).execution_options(yield_per=50))
    begun = sets.fetchone()
    if begun is None:
        sets.close()
        return None
    day, last = local_day(begun.at), begun.id
    if begun.source in _LOADS:
        following: Iterator[int] = (
            one.id for one in takewhile(lambda one: one.source in _LOADS and local_day(one.at) == day, sets)
        )
        last = max(following, default=last)
    sets.close()
    return Origin(_last_of(connection, last), day)


def local_day(at: datetime) -> date:
    """The day here of a moment that the journal keeps in UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone().date()


def meeting_points(connection: Connection, organisation_id: str) -> list[MeetingPoint]:
    """An organisation's meetings, the latest first."""
    shown = columns(Meeting, "id", "held_on", "title", "closed_on", "closed_entry")
    (of,) = columns(Meeting, "organisation_id")
    query = select(*shown).where(of == organisation_id).order_by(shown[1].desc(), shown[2])
    return [MeetingPoint(*row) for row in connection.execute(query)]
