"""What may be wrong with Sotkanet's values, each with its cell when they are from a file.

Whole columns are looked at together, as there may be a million rows; a rule is asked only about those at the ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd

from hyte_core.changes.observation_rules import unit_problems
from hyte_core.locale import _, number
from hyte_core.problems import Problem
from hyte_core.sotkanet.places import Places

#: How many faults of one kind are told one by one.
TOLD = 20
#: An indicator's unit, name and the number that a rate is told per.
Unit = tuple[str, str, float | None]
_KEYS = ["indicator", "region", "year", "gender"]


def unknown_regions(frame: pd.DataFrame, places: Places | None) -> list[Problem]:
    """The areas without a name (its column "name" is missing), each at the first row that has it."""
    message = _(
        "Aluetta {id} ei tunneta: korjaa numero, tai hae alueiden luettelo (Indikaattorit, Hae Sotkanetista, Hae alueiden luettelo; tai komento sotkanet regions) ja tuo tiedosto uudelleen."
    )
    first = frame[frame["name"].isna()].drop_duplicates("region").head(TOLD)["region"]
    return [
        Problem("unknown_region", message.format(id=id_), cell=_cell(places, row, "region"), value=str(id_))
        for row, id_ in zip(first.index.tolist(), first.tolist(), strict=True)
    ]


def said_twice(frame: pd.DataFrame, places: Places | None) -> list[Problem]:
    """The same indicator, area, group and year with a value that is not the first one said of them."""
    again = frame[frame.duplicated(_KEYS, keep=False)]
    if again.empty:
        return []
    again = again.assign(row=again.index)
    firsts = again.groupby(_KEYS, observed=True)[["value", "row"]].transform("first")
    wrong = again.assign(first=firsts["value"], place=firsts["row"])[again["value"] != firsts["value"]]
    message = _(
        "Indikaattorilla {id} on vuodelle {year} kaksi eri arvoa: {first} ja {second}. Poista toinen."
    )
    found = []
    rows: Any = wrong.head(TOLD).itertuples()
    for row in rows:
        cell = _cell(places, row.place, "value")
        told = message.format(
            id=row.indicator,
            year=row.year,
            first=f"{number(row.first)} ({cell})" if cell else number(row.first),
            second=number(row.value),
        )
        cell = _cell(places, row.Index, "value")
        found.append(Problem("two_values", told, cell=cell, value=number(row.value)))
    return found


def outside_units(frame: pd.DataFrame, units: Mapping[int, Unit], places: Places | None) -> list[Problem]:
    """Values and numerators that cannot be of an indicator with its unit; ``units`` are by its number.

    Of each indicator those furthest out are told.
    """
    return [
        problem
        for column, id_ in _suspects(frame, units)
        for problem in _furthest_out(frame[frame["indicator"] == id_], column, units[id_], places)
    ]


def within_units(frame: pd.DataFrame, units: Mapping[int, Unit]) -> pd.DataFrame:
    """The rows whose value and numerator can be of their indicator's unit."""
    for column, id_ in _suspects(frame, units):
        rows: Any = frame.loc[frame["indicator"] == id_, column].items()
        frame = frame.drop([row for row, number_ in rows if _broken({column: number_}, units[id_])])
    return frame


def _suspects(frame: pd.DataFrame, units: Mapping[int, Unit]) -> Iterator[tuple[str, int]]:
    """The columns and indicators with a fault: their least and greatest number tell whether all are right."""
    for column in ("value", "numerator"):
        ends = frame.groupby("indicator")[column].agg(["min", "max"]).dropna()
        for id_, *both in ends.itertuples(name=None):
            if any(_broken({column: end}, units[id_]) for end in both):
                yield column, id_


def _furthest_out(frame: pd.DataFrame, column: str, unit: Unit, places: Places | None) -> Iterator[Problem]:
    furthest = {*frame[column].nlargest(TOLD).index, *frame[column].nsmallest(TOLD).index}
    rows: Any = frame.loc[sorted(furthest), [column, "name", "year"]].itertuples(name=None)
    faulty = (
        (place, f"{unit[1]} ({name} {year})", problem)
        for place, value, name, year in rows
        for problem in _broken({column: value}, unit)
    )
    shown = {"numerator": "absolute"}.get(column, column)
    for place, of, problem in islice(faulty, TOLD):
        cell = _cell(places, place, shown)
        yield Problem(problem.code, f"{of}: {problem.message}", cell=cell, value=problem.value)


def of_known(
    row: int, values: Mapping[str, float | None], unit: Unit, places: Places | None
) -> list[Problem]:
    """What is wrong with a row together with what the database has already said of the same year."""
    return [
        Problem(
            problem.code,
            f"{unit[1]}: {problem.message}",
            cell=_cell(places, row, "absolute"),
            value=problem.value,
        )
        for problem in _broken(values, unit)
        if problem.code == "numerator_over_denominator"
    ]


def unknown_units(unknown: Iterable[int]) -> list[Problem]:
    """A warning of each indicator (by number) of which nothing is known, so that its values cannot be judged."""
    message = _(
        "Indikaattorin {id} nimeä ja yksikköä ei tunneta, joten sen arvoja ei voi tarkistaa: hae se Sotkanetista tai täydennä sen tiedot."
    )
    return [
        Problem("unknown_unit", message.format(id=id_), "warning", value=str(id_))
        for id_ in islice(unknown, TOLD)
    ]


def _broken(values: Mapping[str, float | None], unit: Unit) -> list[Problem]:
    return list(unit_problems(values, unit=unit[0], name=unit[1], per=unit[2]))


def _cell(places: Places | None, row: Any, column: str) -> str | None:
    return places.cell(int(row), column) if places is not None else None
