"""How both sides see the cooperation on each area, and how that has changed."""

from functools import partial
from typing import Any

import streamlit as st

from hyte_core.cooperation import (
    HIGHEST,
    SIDES,
    Cooperation,
    MaturityView,
    Standing,
    level_texts,
    side_words,
    standings,
    survey_findings,
    surveys,
)
from hyte_core.locale import _, day, ngettext
from hyte_core.ui import address, session
from hyte_core.ui.areas.choosing import NARROWING, PARAMETERS, PATH, choose_structure, chosen_matrix
from hyte_core.ui.fragments import narrowed_by
from hyte_core.ui.style import draw


@narrowed_by(*NARROWING)
def show_maturity(found: Cooperation) -> None:
    """The levels, both sides' latest views with their difference, what was before, and the sources."""
    whole = chosen_matrix(found)
    with st.columns(4)[0]:
        choose_structure(found, whole)
    words = side_words()
    draw(
        "area_maturity.html",
        levels=level_texts(),
        sides=[words[side] for side in SIDES],
        rows=[_row(one) for one in standings(found, whole.areas)],
        live=session.may_edit(),
        here=partial(address.Links(PARAMETERS).to, PATH),
        highest=HIGHEST,
        surveys=[
            {
                "name": one.name,
                "when": one.when,
                "answers": ngettext("{n} vastaus", "{n} vastausta", one.answers) if one.answers else "",
                "side": words[one.side],
            }
            for one in surveys()
        ],
        findings=survey_findings(),
    )


def difference_words(difference: int | None) -> str:
    """Which side sees the cooperation higher, and by how much."""
    if difference is None:
        return ""
    if difference == 0:
        return _("sama")
    if difference > 0:
        return ngettext(
            "hyvinvointialueen arvio {n} asteen korkeampi",
            "hyvinvointialueen arvio {n} astetta korkeampi",
            difference,
        )
    return ngettext("kunnan arvio {n} asteen korkeampi", "kunnan arvio {n} astetta korkeampi", -difference)


def _row(one: Standing) -> dict[str, Any]:
    return {
        "area": one.area,
        "sides": [_seen(one.latest.get(side)) for side in SIDES],
        "difference": difference_words(one.difference),
        "apart": bool(one.difference),
        "history": [
            (day(on), [seen[side].level if side in seen else "–" for side in SIDES])
            for on, seen in one.history.items()
        ],
    }


def _seen(one: MaturityView | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "level": one.level,
        "day": day(one.assessed_on),
        "note": one.note,
        "words": level_texts()[one.level],
    }
