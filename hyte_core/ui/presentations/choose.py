"""The slides of a presentation as a list: a saved one is ordered and edited in it, the usual one only read."""

from typing import Any

import streamlit as st

from hyte_core.changes import ChangeSet
from hyte_core.changes.presentation_edits import remove_slide, reorder
from hyte_core.locale import _, ngettext
from hyte_core.reports.choices import kind_words
from hyte_core.ui import address
from hyte_core.ui.presentations.data import Part, Shown
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import FOLDER, css, draw
from hyte_core.views.presentations import PresentationView

_list = st.components.v2.component(
    "hyte_slide_list",
    html="<ol></ol>",
    css=css("slide_list"),
    js=(FOLDER / "slide_list.js").read_text(encoding="utf-8"),
)


def start_link(found: Shown) -> None:
    """The link that shows the first sheet on the whole screen."""
    draw("slides_start.html", href=_links().to("esitys", dia="1"), last=len(found.sheets))


def show_slides(found: Shown, chosen: PresentationView | None) -> None:
    """The list of slides; what is done in it is saved at once, and can be taken back."""
    rows = [_row(part) for part in found.parts]
    if chosen is None:
        draw("slides_list.html", rows=rows)
        return
    if not rows:
        st.info(_("Esityksessä ei ole vielä dioja: lisää ensimmäinen kohdasta Lisää dioja."))
        return
    words = {
        "place": _("Järjestysnumero"),
        "up": _("Siirrä ylemmäs"),
        "down": _("Siirrä alemmas"),
        "edit": _("Muokkaa"),
        "remove": _("Poista esityksestä"),
    }
    result = _list(
        key="slides",
        data={"rows": rows, "words": words},
        on_order_change=lambda: None,
        on_act_change=lambda: None,
    )
    act(chosen, result.order, result.act)


def act(chosen: PresentationView, order: Any, wanted: Any) -> None:
    """Do what was done in the list: another order, a slide less, or a slide opened for editing."""
    change_set = ChangeSet(())
    if isinstance(order, list):
        change_set = reorder(chosen, [one for one in order if isinstance(one, str)])
    elif isinstance(wanted, list) and len(wanted) == 2:
        what, id_ = map(str, wanted)
        if what == "edit":
            address.put("muokkaa", id_)
            st.rerun()
        change_set = remove_slide(chosen, id_) if what == "remove" else change_set
    if change_set:
        outcome = save(change_set)
        if outcome.done:
            st.rerun()
        explain_refusal(outcome)


def _row(part: Part) -> dict[str, Any]:
    """A slide for the list. One that has nothing to show says why."""
    kind = kind_words().get(part.slide.kind, part.slide.kind)
    if part.name is None:
        said = _("Kohdetta ei enää ole: diaa ei näytetä. Poista se esityksestä.")
    elif not part.sheets:
        said = _("Ei näytettävää: diaa ei näytetä.")
    else:
        said = kind
    about = ngettext("{n} dia", "{n} diaa", part.sheets) if part.sheets else ""
    return {
        "id": part.slide.id,
        "number": part.first,
        "title": part.title or part.name or kind,
        "kind": said,
        "about": about,
        "href": _links().to("esitys", dia=str(part.first)) if part.sheets else "",
        "gone": part.name is None or not part.sheets,
    }


def _links() -> address.Links:
    return address.Links(("esitys",))
