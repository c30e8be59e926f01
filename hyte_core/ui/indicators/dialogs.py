"""Dialogs about one indicator: what it is, a review on its card, the actions it follows.

As the dialogs of an action: what is saved is compared against the indicator as it was when the dialog opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from hyte_core.changes import ChangeSet, Outcome
from hyte_core.changes.indicator_edits import (
    add_indicator,
    edit_indicator,
    followings,
    link_actions,
    review,
)
from hyte_core.indicators import Indicators, IndicatorView
from hyte_core.indicators.words import polarity_word
from hyte_core.lights import Light
from hyte_core.locale import _, set_language
from hyte_core.ui import address, session
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.indicators.card import card_words
from hyte_core.ui.markdown import plain
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.views import PlanView

#: The parameters of the address that open a dialog.
PARAMETERS = ("muokkaa", "tarkista", "liita", "uusi")
_SEEN = "indicator_dialog_seen"


@dataclass
class _Seen:
    """The indicator as it was when the dialog opened, and why it could not be saved yet."""

    key: tuple[str, str]
    indicator: IndicatorView | None
    refusal: Outcome | None = None


def _close() -> None:
    for name in PARAMETERS:
        address.put(name, "")
    st.session_state.pop(_SEEN, None)


def open_dialog(plan: PlanView, found: Indicators, indicator: IndicatorView | None) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    name = next((name for name in PARAMETERS if address.get(name)), None)
    if name is None or (indicator is None and name != "uusi"):
        st.session_state.pop(_SEEN, None)
        return
    title, body = {
        "muokkaa": (_("Muokkaa indikaattoria"), _metadata_form),
        "uusi": (_("Lisää indikaattori"), _metadata_form),
        "tarkista": (_("Uusi tarkistus"), _review_form),
        "liita": (_("Valitse toimenpiteet"), _link_form),
    }[name]
    key = (name, address.get(name))
    kept = st.session_state.get(_SEEN)
    if kept is None or kept.key != key:
        kept = st.session_state[_SEEN] = _Seen(key, indicator)
    st.dialog(title, width="large", on_dismiss=_close)(_speaking(body))(plan, found, kept.indicator)


def _speaking(body: Callable[..., None]) -> Callable[..., None]:
    def speak(plan: PlanView, found: Indicators, indicator: IndicatorView | None) -> None:
        set_language(address.get("kieli"))
        if st.session_state[_SEEN].refusal is not None:
            explain_refusal(st.session_state[_SEEN].refusal)
        body(plan, found, indicator)

    return speak


def _done(change_set: ChangeSet, found: Indicators) -> None:
    """Save and close the dialog, or say why not; after a conflict the next save is made against what is there now."""
    outcome = save(change_set)
    seen: _Seen = st.session_state[_SEEN]
    if outcome.done:
        _close()
        st.rerun()
    if outcome.conflicts and seen.indicator is not None:
        session.refresh_version()
        seen.indicator = indicator_data.indicators(found.organisation_id).by_id.get(
            seen.indicator.id, seen.indicator
        )
        seen.refusal = outcome
        st.rerun()
    explain_refusal(outcome)


def _metadata_form(plan: PlanView, found: Indicators, indicator: IndicatorView | None) -> None:
    """What the indicator is, and which focus areas it follows."""
    # by the indicator's id: what was typed stays when somebody else changes the indicator
    key = f"indicator_{indicator.id if indicator else 'new'}"
    areas = {area.id: area.name for area in plan.focus_areas}
    with st.form("indicator", border=False, enter_to_submit=False):
        name = st.text_input(
            _("Nimi"), indicator.own_name if indicator else "", max_chars=300, key=f"{key}_name"
        )
        fields = _facts(key, indicator)
        followed = st.multiselect(
            _("Painopisteet, joita indikaattorilla seurataan"),
            list(areas),
            [area for area in areas if indicator and area in indicator.focus_areas],
            format_func=areas.__getitem__,
            placeholder=_("Valitse"),
            key=f"{key}_areas",
        )
        fields["descriptions"] = _descriptions(key, indicator)
        if not st.form_submit_button(_("Tallenna"), type="primary"):
            return
    if not name.strip() or fields["polarity"] is None:
        st.error(_("Anna indikaattorille nimi ja kerro, kumpi suunta on parempi."))
        return
    if indicator is None:
        change_set, _id = add_indicator(name, fields, followed)
        _done(change_set, found)
        return
    change_set = edit_indicator(indicator, name, fields)
    others = [area for area in indicator.focus_areas if area not in areas]
    _done(change_set.and_then(followings(session.engine(), indicator, [*others, *followed])), found)


def _facts(key: str, indicator: IndicatorView | None) -> dict[str, Any]:
    """The short fields of an indicator in three columns, as the table holds them; polarity None if not chosen."""
    first, second, third = st.columns(3)
    unit = first.text_input(
        _("Yksikkö"), indicator.unit if indicator else "%", max_chars=50, key=f"{key}_unit"
    )
    source = second.text_input(
        _("Lähde"), indicator.source if indicator else "", max_chars=300, key=f"{key}_source"
    )
    polarities = ["higher", "lower", "none"]
    polarity = third.selectbox(
        _("Kumpi suunta on parempi?"),
        polarities,
        polarities.index(indicator.polarity) if indicator else None,
        format_func=polarity_word,
        placeholder=_("Valitse"),
        key=f"{key}_polarity",
    )
    theme = first.text_input(
        _("Aihe"),
        indicator.theme if indicator else "",
        help=_("Toimenpide, jonka indikaattoreissa lukee aihe tai nimi, yhdistyy tähän indikaattoriin."),
        key=f"{key}_theme",
    )
    decimals = second.number_input(
        _("Desimaaleja"), 0, 4, indicator.decimals if indicator else 1, key=f"{key}_decimals"
    )
    rules = {"": _("Tavoitteen mukaan"), "points": _("Pisteiden mukaan (TEAviisari)")}
    rule = third.selectbox(
        _("Liikennevalo"),
        list(rules),
        list(rules).index(indicator.light_rule) if indicator else 0,
        format_func=rules.__getitem__,
        key=f"{key}_rule",
    )
    per = first.number_input(
        _("Suhteutettu lukuun"),
        min_value=1,
        value=int(indicator.per) if indicator and indicator.per else None,
        step=1,
        help=_("Esimerkiksi 10000, kun arvo on tapauksia 10 000 asukasta kohti. Muuten tyhjä."),
        key=f"{key}_per",
    )
    return {
        "unit": unit.strip(),
        "source": source.strip(),
        "polarity": polarity,
        "decimals": int(decimals),
        "per": float(per) if per else None,
        "theme": theme.strip(),
        "light_rule": rule,
    }


def _descriptions(key: str, indicator: IndicatorView | None) -> dict[str, str]:
    """What the indicator tells, by language; without those that are empty."""
    old = dict(indicator.descriptions) if indicator else {}
    labels = {"fi": _("Kuvaus"), "sv": _("Kuvaus ruotsiksi"), "en": _("Kuvaus englanniksi")}
    typed = {
        code: st.text_area(label, old.get(code, ""), height=70, key=f"{key}_{code}").strip()
        for code, label in labels.items()
    }
    return {code: text for code, text in {**old, **typed}.items() if text}


def _review_form(plan: PlanView, found: Indicators, indicator: IndicatorView) -> None:
    """A new review, filled with what the last one said."""
    last = indicator.cards[-1] if indicator.cards else None
    key = f"review_{indicator.id}"  # what was typed stays when somebody else was faster
    with st.form("review", border=False, enter_to_submit=False):
        day, light = st.columns(2)
        reviewed_on = day.date_input(
            _("Tarkistuspäivä"), session.today(), format="DD.MM.YYYY", key=f"{key}_on"
        )
        chosen = light.segmented_control(
            _("Kokonaistilanne"),
            [Light.GREEN, Light.YELLOW, Light.RED],
            format_func=lambda x: f"{x.symbol} {x.word}",
            default=last.light if last and last.light is not Light.GREY else None,
            key=f"{key}_light",
        )
        texts = {
            name: st.text_area(word, last.texts[name] if last else "", height=90, key=f"{key}_{name}")
            if name != "owner"
            else st.text_input(word, last.texts[name] if last else "", max_chars=300, key=f"{key}_{name}")
            for name, word in card_words().items()
        }
        if not st.form_submit_button(_("Tallenna tarkistus"), type="primary"):
            return
    fields = {name: text.strip() for name, text in texts.items()}
    if not any(fields.values()):
        st.error(_("Kirjoita korttiin ainakin yksi kohta."))
        return
    made = {**fields, "reviewed_on": reviewed_on, "light": (chosen or Light.GREY).stored}
    _done(review(indicator, found.organisation_id, made), found)


def _link_form(plan: PlanView, found: Indicators, indicator: IndicatorView) -> None:
    """The plan's actions that the indicator follows."""
    names = {action.id: action.name for action in plan.actions}
    st.markdown(f"**{plain(indicator.name)}**")
    chosen = st.multiselect(
        _("Toimenpiteet, joita indikaattorilla seurataan"),
        list(names),
        [action.id for action in plan.actions if indicator.is_named(action.indicators)],
        format_func=names.__getitem__,
        placeholder=_("Valitse"),
        key=f"link_{indicator.id}",
    )
    if st.button(_("Tallenna"), type="primary"):
        _done(link_actions(indicator, plan.actions, chosen), found)
