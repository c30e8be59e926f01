"""Our own HTML: templates filled in with escaped texts, and the one style sheet."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader

from hyte_core.lights import Light
from hyte_core.locale import _, day, ngettext, number

FOLDER = Path(__file__).parent


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    templates.globals.update(_=_, ngettext=ngettext, day=day, number=number, Light=Light)
    return templates


def draw(template: str, **values: Any) -> None:
    """Draw a template. Texts in it are escaped: what users wrote never becomes markup."""
    st.html(_templates().get_template(template).render(values))


def use_style() -> None:
    """Use the style sheet on this page."""
    st.html(FOLDER / "style.css")
