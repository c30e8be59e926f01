"""The heat table: organisations x focus areas, sorted by any column, each cell a link to the rows behind it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from hyte_core.excel import heat_workbook
from hyte_core.locale import _, language, ngettext, number, percent, speaking
from hyte_core.regional import LIGHTS, NAME, OTHERS, WHOLE, Cell, HeatRow, HeatTable, heat_table, in_order
from hyte_core.ui import address
from hyte_core.ui.organisations import data as organisations_data
from hyte_core.ui.organisations.filters import ORDER, PARAMETERS, PATH, Wanted, clear, key_of
from hyte_core.ui.remembering import remembered
from hyte_core.ui.style import rendered

#: How many shades a share can have.
STEPS = 5
#: How many plans the table shows at once: a browser needs a second for four hundred.
PAGE_SIZE = 100


def show_heat(wanted: Wanted) -> None:
    """The part of the page about actions."""
    table = _table(key_of(wanted), wanted)
    _toolbar(wanted, table)
    if not table.whole.size:
        st.info(_("Näillä organisaatioilla ei ole toimenpiteitä."))
    by, reverse = _order(table)
    links = address.Links(PARAMETERS)
    place: Any = st
    page = 1
    pages = -(-len(table.rows) // PAGE_SIZE)
    if pages > 1:
        place = st.container()
        page = st.pagination(pages, key=f"heat_page_{by}_{reverse}")
    key = (key_of(wanted), by, reverse, page, language(), tuple(links.chosen.items()))
    place.html(_html(key, table, by, reverse, page))


@remembered(16)
def _table(key: Any, _wanted: Wanted) -> HeatTable:
    states = organisations_data.states(_wanted.on, _wanted.of_county)
    return heat_table(_wanted.shown, states, _wanted.on, _wanted.own)


def _toolbar(wanted: Wanted, table: HeatTable) -> None:
    """The sum of it all in a sentence, and the file to take along."""
    organisations = ngettext("{n} organisaatio", "{n} organisaatiota", table.organisations)
    said = [f"**{organisations}**"]
    if table.whole.share is not None:
        said.append(_("{share} arvioiduista viety loppuun").format(share=percent(table.whole.share)))
    if table.silent:
        said.append(ngettext("{n} ei ole arvioinut mitään", "{n} ei ole arvioinut mitään", table.silent))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(said), width="stretch")
        if wanted.county or wanted.kind or wanted.text:
            st.button(_("Poista rajaukset"), icon=":material/filter_alt_off:", on_click=clear)
        st.download_button(
            _("Excel"),
            partial(_workbook, table, language()),
            file_name=f"{_('Kunnat ja alueet')} {wanted.on.isoformat()}.xlsx",
            icon=":material/download:",
            help=_("Taulukko työkirjana: osuudet ja lukumäärät painopisteittäin."),
            on_click="ignore",
        )


def _workbook(table: HeatTable, code: str) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        return heat_workbook(table)


def _order(table: HeatTable) -> tuple[str, bool]:
    """The column that the address names, and whether its order is turned round; the worst whole first otherwise."""
    asked = address.get(ORDER)
    reverse, by = asked.startswith("-"), asked.removeprefix("-")
    known = (WHOLE, NAME, LIGHTS, OTHERS, *(column.key for column in table.columns))
    if by in known:
        return by, reverse
    st.warning(_("Linkin saraketta ei enää ole: rivit ovat huonoimmasta alkaen."), icon=":material/link_off:")
    address.put(ORDER, "")
    return WHOLE, False


@st.cache_data(max_entries=32, show_spinner=False)
def _html(key: Any, _table: HeatTable, by: str, reverse: bool, page: int) -> str:
    """A page of the table as HTML: the country's has thousands of cells."""
    to = partial(address.Links(PARAMETERS).to, PATH)
    beyond = address.Links()
    rows = in_order(_table, by, reverse=reverse)
    several = _several(rows)
    with_county = len({row.body.county for row in rows}) > 1
    heads = [
        (NAME, _("Organisaatio"), ""),
        (WHOLE, _("Kaikki"), ""),
        (LIGHTS, _("Liikennevalot"), "lights"),
        *((column.key, column.name, "") for column in _table.columns),
    ]
    has_others = bool(_table.columns) and bool(_table.others.areas)
    if has_others:
        heads.append((OTHERS, _("Muut painopisteet"), ""))
    keys = [*(column.key for column in _table.columns), *([OTHERS] if has_others else [])]
    return rendered(
        "organisations_heat.html",
        heads=[_head(to, *head, by=by, reverse=reverse) for head in heads],
        rows=[
            _row(row, keys, several, with_county, beyond)
            for row in rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ],
        left_out=len(_table.counted) < len(_table.rows),
        together=[_cell(_table.whole), *(_cell(c) for c in _cells(_table.together, _table.others, keys))],
        together_bar=_bar(_table.whole, shares=True),
        steps=STEPS,
        percent=percent,
        shared=bool(_table.columns),
    )


def _head(to: Any, key: str, name: str, kind: str, *, by: str, reverse: bool) -> dict[str, str]:
    """A column's head: a link that puts the rows in its order, and turns the order round the second time."""
    chosen = key == by
    wanted = f"-{key}" if chosen and not reverse else key
    return {
        "name": name,
        "kind": kind,
        "href": to(**{ORDER: wanted}) if wanted else to(**{ORDER: None}),
        "sorted": ("descending" if reverse else "ascending") if chosen else "",
    }


def _several(rows: Sequence[HeatRow]) -> set[str]:
    """The organisations that have more plans than one among the rows."""
    plans = Counter(row.body.id for row in rows)
    return {id_ for id_, n in plans.items() if n > 1}


def _row(
    row: HeatRow, keys: Sequence[str], several: set[str], with_county: bool, links: address.Links
) -> dict[str, Any]:
    plan = row.plan
    about = [
        plan.name if plan and row.body.id in several else "",
        row.body.county if with_county and row.body.county != row.body.name else "",
        _("keksitty esimerkki") if row.body.invented else "",
        "" if plan else _("ei suunnitelmaa"),
    ]
    href = links.to("toimenpiteet", suunnitelma=plan.id) if plan else ""
    return {
        "name": row.body.name,
        "about": " · ".join(filter(None, about)),
        "href": links.to("./", suunnitelma=plan.id) if plan else "",
        "whole": _cell(row.whole, href),
        "bar": _bar(row.whole),
        "cells": [_cell(cell, href, of_areas=True) for cell in _cells(row.cells, row.others, keys)],
    }


def _cells(cells: Any, others: Cell, keys: Sequence[str]) -> list[Cell]:
    return [others if key == OTHERS else cells.get(key, _NONE) for key in keys]


_NONE = Cell(())


def _cell(cell: Cell, href: str = "", *, of_areas: bool = False) -> dict[str, Any]:
    """A cell: its share as text, its shade, how many actions, and where it leads; an empty text for no focus area."""
    areas = urlencode([("painopiste", one.id) for one in cell.areas]) if of_areas else ""
    share = cell.share
    return {
        "text": "–" if share is None else percent(share),
        "kind": "none" if share is None else f"h{min(int(share * STEPS), STEPS - 1)}",
        "size": number(cell.size) if cell.size else "",
        "href": f"{href}&{areas}" if areas and href else href if cell.areas else "",
    }


def _bar(cell: Cell, *, shares: bool = False) -> dict[str, Any] | None:
    """The lights as a bar with counts or shares under it, and in words; None if there is nothing to assess."""
    if not cell.size:
        return None
    counts = [(light, n) for light, n in cell.counts.items() if n]
    return {
        "counts": [(light, n, percent(n / cell.size) if shares else number(n)) for light, n in counts],
        "words": ", ".join(f"{light.word} {number(n)}" for light, n in counts),
    }
