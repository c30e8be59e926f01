"""What a report or a presentation is made of: the read models of one plan and its organisation, fit to be published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import Connection

from hyte_core.cooperation import COOPERATION_TABLES, Cooperation, cooperation
from hyte_core.duties import DUTY_TABLES, Duties, duties
from hyte_core.history import cooperation_by, duties_by, indicators_by
from hyte_core.indicators import INDICATOR_TABLES, Indicators, IndicatorView, Verdict, indicators, verdicts
from hyte_core.reports.public import public
from hyte_core.views import PLAN_TABLES, Overview, PlanView, overview, plan_view
from hyte_core.views.statements import Statements
from hyte_core.views.written import written


@dataclass(frozen=True)
class Material:
    """One plan on a day, beside how it was on an earlier one. Small numbers of the indicators are hidden."""

    plan: PlanView
    today: date
    overview: Overview
    indicators: Indicators
    #: What the indicators of the plan say, by indicator.
    verdicts: Mapping[str, tuple[Verdict, ...]]
    cooperation: Cooperation
    duties: Duties
    #: Names and telephone numbers that must not be read in what is made.
    people: frozenset[str]
    #: What people have written of the plan.
    statements: Statements

    @cached_property
    def said(self) -> Mapping[str, tuple[Verdict, ...]]:
        """What all indicators say, those too that the plan does not follow."""
        others = (one for one in self.indicators.all if one.id not in self.verdicts)
        return {**self.verdicts, **{one.id: verdicts(self.indicators, one) for one in others}}

    @property
    def followed(self) -> list[IndicatorView]:
        """The indicators by which the plan is followed, in its order."""
        return self.indicators.of_areas(area.id for area in self.plan.focus_areas)

    @property
    def period(self) -> str:
        """The plan's years, as far as they are known."""
        first, last = self.plan.starts, self.plan.ends
        if first and last:
            return f"{first.year}–{last.year}" if first.year != last.year else str(first.year)
        return f"{first.year}–" if first else f"–{last.year}" if last else ""


def compared_with(plan: PlanView, today: date) -> date:
    """The day to compare with when none is given: the last meeting before today, a year's end, or a year ago."""
    meetings = [held for held, _title in plan.meetings if held < today]
    ends = [end for year in plan.years if (end := date(year, 12, 31)) < today]
    return max(meetings, default=max(ends, default=today - timedelta(days=365)))


#: The tables that :func:`material` reads.
MATERIAL_TABLES = (*PLAN_TABLES, *INDICATOR_TABLES, *COOPERATION_TABLES, *DUTY_TABLES, "statement")


def material(
    connection: Connection, plan_id: str, *, today: date, since: date | None = None, past: bool = False
) -> Material | None:
    """All that is known of a plan, in the reader's language; None if there is no such plan.

    ``since`` is the day to compare with (see :func:`compared_with`). ``past`` says that ``today`` is a day of the
    past: what carries a later date is left out (see :mod:`hyte_core.history`).
    """
    plan = plan_view(connection, plan_id)
    if plan is None:
        return None
    found = indicators(connection, plan.organisation_id)
    obliged, together = duties(connection, plan.organisation_id), cooperation(connection)
    assert found is not None and obliged is not None  # the plan's organisation is there
    if past:
        plan, found = plan.on(today), indicators_by(found, today)
        obliged, together = duties_by(obliged, today), cooperation_by(together, today)
    told = written(connection, plan_id).of_year(today.year)
    return made_of(plan, found, together, obliged, told, today=today, since=since)


def made_of(
    plan: PlanView,
    known: Indicators,
    together: Cooperation,
    obliged: Duties,
    written: Statements,
    *,
    today: date,
    since: date | None = None,
) -> Material:
    """The material of a plan that has been read, with what else was read of its organisation."""
    shown = public(known)
    followed = shown.of_areas(area.id for area in plan.focus_areas)
    return Material(
        plan=plan,
        today=today,
        overview=overview(plan, today=today, since=since or compared_with(plan, today)),
        indicators=shown,
        verdicts={one.id: verdicts(shown, one) for one in followed},
        cooperation=together,
        duties=obliged,
        people=together.people,
        statements=written,
    )
