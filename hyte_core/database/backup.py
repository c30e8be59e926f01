"""Backups: a copy of the database in one SQLite file, made while it is used, and putting one back.

The newest automatic backups are kept in a folder beside the database: setting HYTE_BACKUPS, as many as
HYTE_BACKUPS_KEPT says (10). A server's database (PostgreSQL) has its own automatic backups; those asked for by hand
work for every kind of database.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.database.copying import copy
from hyte_core.database.engine import connect, writing
from hyte_core.database.migrate import alembic_config, is_current, migrate
from hyte_core.locale import _
from hyte_core.model import ChangeSetRow, JournalEntry, Organisation, columns
from hyte_core.problems import RefusalError

FOLDER_SETTING, KEPT_SETTING = "HYTE_BACKUPS", "HYTE_BACKUPS_KEPT"
_KEPT = 10
#: In the order of the data's versions, which grow even when the computer's clock is set back.
_NAME = "hyte_{version:09}_{now:%Y-%m-%d_%H%M%S}.db"
_PATTERN = "hyte_[0-9]*.db"


def backup(engine: Engine, target: Path) -> None:
    """Write the database as it is now into the new file ``target``; others go on meanwhile.

    Raises RefusalError if the file exists, OSError or SQLAlchemyError if it cannot be written; then there is none.
    """
    if target.exists():
        raise RefusalError(_("Tiedosto {file} on jo olemassa: anna toinen nimi.").format(file=target))
    unfinished = target.with_name(f".{target.name}.kesken")
    try:
        _write(engine, unfinished)
        unfinished.replace(target)
    finally:
        for file in _files(unfinished):
            file.unlink(missing_ok=True)


def _write(engine: Engine, target: Path) -> None:
    if engine.dialect.name != "sqlite":
        into = connect(f"sqlite:///{target}")
        try:
            copy(engine, into)
        finally:
            into.dispose()
    try:
        with closing(sqlite3.connect(target)) as file:
            if engine.dialect.name == "sqlite":
                with _driver(engine) as live:
                    live.backup(file, pages=1_000)
            file.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        yield driver


def check(file: Path) -> None:
    """Raises RefusalError unless the file is a whole backup that this version of the program understands."""
    try:
        with closing(sqlite3.connect(f"file:{file.absolute().as_posix()}?mode=ro", uri=True)) as opened:
            whole = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = opened.execute("SELECT version_num FROM alembic_version").fetchone() if whole else None
            revision = str(found[0]) if found else ""
    except sqlite3.Error:
        whole, revision = False, ""
    if not whole or not revision:
        message = _("{file} ei ole ehjä varmuuskopio: valitse toinen tiedosto. Mitään ei muutettu.")
        raise RefusalError(message.format(file=file.name))
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if revision not in known:
        message = _("{file} on tehty ohjelman uudemmalla versiolla: päivitä ohjelma. Mitään ei muutettu.")
        raise RefusalError(message.format(file=file.name))


def restore(engine: Engine, file: Path, *, author: str, now: datetime) -> None:
    """Put a backup in the place of everything in the database, after keeping a backup of that.

    The backup is checked, copied and brought to this version before the database is touched; the change itself is one
    transaction. The journal gets an entry of it, later than any that open pages have seen. ``now`` is UTC. Raises
    RefusalError on a file that is no backup of ours; then nothing has been changed.
    """
    check(file)
    with TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.db"
        ready.write_bytes(file.read_bytes())
        source = connect(f"sqlite:///{ready}")
        try:
            migrate(source)
            _tell(source, file.name, _last_entry(engine), author, now)
            broken = _set_aside_if_broken(engine, now)
            if not broken:
                keep(engine, now=now)
            _replace(engine, source)
        finally:
            source.dispose()


def _replace(engine: Engine, source: Engine) -> None:
    if engine.dialect.name != "sqlite":
        copy(source, engine, replace=True)
        return
    try:
        with _driver(source) as new, _driver(engine) as live:
            new.backup(live)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _last_entry(engine: Engine) -> int:
    try:
        with engine.connect() as connection:
            return connection.execute(select(func.max(JournalEntry.id))).scalar() or 0
    except SQLAlchemyError:
        return 0  # no tables yet, or a file that is broken


def _tell(source: Engine, name: str, last: int, author: str, now: datetime) -> None:
    """A journal entry that changes nothing, so that what pages remember of the data before is not taken for the data now."""
    with writing(source).begin() as connection:
        row = connection.execute(select(*columns(Organisation, "id")).limit(1)).scalar()
        own = connection.execute(select(func.max(JournalEntry.id))).scalar() or 0
        head = {"at": now, "author": author, "source": "command", "file": name, "checksum": ""}
        key = connection.execute(insert(ChangeSetRow.__table__).values(head)).inserted_primary_key  # type: ignore[attr-defined]
        assert key is not None
        entry = {"id": max(last, own) + 1, "change_set_id": key[0], "operation": "change", "fields": {}}
        told = entry | {"entity": "organisation", "entity_id": row or "", "origin": ""}
        connection.execute(insert(JournalEntry.__table__).values(told))  # type: ignore[attr-defined]


def _set_aside_if_broken(engine: Engine, now: datetime) -> bool:
    """Move a database file that cannot be read out of the way; True if it was one."""
    path = _file_of(engine)
    if path is None or not path.exists():
        return False
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA schema_version")
        return False
    except SQLAlchemyError as error:
        if "not a database" not in str(error) and "malformed" not in str(error):
            raise
    engine.dispose()
    path.replace(path.with_name(f"{path.name}.vioittunut_{now:%Y%m%d_%H%M%S}"))
    for beside in _files(path)[1:]:
        beside.unlink(missing_ok=True)
    return True


def keep(engine: Engine, *, now: datetime) -> Path | None:
    """Make an automatic backup, and remove the oldest ones; None for a database that is not a file or has nothing."""
    folder = backups_folder(engine)
    version = _last_entry(engine)
    if folder is None or not version:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / _NAME.format(version=version, now=now)
    if not target.exists():
        backup(engine, target)
    for old in kept(engine)[_count() :]:
        with suppress(OSError):
            old.unlink()
    return target


def update(engine: Engine, *, now: datetime) -> bool:
    """As :func:`hyte_core.database.migrate`, with an automatic backup before tables with content are changed."""
    if is_current(engine):
        return False
    keep(engine, now=now)
    return migrate(engine)


def kept(engine: Engine) -> list[Path]:
    """The automatic backups there are, the newest first."""
    folder = backups_folder(engine)
    return sorted(folder.glob(_PATTERN), reverse=True) if folder and folder.is_dir() else []


def backups_folder(engine: Engine) -> Path | None:
    """Where automatic backups are kept; None for a database that is not a file."""
    path = _file_of(engine)
    if path is None:
        return None
    setting = os.environ.get(FOLDER_SETTING)
    return Path(setting) if setting else path.parent / "backups"


def _count() -> int:
    setting = os.environ.get(KEPT_SETTING, "")
    return max(int(setting), 1) if setting.isdecimal() else _KEPT


def _file_of(engine: Engine) -> Path | None:
    name = engine.url.database
    is_file = engine.dialect.name == "sqlite" and name and not name.startswith((":memory:", "file:"))
    return Path(str(name)) if is_file else None


def _files(path: Path) -> list[Path]:
    """A database file and what SQLite keeps beside it."""
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]
