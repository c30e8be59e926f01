"""The yearly cycle (vuosikello): on which day of a year an event is due, and what is due next."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from hyte_core.duties.view import Duties, DutyView, EventView
from hyte_core.lights import Light

#: No event comes more seldom than this.
LONGEST_INTERVAL = 100


@dataclass(frozen=True)
class Occurrence:
    """An event in a year. Without a day of its own it is due by the end of its month, which ``due`` then is."""

    event: EventView
    due: date
    #: What the event does of the law; None for an event that is about no duty.
    duty: DutyView | None
    #: How the duty was done for this time; None for an event that is about no duty.
    light: Light | None

    @property
    def whole_month(self) -> bool:
        """True if the event has a month and no day."""
        return self.event.day is None

    @property
    def is_done(self) -> bool:
        """True if the duty has been recorded as done for this time."""
        return self.light is Light.GREEN


@dataclass(frozen=True)
class Due:
    """What is to be done, and in how many days; below zero it is late."""

    occurrence: Occurrence
    days_left: int

    @property
    def is_late(self) -> bool:
        """True if its day has passed."""
        return self.days_left < 0


def happens_in(event: EventView, year: int) -> bool:
    """True if the event comes in this year: not before its first year; which years is unknown without one."""
    if event.first_year is None:
        return event.every_years == 1
    return year >= event.first_year and (year - event.first_year) % event.every_years == 0


def due_on(event: EventView, year: int) -> date:
    """The event's day in a year, the month's last one if it has no day or the month is shorter."""
    last = monthrange(year, event.month)[1]
    return date(year, event.month, min(event.day or last, last))


def occurrence(found: Duties, event: EventView, year: int) -> Occurrence:
    """The event in a year in which it happens.

    It is done if the duty is done in that year, or in a later one before the next time; else what was last recorded.
    """
    duty = found.by_id.get(event.duty_id or "")
    light = None
    if duty is not None:
        years = range(year, year + min(event.every_years, LONGEST_INTERVAL))
        told = [state for y in years if (state := duty.light(y)) is not Light.GREY]
        light = Light.GREEN if Light.GREEN in told else (told[-1] if told else Light.GREY)
    return Occurrence(event, due_on(event, year), duty, light)


def year_of(found: Duties, year: int) -> list[Occurrence]:
    """The events of a year in the order of their days."""
    made = [occurrence(found, one, year) for one in found.events if happens_in(one, year)]
    return sorted(made, key=lambda one: (one.due, one.event.position, one.event.name))


def next_time(event: EventView, after: date) -> date | None:
    """The event's first day on or after a day; None if its years are not known."""
    first = max(after.year, event.first_year or after.year)
    for year in range(first, first + LONGEST_INTERVAL + 1):
        if year > date.max.year:
            return None
        if happens_in(event, year) and due_on(event, year) >= after:
            return due_on(event, year)
    return None


def next_due(found: Duties, today: date, *, within: int | None = None) -> list[Due]:
    """What the organisation has to do next, what is late first, then by day.

    An event is late when its latest day has passed and the duty was recorded as in progress or not done; if nothing
    was recorded, for half of the event's interval. An event that is about no duty is never late. Each event's next time
    that is not done comes too, at most ``within`` days ahead if given.
    """
    made = [Due(one, (one.due - today).days) for event in found.events for one in _open(found, event, today)]
    kept = [one for one in made if within is None or one.days_left <= within]
    return sorted(kept, key=lambda one: (one.days_left, one.occurrence.event.position))


def _open(found: Duties, event: EventView, today: date) -> list[Occurrence]:
    times: list[Occurrence] = []
    last = _last_before(event, today)
    if last is not None:
        passed = occurrence(found, event, last)
        told = passed.light in (Light.YELLOW, Light.RED)
        recent = passed.light is Light.GREY and (today - passed.due).days <= event.every_years * 365 / 2
        times += [passed] if told or recent else []
    coming = next_time(event, today)
    while coming is not None:
        ahead = occurrence(found, event, coming.year)
        if not ahead.is_done:
            return [*times, ahead]
        coming = next_time(event, date(coming.year + 1, 1, 1)) if coming.year < date.max.year else None
    return times


def _last_before(event: EventView, today: date) -> int | None:
    """The latest year in which the event's day came before today, no further back than its interval."""
    years = range(today.year, max(today.year - event.every_years - 1, 0), -1)
    return next((y for y in years if happens_in(event, y) and due_on(event, y) < today), None)
