"""Runs a command many times, each in a process of its own that is killed at another point of it.

    python killing.py ARGUMENT...    with the points in standard input, one a line: DATABASE KIND NUMBER

Prints for each point how the process ended: the signal, or 0 if it came to its end before the point.

KIND is what kills: "statement" the NUMBERth statement or commit; "call" the NUMBERth opening, renaming or removal of a
file; "byte" a write by which any file would become longer than NUMBER bytes: in the middle of a commit or a backup.
"""

import os
import resource
import signal
import sys

from sqlalchemy import Engine, event

import hyte_core.imports
from hyte_core.__main__ import main

_CALLS = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _counted(number: int) -> object:
    left = [number]

    def one(*_arguments: object) -> None:
        left[0] -= 1
        if not left[0]:
            _die()

    return one


def prepare(kind: str, number: int) -> None:
    """Have this process killed at the point."""
    if kind == "byte":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        return
    one = _counted(number)
    if kind == "statement":
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, one)
    else:
        sys.addaudithook(lambda name, _arguments: one() if name in _CALLS else None)  # type: ignore[operator]


def run(database: str, kind: str, number: int, arguments: list[str]) -> int:
    """The signal by which the process ended, 0 for none."""
    child = os.fork()
    if not child:
        os.environ["HYTE_DATABASE_URL"] = f"sqlite:///{database}"
        prepare(kind, number)
        code = main(arguments)
        sys.stdout.flush()
        os._exit(code)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, os.WEXITSTATUS(status)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


if __name__ == "__main__":
    assert hyte_core.imports
    for line in sys.stdin.read().splitlines():
        database, kind, number = line.rsplit(" ", 2)
        ended = run(database, kind, int(number), sys.argv[1:])
        print(f"killed {ended}", flush=True)
