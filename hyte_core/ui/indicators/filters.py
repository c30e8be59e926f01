"""What the indicators page is narrowed to, kept in its address."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.indicators import Indicators
from hyte_core.indicators.selection import FINDINGS, ORDERS, IndicatorFilter
from hyte_core.locale import _
from hyte_core.ui import address
from hyte_core.views import PlanView

#: The page's own parameters.
PARAMETERS = ("painopiste", "ryhma", "lahde", "tulkinta", "haku", "jarjestys")
#: The value of "painopiste" for the indicators that no plan follows, and of "ryhma" for all people together.
OTHERS, ALL_PEOPLE = "muut", "kaikki"


def clear() -> None:
    """Take every narrowing away."""
    for name in PARAMETERS:
        if name != "jarjestys":
            address.put(name, "")


def asked(plan: PlanView, found: Indicators) -> IndicatorFilter:
    """The filter that the address names; a value that does not exist is told and left out.

    Without a focus area the plan's indicators are shown, or all if the plan follows none.
    """
    own = frozenset(area.id for area in plan.focus_areas)
    area = _known("painopiste", (*own, OTHERS))
    group = _known("ryhma", (ALL_PEOPLE, *_groups(found)))
    return IndicatorFilter(
        focus_areas=frozenset({area}) if area in own else own if found.of_areas(own) else frozenset(),
        others=area == OTHERS,
        group="" if group == ALL_PEOPLE else group or None,
        source=_known("lahde", _sources(found)),
        finding=_known("tulkinta", tuple(FINDINGS)),
        text=address.get("haku"),
        order=_known("jarjestys", ORDERS),
    )


def _known(name: str, values: Sequence[str]) -> str:
    value = address.get(name)
    if value and value not in values:
        st.warning(_("Linkin rajausta ei enää ole, joten se jätettiin pois."), icon=":material/link_off:")
        address.put(name, "")
        return ""
    return value


def _groups(found: Indicators) -> list[str]:
    return list(dict.fromkeys(group for one in found.all for group in one.groups if group))


def _sources(found: Indicators) -> list[str]:
    return sorted({one.source for one in found.all if one.source})


def area_and_order(plan: PlanView, found: Indicators, places: Sequence[DeltaGenerator]) -> None:
    """The focus area and the order, beside the pickers of the plan."""
    areas = {"": _("Kaikki"), **{area.id: area.name for area in plan.focus_areas}}
    if any(not one.focus_areas for one in found.all) and found.of_areas(areas):
        areas[OTHERS] = _("Muut indikaattorit")
    orders = {"": _("Suunnitelma"), "huonoin": _("Huonoin ensin"), "nimi": _("Nimi")}
    _box(places[0], _("Painopiste"), areas, "painopiste")
    _box(places[1], _("Järjestys"), orders, "jarjestys")


def more_filters(found: Indicators, wanted: IndicatorFilter) -> None:
    """Group, source, verdict and words, behind a button that says how many of them are on."""
    on = sum(bool(address.get(name)) for name in ("ryhma", "lahde", "tulkinta", "haku"))
    findings = {
        "": _("Kaikki"),
        "heikkenee": _("Heikkenee"),
        "paranee": _("Paranee"),
        "kesken": _("Ei vielä tavoitteessa"),
        "tavoitteessa": _("Tavoitteessa"),
        "huonompi": _("Huonompi kuin koko maa"),
    }
    groups = {
        "": _("Kaikki ryhmät"),
        ALL_PEOPLE: _("Ei ryhmiä: koko väestö"),
        **{g: g for g in _groups(found)},
    }
    sources = {"": _("Kaikki"), **{source: source for source in _sources(found)}}
    label = _("Rajaa ({n})").format(n=on) if on else _("Rajaa")
    with st.popover(label, icon=":material/filter_alt:") as place:
        _box(place, _("Ryhmä"), groups, "ryhma")
        _box(place, _("Lähde"), sources, "lahde")
        _box(place, _("Tulkinta"), findings, "tulkinta")
        st.text_input(_("Etsi"), icon=":material/search:", **address.bound("haku", wanted.text, str))


def _box(place: DeltaGenerator, label: str, choices: dict[str, str], name: str) -> None:
    place.selectbox(
        label, list(choices), format_func=choices.__getitem__, **address.bound(name, address.get(name), str)
    )
