"""A presentation to take along: as PowerPoint, on the organisation's own template if it is given; the lights as a picture."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from hyte_core.charts import light_history_chart, picture
from hyte_core.lights import Light
from hyte_core.locale import _, day, language, ngettext, speaking
from hyte_core.problems import RefusalError
from hyte_core.reports import pptx
from hyte_core.reports.content import Deck, LightBars
from hyte_core.reports.pictures import bars_chart
from hyte_core.ui import session
from hyte_core.ui.fragments import fragment
from hyte_core.ui.markdown import plain
from hyte_core.ui.presentations.data import Shown
from hyte_core.views import PlanView, light_history

_MADE = "presentation_made"
#: The width of a picture of bars, in pixels.
_WIDTH = 620
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def downloads(plan: PlanView, found: Shown) -> None:
    """The presentation as PowerPoint, and the lights' chart as a picture."""
    with st.popover(_("PowerPoint"), icon=":material/slideshow:"):
        _power_point(found)
    shown = drawings(plan, found.deck)
    if not shown:
        return
    with st.popover(_("Kuvat"), icon=":material/image:"):
        for key, (label, draw) in shown.items():
            for ending, make in (("png", picture.png), ("svg", picture.svg)):
                st.download_button(
                    f"{label} ({ending.upper()})",
                    partial(_picture, language(), make, f"{plan.name}: {label}", draw, footer(plan)),
                    file_name=f"{plan.name[:80]} {label}.{ending}",
                    on_click="ignore",
                    key=f"{key}_{ending}",
                )
        st.markdown(_("Indikaattorien kuvat saa indikaattorin sivulta kohdasta Lataa."))


#: Makes a chart as a Vega-Lite specification.
Draw = Callable[[], dict[str, Any]]


def drawings(plan: PlanView, deck: Deck) -> dict[str, tuple[str, Draw]]:
    """The charts of lights by name: those of the focus areas, and those at the years' ends."""
    found: dict[str, tuple[str, Draw]] = {}
    blocks = (block for slide in deck.slides for block in slide.blocks if isinstance(block, LightBars))
    if (bars := next(blocks, None)) is not None:
        found["lights"] = (_("Liikennevalot painopisteittäin"), partial(bars_chart, bars))
    if plan.years:
        history = light_history(plan, plan.actions, session.shown_day())
        found["history"] = (_("Liikennevalot vuosittain"), partial(_history, history))
    return found


def _history(history: Mapping[int, Mapping[Light, int]]) -> dict[str, Any]:
    return {**light_history_chart(history), "width": _WIDTH}


def footer(plan: PlanView) -> str:
    """What the shapes of a picture mean, its source and the day."""
    source = _("Lähde: {source}").format(source=plan.source or plan.organisation)
    made = _("Kuva tehty {day}.").format(day=day(session.shown_day()))
    legend = ", ".join(f"{light.symbol} {light.word}" for light in Light)
    return f"{legend}\n{source}. {made}"


def _picture(code: str, make: Callable[..., bytes], title: str, draw: Draw, told: str) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        return make(draw(), title=title, footer=told)


@fragment
def _power_point(found: Shown) -> None:
    template = st.file_uploader(
        _("Oma mallipohja (.pptx, ei pakollinen)"), type=["pptx"], key="presentation_template"
    )
    if st.button(_("Tee PowerPoint"), type="primary", key="make_pptx"):
        _make(found, template.getvalue() if template is not None else None)
    key, name, content = st.session_state.get(_MADE, ((), "", b""))
    if key == _key(found):
        st.success(_("Valmis: {name}").format(name=plain(name)), icon=":material/check:")
        st.download_button(
            _("Lataa"),
            content,
            file_name=name,
            mime=_TYPE,
            icon=":material/download:",
            on_click="ignore",
            key="load_pptx",
        )


def _key(found: Shown) -> tuple[object, ...]:
    """What a file was made of: the file of another presentation, or of other data, is not offered."""
    return found.id, language(), session.version(), session.moment()


def _make(found: Shown, template: bytes | None) -> None:
    """Make the file, telling how far it is."""
    bar = st.progress(0.0, _("Tehdään dioja…"))

    def tell(done: int, all_: int) -> None:
        bar.progress(done / all_, ngettext("{n} dia valmiina", "{n} diaa valmiina", done))

    try:
        content = pptx(found.deck, template, tell)
    except RefusalError as refusal:
        bar.empty()
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    bar.empty()
    title = f"{found.deck.organisation} {found.deck.title}".replace(":", "")
    st.session_state[_MADE] = (_key(found), f"{title[:120]}.pptx", content)
