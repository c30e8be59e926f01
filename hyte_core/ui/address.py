"""The page's state in its address, so that a link opens the same view.

The address is the truth: a widget shows what it says and writes to it when it is used. Streamlit's own binding of
widgets to query parameters keeps the words shown on screen, which change with the language, and drops unknown
values in silence, where the reader must be told.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

#: What stays chosen from page to page: the language, the plan and the moment.
SHARED = ("kieli", "suunnitelma", "vuosi", "paiva", "vertaa")


def keep_shared() -> None:
    """Give the page that was just opened what was chosen on the one before."""
    for name in SHARED:
        if name in st.query_params:
            st.session_state[f"kept_{name}"] = st.query_params[name]
        elif kept := st.session_state.get(f"kept_{name}"):
            st.query_params[name] = kept


def get(name: str) -> str:
    """A parameter's value, empty if there is none."""
    return str(st.query_params.get(name, ""))


def get_all(name: str) -> list[str]:
    """All values of a parameter."""
    return list(st.query_params.get_all(name))


def put(name: str, value: str | Sequence[str]) -> None:
    """Set a parameter; an empty value removes it."""
    if value:
        st.query_params[name] = value if isinstance(value, str) else list(value)
    else:
        st.query_params.pop(name, None)
    if name in SHARED:
        st.session_state[f"kept_{name}"] = value


class Links:
    """Addresses of pages with what is chosen now. Made once a page: a list has hundreds of links."""

    def __init__(self, kept: Sequence[str] = ()) -> None:
        """``kept`` are the page's own parameters that its links keep beside the shared ones."""
        chosen = {name: get_all(name) for name in (*SHARED, *kept)}
        self.chosen = {
            name: urlencode([(name, one) for one in values]) for name, values in chosen.items() if values
        }

    def to(self, path: str, **parameters: str | Sequence[str] | None) -> str:
        """The address of a page with the given parameters in place of those chosen."""
        given = urlencode({n: v for n, v in parameters.items() if v}, doseq=True)
        kept = (text for name, text in self.chosen.items() if name not in parameters)
        return f"{path}?{'&'.join((*kept, given))}"


def without(*names: str) -> str:
    """This page's address as it is but for some parameters."""
    kept = [(name, one) for name in st.query_params if name not in names for one in get_all(name)]
    return f"?{urlencode(kept)}"


def bound(name: str, value: Any, encode: Callable[[Any], str | Sequence[str]]) -> dict[str, Any]:
    """The ``key`` and ``on_change`` of a widget that shows ``value`` and writes what is chosen to the address."""
    return bound_as(name, name, value, encode)


def bound_as(
    name: str, widget: str, value: Any, encode: Callable[[Any], str | Sequence[str]]
) -> dict[str, Any]:
    """As :func:`bound`, for the case that two widgets write the same parameter."""
    key = f"address_{widget}"
    st.session_state[key] = value

    def write() -> None:
        put(name, encode(st.session_state[key]))

    return {"key": key, "on_change": write}


def day(name: str) -> date | None:
    """A parameter that is a date, None if it is not one."""
    try:
        return date.fromisoformat(get(name))
    except ValueError:
        return None


def unknown(name: str, known: Mapping[str, Any] | Sequence[str]) -> list[str]:
    """The values of a parameter that do not exist (any more)."""
    return [value for value in get_all(name) if value not in known]
