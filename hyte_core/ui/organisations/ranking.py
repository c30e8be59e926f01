"""One indicator across municipalities: each value with its 95 % limits, beside the country and the county."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hyte_core.indicators.words import polarity_word, reason_word, region_word, value_words
from hyte_core.locale import _, language, number
from hyte_core.regional import Choice, Lacking, Measured, Ranking, Standing, ranking
from hyte_core.statistics import Comparison
from hyte_core.statistics.polarity import Polarity
from hyte_core.ui import address
from hyte_core.ui.organisations import data as organisations_data
from hyte_core.ui.organisations.filters import ORDER, PARAMETERS, PATH, Wanted, key_of
from hyte_core.ui.style import rendered

#: The value of "ryhma" for all people together, as on the indicators page.
ALL_PEOPLE = "kaikki"
#: The order that begins from the other end.
TURNED = "-"


def show_ranking(wanted: Wanted) -> None:
    """The part of the page about indicators."""
    choices = organisations_data.choices()
    if not choices:
        st.info(
            _(
                "Indikaattoreilla ei ole vielä arvoja. Tuo arvot työkirjana sivulla Tuonti tai hae ne Sotkanetista."
            )
        )
        return
    places = st.columns([5, 2, 2])
    with places[0]:
        found = organisations_data.measured(_choose_indicator(choices))
    with places[1]:
        group = _choose_group(found)
    with places[2]:
        year = _choose_year(found, group, wanted)
    links = address.Links()
    key = (key_of(wanted), found.indicator.id, group, year, language(), tuple(links.chosen.items()))
    st.html(_html(key, wanted, found, group, year, address.get(ORDER).startswith(TURNED)))


def _choose_indicator(choices: Sequence[Choice]) -> str:
    """The indicator that the address names, else the one with most areas and groups."""
    known = {one.id: one for one in choices}
    wanted = address.get("indikaattori")
    if wanted and wanted not in known:
        st.warning(_("Linkin indikaattoria ei enää ole."), icon=":material/link_off:")
        address.put("indikaattori", "")
    chosen = wanted if wanted in known else max(choices, key=lambda one: one.series).id
    st.selectbox(
        _("Indikaattori"),
        list(known),
        format_func=lambda id_: known[id_].names.get(language()) or known[id_].own_name,
        **address.bound("indikaattori", chosen, str),
    )
    return chosen


def _choose_group(found: Measured) -> str:
    asked = address.get("ryhma")
    group = "" if asked == ALL_PEOPLE else asked
    if group not in found.groups or not asked:
        group = found.groups[0]
    st.selectbox(
        _("Ryhmä"),
        list(found.groups),
        format_func=lambda one: one or _("Koko väestö"),
        **address.bound("ryhma", group, lambda one: one or ALL_PEOPLE),
    )
    return group


def _choose_year(found: Measured, group: str, wanted: Wanted) -> int | None:
    """A year of the values until the day shown; None for each area's latest."""
    years = found.years(group, [one.region for one in wanted.shown])
    known = [str(year) for year in years if year <= wanted.on.year]
    asked = address.get("arvovuosi")
    if asked and asked not in known:
        st.warning(
            _("Vuodelta ei ole arvoja: näytetään kunkin alueen viimeisin."), icon=":material/link_off:"
        )
        address.put("arvovuosi", "")
        asked = ""
    st.selectbox(
        _("Arvojen vuosi"),
        ["", *known],
        format_func=lambda one: one or _("Kunkin viimeisin"),
        **address.bound("arvovuosi", asked, str),
    )
    return int(asked) if asked else None


@st.cache_data(max_entries=32, show_spinner=False)
def _html(key: Any, _wanted: Wanted, _found: Measured, group: str, year: int | None, turned: bool) -> str:
    counties = [*([_wanted.own.region, _wanted.own.name] if _wanted.own else []), _wanted.county]
    known = _found.until(_wanted.on.year)
    # Counties stand among municipalities only as what they are compared with.
    ranked_bodies = [one for one in _wanted.shown if one.kind != "county" or _wanted.kind == "county"]
    ranked = ranking(known, group, year, ranked_bodies, counties)
    links = address.Links()
    scale, ordered = _Scale(ranked), ranked.standings
    return rendered(
        "organisations_ranking.html",
        about=" · ".join(
            part
            for part in (
                known.indicator.unit,
                known.indicator.source,
                polarity_word(known.indicator.polarity),
            )
            if part
        ),
        note=_order_note(ranked, known, turned),
        benchmark=region_word(ranked.benchmark),
        line=next(
            (scale.place(one.value) for one in ranked.references if one.region == ranked.benchmark), None
        ),
        ends=[value_words(known.indicator, end) for end in (scale.low, scale.high)],
        references=[_row(known, one, scale, links, ranked) for one in ranked.references],
        rows=[_row(known, one, scale, links, ranked) for one in (ordered[::-1] if turned else ordered)],
        turn_href=address.Links(PARAMETERS).to(PATH, **{ORDER: None if turned else TURNED}),
        turned=turned,
        lacking=[_lacking(one) for one in ranked.lacking],
    )


class _Scale:
    """Places of values between the smallest and the largest that is drawn, in per cent of the width."""

    def __init__(self, ranked: Ranking) -> None:
        drawn = [*ranked.standings, *ranked.references]
        values = [end for one in drawn for end in (one.value, *(one.limits or ()))]
        self.low: float = min(values, default=0.0)
        self.high: float = max(values, default=1.0)

    def place(self, value: float) -> float:
        """Where a value is, leaving room for its dot at the ends."""
        width = self.high - self.low
        return round(1 + 98 * (value - self.low) / width, 2) if width else 50.0


def _order_note(ranked: Ranking, found: Measured, turned: bool) -> str:
    """In which order the rows are, and of which years the values."""
    judged = found.indicator.polarity != Polarity.NONE
    if judged:
        order = _("Paras ensin.") if turned else _("Huonoin ensin.")
    else:
        largest, smallest = _("Suurin ensin"), _("Pienin ensin")
        order = _("{order}: indikaattoria ei arvoteta.").format(order=smallest if turned else largest)
    if len(ranked.years) > 1:
        first, last = ranked.years[0], ranked.years[-1]
        mixed = _(
            "Arvot ovat eri vuosilta ({first}–{last}): sijat ovat suuntaa antavia, vuosi on joka rivillä."
        )
        return f"{order} {mixed.format(first=first, last=last)}"
    return (
        f"{order} " + _("Kaikki arvot ovat vuodelta {year}.").format(year=ranked.years[0])
        if ranked.years
        else ""
    )


def _row(
    found: Measured, one: Standing, scale: _Scale, links: address.Links, ranked: Ranking
) -> dict[str, Any]:
    decimals, limits = found.indicator.decimals, one.limits
    plan = one.body.plans[0].id if one.body and one.body.plans else ""
    return {
        "place": one.place,
        "name": region_word(one.region) if one.body is None else one.body.name,
        "href": links.to("indikaattorit", suunnitelma=plan, indikaattori=found.indicator.id) if plan else "",
        "value": value_words(found.indicator, one.value),
        "limits": f"{number(limits[0], decimals)}–{number(limits[1], decimals)}" if limits else "",
        "year": one.point.year,
        "dot": scale.place(one.value),
        "left": scale.place(limits[0]) if limits else None,
        "width": round(scale.place(limits[1]) - scale.place(limits[0]), 2) if limits else None,
        "kind": one.against.value if one.against else "",
        "words": _against(one, ranked) if one.body else "",
    }


def _against(one: Standing, ranked: Ranking) -> str:
    """How the area stands to the country by its own limits."""
    if one.against is None:
        if not ranked.benchmark:
            return ""
        return _("eroa ei voi arvioida") if one.limits else _("ei luottamusväliä")
    return {
        Comparison.BETTER: _("parempi"),
        Comparison.WORSE: _("huonompi"),
        Comparison.SIMILAR: _("ei eroa"),
        Comparison.HIGHER: _("suurempi"),
        Comparison.LOWER: _("pienempi"),
    }[one.against]


def _lacking(one: Lacking) -> dict[str, str]:
    return {"name": one.body.name, "reason": reason_word(one.reason)}
