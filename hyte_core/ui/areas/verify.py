"""One click says that a contact, a cell or a whole column is right: real buttons in our own HTML.

A link would do it whenever somebody opened or reloaded it; a button is pressed.
"""

import streamlit as st

from hyte_core.changes.cooperation_edits import verify
from hyte_core.cooperation import ContactView, Cooperation, Matrix
from hyte_core.ui import session
from hyte_core.ui.saving import explain_refusal, save

_SCRIPT = """
export default function ({ setTriggerValue }) {
  const onClick = (event) => {
    const button = event.target.closest('[data-testid=stHtml] button[data-verify]')
    if (button) setTriggerValue('what', button.dataset.verify)
  }
  document.addEventListener('click', onClick)
  return () => document.removeEventListener('click', onClick)
}
"""


def meant(whole: Matrix, what: str) -> tuple[ContactView, ...]:
    """The contacts that a button means: "area.organisation" is a cell, ".organisation" a column."""
    area, _dot, organisation = what.partition(".")
    return whole.at(area, organisation) if area else whole.of_organisation(organisation)


def verify_clicked(found: Cooperation, whole: Matrix) -> bool:
    """Save what a button that was just pressed means; True if something was saved, so that all must be read anew."""
    component = st.components.v2.component("hyte_verify", js=_SCRIPT)
    clicked = component(key="verify", on_what_change=lambda: None, height=1).get("what")
    return bool(clicked) and verified(meant(whole, str(clicked)))


def verified(contacts: tuple[ContactView, ...]) -> bool:
    """Save that the contacts are right today; say why if it could not be done."""
    change_set = verify(contacts, session.today())
    if not change_set:
        return False
    outcome = save(change_set)
    if not outcome.done:
        session.refresh_version()
        explain_refusal(outcome)
    return outcome.done
