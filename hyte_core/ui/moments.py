"""The moment that the pages show: today, or a day or a meeting of the past, with a banner that says so.

The address names it: ``vuosi=2024`` is the end of a year, ``paiva`` a day (2026-09-16) or a meeting's id.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.history import Moment, Origin
from hyte_core.locale import _, day
from hyte_core.ui import address, past_data, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.style import draw
from hyte_core.views import MeetingPoint, PlanView

#: The choice that opens a field for a day of one's own.
OTHER = "muu"
#: How many years' ends are looked up at once.
MOST_YEARS = 20
_BOX, _FIELD = "address_vuosi", "address_paiva"


@dataclass(frozen=True)
class _Asked:
    """What the address asks for: the picker's choice, its moment, and what is wrong with it."""

    choice: str = ""
    at: Moment | None = None
    wrong: str = ""


def choose_moment(plan: PlanView, place: DeltaGenerator | None = None) -> Moment | None:
    """Draw the picker, if there is a place for it; the moment that this run shows from here on, None for today.

    ``plan`` as it is now gives the years and the meetings to choose from.
    """
    asked = _asked(plan)
    if asked.wrong:
        st.warning(asked.wrong)
    if place is not None:
        pick_moment(plan, place)
    session.show_moment(asked.at)
    return asked.at


def pick_moment(plan: PlanView, place: DeltaGenerator) -> None:
    """Draw the picker: the box of moments, and a field for a day when one's own is chosen."""
    asked = _asked(plan)
    years = [str(year) for year in _years(plan)]
    meetings = {one.id: one for one in _held(plan)}
    words = {
        "": _("Tänään"),
        **{year: _("Vuoden {year} lopussa").format(year=year) for year in years},
        **{id_: _meeting_words(one) for id_, one in meetings.items()},
        OTHER: _("Muu päivä…"),
    }
    own = asked.at.on if asked.at and asked.choice not in words else None
    if own:
        words[asked.choice] = day(own)
    st.session_state[_BOX] = asked.choice
    place.selectbox(
        _("Tilanne"), list(words), format_func=words.__getitem__, key=_BOX, on_change=_chosen, args=(years,)
    )
    if own or asked.choice == OTHER:
        st.session_state[_FIELD] = own
        place.date_input(
            _("Päivä"),
            min_value=earliest(plan),
            max_value=session.today(),
            format="DD.MM.YYYY",
            key=_FIELD,
            on_change=_day_chosen,
        )


def _chosen(years: Sequence[str]) -> None:
    choice = st.session_state[_BOX]
    address.put("vuosi", choice if choice in years else "")
    address.put("paiva", "" if choice in years else choice)


def _day_chosen() -> None:
    chosen = st.session_state[_FIELD]
    address.put("paiva", chosen.isoformat() if chosen else OTHER)


def _years(plan: PlanView) -> list[int]:
    this = session.today().year
    return [year for year in plan.years if year < this]


def _held(plan: PlanView) -> list[MeetingPoint]:
    """The meetings that are moments of the past, the latest first: those closed, and those of earlier days."""
    today = session.today()
    return [
        one
        for one in reversed(plan.held)
        if one.held_on < today or (one.held_on == today and one.closed_entry is not None)
    ]


def _meeting_words(one: MeetingPoint) -> str:
    return f"{one.title} {day(one.held_on)}"


def _asked(plan: PlanView) -> _Asked:
    wanted = address.get("paiva")
    if wanted:
        return _asked_day(plan, wanted)
    year = address.get("vuosi")
    if not year:
        return _Asked()
    if year not in map(str, _years(plan)):
        text = _("Vuodelta {year} ei ole arvioita: näytetään tilanne tänään.")
        return _Asked(wrong=text.format(year=plain(year[:20])))
    return _Asked(year, _end_of(date(int(year), 12, 31), plan))


def _asked_day(plan: PlanView, wanted: str) -> _Asked:
    if wanted == OTHER:
        return _Asked(OTHER)
    meeting = next((one for one in _held(plan) if one.id == wanted), None)
    if meeting is not None:
        return _Asked(wanted, _moment_of(meeting, plan))
    on = address.day("paiva")
    if on is None:
        text = _("Linkin päivää ”{value}” ei ole: näytetään tilanne tänään.")
        return _Asked(wrong=text.format(value=plain(wanted[:20])))
    if on > session.today():
        text = _("Päivä {day} on vasta tulossa: näytetään tilanne tänään.")
        return _Asked(wrong=text.format(day=day(on)))
    if on < (first := earliest(plan)):
        text = _("Ajalta ennen {day} ei ole tietoja: näytetään tilanne tänään.")
        return _Asked(wrong=text.format(day=day(first)))
    return _Asked() if on == session.today() else _Asked(on.isoformat(), _end_of(on, plan))


def earliest(plan: PlanView) -> date:
    """The first day of which the plan, its assessments, its meetings or the journal tells."""
    origin = past_data.plan_origin(plan.id, plan.organisation_id, _days(plan))
    days = [a.assessed_on for action in plan.actions for a in action.assessments[:1]]
    days += [held for held, _title in plan.meetings]
    days += [first for first in (plan.starts, origin and origin.on) if first]
    return min(days, default=session.today())


def moment_of_day(plan: PlanView, on: date) -> Moment:
    """The moment that a day of comparison stands for: the closing of that day's meeting, or the end of the day."""
    meeting = next((one for one in _held(plan) if one.held_on == on and one.closed_entry is not None), None)
    return _moment_of(meeting, plan) if meeting else _end_of(on, plan)


def _moment_of(one: MeetingPoint, plan: PlanView) -> Moment:
    """The moment when a meeting was closed; the end of its day if it has not been."""
    if one.closed_entry is None:
        return _end_of(one.held_on, plan)
    return Moment(max(one.held_on, one.closed_on or one.held_on), one.closed_entry, one)


def _end_of(on: date, plan: PlanView) -> Moment:
    return past_data.end_of(on, plan.organisation_id, _days(plan))


def _days(plan: PlanView) -> list[date]:
    """The days that the pickers offer, and those that the address names: their ends are looked up at once.

    Of a plan with more years than a plan has the earlier ones are looked up one by one: a query has its largest size.
    """
    named = [one for name in ("paiva", "vertaa") if (one := address.day(name))]
    ends = [date(year, 12, 31) for year in plan.years[:MOST_YEARS]]
    return [*named, *ends, year_before(session.today())]


def year_before(on: date) -> date:
    """The day a year earlier."""
    return on - timedelta(days=365)


def banner(at: Moment | None, began: Callable[[], Origin | None], oldest: str) -> None:
    """Say which moment the page shows and lead back to today; nothing for today itself.

    ``began`` finds out since when what is shown is known. ``oldest`` says what is shown as it was first known when
    the journal does not reach back to the moment.
    """
    if at is None:
        return
    origin, more = began(), _("Näkymä on vain luettavaksi.")
    if at.is_before(origin) and origin is not None:
        more = _("{oldest} (muutosloki alkaa {day}). Näkymä on vain luettavaksi.").format(
            oldest=oldest, day=day(origin.on)
        )
    draw(
        "moment.html",
        title=_("Tilanne {day}").format(day=day(at.on)),
        meeting=at.meeting.title if at.meeting else "",
        more=more,
        back=address.without("paiva", "vuosi"),
    )
