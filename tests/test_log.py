"""The log tells who looks after the installation what happened, and nothing of anybody."""

import logging
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from disks import small_disk
from sqlalchemy.exc import IntegrityError
from streamlit.testing.v1 import AppTest
from trees import build, save

from hyte_core.__main__ import main
from hyte_core.changes import Change
from hyte_core.database import DATA_FOLDER, connect
from hyte_core.excel import workbook
from hyte_core.log import EARLIER, LARGEST, log_file, logged
from hyte_core.model import Contact, InterfaceArea, Organisation
from hyte_core.records import dump

KEMI = DATA_FOLDER / "kemi.xlsx"
NAMES = ("Aino Esimerkki", "aino.esimerkki@example.fi", "Kirjuri Kynänen", "Salainen huomautus", "salaisuus")


@pytest.fixture
def path(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that the program uses; its log is beside it."""
    monkeypatch.setenv("HYTE_DATABASE_URL", f"sqlite:///{tmp_path / 'hyte.db'}")
    shutil.copy(empty_database, tmp_path / "hyte.db")
    return tmp_path / "hyte.db"


@pytest.fixture
def lines(path: Path) -> Callable[[], list[str]]:
    """Reads the log."""
    return lambda: path.with_suffix(".log").read_text(encoding="utf-8").splitlines()


def _fail(message: str) -> None:
    try:
        raise KeyError(message)
    except KeyError as error:
        statement = "INSERT INTO contact (name) VALUES (?)"
        cause = ValueError(f"Key (email)=({message}) already exists.")
        raise IntegrityError(statement, {"name": message}, cause) from error


def test_a_command_tells_its_beginning_its_changes_and_its_end(
    path: Path, lines: Callable[[], list[str]]
) -> None:
    assert main(["import", str(KEMI)]) == 0
    first, *between, last = lines()
    assert re.fullmatch(
        rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO \d+ hyte: command import begins: version \S+, Python \S+, sqlite:///{path}",
        first,
    )
    assert last.endswith("hyte: command import ends")
    (saved,) = [line for line in between if "change set 1, source import" in line]
    assert re.search(r"action add \d+", saved)


def test_nothing_personal_is_in_the_log_of_a_rich_session(
    path: Path, lines: Callable[[], list[str]], tmp_path: Path
) -> None:
    engine = connect()
    build(engine, "1. A\n  - Salainen huomautus", organisation="Omakunta")
    owner, area = Organisation(name="Naapuri"), InterfaceArea(position=1, name="Osallisuus")
    contact = Contact(
        organisation_id=owner.id,
        interface_area_id=area.id,
        role="Suunnittelija",
        name="Aino Esimerkki",
        email="aino.esimerkki@example.fi",
    )
    assert save(engine, *map(Change.adding, (owner, area, contact))).done
    book = tmp_path / "Aino Esimerkki.xlsx"
    book.write_bytes(workbook(dump(engine)))
    engine.dispose()
    path.unlink()
    assert main(["init", "--empty"]) == 0
    assert main(["import", str(book), "--author", "Kirjuri Kynänen"]) == 0
    assert main(["undo", "--author", "Kirjuri Kynänen"]) == 0
    assert main(["undo", "--author", "Kirjuri Kynänen"]) == 1
    with logged("test"):
        for message in NAMES:
            try:
                _fail(message)
            except IntegrityError as error:
                logging.getLogger("hyte.pages").error(f"a page failed: {len(message)}", exc_info=error)
    told = "\n".join(lines())
    assert "change set 2, source undo" in told
    assert re.search(r"contact add 1\b", told)
    assert "KeyError\n    tests/test_log.py:" in told
    assert "IntegrityError" in told
    for name in (*NAMES, "Omakunta", "Naapuri", "Osallisuus", "INSERT"):
        assert name not in told, name
        assert name.split()[0] not in told, name


def test_a_fault_on_a_page_is_told_by_its_kind_and_place_and_a_session_by_its_role(
    path: Path, lines: Callable[[], list[str]]
) -> None:
    def script() -> None:
        from sqlalchemy.exc import OperationalError

        from hyte_core.ui.server import on_script_error

        on_script_error(OperationalError("SELECT 'salaisuus'", {}, Exception("salaisuus")))

    with logged("test"):
        AppTest.from_function(script).run()
        AppTest.from_file(str(Path("hyte_core/ui/router.py").resolve()), default_timeout=30).run()
    told = "\n".join(lines())
    assert "ERROR" in told and "hyte: a page failed\n  OperationalError unknown" in told
    assert "salaisuus" not in told
    assert "hyte.pages: a session begins: this computer" in told


def test_the_engine_does_not_tell_the_values_of_a_statement(path: Path) -> None:
    with pytest.raises(Exception, match="no such table") as caught, connect().connect() as connection:
        connection.exec_driver_sql("SELECT * FROM missing WHERE name = ?", ("salaisuus",))
    assert "salaisuus" not in str(caught.value)


def test_the_log_does_not_tell_the_password_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_LOG", str(tmp_path / "own.log"))
    monkeypatch.setenv("HYTE_DATABASE_URL", "postgresql://hyte:salaisuus@127.0.0.1:1/hyte?password=salaisuus")
    assert main(["status"]) == 1
    told = (tmp_path / "own.log").read_text(encoding="utf-8")
    assert "hyte:***@127.0.0.1:1/hyte" in told
    assert "salaisuus" not in told


def test_the_same_fault_of_many_open_pages_is_told_once_in_a_while(
    path: Path, lines: Callable[[], list[str]]
) -> None:
    with logged("test"):
        for _ in range(50):
            logging.getLogger("hyte.pages").error("the database does not answer")
    assert len([line for line in lines() if "does not answer" in line]) == 1


def test_the_log_stays_small(path: Path) -> None:
    with logged("test"):
        for number in range(20):
            logging.getLogger("hyte.changes").info("%s %s", number, "x" * (LARGEST // 2))
    files = sorted(path.parent.glob("hyte.log*"))
    assert len(files) == EARLIER + 1
    assert all(file.stat().st_size <= LARGEST * 1.1 for file in files)


def test_two_programs_write_to_one_log_though_one_of_them_begins_a_new_file(
    path: Path, lines: Callable[[], list[str]]
) -> None:
    with logged("server"):
        path.with_suffix(".log").rename(path.with_suffix(".log.1"))
        assert main(["status"]) == 0
        logging.getLogger("hyte").info("the server goes on")
    assert any("command status begins" in line for line in lines())
    assert any("the server goes on" in line for line in lines())


@pytest.mark.parametrize("place", ["/nowhere/at/all/hyte.log", "/proc/hyte.log", "/dev/full"])
def test_a_log_that_cannot_be_written_stops_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    monkeypatch.setenv("HYTE_LOG", place)
    assert main(["import", str(KEMI)]) == 0
    assert capsys.readouterr().err == ""


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 1) as disk:
        disk.fill()
        yield disk.folder


def test_a_full_disk_of_the_log_stops_nothing(
    path: Path, full: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HYTE_LOG", str(full / "hyte.log"))
    assert main(["import", str(KEMI)]) == 0
    assert capsys.readouterr().err == ""


def test_the_log_of_a_database_that_is_no_file_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYTE_DATABASE_URL", "postgresql://palvelin/hyte")
    assert log_file() == DATA_FOLDER / "hyte.log"
