"""Bringing the database up to date from Sotkanet, and from files downloaded there: as a change set, shown first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, select

from hyte_core.changes import ChangeSet
from hyte_core.locale import _
from hyte_core.model import Indicator, Organisation, columns
from hyte_core.problems import Problem
from hyte_core.sotkanet.client import Batch, Progress, SotkanetClient, silent
from hyte_core.sotkanet.compare import Comparison, Incoming, compare
from hyte_core.sotkanet.problems import SotkanetError
from hyte_core.sotkanet.regions import COUNTRY, COUNTRY_NAME, MAINLAND, MAINLAND_NAME, Regions, counties
from hyte_core.sotkanet.values import read_sotkanet

#: The kinds of organisation that have an area of their own.
_WITH_AREA = ("municipality", "county")


@dataclass(frozen=True)
class RefreshPlan:
    """What a refresh would do: ``change_set`` is for the caller to show and apply.

    ``counts`` are rows of the database as elsewhere; ``failures`` are the indicators that could not be fetched, by
    number; ``problems`` what is doubtful; ``areas`` the names of the areas that were asked for.
    """

    change_set: ChangeSet
    counts: Mapping[str, int]
    failures: Mapping[int, SotkanetError] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    areas: tuple[str, ...] = ()


def plan_refresh(
    engine: Engine,
    client: SotkanetClient,
    *,
    indicators: Sequence[int] | None = None,
    organisation: str | None = None,
    source: Any = "command",
    progress: Progress = silent,
) -> RefreshPlan:
    """What Sotkanet has for the organisations' areas and those that they compare themselves with.

    ``indicators`` are numbers in Sotkanet, those that are not in the database are added; without them all that the
    database has. ``organisation`` is an id; without it all that have an area and are not invented. An indicator
    that cannot be fetched is among the failures and stays as it is. Raises SotkanetError when the list of areas
    cannot be had.
    """
    regions = client.regions()
    with engine.connect() as connection:
        wanted = list(indicators) if indicators is not None else followed(connection)
        areas, problems = areas_of(connection, regions, organisation)
    batch = client.fetch(wanted, _asked(areas), progress=progress)
    found = batch.found
    frames = [_without_spare_country(one.frame, areas) for one in found.values()]
    incoming = Incoming(
        pd.concat(frames, ignore_index=True) if frames else _no_rows(),
        metadata={id_: one.metadata for id_, one in found.items()},
        regions=regions,
        names=areas,
        fetched_on={id_: one.fetched_on for id_, one in found.items()},
    )
    comparison = compare(engine, incoming, source=source)
    told = (*problems, *comparison.problems, *_empty(batch, areas))
    return RefreshPlan(comparison.change_set, comparison.counts, batch.failures, told, tuple(areas.values()))


def compare_file(engine: Engine, content: bytes, *, client: SotkanetClient | None = None) -> Comparison:
    """What a file downloaded from Sotkanet would change: all its areas, without asking the service for anything.

    The areas that are known are those of the list that was last fetched, however long ago, and the few that are known
    without it. What an indicator is comes from the database, or from what was last fetched.
    """
    reading = read_sotkanet(content)
    if reading.has_errors:
        none = dict.fromkeys(("added", "changed", "removed", "unchanged"), 0)
        return Comparison(ChangeSet((), source="import"), none, reading.problems)
    client = client or SotkanetClient()
    regions = client.regions_on_disk()
    with engine.connect() as connection:
        names, _unknown = areas_of(connection, regions)
    numbers = reading.frame["indicator"].unique().tolist()
    metadata = {id_: known for id_ in numbers if (known := client.metadata_on_disk(id_)) is not None}
    incoming = Incoming(reading.frame, metadata, regions, names, places=reading.places)
    return compare(engine, incoming, source="import")


def followed(connection: Connection) -> list[int]:
    """The numbers of the indicators that the database has from Sotkanet."""
    (sotkanet_id,) = columns(Indicator, "sotkanet_id")
    query = select(sotkanet_id).where(sotkanet_id.is_not(None)).order_by(sotkanet_id)
    return list(dict.fromkeys(connection.scalars(query)))


def areas_of(
    connection: Connection, regions: Regions, organisation: str | None = None
) -> tuple[dict[int, str], list[Problem]]:
    """The areas that organisations look at, by id, by the names that they use; and the names that Sotkanet lacks.

    An organisation that has not chosen what to compare itself with looks at its county and the country.
    """
    query = select(*columns(Organisation, "id", "name", "kind", "region", "comparisons", "invented"))
    areas: dict[int, str] = {}
    problems: list[Problem] = []
    for row in connection.execute(query):
        if row.kind not in _WITH_AREA or row.invented or organisation not in (None, row.id):
            continue
        try:
            own = regions.find(row.region or row.name)
        except SotkanetError as error:
            problems.append(Problem("unknown_region", str(error), "warning", value=row.region or row.name))
            continue
        areas.setdefault(own, row.region or row.name)
        for name in row.comparisons or [*filter(None, [regions.county_of(own)]), COUNTRY_NAME]:
            try:
                areas.setdefault(regions.find(name), name)
            except SotkanetError as error:
                problems.append(Problem("unknown_region", str(error), "warning", value=name))
    return areas, problems


def _asked(areas: Mapping[int, str]) -> list[int]:
    """The ids to keep of the answers: a county also by its id before 2023, the mainland where the country is."""
    before = [county.before for county in counties() if county.id in areas and county.before]
    return [*areas, *before, *([MAINLAND] if COUNTRY in areas else [])]


def _without_spare_country(frame: pd.DataFrame, areas: Mapping[int, str]) -> pd.DataFrame:
    """Surveys of adults know only the mainland; where the whole country has values too, it is not asked for."""
    if MAINLAND in areas or not (frame["region"] == COUNTRY).any():
        return frame
    return frame[frame["region"] != MAINLAND]


def _empty(batch: Batch, areas: Mapping[int, str]) -> list[Problem]:
    """Indicators that have nothing for these areas."""
    message = _("Indikaattorilla {id} ei ole Sotkanetissa arvoja valituille alueille ({areas}).")
    listed = ", ".join([*areas.values(), MAINLAND_NAME] if COUNTRY in areas else areas.values())
    return [
        Problem("no_values", message.format(id=id_, areas=listed), "warning", value=str(id_))
        for id_, one in batch.found.items()
        if one.frame.empty
    ]


def _no_rows() -> pd.DataFrame:
    kinds = {"indicator": "int64", "region": "int64", "year": "int64", "gender": "category"}
    kinds |= {"value": "float64", "absolute": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
