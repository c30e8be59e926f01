"""A page as of a date: how long the state after an old journal entry takes, beside a bare scan of the same entries.

An organisation with 150 actions and values of indicators, and 20 000 entries made since. Then the pages: warm reruns.

Run: python -m benchmarks.as_of [ENTRIES]
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median

from sqlalchemy import Engine

from benchmarks import scripts
from benchmarks.places import Place, database
from hyte_core.changes import Change, ChangeSet, apply, version
from hyte_core.database import connect
from hyte_core.history import past
from hyte_core.model import Action, Assessment, FocusArea, Indicator, Observation, Organisation, Plan, Series
from hyte_core.views import plan_view

ENTRIES, ACTIONS, PER_SET = 20_000, 150, 250
BEGUN, EDITED = datetime(2026, 1, 7, tzinfo=UTC), datetime(2026, 6, 3, tzinfo=UTC)
#: What the issue allows for the first time, and for a warm rerun of a page.
FIRST_MS, WARM_MS = 1_000, 60
TIMES = 5


def fill(engine: Engine, entries: int) -> tuple[str, str, int]:
    """A made-up plan and what was done to it; ids of plan and organisation, and the entry before the doing."""
    chance = random.Random(612)
    owner = Organisation(name="Kunta 001")
    plan = Plan(organisation_id=owner.id, name="Suunnitelma")
    areas = [FocusArea(plan_id=plan.id, position=n, name=f"Painopiste {n}") for n in range(5)]
    actions = [
        Action(focus_area_id=areas[n % 5].id, position=n, name=f"Toimenpide {n}") for n in range(ACTIONS)
    ]
    indicators = [Indicator(name=f"Indikaattori {n:03}", polarity="lower") for n in range(100)]
    series = [
        Series(indicator_id=one.id, region=region)
        for one in indicators
        for region in (owner.name, "koko maa")
    ]
    observations = [
        Observation(series_id=one.id, year=year, value=chance.random())
        for one in series
        for year in range(2010, 2026)
    ]
    rows = (owner, plan, *areas, *actions, *indicators, *series, *observations)
    _save(engine, [Change.adding(row) for row in rows], BEGUN)
    entry = version(engine)
    names = {one.id: one.name for one in actions}
    numbers = dict.fromkeys(names, 0)
    left = entries
    while left > 0:
        changes = []
        for one in chance.sample(actions, min(left, PER_SET, ACTIONS)):
            if chance.random() < 0.5:
                new = f"{one.name}, {left}"
                changes.append(Change.changing("action", one.id, name=(names[one.id], new)))
                names[one.id] = new
            else:
                numbers[one.id] += 1
                light = chance.choice(["green", "yellow", "red"])
                changes.append(
                    Change.adding(
                        Assessment(
                            action_id=one.id,
                            number=numbers[one.id],
                            assessed_on=date(2026, 6, 3),
                            light=light,
                            note="Arvion teksti, jossa kerrotaan mitä on tehty ja mitä seuraavaksi.",
                        )
                    )
                )
        _save(engine, changes, EDITED)
        left -= len(changes)
    return plan.id, owner.id, entry


def _save(engine: Engine, changes: list[Change], now: datetime) -> None:
    outcome = apply(engine, ChangeSet(tuple(changes), source="import"), author="Mittaus", now=now)
    assert outcome.done, outcome


def _milliseconds(what: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        what()
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


def main() -> None:
    """Fill, measure, print."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with database() as url:
        engine = connect(url)
        plan, owner, entry = fill(engine, entries)

        def scan() -> None:
            with engine.connect() as connection:
                rows = connection.exec_driver_sql("SELECT * FROM journal WHERE id > ?", (entry,)).fetchall()
            assert len(rows) == entries

        def rebuild() -> None:
            with past(engine, entry, owner).connect() as connection:
                found = plan_view(connection, plan)
            assert found is not None
            assert not any(one.assessments for one in found.actions)

        bare, first = _milliseconds(scan), _milliseconds(rebuild)
        engine.dispose()
        print(f"{entries} entries of {ACTIONS} actions; limit {FIRST_MS} ms at first, {WARM_MS} ms warm")
        print(f"{'bare scan':<28} {bare:>7.1f} ms")
        print(f"{'state after the old entry':<28} {first:>7.1f} ms {first / bare:>6.1f} times the scan")
        then = f"suunnitelma={plan}&paiva=2026-03-01"
        places = [
            Place("Tilannekuva", f"?{then}"),
            Place(
                "Vertailu", f"?{then.replace('2026-03-01', '2026-06-30')}&nakyma=vertailu&vertaa=2025-12-31"
            ),
            Place("Toimenpiteet", f"toimenpiteet?{then}"),
            Place("Indikaattorit", f"indikaattorit?{then}"),
            Place("Yhdyspinnat", f"yhdyspinnat?{then}"),
            Place("Lakisääteiset", f"lakisaateiset?{then}"),
        ]
        for place, run in zip(places, scripts.measure(places)[1:], strict=True):
            print(
                f"{place.name:<28} {run.milliseconds:>7.1f} ms, {run.queries} queries, {run.fresh_queries} at first"
            )


if __name__ == "__main__":
    main()
