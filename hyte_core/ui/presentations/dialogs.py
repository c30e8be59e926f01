"""Dialogs about presentations: saving one under a name, adding and editing slides, removing one."""

from collections.abc import Callable

import streamlit as st

from hyte_core.changes import ChangeSet
from hyte_core.changes.presentation_edits import (
    add_presentation,
    add_slides,
    edit_slide,
    remove_presentation,
    rename,
)
from hyte_core.locale import _, set_language
from hyte_core.model import TEXT_LIMIT
from hyte_core.model.row import NAME_LIMIT
from hyte_core.reports.choices import MOST_INDICATORS, OF_ONE, joined, kind_words, name_of, subjects, usual
from hyte_core.ui import address
from hyte_core.ui.markdown import plain
from hyte_core.ui.presentations import data as presentation_data
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.views.presentations import PresentationView, SlideView

#: The parameter of the address that opens a dialog: one of :data:`_DIALOGS`, or a slide to be edited.
PARAMETER = "muokkaa"


def buttons(chosen: PresentationView | None) -> None:
    """What can be done to the presentation."""
    if chosen is None:
        _opener(_("Tallenna omaksi esitykseksi"), "uusi", ":material/bookmark_add:")
        return
    _opener(_("Lisää dioja"), "lisaa", ":material/add:")
    _opener(_("Kopioi"), "uusi", ":material/content_copy:")
    _opener(_("Nimeä uudelleen"), "nimi", ":material/edit:")
    _opener(_("Poista"), "poista", ":material/delete:")


def _opener(label: str, name: str, icon: str) -> None:
    st.button(label, key=f"open_{name}", icon=icon, on_click=address.put, args=(PARAMETER, name))


def _close() -> None:
    address.put(PARAMETER, "")


def open_dialog(plan_id: str, chosen: PresentationView | None) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    wanted = address.get(PARAMETER)
    if not wanted:
        return
    slide = next((one for one in chosen.slides if one.id == wanted), None) if chosen else None
    title, body = {
        "uusi": (_("Tallenna esitys nimellä"), new_form),
        "nimi": (_("Nimeä esitys uudelleen"), name_form),
        "poista": (_("Poista esitys"), remove_form),
        "lisaa": (_("Lisää dioja"), add_form),
    }.get(wanted, (_("Muokkaa diaa"), slide_form))
    if (chosen is None and wanted != "uusi") or (body is slide_form and slide is None):
        st.warning(_("Linkin kohtaa ei enää ole."), icon=":material/link_off:")
        _close()
        return
    st.dialog(title, width="medium", on_dismiss=_close)(_speaking(body))(plan_id, chosen, slide)


Body = Callable[[str, PresentationView | None, SlideView | None], None]


def _speaking(body: Body) -> Body:
    def speak(plan_id: str, chosen: PresentationView | None, slide: SlideView | None) -> None:
        set_language(address.get("kieli"))
        body(plan_id, chosen, slide)

    return speak


def _save(change_set: ChangeSet, presentation_id: str | None = None) -> None:
    """Save and close; what cannot be saved is told, and the form stays as it was filled in."""
    outcome = save(change_set)
    if not outcome.done:
        explain_refusal(outcome)
        return
    if presentation_id is not None:
        address.put("esitys", presentation_id)
    _close()
    st.rerun()


def new_form(plan_id: str, chosen: PresentationView | None, slide: SlideView | None) -> None:
    """A name for a copy of the presentation that is shown."""
    slides = chosen.slides if chosen else usual(presentation_data.material(plan_id))
    with st.form("new_presentation", border=False):
        suggested = _("{name} (kopio)").format(name=chosen.name) if chosen else ""
        name = st.text_input(
            _("Esityksen nimi"),
            suggested[:NAME_LIMIT],
            max_chars=NAME_LIMIT,
            placeholder=_("esim. Hyvinvointiseminaari 2026"),
            key="presentation_new_name",
        )
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    if _named(plan_id, name):
        _save(*add_presentation(plan_id, name, slides))


def name_form(plan_id: str, chosen: PresentationView | None, slide: SlideView | None) -> None:
    """Another name for the presentation."""
    assert chosen is not None
    with st.form("presentation_name", border=False):
        name = st.text_input(
            _("Esityksen nimi"), chosen.name, max_chars=NAME_LIMIT, key=f"presentation_name_{chosen.id}"
        )
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    if _named(plan_id, name, chosen.id):
        _save(rename(chosen, name))


def _named(plan_id: str, name: str, own: str = "") -> bool:
    """Whether a presentation can have this name; tells why not."""
    name = " ".join(name.split())
    taken = {one.name.casefold() for one in presentation_data.saved(plan_id) if one.id != own}
    if not name:
        st.error(_("Anna esitykselle nimi."), icon=":material/error:")
    elif name.casefold() in taken:
        words = _("Tämänniminen esitys on jo olemassa: anna toinen nimi.")
        st.error(words, icon=":material/error:")
    else:
        return True
    return False


def remove_form(plan_id: str, chosen: PresentationView | None, slide: SlideView | None) -> None:
    """Asks before a presentation is removed."""
    assert chosen is not None
    st.markdown(f"**{plain(chosen.name)}**")
    st.markdown(_("Suunnitelman tiedot säilyvät: vain esitys poistetaan. Poiston voi perua muutoslokista."))
    if st.button(_("Poista esitys"), type="primary", icon=":material/delete:"):
        _save(remove_presentation(chosen), "")


def add_form(plan_id: str, chosen: PresentationView | None, slide: SlideView | None) -> None:
    """A kind of slide, and what slides of that kind show: one slide for each that is chosen."""
    assert chosen is not None
    made, kinds = presentation_data.material(plan_id), kind_words()
    kind = st.selectbox(
        _("Millainen dia"),
        list(kinds),
        None,
        format_func=kinds.__getitem__,
        placeholder=_("Valitse"),
        key="slide_kind",
    )
    if kind is None:
        return
    known = subjects(made, kind)
    picked: list[str] = []
    title = text = ""
    if known:
        picked = st.multiselect(
            _("Mitä näytetään"),
            list(known),
            format_func=known.__getitem__,
            placeholder=_("Valitse yksi tai useampi"),
            max_selections=MOST_INDICATORS,
            key=f"slide_subjects_{kind}",
        )
    elif kind in OF_ONE:
        st.info(_("Tällaista näytettävää ei ole vielä: valitse toisenlainen dia."))
        return
    if kind == "text":
        title, text = _text_fields("new", "", "")
    if not st.button(_("Lisää"), type="primary", icon=":material/add:"):
        return
    if kind in OF_ONE and not picked:
        st.error(_("Valitse ensin, mitä dia näyttää."), icon=":material/error:")
    elif kind == "text" and not (title.strip() and text.strip()):
        st.error(_("Kirjoita dialle otsikko ja teksti."), icon=":material/error:")
    elif kind in OF_ONE:
        _save(add_slides(chosen, [SlideView(kind, one) for one in picked]))
    else:
        _save(add_slides(chosen, [SlideView(kind, joined(picked), title, text)]))


def slide_form(plan_id: str, chosen: PresentationView | None, slide: SlideView | None) -> None:
    """A title of one's own for a slide; of free text, the text too."""
    assert slide is not None
    what = name_of(presentation_data.material(plan_id), slide)
    kind = kind_words().get(slide.kind, slide.kind)
    st.markdown(plain(f"{kind}: {what}" if what and slide.kind != "text" else kind))
    with st.form("slide", border=False, enter_to_submit=False):
        if slide.kind == "text":
            title, text = _text_fields(slide.id, slide.title, slide.text)
        else:
            text = slide.text
            title = st.text_input(
                _("Oma otsikko (tyhjä: dian tavallinen otsikko)"),
                slide.title,
                max_chars=NAME_LIMIT,
                placeholder=_("esim. Joka kymmenes on yksinäinen"),
                key=f"slide_title_{slide.id}",
            )
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    if slide.kind == "text" and not (title.strip() and text.strip()):
        st.error(_("Kirjoita dialle otsikko ja teksti."), icon=":material/error:")
        return
    _save(edit_slide(slide, title, text))


def _text_fields(key: str, title: str, text: str) -> tuple[str, str]:
    return (
        st.text_input(_("Otsikko"), title, max_chars=NAME_LIMIT, key=f"slide_title_{key}"),
        st.text_area(
            _("Teksti (rivi, joka alkaa viivalla, on luettelon kohta)"),
            text,
            height=200,
            max_chars=TEXT_LIMIT,
            key=f"slide_text_{key}",
        ),
    )
