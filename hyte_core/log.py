"""The log file for who looks after the installation: what ran, what was saved, what failed, and nobody's data.

The file is hyte.log beside the database (for a server's database in data/), or what the setting HYTE_LOG names; at
1 MB it becomes hyte.log.1 and so on, five files in all. An entry never has an author, a value, an uploaded text, a
statement's parameters or the message of an error, which could quote them: a fault is told by its kind and by where in the
program it happened. A log that cannot be written stops nothing.
"""

import logging
import os
import platform
import sqlite3
import sys
import time
import tomllib
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from hyte_core.database import DATA_FOLDER, ROOT, connect
from hyte_core.database.faults import fault_of, file_of
from hyte_core.problems import RefusalError

SETTING = "HYTE_LOG"
#: How large a file grows, bytes, and how many earlier ones are kept.
LARGEST, EARLIER = 1_000_000, 4
#: The same fault again within this time, seconds, is not told again: open pages ask the database all the time.
_AGAIN = 60

log = logging.getLogger("hyte")


def log_file() -> Path:
    """Where the log is."""
    if setting := os.environ.get(SETTING):
        return Path(setting)
    path = None
    with suppress(RefusalError):  # the setting of the database is wrong, and whoever connects will be told
        path = file_of(connect())
    return path.with_suffix(".log") if path else DATA_FOLDER / "hyte.log"


@contextmanager
def logged(program: str, *, aloud: bool = False) -> Iterator[None]:
    """Within the block what the program tells goes to the log; ``aloud``: its warnings to standard error too."""
    handlers: list[logging.Handler] = [
        _File(log_file(), maxBytes=LARGEST, backupCount=EARLIER, encoding="utf-8", delay=True)
    ]
    if aloud:
        handlers.append(logging.StreamHandler(sys.stderr))
        handlers[-1].setLevel(logging.WARNING)
    for handler in handlers:
        handler.setFormatter(_Scrubbed())
        handler.addFilter(_NotAgain())
        log.addHandler(handler)
    before = log.level, log.propagate
    log.setLevel(logging.INFO)
    log.propagate = False
    log.info(
        "%s begins: version %s, Python %s, %s", program, _version(), platform.python_version(), _database()
    )
    try:
        yield
    finally:
        log.info("%s ends", program)
        log.setLevel(before[0])
        log.propagate = before[1]
        for handler in handlers:
            log.removeHandler(handler)
            handler.close()


def _version() -> str:
    with suppress(OSError, tomllib.TOMLDecodeError, KeyError):
        return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    return "?"


def _database() -> str:
    """The database without its password, nor what else its URL may give after a question mark."""
    with suppress(RefusalError):
        return connect().url.set(query={}).render_as_string(hide_password=True)
    return "no database that can be used"


class _File(RotatingFileHandler):
    """A file that several processes write to, and that may fail without anybody being disturbed."""

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802  (logging's name)
        if self.stream and not _is_in_place(self.stream.fileno(), Path(self.baseFilename)):
            self.stream.close()  # another process has begun a new file
            self.stream = self._open()
        return bool(super().shouldRollover(record))

    def close(self) -> None:
        with suppress(OSError):  # a full disk is told when what was written is sent on
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        pass


def _is_in_place(number: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), file.stat())
    except OSError:
        return False


class _NotAgain(logging.Filter):
    """Lets a fault through once a minute, however many pages meet it."""

    def __init__(self) -> None:
        super().__init__()
        self._last: tuple[Any, ...] = ()
        self._at = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            return True
        key = (record.msg, record.exc_info[0] if record.exc_info else None)
        again = key == self._last and time.monotonic() - self._at < _AGAIN
        if not again:
            self._last, self._at = key, time.monotonic()
        return not again


class _Scrubbed(logging.Formatter):
    """An entry is a line; a fault has the places in the program after it."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another formatter may have kept the whole there
        return super().format(record)

    def formatException(  # noqa: N802  (logging's name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append(f"  {_kind(error)}")
            frames = traceback.extract_tb(error.__traceback__)
            own = [frame for frame in frames[:-1] if _is_ours(frame.filename)]
            lines += [
                f"    {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in [*own, *frames[-1:]]
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _kind(error: BaseException) -> str:
    """What kind of fault it is. Never its message: PostgreSQL, Python and SQLite all quote values in some."""
    words = [type(error).__name__]
    if isinstance(error, SQLAlchemyError | OSError):
        words.append(fault_of(error).name)
    if isinstance(error, OSError) and error.errno is not None:
        words.append(os.strerror(error.errno))
    cause = error if isinstance(error, sqlite3.Error) else getattr(error, "orig", None)
    words += [str(code) for name in ("sqlite_errorname", "sqlstate") if (code := getattr(cause, name, None))]
    return " ".join(words)


def _short(file: str) -> str:
    """A source file without the folders that tell whose computer it is."""
    return str(Path(file).relative_to(ROOT)) if _is_ours(file) else "/".join(Path(file).parts[-2:])


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(ROOT) and "site-packages" not in Path(file).parts
