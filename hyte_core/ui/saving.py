"""Saving what a page has gathered, telling how it went, and taking it back."""

import logging
from collections.abc import Callable

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.changes import ChangeSet, Outcome, UndoError, apply, undo
from hyte_core.database import explain
from hyte_core.locale import _, ngettext, set_language
from hyte_core.problems import Problem, RefusalError
from hyte_core.ui import address, session
from hyte_core.ui.markdown import plain

#: The change set that the session saved last, to be taken back with one click.
LAST = "last_saved"
_REFUSAL = "undo_refusal"
#: What is said in passing, its icon with it, once a whole run gets to it.
_SAID = "said"

log = logging.getLogger("hyte.pages")


def written(write: Callable[[], Outcome]) -> Outcome:
    """What ``write`` gives; if the database cannot write, a problem that says why, so that nothing typed is lost."""
    try:
        return write()
    except UndoError:
        raise
    except RefusalError as refusal:
        return Outcome(problems=(Problem("refused", str(refusal)),))
    except (SQLAlchemyError, OSError) as error:
        log.error("not saved", exc_info=error)
        return Outcome(problems=(Problem("database", explain(error)),))


def save(change_set: ChangeSet) -> Outcome:
    """Hand the change set to the one door; when it is done, say so and remember it for undo."""
    outcome = written(lambda: apply(session.engine(), change_set, author=session.writer(), now=session.now()))
    if outcome.done and outcome.change_set is not None:
        st.session_state[LAST] = outcome.change_set
        session.refresh_version()
        n = sum(len(c.fields) if c.operation == "change" else 1 for c in change_set.changes)
        n += sum(map(len, change_set.bulks))
        say(ngettext("Tallennettu {n} muutos", "Tallennettu {n} muutosta", n), ":material/check:")
    return outcome


def take_back(change_set: int, *, keep_edited: bool = False) -> Outcome:
    """Undo a saved change set and tell how it went."""
    engine, now = session.engine(), session.now()
    outcome = written(
        lambda: undo(engine, change_set, author=session.writer(), now=now, keep_edited=keep_edited)
    )
    if outcome.done:
        session.refresh_version()
        say(_("Muutos on peruttu."), ":material/undo:")
    return outcome


def say(text: str, icon: str) -> None:
    """Have something said in passing by the next run that goes on: one that begins anew at once would take it away unseen."""
    st.session_state.setdefault(_SAID, []).append((text, icon))


def tell_said() -> None:
    """Say in passing what was done, once."""
    for text, icon in st.session_state.pop(_SAID, ()):
        st.toast(text, icon=icon)


def take_back_last() -> None:
    """Undo what the session saved last; if it cannot be undone, the page says why."""
    set_language(address.get("kieli"))
    last = st.session_state.pop(LAST, None)
    if last is None:
        return
    try:
        outcome = take_back(last)
    except UndoError:
        return  # somebody has undone it already
    if not outcome.done:
        st.session_state[_REFUSAL] = outcome


def tell_refusal() -> None:
    """Say once why the last undo was not done."""
    if refusal := st.session_state.pop(_REFUSAL, None):
        explain_refusal(refusal)


def explain_refusal(outcome: Outcome) -> None:
    """Show why nothing was saved: a sentence a reason, with both values where two people changed the same."""
    for problem in outcome.problems:
        st.error(plain(str(problem)), icon=":material/error:")
    for conflict in outcome.conflicts:
        st.warning(plain(conflict.message), icon=":material/group:")
