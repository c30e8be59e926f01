"""Fragments that speak the reader's language."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from hyte_core.locale import set_language
from hyte_core.ui.turns import work

P = ParamSpec("P")


def fragment(run_every: float | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """st.fragment for a function that shows texts: a fragment's own rerun does not pass the router."""

    def decorate(function: Callable[P, None]) -> Callable[P, None]:
        @wraps(function)
        def speaking(*args: P.args, **kwargs: P.kwargs) -> None:
            set_language(str(st.query_params.get("kieli", "")))
            with work().place():
                function(*args, **kwargs)

        return st.fragment(speaking, run_every=run_every)

    return decorate
