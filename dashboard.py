"""The application: streamlit run dashboard.py."""

import streamlit as st

from hyte_core.ui.server import headers, lifespan, on_script_error

app = st.App(
    "hyte_core/ui/router.py", lifespan=lifespan, middleware=[headers()], on_script_error=on_script_error
)
