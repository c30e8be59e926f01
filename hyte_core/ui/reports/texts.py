"""The texts that a person writes into a year's report: which are written, and a dialog for each.

As the dialogs of duties: what is saved is compared against what the reader saw when the dialog opened, and what has
been typed stays when it is refused.
"""

from dataclasses import dataclass

import streamlit as st

from hyte_core.changes import Outcome
from hyte_core.changes.statement_edits import write_part
from hyte_core.locale import LANGUAGES, _, set_language
from hyte_core.model import TEXT_LIMIT
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain
from hyte_core.ui.reports import data as report_data
from hyte_core.ui.saving import explain_refusal, save
from hyte_core.ui.style import draw
from hyte_core.views.statements import PARTS, Statements, StatementView

#: The parameter of the address that opens the dialog of a part.
PARAMETER = "teksti"
_SEEN = "report_text_seen"


@dataclass
class _Seen:
    """A part as it was when the dialog opened, and why it could not be saved yet."""

    key: str
    part: StatementView | None
    refusal: Outcome | None = None


def part_words() -> dict[str, tuple[str, str]]:
    """The parts of a report: their names, and what is written in them."""
    return {
        "introduction": (_("Johdanto"), _("Mistä vuodesta raportti kertoo, kuka sen on koonnut ja kenelle.")),
        "state": (_("Hyvinvoinnin ja terveyden tila"), _("Mitä indikaattorit ja kokemustieto yhdessä kertovat.")),
        "structures": (_("Rakenteet ja yhteistyö"), _("Kuka johtaa ja koordinoi hyte-työtä, ja mitä siinä muuttui.")),
        "measures": (_("Toimet"), _("Mitä vuoden aikana tehtiin ja mitä siitä seurasi.")),
        "summary": (_("Yhteenveto ja johtopäätökset"), _("Mitä tästä seuraa ensi vuodelle.")),
    }  # fmt: skip


def show_texts(found: Statements, code: str, links: address.Links) -> None:
    """The parts in the report's order: each with its beginning and a link to its dialog, or whole to be read."""
    words = part_words()
    rows = [
        {
            "name": words[kind][0],
            "hint": words[kind][1],
            "part": found.part(kind, code),
            "before": found.part_before(kind, code),
            "href": links.to("raportti", **{PARAMETER: kind}),
        }
        for kind in PARTS
    ]
    draw("report_texts.html", rows=rows, may_edit=session.may_edit())


def open_text(found: Statements, code: str) -> None:
    """Open the dialog that the address asks for, if it asks for one."""
    kind = address.get(PARAMETER)
    if not kind:
        st.session_state.pop(_SEEN, None)
        return
    if kind not in PARTS:
        st.warning(_("Linkin kohtaa ei enää ole."), icon=":material/link_off:")
        _close()
        return
    key = f"text_{found.plan_id}_{found.year}_{code}_{kind}"
    seen: _Seen | None = st.session_state.get(_SEEN)
    if seen is None or seen.key != key:
        seen = st.session_state[_SEEN] = _Seen(key, found.part(kind, code))
        st.session_state.pop(key, None)
    st.dialog(part_words()[kind][0], width="large", on_dismiss=_close)(part_form)(found, kind, code, seen)


def _close() -> None:
    address.put(PARAMETER, "")
    seen = st.session_state.pop(_SEEN, None)
    if seen is not None:
        st.session_state.pop(seen.key, None)


def part_form(found: Statements, kind: str, code: str, seen: _Seen) -> None:
    """A part's text, with the text of the last time as its starting point."""
    set_language(address.get("kieli"))
    about = _("Teksti tulee vuoden {year} raporttiin. Raportin kieli: {language}.")
    st.markdown(f"{part_words()[kind][1]} {about.format(year=found.year, language=LANGUAGES[code])}")
    if seen.refusal is not None:
        explain_refusal(seen.refusal)
        if seen.part is not None:
            st.info(_("Jos tallennat uudelleen, oma tekstisi jää voimaan. Toisen teksti on tässä:"))
            st.text(seen.part.text)
    st.session_state.setdefault(seen.key, seen.part.text if seen.part else "")
    before = found.part_before(kind, code)
    if before is not None:
        label = _("Ota pohjaksi vuoden {year} teksti").format(year=before.year)
        st.button(label, icon=":material/history:", on_click=_take, args=(seen.key, before.text))
    text = st.text_area(
        part_words()[kind][0],
        key=seen.key,
        height=320,
        max_chars=TEXT_LIMIT,
        placeholder=_("Kirjoita tähän. Tyhjä rivi aloittaa uuden kappaleen."),
    )
    if st.button(_("Tallenna"), type="primary"):
        _save(found, kind, code, seen, text)


def _take(key: str, text: str) -> None:
    """The old text after what has been typed."""
    typed = st.session_state.get(key, "").strip()
    st.session_state[key] = f"{typed}\n\n{text}" if typed else text


def _save(found: Statements, kind: str, code: str, seen: _Seen, text: str) -> None:
    """Save and close; after a conflict the next save is made against what is there now."""
    outcome = save(write_part(found.plan_id, found.year, code, kind, text, seen.part))
    if outcome.done:
        _close()
        st.rerun()
    session.refresh_version()
    seen.part = report_data.statements(found.plan_id, found.year).part(kind, code)
    seen.refusal = outcome
    st.rerun()


def missing_words(found: Statements, code: str) -> str:
    """Which parts nobody has written, as a sentence; empty when all are written."""
    words = part_words()
    names = [words[kind][0] for kind in PARTS if found.part(kind, code) is None]
    return _("Kirjoittamatta: {names}. Ne jäävät raportista pois.").format(names=plain(", ".join(names))) if names else ""  # fmt: skip
