"""Showing slides on the whole screen: one sheet at a time, moved with the keyboard; the number is in the address."""

from functools import partial
from urllib.parse import quote

import streamlit as st

from hyte_core.lights import Light
from hyte_core.locale import _, language, number
from hyte_core.reports.line_drawing import Drawing, drawing
from hyte_core.reports.pictures import bars_words
from hyte_core.reports.sheets import OWN
from hyte_core.ui import address
from hyte_core.ui.presentations.data import Shown
from hyte_core.ui.style import css, rendered

#: The parameters of the address: which sheet is shown, and whether on dark or light.
SHEET, SHADE = "dia", "tausta"
_SHADES = {"tumma": "dark", "vaalea": "light"}


#: The colours of a chart's lines, as slides.css has them for its texts.
_COLOURS = {
    "light": {"own": "#0b4f9e", "other": "#5c6672", "good": "#1b7a3d", "grid": "#d5dae0"},
    "dark": {"own": "#8cc0fa", "other": "#a3afbc", "good": "#6fcf8f", "grid": "#3a4654"},
}


def _lines_picture(shade: str, lines: Drawing) -> str:
    """The lines of a chart as an address that an image can have: Streamlit lets no SVG stand in HTML."""
    drawn = rendered("slide_lines.svg", d=lines, **_COLOURS[shade])
    return "data:image/svg+xml," + quote(drawn, safe=" ,:;/='()!")


def show(found: Shown) -> None:
    """Show the sheet that the address names; for one that is not there the nearest, told in a sentence."""
    wanted, last = address.get(SHEET), len(found.sheets)
    here, notice = sheet_number(wanted, last)
    sheet = found.sheets[here - 1]
    shade = _SHADES.get(address.get(SHADE)) or st.context.theme.type or "light"
    slide = rendered(
        "slide.html",
        sheet=sheet,
        room=OWN,
        code=language(),
        drawing=drawing,
        lines_picture=partial(_lines_picture, shade),
        bars_words=bars_words,
        Light=Light,
        number=number,
    )
    told = rendered("slide_notice.html", notice=notice) if notice else ""
    st.html(
        f'<style>{css("slides")}</style><div class="stage" style="color-scheme: {shade}">{told}{slide}</div>'
    )
    _keys(here, last, shade)


def sheet_number(wanted: str, last: int) -> tuple[int, str]:
    """The sheet to show, and what is told of a number that there is none of."""
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10:
        here = min(max(int(wanted), 1), last)
        if here == int(wanted):
            return here, ""
    else:
        here = 1
    text = _("Diaa {n} ei ole: esityksessä on {last} diaa. Tämä on dia {here}.")
    return here, text.format(n=wanted[:20], last=last, here=here)


def _go(step: int, last: int) -> None:
    here, _notice = sheet_number(address.get(SHEET), last)
    address.put(SHEET, str(min(max(here + step, 1), last)))


def leave() -> None:
    """Back to choosing."""
    address.put(SHEET, "")
    address.put(SHADE, "")


def _keys(here: int, last: int, shade: str) -> None:
    """The keyboard's keys as buttons, which a pointer and a finger find too."""
    other = "vaalea" if shade == "dark" else "tumma"
    with st.container(key="slide_keys", horizontal=True):
        keys = (
            ("home", _("Ensimmäinen dia"), ":material/first_page:", "Home", here > 1, (-last, last)),
            ("back", _("Edellinen dia"), ":material/chevron_left:", "Left", here > 1, (-1, last)),
            ("next", _("Seuraava dia"), ":material/chevron_right:", "Right", here < last, (1, last)),
            ("end", _("Viimeinen dia"), ":material/last_page:", "End", here < last, (last, last)),
        )
        for key, label, icon, shortcut, possible, given in keys:
            st.button(
                label,
                key=f"slide_{key}",
                icon=icon,
                shortcut=shortcut,
                disabled=not possible,
                on_click=_go,
                args=given,
            )
        st.button(
            _("Vaalea tausta") if shade == "dark" else _("Tumma tausta"),
            key="slide_shade",
            icon=":material/contrast:",
            shortcut="T",
            on_click=address.put,
            args=(SHADE, other),
        )
        st.button(
            _("Lopeta esitys"), key="slide_leave", icon=":material/close:", shortcut="Esc", on_click=leave
        )
        # What a presenter's remote control sends, and the space bar.
        with st.container(key="more_keys"):
            st.button(_("Edellinen dia"), key="slide_page_up", shortcut="PageUp", on_click=_go, args=(-1, last))  # fmt: skip
            st.button(_("Seuraava dia"), key="slide_page_down", shortcut="PageDown", on_click=_go, args=(1, last))  # fmt: skip
            st.button(_("Seuraava dia"), key="slide_space", shortcut="Space", on_click=_go, args=(1, last))
