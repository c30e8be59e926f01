"""Two moments of a plan side by side: the lights per focus area, and what has become another between them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from hyte_core.history import (
    Comparison,
    Moment,
    PlanChange,
    VerdictChange,
    compare,
    compare_verdicts,
)
from hyte_core.indicators import INDICATOR_TABLES, Verdict
from hyte_core.indicators.words import value_words
from hyte_core.lights import Counts, Light
from hyte_core.locale import _, day, language
from hyte_core.ui import address, past_data, plan_data, session
from hyte_core.ui.choosing import Chosen
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.moments import moment_of_day
from hyte_core.ui.style import rendered
from hyte_core.views import PlanView

#: The value of the overview's parameter "nakyma" that asks for this.
VIEW = "vertailu"
#: How many rows of a list are shown at once; the rest open with a click.
SHOWN = 12


def comparison_link(**moments: str) -> str:
    """The address of the start page's comparison, of the moments chosen or of those given (paiva, vertaa)."""
    return address.Links().to("./", nakyma=VIEW, **moments)


def show_comparison(chosen: Chosen, since: date) -> None:
    """The plan on the day of comparison beside the plan as chosen."""
    now = plan_data.plan(chosen.plan.id)
    assert now is not None
    then = moment_of_day(now, since)
    before = plan_data.plan(now.id, then, along=INDICATOR_TABLES)
    if before is None:
        st.warning(
            _("Suunnitelmaa ei ollut {day}: valitse toinen päivä kohdasta Verrataan.").format(day=day(since))
        )
        return
    key = (session.version(), then, chosen.at, language(), tuple(address.Links().chosen.items()))
    st.html(_drawn(chosen, before, then, key))


@st.cache_data(max_entries=64, show_spinner=False)
def _drawn(_chosen: Chosen, _before: PlanView, _then: Moment, key: Any) -> str:
    """The comparison as HTML."""
    found = compare(_before, _chosen.plan)
    now = partial(address.Links().to, "toimenpiteet")
    earlier = _then.meeting.id if _then.meeting else _then.on.isoformat()
    then = partial(now, paiva=earlier, vuosi=None)
    return rendered(
        "side_by_side.html",
        titles=(_moment_words(_then), _moment_words(_chosen.at)),
        rows=_rows(found),
        hrefs=(then, now),
        lists=[one for one in _lists(found, now, then) if one["rows"]],
        verdicts=[_verdict_row(one) for one in _verdicts(_chosen, _then)],
        shown=SHOWN,
        oldest=_oldest(_chosen, _then),
        back=address.Links().to(""),
    )


def _moment_words(at: Moment | None) -> str:
    if at is None:
        return _("Tänään")
    return f"{at.meeting.title} {day(at.on)}" if at.meeting else day(at.on)


def _oldest(chosen: Chosen, then: Moment) -> str:
    """A word of it if the journal does not reach back to the earlier moment."""
    origin = past_data.plan_origin(chosen.plan.id, chosen.plan.organisation_id)
    if origin is None or not then.is_before(origin):
        return ""
    text = _("Muutosloki alkaa {day}: sitä ennen näkyvät arviot, ei suunnitelman muu sisältö.")
    return text.format(day=day(origin.on))


def _rows(found: Comparison) -> list[dict[str, Any]]:
    """The whole plan and each focus area: its lights at both moments and the changes between."""
    whole = _row(_("Koko suunnitelma"), "", (found.before, found.after), list(found.changes))
    rows = [
        _row(area.name, area.id, (area.before, area.after), [c for c in found.changes if c.of_area(area.id)])
        for area in found.areas
    ]
    return [whole, *rows] if len(rows) > 1 else rows


def _row(
    name: str, area: str, counts: tuple[Counts | None, Counts | None], changes: list[PlanChange]
) -> dict[str, Any]:
    turns = [one.direction for one in changes if one.kind == "light"]
    return {
        "name": name,
        "area": area,
        "counts": counts,
        "better": turns.count(1),
        "worse": turns.count(-1),
        "added": sum(one.kind == "added" for one in changes),
        "removed": sum(one.kind == "removed" for one in changes),
    }


def _lists(found: Comparison, now: Callable[..., str], then: Callable[..., str]) -> list[dict[str, Any]]:
    """The changes by kind; each leads to its action, a removed one to the moment when it was still there."""
    titles = {
        "light": _("Valo muuttunut"),
        "added": _("Lisätty"),
        "removed": _("Poistettu"),
        "due": _("Määräaika muuttunut"),
        "name": _("Nimi muuttunut"),
    }
    return [
        {
            "kind": kind,
            "title": title,
            "rows": [
                {"change": one, "href": (then if kind == "removed" else now)(toimenpide=one.action.id)}
                for one in found.changes
                if one.kind == kind
            ],
        }
        for kind, title in titles.items()
    ]


def _verdicts(chosen: Chosen, then: Moment) -> list[VerdictChange]:
    """What the indicators of the plan say otherwise at the two moments."""
    organisation = chosen.plan.organisation_id
    areas = [area.id for area in chosen.plan.focus_areas]
    followed = {
        one.id
        for at in (then, chosen.at)
        for one in indicator_data.indicators(organisation, at).of_areas(areas)
    }

    def said(at: Moment | None) -> dict[str, tuple[Verdict, ...]]:
        return {id_: v for id_, v in indicator_data.verdicts(organisation, at=at).items() if id_ in followed}

    return compare_verdicts(said(then), said(chosen.at))


def _verdict_row(one: VerdictChange) -> dict[str, Any]:
    indicator, group = one.verdict.indicator, one.verdict.series.group
    return {
        "name": f"{indicator.name}, {group}" if group else indicator.name,
        "href": address.Links().to("indikaattorit", indikaattori=indicator.id),
        "sides": [_said(one.before), _said(one.after)],
    }


def _said(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "value": value_words(verdict.indicator, verdict.value),
        "year": verdict.latest.year,
        "direction": verdict.direction.value if verdict.direction else "",
        "light": None if verdict.light is Light.GREY else verdict.light,
    }
