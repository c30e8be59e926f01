"""Twenty editors and fifty viewers at one dashboard, and ten files uploaded meanwhile. Run: python -m benchmarks.load

Real websockets against one process of the dashboard with the documents of data/. An editor types an assessment into the
grid and saves it every ten to thirty seconds, two editors of each plan the same rows; where somebody else was first, the
editor saves its own again. A viewer goes on reading every three to ten seconds. Every open page asks every two seconds
whether others have saved something, and is drawn anew when they have, as in a browser.

Printed: how long runs took, what was saved and whether the journal holds all of it in an unbroken chain of old and new
values, and the memory of the process. Limits: no error, nothing lost, 95 % of runs under a second.
"""

import argparse
import asyncio
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from sqlalchemy import Engine, select
from sqlmodel import col

from benchmarks.places import database
from benchmarks.serving import end, free_port, serve
from benchmarks.visitor import VisitError, Visitor
from hyte_core.database import connect
from hyte_core.excel import bundle
from hyte_core.model import JournalEntry
from hyte_core.records import dump
from hyte_core.views import PlanHead, plan_heads, plan_view

EDITORS, VIEWERS, FILES = 20, 50, 10
#: Everybody arrives in this time, seconds; what follows is measured.
ARRIVING = 10.0
#: 95 % of runs take less, seconds.
LIMIT = 1.0
#: The plan whose workbooks come back, the sheet of its actions, and the column that they fill in.
PLAN, SHEET, COLUMN = "Elinvoimaohjelma", "Toimenpiteet", "Aikataulu"
PAGES = ("", "toimenpiteet", "indikaattorit", "yhdyspinnat", "lakisaateiset", "kokous", "muutosloki")


@dataclass
class Told:
    """What the visitors have seen, in seconds, and what they were told was saved."""

    runs: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    redraws: list[float] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    conflicts: int = 0
    upload: float = 0.0
    accepting: float = 0.0
    faults: list[str] = field(default_factory=list)


async def edit(visitor: Visitor, name: str, told: Told, until: float, random: Random) -> None:
    """One editor's work."""
    await asyncio.sleep(random.uniform(0, ARRIVING))
    await visitor.run()
    await asyncio.sleep(ARRIVING)
    turn = 0
    while True:
        await asyncio.sleep(random.uniform(10, 30))
        if time.monotonic() > until:
            return
        turn += 1
        text = f"{name}, {turn}. teksti"
        row = random.randrange(min(3, len(visitor.rows("grid-"))))
        told.runs.append(await visitor.edit("grid-", row, {"note": text}))
        if not re.search(r"\d", visitor.label("grid_save")):
            told.faults.append(f"what {name} typed was forgotten")
            continue
        await asyncio.sleep(random.uniform(1, 4))
        told.saves.append(await visitor.press("grid_save"))
        while visitor.shows("grid_mine"):
            told.conflicts += 1
            await asyncio.sleep(random.uniform(1, 3))
            told.saves.append(await visitor.press("grid_mine"))
        told.saved.append(text)


async def view(visitor: Visitor, told: Told, until: float, random: Random) -> None:
    """One viewer's reading: the page again, on the page of actions with one light or another."""
    await asyncio.sleep(random.uniform(0, ARRIVING))
    await visitor.run()
    await asyncio.sleep(ARRIVING)
    plain = visitor.query
    while time.monotonic() < until:
        await asyncio.sleep(random.uniform(3, 10))
        light = random.choice(("", "&valo=red", "&valo=green")) if visitor.page == "toimenpiteet" else ""
        told.runs.append(await visitor.run(query=plain + light))


async def upload(visitor: Visitor, files: dict[str, bytes], told: Told) -> None:
    """The coordinator's work: ten returned workbooks dropped in and accepted together."""
    await visitor.run()
    told.upload = await visitor.upload("files_", files)
    told.accepting = await visitor.press("accept_all")


async def visits(
    address: str, plans: list[PlanHead], files: dict[str, bytes], seconds: float, process: int
) -> tuple[Told, float]:
    """Everybody's visits at once, and the memory that the process held when all were there."""
    told = Told()
    until = time.monotonic() + 2 * ARRIVING + seconds
    async with AsyncExitStack() as stack:
        editors = [
            await stack.enter_async_context(
                Visitor(
                    address, "toimenpiteet", f"suunnitelma={plans[n // 2 % len(plans)].id}&nakyma=muokkaus"
                )
            )
            for n in range(EDITORS)
        ]
        viewers = [
            await stack.enter_async_context(
                Visitor(address, PAGES[n % len(PAGES)], f"suunnitelma={plans[n % len(plans)].id}")
            )
            for n in range(VIEWERS)
        ]
        sender = await stack.enter_async_context(Visitor(address, "tuonti", ""))

        async def later() -> None:
            await asyncio.sleep(2 * ARRIVING + seconds / 2)
            await upload(sender, files, told)

        work = [edit(v, f"Muokkaaja {n}", told, until, Random(n)) for n, v in enumerate(editors)]
        work += [view(v, told, until, Random(1000 + n)) for n, v in enumerate(viewers)]
        for outcome in await asyncio.gather(*work, later(), return_exceptions=True):
            if isinstance(outcome, VisitError):
                told.faults.append(str(outcome))
            elif isinstance(outcome, BaseException):
                raise outcome
        for visitor in (*editors, *viewers):
            told.polls += visitor.polls
            told.redraws += visitor.redraws
        return told, resident(process)


def returned(engine: Engine, plan: PlanHead) -> dict[str, bytes]:
    """Ten workbooks as responsible bodies send them back, each with a new schedule of its first action."""
    found: dict[str, bytes] = {}
    with ZipFile(BytesIO(bundle(dump(engine, [plan.id])))) as archive:
        for name in archive.namelist()[:FILES]:
            book = load_workbook(BytesIO(archive.read(name)))
            sheet = book[SHEET]
            (column,) = [cell.column for cell in sheet[1] if cell.value == COLUMN]
            sheet.cell(2, column).value = f"Palautus: {name}"
            content = BytesIO()
            book.save(content)
            found[name] = content.getvalue()
    return found


def lost(engine: Engine, told: Told) -> list[str]:
    """What somebody was told was saved and the journal does not hold, and where its old and new values do not meet."""
    last: dict[tuple[str, str, str], Any] = {}
    found: list[str] = []
    texts: list[Any] = []
    with engine.connect() as connection:
        entries = connection.execute(
            select(JournalEntry.entity, JournalEntry.entity_id, JournalEntry.fields).order_by(
                col(JournalEntry.id)
            )
        )
        for entity, id_, fields in entries:
            for name, (old, new) in fields.items():
                key = (entity, id_, name)
                if key in last and last[key] != old:
                    found.append(f"{entity} {id_}: {name} was {last[key]!r}, then changed from {old!r}")
                last[key] = new
                texts.append(new)
    written = {text for text in texts if isinstance(text, str)}
    return found + [f"{text} is not in the journal" for text in told.saved if text not in written]


async def open_every_page(address: str) -> None:
    """A server that has been in use for a while has read the code of all pages."""
    for page in (*PAGES, "tuonti"):
        async with Visitor(address, page, "") as visitor:
            await visitor.run()


async def first_run(address: str) -> list[float]:
    """What the page of actions takes when nobody else is there."""
    async with Visitor(address, "toimenpiteet", "") as visitor:
        return [await visitor.run() for _ in range(20)][5:]


@contextmanager
def dashboard() -> Iterator[tuple[str, int]]:
    """The running dashboard: its address and its process."""
    port = free_port()
    process = serve("dashboard.py", port)
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        end(process)


def cpu(process: int) -> float:
    """The seconds of processors that a process has used; of Linux only."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """The memory that a process holds, MB; of Linux only."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024


def of(seconds: list[float]) -> dict[str, float]:
    """A distribution in milliseconds."""
    if len(seconds) < 2:
        return {"n": len(seconds)}
    return {
        "n": len(seconds),
        "p50": round(median(seconds) * 1000),
        "p95": round(quantiles(seconds, n=20)[-1] * 1000),
        "max": round(max(seconds) * 1000),
    }


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=120)
    chosen = arguments.parse_args()
    with database() as url, dashboard() as (address, process):
        engine = connect(url)
        with engine.connect() as connection:
            every_plan = plan_heads(connection)
            heads = [h for h in every_plan if (p := plan_view(connection, h.id)) and len(p.actions) >= 3]
        (asked,) = [head for head in heads if head.name == PLAN]
        files = returned(engine, asked)
        asyncio.run(open_every_page(address))
        alone = asyncio.run(first_run(address))
        before, used = resident(process), cpu(process)
        started = time.monotonic()
        told, full = asyncio.run(visits(address, heads, files, chosen.seconds, process))
        used, passed = cpu(process) - used, time.monotonic() - started
        missing = lost(engine, told)
        engine.dispose()
    figures = {
        "load of the computer": os.getloadavg()[0],
        "one reader alone": of(alone),
        "runs": of(told.runs),
        "saves": of(told.saves),
        "asking what is new": of(told.polls),
        "drawn anew": of(told.redraws),
        "saved texts": len(told.saved),
        "conflicts decided": told.conflicts,
        "ten files read, s": round(told.upload, 1),
        "ten files accepted, s": round(told.accepting, 1),
        "memory, MB": [round(before), round(full)],
        "memory a session, MB": round((full - before) / (EDITORS + VIEWERS + 1), 2),
        "processors used": round(used / passed, 2),
        "errors": told.faults[:10],
        "lost": missing[:10],
    }
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    every = told.runs + told.saves
    return int(bool(told.faults or missing) or quantiles(every, n=20)[-1] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
