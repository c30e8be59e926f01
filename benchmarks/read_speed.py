"""How long reading and comparing a plan of 10 000 rows takes, against bare openpyxl. Run: python benchmarks/read_speed.py"""

import sys
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine

sys.path.insert(0, str(Path(__file__).parents[1]))

from hyte_core.database import connect, migrate
from hyte_core.excel import read_workbook
from hyte_core.imports import compare

ROWS = 10_000
HEADER = (
    "Painopiste",
    "Tavoite",
    "Toimenpide",
    "Vastuutaho",
    "Aikataulu",
    "Mittari",
    "Tila 2023",
    "Tila 2024",
    "Toteuma",
)


def plan() -> bytes:
    """A plan with ten focus areas of fifty goals, in a layout that is not ours."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Suuren kaupungin hyvinvointisuunnitelma 2022-2025"])
    sheet.append(HEADER)
    for n in range(ROWS):
        sheet.append(
            [
                f"{n // 1000 + 1}. Painopiste" if n % 1000 == 0 else None,
                f"Tavoite {n // 20 + 1}: asukkaat voivat hyvin" if n % 20 == 0 else None,
                f"Järjestetään toimintaa numero {n + 1} yhdessä järjestöjen kanssa",
                "Sivistyspalvelut, nuorisopalvelut" if n % 2 else "Tekniset palvelut",
                "2023-2025" if n % 3 else "kevät 2026",
                f"Osallistujien määrä {n % 40}",
                ("valmis", "kesken", "ei aloitettu")[n % 3],
                ("toteutunut", "käynnissä", None)[n % 3],
                f"Toiminta on käynnistynyt alueella {n}." if n % 4 else None,
            ]
        )
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def bare(content: bytes) -> float:
    """Seconds that openpyxl takes to load the file and walk its cells."""
    start = time.perf_counter()
    for sheet in load_workbook(BytesIO(content), data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value
    return time.perf_counter() - start


def ours(content: bytes, engine: Engine) -> tuple[float, float]:
    """Seconds that reading takes, and reading with comparing."""
    start = time.perf_counter()
    reading = read_workbook(content, organisation="Suuri kaupunki")
    read = time.perf_counter() - start
    comparison = compare(engine, reading.records, today=date(2026, 1, 1))
    assert len(reading.records.actions) == ROWS, len(reading.records.actions)
    assert comparison.counts["added"] > ROWS
    return read, time.perf_counter() - start


def main() -> None:
    content = plan()
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/speed.db")
        migrate(engine)
        rounds = [(bare(content), *ours(content, engine)) for _round in range(3)]
        engine.dispose()
    openpyxl, read, both = (min(times) for times in zip(*rounds, strict=True))
    print(
        f"openpyxl {openpyxl:.2f} s; read {read:.2f} s; read and compare {both:.2f} s; ratio {both / openpyxl:.2f}"
    )


if __name__ == "__main__":
    main()
