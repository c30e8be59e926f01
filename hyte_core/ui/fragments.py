"""Fragments that speak the reader's language, and parts of pages that are drawn alone when they are narrowed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from hyte_core.locale import set_language
from hyte_core.ui import address, session
from hyte_core.ui.turns import work

P = ParamSpec("P")


def fragment(function: Callable[P, None]) -> Callable[P, None]:
    """st.fragment for a function that shows texts: a fragment's own rerun does not pass the router."""

    @st.fragment
    @wraps(function)
    def speaking(*args: P.args, **kwargs: P.kwargs) -> None:
        set_language(address.get("kieli"))
        with work().place():
            function(*args, **kwargs)

    return speaking


def narrowed_by(*own: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A fragment for the part of a page that its ``own`` parameters of the address narrow.

    What is chosen in it draws it alone, for as long as that is all that has changed: a whole run follows when the
    address asks for anything else (a dialog, another plan) or the reader has changed. What others have saved meanwhile is
    left for the page to hear of: a run begun anew here would forget a button that was just pressed.
    """

    def decorate(function: Callable[P, None]) -> Callable[P, None]:
        key = f"drawn_{function.__module__}.{function.__qualname__}"

        @fragment
        @wraps(function)
        def alone(*args: P.args, **kwargs: P.kwargs) -> None:
            before = st.session_state.get(key)
            if before is not None and before != _surroundings(own):
                st.rerun()
            told = set(session.watched())
            function(*args, **kwargs)
            if before is not None and session.watched() - told:
                st.rerun()  # the page's foot tells what its reader is to hear news of

        @wraps(function)
        def with_page(*args: P.args, **kwargs: P.kwargs) -> None:
            st.session_state[key] = None
            alone(*args, **kwargs)
            st.session_state[key] = _surroundings(own)

        return with_page

    return decorate


def _surroundings(own: tuple[str, ...]) -> Any:
    """What a part of a page stands on: the reader, the version of the data, the other parameters of the address."""
    others = {name: address.get_all(name) for name in st.query_params if name not in own}
    return session.author(), session.shown_entry(), others
