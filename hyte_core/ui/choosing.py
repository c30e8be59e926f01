"""Choosing what is looked at: organisation, plan, moment. The same pickers on every page."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.history import Moment
from hyte_core.locale import _, day
from hyte_core.ui import address, past_data, plan_data, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.moments import OTHER, banner, choose_moment, earliest, pick_moment, year_before
from hyte_core.views import PlanHead, PlanView

Part = TypeVar("Part", bound=Callable[..., None])


@dataclass(frozen=True)
class Chosen:
    """The plan as it was on the day ``on``; ``live`` when that is today and the reader may edit.

    ``at`` is the moment of the past, None for today.
    """

    plan: PlanView
    on: date
    live: bool
    at: Moment | None = None


def choose(title: str = "", *, along: Collection[str] = ()) -> tuple[Chosen, date] | None:
    """Draw the page's title and pickers: what is chosen, and the day to compare with. None if there are no plans.

    Without a ``title`` the plan's name is the page's title. ``along``: as of :func:`plan_data.plan`.
    """
    head = choose_plan()
    if head is None:
        return None
    plan = plan_data.plan(head.id)
    assert plan is not None
    chosen = chosen_plan(plan, choose_moment(plan), along=along)
    plan_title(chosen.plan, title)
    row = st.container(horizontal=True)
    plan_pickers(head, (row, row))
    pick_moment(plan, row)
    since = choose_comparison(chosen, row)
    plan_banner(chosen)
    return chosen, since


def chosen_plan(plan: PlanView, at: Moment | None, *, along: Collection[str] = ()) -> Chosen:
    """The plan at the moment; as it is today, with a word of it, if it was not there then.

    ``along``: as of :func:`plan_data.plan`.
    """
    if at is None:
        return Chosen(plan, session.today(), live=session.may_edit())
    found = plan_data.plan(plan.id, at, along=along)
    if found is None:
        text = _("Suunnitelmaa ei ollut {day}: näytetään tilanne tänään.")
        st.warning(text.format(day=day(at.on)))
        session.show_moment(None)
        return Chosen(plan, session.today(), live=session.may_edit())
    return Chosen(found, at.on, live=False, at=at)


def plan_banner(chosen: Chosen) -> None:
    """Say of which moment the plan is, unless it is today's."""
    oldest = _(
        "Arviot siihen mennessä; suunnitelman sisältö sellaisena kuin se ensimmäisen kerran tallennettiin"
    )
    banner(chosen.at, lambda: past_data.plan_origin(chosen.plan.id, chosen.plan.organisation_id), oldest)


def choose_plan() -> PlanHead | None:
    """The plan that the address names, else the one with the freshest assessment; None if there are no plans."""
    wanted = address.get("suunnitelma")
    chosen = next((head for head in plan_data.heads() if head.id == wanted), None) if wanted else None
    if wanted and chosen is None and plan_data.heads():
        st.warning(
            _("Linkin suunnitelmaa ei enää ole. Valitse suunnitelma alta."), icon=":material/link_off:"
        )
    chosen = chosen or plan_data.freshest()
    if chosen is not None:
        address.put("suunnitelma", chosen.id)
    return chosen


def plan_pickers(head: PlanHead, places: Sequence[DeltaGenerator]) -> None:
    """Two boxes, organisation and plan, in the first two places; what is chosen goes to the address."""
    heads = plan_data.heads()
    by_organisation: dict[str, list[PlanHead]] = {}
    for one in heads:
        by_organisation.setdefault(one.organisation, []).append(one)
    places[0].selectbox(
        _("Organisaatio"),
        list(by_organisation),
        **address.bound_as(
            "suunnitelma", "organisation", head.organisation, lambda name: by_organisation[name][0].id
        ),
    )
    own = by_organisation[head.organisation]
    places[1].selectbox(
        _("Suunnitelma"),
        [one.id for one in own],
        format_func={one.id: one.name for one in own}.__getitem__,
        **address.bound("suunnitelma", head.id, str),
    )


def choose_comparison(chosen: Chosen, place: DeltaGenerator) -> date:
    """The day to compare with: the last meeting before the moment shown, an earlier one, a year's end or any day."""
    meetings = {
        held.isoformat(): f"{title} {day(held)}"
        for held, title in reversed(chosen.plan.meetings)
        if held < chosen.on
    }
    years = {
        end.isoformat(): _("Vuoden {year} loppu").format(year=end.year)
        for year in chosen.plan.years
        if (end := date(year, 12, 31)) < chosen.on
    }
    before = year_before(chosen.on)
    options = {**meetings, **years, before.isoformat(): _("Vuosi sitten ({day})").format(day=day(before))}
    usual = next(iter(options))
    wanted = address.get("vertaa")
    own = None if wanted in options else address.day("vertaa")
    if own and earliest(chosen.plan) <= own < chosen.on:
        options[wanted] = day(own)
    options[OTHER] = _("Muu päivä…")
    if wanted not in options:
        wanted, own = usual, None
    place.selectbox(
        _("Verrataan"), list(options), format_func=options.__getitem__, **address.bound("vertaa", wanted, str)
    )
    if own or wanted == OTHER:
        place.date_input(
            _("Verrattava päivä"),
            min_value=min(earliest(chosen.plan), chosen.on - timedelta(days=1)),
            max_value=chosen.on - timedelta(days=1),
            format="DD.MM.YYYY",
            **address.bound_as("vertaa", "vertaa_day", own, lambda one: one.isoformat() if one else OTHER),
        )
    return date.fromisoformat(usual if wanted == OTHER else wanted)


def plan_title(plan: PlanView, title: str = "") -> None:
    """The plan's name as the page's title, and under it whose it is and for which years."""
    st.title(title or plain(plan.name), anchor=False)
    period = "–".join(str(end.year) for end in (plan.starts, plan.ends) if end)
    about = " · ".join(
        part for part in (plain(plan.organisation), title and plain(plan.name), period) if part
    )
    if plan.invented:
        invented = _("Keksitty esimerkki, ei minkään kunnan tietoja")
        about += f" :blue-badge[:material/science: {invented}]"
    st.markdown(about)


def page_part(parts: Mapping[str, tuple[str, Part]]) -> Part:
    """What draws the part of a page that the address names (``osa``), with the control that chooses it.

    ``parts`` are words and what draws by the address's value; the first has an empty one.
    """
    return parts[which_part({value: words for value, (words, _draws) in parts.items()}, _("Osa"))][1]


def which_part(words: Mapping[str, str], label: str) -> str:
    """The part that the address names (``osa``; empty for the first), with the control that chooses it.

    ``words`` are by the address's value; ``label`` says to a screen reader what is chosen.
    """
    part = address.get("osa") if address.get("osa") in words else ""
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        required=True,
        label_visibility="collapsed",
        **address.bound("osa", part, lambda value: value or ""),
    )
    return part
