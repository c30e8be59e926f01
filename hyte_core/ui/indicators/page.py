"""One indicator: its chart and verdicts, its values to edit, its card, and where the numbers come from."""

from functools import partial
from typing import Any

import streamlit as st

from hyte_core.changes import origins_of
from hyte_core.charts.picture import png, svg
from hyte_core.charts.trend import describe_trend, trend_chart
from hyte_core.indicators import INDICATOR_TABLES, Indicators, IndicatorView, Verdict, all_groups
from hyte_core.indicators.words import (
    against_words,
    all_groups_words,
    direction_words,
    polarity_word,
    reason_word,
    region_word,
    target_words,
    value_words,
    way_words,
)
from hyte_core.lights import Light
from hyte_core.locale import _, day, language, speaking
from hyte_core.sotkanet import citation
from hyte_core.ui import address, session
from hyte_core.ui.choosing import which_part
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.indicators.card import show_card
from hyte_core.ui.indicators.table import as_csv, as_workbook, show_values
from hyte_core.ui.markdown import plain
from hyte_core.ui.style import draw
from hyte_core.views import PlanView


@narrowed_by("tarkistus")
def show_indicator(plan: PlanView, found: Indicators, indicator: IndicatorView) -> None:
    """Draw the page of one indicator; its part is in the address."""
    _toolbar(found, indicator)
    st.title(plain(indicator.name), anchor=False)
    draw(
        "indicator.html",
        indicator=indicator,
        organisation=plan.organisation,
        polarity=polarity_word(indicator.polarity),
        citation=_citation(indicator),
    )
    parts = {
        "": _("Kehitys"),
        "arvot": _("Arvot"),
        "kortti": _("Indikaattorikortti"),
        "toimenpiteet": _("Toimenpiteet"),
        "lahteet": _("Mistä luvut ovat"),
    }
    part = which_part(parts, _("Näkymä"))
    if part == "arvot":
        show_values(plan.organisation, found, indicator)
    elif part == "kortti":
        show_card(found, indicator)
    elif part == "toimenpiteet":
        _show_actions(plan, indicator)
    elif part == "lahteet":
        _show_origins(found, indicator)
    else:
        _show_chart(found, indicator)


def _toolbar(found: Indicators, indicator: IndicatorView) -> None:
    with st.container(horizontal=True):
        st.button(
            _("Takaisin luetteloon"),
            icon=":material/arrow_back:",
            on_click=address.put,
            args=("indikaattori", ""),
        )
        if session.may_edit():
            st.button(
                _("Muokkaa tietoja"),
                icon=":material/edit:",
                on_click=address.put,
                args=("muokkaa", indicator.id),
            )
        label, icon = _("Lataa"), ":material/download:"
        with st.popover(label, icon=icon, key="indicator_downloads", on_change="rerun") as opened:
            if opened.open:
                _downloads(found, indicator)


def _downloads(found: Indicators, indicator: IndicatorView) -> None:
    """Pictures and data; each is made when its button is pressed."""
    makers: dict[str, tuple[str, Any]] = {
        "png": (_("Kuva (PNG)"), partial(_picture, png)),
        "svg": (_("Kuva (SVG)"), partial(_picture, svg)),
        "xlsx": (_("Arvot (Excel)"), as_workbook),
        "csv": (_("Arvot (CSV)"), as_csv),
    }
    for ending, (label, make) in makers.items():
        st.download_button(
            label,
            partial(_in_language, language(), make, found, indicator),
            file_name=f"{indicator.name[:80]}.{ending}",
            on_click="ignore",
            key=f"download_{ending}",
        )


def _in_language(code: str, make: Any, found: Indicators, indicator: IndicatorView) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        return bytes(make(found, indicator))


def _picture(make: Any, found: Indicators, indicator: IndicatorView) -> bytes:
    made = _("Kuva tehty {day}.").format(day=day(session.today()))
    footer = " ".join(part for part in (_citation(indicator), made) if part)
    return bytes(make(trend_chart(found, indicator), title=indicator.name, footer=footer))


def _citation(indicator: IndicatorView) -> str:
    """The source as its terms of use ask for it."""
    from_sotkanet = indicator.fetched_on is not None or indicator.source == "Sotkanet"
    if indicator.sotkanet_id is None or not from_sotkanet:
        return _("Lähde: {source}").format(source=indicator.source) if indicator.source else ""
    text = citation(indicator.own_name, indicator.sotkanet_id, indicator.fetched_on)
    return f"{text} {indicator.licence}".strip()


def _show_chart(found: Indicators, indicator: IndicatorView) -> None:
    verdicts = indicator_data.verdicts(found.organisation_id, at=session.moment())[indicator.id]
    if not any(one.values for one in indicator.series):
        st.info(_("Indikaattorilla ei ole vielä arvoja. Lisää ensimmäinen kohdassa Arvot tai tuo työkirja."))
        return
    version = session.version_of(*INDICATOR_TABLES, organisation=found.organisation_id)
    key = (found.organisation_id, indicator.id, version, session.moment(), language())
    specification, words = _chart(found, indicator, key)
    st.vega_lite_chart(specification, width="content", alt=words, key="trend", theme=None)
    together = all_groups(found, indicator, verdicts)
    draw(
        "verdicts.html",
        rows=[_verdict_row(one) for one in verdicts],
        together=[all_groups_words(indicator, one) for one in together],
        notes=_notes(indicator),
    )


@st.cache_data(max_entries=256, show_spinner=False)
def _chart(_found: Indicators, _indicator: IndicatorView, key: Any) -> tuple[dict[str, Any], str]:
    return trend_chart(_found, _indicator), describe_trend(_found, _indicator)


def _verdict_row(verdict: Verdict) -> dict[str, Any]:
    return {
        "group": verdict.series.group or _("Kaikki"),
        "value": value_words(verdict.indicator, verdict.value),
        "year": verdict.latest.year,
        "direction": verdict.direction.value if verdict.direction else "",
        "change": direction_words(verdict),
        "target": target_words(verdict),
        "way": way_words(verdict),
        "light": None if verdict.light is Light.GREY else verdict.light,
        "against": [
            (
                region_word(one.region),
                value_words(verdict.indicator, one.value),
                against_words(verdict.indicator, one),
            )
            for one in verdict.against
        ],
    }


def _notes(indicator: IndicatorView) -> list[str]:
    """What the sources remark on values and targets, each once."""
    points = (
        f"{one.region} {one.group} {point.year}: {point.note or reason_word(point.missing_reason)}"
        for one in indicator.series
        for point in one.points
        if point.note or point.missing_reason
    )
    targets = (
        _("Tavoite, {group}: {note}").format(group=one.group or one.region, note=target.note)
        for one in indicator.series
        for target in one.targets
        if target.note
    )
    return list(dict.fromkeys((*points, *targets)))


def _show_actions(plan: PlanView, indicator: IndicatorView) -> None:
    linked = [action for action in plan.actions if indicator.is_named(action.indicators)]
    if not linked:
        st.info(_("Mikään suunnitelman toimenpide ei mainitse tätä indikaattoria."))
    else:
        draw("linked_actions.html", actions=linked, here=address.Links().to)
    if session.may_edit():
        st.button(
            _("Valitse toimenpiteet"),
            icon=":material/link:",
            on_click=address.put,
            args=("liita", indicator.id),
        )


def _show_origins(found: Indicators, indicator: IndicatorView) -> None:
    """The provenance of every value: the file and cell, the Sotkanet indicator, or who wrote it."""
    ids = tuple(point.id for one in indicator.series for point in one.points)
    origins = _origins(ids, session.version_of("observation"))
    rows = [
        {
            _("Alue"): region_word(one.region),
            _("Ryhmä"): one.group,
            _("Vuosi"): str(point.year),
            _("Arvo"): "–" if point.value is None else value_words(indicator, point.value),
            _("Lähde"): origins.get(point.id, ""),
        }
        for one in indicator.series
        for point in one.points
    ]
    if not rows:
        st.info(_("Indikaattorilla ei ole vielä arvoja."))
        return
    st.dataframe(rows, hide_index=True, alt=_("Mistä kukin arvo on"), placeholder="")
    if citation := _citation(indicator):
        st.markdown(plain(citation))


@st.cache_data(max_entries=64, show_spinner=False)
def _origins(ids: tuple[str, ...], version: int) -> dict[str, str]:
    return origins_of(session.engine(), "observation", ids)
