"""What takes long at times: import, undo, export, dump, as-of and report, each beside the least that it could take."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import vl_convert
from openpyxl import load_workbook
from sqlalchemy import Engine, func, insert, select

from benchmarks.places import TODAY, shown
from hyte_core.changes import Change, ChangeSet, apply, undo, version
from hyte_core.changes.change_set import defaults
from hyte_core.database import connect
from hyte_core.excel import workbook
from hyte_core.history import past
from hyte_core.imports import compare
from hyte_core.imports.load import read_workbook
from hyte_core.model import ENTITIES, JournalEntry
from hyte_core.records import dump
from hyte_core.reports.files import file
from hyte_core.views import ActionView, plan_view

TIMES = 3
_DAY = date.fromisoformat(TODAY)


@dataclass(frozen=True)
class Work:
    """The best of some times in seconds, and that of the bare limit; how many rows there were."""

    name: str
    limit: str
    rows: int
    seconds: float
    limit_seconds: float

    @property
    def ratio(self) -> float:
        """How many times the limit."""
        return self.seconds / self.limit_seconds


def measure(url: str, *, whole: bool = True) -> list[Work]:
    """All of it for the plan whose pages are measured; ``whole`` says whether the whole database is dumped too."""
    one, _big = shown(url)
    engine = connect(url)
    with engine.connect() as connection:
        view = plan_view(connection, one.id)
    assert view is not None
    book = workbook(dump(engine, [one.id]))
    rows = len(view.actions)
    found = [
        Work(
            "Vienti: yhden suunnitelman työkirja",
            "openpyxl: sama työkirja auki ja läpi",
            rows,
            _best(lambda: workbook(dump(engine, [one.id]))),
            _best(lambda: _walk(book)),
        ),
        Work(
            "Tuonti: työkirja luetaan ja verrataan",
            "openpyxl: sama työkirja auki ja läpi",
            rows,
            _best(lambda: compare(engine, read_workbook(book).records, today=_DAY)),
            _best(lambda: _walk(book)),
        ),
        *_saving(engine, view.actions),
        _as_of(engine, one.id, one.organisation_id),
        _report(engine, one.id),
        _dump(engine, one.id, whole=whole),
    ]
    engine.dispose()
    return found


def _best(what: Callable[[], object], times: int = TIMES) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        what()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _walk(content: bytes) -> None:
    for sheet in load_workbook(BytesIO(content), data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def _saving(engine: Engine, actions: Sequence[ActionView]) -> list[Work]:
    """An assessment of every action saved and taken back, beside writing as many rows and taking them away."""
    model = ENTITIES["assessment"]
    table = model.__table__  # type: ignore[attr-defined]
    saved, taken_back, bare = [], [], []
    for _turn in range(TIMES):
        values = {"assessed_on": _DAY, "light": "green"}
        changes = [
            Change.adding_values(model, action_id=one.id, number=one.next_number, **values) for one in actions
        ]
        begun = time.perf_counter()
        made = apply(engine, ChangeSet(tuple(changes), "import"), author="Mittaus", now=datetime.now(UTC))
        saved.append(time.perf_counter() - begun)
        assert made.change_set is not None
        begun = time.perf_counter()
        assert undo(engine, made.change_set, author="Mittaus", now=datetime.now(UTC)).done
        taken_back.append(time.perf_counter() - begun)
        known = defaults(model)
        rows = [
            {**known, **values, "id": f"m{n}", "action_id": one.id, "number": one.next_number}
            for n, one in enumerate(actions)
        ]
        begun = time.perf_counter()
        with engine.begin() as connection:
            connection.execute(insert(table), rows)
        bare.append(time.perf_counter() - begun)
        with engine.begin() as connection:
            connection.execute(table.delete().where(table.c.id.in_([row["id"] for row in rows])))
    limit = "executemany: samat rivit"
    return [
        Work("Tallennus: arvio jokaiselle toimenpiteelle", limit, len(actions), min(saved), min(bare)),
        Work("Peruminen: sama takaisin", limit, len(actions), min(taken_back), min(bare)),
    ]


def _as_of(engine: Engine, plan_id: str, organisation_id: str) -> Work:
    """The plan after the middle of the journal's time, beside reading the rows of the entries since."""
    journal = JournalEntry.__table__  # type: ignore[attr-defined]
    with engine.connect() as connection:
        middle = connection.execute(
            select(func.max(journal.c.id)).where(journal.c.id <= version(engine) // 2)
        )
        entry = int(middle.scalar() or 0)
        later = connection.execute(select(func.count()).select_from(journal).where(journal.c.id > entry))
        count = int(later.scalar() or 0)

    def rebuild() -> None:
        with past(engine, entry, organisation_id).connect() as connection:
            plan_view(connection, plan_id)

    def scan() -> None:
        with engine.connect() as connection:
            connection.execute(select(journal).where(journal.c.id > entry)).fetchall()

    name, limit = "Menneen tilan rakentaminen: muutosloki puoliväliin", "SQL: samat lokirivit luetaan"
    return Work(name, limit, count, _best(rebuild), _best(scan, 1))


def _report(engine: Engine, plan_id: str) -> Work:
    """The yearly report as .docx, beside drawing as many empty charts."""
    told: list[int] = [0]

    def make() -> None:
        file(engine, plan_id, ".docx", language="fi", today=_DAY, progress=lambda _n, of: told.append(of))

    taken = _best(make)
    bare: dict[str, Any] = {
        "data": {"values": [{"x": n, "y": n % 7} for n in range(5)]},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": {"field": "y", "type": "quantitative"},
        },
    }
    charts = max(told[-1], 1)
    limit = _best(lambda: [vl_convert.vegalite_to_png(bare, scale=2) for _ in range(charts)], 1)
    return Work("Raportti: .docx", "vl-convert: yhtä monta tyhjää kuviota", charts, taken, limit)


def _dump(engine: Engine, plan_id: str, *, whole: bool) -> Work:
    """Everything as JSON, beside reading every row; of a database too large for that, one plan."""
    plans = None if whole else [plan_id]
    with engine.connect() as connection:
        tables = [model.__table__ for model in ENTITIES.values()]  # type: ignore[attr-defined]
        count = sum(
            connection.execute(select(func.count()).select_from(table)).scalar() or 0 for table in tables
        )

    def scan() -> None:
        with engine.connect() as connection:
            for table in tables:
                connection.execute(select(table)).fetchall()

    def write() -> None:
        json.dumps(dump(engine, plans).as_json(), ensure_ascii=False)

    name = "Vedos: kaikki JSONina" if whole else "Vedos: yksi suunnitelma JSONina"
    return Work(name, "SQL: kaikki rivit luetaan", count, _best(write, 1), _best(scan, 1))
