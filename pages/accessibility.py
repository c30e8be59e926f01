"""Saavutettavuus ja tietosuoja: the accessibility statement and the privacy notice; nobody needs to log in to read them."""

import streamlit as st

from hyte_core.locale import _
from hyte_core.ui import statements
from hyte_core.ui.style import draw


def main() -> None:
    """Draw the page."""
    st.title(_("Saavutettavuus ja tietosuoja"), anchor=False)
    draw(
        "accessibility.html",
        faults=statements.faults(),
        held=statements.personal_data(),
        contact=statements.contact(),
        authority=statements.authority(),
        assessed=statements.ASSESSED,
    )


main()
