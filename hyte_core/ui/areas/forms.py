"""The forms that the page's dialogs show. Each hands its change set to ``done``."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hyte_core.changes import ChangeSet
from hyte_core.changes.cooperation_edits import (
    add_area,
    add_contact,
    add_network,
    add_organisation,
    assess_maturity,
    edit_area,
    edit_network,
    link_actions,
    remove_area,
    remove_maturity,
    remove_network,
    remove_organisation,
)
from hyte_core.cooperation import SIDES, AreaView, Cooperation, NetworkView, level_texts, side_words
from hyte_core.locale import _, day, ngettext
from hyte_core.ui import plan_data, session
from hyte_core.ui.areas.choosing import structure_word
from hyte_core.ui.choosing import choose_plan
from hyte_core.ui.markdown import plain

Done = Callable[[ChangeSet], None]


def contact_form(found: Cooperation, row: None, where: str, done: Done) -> None:
    """A new contact, in the cell that ``where`` names ("area.organisation") or in one to choose."""
    area_id, _dot, organisation_id = where.partition(".")
    areas, bodies = found.area_by_id, found.organisation_by_id
    with st.form("contact", border=False, enter_to_submit=False):
        first, second = st.columns(2)
        with first:
            area = _choice(
                "form_area", _("Yhdyspinta"), {id_: one.name for id_, one in areas.items()}, area_id
            )
        with second:
            body = _choice(
                "form_organisation",
                _("Organisaatio"),
                {id_: one.name for id_, one in bodies.items()},
                organisation_id,
            )
        role = first.text_input(_("Nimike"), max_chars=300, key="form_role")
        name = second.text_input(_("Nimi"), max_chars=300, help=_("Vapaaehtoinen henkilötieto."))
        email = first.text_input(_("Sähköposti"), max_chars=300)
        phone = second.text_input(_("Puhelin"), max_chars=50)
        verified = first.date_input(
            _("Vahvistettu"),
            None,
            format="DD.MM.YYYY",
            help=_("Milloin tieto on viimeksi vahvistettu organisaatiosta. Jätä tyhjäksi, jos ei ole."),
        )
        if not st.form_submit_button(_("Lisää"), type="primary"):
            return
    if area is None or body is None or not role.strip():
        st.error(_("Valitse yhdyspinta ja organisaatio ja kirjoita nimike."))
        return
    texts = {"role": role, "name": name, "email": email, "phone": phone}
    fields: dict[str, Any] = {field: text.strip() for field, text in texts.items()}
    done(add_contact(area, body, {**fields, "verified_on": verified}))


def _choice(key: str, label: str, names: dict[str, str], chosen: str | None) -> str | None:
    ids = list(names)
    return st.selectbox(
        label,
        ids,
        ids.index(chosen) if chosen in names else None,
        format_func=lambda id_: names.get(id_, id_),
        placeholder=_("Valitse"),
        key=key,
    )


# --- networks


def network_form(found: Cooperation, seen: NetworkView | None, where: str, done: Done) -> None:
    """A network: what it is, which actions it works on; or a new one, of the area that ``where`` names."""
    with st.form("network", border=False, enter_to_submit=False):
        name = st.text_input(_("Verkosto"), seen.name if seen else "", max_chars=300)
        areas = {"": _("Ei yhdyspintaa"), **{id_: area.name for id_, area in found.area_by_id.items()}}
        own = (seen.interface_area_id or "") if seen else where
        first, second = st.columns(2)
        with first:
            area = _choice("form_network_area", _("Yhdyspinta"), areas, own if own in areas else "")
        heading = second.text_input(_("Otsikko"), seen.heading if seen else "", max_chars=300)
        coordinator = first.text_input(
            _("Koordinoi (nimike tai organisaatio)"), seen.coordinator if seen else "", max_chars=300
        )
        meets = second.text_input(
            _("Kokoontuu"),
            seen.meets if seen else "",
            max_chars=300,
            placeholder=_("esim. neljä kertaa vuodessa"),
            key="form_meets",
        )
        known = sorted({member for one in found.networks for member in one.members}, key=str.casefold)
        members = st.multiselect(
            _("Jäsenet"),
            known,
            list(seen.members) if seen else [],
            accept_new_options=True,
            placeholder=_("Valitse tai kirjoita uusi"),
        )
        note = st.text_area(_("Huomautus"), seen.note if seen else "", height=90)
        actions, chosen = _actions(seen)
        saved = st.form_submit_button(_("Tallenna"), type="primary")
    if seen is not None:
        _remove_button(_("Poista verkosto"), remove_network(seen), done)
    if not saved:
        return
    if not name.strip():
        st.error(_("Kirjoita verkoston nimi."))
        return
    fields: dict[str, Any] = {
        "interface_area_id": area or None,
        "name": name.strip(),
        "heading": heading.strip(),
        "coordinator": coordinator.strip(),
        "meets": meets.strip(),
        "members": tuple(members),
        "note": note.strip(),
    }
    if seen is None:
        made, id_ = add_network(found, fields)
        new = NetworkView(id=id_, position=0, links={}, **fields)
        done(made.and_then(link_actions(new, actions, chosen)))
    else:
        done(edit_network(seen, fields).and_then(link_actions(seen, actions, chosen)))


def _actions(seen: NetworkView | None) -> tuple[list[str], list[str]]:
    """The actions of the chosen plan, and those that the network works on."""
    head = choose_plan()
    plan = plan_data.plan(head.id) if head else None
    if plan is None:
        return [], []
    names = {action.id: action.name for action in plan.actions}
    chosen = st.multiselect(
        _("Toimenpiteet suunnitelmassa {plan}").format(plan=plain(plan.name)),
        list(names),
        [id_ for id_ in names if seen and id_ in seen.links],
        format_func=lambda id_: names.get(id_, id_),
        placeholder=_("Valitse"),
    )
    return list(names), chosen


def _remove_button(label: str, change_set: ChangeSet, done: Done) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(label, icon=":material/delete:"):
            done(change_set)
        st.caption(_("Poiston voi perua muutoslokista."))


# --- maturity


def maturity_form(found: Cooperation, area: AreaView, _where: str, done: Done) -> None:
    """A side's level of an area on a day; earlier ones can be taken away."""
    st.markdown(f"**{plain(area.name)}**")
    texts, words = level_texts(), side_words()
    with st.form("maturity", border=False, enter_to_submit=False):
        first, second = st.columns(2)
        side = first.segmented_control(
            _("Kumpi osapuoli arvioi?"), SIDES, format_func=words.__getitem__, key="form_side"
        )
        on = second.date_input(_("Arvioitu"), session.today(), format="DD.MM.YYYY")
        level = st.radio(
            _("Yhteistyön aste"),
            list(texts),
            None,
            format_func=lambda n: f"{n}\\. {plain(texts[n])}",
            key="form_level",
        )
        note = st.text_area(_("Huomautus"), height=90)
        saved = st.form_submit_button(_("Tallenna arvio"), type="primary")
    own = [one for one in found.maturity if one.interface_area_id == area.id]
    for one in reversed(own):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{day(one.assessed_on)} · {words.get(one.side, one.side)} · **{one.level}**")
            if st.button(_("Poista arvio"), icon=":material/delete:", key=f"remove_{one.id}"):
                done(remove_maturity(one))
    if not saved:
        return
    if side is None or level is None:
        st.error(_("Valitse osapuoli ja aste."))
        return
    done(assess_maturity(own, area.id, side, on, level, note))


# --- areas and organisations


def area_form(found: Cooperation, seen: AreaView | None, _where: str, done: Done) -> None:
    """An area of a structure, or a new one."""
    structures = list(dict.fromkeys((*found.structures, *([seen.structure] if seen else []))))
    with st.form("area", border=False, enter_to_submit=False):
        name = st.text_input(_("Yhdyspinta"), seen.name if seen else "", max_chars=300, key="form_area_name")
        structure = st.selectbox(
            _("Rakenne"),
            structures,
            structures.index(seen.structure) if seen else 0 if structures else None,
            format_func=structure_word,
            accept_new_options=True,
            placeholder=_("Valitse tai kirjoita uusi"),
        )
        description = st.text_area(_("Kuvaus"), seen.description if seen else "", height=160)
        partners = st.text_area(
            _("Yhteistyötahot, yksi riville"), "\n".join(seen.partners) if seen else "", height=120
        )
        saved = st.form_submit_button(_("Tallenna"), type="primary")
    if seen is not None:
        _remove_button(_("Poista yhdyspinta"), remove_area(seen), done)
    if not saved:
        return
    if not name.strip():
        st.error(_("Kirjoita yhdyspinnan nimi."))
        return
    same = found.area_named(name)
    if same is not None and (seen is None or same.id != seen.id):
        st.error(
            _("Yhdyspinta on jo olemassa nimellä ”{name}”: käytä sitä tai anna selvästi eri nimi.").format(
                name=plain(same.name)
            )
        )
        return
    fields: dict[str, Any] = {
        "name": " ".join(name.split()),
        "structure": (structure or "").strip(),
        "description": description.strip(),
        "partners": tuple(line.strip() for line in partners.splitlines() if line.strip()),
    }
    done(add_area(found, fields) if seen is None else edit_area(seen, fields))


def kind_words() -> dict[str, str]:
    """The kinds of organisations with their words."""
    return {
        "municipality": _("kunta"),
        "county": _("hyvinvointialue"),
        "association": _("järjestö"),
        "sector": _("toimiala"),
    }


def organisations_form(found: Cooperation, _row: None, _where: str, done: Done) -> None:
    """A new organisation, or one taken away."""
    kinds = kind_words()
    with st.form("organisation", border=False, enter_to_submit=False):
        name = st.text_input(_("Uusi organisaatio"), max_chars=300)
        kind = st.selectbox(_("Laji"), list(kinds), format_func=kinds.__getitem__)
        added = st.form_submit_button(_("Lisää organisaatio"), type="primary")
    chosen = _choice(
        "form_gone", _("Poistettava organisaatio"), {one.id: one.name for one in found.organisations}, None
    )
    gone = st.button(_("Poista organisaatio"), icon=":material/delete:", disabled=chosen is None)
    if added:
        _add_organisation(found, name, kind, done)
    elif gone and chosen is not None:
        _remove_organisation(found, chosen, done)


def _add_organisation(found: Cooperation, name: str, kind: str, done: Done) -> None:
    same = found.organisation_named(name)
    if not name.strip():
        st.error(_("Kirjoita organisaation nimi."))
    elif same is not None:
        st.error(_("Organisaatio on jo olemassa nimellä ”{name}”.").format(name=plain(same.name)))
    else:
        done(add_organisation(name, kind)[0])


def _remove_organisation(found: Cooperation, id_: str, done: Done) -> None:
    """The database refuses one that anything hangs on; that it has contacts is said at once, with how many."""
    seen = found.organisation_by_id[id_]
    n = sum(contact.organisation_id == id_ for contact in found.contacts)
    if n:
        st.error(
            ngettext(
                "Organisaatiolla on {n} yhteyshenkilö: poista se ensin.",
                "Organisaatiolla on {n} yhteyshenkilöä: poista ne ensin.",
                n,
            )
        )
        return
    done(remove_organisation(seen))
