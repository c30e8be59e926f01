"""An organisation's duties in a year and its yearly cycle as records."""

from hyte_core.duties import Duties, DutyView, EventView
from hyte_core.records.cooperation import DutyRecord, YearlyEventRecord
from hyte_core.records.kinds import Records


def duty_records(found: Duties, year: int) -> Records:
    """The organisation's duties with what was recorded of the year, and the events of its cycle."""
    return Records(
        duties=tuple(_duty(found, one, year) for one in found.all),
        yearly_events=tuple(_event(found, one) for one in found.events),
    )


def _duty(found: Duties, duty: DutyView, year: int) -> DutyRecord:
    """A duty of which nothing was recorded tells no year: it would bring back an empty report."""
    report = duty.reports.get(year)
    if report is None:
        return DutyRecord(duty.paragraph, duty.party, duty.name)
    return DutyRecord(
        paragraph=duty.paragraph,
        party=duty.party,
        duty=duty.name,
        organisation=found.organisation,
        year=year,
        light=report.light.stored,
        evidence=report.evidence,
        link=report.link,
        minutes=report.minutes,
        done_on=report.done_on,
        responsible=report.responsible,
    )


def _event(found: Duties, event: EventView) -> YearlyEventRecord:
    duty = found.by_id.get(event.duty_id or "")
    return YearlyEventRecord(
        event=event.name,
        party=found.party or "",
        month=event.month,
        day=event.day,
        every_years=event.every_years,
        first_year=event.first_year,
        organisation=found.organisation if event.own else "",
        paragraph=duty.paragraph if duty else "",
        duty=duty.name if duty else "",
    )
