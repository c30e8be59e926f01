"""What is wrong with what somebody writes of a meeting, one sentence each that says what to do."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hyte_core.locale import _, day
from hyte_core.problems import Problem

#: The first and the last day that a meeting or a due date can be on.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


def meeting_problems(new: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a meeting's day, title and questions."""
    if not new.get("title", "").strip():
        yield Problem("empty", _("Kokouksella ei ole otsikkoa: kirjoita se."))
    if new.get("held_on") is None:
        yield Problem("empty", _("Kokouksella ei ole päivää: valitse se."))
    for question in new.get("questions", ()):
        if ";" in question:
            text = _(
                "Kysymyksessä ”{question}” on puolipiste: jaa se kahdeksi kysymykseksi tai poista puolipiste."
            )
            yield Problem("bad_list", text.format(question=question[:80]), value=question)
    asked = [question.casefold() for question in new.get("questions", ())]
    if len(set(asked)) < len(asked):
        yield Problem("same_twice", _("Sama kysymys on kahdesti: poista toinen."))


def decision_problems(new: Mapping[str, Any], held_on: date) -> Iterator[Problem]:
    """What is wrong with a decision made on a day."""
    if not new.get("text", "").strip():
        yield Problem("empty", _("Päätöksellä ei ole tekstiä: kirjoita, mitä päätettiin."))
    due, done = new.get("due"), new.get("done_on")
    if due is not None and due < held_on:
        text = _("Määräaika {due} on ennen kokousta {held}: korjaa päivä.")
        yield Problem("due_before_start", text.format(due=day(due), held=day(held_on)), value=due.isoformat())
    if done is not None and done < held_on:
        text = _("Päätöstä ei ole voitu toteuttaa {done} ennen kokousta {held}: korjaa päivä.")
        yield Problem(
            "due_before_start", text.format(done=day(done), held=day(held_on)), value=done.isoformat()
        )


def topic_problems(new: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a topic of one's own or a theme."""
    if not new.get("title", "").strip():
        yield Problem("empty", _("Asialla ei ole otsikkoa: kirjoita se."))


def participant_problems(new: Mapping[str, Any], others: Iterator[str]) -> Iterator[Problem]:
    """What is wrong with a participant beside the other participants' organisations."""
    name = new.get("organisation", "").strip()
    if not name:
        yield Problem("empty", _("Osallistujalla ei ole organisaatiota: valitse tai kirjoita se."))
    if name.casefold() in {other.casefold() for other in others}:
        yield Problem(
            "same_twice", _("”{name}” on jo osallistujien joukossa: muokkaa sen tietoja.").format(name=name)
        )
