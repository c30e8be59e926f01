"""Bad days on the command line: each fault is told in one sentence that says what to do, and leaves all or nothing."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from disks import Disk, held, small_disk
from sqlalchemy import event
from trees import NOW, build

from hyte_core.__main__ import main
from hyte_core.database import DATA_FOLDER, connect
from hyte_core.database import engine as engine_module
from hyte_core.database.backup import backup, keep, kept, restore
from hyte_core.records import dump

KEMI = DATA_FOLDER / "kemi.xlsx"
Say = Callable[..., str]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command on a database file; gives the one sentence with which it fails, or "" when it is done."""

    def said(path: Path, *arguments: object) -> str:
        monkeypatch.setenv("HYTE_DATABASE_URL", f"sqlite:///{path}")
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr().err.splitlines()
        assert (code, len(told)) in ((0, 0), (1, 1)), told
        assert not any("Traceback" in line for line in told)
        return "".join(told)

    return said


@pytest.fixture(scope="module")
def prepared(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a small plan, for copies; one page in its middle belongs to the plan's rows."""
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("prepared") / "hyte.db"))
    engine = connect(f"sqlite:///{path}")
    build(engine, "1. A\n" + "\n".join(f"  - Toimenpide {n}" for n in range(300)))
    engine.dispose()
    return path


@pytest.fixture
def path(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the database, which nobody has opened yet."""
    return Path(shutil.copy(prepared, tmp_path / "hyte.db"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk with room for a database and a backup of it."""
    with small_disk(tmp_path / "disk", 6) as found:
        yield found


def on(disk: Disk, path: Path) -> Path:
    """The database moved to the disk."""
    return Path(shutil.copy(path, disk.folder / "hyte.db"))


def content(path: Path) -> object:
    """Everything in the database, which must be sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    engine = connect(f"sqlite:///{path}")
    found = dump(engine)
    engine.dispose()
    return found


def a_backup(path: Path) -> Path:
    """An automatic backup of the database."""
    engine = connect(f"sqlite:///{path}")
    made = keep(engine, now=NOW)
    engine.dispose()
    assert made is not None
    return made


# --- a damaged file


def _header(data: bytes) -> bytes:
    return bytes(100) + data[100:]


def _middle(data: bytes) -> bytes:
    page = len(data) // 4096 // 2 * 4096
    return data[:page] + b"\xfe" * 8192 + data[page + 8192 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a broken header": _header,
    "pages overwritten in the middle": _middle,
    "pages overwritten at the beginning": lambda data: data[:4096] + b"\xfe" * 20_480 + data[24_576:],
    "cut in half": lambda data: data[: len(data) // 2],
    "cut in the middle of a page": lambda data: data[: len(data) // 2 + 777],
    "cut within the header": lambda data: data[:50],
    "no database at all": lambda _data: b"Muistiinpanoja. " * 3_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("command", [("init",), ("import", KEMI)])
def test_a_damaged_file_is_told_with_the_newest_whole_backup_and_the_command(
    path: Path, say: Say, damage: str, command: tuple[object, ...]
) -> None:
    before = content(path)
    good = a_backup(path)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    broken = path.read_bytes()
    assert say(path, *command) == (
        f"Tietokanta {path} on vioittunut: sammuta ohjelma, palauta uusin ehjä varmuuskopio komennolla "
        f"python -m hyte_core restore {good} ja käynnistä ohjelma uudelleen."
    )
    assert path.read_bytes() == broken
    assert kept(connect(f"sqlite:///{path}")) == [good]
    assert say(path, "restore", good) == ""
    assert content(path) == before


def test_a_command_that_reads_a_damaged_page_says_the_same(path: Path, say: Say) -> None:
    good = a_backup(path)
    path.write_bytes(DAMAGES["pages overwritten at the beginning"](path.read_bytes()))
    assert f"python -m hyte_core restore {good}" in say(path, "dump", "--json")


def test_a_backup_that_is_itself_damaged_is_not_offered(path: Path, say: Say) -> None:
    good = a_backup(path)
    worse = good.with_name("hyte_999999999_2026-01-01_000000.db")
    worse.write_bytes(_middle(path.read_bytes()))
    path.write_bytes(_header(path.read_bytes()))
    assert f"restore {good} " in say(path, "status")


def test_a_damaged_database_is_not_kept_as_a_backup(path: Path, tmp_path: Path) -> None:
    path.write_bytes(_middle(path.read_bytes()))
    engine = connect(f"sqlite:///{path}")
    with pytest.raises(OSError, match="malformed"):
        keep(engine, now=NOW)
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("gone", ["emptied", "removed"])
def test_a_new_database_is_not_made_in_the_place_of_one_that_is_gone(path: Path, say: Say, gone: str) -> None:
    good = a_backup(path)
    path.unlink()
    if gone == "emptied":
        path.touch()
    for command in (("init",), ("import", KEMI), ("status",)):
        sentence = say(path, *command)
        assert sentence.startswith(f"Tietokanta {path} puuttuu tai on tyhjä")
        assert f"restore {good}, tai siirrä kansio {good.parent} muualle" in sentence
    assert say(path, "restore", good) == ""
    assert say(path, "status") == ""


def test_another_database_in_the_same_folder_has_its_own_backups(path: Path, say: Say) -> None:
    a_backup(path)
    assert say(path.with_name("hyte_2.db"), "init", "--empty") == ""


def test_a_broken_write_ahead_file_is_kept_and_told_and_the_work_goes_on(
    prepared: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(prepared)
    wal = path.with_name("hyte.db-wal")
    wal.write_bytes(b"\xfe" * 9_000)
    monkeypatch.setenv("HYTE_DATABASE_URL", f"sqlite:///{path}")
    assert main(["status"]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    (aside,) = path.parent.glob("hyte.db-wal.vioittunut_*")
    assert "viimeisimmät tallennukset voivat puuttua" in line
    assert str(aside) in line
    assert aside.read_bytes() == b"\xfe" * 9_000
    assert content(path) == before
    assert main(["import", str(KEMI)]) == 0
    assert capsys.readouterr().err == ""


# --- versions


@pytest.mark.parametrize("command", [("init",), ("import", KEMI), ("status",), ("undo",), ("dump",)])
def test_a_database_of_a_newer_program_is_left_alone_by_every_command(
    path: Path, say: Say, command: tuple[object, ...]
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    expected = f"Tietokanta {path} on luotu ohjelman uudemmalla versiolla: päivitä ohjelma."
    assert say(path, *command) == expected
    assert path.read_bytes() == before
    assert not path.with_name("backups").exists()


# --- no room


def test_an_import_onto_a_full_disk_changes_nothing(disk: Disk, path: Path, say: Say) -> None:
    database = on(disk, path)
    before = content(database)
    disk.fill()
    assert "vapauta" in say(database, "import", KEMI)
    disk.empty()
    assert content(database) == before
    assert say(database, "import", KEMI) == ""


@pytest.mark.parametrize("room", [8_192, 65_536, 131_072, 262_144])
def test_a_disk_that_runs_full_in_the_middle_of_an_import_leaves_nothing_of_it(
    disk: Disk, path: Path, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, room: int
) -> None:
    database = on(disk, path)
    monkeypatch.setenv("HYTE_BACKUPS", str(tmp_path / "elsewhere"))
    before = content(database)
    connect(f"sqlite:///{database}").connect().close()
    disk.fill(leave=room)
    assert say(database, "import", DATA_FOLDER / "mikkeli_hyvan_elaman_ohjelma.xlsx") == (
        "Levy on täynnä: vapauta tilaa ja yritä uudelleen. Mitään ei tallennettu."
    )
    disk.empty()
    assert content(database) == before


def test_an_import_does_not_begin_when_its_backup_does_not_fit(
    disk: Disk, path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_BACKUPS", str(disk.folder))
    disk.fill(leave=100_000)
    before = content(path)
    assert say(path, "import", KEMI) == (
        f"Varmuuskopio ei mahdu kansioon {disk.folder}: vapauta levytilaa ja yritä uudelleen. Mitään ei muutettu."
    )
    assert content(path) == before
    assert [file.name for file in disk.folder.iterdir()] == ["filler"]


@pytest.mark.parametrize("command", ["export", "report"])
def test_a_file_that_does_not_fit_on_the_disk_is_not_left_half_written(
    disk: Disk, path: Path, say: Say, command: str
) -> None:
    target = disk.folder / ("plan.xlsx" if command == "export" else "plan.html")
    target.write_text("the one before")
    disk.fill(leave=4_096)
    arguments = [target] if command == "export" else [target, "--plan", "Testisuunnitelma"]
    assert say(path, command, *arguments) == (
        f"Levyllä ei ole tilaa tiedostolle {target}: vapauta tilaa ja yritä uudelleen."
    )
    assert target.read_text() == "the one before"
    assert sorted(file.name for file in disk.folder.iterdir()) == ["filler", target.name]


def test_output_onto_a_full_disk_is_told_in_one_line(
    path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        told = say(path, "dump", "--json")
    assert told == "Levy on täynnä: vapauta tilaa ja yritä uudelleen. Mitään ei tallennettu."


def test_a_database_that_may_not_grow_leaves_nothing_of_an_import(path: Path, say: Say) -> None:
    before = content(path)

    def full(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine_module.Engine, "connect", full)
    try:
        assert say(path, "import", DATA_FOLDER / "mikkeli_hyvan_elaman_ohjelma.xlsx").startswith(
            "Levy on täynnä"
        )
    finally:
        event.remove(engine_module.Engine, "connect", full)
    assert content(path) == before


# --- no right to write


@pytest.mark.parametrize("command", [("import", KEMI), ("undo",), ("status",)])
def test_a_read_only_disk_asks_for_the_right_to_write(
    disk: Disk, path: Path, say: Say, command: tuple[object, ...]
) -> None:
    database = on(disk, path)
    disk.forbid_writing()
    sentence = say(database, *command)
    if command != ("status",) or sentence:
        assert "kirjoitusoikeus" in sentence
        assert str(disk.folder) in sentence


def test_an_import_does_not_begin_when_the_folder_of_backups_is_read_only(
    disk: Disk, path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_BACKUPS", str(disk.folder / "backups"))
    disk.forbid_writing()
    before = content(path)
    assert say(path, "import", KEMI) == (
        f"Varmuuskopiota ei voi tehdä kansioon {disk.folder / 'backups'}: anna ohjelmalle siihen kirjoitusoikeus. "
        "Mitään ei muutettu."
    )
    assert content(path) == before


# --- others


def test_a_database_that_another_process_keeps_locked_is_told_and_nothing_is_saved(
    path: Path, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 50)
    before = content(path)
    backup(connect(f"sqlite:///{path}"), tmp_path / "copy.db")
    busy = "Tietokanta on juuri nyt muiden käytössä: odota hetki ja yritä uudelleen. Mitään ei tallennettu."
    with held(path):
        assert say(path, "import", KEMI) == busy
        assert say(path, "restore", tmp_path / "copy.db") == busy
        assert say(path, "status") == ""
    assert content(path) == before
    assert say(path, "import", KEMI) == ""


def test_a_fault_of_the_program_itself_is_one_line_too(
    path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hyte_core.__main__.status", lambda _engine: 1 / 0)
    assert say(path, "status") == (
        f"Komento epäonnistui ohjelman virheeseen: lähetä lokitiedosto {path.with_suffix('.log')} ohjelman tekijöille."
    )


def test_what_a_killed_backup_left_is_removed_when_it_is_old(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name, age in (("old", 7_200), ("new", 60)):
        left = folder / f".hyte_1.db.{name}.kesken"
        left.touch()
        os.utime(left, (left.stat().st_mtime - age,) * 2)
    a_backup(path)
    assert [file.name for file in folder.glob(".*")] == [".hyte_1.db.new.kesken"]


def test_a_restore_that_finds_the_database_damaged_keeps_the_damaged_file(path: Path, tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{path}")
    backup(engine, tmp_path / "copy.db")
    engine.dispose()
    path.write_bytes(_middle(path.read_bytes()))
    broken = path.read_bytes()
    restore(connect(f"sqlite:///{path}"), tmp_path / "copy.db", author="a", now=NOW)
    (aside,) = tmp_path.glob("hyte.db.vioittunut_*")
    assert aside.read_bytes() == broken
