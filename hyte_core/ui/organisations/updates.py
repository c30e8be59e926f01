"""Who has not updated: the organisations that have gone longest without an assessment, with links to what is late."""

from typing import Any

import streamlit as st

from hyte_core.history.moments import local_day
from hyte_core.locale import _, day, ngettext, number
from hyte_core.regional import ContactState, Update, counted, updates
from hyte_core.ui import address
from hyte_core.ui.organisations import data as organisations_data
from hyte_core.ui.organisations.filters import Wanted, key_of
from hyte_core.ui.remembering import remembered
from hyte_core.ui.style import rendered

#: How many plans the list shows at once; more are on further pages.
PAGE_SIZE = 40


def show_updates(wanted: Wanted) -> None:
    """The part of the page about who has updated and when."""
    found = _updates(key_of(wanted), wanted)
    told = counted(found)
    over = sum(one.is_over for one in told)
    summary = ngettext("{n} suunnitelma yli arviointivälin", "{n} suunnitelmaa yli arviointivälin", over)
    plans = sum(one.plan is not None for one in told)
    st.markdown(f"**{summary}** / {number(plans)}")
    pages = -(-len(found) // PAGE_SIZE)
    place: Any = st
    page = 1
    if pages > 1:
        place = st.container()
        page = st.pagination(pages, key="organisations_page")
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    ids = [one.plan.id for one in shown if one.plan]
    changed = organisations_data.last_changes(ids, wanted.on if wanted.past else None)
    contacts = {} if wanted.past else organisations_data.contacts(wanted.on)
    links = address.Links()
    rows = [
        _row(one, changed.get(one.plan.id) if one.plan else None, contacts.get(one.body.id), links)
        for one in shown
    ]
    place.html(rendered("organisations_updates.html", rows=rows, with_contacts=not wanted.past))


@remembered(16)
def _updates(key: Any, _wanted: Wanted) -> tuple[Update, ...]:
    return updates(_wanted.shown, organisations_data.states(_wanted.on, _wanted.of_county), _wanted.on)


def _row(one: Update, changed: Any, contacts: ContactState | None, links: address.Links) -> dict[str, Any]:
    plan = one.plan
    if plan is None:
        about, months = _("ei suunnitelmaa"), 0
    else:
        about, months = plan.name, plan.assessment_interval_months
    to = {"suunnitelma": plan.id} if plan else {}
    return {
        "name": one.body.name,
        "about": about,
        "href": links.to("./", **to) if plan else "",
        "assessed": day(one.assessed_on) if one.assessed_on else _("ei koskaan") if one.actions else "–",
        "ago": "" if one.days is None else ngettext("{n} päivä sitten", "{n} päivää sitten", one.days),
        "flag": ngettext("yli {n} kuukauden välin", "yli {n} kuukauden välin", months) if one.is_over else "",
        "waiting": number(one.waiting) if one.waiting else "",
        "waiting_href": links.to("toimenpiteet", **to, arvioimatta="1"),
        "late": number(one.late) if one.late else "",
        "late_href": links.to("toimenpiteet", **to, myohassa="1"),
        "changed": day(local_day(changed)) if changed else "–",
        "contacts": _contacts(contacts),
        "contacts_flag": ngettext("{n} vahvistettava", "{n} vahvistettavaa", contacts.waiting)
        if contacts and contacts.waiting
        else "",
        "contacts_href": links.to("yhdyspinnat", organisaatio=one.body.id, rajaus="vanhat"),
    }


def _contacts(found: ContactState | None) -> str:
    """When the organisation's contacts were last verified."""
    if found is None:
        return "–"
    return day(found.verified_on) if found.verified_on else _("ei koskaan")
