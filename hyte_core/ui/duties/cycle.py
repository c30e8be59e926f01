"""The yearly cycle (vuosikello): a picture of the year, and the same as a list."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from hyte_core.duties import Duties, EventView, happens_in, next_time, wheel, year_of
from hyte_core.duties.wheel import MARK, SIZE
from hyte_core.duties.words import month_word, repeats, state_word, when
from hyte_core.locale import _, day
from hyte_core.ui import address, session
from hyte_core.ui.duties.rows import PARAMETERS
from hyte_core.ui.style import draw, picture

#: The ink and the paper of the picture in either theme.
_INK = {"light": ("#16212c", "#ffffff"), "dark": ("#f1f4f7", "#10161d")}


def show_cycle(found: Duties, year: int) -> None:
    """The wheel beside its list, and a button for a new event."""
    live = session.may_edit()
    if live:
        st.button(
            _("Lisää tapahtuma"), icon=":material/add:", on_click=address.put, args=("tapahtuma", "uusi")
        )
    href = partial(address.Links(PARAMETERS).to, "lakisaateiset")
    draw("duties_cycle.html", **cycle_values(found, year, session.shown_day(), here=href if live else None))


def cycle_values(
    found: Duties, year: int, today: date, *, here: Callable[..., str] | None, theme: str | None = None
) -> dict[str, Any]:
    """What the template draws; ``here`` makes the links to edit, None for paper and for the past."""
    times = year_of(found, year)
    ink, paper = _INK[theme or st.context.theme.type or "light"]
    drawn = picture(
        "year_wheel.svg",
        wheel=wheel(times, year, today),
        year=year,
        now=today.month if today.year == year else 0,
        month=partial(month_word, short=True),
        size=SIZE,
        radius=MARK,
        ink=ink,
        paper=paper,
    )
    items = [
        {
            **_item(one.event),
            "when": when(one),
            "light": one.light,
            "word": one.light and state_word(one.light),
            "duty": one.duty.name if one.duty else "",
        }
        for one in times
    ]
    named = ", ".join(f"{number}. {one['name']} {one['when']}" for number, one in enumerate(items, start=1))
    return {
        "picture": drawn,
        "size": SIZE,
        "alt": _("Vuosikello {year}: {events}").format(year=year, events=named or "–"),
        "items": items,
        "others": [
            {**_item(one), "next": _next(one, today)} for one in found.events if not happens_in(one, year)
        ],
        "year": year,
        "here": here,
    }


def _item(event: EventView) -> dict[str, Any]:
    return {
        "id": event.id,
        "name": event.name,
        "own": event.own,
        "repeats": repeats(event),
        "whose": _whose(event),
        "edit": _("Muokkaa") if event.own else _("Vaihda ajankohta"),
    }


def _whose(event: EventView) -> str:
    if not event.own:
        return _("lakisääteinen")
    return _("lakisääteinen, oma ajankohta") if event.duty_id else _("oma")


def _next(event: EventView, today: date) -> str:
    coming = next_time(event, today)
    return day(coming) if coming else ""
