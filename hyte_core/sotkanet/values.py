"""Sotkanet's rows of values, from its service or from a downloaded file (JSON, CSV), as columns."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from hyte_core.changes.observation_rules import FIRST_YEAR, LAST_YEAR
from hyte_core.locale import _
from hyte_core.problems import Problem
from hyte_core.sotkanet.places import COLUMNS, JSON_KEYS, Places, lines_of

HEADER = ("indicator", "region", "year", "gender", "primary value", "absolute value")
#: The groups that the sexes make in the app; both together is the whole population, without a group.
GROUPS = {"total": "", "male": "miehet", "female": "naiset"}
_YEARS = (FIRST_YEAR, LAST_YEAR)
_LARGEST = 2**31 - 1
#: How many faults of a file are told one by one.
_TOLD = 20


@dataclass(frozen=True)
class Reading:
    """What a file of values says.

    ``frame`` has the columns indicator, region (Sotkanet's ids), year (whole numbers), gender (text), value and
    absolute (numbers; absolute may be missing), the rows in the order of the file without those that have no value;
    its index counts the rows of the file from 0, and ``places`` tells where each is.
    """

    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    places: Places = field(default_factory=Places)

    @property
    def has_errors(self) -> bool:
        """True when the file cannot be loaded as it is."""
        return any(problem.severity == "error" for problem in self.problems)


def is_sotkanet(content: bytes, file_name: str = "") -> bool:
    """True for a file that Sotkanet's service has given, judged by its beginning; the name tells nothing."""
    start = content[:2000].decode("utf-8-sig", "replace").lstrip()
    if start.startswith("["):
        first = start.partition("}")[0]
        return '"indicator"' in first and '"region"' in first and '"gender"' in first
    return _header(start.partition("\n")[0])[:5] == HEADER[:5]


def read_sotkanet(content: bytes) -> Reading:
    """A downloaded file, JSON or CSV by its beginning."""
    return read_sotkanet_json(content) if content.lstrip()[:1] == b"[" else read_sotkanet_csv(content)


def read_sotkanet_csv(content: bytes) -> Reading:
    """A CSV file of Sotkanet: semicolons, decimal points. A decimal comma is a fault, never guessed at."""
    try:
        columns = _header(content.partition(b"\n")[0].decode("utf-8-sig"))
        if columns[:5] != HEADER[:5]:
            return _unreadable()
        kinds: dict[str, Any] = dict.fromkeys(("indicator", "region", "year"), "int64")
        kinds |= {"gender": "category", "value": "float64", "absolute": "float64"}
        names = [*COLUMNS[: len(columns)], *columns[len(COLUMNS) :]]
        frame = pd.read_csv(
            BytesIO(content),
            sep=";",
            header=0,
            names=names,
            dtype=kinds,
            usecols=COLUMNS[: len(columns)],
            encoding="utf-8-sig",
            index_col=False,
            keep_default_na=False,
            na_values={"value": [""], "absolute": [""]},
        )
    except UnicodeDecodeError:
        return _unreadable()
    except (ValueError, OverflowError):
        return _with_faults(enumerate(_csv_rows(content)), Places(content))
    return _checked(frame, Places(content))


def read_sotkanet_json(content: bytes) -> Reading:
    """A JSON file of Sotkanet, or an answer of its service: a list of rows."""
    try:
        rows = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _unreadable()
    return read_rows(rows)


def read_rows(rows: Any) -> Reading:
    """The decoded rows of JSON."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return _unreadable()
    values = [[row.get(key) for key in JSON_KEYS] for row in rows]
    if not all(_right_kinds(row) for row in values):
        return _with_faults(enumerate(values), Places())
    frame = pd.DataFrame(values, columns=list(COLUMNS))
    for name in ("value", "absolute"):
        frame[name] = frame[name].astype("float64")
    return _checked(frame, Places())


def _header(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip('"').lower() for cell in line.strip().split(";"))


def _unreadable() -> Reading:
    message = _(
        "Tiedosto ei ole Sotkanetin muodossa: lataa se Sotkanetista uudelleen CSV- tai JSON-tiedostona."
    )
    return Reading(pd.DataFrame(columns=list(COLUMNS)), (Problem("not_sotkanet", message),))


def _checked(frame: pd.DataFrame, places: Places) -> Reading:
    """The rows that have a value, or the faults of the rows."""
    frame["gender"] = frame["gender"].astype("category")
    strange = ~frame["gender"].isin(list(GROUPS))
    finite = np.isfinite(frame["value"]) | frame["value"].isna()
    finite &= np.isfinite(frame["absolute"]) | frame["absolute"].isna() if "absolute" in frame else True
    whole = frame["year"].between(*_YEARS)
    for name in ("indicator", "region"):
        whole &= frame[name].between(1, _LARGEST)
    bad = strange | ~finite | ~whole
    if bad.any():
        wrong = frame[bad].head(_TOLD)
        return _with_faults(zip(wrong.index.tolist(), wrong.values.tolist(), strict=True), places)
    if "absolute" not in frame:
        frame["absolute"] = np.nan
    there = frame["value"].notna()
    return Reading(frame if there.all() else frame[there], places=places)


def _right_kinds(row: Sequence[Any]) -> bool:
    indicator, region, year, gender, value, absolute = row
    whole = all(type(number_) is int for number_ in (indicator, region, year))
    return whole and isinstance(gender, str) and _is_number(value) and _is_number(absolute)


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _csv_rows(content: bytes) -> Iterator[list[Any]]:
    for _line, text in lines_of(content):
        cells: list[Any] = [cell.strip().strip('"') for cell in text.split(";")][: len(COLUMNS)]
        yield cells + [""] * (len(COLUMNS) - len(cells))


def _with_faults(rows: Iterable[tuple[int, Sequence[Any]]], places: Places) -> Reading:
    """A reading that tells which cells of the rows are wrong and why."""
    problems: list[Problem] = []
    for index, row in rows:
        fault = _fault(row)
        if fault is not None:
            code, column, message = fault
            value = str(row[COLUMNS.index(column)])[:60]
            problems.append(Problem(code, message, cell=places.cell(index, column), value=value))
        if len(problems) == _TOLD:
            break
    return Reading(pd.DataFrame(columns=list(COLUMNS)), tuple(problems)) if problems else _unreadable()


def _fault(row: Sequence[Any]) -> tuple[str, str, str] | None:
    """What is wrong with one row, if anything: its code, the column, and the sentence."""
    for name, value in zip(COLUMNS[:3], row, strict=False):
        least, most = _YEARS if name == "year" else (1, _LARGEST)
        whole = str(value).removesuffix(".0")
        if not (whole.isascii() and whole.isdigit() and len(whole) < 11 and least <= int(whole) <= most):
            message = _("”{value}” ei kelpaa sarakkeeseen {column}: korjaa tai lataa tiedosto uudelleen.")
            return "bad_value", name, message.format(value=value, column=name)
    if row[3] not in GROUPS:
        message = _("sukupuoli ”{value}” on tuntematon: sen pitää olla total, male tai female.")
        return "bad_value", "gender", message.format(value=row[3])
    for name, value in zip(COLUMNS[4:], row[4:], strict=False):
        if value is not None and value != "" and not _reads_as_number(value):
            message = _("”{value}” ei ole luku: käytä desimaalipistettä, esimerkiksi 24.8.")
            return "bad_number", name, message.format(value=value)
    return None


def _reads_as_number(value: Any) -> bool:
    if isinstance(value, bool) or (isinstance(value, str) and "_" in value):
        return False
    try:
        read = float(value)
    except (TypeError, ValueError):
        return False
    return bool(np.isfinite(read)) or (isinstance(value, float) and value != value)
