"""The indicator card (indikaattorikortti): its latest review, the earlier ones, and a new one."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from hyte_core.indicators import CARD_TEXTS, CardView, Indicators, IndicatorView
from hyte_core.locale import _, day, language
from hyte_core.ui import address, session
from hyte_core.ui.style import draw, printable

#: A card is reviewed every four months (Päijät-Häme).
INTERVAL_MONTHS = 4


def card_words() -> dict[str, str]:
    """The card's texts by field, as they are called on it."""
    words = {
        "content": _("Indikaattorin tietosisältö"),
        "owner": _("Omistaja (nimike)"),
        "change_target": _("Muutostavoite"),
        "partners": _("Yhteistyötahot"),
        "dependencies": _("Riippuvuudet (kytkökset)"),
        "sub_goals": _("Alatavoitteisiin liittyvät tehtävät ja aikataulu"),
        "measures": _("Mittarit"),
        "reasons": _("Perustelut tilanteelle"),
        "achieved": _("Mitä on saatu aikaan edellisen 4 kk aikana?"),
        "next_steps": _("Mitä saadaan aikaan tulevien 4 kk aikana?"),
        "risks": _("Riskit ja huomiot"),
    }
    return {name: words[name] for name in CARD_TEXTS}


def months_overdue(card: CardView, today: date) -> bool:
    """True if the card has waited for its next review longer than the interval; unknown days always have."""
    if card.reviewed_on is None:
        return True
    months = (today.year - card.reviewed_on.year) * 12 + today.month - card.reviewed_on.month
    return months - (today.day < card.reviewed_on.day) >= INTERVAL_MONTHS


def show_card(found: Indicators, indicator: IndicatorView) -> None:
    """The card of the review that is chosen, the latest by default."""
    new = _("Uusi tarkistus") if indicator.cards else _("Tee indikaattorikortti")
    if not indicator.cards:
        st.info(
            _(
                "Indikaattorilla ei ole vielä korttia. Korttiin kirjataan omistaja, muutostavoite, tilanne perusteluineen ja seuraavat askeleet."
            )
        )
        _new_button(new, indicator)
        return
    latest = indicator.cards[-1]
    if months_overdue(latest, session.shown_day()):
        last = day(latest.reviewed_on) if latest.reviewed_on else _("päivä ei ole tiedossa")
        st.warning(
            _("Kortti tarkistetaan neljän kuukauden välein. Edellinen tarkistus: {day}.").format(day=last),
            icon=":material/event_repeat:",
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        numbers = [str(card.number) for card in reversed(indicator.cards)]
        chosen = address.get("tarkistus") if address.get("tarkistus") in numbers else numbers[0]
        labels = {str(card.number): _label(card) for card in indicator.cards}
        st.selectbox(
            _("Tarkistus"), numbers, format_func=labels.__getitem__, **address.bound("tarkistus", chosen, str)
        )
        _new_button(new, indicator)
        card = next(one for one in indicator.cards if str(one.number) == chosen)
        values = _values(card)
        st.download_button(
            _("Tulostettava kortti"),
            partial(printable, language(), "card.html", title=indicator.name, **values),
            file_name=f"{indicator.name[:80]}.html",
            icon=":material/print:",
            on_click="ignore",
        )
    draw("card.html", **values)


def _label(card: CardView) -> str:
    return f"{card.number}. {day(card.reviewed_on)}" if card.reviewed_on else f"{card.number}."


def _values(card: CardView) -> dict[str, Any]:
    return {"card": card, "texts": [(word, card.texts[name]) for name, word in card_words().items()]}


def _new_button(label: str, indicator: IndicatorView) -> None:
    if not session.may_edit():
        return
    st.button(
        label,
        icon=":material/rate_review:",
        on_click=address.put,
        args=("tarkista", indicator.id),
        type="primary" if not indicator.cards else "secondary",
    )
