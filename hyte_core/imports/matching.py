"""Which action of the database each record speaks of: by our own key, by its text, or by a similar text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from rapidfuzz import fuzz, process

from hyte_core.records import ActionRecord
from hyte_core.views import ActionView, PlanView

#: Similarity in per cent from which two texts are the same action with a small edit, and the lead that the best
#: candidate must have on the next; from DOUBTFUL on the reader is asked; below it the record is a new action.
SAME = 90
LEAD = 5
DOUBTFUL = 70
#: How many candidates a question offers.
OFFERED = 3
#: The answer to a question that says that the record is none of the candidates.
NEW = "new"


def in_workbook(value: Any) -> Any:
    """A value as a workbook can hold it: white space around texts and signs that no cell can have are lost."""
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if isinstance(value, tuple):
        return tuple(in_workbook(item) for item in value)
    if isinstance(value, dict):
        return {name: in_workbook(text) for name, text in value.items()}
    return value


def plain(text: str | None) -> str:
    """A text as it is compared: case and white space make no difference."""
    return " ".join(str(in_workbook(text or "")).casefold().split())


def stands_in(plan: PlanView, known: ActionView, record: ActionRecord) -> bool:
    """True if the record names the place where the action stands: then it has not been moved.

    Two goals may have the same text, and a workbook's sub-actions keep naming an action that it renames.
    """
    here = (
        plan.area_name(known.focus_area_id),
        plan.goal_name(known.goal_id),
        plan.action_name(known.parent_id),
    )
    there = (record.focus_area, record.goal, record.parent)
    return [plain(name or "") for name in here] == [plain(name or "") for name in there]


def place_of(record: ActionRecord) -> str:
    """Where a record stands in its file, which is how answers name it."""
    return f"{record.sheet}!{record.cell}"


@dataclass(frozen=True)
class Question:
    """A record that may be one of some actions of the database: the reader decides."""

    place: str
    text: str
    candidates: tuple[ActionView, ...]


@dataclass
class Matching:
    """The actions that records speak of, by the record's index; and what must be asked."""

    found: dict[int, ActionView] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def claimed(self) -> set[str]:
        """The ids of the actions that some record speaks of, or may speak of."""
        asked = {action.id for question in self.questions for action in question.candidates}
        return {action.id for action in self.found.values()} | asked


def match(plan: PlanView, records: Sequence[ActionRecord], answers: Mapping[str, str]) -> Matching:
    """Find each record's action. ``answers`` maps a record's place to an action's id, or to NEW."""
    result = Matching()
    waiting = {action.id: action for action in plan.actions}
    _by_answer(plan, records, answers, result, waiting)
    _by_key(records, result, waiting)
    _by_text(plan, records, result, waiting, with_place=True)
    _by_text(plan, records, result, waiting, with_place=False)
    rest = [i for i, r in enumerate(records) if i not in result.found and answers.get(place_of(r)) != NEW]
    _by_similarity(records, rest, result, waiting)
    return result


def _take(result: Matching, waiting: dict[str, ActionView], index: int, action: str) -> None:
    result.found[index] = waiting.pop(action)


def _by_answer(
    plan: PlanView,
    records: Sequence[ActionRecord],
    answers: Mapping[str, str],
    result: Matching,
    waiting: dict[str, ActionView],
) -> None:
    for index, record in enumerate(records):
        if (answer := answers.get(place_of(record))) in waiting:
            _take(result, waiting, index, str(answer))


def _by_key(records: Sequence[ActionRecord], result: Matching, waiting: dict[str, ActionView]) -> None:
    """A row that was copied in Excel carries the key of the one it was copied from: only the first has it."""
    for index, record in enumerate(records):
        if index not in result.found and record.key in waiting:
            _take(result, waiting, index, str(record.key))


def _by_text(
    plan: PlanView,
    records: Sequence[ActionRecord],
    result: Matching,
    waiting: dict[str, ActionView],
    *,
    with_place: bool,
) -> None:
    """The same text in the same place; or else the same text elsewhere in the plan, if only one has it."""
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for action in waiting.values():
        text = plain(action.name)
        if with_place:
            place = (
                plan.area_name(action.focus_area_id),
                plan.goal_name(action.goal_id),
                plan.action_name(action.parent_id),
            )
            same[(*map(plain, place), text)].append(action.id)
        else:
            same[(str(action.parent_id is None), text)].append(action.id)
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if index not in result.found:
            text = plain(record.action)
            place_ = (plain(record.focus_area), plain(record.goal), plain(record.parent), text)
            wanted[place_ if with_place else (str(record.parent is None), text)].append(index)
    for key, indexes in wanted.items():
        ids = same.get(key, [])
        if with_place or len(ids) == len(indexes) == 1:
            for index, id_ in zip(indexes, ids, strict=False):
                _take(result, waiting, index, id_)


def _by_similarity(
    records: Sequence[ActionRecord], rest: Sequence[int], result: Matching, waiting: dict[str, ActionView]
) -> None:
    """A small edit of a text is the same action; what might be one is asked."""
    for is_part in (False, True):
        indexes = [i for i in rest if (records[i].parent is not None) == is_part]
        actions = [a for a in waiting.values() if (a.parent_id is not None) == is_part]
        if not indexes or not actions:
            continue
        scores = _similarities([plain(records[i].action) for i in indexes], [plain(a.name) for a in actions])
        for row, index in enumerate(indexes):
            order = sorted(range(len(actions)), key=lambda n: -scores[row][n])
            best = order[0]
            if scores[row][best] < DOUBTFUL:
                continue
            lead = scores[row][best] - (scores[row][order[1]] if len(order) > 1 else 0)
            own_best = max(range(len(indexes)), key=lambda n: scores[n][best]) == row
            if scores[row][best] >= SAME and lead >= LEAD and own_best and actions[best].id in waiting:
                _take(result, waiting, index, actions[best].id)
                continue
            candidates = tuple(actions[n] for n in order[:OFFERED] if scores[row][n] >= DOUBTFUL)
            result.questions.append(Question(place_of(records[index]), records[index].action, candidates))


def _similarities(texts: Sequence[str], others: Sequence[str]) -> Any:
    """The similarity of each text to each other in per cent, also when the words stand in another order."""
    letters = process.cdist(texts, others, scorer=fuzz.ratio, score_cutoff=DOUBTFUL)
    words = process.cdist(texts, others, scorer=fuzz.token_sort_ratio, score_cutoff=DOUBTFUL)
    return np.maximum(letters, words)
