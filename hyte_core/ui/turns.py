"""Open pages are drawn anew in turn: one save can concern them all, and drawn at once they would hold up everybody's work."""

from collections import deque
from threading import Lock

#: How many pages are drawn anew in a second at most: a third of a processor, and two seconds for sixteen pages.
MOST_A_SECOND = 8


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
