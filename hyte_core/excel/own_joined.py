"""Sheets of ours of which several rows are one record: a row for each answer of a participant, or of a yearly card."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hyte_core.excel.layout import column_word
from hyte_core.excel.own_cells import CellError, date_in, text_in
from hyte_core.locale import _
from hyte_core.problems import Problem
from hyte_core.records import ParticipantRecord, YearCardRecord


@dataclass(frozen=True)
class ParticipantRow:
    """A participant and one of its answers; or the participant alone."""

    organisation: str
    held_on: date
    meeting: str
    participant: str
    roles: str = ""
    question: str = ""
    answer: str = ""
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class CardAnswer:
    """What a respondent answers to a part of a county's report; ``guidance`` and ``previous`` are only for its eyes."""

    county: str
    organisation: str
    year: int
    part: str
    guidance: str = ""
    previous: str = ""
    answer: Any = ""
    sheet: str | None = None
    cell: str | None = None


def rows_of_participant(record: ParticipantRecord, questions: Sequence[str] = ()) -> list[ParticipantRow]:
    """A row for each question that was asked or answered, or the participant's own row; the first has the roles."""
    asked = list(dict.fromkeys([*questions, *record.answers])) or [""]
    return [
        ParticipantRow(
            organisation=record.organisation,
            held_on=record.held_on,
            meeting=record.meeting,
            participant=record.participant,
            roles="" if n else record.roles,
            question=question,
            answer=record.answers.get(question, ""),
        )
        for n, question in enumerate(asked)
    ]


def participants_of(rows: Iterable[ParticipantRow], problems: list[Problem]) -> Iterator[ParticipantRecord]:
    """The participants that the rows tell of, in their order. A question without an answer says nothing."""
    for group in _groups(rows, lambda row: (row.organisation, row.held_on, row.meeting, row.participant)):
        first = group[0]
        answers: dict[str, str] = {}
        for row in group:
            if row.answer and not row.question:
                problems.append(_empty("question", row))
            elif row.answer:
                answers[row.question] = row.answer
        yield ParticipantRecord(
            organisation=first.organisation,
            held_on=first.held_on,
            meeting=first.meeting,
            participant=first.participant,
            roles=next((row.roles for row in group if row.roles), ""),
            answers=answers,
            given=first.given and first.given | {"answers"},
            sheet=first.sheet,
            cell=first.cell,
        )


def cards_of(rows: Iterable[CardAnswer], problems: list[Problem]) -> Iterator[YearCardRecord]:
    """The cards that the forms tell of. What is left empty says nothing; a form without answers is no card."""
    for group in _groups(rows, lambda row: (row.county, row.organisation, row.year)):
        told: dict[str, Any] = {}
        for row in group:
            try:
                answer = (date_in if row.part == "answered_on" else text_in)(row.answer)
            except CellError as error:
                shown = str(row.answer)[:200]
                problems.append(Problem(error.code, str(error), sheet=row.sheet, cell=row.cell, value=shown))
                continue
            if answer:
                told[row.part] = answer
        if told:
            first = group[0]
            card = YearCardRecord(first.county, first.organisation, first.year, given=frozenset(told))
            yield replace(card, **told, sheet=first.sheet, cell=first.cell)


def _groups(rows: Iterable[Any], key: Callable[[Any], Any]) -> Iterable[list[Any]]:
    """The rows that have the same key, in the order of the first of each."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found.values()


def _empty(field: str, row: Any) -> Problem:
    message = _("Kohta {field} on pakollinen: anna sille arvo.").format(field=column_word(field))
    return Problem("empty", message, sheet=row.sheet, cell=row.cell)


def joined(rows: Mapping[str, Sequence[Any]], problems: list[Problem]) -> dict[str, tuple[Any, ...]]:
    """The rows of our own sheets by kind as the records that they are."""
    records = {kind: tuple(found) for kind, found in rows.items()}
    answers = records.pop("card_answers")
    records["participants"] = tuple(participants_of(records["participants"], problems))
    records["year_cards"] += tuple(cards_of(answers, problems))
    return records
