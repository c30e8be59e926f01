"""An organisation's indicators side by side, group by group, narrowed by filters."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hyte_core.charts.spark import HEIGHT, WIDTH, frame_of, spark
from hyte_core.indicators import INDICATOR_TABLES, Indicators
from hyte_core.indicators.selection import IndicatorFilter, Shown, select
from hyte_core.indicators.words import polarity_word, region_word, sentences, value_words
from hyte_core.lights import Light
from hyte_core.locale import _, language, ngettext
from hyte_core.ui import address, session
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.indicators.filters import PARAMETERS, area_and_order, asked, clear, more_filters
from hyte_core.ui.style import picture, rendered
from hyte_core.views import PlanView

#: How many indicators the list shows at once; more are on further pages.
PAGE_SIZE = 24


@narrowed_by(*PARAMETERS)
def show_list(plan: PlanView, found: Indicators, places: Sequence[DeltaGenerator]) -> None:
    """The filters, two of them in ``places``, and the indicators that they leave."""
    live = session.may_edit()
    if not found.all and not live:
        st.info(_("Organisaatiolla ei ollut silloin indikaattoreita."))
        return
    if not found.all:
        st.info(
            _(
                "Organisaatiolla ei ole vielä indikaattoreita. Tuo niiden arvot työkirjana sivulla Tuonti tai hae ne Sotkanetista."
            )
        )
        _sotkanet_button()
        return
    wanted = asked(plan, found)
    area_and_order(plan, found, places)
    shown = select(found, indicator_data.verdicts(plan.organisation_id, at=session.moment()), wanted)
    _toolbar(found, shown, wanted)
    if not shown:
        st.info(_("Mikään indikaattori ei vastaa rajausta."), icon=":material/filter_alt_off:")
        return
    pages = -(-len(shown) // PAGE_SIZE)
    place: Any = st
    page = 1
    if pages > 1:
        place = st.container()
        page = st.pagination(pages, key="indicator_page")
    drawn = shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    here = address.Links(PARAMETERS)
    version = session.version_of(*INDICATOR_TABLES, organisation=found.organisation_id)
    shown_now = (version, session.moment(), st.context.theme.type, language())
    key = (shown_now, wanted, page, tuple(here.chosen.items()))
    place.html(_list(found, drawn, partial(here.to, "indikaattorit"), found.organisation_id, key))


@st.cache_data(max_entries=64, show_spinner=False)
def _list(
    _found: Indicators, _drawn: list[Shown], _href: Callable[..., str], organisation_id: str, key: Any
) -> str:
    """The list as HTML: drawing dozens of small pictures is what the page would spend its time on."""
    regions = {series.region for one in _drawn for series in one.indicator.series}
    return rendered(
        "indicators.html",
        items=[_item(_found, one, _href) for one in _drawn],
        region=_found.region,
        comparisons=[region_word(name) for name in _found.comparisons if name in regions],
        country=region_word(_found.comparisons[-1]) if _found.comparisons else "",
        size=(WIDTH, HEIGHT),
    )


def _toolbar(found: Indicators, shown: list[Shown], wanted: IndicatorFilter) -> None:
    """The count, and the way back to all of them."""
    with st.container(horizontal=True, vertical_alignment="center"):
        count = ngettext("{n} indikaattori", "{n} indikaattoria", len(shown))
        st.markdown(f"**{count}**", width="stretch")
        more_filters(found, wanted)
        if any(address.get(name) for name in PARAMETERS if name != "jarjestys"):
            st.button(_("Poista rajaukset"), icon=":material/filter_alt_off:", on_click=clear)
        if not session.may_edit():
            return
        _sotkanet_button()
        st.button(_("Lisää indikaattori"), icon=":material/add:", on_click=address.put, args=("uusi", "1"))


def _sotkanet_button() -> None:
    st.button(_("Hae Sotkanetista"), icon=":material/sync:", on_click=address.put, args=("sotkanet", "1"))


def _item(found: Indicators, one: Shown, href: Callable[..., str]) -> dict[str, Any]:
    """An indicator as the template draws it."""
    indicator = one.indicator
    frame = frame_of(indicator, (found.region, *found.comparisons))
    country = found.comparisons[-1] if found.comparisons else ""
    rows = []
    for group in one.groups:
        verdict = one.verdicts.get(group)
        others = [s for name in found.comparisons if (s := indicator.of(name, group)) is not None]
        said = sentences(verdict) if verdict else []
        drawn = frame and spark(frame, indicator, indicator.of(found.region, group), others)
        rows.append(
            {
                "group": group or _("Kaikki"),
                "spark": drawn,
                "picture": drawn and picture("spark.svg", spark=drawn, size=(WIDTH, HEIGHT), country=country),
                "words": _("Kehitys: {text}").format(text=". ".join(said) or _("ei omaa arvoa")),
                "value": verdict and value_words(indicator, verdict.value),
                "year": verdict and verdict.latest.year,
                "sentences": said,
                "direction": verdict.direction.value if verdict and verdict.direction else "",
                "light": verdict.light if verdict and verdict.light is not Light.GREY else None,
            }
        )
    about = [indicator.unit, indicator.source, polarity_word(indicator.polarity)]
    return {
        "name": indicator.name,
        "about": " · ".join(part for part in about if part),
        "href": href(indikaattori=indicator.id),
        "rows": rows,
    }
