"""Our own HTML: templates filled in with escaped texts, and their style."""

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st
from jinja2 import Environment, FileSystemLoader

from hyte_core.lights import Light
from hyte_core.locale import _, day, ngettext, number, speaking

FOLDER = Path(__file__).parent


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals.update(_=_, ngettext=ngettext, day=day, number=number, Light=Light)
    return templates


def draw(template: str, **values: Any) -> None:
    """Draw a template. Texts in it are escaped: what users wrote never becomes markup."""
    st.html(rendered(template, **values))


def rendered(template: str, **values: Any) -> str:
    """A template as HTML, for those who keep it and draw it with st.html."""
    return _templates().get_template(template).render(values)


def printable(code: str, template: str, *, title: str, **values: Any) -> bytes:
    """A template as a page of its own for printing, in the language ``code``; it needs nothing from the network."""
    with speaking(code):
        body = _templates().get_template(template).render(values)
        page = _templates().get_template("printable.html")
        return page.render(code=code, title=title, body=body, style=style_sheet()).encode()


def picture(template: str, **values: Any) -> str:
    """A drawing as an address that an image can have; ``own`` and ``good`` are the theme's colours."""
    values |= _COLOURS[st.context.theme.type or "light"]
    return _address(_templates().get_template(template).render(values))


@cache
def drawing(name: str) -> str:
    """A drawing of this folder as an address that an image can have."""
    return _address((FOLDER / name).read_text(encoding="utf-8"))


def _address(drawing: str) -> str:
    return "data:image/svg+xml," + quote(drawing, safe=" ,:;/='()!")


#: As --accent and --good in the style sheet, which an image does not see.
_COLOURS = {
    "light": {"own": "#0b4f9e", "good": "#1b7a3d"},
    "dark": {"own": "#8cc0fa", "good": "#6fcf8f"},
}


#: The style sheets of our own HTML in their order: of two rules that weigh the same the later one wins.
_SHEETS = (
    "base",
    "overview",
    "actions",
    "upload",
    "indicators",
    "duties",
    "interface_areas",
    "moments",
    "meetings",
    "presentation",
    "organisations",
    "widgets",
    "statements",
)


@cache
def style_sheet() -> str:
    """The style of our own HTML, for every page's document and for what is printed."""
    return "".join(map(css, _SHEETS))


@cache
def css(name: str) -> str:
    """A file of the folder ``styles`` without its comments and indentation."""
    text = (FOLDER / "styles" / f"{name}.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
