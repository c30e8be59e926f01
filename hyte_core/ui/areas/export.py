"""The contacts as files: workbooks in both shapes, vCards, and the matrix on paper."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from hyte_core.cooperation import Matrix
from hyte_core.excel.contacts_out import contact_list, contact_matrix, vcards
from hyte_core.locale import _, language, speaking
from hyte_core.ui.areas.choosing import structure_word
from hyte_core.ui.style import printable


def downloads(shown: Matrix) -> None:
    """A button a file; each is made when its button is pressed."""
    name = structure_word(shown.structure)[:80]
    makers: dict[str, tuple[str, str, Callable[[Matrix], bytes]]] = {
        "matrix": (_("Matriisi (Excel)"), f"{name}.xlsx", contact_matrix),
        "list": (_("Yhteystiedot (Excel)"), f"{name} {_('Yhteystiedot').lower()}.xlsx", contact_list),
        "vcard": (_("Yhteystiedot (vCard)"), f"{name}.vcf", lambda one: vcards(one).encode()),
        "a3": (_("Tulostettava matriisi (A3)"), f"{name} A3.html", partial(_on_paper, name, "A3")),
        "a4": (_("Tulostettava matriisi (A4)"), f"{name} A4.html", partial(_on_paper, name, "A4")),
    }
    for key, (label, file, make) in makers.items():
        st.download_button(
            label,
            partial(_in_language, language(), make, shown),
            file_name=file,
            on_click="ignore",
            key=f"areas_{key}",
        )
    st.caption(
        _(
            "Tulosteessa on vain nimikkeet. Excelissä ja vCardissa ovat myös nimet ja sähköpostit: henkilötietoja."
        )
    )


def _in_language(code: str, make: Callable[[Matrix], bytes], shown: Matrix) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        return make(shown)


def _on_paper(name: str, size: str, shown: Matrix) -> bytes:
    """The roles of the matrix as a page of its own."""
    return printable(language(), "area_print.html", title=name, shown=shown, size=size)
