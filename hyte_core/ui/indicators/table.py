"""An indicator's values as a table to edit and to download: a row an area and a group, a column a year."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from hyte_core.changes import Change, ChangeSet
from hyte_core.changes.indicator_edits import DETAILS, add_series, edit_point, set_target, set_value
from hyte_core.database import database_url
from hyte_core.excel import values_csv, workbook
from hyte_core.imports import known_region
from hyte_core.indicators import INDICATOR_TABLES, Indicators, IndicatorView, SeriesView
from hyte_core.indicators.words import (
    DIRECTIONS,
    REASONS,
    direction_word,
    reason_word,
    region_word,
    target_name,
    value_words,
)
from hyte_core.locale import _, language
from hyte_core.problems import RefusalError
from hyte_core.records import indicator_records
from hyte_core.ui import session
from hyte_core.ui.cells import Typed, edit_cells
from hyte_core.ui.markdown import plain
from hyte_core.ui.remembering import remembered


def show_values(organisation: str, found: Indicators, indicator: IndicatorView) -> None:
    """The values to edit; those of the past to read."""
    if session.may_edit():
        edit_values(organisation, found, indicator)
        return
    years = sorted({p.year for one in indicator.series for p in one.points})
    if not years:
        st.info(_("Indikaattorilla ei ole vielä arvoja."))
        return
    rows = [
        {
            _("Alue"): region_word(one.region),
            _("Ryhmä"): one.group,
            **{str(year): _shown(indicator, one, year) for year in years},
            _("Tavoitearvo"): _shown_target(indicator, one),
        }
        for one in indicator.series
    ]
    st.dataframe(rows, hide_index=True, alt=_("Indikaattorin arvot taulukkona"), placeholder="")


def _shown(indicator: IndicatorView, one: SeriesView, year: int) -> str:
    point = one.in_year(year)
    if point is None:
        return "–"
    return reason_word(point.missing_reason) if point.value is None else value_words(indicator, point.value)


def _shown_target(indicator: IndicatorView, one: SeriesView) -> str:
    return target_name(indicator, one.targets[0]) if one.targets else "–"


def edit_values(organisation: str, found: Indicators, indicator: IndicatorView) -> None:
    """The grid of values and targets, the forms that add a year or a series, and the details of each value.

    ``organisation`` is the name of the organisation whose indicators are ``found``.
    """
    extra: dict[str, Any] = st.session_state.setdefault(f"extra-{indicator.id}", {"years": [], "series": []})
    _adding(organisation, found, indicator, extra)
    added = tuple(extra["years"]), tuple(extra["series"])
    version = session.version_of(*INDICATOR_TABLES, organisation=found.organisation_id)
    key = (database_url(), found.organisation_id, indicator.id, version)
    rows, years, frame = _table((*key, *added, session.today(), language()), found, indicator, *added)
    config = st.column_config
    number: dict[str, Any] = {"format": "localized", "step": 10**-indicator.decimals}
    edit_cells(
        f"values-{indicator.id}",
        (indicator, rows),
        frame,
        _changes,
        config={
            "region": config.TextColumn(_("Alue"), pinned=True),
            "group": config.TextColumn(_("Ryhmä"), pinned=True),
            **{str(year): config.NumberColumn(str(year), **number) for year in years},
            "target": config.NumberColumn(_("Tavoitearvo"), **number),
            "direction": config.SelectboxColumn(
                _("Tavoitesuunta"), options=["", *map(direction_word, DIRECTIONS)]
            ),
        },
        disabled=["region", "group"],
        label=_("Indikaattorin arvot muokattavana taulukkona"),
    )
    _edit_details(found, indicator)


@remembered(64)
def _table(
    key: Any,
    _found: Indicators,
    _indicator: IndicatorView,
    _years: tuple[int, ...],
    _pairs: tuple[tuple[str, str], ...],
) -> tuple[dict[str, SeriesView], list[int], pd.DataFrame]:
    """The rows of the grid by their ids, its years, and the grid; ``_years`` and ``_pairs`` of area and group are new."""
    series = [*_indicator.series, *_new_series(_indicator, _pairs)]
    if not any(one.region == _found.region for one in series):
        series.insert(0, add_series(_indicator.id, _found.region, "")[1])
    years = sorted({p.year for one in series for p in one.points} | {*_years}) or [session.today().year]
    rows = {f"{one.region}|{one.group}": one for one in series}
    words = {one: direction_word(one) for one in DIRECTIONS}
    frame = pd.DataFrame(
        [
            {
                "region": region_word(one.region),
                "group": one.group,
                **{str(year): (p.value if (p := one.in_year(year)) else None) for year in years},
                "target": one.targets[0].value if one.targets else None,
                "direction": words.get((one.targets[0].direction or "") if one.targets else "", ""),
            }
            for one in rows.values()
        ],
        index=list(rows),
    )
    for column in (*map(str, years), "target"):
        frame[column] = pd.to_numeric(frame[column])
    return rows, years, frame


def _adding(organisation: str, found: Indicators, indicator: IndicatorView, extra: dict[str, Any]) -> None:
    with st.container(horizontal=True):
        icon = ":material/add:"
        with st.popover(_("Lisää vuosi"), icon=icon, key="adding_year", on_change="rerun") as opened:
            if opened.open:
                _year_form(extra)
        label = _("Lisää alue tai ryhmä")
        with st.popover(label, icon=icon, key="adding_series", on_change="rerun") as opened:
            if opened.open:
                _series_form(organisation, found, indicator, extra)


def _year_form(extra: dict[str, Any]) -> None:
    year = st.number_input(_("Vuosi"), 1900, 2100, session.today().year, step=1, key="new_year")
    if st.button(_("Lisää vuosi taulukkoon"), key="add_year") and year not in extra["years"]:
        extra["years"].append(int(year))
        st.rerun()


def _series_form(
    organisation: str, found: Indicators, indicator: IndicatorView, extra: dict[str, Any]
) -> None:
    regions = [found.region, *found.comparisons]
    region = st.selectbox(_("Alue"), regions, accept_new_options=True, key="new_region")
    groups = [group for group in indicator.groups if group]
    group = st.selectbox(_("Ryhmä"), ["", *groups], accept_new_options=True, key="new_group", placeholder="")
    if st.button(_("Lisää rivi taulukkoon"), key="add_series"):
        _add_row(organisation, indicator, extra, str(region or ""), str(group or "").strip())


def _add_row(
    organisation: str, indicator: IndicatorView, extra: dict[str, Any], region: str, group: str
) -> None:
    """A row for an area that is known, as it is known in files too; else the reason why there is none."""
    try:
        pair = (known_region(session.engine(), region, organisation), group)
    except RefusalError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    known = {(one.region, one.group) for one in indicator.series}
    if pair not in known and pair not in extra["series"]:
        extra["series"].append(pair)
    st.rerun()


def _new_series(indicator: IndicatorView, pairs: Iterable[tuple[str, str]]) -> list[SeriesView]:
    known = {(one.region, one.group) for one in indicator.series}
    return [add_series(indicator.id, *pair)[1] for pair in pairs if pair not in known]


def _changes(seen: tuple[IndicatorView, Mapping[str, SeriesView]], typed: Typed) -> ChangeSet:
    """What was typed into the grid of values, as changes."""
    indicator, rows = seen
    known = {one.id for one in indicator.series}
    directions = {direction_word(one): one for one in DIRECTIONS}
    changes: list[Change] = []
    for row, cells in typed.items():
        one = rows[row]
        made: list[Change] = []
        if one.id not in known:
            adding, one = add_series(indicator.id, one.region, one.group)
            made.append(adding)
        for column, value in cells.items():
            if column.isdigit():
                made += set_value(indicator.id, one, int(column), value)
        if cells.keys() & {"target", "direction"}:
            old = one.targets[0] if one.targets else None
            value = cells.get("target", old.value if old else None)
            word = cells.get("direction")
            direction = (old.direction if old else None) if word is None else directions.get(word)
            made += set_target(one, value, direction)
        changes += made if one.id in known or len(made) > 1 else []
    return ChangeSet(tuple(changes))


def _edit_details(found: Indicators, indicator: IndicatorView) -> None:
    """What is known of each of the organisation's own values, in a grid that opens when it is asked for."""
    points = {p.id: (one, p) for one in indicator.series if one.region == found.region for p in one.points}
    if not points:
        return
    with st.expander(
        _("Osoittajat, nimittäjät, luottamusvälit ja huomautukset"), on_change="rerun", key="details"
    ) as shown:
        if not shown.open:
            return
        words = {reason: reason_word(reason) for reason in REASONS}
        frame = pd.DataFrame(
            [
                {
                    "group": one.group,
                    "year": str(p.year),
                    "value": p.value,
                    **{name: getattr(p, name) for name in DETAILS},
                    "missing_reason": words.get(p.missing_reason, p.missing_reason),
                }
                for one, p in points.values()
            ],
            index=list(points),
        )
        for column in ("value", "numerator", "denominator", "lower", "upper"):
            frame[column] = pd.to_numeric(frame[column])
        config = st.column_config
        number: dict[str, Any] = {"format": "localized", "step": 10**-indicator.decimals}
        others = sorted({p.missing_reason for _one, p in points.values()} - {"", *REASONS})
        edit_cells(
            f"details-{indicator.id}",
            {id_: p for id_, (_one, p) in points.items()},
            frame,
            _detail_changes,
            config={
                "group": config.TextColumn(_("Ryhmä")),
                "year": config.TextColumn(_("Vuosi")),
                "value": config.NumberColumn(_("Arvo"), **number),
                "numerator": config.NumberColumn(_("Osoittaja")),
                "denominator": config.NumberColumn(_("Nimittäjä")),
                "lower": config.NumberColumn(_("Alaraja"), **number),
                "upper": config.NumberColumn(_("Yläraja"), **number),
                "missing_reason": config.SelectboxColumn(
                    _("Puuttumisen syy"), options=["", *words.values(), *others]
                ),
                "note": config.TextColumn(_("Huomautus"), width="large"),
            },
            disabled=["group", "year", "value"],
            label=_("Arvojen tarkemmat tiedot muokattavana taulukkona"),
        )


def _detail_changes(seen: Mapping[str, Any], typed: Typed) -> ChangeSet:
    reasons = {reason_word(reason): reason for reason in REASONS}
    changes: list[Change] = []
    for id_, cells in typed.items():
        new = dict(cells)
        for name in ("missing_reason", "note"):
            if name in new:
                new[name] = reasons.get(new[name], new[name]) or ""
        changes += edit_point(seen[id_], new)
    return ChangeSet(tuple(changes))


def as_workbook(found: Indicators, indicator: IndicatorView) -> bytes:
    """The indicator's metadata, values and targets as a workbook that can be brought back."""
    return workbook(indicator_records(indicator))


def as_csv(found: Indicators, indicator: IndicatorView) -> bytes:
    """The indicator's values as a text table."""
    return values_csv(indicator_records(indicator))
