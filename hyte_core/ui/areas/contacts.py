"""The contacts one a row: the long grid, and taking one away."""

from typing import Any

import pandas as pd
import streamlit as st

from hyte_core.changes import ChangeSet
from hyte_core.changes.cooperation_edits import CONTACT_FIELDS, edit_contact, remove_contact
from hyte_core.cooperation import ContactView, Matrix
from hyte_core.locale import _
from hyte_core.ui.areas.verify import verified
from hyte_core.ui.cells import Typed, edit_cells
from hyte_core.ui.saving import explain_refusal, save

#: Who a contact is, for a person who chooses one.
_Labels = dict[str, str]


def edit_contacts(shown: Matrix) -> None:
    """The grid of contacts with their personal data, and the tools for one of them."""
    contacts = {contact.id: contact for contact in shown.contacts}
    if not contacts:
        st.info(_("Ei yhteyshenkilöitä. Lisää ensimmäinen painikkeella Lisää yhteyshenkilö."))
        return
    areas = {area.id: area.name for area in shown.areas}
    bodies = {one.id: one.name for one in shown.organisations}
    labels = {
        one.id: f"{areas[one.interface_area_id]} · {bodies[one.organisation_id]} · {one.name or one.role}"
        for one in contacts.values()
    }
    _tools(contacts, labels)
    frame = pd.DataFrame(
        [
            {
                "area": areas[one.interface_area_id],
                "organisation": bodies[one.organisation_id],
                **{name: getattr(one, name) for name in CONTACT_FIELDS},
            }
            for one in contacts.values()
        ],
        index=list(contacts),
    )
    frame["verified_on"] = pd.to_datetime(frame["verified_on"])
    config = st.column_config
    edit_cells(
        f"contacts-{shown.structure}",
        contacts,
        frame,
        contact_changes,
        config={
            "area": config.TextColumn(_("Yhdyspinta"), pinned=True, width=270),
            "organisation": config.TextColumn(_("Organisaatio"), pinned=True),
            "role": config.TextColumn(_("Nimike"), width="medium"),
            "name": config.TextColumn(_("Nimi")),
            "email": config.TextColumn(_("Sähköposti")),
            "phone": config.TextColumn(_("Puhelin")),
            "verified_on": config.DateColumn(_("Vahvistettu"), format="DD.MM.YYYY"),
        },
        disabled=["area", "organisation"],
        label=_("Yhteyshenkilöt muokattavana taulukkona: rivi yhteyshenkilöä kohti"),
    )


def _tools(contacts: dict[str, ContactView], labels: _Labels) -> None:
    """One contact, chosen by typing: it is right, or it is gone."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        id_ = st.selectbox(
            _("Yhteyshenkilö"),
            list(contacts),
            None,
            format_func=lambda one: labels.get(one, one),
            placeholder=_("Valitse kirjoittamalla"),
            key="one_contact",
        )
        chosen = contacts.get(id_ or "")
        if (
            st.button(_("Merkitse vahvistetuksi"), icon=":material/check:", disabled=chosen is None)
            and chosen is not None
            and verified((chosen,))
        ):
            st.rerun()
        gone = st.button(_("Poista yhteyshenkilö"), icon=":material/person_remove:", disabled=chosen is None)
    if gone and chosen is not None:
        outcome = save(remove_contact(chosen))
        if outcome.done:
            st.rerun()
        explain_refusal(outcome)


def contact_changes(seen: dict[str, ContactView], typed: Typed) -> ChangeSet:
    """What was typed into the grid, as changes against the contacts that were seen."""
    changes = [
        change
        for id_, cells in typed.items()
        for change in edit_contact(seen[id_], {name: _value(name, v) for name, v in cells.items()}).changes
    ]
    return ChangeSet(tuple(changes))


def _value(name: str, typed: Any) -> Any:
    if name == "verified_on":
        return pd.Timestamp(typed).date() if typed else None
    return (typed or "").strip()
