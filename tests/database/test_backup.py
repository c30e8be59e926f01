"""A backup is a whole copy made while others go on; putting one back is checked first, and can itself be taken back."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from trees import NOW, snapshot

from hyte_core import changes
from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import connect, migrate, update
from hyte_core.database.backup import backup, check, keep, kept, restore
from hyte_core.model import Organisation
from hyte_core.problems import RefusalError
from hyte_core.records import dump


def _add(engine: Engine, name: str) -> None:
    assert apply(engine, ChangeSet((Change.adding(Organisation(name=name)),)), author="a", now=NOW).done


def _names(engine: Engine) -> set[str]:
    return {row["name"] for row in snapshot(engine)["organisation"].values()}


def test_a_backup_has_everything_that_was_saved(engine: Engine, tmp_path: Path) -> None:
    _add(engine, "Porvoo")
    backup(engine, tmp_path / "copy.db")
    assert [p.name for p in tmp_path.glob("*copy.db*")] == ["copy.db"]
    copied = connect(f"sqlite:///{tmp_path / 'copy.db'}")
    assert dump(copied) == dump(engine)
    assert changes.version(copied) == changes.version(engine)


def test_a_backup_made_while_others_save_is_whole(engine: Engine, tmp_path: Path) -> None:
    stop = threading.Event()

    def save() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            _add(engine, f"Kunta {number}")

    writer = threading.Thread(target=save)
    writer.start()
    try:
        for number in range(5):
            backup(engine, tmp_path / f"{number}.db")
            check(tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()


def test_a_backup_does_not_write_over_a_file(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_text("mine")
    with pytest.raises(RefusalError):
        backup(engine, tmp_path / "own.xlsx")
    assert (tmp_path / "own.xlsx").read_text() == "mine"


def test_a_backup_that_cannot_be_written_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises((OSError, SQLAlchemyError), match="unable to open"):
        backup(engine, tmp_path / "missing" / "copy.db")
    assert not (tmp_path / "missing").exists()


def test_a_restored_backup_replaces_everything_and_what_was_there_is_kept(
    engine: Engine, tmp_path: Path
) -> None:
    _add(engine, "Porvoo")
    backup(engine, tmp_path / "copy.db")
    _add(engine, "Kemi")
    before = restore(engine, tmp_path / "copy.db", author="a", now=NOW)
    assert _names(engine) == {"Porvoo"}
    assert kept(engine) == [before]
    assert before is not None
    restore(engine, before, author="a", now=NOW.replace(hour=23))
    assert _names(engine) == {"Porvoo", "Kemi"}


def test_the_version_of_the_data_grows_when_a_backup_is_restored(engine: Engine, tmp_path: Path) -> None:
    _add(engine, "Porvoo")
    backup(engine, tmp_path / "copy.db")
    _add(engine, "Kemi")
    before = changes.version(engine)
    restore(engine, tmp_path / "copy.db", author="Ylläpito", now=NOW)
    assert changes.version(engine) > before
    newest = changes.entries(engine, changes.JournalFilter())[0][0]
    assert (newest.file, newest.author) == ("copy.db", "Ylläpito")


def test_a_backup_of_an_earlier_version_is_brought_to_this_one(engine: Engine, tmp_path: Path) -> None:
    from alembic import command

    from hyte_core.database.engine import writing
    from hyte_core.database.migrate import alembic_config

    old = connect(f"sqlite:///{tmp_path / 'old.db'}")
    config = alembic_config()
    with writing(old).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO organisation (id, name, kind, invented) VALUES ('k', 'Kemi', 'municipality', 0)"
        )
    old.dispose()
    restore(engine, tmp_path / "old.db", author="a", now=NOW)
    assert _names(engine) == {"Kemi"}
    assert migrate(engine) is False


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_file_that_is_no_backup_changes_nothing(engine: Engine, tmp_path: Path, content: bytes) -> None:
    _add(engine, "Porvoo")
    (tmp_path / "bad.db").write_bytes(content)
    with pytest.raises(RefusalError, match=r"bad\.db ei ole ehjä varmuuskopio"):
        restore(engine, tmp_path / "bad.db", author="a", now=NOW)
    assert _names(engine) == {"Porvoo"}


def test_a_backup_with_damaged_pages_is_refused(real_database: Path, engine: Engine, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    shutil.copy(real_database, damaged)
    with damaged.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 40_000)
    with pytest.raises(RefusalError):
        restore(engine, damaged, author="a", now=NOW)


def test_a_backup_of_a_later_version_asks_to_update_the_program(engine: Engine, tmp_path: Path) -> None:
    backup(engine, tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RefusalError, match="päivitä ohjelma"):
        restore(engine, tmp_path / "new.db", author="a", now=NOW)


def test_a_database_file_that_is_broken_is_set_aside_and_the_backup_takes_its_place(tmp_path: Path) -> None:
    good = connect(f"sqlite:///{tmp_path / 'good.db'}")
    migrate(good)
    _add(good, "Porvoo")
    backup(good, tmp_path / "copy.db")
    (tmp_path / "hyte.db").write_bytes(b"this was a database once" * 500)
    broken = connect(f"sqlite:///{tmp_path / 'hyte.db'}")
    restore(broken, tmp_path / "copy.db", author="a", now=NOW)
    assert _names(broken) == {"Porvoo"}
    assert len(list(tmp_path.glob("hyte.db.vioittunut_*"))) == 1


def test_no_backups_are_kept_where_the_setting_says_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "0")
    _add(engine, "Porvoo")
    assert keep(engine, now=NOW) is None
    assert kept(engine) == []


def test_only_the_newest_automatic_backups_are_kept(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "3")
    made = []
    for number in range(5):
        _add(engine, f"Kunta {number}")
        made.append(keep(engine, now=NOW.replace(minute=59 - number)))  # the clock is set back
    assert kept(engine) == list(reversed(made[2:]))


def test_a_database_without_content_needs_no_automatic_backup(engine: Engine) -> None:
    assert keep(engine, now=NOW) is None


def test_a_backup_is_kept_before_the_tables_of_an_earlier_version_are_changed(
    real_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(real_database, tmp_path / "hyte.db")
    engine = connect(f"sqlite:///{tmp_path / 'hyte.db'}")
    assert update(engine, now=NOW) is False
    assert kept(engine) == []
    monkeypatch.setattr("hyte_core.database.starting.is_current", lambda _engine: False)
    assert update(engine, now=NOW) is False
    assert len(kept(engine)) == 1
