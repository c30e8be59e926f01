"""Many readers at one process: one save can concern all open pages, and drawn at once they would hold up everybody's work."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock, get_ident
from time import monotonic

import streamlit as st

#: How many pages are drawn anew in a second at most: a third of a processor, and two seconds for sixteen pages.
MOST_A_SECOND = 8
#: How many are even while others wait for their clicks.
LEAST_A_SECOND = 2


@st.cache_resource(show_spinner=False)
def turns() -> "Turns":
    """The turns of this process."""
    return Turns()


class Turns:
    """Gives so many turns in any second, to all threads of a process together."""

    def __init__(self, most: int = MOST_A_SECOND, least: int = LEAST_A_SECOND) -> None:
        self._most, self._least = most, least
        self._given: deque[float] = deque(maxlen=most)
        self._lock = Lock()

    def take(self, now: float, *, busy: bool = False) -> bool:
        """True if it is one's turn; ``now`` is the time of a clock that only goes on, seconds.

        While the process is ``busy`` with what readers have asked for, there are only the least turns.
        """
        with self._lock:
            if sum(now - time < 1 for time in self._given) >= (self._least if busy else self._most):
                return False
            self._given.append(now)
            return True


#: How many runs of pages work at once. They share one interpreter with the thread that sends what they have drawn: two
#: runs side by side are not ready sooner than one after the other, and of seventy the middle one three times later.
MOST_AT_WORK = 1
#: Who has worked for so long no longer counts, seconds: it may be reading a large file or drawing a report.
LONGEST_SECONDS = 0.3


@st.cache_resource(show_spinner=False)
def work() -> "Work":
    """The places of this process."""
    return Work()


class Work:
    """Lets so many threads work at once; nobody waits for one that works for long."""

    def __init__(self, most: int = MOST_AT_WORK, longest: float = LONGEST_SECONDS) -> None:
        self._most, self._longest = most, longest
        self._first = Lock()  # the one of those who wait that gets the next place
        self._changed = Condition()
        self._began: dict[int, float] = {}
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """True if somebody waits for a place."""
        return self._waiting > 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place to work in, for as long as the block lasts; who has one already keeps it."""
        me = get_ident()
        if me in self._began:
            yield
            return
        self._take(me)
        try:
            yield
        finally:
            with self._changed:
                del self._began[me]
                self._changed.notify()

    def _take(self, me: int) -> None:
        with self._changed:
            self._waiting += 1
        with self._first, self._changed:
            while (left := self._left()) > 0:
                self._changed.wait(left)
            self._began[me] = monotonic()
            self._waiting -= 1

    def _left(self) -> float:
        """How long it can last until there is a place, seconds; none if there is one."""
        since = monotonic() - self._longest
        counted = sorted(began for began in self._began.values() if began > since)
        return counted[-self._most] - since if len(counted) >= self._most else 0.0
