"""What a row must be like to be kept, in one place. Every rule's sentence says what to do."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import AutoString

from hyte_core.changes.coding import table_of
from hyte_core.changes.words import field_word
from hyte_core.locale import _, number
from hyte_core.model import ENTITIES
from hyte_core.model.tables import NAME_LIMIT
from hyte_core.problems import Problem

_CHOICES: dict[tuple[str, str], set[str | None]] = {
    ("organisation", "kind"): {"municipality", "county", "association", "sector"},
    ("assessment", "light"): {"green", "yellow", "red", None},
    ("duty_report", "light"): {"green", "yellow", "red", None},
}
#: What whole numbers may be; the others whatever every database can hold.
_RANGES = {("plan", "assessment_interval_months"): (1, 120), ("maturity", "level"): (1, 6)}
_ANY = (-(2**31), 2**31 - 1)
_PERIODS = {"plan": ("starts", "ends"), "action": ("starts", "due")}


def broken_rules(entity: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """The problems of a row as it would be after a change."""
    for column in table_of(entity).columns:
        value = row.get(column.name)
        word = field_word(entity, column.name)
        required = _required(entity, column.name)
        if isinstance(column.type, AutoString) and (value is not None or required):
            yield from _text_problems(value, word, column.type.length, required=required)
        elif value is None and not column.nullable:
            yield Problem("empty", _("Kohta {field} on pakollinen: anna sille arvo.").format(field=word))
        choices = _CHOICES.get((entity, column.name))
        least, most = _RANGES.get((entity, column.name), _ANY)
        unknown = choices is not None and value not in choices
        if unknown or (isinstance(value, int) and not least <= value <= most):
            yield Problem(
                "unknown_value",
                _("Kohdassa {field} on tuntematon arvo ”{value}”.").format(field=word, value=value),
                value=str(value),
            )
        if isinstance(value, list):
            yield from _list_problems(value, word)
    yield from _period_problems(entity, row)


def _required(entity: str, name: str) -> bool:
    return name == "id" or ENTITIES[entity].model_fields[name].is_required()


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


def _list_problems(value: list[str], word: str) -> Iterator[Problem]:
    """Items are kept and shown separated by semicolons, so an item cannot have one."""
    for item in value:
        if not item.strip() or ";" in item or "\n" in item:
            message = _(
                "Kohdassa {field} on tyhjä tai puolipisteellä jaettava osa ”{item}”: anna osat erikseen."
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
