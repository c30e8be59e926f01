"""What a row must be like to be kept, in one place. Every rule's sentence says what to do."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlmodel import AutoString

from hyte_core.changes.coding import table_of
from hyte_core.changes.observation_rules import observation_problems, year_problems
from hyte_core.changes.words import field_word
from hyte_core.locale import _, number
from hyte_core.model import ENTITIES
from hyte_core.model.row import NAME_LIMIT
from hyte_core.problems import Problem

_CHOICES: dict[tuple[str, str], set[str | None]] = {
    ("organisation", "kind"): {"municipality", "county", "association", "sector"},
    ("assessment", "light"): {"green", "yellow", "red", None},
    ("duty_report", "light"): {"green", "yellow", "red", None},
    ("indicator_card", "light"): {"green", "yellow", "red", None},
    ("indicator", "polarity"): {"higher", "lower", "none"},
    ("indicator", "light_rule"): {"points", ""},
    ("target", "direction"): {"increase", "decrease", "improve", None},
    ("maturity", "side"): {"municipality", "county"},
    ("duty", "party"): {"municipality", "county"},
    ("yearly_event", "party"): {"municipality", "county"},
    ("meeting", "kind"): {"meeting", "negotiation"},
    ("statement", "kind"): {
        "worry",
        "positive",
        "conclusion",
        "introduction",
        "state",
        "structures",
        "measures",
        "summary",
    },
    ("statement", "language"): {"fi", "sv", "en"},
}
#: What whole numbers may be; the others whatever every database can hold.
_RANGES = {
    ("plan", "assessment_interval_months"): (1, 120),
    ("maturity", "level"): (1, 6),
    ("indicator", "decimals"): (0, 10),
    ("yearly_event", "month"): (1, 12),
    ("yearly_event", "day"): (1, 31),
    ("yearly_event", "every_years"): (1, 100),
    ("meeting", "attendees"): (0, 1_000_000),
}
#: What must be a year that somebody can mean.
_YEARS = {
    "observation": ("year",),
    "target": ("year", "baseline_year"),
    "duty_report": ("year",),
    "yearly_event": ("first_year",),
    "statement": ("year",),
    "year_card": ("year",),
}
_EMAIL = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"().]+(\.[^@\s,;<>\"().]+)+")
#: What PostgreSQL, or UTF-8 itself, cannot hold.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_ANY = (-(2**31), 2**31 - 1)
_PERIODS = {"plan": ("starts", "ends"), "action": ("starts", "due")}


class _Field(NamedTuple):
    """What a field of a row must be like."""

    name: str
    is_text: bool
    longest: int | None
    required: bool
    nullable: bool
    choices: set[str | None] | None
    least: int
    most: int


@cache
def _fields(entity: str) -> tuple[_Field, ...]:
    model = ENTITIES[entity]
    return tuple(
        _Field(
            column.name,
            isinstance(column.type, AutoString),
            getattr(column.type, "length", None),
            column.name == "id" or model.model_fields[column.name].is_required(),
            bool(column.nullable),
            _CHOICES.get((entity, column.name)),
            *_RANGES.get((entity, column.name), _ANY),
        )
        for column in table_of(entity).columns
    )


def broken_rules(entity: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """The problems of a row as it would be after a change."""
    for field in _fields(entity):
        value = row.get(field.name)
        if field.is_text and (value is not None or field.required):
            if (
                (field.required and not (value or "").strip())
                or len(value or "") > (field.longest or math.inf)
                or _UNKEEPABLE.search(value or "")
            ):
                word = field_word(entity, field.name)
                yield from _text_problems(value, word, field.longest, required=field.required)
        elif value is None and not field.nullable:
            word = field_word(entity, field.name)
            yield Problem("empty", _("Kohta {field} on pakollinen: anna sille arvo.").format(field=word))
        unknown = field.choices is not None and value not in field.choices
        if unknown or (isinstance(value, int) and not field.least <= value <= field.most):
            word = field_word(entity, field.name)
            yield Problem(
                "unknown_value",
                _("Kohdassa {field} on tuntematon arvo ”{value}”.").format(field=word, value=value),
                value=str(value),
            )
        if isinstance(value, list):
            yield from _list_problems(value, field_word(entity, field.name))
    yield from _period_problems(entity, row)
    for name in _YEARS.get(entity, ()):
        yield from year_problems(row.get(name))
    if entity == "observation":
        yield from observation_problems(row)
    elif entity == "contact":
        yield from email_problems(row.get("email"))


def email_problems(text: str | None) -> Iterator[Problem]:
    """What is wrong with an e-mail address, or nothing; an empty one is none."""
    if text and not _EMAIL.fullmatch(text.strip()):
        message = _("Tämä ei ole sähköpostiosoite: kirjoita se muodossa nimi@kunta.fi.")
        yield Problem("bad_email", message, value=text[:200])


def _text_problems(value: str | None, word: str, limit: int | None, required: bool) -> Iterator[Problem]:
    text = value or ""
    if required and not text.strip():
        yield Problem(
            "empty", _("Kohta {field} ei voi olla tyhjä: kirjoita siihen teksti.").format(field=word)
        )
    if limit and len(text) > limit:
        yield Problem(
            "too_long",
            _(
                "Kohdan {field} teksti on liian pitkä ({n} merkkiä): lyhennä se enintään {limit} merkkiin."
            ).format(field=word, n=number(len(text)), limit=number(limit)),
            value=text[:60],
        )
    if _UNKEEPABLE.search(text):
        message = _("Kohdassa {field} on merkki, jota ei voi tallentaa: kirjoita teksti uudelleen.")
        yield Problem("bad_character", message.format(field=word))


def _list_problems(value: list[str], word: str) -> Iterator[Problem]:
    """Items are kept and shown separated by semicolons, so an item cannot have one."""
    for item in value:
        if not item.strip() or ";" in item or "\n" in item:
            message = _(
                "Kohdassa {field} on osa, joka on tyhjä tai jossa on puolipiste (”{item}”): anna osat erikseen."
            )
            yield Problem("bad_list", message.format(field=word, item=item), value=item)
        yield from _text_problems(item, word, NAME_LIMIT, required=False)


def _period_problems(entity: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    names = _PERIODS.get(entity)
    if names is None:
        return
    first, last = (row.get(name) for name in names)
    if first and last and last < first:
        yield Problem(
            "due_before_start",
            _("{last} on aikaisempi kuin {first}: korjaa toinen päivistä.").format(
                last=field_word(entity, names[1]).capitalize(), first=field_word(entity, names[0])
            ),
            value=last.isoformat(),
        )
