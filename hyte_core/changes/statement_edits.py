"""What a person writes for reports, as change sets made against what the person sees: statements, a report's parts, cards."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.model import Statement, YearCard
from hyte_core.views.cards import CARD_FIELDS, CardView
from hyte_core.views.statements import Statements, StatementView

#: What a statement says of itself, beside whose it is.
_FIELDS = ("plan_id", "kind", "year", "position", "text", "language")


def write_part(
    plan_id: str, year: int, language: str, kind: str, text: str, seen: StatementView | None
) -> ChangeSet:
    """What a part of a year's report says from now on; nothing in it removes it.

    A part has one id, so that two who write it for the first time at once are a conflict, not two texts.
    """
    text = _tidy(text)
    if seen is None:
        if not text:
            return ChangeSet(())
        row = Statement(
            id=part_id(plan_id, year, language, kind),
            plan_id=plan_id,
            kind=kind,
            year=year,
            text=text,
            language=language,
        )
        return ChangeSet((Change.adding(row),))
    return ChangeSet(tuple(_rewritten(seen, {"text": text})))


def part_id(plan_id: str, year: int, language: str, kind: str) -> str:
    """The id that a part of a report gets when it is written for the first time."""
    return sha256(f"{plan_id} {year} {language} {kind}".encode()).hexdigest()[:16]


def edit_statements(found: Statements, language: str, typed: Mapping[str, Mapping[str, Any]]) -> ChangeSet:
    """The dated statements of the year ``found`` looks from, after typing ``{id: {field: value}}``.

    A statement without text is removed; an id that is not there yet is a new one, which needs a text and comes last
    of its kind when it is given no place.
    """
    known = {one.id: one for one in found.all}
    changes: list[Change] = []
    for id_, cells in typed.items():
        if (seen := known.get(id_)) is not None:
            changes += _rewritten(seen, cells)
        elif _tidy(cells.get("text")):
            changes.append(Change.adding(_new(found, language, cells, len(changes))))
    return ChangeSet(tuple(changes))


def _new(found: Statements, language: str, cells: Mapping[str, Any], place: int) -> Statement:
    kind = cells.get("kind") or "worry"
    last = max((one.position for one in found.of_year(found.year) if one.kind == kind), default=0)
    position = cells.get("position")
    return Statement(
        plan_id=found.plan_id,
        kind=kind,
        year=found.year,
        position=int(position) if position is not None else last + 1 + place,
        text=_tidy(cells.get("text")),
        language=language,
    )


def copy_statements(found: Statements, statements: Iterable[StatementView], language: str) -> ChangeSet:
    """The statements once more for the year that ``found`` looks from, as the starting point of a new summary."""
    anew = {"year": found.year, "language": language}
    rows = (Statement(**{**{name: getattr(one, name) for name in _FIELDS}, **anew}) for one in statements)
    return ChangeSet(tuple(map(Change.adding, rows)))


def _rewritten(seen: StatementView, new: Mapping[str, Any]) -> Iterable[Change]:
    """What differs from the statement that is seen; without a text it is removed."""
    wanted = {**new, "text": _tidy(new.get("text", seen.text))}
    if not wanted["text"]:
        row = Statement(id=seen.id, **{name: getattr(seen, name) for name in _FIELDS})
        return [Change.removing(row)]
    pairs: dict[str, Any] = {n: (getattr(seen, n), v) for n, v in wanted.items() if v is not None}
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return [Change.changing("statement", seen.id, **different)] if different else []


# --- cards


def add_cards(county_id: str, year: int, organisations: Iterable[str]) -> ChangeSet:
    """An empty card for each of the organisations in a county's report of a year."""
    rows = (YearCard(organisation_id=one, county_id=county_id, year=year) for one in organisations)
    return ChangeSet(tuple(map(Change.adding, rows)))


def edit_card(seen: CardView, new: Mapping[str, Any], today: date) -> ChangeSet:
    """What differs from the card that is seen, by the names of CARD_FIELDS. It is answered today if it has a text now."""
    wanted = {name: _tidy(value) if isinstance(value, str) else value for name, value in new.items()}
    different: dict[str, Any] = {
        name: (getattr(seen, name), value) for name, value in wanted.items() if getattr(seen, name) != value
    }
    if not different:
        return ChangeSet(())
    if "answered_on" not in different and seen.answered_on != today:
        different["answered_on"] = (seen.answered_on, today)
    return ChangeSet((Change.changing("year_card", seen.id, **different),))


def remove_card(seen: CardView) -> ChangeSet:
    """The card is gone, provided that it is still as it is seen."""
    values = {
        name: getattr(seen, name) for name in ("id", "organisation_id", "county_id", "year", *CARD_FIELDS)
    }
    return ChangeSet((Change.removing(YearCard(**values)),))


def _tidy(text: str | None) -> str:
    """A text without empty lines around it."""
    return (text or "").replace("\r\n", "\n").strip()
