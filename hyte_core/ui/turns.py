"""Many readers at one process: one save can concern all open pages, and drawn at once they would hold up everybody's work."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock, local

import streamlit as st

#: How many pages are drawn anew in a second at most: a third of a processor, and two seconds for sixteen pages.
MOST_A_SECOND = 8


@st.cache_resource(show_spinner=False)
def turns() -> "Turns":
    """The turns of this process."""
    return Turns()


class Turns:
    """Gives so many turns in any second, to all threads of a process together."""

    def __init__(self, most: int = MOST_A_SECOND) -> None:
        self._given: deque[float] = deque(maxlen=most)
        self._lock = Lock()

    def take(self, now: float) -> bool:
        """True if it is one's turn; ``now`` is the time of a clock that only goes on, seconds."""
        with self._lock:
            full = len(self._given) == self._given.maxlen
            if full and now - self._given[0] < 1:
                return False
            self._given.append(now)
            return True


#: How many runs of pages work at once: more would share the same interpreter, and the thread that sends what they have
#: drawn would get the smaller a share, the more there are.
MOST_AT_WORK = 2
#: Nobody waits longer for those before, seconds: one of them may be reading a large file.
PATIENCE_SECONDS = 0.3


@st.cache_resource(show_spinner=False)
def work() -> "Work":
    """The places of this process."""
    return Work()


class Work:
    """Lets so many threads work at once; who has waited long enough works anyway."""

    def __init__(self, most: int = MOST_AT_WORK, patience: float = PATIENCE_SECONDS) -> None:
        self._places = BoundedSemaphore(most)
        self._patience = patience
        self._mine = local()

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place to work in, for as long as the block lasts; who has one already keeps it."""
        if getattr(self._mine, "taken", False):
            yield
            return
        found = self._places.acquire(timeout=self._patience)
        self._mine.taken = True
        try:
            yield
        finally:
            self._mine.taken = False
            if found:
                self._places.release()
