"""The application: streamlit run dashboard.py."""

import streamlit as st

from hyte_core.ui.guard import only_this_computer, refuse_open_doors
from hyte_core.ui.health import health
from hyte_core.ui.news import news
from hyte_core.ui.server import headers, lifespan, on_script_error
from hyte_core.ui.static import files

refuse_open_doors()
app = st.App(
    "hyte_core/ui/router.py",
    lifespan=lifespan,
    routes=[health(), news()],
    middleware=[headers(), only_this_computer(), files()],
    on_script_error=on_script_error,
)
