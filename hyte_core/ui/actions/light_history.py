"""How a plan's lights have stood at the ends of the years."""

from datetime import date
from typing import Any

import streamlit as st

from hyte_core.charts import describe_history, light_history_chart
from hyte_core.locale import _, language
from hyte_core.ui import session
from hyte_core.ui.fragments import narrowed_by
from hyte_core.views import PLAN_TABLES, PlanView, light_history


@narrowed_by()
def show_history(plan: PlanView, on: date) -> None:
    """The chart and its table, drawn when they are opened: drawing charts costs the browser half a page's start."""
    with st.expander(_("Liikennevalot vuosittain"), key="history_open", on_change="rerun") as shown:
        if not shown.open:
            return
        version = session.version_of(*PLAN_TABLES, organisation=plan.organisation_id)
        key = (plan.id, version, session.moment())
        specification, words, rows = _history(plan, key, on, language())
        st.vega_lite_chart(specification, width="stretch", alt=words, key="history")
        st.table(rows, border="horizontal", alt=words)


@st.cache_data(max_entries=64, show_spinner=False)
def _history(
    _plan: PlanView, key: Any, on: date, code: str
) -> tuple[dict[str, Any], str, dict[str, dict[str, int]]]:
    history = light_history(_plan, _plan.actions, on)
    rows = {str(year): {light.word: n for light, n in counts.items()} for year, counts in history.items()}
    return light_history_chart(history), describe_history(history), rows
