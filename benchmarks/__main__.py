"""python -m benchmarks [--json FILE] [--no-browser]: every page beside an empty Streamlit page."""

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import browser, scripts
from benchmarks.places import EMPTY, Place, database, places
from hyte_core.database import ROOT

#: What is allowed: a rerun 3 times an empty page's and 50 ms, a cold start 2 times an empty page's.
RERUN_TIMES, RERUN_MORE_MS = 3, 50
COLD_TIMES = 2


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here too")
    parser.add_argument("--no-browser", action="store_true", help="only the script runs")
    options = parser.parse_args()
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: trust the ratios, and those of an idle computer\n"
    )
    with database() as url:
        measured = places(url)
        results = {"script": _scripts(measured)}
        if not options.no_browser:
            results["browser"] = _browser(measured)
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _scripts(measured: list[Place]) -> list[dict[str, Any]]:
    empty, *runs = scripts.measure(measured)
    limit = RERUN_TIMES * empty.milliseconds + RERUN_MORE_MS
    print(f"Warm script run, median of {scripts.RUNS} (limit {limit:.0f} ms)\n")
    print(f"{'page':<30} {'ms':>7} {'x empty':>8} {'of limit':>9} {'queries':>8} {'first':>6} {'kB':>7}")
    rows = []
    for name, run in zip(["(empty)", *(one.name for one in measured)], [empty, *runs], strict=True):
        row = {"page": name, **asdict(run), "ratio": run.milliseconds / empty.milliseconds, "limit": limit}
        print(
            f"{name:<30} {run.milliseconds:>7.1f} {row['ratio']:>8.1f} {run.milliseconds / limit:>9.0%}"
            f" {run.queries:>8} {run.first_queries:>6} {run.bytes_sent / 1000:>7.1f}"
        )
        rows.append(row)
    return rows


def _browser(measured: list[Place]) -> list[dict[str, Any]]:
    with (
        browser.server(EMPTY.with_name("empty_app.py")) as nothing,
        browser.server(ROOT / "dashboard.py") as ours,
    ):
        browser.open_once(nothing), browser.open_once(ours)  # imports
        starts = browser.measure_in_turn([nothing, *(ours + one.link for one in measured)])
    empty = starts[0]
    print(f"\nCold start in the browser, median of {browser.STARTS} (limit {COLD_TIMES} x empty)\n")
    print(f"{'page':<30} {'ms':>7} {'x empty':>8} {'of limit':>9} {'kB':>8} {'websocket':>10}")
    rows = []
    for name, start in zip(["(empty)", *(one.name for one in measured)], starts, strict=True):
        ratio = start.milliseconds / empty.milliseconds
        print(
            f"{name:<30} {start.milliseconds:>7.0f} {ratio:>8.2f} {ratio / COLD_TIMES:>9.0%}"
            f" {start.bytes_received / 1000:>8.0f} {start.bytes_of_websocket / 1000:>10.1f}"
        )
        rows.append({"page": name, **asdict(start), "ratio": ratio})
    return rows


main()
