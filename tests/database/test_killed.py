"""A command that is killed, wherever in it, leaves all or nothing, and the next one works."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine
from trees import NOW, build, snapshot

from hyte_core.database import DATA_FOLDER, ROOT, connect, migrate, update, writing
from hyte_core.database.backup import check, kept
from hyte_core.database.migrate import alembic_config, is_current
from hyte_core.imports import accept, load

KEMI = DATA_FOLDER / "kemi.xlsx"
Point = tuple[str, int]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killed as only Unix kills")


def killed(paths: Sequence[Path], points: Sequence[Point], *arguments: object) -> list[int]:
    """Run the command on each database, killed at its point; the signals that ended them, 0 for none."""
    lines = (f"{path} {kind} {n}" for path, (kind, n) in zip(paths, points, strict=True))
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killing.py"), *map(str, arguments)],
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return [
        int(line.removeprefix("killed ")) for line in done.stdout.splitlines() if line.startswith("killed")
    ]


def copies(source: Path, folder: Path, points: Sequence[Point]) -> list[Path]:
    """A copy of a database for each point."""
    found = []
    for kind, number in points:
        found.append(folder / f"{kind}_{number}" / "hyte.db")
        found[-1].parent.mkdir()
        shutil.copy(source, found[-1])
    return found


def assert_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def content(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table, without the ids, which are new each time."""
    return {
        entity: sorted(
            str([value for name, value in row.items() if name != "id" and not name.endswith("_id")])
            for row in rows.values()
        )
        for entity, rows in snapshot(engine).items()
    }


def take_in(engine: Engine) -> None:
    loading = load(engine, KEMI.name, KEMI.read_bytes(), today=NOW.date())
    assert accept(engine, loading, author="a", now=NOW).done


def _journal(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        sets = connection.execute("SELECT count(*) FROM change_set").fetchone()[0]
        return sets, connection.execute("SELECT count(*) FROM journal").fetchone()[0]


#: Spread over reading, the backup (files up to the database's size) and writing.
IMPORT_POINTS: list[Point] = [
    *(("statement", n) for n in (1, 12, 30, 50, 65, 75, 85, 90)),
    *(("call", n) for n in (2, 6, 12)),
    *(("byte", n) for n in (4_096, 80_000, 160_000, 350_000)),
    ("statement", 100_000),
]


def test_an_import_killed_at_any_point_leaves_all_or_nothing(empty_database: Path, tmp_path: Path) -> None:
    start, whole = tmp_path / "start.db", tmp_path / "whole.db"
    shutil.copy(empty_database, start)
    engine = connect(f"sqlite:///{start}")
    build(engine, "1. A\n  - Yksi (Sivistys) [red 2024-12-31]")
    before = content(engine)
    engine.dispose()
    shutil.copy(start, whole)
    engine = connect(f"sqlite:///{whole}")
    take_in(engine)
    after = content(engine)
    engine.dispose()
    paths = copies(start, tmp_path, IMPORT_POINTS)
    signals = killed(paths, IMPORT_POINTS, "import", KEMI)
    outcomes: Counter[str] = Counter()
    for path, point, signal in zip(paths, IMPORT_POINTS, signals, strict=True):
        assert_sound(path)
        engine = connect(f"sqlite:///{path}")
        found = content(engine)
        assert found in (before, after), point
        assert _journal(path) == _journal(start if found == before else whole), point
        for one in kept(engine):
            check(one)
        outcomes["all" if found == after else "killed before" if signal else "nothing"] += 1
        take_in(engine)
        assert content(engine) == after, point
        engine.dispose()
    assert outcomes["killed before"] >= 10
    assert outcomes["all"] >= 1
    assert outcomes["nothing"] == 0


# --- migrations

EARLIER = ("0001", "0003")
MIGRATION_POINTS: list[Point] = [
    *(("statement", n) for n in (2, 8, 14, 20, 40)),
    ("call", 6),
    *(("byte", n) for n in (4_096, 150_000)),
]


def _earlier(path: Path, revision: str) -> None:
    """A database of an earlier version with a little content."""
    engine = connect(f"sqlite:///{path}")
    config = alembic_config()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql(
            "INSERT INTO organisation (id, name, kind, invented) VALUES ('k', 'Kemi', 'municipality', 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO change_set (id, at, author, source, file, checksum) VALUES (1, '2025-01-01', 'a', 'form', '', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO journal (change_set_id, operation, entity, entity_id, fields, origin)"
            " VALUES (1, 'add', 'organisation', 'k', '{}', '')"
        )
    engine.dispose()


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.mark.parametrize("revision", EARLIER)
def test_a_migration_killed_at_any_point_is_done_by_the_next_start(tmp_path: Path, revision: str) -> None:
    start = tmp_path / "start.db"
    _earlier(start, revision)
    paths = copies(start, tmp_path, MIGRATION_POINTS)
    signals = killed(paths, MIGRATION_POINTS, "init", "--empty")
    unfinished = 0
    for path, point, signal in zip(paths, MIGRATION_POINTS, signals, strict=True):
        assert_sound(path)
        engine = connect(f"sqlite:///{path}")
        as_before = _revision(path) == revision
        assert as_before or is_current(engine), point
        unfinished += bool(signal and as_before)
        assert not update(engine, now=NOW)
        assert is_current(engine)
        assert [row["name"] for row in snapshot(engine)["organisation"].values()] == ["Kemi"]
        assert kept(engine), point
        for one in kept(engine):
            check(one)
            assert _revision(one) == revision
        engine.dispose()
    assert unfinished >= 3


STARTER = """
import sys
from datetime import UTC, datetime
from hyte_core.database import connect, update
engine = connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
update(engine, now=datetime.now(UTC))
"""


def test_processes_that_start_at_once_all_come_to_a_database_of_this_version(tmp_path: Path) -> None:
    path = tmp_path / "hyte.db"
    _earlier(path, "0001")
    arguments = [sys.executable, "-c", STARTER, f"sqlite:///{path}"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    starting = [
        subprocess.Popen(arguments, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, **pipes)
        for _ in range(3)
    ]
    for one in starting:
        assert one.stdout is not None
        one.stdout.readline()
    for one in starting:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    ended = [(one.communicate(timeout=120)[1], one.returncode) for one in starting]
    assert ended == [("", 0)] * 3
    assert_sound(path)
    engine = connect(f"sqlite:///{path}")
    assert is_current(engine)
    assert migrate(engine) is False
    for one in kept(engine):
        check(one)
    assert kept(engine)
    engine.dispose()
