"""Which part of the contacts is looked at: structure, organisations, words. All of it is in the address."""

from dataclasses import dataclass

import streamlit as st

from hyte_core.cooperation import Cooperation, Matrix, find, matrix, usual_organisations, waiting, with_gaps
from hyte_core.locale import _
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain

#: The page's parameters that its links keep.
PARAMETERS = ("osa", "rakenne", "organisaatio", "haku", "rajaus", "nakyma")
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
    return next((head.organisation_id for head in session.heads() if head.id == wanted), "")


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


def choose_part(found: Cooperation) -> Chosen:
    """Structure, organisations, words to find and what stands out, beside each other."""
    whole = chosen_matrix(found)
    first, second, third, fourth = st.columns([2, 4, 2, 2])
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
    shown = find(whole, address.get("haku"))
    if limit == "puuttuu":
        shown = with_gaps(shown)
    elif limit == "vanhat":
        shown = waiting(shown, session.shown_day())
    return Chosen(whole, shown)
