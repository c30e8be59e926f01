"""Sotkanet's areas: their ids and names, and what changed when the wellbeing services counties began in 2023.

Sources: the service's own list (/regions: id, code, category, title, memberOf), and for the ids before and after
2023 the table sotkanet_hyvinvointialueet.csv of the R package sotkanet (rOpenGov, BSD).
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hyte_core.sotkanet.problems import unknown_area

COUNTRY, MAINLAND = 658, 727
COUNTRY_NAME, MAINLAND_NAME = "koko maa", "Manner-Suomi"
#: Municipalities whose ids are known without asking the service; its own list has them all.
_MUNICIPALITIES = {
    9: "Asikkala",
    20: "Espoo",
    46: "Helsinki",
    117: "Kemi",
    181: "Lapinjärvi",
    228: "Mikkeli",
    261: "Oulu",
    294: "Porvoo",
    378: "Tampere",
    389: "Turku",
}
#: Where an area's name is looked for first: a plan that says "Etelä-Savo" means the county that it works with.
_CATEGORIES = ("KUNTA", "HYVINVOINTIALUE", "MAA", "NUTS1", "MAAKUNTA")


@dataclass(frozen=True)
class County:
    """A wellbeing services county. ``before`` is the id that its area had before 2023, if any."""

    name: str
    short: str
    id: int
    before: int | None


@dataclass(frozen=True)
class Region:
    """An area as Sotkanet lists it; ``parts_of`` are the ids of the areas that it belongs to."""

    id: int
    name: str
    category: str = ""
    code: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    parts_of: Sequence[int] = ()


@cache
def counties() -> tuple[County, ...]:
    """The 23 areas: the 21 counties, Helsinki and Åland."""
    with Path(__file__).with_name("counties.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            County(row["name"], row["short"], int(row["id"]), int(row["id_before_2023"] or 0) or None)
            for row in csv.DictReader(file)
        )


@cache
def ids_since_2023() -> Mapping[int, int]:
    """The id of each county now, by the one that the same area had before 2023."""
    return {county.before: county.id for county in counties() if county.before}


class Regions:
    """The areas that are known, by id and by name."""

    def __init__(self, listed: Iterable[Region] = ()) -> None:
        """``listed`` are the service's own; without them only the few areas of this module are known."""
        known = [
            *(Region(id_, name, "KUNTA") for id_, name in _MUNICIPALITIES.items()),
            *(Region(county.id, county.name, "HYVINVOINTIALUE") for county in counties()),
            Region(COUNTRY, COUNTRY_NAME, "MAA"),
            Region(MAINLAND, MAINLAND_NAME, "NUTS1"),
        ]
        self.by_id: dict[int, Region] = {region.id: region for region in known}
        self.by_id |= {region.id: region for region in listed if region.id not in (COUNTRY, MAINLAND)}
        self._by_name: dict[str, int] = {}
        order = {category: place for place, category in enumerate(_CATEGORIES)}
        of_today = [region for region in self.by_id.values() if region.id not in ids_since_2023()]
        self._ordered = sorted(of_today, key=lambda r: (order.get(r.category, len(order)), r.id))
        for region in self._ordered:
            for name in {region.name, *region.names.values()}:
                self._by_name.setdefault(plain(name), region.id)
        for county in counties():
            if county.short:
                self._by_name[plain(county.short)] = county.id

    def told_apart(self, own: Mapping[int, str]) -> dict[int, str]:
        """A name for each area, no two the same: those in ``own`` as they are, of others with one name the first
        keeps it and the rest tell what they are, as in "Päijät-Häme (maakunta)"."""
        names = dict(own)
        taken = {plain(name) for name in own.values()}
        for region in self._ordered:
            if region.id in names:
                continue
            kind = (region.category or "alue").lower()
            choices = (region.name, f"{region.name} ({kind})", f"{region.name} ({region.id})")
            names[region.id] = next(name for name in choices if plain(name) not in taken)
            taken.add(plain(names[region.id]))
        return names

    def find(self, name: str) -> int:
        """The id of the area with this name. Raises SotkanetError if there is none."""
        found = self._by_name.get(plain(name))
        if found is None:
            raise unknown_area(name)
        return found

    def county_of(self, id_: int) -> str | None:
        """The name of the county that a municipality belongs to, if the service's list tells."""
        members = self.by_id[id_].parts_of if id_ in self.by_id else ()
        of_today = {county.id: county.name for county in counties()}
        return next((of_today[one] for one in members if one in of_today), None)


def read_regions(rows: Iterable[Mapping[str, Any]]) -> list[Region]:
    """The areas of /regions. Raises KeyError, TypeError or ValueError when a row is of another shape."""
    return [
        Region(
            int(row["id"]),
            str(row["title"]["fi"]).strip(),
            str(row.get("category", "")).upper(),
            str(row.get("code", "")),
            {code: str(name).strip() for code, name in row["title"].items() if name},
            tuple(map(int, row.get("memberOf") or ())),
        )
        for row in rows
    ]


def plain(text: str) -> str:
    """A name as it is compared: without differences of case and spaces."""
    return " ".join(text.split()).casefold()
