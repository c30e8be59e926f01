"""Which organisations are shown and on which day; all of it is in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.indicators import INDICATOR_TABLES
from hyte_core.locale import _, day
from hyte_core.regional import KINDS, Body
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.organisations import data as organisations_data
from hyte_core.views import PLAN_TABLES

PATH = "organisaatiot"
#: The parameter of the order: a column, with a minus in front the other way round.
ORDER = "jarjestys"
#: The parameters that narrow a part of the page, and those that its links keep.
NARROWING = ("alue", "laji", "haku", "indikaattori", "ryhma", "arvovuosi")
PARAMETERS = ("osa", *NARROWING)
#: The value of "alue" for the organisations whose county is not known.
NOWHERE = "ei-tiedossa"
#: How far back the years go where no plan tells when it began.
_YEARS = 3


@dataclass(frozen=True)
class Wanted:
    """What is asked for: ``county`` is a county's name, NOWHERE, or empty for all; ``on`` is the day shown.

    ``shown`` are the organisations by name, ``of_county`` all of the county's ids (None without one), ``own`` the
    county itself where the organisations shown are all of one county.
    """

    county: str
    kind: str
    text: str
    on: date
    past: bool
    shown: tuple[Body, ...]
    of_county: tuple[str, ...] | None
    own: Body | None


def asked(all_: Sequence[Body]) -> Wanted:
    """What the address asks for; a value that does not exist is told of and left out."""
    counties = {one.county for one in all_ if one.county}
    county = _known("alue", (*counties, NOWHERE), _("Linkin hyvinvointialuetta ei ole: näytetään kaikki."))
    kind = _known("laji", KINDS, _("Linkin organisaatiolajia ei ole: näytetään kaikki."))
    on, text = _day(), address.get("haku").casefold().split()
    of_county = [one for one in all_ if not county or one.county == ("" if county == NOWHERE else county)]
    shown = [
        one
        for one in of_county
        if (one.kind == kind if kind else one.plans or one.kind == "municipality")
        and all(word in one.name.casefold() for word in text)
    ]
    of_shown = {one.county for one in shown}
    own = [one for one in all_ if one.kind == "county" and one.plans and {one.county} == of_shown]
    return Wanted(
        county=county,
        kind=kind,
        text=address.get("haku"),
        on=on,
        past=on < session.today(),
        shown=tuple(shown),
        of_county=tuple(one.id for one in of_county) if county else None,
        own=own[0] if own else None,
    )


def _known(name: str, values: Sequence[str], sentence: str) -> str:
    value = address.get(name)
    if value and value not in values:
        st.warning(sentence, icon=":material/link_off:")
        address.put(name, "")
        return ""
    return value


def _day() -> date:
    """The day that the address names: a day or a meeting's day, the end of a year, else today."""
    today, wanted, year = session.today(), address.get("paiva"), address.get("vuosi")
    if wanted and wanted != "muu":
        found = address.day("paiva") or organisations_data.meeting_day(wanted)
        if found is None:
            text = _("Linkin päivää ”{value}” ei ole: näytetään tilanne tänään.")
            st.warning(text.format(value=plain(wanted[:20])))
        elif found > today:
            st.warning(_("Päivä {day} on vasta tulossa: näytetään tilanne tänään.").format(day=day(found)))
        return min(found or today, today)
    if year.isdecimal() and 1900 <= int(year) < today.year:
        return date(int(year), 12, 31)
    if year:
        text = _("Vuodelta {year} ei ole arvioita: näytetään tilanne tänään.")
        st.warning(text.format(year=plain(year[:20])))
    return today


def filter_widgets(all_: Sequence[Body], wanted: Wanted) -> None:
    """County, kind, day and words, beside each other."""
    first, second, third, fourth = st.columns([3, 2, 2, 2])
    counties = sorted({one.county for one in all_ if one.county})
    words = {"": _("Koko maa"), **{name: name for name in counties}}
    if any(not one.county for one in all_):
        words[NOWHERE] = _("Hyvinvointialue ei tiedossa")
    _box(first, _("Hyvinvointialue"), words, "alue", wanted.county)
    kinds = {"": _("Kaikki")} | {kind: kind_word(kind) for kind in KINDS if any(b.kind == kind for b in all_)}
    _box(second, _("Organisaatiot"), kinds, "laji", wanted.kind)
    _moments(third, all_, wanted)
    fourth.text_input(
        _("Haku"),
        placeholder=_("Organisaation nimi"),
        type="search",
        **address.bound("haku", wanted.text, str.strip),
    )


def kind_word(kind: str) -> str:
    """Organisations of a kind."""
    return {
        "municipality": _("Kunnat"),
        "county": _("Hyvinvointialueet"),
        "sector": _("Toimialat"),
        "association": _("Järjestöt"),
    }[kind]


def _box(place: DeltaGenerator, label: str, words: dict[str, str], name: str, value: str) -> None:
    place.selectbox(label, list(words), format_func=words.__getitem__, **address.bound(name, value, str))


def _moments(place: DeltaGenerator, all_: Sequence[Body], wanted: Wanted) -> None:
    """The box of moments: today, the ends of the years, and the day that the address names."""
    today = session.today()
    begun = min((p.starts.year for one in all_ for p in one.plans if p.starts), default=today.year - _YEARS)
    ends = [date(year, 12, 31) for year in range(today.year - 1, begun - 1, -1)]
    words: dict[date, str] = {today: _("Tänään")}
    words |= {end: _("Vuoden {year} lopussa").format(year=end.year) for end in ends}
    words.setdefault(wanted.on, day(wanted.on))
    key = "address_vuosi"
    st.session_state[key] = wanted.on

    def write() -> None:
        chosen = st.session_state[key]
        address.put("vuosi", str(chosen.year) if chosen in ends else "")
        address.put("paiva", "" if chosen in ends or chosen == today else chosen.isoformat())

    place.selectbox(_("Tilanne"), list(words), format_func=words.__getitem__, key=key, on_change=write)


def key_of(wanted: Wanted) -> tuple[Any, ...]:
    """What the organisations shown depend on, to keep what has been made of them."""
    version = session.version_of(*PLAN_TABLES, *INDICATOR_TABLES)
    return version, wanted.county, wanted.kind, wanted.text, wanted.on


def clear() -> None:
    """Show all organisations."""
    for name in ("alue", "laji", "haku"):
        address.put(name, "")
