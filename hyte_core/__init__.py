"""The core of the HYTE dashboard: plans, assessments and indicators, without any page.

Nothing here but :mod:`hyte_core.ui` knows Streamlit; all that a page does can be done from Python too.
"""
