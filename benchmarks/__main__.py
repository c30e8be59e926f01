"""python -m benchmarks [S] [K] [M] [L]: every page beside an empty Streamlit page, and what takes long beside its limit.

S holds the real documents, K, M and L are made up: a municipality and its county, a county, the country (see
benchmarks.generated); without sizes all four. Pages are opened in a real browser too if there is Chromium, and all of it
is measured on PostgreSQL too if HYTE_TEST_SERVER names a server. The whole takes half an hour on two
cores, with a server three quarters.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import browser, report, scripts, work
from benchmarks.generated import SIZES
from benchmarks.places import EMPTY, REAL, SERVER, Place, database, places, shown
from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import ROOT, connect
from hyte_core.model import Action
from hyte_core.views import plan_heads, plan_view

#: The same municipality alone and among all others: what the others cost it.
ALONE, AMONG_ALL = "K", "L"
KINDS = ("sqlite", "postgresql") if SERVER else ("sqlite",)


def main() -> None:
    """Measure each size in a process of its own, print, and write if asked to."""
    options = _options()
    if options.one:
        results = _measured(options)
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f}: trust the ratios, and those of an idle computer")
    found: list[dict[str, Any]] = []
    for size in options.sizes:
        for kind in KINDS:
            found.append(_in_own_process(options, size, kind))
            print(f"\n{report.text(found[-1])}", flush=True)
            _keep(options, found)
    for kind in KINDS if {ALONE, AMONG_ALL} <= set(options.sizes) else ():
        alone, among = (_of(found, size, kind) for size in (ALONE, AMONG_ALL))
        among["beside"] = {"size": ALONE, "pages": _in_own_process(options, f"{ALONE}+{AMONG_ALL}", kind)}
        print(f"\n{report.growth(alone, among)}", flush=True)
        _keep(options, found)


def _keep(options: argparse.Namespace, found: list[dict[str, Any]]) -> None:
    """Write what has been measured so far: the whole takes long, and may be stopped."""
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(report.markdown(found), encoding="utf-8")


def _of(found: list[dict[str, Any]], size: str, kind: str) -> dict[str, Any]:
    return next(one for one in found if (one["size"], one["database"]) == (size, kind))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help="S, K, M, L")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here too")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the README's tables here")
    parser.add_argument(
        "--no-browser", dest="browser", action="store_false", help="do not open the pages in a browser"
    )
    parser.add_argument("--whole", action="store_true", help="dump the whole of L too: it takes gigabytes")
    parser.add_argument(
        "--made", type=Path, metavar="FOLDER", help="where SIZE.db have been made (benchmarks.generated)"
    )
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.sizes = options.sizes or [REAL, *SIZES]
    if unknown := set(options.sizes) - {REAL, *SIZES}:
        parser.error(f"no size {' '.join(sorted(unknown))}")
    options.browser = options.browser and browser.PROGRAM.exists()
    return options


def _in_own_process(options: argparse.Namespace, size: str, kind: str) -> dict[str, Any]:
    """One size on one kind of database: memory and what is remembered are its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "one.json"
        command = [sys.executable, "-m", "benchmarks", "--one", f"{size}:{kind}", "--json", str(file)]
        command += ["--no-browser"] * (not options.browser) + ["--whole"] * options.whole
        command += ["--made", str(options.made)] if options.made else []
        subprocess.run(command, check=True, cwd=ROOT)
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    sizes, kind = options.one.split(":")
    if "+" in sizes:
        with ExitStack() as stack:
            urls = [stack.enter_context(_database(options, size, kind)) for size in sizes.split("+")]
            return scripts.beside(urls, [places(url) for url in urls])
    size = sizes
    with _database(options, size, kind) as url:
        measured = places(url)
        found = {"size": size, "database": kind, "load": os.getloadavg()[0], "pages": _scripts(url, measured)}
        found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found["work"] = [
            {**asdict(one), "ratio": one.ratio}
            for one in work.measure(url, whole=options.whole or size != "L")
        ]
        if options.browser:
            found["browser"] = _browser(measured)
    return found


def _database(options: argparse.Namespace, size: str, kind: str) -> AbstractContextManager[str]:
    made = options.made / f"{size}.db" if options.made else None
    return database(size, made=made if made and made.exists() else None, on_server=kind != "sqlite")


def _scripts(url: str, measured: list[Place]) -> list[dict[str, Any]]:
    runs = scripts.measure(measured, _saver(url))
    names = [report.EMPTY_PAGE, *(one.name for one in measured)]
    return [{"page": name, **asdict(run)} for name, run in zip(names, runs, strict=True)]


def _saver(url: str) -> Any:
    """What saves a change of a plan that is not measured."""
    engine = connect(url)
    one, big = shown(url)
    with engine.connect() as connection:
        others = (plan_view(connection, head.id) for head in plan_heads(connection) if head not in (one, big))
        other = next(plan.actions[0] for plan in others if plan and plan.actions)
    schedule = [other.schedule]

    def save() -> None:
        new = f"{len(schedule)}. kerta"
        change = Change.changing(Action.__tablename__, other.id, schedule=(schedule[-1], new))
        assert apply(engine, ChangeSet((change,)), author="Mittaus", now=datetime.now(UTC)).done
        schedule.append(new)

    return save


def _browser(measured: list[Place]) -> list[dict[str, Any]]:
    with (
        browser.server(EMPTY.with_name("empty_app.py")) as nothing,
        browser.server(ROOT / "dashboard.py") as ours,
    ):
        browser.open_once(nothing), browser.open_once(ours)  # imports
        starts = browser.measure_in_turn([nothing, *(ours + one.link for one in measured)])
    names = [report.EMPTY_PAGE, *(one.name for one in measured)]
    return [{"page": name, **asdict(start)} for name, start in zip(names, starts, strict=True)]


main()
