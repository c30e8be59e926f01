"""Records from the JSON that a dump is: what went out of one installation goes into another."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hyte_core.locale import _
from hyte_core.problems import RefusalError
from hyte_core.records.kinds import Records

#: What a record knows besides what the JSON says.
_OWN = ("given", "key", "sheet", "cell")


class _WrongError(Exception):
    """A value is not what it should be; ``where`` is the path to it, from the inside out."""

    def __init__(self, *where: str) -> None:
        super().__init__()
        self.where = where


def from_json(text: str | bytes) -> Records:
    """The records of a dump's JSON, as :meth:`hyte_core.records.Records.as_json` told them.

    Each record's ``sheet`` is its kind and ``cell`` its number in the list, so that what is wrong with it can be
    told; ``given`` has the fields that it has. Raises RefusalError, with one sentence, for what is no dump.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise RefusalError(
            _("Tiedosto ei ole JSON-muotoa tai se on vioittunut: valitse toinen tiedosto.")
        ) from None
    kinds = {kind.name: get_args(hint)[0] for kind, hint in _hints(Records)}
    if not isinstance(told, dict) or not told:
        raise RefusalError(_("JSON-tiedosto ei ole ohjelman oma vienti: vie tiedot komennolla dump --json."))
    unknown = [name for name in told if name not in kinds]
    if unknown:
        raise RefusalError(
            _("Tiedostossa on tietoja, joita tämä versio ei tunne ({name}): päivitä ohjelma.").format(
                name=unknown[0]
            )
        )
    return Records(**{kind: _records(kind, kinds[kind], rows) for kind, rows in told.items()})


def is_dump(content: bytes) -> bool:
    """True for a file that begins as a dump does: an object with a kind of record as its first name."""
    start = content[:2_000].decode("utf-8-sig", "replace").lstrip()
    name = start[1:].lstrip().partition('"')[2].partition('"')[0] if start.startswith("{") else ""
    return name in {kind.name for kind in fields(Records)}


def _records(kind: str, type_: Any, rows: Any) -> tuple[Any, ...]:
    if not isinstance(rows, list):
        raise _refused(kind, "", "")
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(_record(type_, row, sheet=kind, cell=str(number)))
        except _WrongError as error:
            raise _refused(kind, str(number), ".".join(reversed(error.where))) from None
    return tuple(found)


def _refused(kind: str, number: str, where: str) -> RefusalError:
    place = " ".join(part for part in (kind, number, where) if part)
    return RefusalError(
        _("Kohdassa {place} on arvo, joka ei voi olla siinä: korjaa tiedosto.").format(place=place)
    )


@cache
def _hints(type_: Any) -> tuple[tuple[Any, Any], ...]:
    """The fields of a dataclass with their types."""
    hints = get_type_hints(type_)
    return tuple((field, hints[field.name]) for field in fields(type_))


def _record(type_: Any, row: Any, **place: str) -> Any:
    if not isinstance(row, dict):
        raise _WrongError
    values: dict[str, Any] = {}
    for field, hint in _hints(type_):
        if field.name in _OWN:
            continue
        if field.name in row:
            try:
                values[field.name] = _value(hint, row[field.name])
            except _WrongError as error:
                raise _WrongError(*error.where, field.name) from None
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _WrongError(field.name)
    own = {field.name for field, _hint in _hints(type_)}
    if "given" in own:
        values["given"] = frozenset(values)
    return type_(**values, **{name: value for name, value in place.items() if name in own})


def _value(hint: Any, value: Any) -> Any:
    """A value of a type: text, number, day, record, several of them, or any of some."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        return _value(next(one for one in arguments if one is not NoneType), value)
    if origin in (tuple, Sequence) and isinstance(value, list):
        return tuple(_value(arguments[0], item) for item in value)
    if origin is Mapping and isinstance(value, dict):
        return {name: _value(arguments[1], text) for name, text in value.items()}
    if is_dataclass(hint):
        return _record(hint, value)
    if hint is date and isinstance(value, str):
        return _day(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if origin is None and type(value) is hint:
        return value
    raise _WrongError


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _WrongError from None
