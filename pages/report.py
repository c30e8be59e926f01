"""Raportti: the yearly report as .docx or .html, and what people write into it: texts, statements, cards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import streamlit as st

from hyte_core.charts.drawing import get_ready
from hyte_core.locale import LANGUAGES, _, language
from hyte_core.problems import RefusalError
from hyte_core.reports.files import COUNCIL, COUNTY, file
from hyte_core.ui import address, past_data, session
from hyte_core.ui.choosing import Chosen, choose
from hyte_core.ui.markdown import plain
from hyte_core.ui.reports import data as report_data
from hyte_core.ui.reports.cards import PARAMETER as CARD
from hyte_core.ui.reports.cards import open_card, show_cards
from hyte_core.ui.reports.statements import PARAMETER as STATEMENTS
from hyte_core.ui.reports.statements import show_statements
from hyte_core.ui.reports.texts import PARAMETER as TEXT
from hyte_core.ui.reports.texts import missing_words, open_text, show_texts
from hyte_core.ui.welcome import welcome

#: The page's own parameters: the report's form, year and language, the file's type.
_OWN = ("pohja", "raporttivuosi", "raporttikieli", "muoto", STATEMENTS)
_MADE = "report_made"
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
}


def main() -> None:
    """Draw the page."""
    made = choose(_("Raportti"))
    if made is None:
        welcome()
        return
    chosen, since = made
    st.markdown(
        _(
            "Raportti kootaan suunnitelman arvioista, indikaattoreista, yhdyspinnoista ja lakisääteisistä tehtävistä sekä alla olevista teksteistä. Henkilöiden nimiä ja pieniä lukuja siinä ei ole."
        )
    )
    choice = _choices(chosen)
    year, code = choice.year, choice.code
    found = report_data.statements(chosen.plan.id, year)
    _make(chosen, since, choice, missing_words(found, code))
    _download()
    links = address.Links((*_OWN, TEXT, CARD))
    st.header(_("Raportin tekstit {year}").format(year=year), anchor=False)
    show_texts(found, code, links)
    st.header(_("Hyvinvoinnin tilan yhteenveto {year}").format(year=year), anchor=False)
    show_statements(found, code)
    if choice.form == COUNTY:
        st.header(_("Kortit {year}").format(year=year), anchor=False)
        show_cards(chosen.plan.organisation_id, year, links)
        if chosen.live:
            open_card(chosen.plan.organisation_id)
    if chosen.live:
        open_text(found, code)


@dataclass(frozen=True)
class _Choice:
    """The report's form, the year whose texts it has, its language, and the file's type."""

    form: str
    year: int
    code: str
    suffix: str


def _choices(chosen: Chosen) -> _Choice:
    """What the report is to be like; all of it is in the address."""
    places = st.columns(4)
    forms = {
        COUNCIL: _("Raportti valtuustolle"),
        COUNTY: _("Hyvinvointialueen raportti"),
    }
    form = _known("pohja", forms, COUNTY if chosen.plan.kind == "county" else COUNCIL)
    places[0].selectbox(
        _("Raportin pohja"), list(forms), format_func=forms.__getitem__, **address.bound("pohja", form, str)
    )
    years = [str(chosen.on.year), str(chosen.on.year - 1)]
    year = _known("raporttivuosi", years, years[0])
    places[1].selectbox(_("Raportin vuosi"), years, **address.bound("raporttivuosi", year, str))
    code = _known("raporttikieli", LANGUAGES, language())
    places[2].selectbox(
        _("Raportin kieli"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        **address.bound("raporttikieli", code, str),
    )
    shapes = {".docx": _("Word (.docx)"), ".html": _("Verkkosivu (.html)")}
    suffix = _known("muoto", shapes, ".docx")
    places[3].selectbox(
        _("Muoto"), list(shapes), format_func=shapes.__getitem__, **address.bound("muoto", suffix, str)
    )
    return _Choice(form, int(year), code, suffix)


def _known(name: str, known: Collection[str], usual: str) -> str:
    """The parameter's value if it is one of those known, else the usual one."""
    return address.get(name) if address.get(name) in known else usual


def _make(chosen: Chosen, since: date, choice: _Choice, missing: str) -> None:
    """The button that makes the report, and an organisation's own template for it."""
    template = None
    with st.container(horizontal=True):
        pressed = st.button(_("Tee raportti"), type="primary", icon=":material/description:")
        if choice.suffix == ".docx":
            with st.popover(_("Oma asiakirjapohja"), icon=":material/draft:"):
                template = st.file_uploader(_("Organisaation oma asiakirjapohja (.docx)"), type=["docx"])
    if missing:
        st.markdown(missing)
    if not pressed:
        get_ready()  # the button will be pressed
        return
    shown = st.progress(0.0, _("Kootaan raporttia…"))

    def tell(done: int, of: int) -> None:
        shown.progress(done / of if of else 1.0, _("Piirretään kuvia: {done}/{of}").format(done=done, of=of))

    try:
        content = file(
            past_data.past_of(chosen.plan.id, chosen.plan.organisation_id) or session.engine(),
            chosen.plan.id,
            choice.suffix,
            language=choice.code,
            today=chosen.on,
            since=since,
            template=template.getvalue() if template is not None else None,
            form=choice.form,
            year=choice.year,
            progress=tell,
        )
    except RefusalError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    finally:
        shown.empty()
    st.session_state[_MADE] = (
        f"{chosen.plan.organisation} {chosen.plan.name} {choice.year}{choice.suffix}",
        content,
    )


def _download() -> None:
    """The report that was made last, as long as the session lives."""
    name, content = st.session_state.get(_MADE, ("", b""))
    if not content:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(_("Valmis: {name}").format(name=plain(name)), icon=":material/check:")
        st.download_button(
            _("Lataa"),
            content,
            file_name=name,
            mime=_TYPES[name[name.rindex(".") :]],
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )


main()
