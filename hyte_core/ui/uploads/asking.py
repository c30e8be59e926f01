"""Workbooks that ask: yearly cards for a county's report and pre-tasks before a negotiation, chosen in a dialog."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from hyte_core.database import database_url
from hyte_core.excel import card_bundle, card_workbook, pretask_bundle, pretask_workbook
from hyte_core.locale import _, day, language, set_language, speaking
from hyte_core.records import MeetingRecord, ParticipantRecord, Records, YearCardRecord, of_kinds
from hyte_core.ui import address, session
from hyte_core.ui.remembering import remembered
from hyte_core.views.cards import CARD_KINDS

_KINDS = ("organisations", "meetings", "participants", "year_cards")


@remembered(4)
def _records(url: str, version: int) -> Records:
    return of_kinds(session.engine(), _KINDS)


def _known() -> Records:
    """Who can be asked, in the version that this run shows. Never changed."""
    return _records(database_url(), session.version())


def ask_buttons() -> None:
    """Buttons that open the dialogs."""
    with st.container(horizontal=True):
        if st.button(_("Vuosikortit vastaajille"), icon=":material/contact_page:"):
            st.dialog(_("Vuosikortit vastaajille"), width="medium")(_cards)()
        if st.button(_("Ennakkotehtävät osallistujille"), icon=":material/quiz:"):
            st.dialog(_("Ennakkotehtävät osallistujille"), width="medium")(_pretasks)()


def _cards() -> None:
    """Whose report, which year, who answers; and the workbooks."""
    set_language(address.get("kieli"))
    known = _known()
    active = {card.county for card in known.year_cards} | {one.organisation for one in known.meetings}
    counties = [one.organisation for one in known.organisations if one.kind == "county"]
    counties.sort(key=lambda name: name not in active)
    if not counties:
        st.info(_("Hyvinvointialuetta ei vielä ole: lisää se työkirjan välilehdellä Organisaatiot."))
        return
    st.markdown(
        _("Jokainen vastaaja saa työkirjan, jossa on neljä kysymystä ja edelliset vastaukset vieressä.")
    )
    left, right = st.columns([3, 1])
    county = left.selectbox(_("Kenen raportti"), counties, key="ask_county")
    year = int(right.number_input(_("Vuosi"), 2000, 2100, session.today().year, key="ask_year", format="%d"))
    possible = [
        one.organisation for one in known.organisations if one.kind in CARD_KINDS and not one.invented
    ]
    before = {card.organisation for card in known.year_cards if card.county == county}
    chosen = st.multiselect(
        _("Vastaajat"),
        possible,
        default=[name for name in possible if name in before],
        key=f"ask_respondents_{county}",
        placeholder=_("Valitse vastaajat"),
    )
    _download(
        partial(_card_file, county, tuple(chosen), year, known.year_cards, language()),
        _("Vuosikortit {year}").format(year=year),
        chosen,
    )


def _pretasks() -> None:
    """Before which meeting, who answers; and the workbooks."""
    set_language(address.get("kieli"))
    known = _known()
    asked = [one for one in reversed(known.meetings) if one.questions]
    if not asked:
        st.info(_("Yhdelläkään kokouksella ei ole ennakkokysymyksiä: kirjoita ne kokouksen tietoihin."))
        return
    st.markdown(_("Jokainen osallistuja saa työkirjan, jossa on kokouksen ennakkokysymykset."))
    meeting = st.selectbox(_("Kokous"), asked, format_func=_name, key="ask_meeting")
    key = (meeting.organisation, meeting.held_on, meeting.title)
    own = {
        one.participant: one
        for one in known.participants
        if (one.organisation, one.held_on, one.meeting) == key
    }
    if not own:
        st.info(_("Kokouksella ei ole osallistujia: lisää ne kokouksen tietoihin."))
        return
    chosen = st.multiselect(
        _("Osallistujat"), list(own), default=list(own), key=f"ask_participants_{'_'.join(map(str, key))}"
    )
    _download(
        partial(_pretask_file, meeting, tuple(own[name] for name in chosen), language()),
        _("Ennakkotehtävä {day}").format(day=day(meeting.held_on)),
        chosen,
    )


def _name(meeting: MeetingRecord) -> str:
    return f"{meeting.organisation}: {meeting.title} {day(meeting.held_on)}"


def _download(made: Callable[[], bytes], name: str, chosen: list[str]) -> None:
    """One workbook as it is, several in a zip."""
    one = len(chosen) == 1
    st.download_button(
        _("Lataa työkirja") if one else _("Lataa työkirjat (zip)"),
        made,
        file_name=f"{name} - {chosen[0]}.xlsx" if one else f"{name}.zip",
        icon=":material/download:",
        type="primary",
        disabled=not chosen,
        on_click="ignore",
    )
    st.caption(_("Pudota palautetut työkirjat tälle sivulle: vastaukset menevät oikeille paikoilleen."))


def _card_file(
    county: str, respondents: tuple[str, ...], year: int, cards: tuple[YearCardRecord, ...], code: str
) -> bytes:
    """Runs when the button is pressed, in a thread that does not know the reader's language."""
    with speaking(code):
        if len(respondents) == 1:
            return card_workbook(county, respondents[0], year, cards)
        return card_bundle(county, respondents, year, cards)


def _pretask_file(meeting: MeetingRecord, participants: tuple[ParticipantRecord, ...], code: str) -> bytes:
    """As :func:`_card_file`."""
    with speaking(code):
        if len(participants) == 1:
            return pretask_workbook(meeting, participants[0])
        return pretask_bundle(meeting, participants)
