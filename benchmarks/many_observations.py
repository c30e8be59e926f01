"""The indicators page of one municipality, with two million observations of 300 areas in the database.

Run: python -m benchmarks.many_observations [AREAS]
"""

import random
import sys
from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import Engine, insert

from benchmarks import scripts
from benchmarks.places import Place, database
from hyte_core.database import connect
from hyte_core.model import Indicator, Observation, Organisation, Plan, Series, Target, new_id

AREAS = 300
INDICATORS, GROUPS, YEARS = 111, ("", "miehet", "naiset"), range(2005, 2025)
#: What the issue allows: 3 times an empty page's rerun and 50 ms.
TIMES, MORE_MS = 3, 50
_CHUNK = 50_000


def fill(engine: Engine, areas: int = AREAS) -> tuple[str, str]:
    """Made-up observations of as many areas, straight into the tables; a municipality's plan and one indicator."""
    chance = random.Random(612)
    names = ["koko maa", *(f"Kunta {n:03}" for n in range(1, areas))]
    metas = [
        {**Indicator(name=f"Indikaattori {n:03}", unit="%", polarity="lower", source="Sotkanet").model_dump()}
        for n in range(INDICATORS)
    ]
    owner = Organisation(name="Kunta 001")
    plan = Plan(organisation_id=owner.id, name="Suunnitelma")
    with engine.begin() as connection:
        for row in (owner, plan):
            connection.execute(insert(type(row)), row.model_dump())
        connection.execute(insert(Indicator), metas)
        series = [
            {"id": new_id(), "indicator_id": meta["id"], "region": name, "group": group}
            for meta, name, group in product(metas, names, GROUPS)
        ]
        _insert(connection, Series, iter(series))
        _insert(connection, Observation, _observations(series, chance))
        _insert(
            connection,
            Target,
            (Target(series_id=s["id"], value=10).model_dump() for s in series if s["region"] == owner.name),
        )
    return plan.id, metas[0]["id"]


def _observations(series: list[dict[str, str]], chance: random.Random) -> Iterator[dict[str, Any]]:
    defaults = {"lower": None, "upper": None, "missing_reason": "", "note": ""}
    for one in series:
        size = chance.randrange(200, 20_000)
        for year in YEARS:
            cases = chance.randrange(size)
            yield {
                "id": new_id(),
                "series_id": one["id"],
                "year": year,
                "value": round(100 * cases / size, 1),
                "numerator": float(cases),
                "denominator": float(size),
                **defaults,
            }


def _insert(connection: Any, model: Any, rows: Iterator[dict[str, Any]]) -> None:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            connection.execute(insert(model), chunk)
            chunk = []
    if chunk:
        connection.execute(insert(model), chunk)


def main() -> None:
    """Fill, measure, print."""
    areas = int(sys.argv[1]) if len(sys.argv) > 1 else AREAS
    with database() as url:
        engine = connect(url)
        plan, one = fill(engine, areas)
        engine.dispose()
        places = [
            Place("Indikaattorit", f"indikaattorit?suunnitelma={plan}"),
            Place("Yksi indikaattori", f"indikaattorit?suunnitelma={plan}&indikaattori={one}"),
            Place("Tilannekuva", f"?suunnitelma={plan}"),
        ]
        empty, *runs = scripts.measure(places)
        limit = TIMES * empty.milliseconds + MORE_MS
        number = areas * INDICATORS * len(GROUPS) * len(YEARS)
        print(f"{number} observations of {areas} areas; warm rerun, limit {limit:.0f} ms")
        for place, run in zip(places, runs, strict=True):
            print(
                f"{place.name:<20} {run.milliseconds:>7.1f} ms {run.milliseconds / limit:>6.0%} of limit"
                f" {run.queries:>3} queries, {run.fresh_queries} at first, {run.bytes_sent / 1000:.0f} kB"
            )


if __name__ == "__main__":
    main()
