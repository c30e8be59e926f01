"""Moments: which journal entry was the last one then, and since when the journal knows a thing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from hyte_core.database.together import Together
from hyte_core.model import ChangeSetRow, JournalEntry, Organisation, Plan, Series, columns
from hyte_core.views import MeetingPoint

_JOURNAL = JournalEntry.__table__  # type: ignore[attr-defined]
_SETS = ChangeSetRow.__table__  # type: ignore[attr-defined]
#: The sources of change sets that load what was known before.
_LOADS = ("import", "command")


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
    return connection.execute(_last_before("end"), {"end": _end(day)}).scalar() or 0


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min).astimezone(UTC)


def _last_before(name: str) -> Select[Any]:
    """The last entry before the moment that the parameter of this name holds."""
    # The numbers of change sets, of entries and their times are in one order (see hyte_core.changes.apply).
    earlier = select(_SETS.c.id).where(_SETS.c.at < bindparam(name, type_=_SETS.c.at.type))
    newest = earlier.order_by(_SETS.c.at.desc(), _SETS.c.id.desc()).limit(1)
    return _last_of(newest.scalar_subquery())


def _last_of(last_set: ColumnElement[int] | ScalarSelect[int]) -> Select[Any]:
    """The last entry of the change sets up to one: entries are numbered in the order of their change sets."""
    of_set = _JOURNAL.c.change_set_id
    query = select(_JOURNAL.c.id).where(of_set <= last_set).order_by(of_set.desc(), _JOURNAL.c.id.desc())
    return query.limit(1)


@dataclass(frozen=True)
class Origins:
    """Since when the journal knows an organisation (and its meetings), its plans by their ids, and interface areas;
    None for what it does not know. ``ends``: the last entry by the end of each day that was asked for."""

    plans: Mapping[str, Origin]
    organisation: Origin | None
    areas: Origin | None
    #: Values of the organisation's own area, and statutory duties, which are there before it may be.
    series: Origin | None
    law: Origin | None
    ends: Mapping[date, int] = field(default_factory=dict)

    @property
    def indicators(self) -> Origin | None:
        """Since when values of the organisation's own area are known."""
        return _later(self.series, self.organisation)

    @property
    def duties(self) -> Origin | None:
        """Since when both the statutory duties and the organisation are known."""
        return _later(self.law, self.organisation)


def origins(connection: Connection, organisation_id: str, days: Collection[date] = ()) -> Origins:
    """Since when the journal knows what an organisation's pages show, and its last entry of each day. One query."""
    ends = {f"end{n}": _end(day) for n, day in enumerate(days)}
    sets, *lasts = _begun_and_ended(len(ends)).read(connection, organisation=organisation_id, **ends)
    begun: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in sorted(sets, key=lambda one: one.number):
        begun[row.thing, row.whose].append(row)
    found = {key: _origin(of_one) for key, of_one in begun.items()}
    return Origins(
        {whose: origin for (thing, whose), origin in found.items() if thing == "plan"},
        organisation=found.get(("organisation", "")),
        areas=found.get(("interface_area", "")),
        series=found.get(("series", "")),
        law=found.get(("duty", "")),
        ends={day: row.entry or 0 for day, (row,) in zip(days, lasts, strict=True)},
    )


@cache
def _begun_and_ended(days: int) -> Together:
    """The queries of the beginnings, and of the last entries of so many days."""
    lasts = (_last_before(f"end{n}").scalar_subquery().label("entry") for n in range(days))
    return Together(_beginnings(), *map(select, lasts))


def _later(one: Origin | None, other: Origin | None) -> Origin | None:
    """The later of two; None if one of the things is not known at all."""
    return max(one, other, key=lambda origin: origin.entry) if one and other else None


def _origin(sets: Sequence[Any]) -> Origin:
    """Where a thing begins whose first entry is of the first of these change sets, with the loads that follow it: the
    end of the set.

    Files that were loaded one after the other on the same day belong together: a plan, its indicators, its contacts.
    """
    day, last = local_day(sets[0].at), sets[0].last
    if sets[0].source in _LOADS:
        *_earlier, last = (one.last for one in sets if one.source in _LOADS and local_day(one.at) == day)
    return Origin(last, day)


def _beginnings() -> Select[Any]:
    """By thing the change set of its first entry and those up to the next that loads nothing, each with its last entry."""
    first = _first_entries().subquery()
    entry, following, newer = _JOURNAL.alias(), _SETS.alias(), _SETS.alias()
    begin, after_all = entry.c.change_set_id, select(func.max(newer.c.id) + 1).scalar_subquery()
    end = select(func.min(newer.c.id)).where(newer.c.id > begin, newer.c.source.not_in(_LOADS))
    return (
        select(
            first.c.thing, first.c.whose, following.c.at, following.c.source, following.c.id.label("number")
        )
        .add_columns(_last_of(following.c.id).scalar_subquery().label("last"))
        .select_from(first)
        .join(entry, entry.c.id == first.c.entry)
        .join(
            following,
            and_(following.c.id >= begin, following.c.id < func.coalesce(end.scalar_subquery(), after_all)),
        )
    )


def _first_entries() -> CompoundSelect[Any]:
    asked: BindParameter[str] = bindparam("organisation")
    plan, owner = columns(Plan, "id", "organisation_id")
    key, name, own = columns(Organisation, "id", "name", "region")
    id_, region = columns(Series, "id", "region")
    its_own = select(func.coalesce(func.nullif(own, ""), name)).where(key == asked).scalar_subquery()
    # An entry names a row, or the first ten digits of all rows that came in bulk.
    series = union_all(*(select(part).where(region == its_own) for part in (id_, func.substr(id_, 1, 10))))
    thing, whose, number = _JOURNAL.c.entity, _JOURNAL.c.entity_id, func.min(_JOURNAL.c.id).label("entry")
    plans = select(thing.label("thing"), whose.label("whose"), number)
    plans = plans.where(thing == "plan", whose.in_(select(plan).where(owner == asked))).group_by(thing, whose)
    one = select(thing.label("thing"), literal("").label("whose"), number).group_by(thing)
    return union_all(
        plans,
        one.where(thing == "organisation", whose == asked),
        one.where(thing == "series", whose.in_(series)),
        one.where(thing.in_(("interface_area", "duty"))),
    )


def local_day(at: datetime) -> date:
    """The day here of a moment that the journal keeps in UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone().date()
