"""The script runs: how long a warm rerun takes, how many queries it makes and how much it sends."""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from sqlalchemy import Engine, event
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from benchmarks.places import EMPTY, Place
from hyte_core.database import ROOT, database_url
from hyte_core.ui.session import _engine

ROUTER = ROOT / "hyte_core" / "ui" / "router.py"
RUNS = 15


@dataclass(frozen=True)
class ScriptRun:
    """A page's runs. Of reruns medians: milliseconds, queries, bytes of all messages of a run to the browser.

    ``cold`` is the first run of a process that remembers nothing, ``fresh`` the first after somebody has saved a change
    of another plan; each in milliseconds, with its queries.
    """

    milliseconds: float
    queries: int
    bytes_sent: int
    cold: float
    cold_queries: int
    fresh: float
    fresh_queries: int


class _Session:
    """Somebody at a page, who has it run again and again."""

    def __init__(self, script: Path, link: str, url: str = "") -> None:
        """``url`` is the database, if it is not the one of the environment."""
        self.link, self.url = link, url or database_url()
        self.at = opened(script, link)
        _forget()
        self.cold, self.cold_queries = self._timed()
        self.fresh, self.fresh_queries = 0.0, 0
        self.taken: list[float] = []
        self.queries: list[int] = []
        self.sent: list[int] = []

    def _timed(self) -> tuple[float, int]:
        """Milliseconds and queries of one run."""
        os.environ["HYTE_DATABASE_URL"] = self.url
        with queries_made() as queries:
            begun = time.perf_counter()
            self.at.run()
            taken = 1000 * (time.perf_counter() - begun)
        assert not self.at.exception, f"{self.link}: {self.at.exception}"
        return taken, len(queries)

    def run_anew(self) -> None:
        """Run after somebody has saved something."""
        self.fresh, self.fresh_queries = self._timed()

    def run(self) -> None:
        """Run with nothing new."""
        with _messages() as messages:
            taken, queries = self._timed()
        self.taken.append(taken)
        self.queries.append(queries)
        self.sent.append(sum(messages))

    def result(self) -> ScriptRun:
        """The medians."""
        return ScriptRun(
            milliseconds=median(self.taken),
            queries=int(median(self.queries)),
            bytes_sent=int(median(self.sent)),
            cold=self.cold,
            cold_queries=self.cold_queries,
            fresh=self.fresh,
            fresh_queries=self.fresh_queries,
        )


def measure(places: Sequence[Place], save: Callable[[], None] | None = None) -> list[ScriptRun]:
    """An empty page, then the places, all in one process; in turn, so that other work troubles all alike.

    ``save`` saves something that none of the places shows.
    """
    logging.disable(logging.WARNING)
    with _compiled_once():
        _Session(EMPTY, "")  # imports
        for place in places[:1]:
            _Session(ROUTER, place.link)
        sessions = [_Session(EMPTY, ""), *(_Session(ROUTER, place.link) for place in places)]
        for session in sessions:
            session.run()
            session.taken.clear()
        for session in sessions if save else ():
            save()
            session.run_anew()
        for _ in range(RUNS):
            for session in sessions:
                session.run()
    return [session.result() for session in sessions]


def beside(urls: Sequence[str], places: Sequence[Sequence[Place]]) -> dict[str, tuple[float, ...]]:
    """The milliseconds (medians) of the warm reruns of the pages that several databases have, of each database.

    All run in turn in one process: what else the computer does troubles all alike.
    """
    logging.disable(logging.WARNING)
    links = [{place.name: place.link for place in of_one} for of_one in places]
    found = {}
    with _compiled_once():
        for name in links[0]:
            if all(name in known for known in links):
                sessions = [_Session(ROUTER, of[name], url) for of, url in zip(links, urls, strict=True)]
                for _ in range(1 + RUNS):
                    for session in sessions:
                        session.run()
                found[name] = tuple(median(session.taken[1:]) for session in sessions)
    return found


def opened(script: Path, link: str) -> AppTest:
    """A page by its link, which has not run yet."""
    parts = urlsplit(link)
    at = AppTest.from_file(script, default_timeout=300)
    if parts.path:
        at._page_hash = calc_hash(parts.path)  # before the first run switch_page() knows no pages
    at.query_params.update(parse_qs(parts.query, keep_blank_values=True))
    return at


def _forget() -> None:
    """As if the process had just begun, but its engine."""
    st.cache_data.clear()
    st.cache_resource.clear()
    _engine(database_url())


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
def queries_made() -> Iterator[list[tuple[str, Any]]]:
    """The statements on databases while the block runs, each with its parameters, without the beginnings and ends of
    transactions.

    A past state that has been read is a database in memory: what is asked of that is not among them.
    """
    seen: list[tuple[str, Any]] = []

    def note(connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if connection.engine.url.database and not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append((statement, parameters))

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
