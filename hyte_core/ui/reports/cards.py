"""The cards of a county's report: who has answered, and a dialog for each card."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from hyte_core.changes import Outcome
from hyte_core.changes.statement_edits import add_cards, edit_card, remove_card
from hyte_core.excel import card_bundle
from hyte_core.locale import _, language, ngettext, set_language, speaking
from hyte_core.model import TEXT_LIMIT
from hyte_core.model.row import NAME_LIMIT
from hyte_core.records import YearCardRecord
from hyte_core.ui import address, session
from hyte_core.ui.areas import data as cooperation_data
from hyte_core.ui.markdown import plain
from hyte_core.ui.reports import data as report_data
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import draw
from hyte_core.views.cards import CARD_FIELDS, CARD_KINDS, CARD_TEXTS, CardView

#: The parameter of the address that opens the dialog of a card.
PARAMETER = "kortti"
_SEEN = "report_card_seen"


@dataclass
class _Seen:
    """A card as it was when the dialog opened, and why it could not be saved yet."""

    card: CardView
    refusal: Outcome | None = None


def card_words() -> dict[str, str]:
    """What is asked on a card."""
    return {
        "state": _("Hyvinvoinnin ja terveyden tila"),
        "structures": _("Rakenteet"),
        "measures": _("Toimet"),
        "summary": _("Yhteenveto"),
    }


def show_cards(county_id: str, year: int, links: address.Links) -> None:
    """The year's cards by kind: each with a link to its dialog, and a way to add more, or to be read."""
    may = session.may_edit()
    own = [one for one in report_data.cards(county_id) if one.year == year]
    if own:
        answered = sum(one.is_answered for one in own)
        whole = ngettext("{n} kortti", "{n} korttia", len(own))
        st.markdown(whole + ", " + _("vastattu {n}.").format(n=answered))
        rows = [
            {
                "card": one,
                "words": _words(one),
                "answers": _answers(one),
                "href": links.to("raportti", **{PARAMETER: one.id}),
            }
            for one in own
        ]
        draw("report_cards.html", rows=rows, kinds=_kind_words(), may_edit=may)
    elif not may:
        st.markdown(_("Vuodelle {year} ei ole kortteja.").format(year=year))
    else:
        st.markdown(_("Vuodelle {year} ei ole vielä kortteja: lisää ensin vastaajat.").format(year=year))
    with st.container(horizontal=True):
        if may:
            _adding(county_id, year, own)
        if own and session.moment() is None:
            _forms(county_id, year, own)


def _forms(county_id: str, year: int, own: list[CardView]) -> None:
    """The respondents' workbooks, which are brought back on the page Tuonti; made when the button is pressed."""
    county = cooperation_data.cooperation().organisation_by_id[county_id].name
    known, code = report_data.cards(county_id), language()
    st.download_button(
        _("Lataa vastauslomakkeet (zip)"),
        lambda: _bundle(county, [one.organisation for one in own], year, known, code),
        file_name=f"{county} {year}.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
        help=_("Lomake jokaiselle vastaajalle. Täytetty lomake luetaan takaisin Tuonti-sivulla."),
    )


def _bundle(county: str, names: list[str], year: int, known: Iterable[CardView], code: str) -> bytes:
    """The workbooks in the language ``code``: Streamlit makes them in a thread that does not know the reader's."""
    records = [
        YearCardRecord(
            county, one.organisation, one.year, **{name: getattr(one, name) for name in CARD_FIELDS}
        )
        for one in known
    ]
    with speaking(code):
        return card_bundle(county, names, year, records)


def _kind_words() -> dict[str, str]:
    return {
        "municipality": _("kunta"),
        "sector": _("toimiala"),
        "association": _("järjestö"),
        "county": _("hyvinvointialue"),
    }


def _words(card: CardView) -> str:
    """Which parts of the card have been answered."""
    return ", ".join(name for name, _text in _answers(card))


def _answers(card: CardView) -> list[tuple[str, str]]:
    words = card_words()
    return [(words[name], text) for name in CARD_TEXTS if (text := getattr(card, name))]


def _adding(county_id: str, year: int, own: list[CardView]) -> None:
    taken = {one.organisation_id for one in own} | {county_id}
    free = {
        one.id: one
        for one in cooperation_data.cooperation().organisations
        if one.id not in taken and one.kind in CARD_KINDS
    }
    if not free:
        return
    before = {one.organisation_id for one in report_data.cards(county_id) if one.year < year} & free.keys()
    kinds = _kind_words()
    with st.popover(_("Lisää kortteja"), icon=":material/add:"):
        chosen = st.multiselect(
            _("Vastaajat"),
            list(free),
            default=[one for one in free if one in before],
            format_func=lambda one: f"{free[one].name} ({kinds[free[one].kind]})",
            placeholder=_("Valitse"),
            key=f"new_cards_{county_id}_{year}",
        )
        if st.button(_("Lisää"), type="primary", disabled=not chosen):
            outcome = save(add_cards(county_id, year, chosen))
            if outcome.done:
                st.rerun()
            explain_refusal(outcome)


def open_card(county_id: str) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    wanted = address.get(PARAMETER)
    if not wanted:
        st.session_state.pop(_SEEN, None)
        return
    seen: _Seen | None = st.session_state.get(_SEEN)
    if seen is None or seen.card.id != wanted:
        card = next((one for one in report_data.cards(county_id) if one.id == wanted), None)
        if card is None:
            st.warning(_("Linkin kohtaa ei enää ole."), icon=":material/link_off:")
            _close()
            return
        seen = st.session_state[_SEEN] = _Seen(card)
    title = f"{seen.card.organisation} {seen.card.year}"
    st.dialog(plain(title), width="large", on_dismiss=_close)(card_form)(county_id, seen)


def _close() -> None:
    address.put(PARAMETER, "")
    st.session_state.pop(_SEEN, None)


def card_form(county_id: str, seen: _Seen) -> None:
    """The answers of a card and who gave them."""
    set_language(address.get("kieli"))
    if seen.refusal is not None:
        explain_refusal(seen.refusal)
        st.info(_("Jos tallennat uudelleen, oma versiosi jää voimaan. Toisen versio säilyy muutoslokissa."))
    card = seen.card
    old = _last(county_id, card)
    if old is not None:
        label = _("Ota pohjaksi vuoden {year} vastaukset").format(year=old.year)
        st.button(label, icon=":material/history:", on_click=_take, args=(card, old))
    key = f"card_{card.id}"
    with st.form("card", border=False, enter_to_submit=False):
        new: dict[str, Any] = {
            name: st.text_area(
                label,
                getattr(card, name),
                key=f"{key}_{name}",
                height=130,
                max_chars=TEXT_LIMIT,
                placeholder="",
            )
            for name, label in card_words().items()
        }
        new["answered_by"] = st.text_input(
            _("Vastaaja (nimike)"), card.answered_by, max_chars=NAME_LIMIT, key=f"{key}_answered_by"
        )
        stored = st.form_submit_button(_("Tallenna"), type="primary")
    if stored:
        _save(county_id, seen, new)
    elif st.button(_("Poista kortti"), icon=":material/delete:"):
        _remove(county_id, seen)


def _last(county_id: str, card: CardView) -> CardView | None:
    """The organisation's newest earlier card that was answered."""
    older = (
        one
        for one in report_data.cards(county_id)
        if one.organisation_id == card.organisation_id and one.year < card.year and one.is_answered
    )
    return max(older, key=lambda one: one.year, default=None)


def _take(card: CardView, old: CardView) -> None:
    """The old answers into the fields in which nothing has been typed."""
    for name in CARD_TEXTS:
        key = f"card_{card.id}_{name}"
        if not st.session_state.get(key):
            st.session_state[key] = getattr(old, name)


def _save(county_id: str, seen: _Seen, new: dict[str, Any]) -> None:
    """Save and close; after a conflict the next save is made against what is there now."""
    outcome = save(edit_card(seen.card, new, session.today()))
    if outcome.done:
        _close()
        st.rerun()
    _refused(
        county_id, seen, outcome, {name for name, value in new.items() if value != getattr(seen.card, name)}
    )


def _remove(county_id: str, seen: _Seen) -> None:
    outcome = save(remove_card(seen.card))
    if outcome.done:
        _close()
        st.rerun()
    _refused(county_id, seen, outcome, set())


def _refused(county_id: str, seen: _Seen, outcome: Outcome, touched: set[str]) -> None:
    """Tell why; what the person changed will replace the other's, what the person left alone stays as the other made it."""
    session.refresh_version()
    now = next((one for one in report_data.cards(county_id) if one.id == seen.card.id), None)
    if outcome.conflicts and now is not None:
        kept = {name: getattr(now, name) for name in (*touched, "answered_on")}
        seen.card, seen.refusal = replace(seen.card, **kept), outcome
        st.rerun()
    explain_refusal(outcome)
