"""The command that makes a report or slides: exit status, one line a problem, no loading of charts elsewhere."""

import subprocess
import sys
from pathlib import Path

import pytest
from making import Page, slides, word_text

from hyte_core.__main__ import main
from hyte_core.database import ROOT

PLAN = "Kestävän kasvun ohjelma"


@pytest.fixture(autouse=True)
def database(copy_of_real: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the real data, which connect() gives."""
    monkeypatch.setenv("HYTE_DATABASE_URL", copy_of_real)


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a refused command says."""
    assert main(["report", *map(str, arguments)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_each_kind_of_file_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("docx", "html", "pptx"):
        file = tmp_path / f"raportti.{kind}"
        assert main(["report", str(file), "--plan", PLAN]) == 0
        assert capsys.readouterr().out == f"{file} on valmis.\n"
    assert PLAN in word_text((tmp_path / "raportti.docx").read_bytes())
    assert PLAN in Page((tmp_path / "raportti.html").read_text("utf-8")).text
    assert slides((tmp_path / "raportti.pptx").read_bytes())[0].shapes.title.text == PLAN


def test_the_language_is_asked_for_after_the_command(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert main(["report", str(file), "--plan", PLAN, "--organisation", "mikkeli", "--language", "en"]) == 0
    assert Page(file.read_text("utf-8")).all("html") == [{"lang": "en"}]


def test_a_plan_that_is_not_there_is_refused_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(capsys, tmp_path / "x.html", "--plan", "Ei tällaista")
    assert "Ei tällaista" in line and PLAN in line
    assert not (tmp_path / "x.html").exists()


def test_an_organisation_that_has_no_such_plan_is_refused_with_the_one_that_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(capsys, tmp_path / "x.html", "--plan", PLAN, "--organisation", "Porvoo")
    assert "Mikkeli" in line


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "tarkista kansio" in refused(capsys, tmp_path / "ei" / "x.html", "--plan", PLAN)


@pytest.mark.parametrize(
    "arguments", [["x.odt", "--plan", PLAN], ["x.docx"], ["x.docx", "--plan", PLAN, "--language", "de"]]
)
def test_wrong_usage_has_its_own_exit_status(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["report", *arguments])
    assert stopped.value.code == 2


def test_other_commands_do_not_load_what_draws_charts() -> None:
    code = (
        "import sys, hyte_core.__main__; print({'altair', 'vl_convert', 'docx', 'pptx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
