"""Which part of the contacts is looked at: structure, organisations, words. All of it is in the address."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from hyte_core.cooperation import (
    COOPERATION_TABLES,
    Cooperation,
    Matrix,
    find,
    matrix,
    usual_organisations,
    waiting,
    with_gaps,
)
from hyte_core.locale import _, language
from hyte_core.ui import address, plan_data, session
from hyte_core.ui.markdown import plain

#: The parameters that narrow a part of the page, and those that its links keep.
NARROWING = ("rakenne", "organisaatio", "haku", "rajaus", "nakyma")
PARAMETERS = ("osa", *NARROWING)
PATH = "yhdyspinnat"


@dataclass(frozen=True)
class Chosen:
    """The structure's ``whole`` matrix, and the part of it that is ``shown``."""

    whole: Matrix
    shown: Matrix


def structure_word(name: str) -> str:
    """A structure's name; areas without one have it in words."""
    return name or _("Muut yhdyspinnat")


def chosen_structure(found: Cooperation) -> str:
    """The structure that the address names, else the first."""
    wanted = address.get("rakenne")
    if wanted and wanted not in found.structures:
        st.warning(
            _("Linkin rakennetta ”{name}” ei ole. Valitse rakenne alta.").format(name=plain(wanted[:60])),
            icon=":material/link_off:",
        )
        address.put("rakenne", "")
    return wanted if wanted in found.structures else found.structures[0]


def chosen_matrix(found: Cooperation) -> Matrix:
    """The matrix of the structure and organisations that the address names."""
    known = found.organisation_by_id
    wanted = [id_ for id_ in address.get_all("organisaatio") if id_ in known]
    return matrix(found, chosen_structure(found), wanted, _own())


def _own() -> str:
    """The organisation whose plan the address names; empty if there are no plans."""
    wanted = address.get("suunnitelma")
    return next((head.organisation_id for head in plan_data.heads() if head.id == wanted), "")


def choose_structure(found: Cooperation, whole: Matrix) -> None:
    """The box of structures."""
    st.selectbox(
        _("Rakenne"),
        list(found.structures),
        format_func=structure_word,
        **address.bound("rakenne", whole.structure, str),
    )


def choose_organisations(found: Cooperation, whole: Matrix) -> None:
    """The box of columns: those that have contacts unless others are chosen."""
    known = found.organisation_by_id
    usual = [one.id for one in usual_organisations(found, whole.structure, _own())]

    def encode(ids: list[str]) -> list[str]:
        return [] if set(ids) == set(usual) else ids

    st.multiselect(
        _("Organisaatiot"),
        list(known),
        format_func=lambda id_: known[id_].name if id_ in known else id_,
        placeholder=_("Lisää organisaatio"),
        help=_("Oletuksena näytetään ne, joilla on yhteyshenkilöitä. Lisää muut tästä."),
        **address.bound("organisaatio", [one.id for one in whole.organisations], encode),
    )


def asked_part(found: Cooperation) -> Chosen:
    """The structure, organisations, words to find and what stands out that the address names."""
    whole = chosen_matrix(found)
    shown = find(whole, address.get("haku"))
    if address.get("rajaus") == "puuttuu":
        shown = with_gaps(shown)
    elif address.get("rajaus") == "vanhat":
        shown = waiting(shown, session.shown_day())
    return Chosen(whole, shown)


def choose_part(found: Cooperation, whole: Matrix) -> None:
    """What :func:`asked_part` reads, to choose from, beside each other."""
    first, second, third, fourth = st.columns([3, 5, 3, 2])
    with first:
        choose_structure(found, whole)
    with second:
        choose_organisations(found, whole)
    with third:
        st.text_input(
            _("Haku"),
            placeholder=_("Yhdyspinta, nimike tai nimi"),
            **address.bound("haku", address.get("haku"), str.strip),
        )
    limits = {"": _("Kaikki"), "puuttuu": _("Puuttuvat"), "vanhat": _("Vahvistettavat")}
    limit = address.get("rajaus") if address.get("rajaus") in limits else ""
    with fourth:
        st.selectbox(
            _("Rajaus"), list(limits), format_func=limits.__getitem__, **address.bound("rajaus", limit, str)
        )


def drawn_from(chosen: Chosen) -> tuple[Any, ...]:
    """What the HTML of the chosen part depends on, to keep what has been made of it."""
    shown = session.moment() or session.version_of(*COOPERATION_TABLES), session.shown_day()
    bodies = tuple(one.id for one in chosen.whole.organisations)
    return shown, bodies, session.may_edit(), language(), tuple(address.Links(PARAMETERS).chosen.items())
