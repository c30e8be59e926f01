"""How long the reports of a plan of 150 actions and 30 indicators take, against the bare cost of drawing as many charts.

Run: python benchmarks/report_speed.py
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import vl_convert

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import Engine

from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import connect, migrate
from hyte_core.model import (
    Action,
    Assessment,
    FocusArea,
    FollowedIndicator,
    Goal,
    Indicator,
    Observation,
    Organisation,
    Plan,
    Row,
    Series,
    Target,
)
from hyte_core.reports.files import file

ACTIONS, INDICATORS, AREAS = 150, 30, 5
GROUPS = ("4.-5. lk", "8.-9. lk", "lukio", "amm")
REGIONS = ("Kunta", "koko maa")
YEARS = (2017, 2019, 2021, 2023, 2025)
TODAY = date(2026, 11, 22)
#: What the .docx and the .html may take.
LIMIT = 5.0
#: A chart of a line, without anything of ours.
BARE: dict[str, Any] = {
    "data": {"values": [{"x": year, "y": year % 7} for year in YEARS]},
    "mark": {"type": "line", "point": True},
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}


def rows() -> tuple[str, list[Row]]:
    """The plan's id, and everything in it."""
    owner = Organisation(name="Kunta", region="Kunta", comparisons=["koko maa"])
    plan = Plan(organisation_id=owner.id, name="Hyvinvointisuunnitelma", starts=date(2025, 1, 1))
    found: list[Row] = [owner, plan]
    for area in range(AREAS):
        focus = FocusArea(plan_id=plan.id, position=area, name=f"{area + 1}. Painopiste")
        goal = Goal(focus_area_id=focus.id, name="Asukkaat voivat hyvin")
        found += [focus, goal, *_actions(focus, goal), *_indicators(focus, area)]
    return plan.id, found


def _actions(focus: FocusArea, goal: Goal) -> list[Row]:
    found: list[Row] = []
    for n in range(ACTIONS // AREAS):
        action = Action(
            focus_area_id=focus.id, goal_id=goal.id, position=n, name=f"Järjestetään toimintaa numero {n}", responsible=["Sivistyspalvelut"]
        )  # fmt: skip
        light = ("green", "yellow", "red", None)[n % 4]
        note = "Toiminta on käynnistynyt ja siihen on osallistuttu hyvin. " * 3
        found += [
            action,
            Assessment(action_id=action.id, number=1, assessed_on=TODAY, light=light, note=note),
        ]
    return found


def _indicators(focus: FocusArea, area: int) -> list[Row]:
    found: list[Row] = []
    for n in range(INDICATORS // AREAS):
        one = Indicator(
            name=f"Kokee itsensä yksinäiseksi {area}.{n}", unit="%", polarity="lower", source="THL"
        )
        found += [one, FollowedIndicator(focus_area_id=focus.id, indicator_id=one.id, position=n)]
        for group in GROUPS[: n % len(GROUPS) + 1]:
            for region in REGIONS:
                series = Series(indicator_id=one.id, region=region, group=group)
                found.append(series)
                found += [
                    Observation(
                        series_id=series.id, year=year, value=8 + (year * 7 + n) % 11, lower=7, upper=19
                    )
                    for year in YEARS
                ]
                if region == REGIONS[0]:
                    found.append(Target(series_id=series.id, value=7.0, year=2027))
    return found


def charts(engine: Engine, plan_id: str) -> int:
    """How many pictures the report has."""
    told: list[int] = []
    file(engine, plan_id, ".docx", language="fi", today=TODAY, progress=lambda _done, of: told.append(of))
    return told[-1]


def timed(do: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - clock, time.process_time() - processor


def main() -> None:
    """Measure and print."""
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: trust the seconds of an idle computer\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/report.db")
        migrate(engine)
        plan_id, found = rows()
        changes = ChangeSet(tuple(map(Change.adding, found)), source="command")
        assert apply(engine, changes, author="benchmark", now=datetime.now(UTC)).done
        print(f"{'':<44} {'seconds':>8} {'processor':>10}")
        first = timed(lambda: file(engine, plan_id, ".docx", language="fi", today=TODAY))
        print(
            f"{f'.docx, {ACTIONS} actions, {INDICATORS} indicators, first':<44} {first[0]:>8.1f} {first[1]:>10.1f}"
        )
        for suffix in (".docx", ".html", ".pptx"):
            again = timed(lambda suffix=suffix: file(engine, plan_id, suffix, language="fi", today=TODAY))
            print(f"{suffix + ', again':<44} {again[0]:>8.1f} {again[1]:>10.1f}")
        n = charts(engine, plan_id)
        for name, draw in (
            ("as SVG", vl_convert.vegalite_to_svg),
            ("as PNG", lambda spec: vl_convert.vegalite_to_png(spec, scale=2)),
        ):
            bare = timed(lambda draw=draw: [draw(BARE) for _ in range(n)])
            print(f"{f'bare vl-convert, {n} charts {name}':<44} {bare[0]:>8.1f} {bare[1]:>10.1f}")
        print(f"\nlimit of the .docx: {LIMIT:.0f} s")
        engine.dispose()


main()
