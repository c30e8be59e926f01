"""Backups: a copy of the database in one SQLite file, made while it is used, and putting one back.

The newest automatic backups are kept in a folder: setting HYTE_BACKUPS (else backups beside the database's file, for a
server's database in data/), as many as HYTE_BACKUPS_KEPT says (10; 0 for a server that is backed up by other means).
"""

import logging
import os
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.database.copying import copy, copy_as_it_is
from hyte_core.database.engine import DATA_FOLDER, closing_connections, connect, writing
from hyte_core.database.faults import Fault, fault_of, file_of, is_damaged, is_full
from hyte_core.database.migrate import known_revisions, migrate
from hyte_core.locale import _
from hyte_core.model import ChangeSetRow, JournalEntry, Organisation, columns
from hyte_core.problems import RefusalError

FOLDER_SETTING, KEPT_SETTING = "HYTE_BACKUPS", "HYTE_BACKUPS_KEPT"
_KEPT = 10
#: In the order of the data's versions, which grow even when the computer's clock is set back. The database's own name
#: is in them, for two databases can have the same folder.
_NAME = "{database}_{version:09}_{now:%Y-%m-%d_%H%M%S}.db"
_UNFINISHED = ".kesken"
#: What a killed process has left unfinished is removed when it is this old, seconds.
_STALE = 3_600

log = logging.getLogger("hyte.database")


def backup(engine: Engine, target: Path) -> None:
    """Write the database as it is now into the new file ``target``; others go on meanwhile.

    Raises RefusalError if the file exists, OSError or SQLAlchemyError if it cannot be written or the database is
    damaged; then there is none.
    """
    if target.exists():
        raise RefusalError(_("Tiedosto {file} on jo olemassa: anna toinen nimi.").format(file=target))
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_UNFINISHED}")
    try:
        _write(engine, unfinished)
        unfinished.replace(target)
    finally:
        for file in _files(unfinished):
            file.unlink(missing_ok=True)


def _write(engine: Engine, target: Path) -> None:
    if engine.dialect.name != "sqlite":
        with closing_connections(connect(f"sqlite:///{target}")) as into:
            copy_as_it_is(engine, into)
    try:
        with closing(sqlite3.connect(target)) as file:
            if engine.dialect.name == "sqlite":
                with _driver(engine) as live:
                    live.backup(file, pages=1_000)
            file.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
            if file.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise OSError("database disk image is malformed")
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
    if revision not in known_revisions():
        message = _("{file} on tehty ohjelman uudemmalla versiolla: päivitä ohjelma. Mitään ei muutettu.")
        raise RefusalError(message.format(file=file.name))


def restore(engine: Engine, file: Path, *, author: str, now: datetime) -> Path | None:
    """Put a backup in the place of everything in the database, after keeping a backup of that; where that is, if
    there was anything.

    The backup is checked, copied and brought to this version before the database is touched; the change itself is one
    transaction. The journal gets an entry of it, later than any that open pages have seen. ``now`` is UTC. Raises
    RefusalError on a file that is no backup of ours; then nothing has been changed.
    """
    check(file)
    with TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.db"
        ready.write_bytes(file.read_bytes())
        with closing_connections(connect(f"sqlite:///{ready}")) as source:
            migrate(source)
            _tell(source, file.name, _last_entry(engine), author, now)
            before = _set_aside_if_damaged(engine, now) or keep(engine, now=now, least=1)
            _replace(engine, source)
    return before


def _replace(engine: Engine, source: Engine) -> None:
    if engine.dialect.name != "sqlite":
        copy(source, engine, replace=True)
        return
    try:
        with _driver(source) as new, _driver(engine) as live:
            new.backup(live, progress=_give_up_if_busy)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _give_up_if_busy(status: int, _remaining: int, _total: int) -> None:
    """The driver would try for ever; SQLite itself has waited for the other writer already."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


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


def _set_aside_if_damaged(engine: Engine, now: datetime) -> Path | None:
    """Move a database file that is broken out of the way; where it is, if it was one."""
    path = file_of(engine)
    if path is None or not is_damaged(engine):
        return None
    engine.dispose()
    aside = path.replace(path.with_name(f"{path.name}.vioittunut_{now:%Y%m%d_%H%M%S}"))
    for beside in _files(path)[1:]:
        beside.unlink(missing_ok=True)
    return aside


def keep(engine: Engine, *, now: datetime, least: int = 0) -> Path | None:
    """Make an automatic backup, and remove the oldest ones; None for a database that has nothing, or if none are kept.

    ``least`` is how many are kept whatever the setting says.

    Raises RefusalError if the folder has no room or may not be written to; what was to come after must not begin.
    """
    folder, count = backups_folder(engine), max(_count(), least)
    version = _last_entry(engine)
    if folder is None or not count or not version:
        return None
    target = folder / _NAME.format(database=_name(engine), version=version, now=now)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            backup(engine, target)
    except OSError as error:
        raise _not_kept(error, folder) from error
    log.info("backup kept: version %s", version)
    for old in kept(engine)[count:]:
        with suppress(OSError):
            old.unlink()
    _remove_stale(folder)
    return target


def _not_kept(error: OSError, folder: Path) -> Exception:
    fault = fault_of(error)
    if fault is Fault.damaged:
        return error
    log.error("no backup could be made", exc_info=error)
    if fault is Fault.full or is_full(folder / "x"):
        message = _(
            "Varmuuskopio ei mahdu kansioon {folder}: vapauta levytilaa ja yritä uudelleen. Mitään ei muutettu."
        )
    else:
        message = _(
            "Varmuuskopiota ei voi tehdä kansioon {folder}: anna ohjelmalle siihen kirjoitusoikeus. Mitään ei muutettu."
        )
    return RefusalError(message.format(folder=folder))


def _remove_stale(folder: Path) -> None:
    for left in folder.glob(f".*{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def kept(engine: Engine) -> list[Path]:
    """The automatic backups that there are of the database, the newest first."""
    folder = backups_folder(engine)
    if folder is None or not folder.is_dir():
        return []
    named = re.compile(rf"{re.escape(_name(engine))}_\d{{9,}}_[-\d]+_\d+\.db")
    return sorted((one for one in folder.iterdir() if named.fullmatch(one.name)), reverse=True)


def newest_whole(engine: Engine) -> Path | None:
    """The newest automatic backup that :func:`restore` would take; None if there is none."""
    for file in kept(engine):
        with suppress(RefusalError):
            check(file)
            return file
    return None


def moment_of(file: Path) -> datetime:
    """When an automatic backup was made, UTC."""
    return datetime.strptime("_".join(file.stem.rsplit("_", 2)[1:]), "%Y-%m-%d_%H%M%S").replace(tzinfo=UTC)


def backups_folder(engine: Engine) -> Path | None:
    """Where automatic backups are kept; None for a database in memory."""
    path = file_of(engine)
    if path is None and engine.dialect.name == "sqlite":
        return None
    if setting := os.environ.get(FOLDER_SETTING):
        return Path(setting)
    return (path.parent if path else DATA_FOLDER) / "backups"


def _name(engine: Engine) -> str:
    """The database's own name."""
    path = file_of(engine)
    return path.stem if path else str(engine.url.database)


def _count() -> int:
    setting = os.environ.get(KEPT_SETTING, "")
    return int(setting) if setting.isdecimal() else _KEPT


def _files(path: Path) -> list[Path]:
    """A database file and what SQLite keeps beside it."""
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]
