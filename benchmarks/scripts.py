"""The script runs: how long a warm rerun takes, how many queries it makes and how much it sends."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Engine, event
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from benchmarks.places import EMPTY, Place
from hyte_core.database import ROOT

ROUTER = ROOT / "hyte_core" / "ui" / "router.py"
RUNS = 15


@dataclass(frozen=True)
class ScriptRun:
    """Medians of a page's reruns: milliseconds; queries of the first run and of a rerun; bytes of messages."""

    milliseconds: float
    first_queries: int
    queries: int
    bytes_sent: int


class _Session:
    """Somebody at a page, who has it run again and again."""

    def __init__(self, script: Path, link: str) -> None:
        parts = urlsplit(link)
        self.at = AppTest.from_file(script, default_timeout=60)
        if parts.path:
            self.at._page_hash = calc_hash(parts.path)  # before the first run switch_page() knows no pages
        self.at.query_params.update(parse_qs(parts.query))
        with _queries() as first:
            self.at.run()
        assert not self.at.exception, f"{link}: {self.at.exception}"
        self.first_queries = len(first)
        self.taken: list[float] = []
        self.queries: list[int] = []
        self.sent: list[int] = []

    def run(self) -> None:
        with _queries() as queries, _messages() as messages:
            begun = time.perf_counter()
            self.at.run()
            self.taken.append(1000 * (time.perf_counter() - begun))
        self.queries.append(len(queries))
        self.sent.append(sum(messages))

    def result(self) -> ScriptRun:
        return ScriptRun(
            median(self.taken), self.first_queries, int(median(self.queries)), int(median(self.sent))
        )


def measure(places: Sequence[Place]) -> list[ScriptRun]:
    """An empty page, then the places, all in one process; in turn, so that other work troubles all alike."""
    logging.disable(logging.WARNING)
    with _compiled_once():
        sessions = [_Session(EMPTY, ""), *(_Session(ROUTER, place.link) for place in places)]
        for session in sessions:
            session.run()
            session.taken.clear()
        for _ in range(RUNS):
            for session in sessions:
                session.run()
    return [session.result() for session in sessions]


@contextmanager
def _compiled_once() -> Iterator[None]:
    """Scripts are compiled once, as on a server; AppTest compiles them anew for every run."""
    shared = ScriptCache()
    with (
        patch.object(app_test, "ScriptCache", lambda: shared),
        patch.object(local_script_runner, "ScriptCache", lambda: shared),
    ):
        yield


@contextmanager
def _queries() -> Iterator[list[str]]:
    """The statements of all engines while the block runs, without the beginnings and ends of transactions."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@contextmanager
def _messages() -> Iterator[list[int]]:
    """The sizes of the messages that a run sends to the browser."""
    sizes: list[int] = []
    original = LocalScriptRunner.forward_msgs

    def weigh(runner: LocalScriptRunner) -> list[Any]:
        messages = original(runner)
        sizes.extend(message.ByteSize() for message in messages)
        return messages

    with patch.object(LocalScriptRunner, "forward_msgs", weigh):
        yield sizes
