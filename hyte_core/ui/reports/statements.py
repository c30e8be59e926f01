"""The summary of the state of wellbeing: worries, positive development and conclusions, shown and edited inline."""

import pandas as pd
import streamlit as st

from hyte_core.changes.statement_edits import copy_statements, edit_statements
from hyte_core.locale import _
from hyte_core.model import TEXT_LIMIT
from hyte_core.reports.statements import kind_words
from hyte_core.ui import address, session
from hyte_core.ui.cells import edit_cells
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import draw
from hyte_core.views.statements import DATED, Statements, StatementView

#: The parameter of the address that opens the grid.
PARAMETER = "tiivistys"
#: How many empty rows wait for new statements.
_EMPTY = 3


def show_statements(found: Statements, code: str) -> None:
    """The year's statements as lists, or as a grid to edit them for who may."""
    own = [one for one in found.of_year(found.year) if one.language == code]
    if session.may_edit() and _asks_to_edit():
        _grid(found, code, own)
        return
    if own:
        lists = [(title, [one for one in own if one.kind == kind]) for kind, title in kind_words().items()]
        draw("report_statements.html", lists=[(title, told) for title, told in lists if told])
        return
    _nothing(found, code)


def _asks_to_edit() -> bool:
    return st.toggle(
        _("Muokkaa kohtia"),
        **address.bound(PARAMETER, bool(address.get(PARAMETER)), lambda on: "1" if on else ""),
    )


def _nothing(found: Statements, code: str) -> None:
    """What is shown when the year has none: the last year's can be taken as the starting point."""
    year = found.dated_year(code)
    if year is None:
        st.markdown(_("Kohtia ei ole vielä kirjattu. Ne näkyvät raportissa ja dioilla, kun ne on kirjattu."))
        return
    st.markdown(_("Vuodelle {year} ei ole kirjattu kohtia: raportissa ovat vuoden {old} kohdat.").format(year=found.year, old=year))  # fmt: skip
    if session.may_edit() and st.button(
        _("Kopioi ne vuodelle {year}").format(year=found.year), icon=":material/content_copy:"
    ):
        older = [one for kind in DATED for one in found.dated(kind, code)]
        outcome = save(copy_statements(found, older, code))
        if outcome.done:
            st.rerun()
        explain_refusal(outcome)


def _grid(found: Statements, code: str, own: list[StatementView]) -> None:
    st.markdown(
        _("Uusi kohta kirjoitetaan tyhjälle riville. Kohta poistuu, kun sen tekstin tyhjentää. Järjestysnumero määrää kohdan paikan saman lajin kohtien joukossa.")
    )  # fmt: skip
    rows: list[tuple[str, str | None, int | None, str]] = [
        (one.id, one.kind, one.position, one.text) for one in own
    ]
    rows += [(f"new-{place}", None, None, "") for place in range(_EMPTY)]
    frame = pd.DataFrame(rows, columns=["id", "kind", "position", "text"]).set_index("id")
    frame["position"] = frame["position"].astype("Int64")
    words = kind_words()
    edit_cells(
        f"statements-{found.plan_id}-{found.year}-{code}",
        found,
        frame,
        lambda seen, typed: edit_statements(seen, code, typed),
        config={
            "kind": st.column_config.SelectboxColumn(
                _("Laji"), options=list(DATED), format_func=lambda kind: words.get(str(kind), ""), width=220
            ),
            "position": st.column_config.NumberColumn(_("Järjestys"), min_value=0, step=1, width=90),
            "text": st.column_config.TextColumn(_("Teksti"), max_chars=TEXT_LIMIT, width="large"),
        },
        disabled=[],
        label=_("Hyvinvoinnin tilan huolet, myönteinen kehitys ja johtopäätökset"),
    )
