"""Bad days on the pages: one sentence in the reader's language that says what to do, and nothing typed is lost."""

from pathlib import Path

import pytest
from disks import Disk, held, small_disk
from opening import click, errors, open_page, rerun, told, type_into_grid, widget
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from trees import NOW, action, build

from hyte_core.database import DATA_FOLDER, connect
from hyte_core.database import engine as engine_module
from hyte_core.database.backup import backup, keep
from hyte_core.records import dump

KEMI = DATA_FOLDER / "kemi.xlsx"


@pytest.fixture
def plan(empty) -> str:
    """The id of the only action of the dashboard's plan."""
    return build(empty, "1. A\n  - Alku").actions[0].id


def damage(path: Path) -> Path:
    """Break the database's file, of which there is a backup."""
    engine = connect(f"sqlite:///{path}")
    good = keep(engine, now=NOW)
    engine.dispose()
    assert good is not None
    path.write_bytes(path.read_bytes()[:4096] + b"\xfe" * (path.stat().st_size - 4096))
    return good


@pytest.mark.parametrize(
    ("code", "words"), [("fi", "on vioittunut"), ("sv", None), ("en", None)], ids=["fi", "sv", "en"]
)
def test_a_damaged_file_is_told_at_the_start_with_the_backup_to_put_back(plan, tmp_path, code, words):
    good = damage(tmp_path / "hyte.db")
    at = open_page("toimenpiteet", kieli=code)
    assert not at.exception
    (sentence,) = errors(at)
    shown = sentence.replace("\\", "")
    assert str(good) in shown
    assert "python -m hyte_core restore" in shown
    if words:
        assert words in shown


def test_a_database_that_is_gone_is_told_and_not_replaced_by_a_new_one(plan, tmp_path):
    path = tmp_path / "hyte.db"
    engine = connect(f"sqlite:///{path}")
    good = keep(engine, now=NOW)
    engine.dispose()
    path.unlink()
    at = open_page("")
    assert not at.exception
    (sentence,) = errors(at)
    assert "puuttuu tai on tyhjä" in sentence
    assert good.name in sentence.replace("\\", "")


def moved(engine: Engine, disk: Disk) -> str:
    """The URL of a copy of the database on the disk."""
    backup(engine, disk.folder / "hyte.db")
    return f"sqlite:///{disk.folder / 'hyte.db'}"


def typed(where: str, id_: str) -> AppTest:
    """A new name typed in the grid or in the form."""
    if where == "grid":
        return type_into_grid(open_page("toimenpiteet", nakyma="muokkaus"), {0: {"name": "Uusi nimi"}})
    at = open_page("toimenpiteet", muokkaa=id_)
    widget(at, f"fields_{id_}_name").set_value("Uusi nimi")
    return at


def pressed(at: AppTest, where: str) -> AppTest:
    """The button that saves pressed."""
    if where == "form":
        return click(at, "Tallenna")
    at.button(key="grid_save").click()
    return rerun(at)


def sentence(at: AppTest) -> str:
    """The one thing that the page tells, which is no traceback."""
    assert not at.exception
    (found,) = errors(at)
    return found.replace("\\", "")


@pytest.mark.parametrize("where", ["grid", "form"])
def test_saving_into_a_locked_database_keeps_what_was_typed_and_succeeds_later(
    plan, empty, tmp_path, monkeypatch, where
):
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 50)
    at = typed(where, plan)
    with held(tmp_path / "hyte.db"):
        at = pressed(at, where)
        assert sentence(at) == (
            "Tietokanta on juuri nyt muiden käytössä: odota hetki ja yritä uudelleen. Mitään ei tallennettu."
        )
        assert action(empty, "Alku")
    pressed(at, where)
    assert action(empty, "Uusi nimi")


@pytest.mark.parametrize("where", ["grid", "form"])
def test_saving_onto_a_full_disk_keeps_what_was_typed_and_succeeds_later(plan, empty, tmp_path, use, where):
    with small_disk(tmp_path / "disk", 6) as disk:
        use(moved(empty, disk))
        at = typed(where, plan)
        disk.fill()
        at = pressed(at, where)
        assert sentence(at) == "Levy on täynnä: vapauta tilaa ja yritä uudelleen. Mitään ei tallennettu."
        assert action(connect(), "Alku")
        disk.empty()
        pressed(at, where)
        assert action(connect(), "Uusi nimi")


@pytest.mark.parametrize("where", ["grid", "form"])
def test_saving_into_a_read_only_file_keeps_what_was_typed_and_succeeds_later(
    plan, empty, tmp_path, use, where
):
    use(f"sqlite:///file:{tmp_path / 'hyte.db'}?mode=ro&uri=true")
    at = typed(where, plan)
    at = pressed(at, where)
    assert "anna ohjelmalle kirjoitusoikeus" in sentence(at)
    assert action(empty, "Alku")
    use(f"sqlite:///{tmp_path / 'hyte.db'}")
    pressed(at, where)
    assert action(empty, "Uusi nimi")


def test_a_read_only_disk_is_told_at_the_start(plan, empty, tmp_path, use):
    with small_disk(tmp_path / "disk", 6) as disk:
        use(moved(empty, disk))
        disk.forbid_writing()
        assert "anna ohjelmalle kirjoitusoikeus" in sentence(open_page(""))


def test_an_upload_whose_backup_does_not_fit_is_told_and_can_be_accepted_later(empty, tmp_path, monkeypatch):
    build(empty, "1. A\n  - Alku")
    before = dump(empty)
    with small_disk(tmp_path / "disk", 6) as disk:
        monkeypatch.setenv("HYTE_BACKUPS", str(disk.folder))
        disk.fill()
        at = open_page("tuonti")
        at.file_uploader[0].set_value(("kemi.xlsx", KEMI.read_bytes(), "application/octet-stream"))
        at = click(rerun(at), "Hyväksy")
        assert not at.exception
        assert "Varmuuskopio ei mahdu kansioon" in told(at)
        assert dump(empty) == before
        disk.empty()
        at = click(at, "Hyväksy")
        assert not at.exception
        assert dump(empty) != before
