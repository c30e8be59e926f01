"""The filters of the actions page: what the address asks for, and the widgets that change it."""

from datetime import date

import streamlit as st

from hyte_core.lights import Light
from hyte_core.locale import _, day
from hyte_core.ui import address
from hyte_core.ui.markdown import plain
from hyte_core.views import ActionFilter, PlanView

_STATES = ("myohassa", "arvioimatta", "muuttunut")
#: The parameters that narrow the list; clearing removes them.
PARAMETERS = ("haku", "painopiste", "vastuutaho", "valo", *_STATES)


def asked(plan: PlanView) -> ActionFilter:
    """What the address asks for. A value that no longer exists is told of and left out."""
    areas = {area.id: area.name for area in plan.focus_areas}
    bodies = plan.responsible_bodies
    lights = {light.value: light for light in Light}
    for name, known in (("painopiste", areas), ("vastuutaho", bodies), ("valo", lights)):
        for value in address.unknown(name, known):
            st.warning(_unknown(name, value), icon=":material/link_off:")
            address.put(name, [kept for kept in address.get_all(name) if kept in known])
    if address.get("muuttunut") and address.day("muuttunut") is None:
        st.warning(_unknown("muuttunut", address.get("muuttunut")), icon=":material/link_off:")
        address.put("muuttunut", "")
    return ActionFilter(
        focus_areas=frozenset(address.get_all("painopiste")),
        responsible=frozenset(address.get_all("vastuutaho")),
        lights=frozenset(lights[value] for value in address.get_all("valo")),
        late=bool(address.get("myohassa")),
        stale=bool(address.get("arvioimatta")),
        changed_since=address.day("muuttunut"),
        text=address.get("haku"),
    )


def _unknown(name: str, value: str) -> str:
    words = {
        "painopiste": _("Linkin painopistettä ei enää ole: se jätettiin pois rajauksesta."),
        "vastuutaho": _("Vastuutahoa ”{value}” ei enää ole: se jätettiin pois rajauksesta."),
        "valo": _("Liikennevaloa ”{value}” ei ole: se jätettiin pois rajauksesta."),
        "muuttunut": _("”{value}” ei ole päivä: se jätettiin pois rajauksesta."),
    }
    return words[name].format(value=plain(value[:80]))


def filter_widgets(plan: PlanView, wanted: ActionFilter, since: date) -> None:
    """The widgets. ``since`` is the day that "changed" is offered for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Haku"),
            placeholder=_("Hae toimenpiteistä ja arvioista"),
            type="search",
            width=300,
            **address.bound("haku", wanted.text, str.strip),
        )
        st.pills(
            _("Valo"),
            list(Light),
            format_func=lambda light: f"{light.symbol} {light.word}",
            selection_mode="multi",
            **address.bound("valo", [x for x in Light if x in wanted.lights], _values),
        )
        _state_pills(wanted, wanted.changed_since or since)
        _areas_and_bodies(plan, wanted)


def _areas_and_bodies(plan: PlanView, wanted: ActionFilter) -> None:
    """The two long lists, behind a button that says how many of them narrow: drawing them makes the page slow to open."""
    on = bool(wanted.focus_areas) + bool(wanted.responsible)
    label = _("Rajaa ({n})").format(n=on) if on else _("Rajaa")
    names = {one.id: one.name for one in plan.focus_areas}
    bodies = plan.responsible_bodies
    with st.popover(label, icon=":material/filter_alt:"):
        st.multiselect(
            _("Painopiste"),
            list(names),
            format_func=names.__getitem__,
            placeholder=_("Kaikki"),
            **address.bound("painopiste", [a for a in names if a in wanted.focus_areas], list),
        )
        st.multiselect(
            _("Vastuutaho"),
            bodies,
            placeholder=_("Kaikki"),
            **address.bound("vastuutaho", [b for b in bodies if b in wanted.responsible], list),
        )


def _values(lights: list[Light]) -> list[str]:
    return [light.value for light in lights]


def _state_pills(wanted: ActionFilter, since: date) -> None:
    words = {
        "myohassa": _("Myöhässä"),
        "arvioimatta": _("Odottaa arviota"),
        "muuttunut": _("Muuttunut {day} jälkeen").format(day=day(since)),
    }
    on = dict(zip(_STATES, (wanted.late, wanted.stale, wanted.changed_since is not None), strict=True))
    key = "address_states"
    st.session_state[key] = [name for name in _STATES if on[name]]

    def write() -> None:
        for name in _STATES:
            value = since.isoformat() if name == "muuttunut" else "1"
            address.put(name, value if name in st.session_state[key] else "")

    st.pills(
        _("Tila"), _STATES, format_func=words.__getitem__, selection_mode="multi", key=key, on_change=write
    )


def clear() -> None:
    """Show everything again."""
    for name in PARAMETERS:
        address.put(name, "")
