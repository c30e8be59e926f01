"""The command line as an IT person meets it: exit status, one line a problem, JSON for programs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from trees import save, snapshot

from hyte_core.__main__ import main
from hyte_core.changes import Change, JournalFilter, entries
from hyte_core.database import DATA_FOLDER, ROOT, connect
from hyte_core.database.backup import kept

Run = Callable[..., subprocess.CompletedProcess[str]]
KEMI = DATA_FOLDER / "kemi.xlsx"


def command(database: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hyte_core", *map(str, arguments)],
        env={**os.environ, "HYTE_DATABASE_URL": database, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands on the database of a URL as :func:`command` does, but in this process, which is faster."""

    def run(database: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        monkeypatch.setenv("HYTE_DATABASE_URL", database)
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess([], code, out, err)

    return run


@pytest.fixture
def run(at: Run, copy_of_real: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands on a copy of the real data, which connect() gives too."""
    monkeypatch.setenv("HYTE_DATABASE_URL", copy_of_real)
    return partial(at, copy_of_real)


@pytest.fixture
def new(at: Run, new_database: Callable[[], str]) -> Run:
    """Runs commands on a database that has no tables yet."""
    return partial(at, new_database())


@pytest.fixture
def here(run: Run) -> Callable[..., int]:
    """Runs commands on a copy of the real data and gives their exit status; what they print is left alone."""

    def status_of(*arguments: object) -> int:
        done = run(*arguments)
        sys.stdout.write(done.stdout)
        sys.stderr.write(done.stderr)
        return done.returncode

    return status_of


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    """The JSON that was printed."""
    out = capsys.readouterr().out
    return json.loads(out)


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit status 1, nothing on standard output, one line on standard error without a traceback."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line
    for word in words:
        assert word in line


# --- every command, in a process of its own


def test_init_makes_the_database_and_loads_the_workbooks(new_database: Callable[[], str]) -> None:
    database = new_database()
    done = command(database, "init")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Tietokanta on valmis.\n", "")
    found = json.loads(command(database, "status", "--json").stdout)
    assert (found["organisations"], found["plans"]) == (18, 8)


def test_init_of_an_empty_database_loads_nothing(new: Run) -> None:
    assert new("init", "--empty").returncode == 0
    found = json.loads(new("status", "--json").stdout)
    assert found.pop("lights") == []
    assert set(found.values()) == {0}


def test_a_second_init_leaves_what_was_edited_since(here: Callable[..., int], tmp_path: Path) -> None:
    engine = connect()
    id_, row = next(iter(snapshot(engine)["action"].items()))
    edit = Change.changing("action", id_, name=(row["name"], "Muutettu"), schedule=(row["schedule"], "aina"))
    assert save(engine, edit).done
    before = snapshot(engine)
    assert here("init") == 0
    assert snapshot(engine) == before


def test_status_tells_each_plan_and_its_lights(run: Run) -> None:
    done = run("status")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Porvoo: Hyvinvointisuunnitelma\n  41 toimenpidettä, 0 alatoimenpidettä; vihreä 0" in done.stdout


def test_dump_is_one_line_an_action(run: Run) -> None:
    done = run("dump")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 167 + 118
    assert {line.count("\t") for line in lines} == {5}


def test_a_reader_that_has_seen_enough_of_a_dump_is_no_error(run: Run, copy_of_real: str) -> None:
    pipe = f"{sys.executable} -m hyte_core dump --json | head -1"
    done = subprocess.run(
        pipe,
        shell=True,
        cwd=ROOT,
        env={**os.environ, "HYTE_DATABASE_URL": copy_of_real},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
    assert run("status").returncode == 0


def test_json_is_utf_8_whatever_the_terminal_speaks(new_database: Callable[[], str]) -> None:
    database = new_database()
    command(database, "import", KEMI)
    done = command(database, "dump", "--json", PYTHONIOENCODING="latin-1")
    assert "Hyvinvointisuunnitelman toimenpiteet" in done.stdout
    assert "Syrjäytymisen ehkäisy" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bogus"],
        ["import"],
        ["export"],
        ["undo", "first"],
        ["status", "--xml"],
        ["--language", "de", "init"],
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err


# --- import


def test_import_prints_the_shape_of_the_design(
    here: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("import", "--json", KEMI) == 0
    found = printed(capsys)
    assert list(found) == ["file", "tables", "records", "changes", "problems"]
    assert found["file"] == "kemi.xlsx"
    assert found["changes"] | {"unchanged": 0} == {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    assert found["changes"]["unchanged"] > 0
    assert found["problems"] == []
    assert len(found["records"]["actions"]) == 24
    assert found["records"]["actions"][0]["sheet"] == "Toimenpiteet"
    (table,) = [table for table in found["tables"] if table["kind"] == "actions"]
    assert table.keys() == {"kind", "sheet", "header_row", "columns", "rows"}
    assert (table["header_row"], table["columns"]["C"]) == (1, "focus_area")


def test_several_imported_files_are_printed_as_a_list(
    here: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("import", "--json", KEMI, DATA_FOLDER / "porvoo.xlsx") == 0
    assert [found["file"] for found in printed(capsys)] == ["kemi.xlsx", "porvoo.xlsx"]


def test_a_dry_run_writes_nothing(new: Run) -> None:
    done = new("import", "--dry-run", "--json", KEMI)
    assert done.returncode == 0
    assert json.loads(done.stdout)["changes"]["added"] == 1 + 1 + 3 + 15 + 24
    assert json.loads(new("status", "--json").stdout)["plans"] == 0


def test_an_import_is_made_in_the_name_of_its_author(here: Callable[..., int], tmp_path: Path) -> None:
    assert here("import", "--author", "Koordinaattori", edited(tmp_path, "Aikataulu", "keväällä")) == 0
    assert entries(connect(), JournalFilter())[0][0].author == "Koordinaattori"


def test_of_several_files_one_backup_is_made_before_the_first_that_changes_something(
    here: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "10")
    first = shutil.copy(edited(tmp_path, "Aikataulu", "keväällä"), tmp_path / "ensin.xlsx")
    assert here("import", KEMI, first, edited(tmp_path, "Aikataulu", "syksyllä")) == 0
    assert [one.file for one in entries(connect(), JournalFilter())[0][:2]] == ["muutettu.xlsx", "ensin.xlsx"]
    assert len(kept(connect())) == 1


def edited(folder: Path, header: str, value: object) -> Path:
    """Kemi's workbook with a value under a header in the first row of its actions."""
    book = load_workbook(KEMI)
    sheet = book["Toimenpiteet"]
    (column,) = [cell.column for cell in sheet[1] if cell.value == header]
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[4].value)
    sheet.cell(row, column).value = value
    book.save(folder / "muutettu.xlsx")
    return folder / "muutettu.xlsx"


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
@pytest.mark.parametrize(("header", "value"), [("Liikennevalo", "sininen"), ("Aikataulu", "x" * 10_000)])
def test_a_file_with_an_error_is_exit_status_1_one_line_and_nothing_written(
    run: Run, tmp_path: Path, dry: list[str], header: str, value: str
) -> None:
    before = run("dump", "--json").stdout
    done = run("import", *dry, "--json", edited(tmp_path, header, value), DATA_FOLDER / "porvoo.xlsx")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("muutettu.xlsx: Toimenpiteet!")
    found = json.loads(done.stdout)[0]
    assert [problem["severity"] for problem in found["problems"]] == ["error"]
    assert found["problems"][0].keys() == {"severity", "sheet", "cell", "code", "message", "value"}
    assert found["changes"] == {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    assert run("dump", "--json").stdout == before


def test_a_good_file_is_not_taken_when_one_beside_it_has_an_error(new: Run, tmp_path: Path) -> None:
    bad = edited(tmp_path, "Liikennevalo", "sininen")
    assert new("import", DATA_FOLDER / "porvoo.xlsx", bad).returncode == 1
    assert json.loads(new("status", "--json").stdout)["plans"] == 0


def test_a_missing_file_is_refused_before_the_others_are_taken(new: Run, tmp_path: Path) -> None:
    assert_refused(new("import", KEMI, tmp_path / "puuttuu.xlsx"), "puuttuu.xlsx", "tarkista nimi")
    assert json.loads(new("status", "--json").stdout)["plans"] == 0


def test_a_folder_or_another_kind_of_file_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    assert_refused(run("import", tmp_path), str(tmp_path))
    assert_refused(run("import", ROOT / "pyproject.toml"), "ei ole Excel-työkirja")


# --- export


def test_an_exported_plan_is_a_workbook_that_changes_nothing(
    here: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "porvoo.xlsx"
    assert here("export", target, "--plan", "porvoo: hyvinvointisuunnitelma") == 0
    assert "41 toimenpidettä" in capsys.readouterr().out
    assert here("import", "--json", target) == 0
    assert printed(capsys)["changes"] | {"unchanged": 0} == dict.fromkeys(
        ("added", "changed", "removed", "unchanged"), 0
    )


def test_an_export_for_a_responsible_body_has_its_actions_only_and_changes_nothing(
    here: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("export", tmp_path / "kombi.xlsx", "--responsible", "kombi") == 0
    assert "3 toimenpidettä" in capsys.readouterr().out
    assert here("import", "--json", tmp_path / "kombi.xlsx") == 0
    assert printed(capsys)["changes"]["changed"] == 0


def test_an_export_can_be_of_one_organisations_plans(
    here: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("export", tmp_path / "kaikki.xlsx", "--organisation", "mikkeli") == 0
    assert "156 toimenpidettä" in capsys.readouterr().out
    one = ("--organisation", "Mikkeli", "--plan", "Kestävän kasvun ohjelma")
    assert here("export", tmp_path / "yksi.xlsx", *one) == 0
    assert "33 toimenpidettä" in capsys.readouterr().out


def test_an_unknown_plan_or_body_is_refused_and_no_file_is_made(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert_refused(
        run("export", target, "--plan", "Olematon"), "”Olematon”", "”Kemi: Hyvinvointisuunnitelman"
    )
    other = ("--plan", "Hyvinvointisuunnitelma", "--organisation", "Mikkeli")
    assert_refused(run("export", target, *other), "”Mikkeli: Hyvinvointisuunnitelma”", "”Mikkeli: Elinvoima")
    assert_refused(run("export", target, "--responsible", "Olematon"), "”Olematon”")
    assert not target.exists()


def test_an_export_to_a_folder_that_does_not_exist_is_refused(run: Run) -> None:
    assert_refused(run("export", "/nowhere/out.xlsx"), "/nowhere/out.xlsx", "tarkista kansio")


# --- undo


def test_undo_takes_the_last_import_back(here: Callable[..., int], tmp_path: Path) -> None:
    engine = connect()
    before = snapshot(engine)
    assert here("import", edited(tmp_path, "Aikataulu", "keväällä")) == 0
    assert snapshot(engine) != before
    assert here("undo") == 0
    assert snapshot(engine) == before


def test_undo_of_an_unknown_number_is_refused_in_one_line(run: Run) -> None:
    assert_refused(run("undo", "999"), "Muutosta numero 999 ei ole")
    assert_refused(run("undo", "9" * 30), "ei ole")


def test_undo_without_imports_says_that_there_are_none(new: Run) -> None:
    new("init", "--empty")
    assert_refused(new("undo"), "Peruttavia tuonteja ei ole")


def test_undo_of_what_was_edited_since_tells_who_edited_it(
    here: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here("import", "--author", "Ensimmäinen", edited(tmp_path, "Aikataulu", "keväällä"))
    here("import", "--author", "Toinen", edited(tmp_path, "Aikataulu", "syksyllä"))
    capsys.readouterr()
    first = len([*DATA_FOLDER.glob("*.xlsx")]) + 1
    assert here("undo", first) == 1
    told = capsys.readouterr().err
    assert "syksyllä" in told
    assert "Toinen" in told


# --- the database itself


@pytest.mark.parametrize("arguments", [["status"], ["dump"], ["undo"], ["export", "/tmp/never.xlsx"]])
def test_a_database_that_is_not_made_yet_says_how_to_make_it(new: Run, arguments: list[str]) -> None:
    assert_refused(new(*arguments), "python -m hyte_core init")


def test_a_file_that_is_not_a_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "muistio.db").write_text("ei tietokanta " * 100)
    assert_refused(command(f"sqlite:///{tmp_path / 'muistio.db'}", "init"), "ei ole tietokanta")


def test_a_place_that_cannot_be_written_is_refused_in_one_line(at: Run) -> None:
    assert_refused(at("sqlite:////proc/hyte.db", "init"), "/proc/hyte.db")


def test_a_read_only_database_can_be_read_and_is_not_written(
    at: Run, real_database: Path, tmp_path: Path
) -> None:
    shutil.copy(real_database, tmp_path / "hyte.db")
    database = f"sqlite:///file:{tmp_path / 'hyte.db'}?mode=ro&uri=true"
    assert at(database, "status").returncode == 0
    assert_refused(at(database, "import", edited(tmp_path, "Aikataulu", "x")), "ei voi kirjoittaa")


@pytest.mark.parametrize("url", ["hyte", "planet://x/y", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_setting_that_names_no_database_is_refused_in_one_line(at: Run, url: str) -> None:
    done = at(url, "status")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_user_without_a_name_can_run_commands(
    here: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert here("import", KEMI) == 0
