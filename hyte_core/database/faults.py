"""What kind of fault a database's error tells of, and whether a database's file is damaged."""

import errno
import os
import shutil
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

#: A disk with less room than this is full, whatever SQLite calls it: it cannot make its files beside the database.
_ROOM = 1_000_000
#: How a write-ahead file of SQLite begins.
_WAL_BEGINS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_WAL_HEADER = 32


class Fault(Enum):
    """The faults that an administrator can do something about."""

    damaged = auto()
    read_only = auto()
    locked = auto()
    full = auto()
    unreachable = auto()
    cut = auto()
    uncertain = auto()
    no_tables = auto()
    older = auto()
    newer = auto()
    unknown = auto()


_ERRNO = {
    Fault.full: {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    Fault.read_only: {errno.EACCES, errno.EPERM, errno.EROFS},
    Fault.unreachable: {errno.ENOENT, errno.ENOTDIR, errno.EISDIR},
}
_WORDS = {
    Fault.damaged: ("not a database", "malformed"),
    Fault.read_only: ("readonly", "read-only", "permission"),
    Fault.locked: ("locked", "busy", "lock timeout"),
    Fault.full: ("is full", "no space", "disk full"),
    Fault.unreachable: ("unable to open", "no such file", "not a directory"),
    Fault.older: ("no such column", "has no column", "column"),
    Fault.no_tables: ("no such table", "relation"),
    Fault.newer: ("can't locate revision",),
}
#: PostgreSQL's words for what is not there; they name it, so that they alone tell nothing.
_MISSING = ("column", "relation")


def fault_of(error: SQLAlchemyError | OSError) -> Fault:
    """The kind of fault, by the error's number or by what the database says, without the statement and its values."""
    if isinstance(error, OSError) and error.errno is not None:
        return next((fault for fault, numbers in _ERRNO.items() if error.errno in numbers), Fault.unknown)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        # Without a statement it was the commit that was not answered: it may have reached the server.
        return Fault.cut if error.statement else Fault.uncertain
    told = str(getattr(error, "orig", error)).lower()
    missing = "does not exist" in told
    for fault, words in _WORDS.items():
        if any(word in told and (missing or word not in _MISSING) for word in words):
            return fault
    return Fault.unknown


def file_of(engine: Engine) -> Path | None:
    """The file of an SQLite database; None for a database that is not a file."""
    name = engine.url.database
    is_file = engine.dialect.name == "sqlite" and name and not name.startswith((":memory:", "file:"))
    return Path(str(name)) if is_file else None


def is_damaged(engine: Engine) -> bool:
    """True if the database is a file whose content is broken; reads all of it (0.3 s for 100 MB)."""
    path = file_of(engine)
    if path is None or not path.is_file():
        return False
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok"
    except SQLAlchemyError as error:
        return fault_of(error) is Fault.damaged


def is_full(path: Path) -> bool:
    """True if the disk of a file has no room to write."""
    try:
        disk = shutil.disk_usage(path.parent)
    except OSError:
        return False
    return disk.free < min(_ROOM, disk.total)


def is_read_only(path: Path) -> bool:
    """True if a file that exists, or its folder, may not be written to."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def keep_broken_wal(engine: Engine) -> Path | None:
    """Copy a write-ahead file that cannot be read out of SQLite's way; None if there is none such, or it has been done.

    SQLite takes it for an empty one and writes over it: the database is whole, but its last saves may be missing.
    """
    path = file_of(engine)
    wal = path.with_name(f"{path.name}-wal") if path else None
    try:
        if wal is None or not wal.exists() or wal.stat().st_size < _WAL_HEADER:
            return None
        with wal.open("rb") as file:
            if file.read(4) in _WAL_BEGINS:
                return None
        written = datetime.fromtimestamp(wal.stat().st_mtime)
        kept = wal.with_name(f"{wal.name}.vioittunut_{written:%Y%m%d_%H%M%S}")
        if kept.exists():
            return None
        shutil.copyfile(wal, kept)
    except OSError:
        return None
    return kept
