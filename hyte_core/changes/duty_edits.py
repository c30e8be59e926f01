"""What a person does to duties and the yearly cycle, as change sets made against what the person sees."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.duties import Duties, DutyView, EventView, ReportView
from hyte_core.lights import Light
from hyte_core.model import DutyReport, YearlyEvent

#: What a person says of a duty in a year, and of an event.
REPORT = ("light", "evidence", "link", "minutes", "done_on", "responsible")
EVENT = ("name", "month", "day", "every_years", "first_year", "duty_id")
#: A year of which nothing has been recorded.
NOTHING = ReportView("", Light.GREY, "", "", "", None, "")


def report(
    found: Duties, duty: DutyView, year: int, new: Mapping[str, Any], seen: ReportView | None = None
) -> ChangeSet:
    """How the duty was done in a year, ``new`` by the names of :data:`REPORT` (light as a Light); what differs.

    ``seen`` is the year's report as the person saw it, by default the duty's. When nothing is left of a report it is
    removed: nothing recorded is no row.
    """
    seen = seen or duty.reports.get(year) or NOTHING
    old = _stored({name: getattr(seen, name) for name in REPORT})
    wanted = {**old, **_stored(new)}
    different: dict[str, Any] = {
        name: (old[name], value) for name, value in wanted.items() if old[name] != value
    }
    if not different:
        return ChangeSet(())
    place: dict[str, Any] = {"duty_id": duty.id, "organisation_id": found.organisation_id, "year": year}
    if not seen.id:
        return ChangeSet((Change.adding(DutyReport(**place, **wanted)),))
    if not any(wanted.values()):
        gone = {name: (value, None) for name, value in {**place, **old}.items()}
        return ChangeSet((Change("remove", "duty_report", seen.id, gone),))
    return ChangeSet((Change.changing("duty_report", seen.id, **different),))


def _stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the table has them."""
    return {
        name: value.stored if isinstance(value, Light) else value.strip() if isinstance(value, str) else value
        for name, value in fields.items()
    }


def tick(found: Duties, duty: DutyView, year: int, done: bool) -> ChangeSet:
    """The duty is done, or nothing is said of its state; whatever else is recorded stays."""
    return report(found, duty, year, {"light": Light.GREEN if done else Light.GREY})


def rebased(seen: ReportView | None, fresh: ReportView | None, new: Mapping[str, Any]) -> ReportView:
    """The report that a refused edit is to be made against next.

    What the person changed will replace what ``fresh`` has now; what the person left alone stays as the other made it.
    """
    seen, fresh = seen or NOTHING, fresh or NOTHING
    touched = {
        name for name, value in _stored(new).items() if _stored({name: getattr(seen, name)})[name] != value
    }
    return replace(seen, id=fresh.id, **{name: getattr(fresh, name) for name in touched})


def copy_responsible(found: Duties, year: int) -> ChangeSet:
    """Who answered for each duty the year before answers in ``year`` too, where nobody is named yet."""
    made = ChangeSet(())
    for duty in found.all:
        before, now = duty.reports.get(year - 1, NOTHING), duty.reports.get(year, NOTHING)
        if before.responsible and not now.responsible:
            made = made.and_then(report(found, duty, year, {"responsible": before.responsible}))
    return made


def add_event(found: Duties, fields: Mapping[str, Any]) -> ChangeSet:
    """A new event of the organisation's own, last in its cycle. ``found.party`` must be known."""
    assert found.party is not None
    position = max((one.position for one in found.events), default=0) + 1
    row = YearlyEvent(
        organisation_id=found.organisation_id, party=found.party, position=position, **_stored(fields)
    )
    return ChangeSet((Change.adding(row),))


def edit_event(seen: EventView, fields: Mapping[str, Any]) -> ChangeSet:
    """What differs from the organisation's own event that is seen."""
    pairs: dict[str, Any] = {name: (getattr(seen, name), value) for name, value in _stored(fields).items()}
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return ChangeSet((Change.changing("yearly_event", seen.id, **different),) if different else ())


def remove_event(found: Duties, seen: EventView) -> ChangeSet:
    """The organisation's own event is gone; a law's event whose place it took is shown again."""
    owner = {"organisation_id": found.organisation_id, "party": found.party}
    values = {**owner, **{name: getattr(seen, name) for name in (*EVENT, "position")}}
    gone = {name: (value, None) for name, value in values.items()}
    return ChangeSet((Change("remove", "yearly_event", seen.id, gone),))
