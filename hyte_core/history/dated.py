"""What of a read model could be known on a day, by the dates that its own rows carry."""

from dataclasses import replace
from datetime import date

from hyte_core.cooperation import Cooperation
from hyte_core.duties import Duties
from hyte_core.indicators import Indicators
from hyte_core.meetings import Meetings, MeetingView


def indicators_by(found: Indicators, day: date) -> Indicators:
    """The indicators without later years' values and later reviews."""
    known = found.until(day.year)
    all_ = (
        replace(one, cards=tuple(c for c in one.cards if c.reviewed_on is None or c.reviewed_on <= day))
        for one in known.all
    )
    return replace(known, all=tuple(all_))


def cooperation_by(found: Cooperation, day: date) -> Cooperation:
    """Cooperation without later assessments of its level."""
    return replace(found, maturity=tuple(one for one in found.maturity if one.assessed_on <= day))


def duties_by(found: Duties, day: date) -> Duties:
    """The duties without what was recorded of later years, or as done on a later day."""
    all_ = (
        replace(
            duty,
            reports={
                year: report
                for year, report in duty.reports.items()
                if year <= day.year and (report.done_on is None or report.done_on <= day)
            },
        )
        for duty in found.all
    )
    return replace(found, all=tuple(all_))


def meetings_by(found: Meetings, day: date) -> Meetings:
    """The meetings held by the day, without what was closed or done later."""
    return replace(found, all=tuple(_meeting_by(one, day) for one in found.all if one.held_on <= day))


def _meeting_by(one: MeetingView, day: date) -> MeetingView:
    decisions = tuple(
        replace(each, done_on=None, outcome="") if each.done_on and each.done_on > day else each
        for each in one.decisions
    )
    if one.closed_on and one.closed_on > day:
        one = replace(one, closed_on=None, closed_entry=None, summary="")
    return replace(one, decisions=decisions)
