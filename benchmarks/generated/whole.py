"""A whole made-up database: what a size holds, and writing it in the order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from benchmarks.generated.measured import PER_AREA, write_indicators
from benchmarks.generated.plans import (
    BEGINS,
    COUNTRY,
    Owner,
    at,
    keep_rows,
    owner,
    write_duties,
    write_plan,
    write_round,
)
from benchmarks.generated.writer import Writer, chance_of, id_from
from hyte_core.database import DATA_FOLDER
from hyte_core.database.copying import count_on
from hyte_core.excel import read_workbook
from hyte_core.model import Contact, Duty, InterfaceArea, Maturity, Network, YearlyEvent


@dataclass(frozen=True)
class Size:
    """How much there is of everything; ``entries`` are the journal's, about."""

    counties: int
    municipalities: int
    actions: int
    assessments: int
    observations: int
    contacts: int
    entries: int

    @property
    def organisations(self) -> int:
        """Municipalities and counties."""
        return self.counties + self.municipalities


#: K holds one of L's municipalities and its county as L holds them.
SIZES = {
    "K": Size(1, 1, 314, 1_884, 18_720, 64, 3_300),
    "M": Size(1, 10, 1_500, 10_000, 100_000, 200, 18_000),
    "L": Size(22, 298, 50_000, 300_000, 2_000_000, 10_000, 500_000),
}


def generate(engine: Engine, size: Size) -> int:
    """Fill an empty database that has its tables; how many journal entries it has then."""
    owners = _owners(size)
    areas = [one.name for one in owners] + [COUNTRY]
    with engine.begin() as connection:
        writer = Writer(connection)
        duties = _write_law(writer)
        of_theme = write_indicators(writer, areas, -(-size.observations // (PER_AREA * len(areas))))
        for index, one in enumerate(owners):
            write_plan(writer, one, _share(size.actions, len(owners), index), of_theme)
        _write_cooperation(writer, owners, size)
        counties = {one.name: one.id for one in owners if one.kind == "county"}
        rounds = -(-size.assessments // size.actions)
        # What is still to come but is no edit: duties, cards, and the rounds' assessments and meetings.
        known = writer.entry + size.assessments + len(owners) * (13 * 2 + 4 * rounds)
        edits = max(size.entries - known, 0) // (len(owners) * rounds)
        for number in range(rounds):
            for index, one in enumerate(owners):
                mine = _share(size.assessments, len(owners), index)
                write_round(writer, one, number, rounds, mine, edits)
        for one in owners:
            write_duties(writer, one, duties, counties)
            keep_rows(writer, one)
        writer.finish()
        count_on(connection)
        return writer.entry


def _share(total: int, parts: int, index: int) -> int:
    return total // parts + (index < total % parts)


def _owners(size: Size) -> list[Owner]:
    """Every county's municipalities, then the counties."""
    counties = [f"Hyvinvointialue {number + 1:02}" for number in range(size.counties)]
    found = [
        owner(f"Kunta {number + 1:03}", counties[number * size.counties // size.municipalities], number)
        for number in range(size.municipalities)
    ]
    return found + [owner(name, name, size.municipalities + n) for n, name in enumerate(counties)]


def _write_law(writer: Writer) -> list[dict[str, Any]]:
    """Add the statutory duties and the yearly events as the law has them; the duties' rows."""
    content = (DATA_FOLDER / "lakisaateiset.xlsx").read_bytes()
    records = read_workbook(content).records
    chance = chance_of("law")
    writer.begin(at(BEGINS, 7), "Lähtöaineisto", file="lakisaateiset.xlsx")
    duties = []
    for position, one in enumerate(records.duties):
        place = {"paragraph": one.paragraph, "party": one.party, "name": one.duty}
        id_ = writer.add(Duty, id_from(chance), position=position, **place)
        duties.append({"id": id_, **place})
    ids = {(one["paragraph"], one["name"]): one["id"] for one in duties}
    for position, event in enumerate(records.yearly_events):
        writer.add(
            YearlyEvent, id_from(chance), duty_id=ids.get((event.paragraph, event.duty)), party=event.party,
            position=position, name=event.event, month=event.month, day=event.day,
            every_years=event.every_years, first_year=event.first_year,
        )  # fmt: skip
    return duties


def _write_cooperation(writer: Writer, owners: Sequence[Owner], size: Size) -> None:
    """Add interface areas that all share, with contacts, networks and two rounds of assessed cooperation."""
    chance = chance_of("cooperation")
    writer.begin(at(BEGINS, 11), "Lähtöaineisto", file="yhdyspinnat.xlsx")
    for number in range(-(-size.contacts // len(owners))):
        area = id_from(chance)
        writer.add(
            InterfaceArea, area, position=number, name=f"Yhdyspinta {number + 1:02}", structure="Yhdyspinnat"
        )
        for of in owners[: size.contacts - number * len(owners)]:
            role = f"Vastaava {chance.randrange(1, 9)}"
            verified = date(2026, 1 + chance.randrange(10), 1) if chance.random() < 0.8 else None
            place = {"interface_area_id": area, "organisation_id": of.id}
            writer.add(Contact, id_from(chance), role=role, verified_on=verified, **place)
        writer.add(Network, id_from(chance), interface_area_id=area, name=f"Verkosto {number + 1:02}")
        for side in ("municipality", "county"):
            for year in (2025, 2026):
                seen = {"level": chance.randrange(1, 7), "side": side, "assessed_on": date(year, 1, 31)}
                writer.add(Maturity, id_from(chance), interface_area_id=area, **seen)
