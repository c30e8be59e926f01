"""One uploaded file: what was understood, what is wrong, what would change, and the reader's decisions about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from hyte_core.changes import Bulk, Change
from hyte_core.excel import Reading
from hyte_core.excel.layout import column_word, sheet_word
from hyte_core.excel.vocabulary import VOCABULARIES
from hyte_core.imports import Loading, load, read
from hyte_core.imports.matching import NEW, Question
from hyte_core.locale import _, language, ngettext
from hyte_core.ui import plan_data, session
from hyte_core.ui.changes_table import change_lines, changes_table
from hyte_core.ui.markdown import plain
from hyte_core.ui.style import draw

#: At most so many problems are shown one by one; a file with more has one fault that repeats.
SHOWN_PROBLEMS = 30
#: Of rows that come many at a time only the first are shown.
SHOWN_OF_MANY = 100
_NEW_PLAN = "new"


@dataclass(frozen=True)
class Decisions:
    """What the reader has decided about a file: whose plan it is, whether it is all of it, which rows are which."""

    plan: str = ""
    organisation: str = ""
    whole: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[tuple[str, str], str], ...] = ()


def decisions(file_id: str) -> Decisions:
    """The decisions so far, read from the file's widgets."""
    state = st.session_state
    target = state.get(f"target_{file_id}")
    head = next((head for head in plan_data.heads() if head.id == target), None)
    places = state.get(f"places_{file_id}", {})
    answers = {place: state.get(key) for place, key in places.items()}
    return Decisions(
        plan=head.name if head else str(state.get(f"plan_{file_id}") or "").strip(),
        organisation=head.organisation if head else str(state.get(f"organisation_{file_id}") or "").strip(),
        whole=bool(state.get(f"whole_{file_id}")),
        answers=tuple((place, answer) for place, answer in answers.items() if answer),
        columns=tuple(state.get(f"columns_{file_id}", {}).items()),
    )


def loading_of(file: Any) -> Loading:
    """The file read and compared with what is shown now and what has been decided."""
    return _loading(file.file_id, session.version(), decisions(file.file_id), language(), _file=file)


@st.cache_data(max_entries=50, show_spinner=False, scope="session")
def _loading(file_id: str, version: int, decided: Decisions, code: str, *, _file: Any) -> Loading:
    asked = (file_id, decided.plan, decided.organisation, decided.columns)
    return load(
        session.engine(),
        _file.name,
        _file.getvalue(),
        today=session.today(),
        plan=decided.plan,
        organisation=decided.organisation,
        whole=decided.whole,
        answers=dict(decided.answers),
        choices=dict(decided.columns),
        reader=partial(_reading, asked, session.version_of("column_choice"), code, _file=_file),
    )


@st.cache_data(max_entries=50, show_spinner=False, scope="session")
def _reading(
    asked: tuple[str, str, str, tuple[tuple[tuple[str, str], str], ...]],
    version: int,
    code: str,
    *,
    _file: Any,
) -> Reading:
    """Apart from comparing: what the file says stays, whatever others save while it is looked at."""
    _file_id, plan, organisation, columns = asked
    return read(
        session.engine(),
        _file.name,
        _file.getvalue(),
        plan=plan,
        organisation=organisation,
        choices=dict(columns),
    )


def show_file(file: Any, loading: Loading) -> frozenset[str] | None:
    """Draw the file's card. Gives the rows that the reader leaves out, or None when nothing can be saved."""
    st.header(plain(loading.file), anchor=False)
    _recognised(loading)
    _columns(file.file_id, loading)
    if any(problem.code == "no_plan" for problem in loading.reading.problems) or decisions(file.file_id).plan:
        _ask_plan(file.file_id)
    _problems(loading)
    if loading.comparison is None:
        st.markdown(_("Tästä tiedostosta ei voi tallentaa mitään, ennen kuin virheet on korjattu."))
        return None
    _questions(file.file_id, loading.comparison.questions, decisions(file.file_id))
    if loading.reading.records.actions:
        st.checkbox(
            _("Tiedostossa on koko suunnitelma: poista toimenpiteet, joita siinä ei ole"),
            key=f"whole_{file.file_id}",
        )
    counts = loading.comparison.counts
    words = {
        "added": _("uutta"),
        "changed": _("muuttunutta"),
        "removed": _("poistettavaa"),
        "unchanged": _("ennallaan"),
    }
    for column, (name, word) in zip(st.columns(4), words.items(), strict=True):
        column.metric(word, counts[name])
    if not loading.comparison.changes and not loading.comparison.bulks:
        st.info(_("Tiedostossa ei ole mitään uutta: kaikki on jo tallessa."), icon=":material/done:")
        return None
    _bulks(loading.comparison.bulks)
    if not loading.comparison.changes:
        return frozenset()
    return _changes(file.file_id, loading.comparison.changes)


def _bulks(bulks: Sequence[Bulk]) -> None:
    """The first rows of those that come many at a time: they are accepted or left as a whole."""
    first = [change for bulk in bulks for change in bulk.first(SHOWN_OF_MANY)]
    if not first:
        return
    with st.expander(_("Ensimmäiset uudet arvot")):
        changes_table(session.engine(), first)


def _recognised(loading: Loading) -> None:
    found = []
    for table in loading.reading.tables:
        rows = ngettext("{n} rivi", "{n} riviä", table.rows)
        found.append(f"{plain(table.sheet)}: {sheet_word(table.kind).lower()}, {rows}")
    if found:
        st.markdown(_("Tunnistettu: {tables}").format(tables=" · ".join(found)))


def _columns(file_id: str, loading: Loading) -> None:
    """What each column was taken for; the reader can say otherwise, and the next such file is read so too."""
    tables = [table for table in loading.reading.tables if table.headers and table.kind in VOCABULARIES]
    if not tables:
        return
    with st.expander(_("Mitä sarakkeet tarkoittavat"), key=f"meanings_{file_id}", on_change="rerun") as shown:
        if not shown.open:
            return
        st.markdown(
            _("Jos sarake ymmärrettiin väärin, valitse oikea. Valinta muistetaan, kun hyväksyt tiedoston.")
        )
        for table in tables:
            st.markdown(f"**{plain(table.sheet)}**")
            words = {"": _("(jätetään pois)")} | {
                name: column_word(name) for name in VOCABULARIES[table.kind]
            }
            with st.container(horizontal=True):
                for letter, header in table.headers.items():
                    if table.columns.get(letter, "") in words:
                        _column(file_id, table.sheet, letter, header, table.columns.get(letter, ""), words)


def _column(file_id: str, sheet: str, letter: str, header: str, taken: str, words: dict[str, str]) -> None:
    key = f"column_{file_id}_{sheet}_{letter}"
    st.session_state[key] = taken

    def choose() -> None:
        chosen = st.session_state.setdefault(f"columns_{file_id}", {})
        chosen[sheet, letter] = st.session_state[key]

    label = f"{letter}: {plain(header)[:60] or '–'}"
    st.selectbox(label, list(words), format_func=words.__getitem__, key=key, on_change=choose, width=230)


def _ask_plan(file_id: str) -> None:
    """For a file that does not say whose plan it is."""
    names = {head.id: f"{head.organisation}: {head.name}" for head in plan_data.heads()} | {
        _NEW_PLAN: _("Uusi suunnitelma…")
    }
    chosen = st.selectbox(
        _("Mitä suunnitelmaa tiedosto koskee?"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Valitse"),
        key=f"target_{file_id}",
    )
    if chosen == _NEW_PLAN:
        left, right = st.columns(2)
        left.text_input(_("Organisaatio"), key=f"organisation_{file_id}")
        right.text_input(_("Suunnitelman nimi"), key=f"plan_{file_id}")


def _problems(loading: Loading) -> None:
    problems = sorted(loading.reading.problems, key=lambda p: p.severity)
    for problem in problems[:SHOWN_PROBLEMS]:
        show, icon = (st.error, ":material/error:") if problem.severity == "error" else (st.warning, None)
        told = not problem.value or problem.value in problem.message
        value = "" if told else f" (”{plain(str(problem.value)[:200])}”)"
        show(plain(str(problem)) + value, icon=icon)
    for excerpt in loading.reading.excerpts:
        draw("excerpt.html", excerpt=excerpt)
    if (more := len(problems) - SHOWN_PROBLEMS) > 0:
        st.markdown(ngettext("…ja {n} muu huomautus.", "…ja {n} muuta huomautusta.", more))


def _questions(file_id: str, questions: tuple[Question, ...], decided: Decisions) -> None:
    """Which of the plan's actions a row is: the questions that are open, and those that have been answered."""
    places = st.session_state.setdefault(f"places_{file_id}", {})
    asked = st.session_state.setdefault(f"questions_{file_id}", {})
    for question in questions:
        places[question.place] = f"answer_{file_id}_{question.place}"
        asked[question.place] = question
    if not asked:
        return
    heading = _("Onko tämä sama toimenpide?")
    st.markdown(f"**{heading}**")
    for place, question in asked.items():
        names = {action.id: action.name for action in question.candidates} | {
            NEW: _("Ei, tämä on uusi toimenpide")
        }
        st.selectbox(
            f"{plain(place)}: {plain(question.text)}",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Valitse: muuten riviä ei tallenneta"),
            key=places[place],
        )


def _changes(file_id: str, changes: tuple[Change, ...]) -> frozenset[str]:
    """The list of changes with a tick before each; the rows without a tick are left out."""
    lines = change_lines(session.engine(), changes)
    frame = pd.DataFrame(lines, index=range(len(lines)))
    ids = frame.pop("id")
    chosen = _("Mukaan")
    frame.insert(0, chosen, True)
    with st.expander(_("Mitä muuttuisi"), expanded=any(change.operation != "add" for change in changes)):
        edited = st.data_editor(
            frame,
            hide_index=True,
            disabled=[column for column in frame.columns if column != chosen],
            key=f"chosen_{file_id}_{hash(tuple(ids))}",
            height=min(38 + 35 * len(lines), 420),
            placeholder="",
            alt=_("Muutokset taulukkona"),
        )
    return frozenset(ids[~edited[chosen]])
