"""How long loading a million rows of Sotkanet's CSV takes, from bytes to the saved database, against reading the file
with pandas and inserting its rows bare. Run: python benchmarks/sotkanet_load.py [ROWS]"""

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from hyte_core.changes import apply
from hyte_core.database import connect, migrate
from hyte_core.sotkanet import SotkanetClient, compare_file
from hyte_core.sotkanet.cache import Cache

ROWS = 1_000_000
#: What the issue allows.
LIMIT = 3
AREAS = 300
_YEARS = range(2000, 2024)


def content(rows: int) -> bytes:
    """Made-up rows of as many indicators as it takes: 300 areas, 24 years, both sexes and all."""
    return ("indicator;region;year;gender;primary value;absolute value\n" + "".join(_lines(rows))).encode()


def _lines(rows: int) -> Iterator[str]:
    chance = random.Random(286)
    for n in range(rows):
        year, rest = _YEARS[n % 24], n // 24
        gender, rest = ("total", "male", "female")[rest % 3], rest // 3
        yield f"{rest // AREAS + 1};{rest % AREAS + 1};{year};{gender};{chance.random() * 100:.1f};{chance.randrange(1000)}\n"


def bare(folder: str, file: bytes) -> tuple[float, float, float]:
    """Seconds that pandas takes to read the file, and that executemany takes to insert its rows: into a table of
    nothing but these columns, and into the table that observations are kept in."""
    start = time.perf_counter()
    frame = pd.read_csv(BytesIO(file), sep=";")
    read = time.perf_counter() - start
    rows = list(frame.itertuples(index=False, name=None))
    database = sqlite3.connect(f"{folder}/bare.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE bare (a INTEGER, b INTEGER, c INTEGER, d TEXT, e REAL, f REAL)")
    start = time.perf_counter()
    database.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.commit()
    plain = time.perf_counter() - start
    database.close()
    return read, plain, _into_observations(folder, rows)


def _into_observations(folder: str, rows: list[tuple[object, ...]]) -> float:
    path = f"{folder}/table.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    full = [(f"{n:016x}", f"{n // 24:016x}", row[2], row[4], row[5]) for n, row in enumerate(rows)]
    database = sqlite3.connect(path)
    start = time.perf_counter()
    database.executemany(
        "INSERT INTO observation (id, series_id, year, value, numerator, missing_reason, note)"
        " VALUES (?, ?, ?, ?, ?, '', '')",
        full,
    )
    database.commit()
    took = time.perf_counter() - start
    database.close()
    Path(path).unlink()
    return took


def with_areas(folder: str) -> SotkanetClient:
    """A client that has once fetched the list of the made-up areas, as an installation has that of the real ones."""
    client = SotkanetClient("http://127.0.0.1:9", cache=Cache(Path(folder)))
    areas = [{"id": n, "title": {"fi": f"Alue {n}"}, "category": "KUNTA"} for n in range(1, AREAS + 1)]
    client.cache.write(f"{client.url}/regions", areas, datetime.now(UTC))
    return client


def ours(folder: str, file: bytes) -> tuple[float, float]:
    """Seconds from the bytes to the change set, and from there to the saved database."""
    engine = connect(f"sqlite:///{folder}/ours.db")
    migrate(engine)
    client = with_areas(folder)
    start = time.perf_counter()
    comparison = compare_file(engine, file, client=client)
    compared = time.perf_counter() - start
    start = time.perf_counter()
    outcome = apply(engine, comparison.change_set, author="benchmark", now=datetime.now(UTC))
    applied = time.perf_counter() - start
    assert outcome.done, outcome
    with engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM observation").scalar()
    assert count == file.count(b"\n") - 1, count
    engine.dispose()
    return compared, applied


def main() -> None:
    """Measure both in turn, and print the best of three."""
    file = content(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    rounds = []
    for _round in range(3):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append((*bare(folder, file), *ours(folder, file)))
    read, plain, table, compared, applied = (min(times) for times in zip(*rounds, strict=True))
    whole = compared + applied
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: trust the ratios of an idle computer")
    print(
        f"pandas.read_csv {read:.2f} s; executemany {plain:.2f} s bare, {table:.2f} s into the table of observations"
    )
    print(f"read and compare {compared:.2f} s; apply {applied:.2f} s")
    print(
        f"ratio {whole / (read + table):.2f} (limit {LIMIT}); to a bare table without any index {whole / (read + plain):.2f}"
    )


if __name__ == "__main__":
    main()
