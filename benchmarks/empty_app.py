"""The empty page served as dashboard.py serves ours."""

import streamlit as st

app = st.App("empty.py")
