"""Pictures, each drawn in a process of its own kind: drawing holds Python's lock for a tenth of a second a picture, in
which a server would answer nobody, and a computer has more than one processor.

The processes are kept for a while, as a new one draws slower at first, and so are the last pictures: a report made again
after a word has been changed in it is not drawn again.

Run as a script this file is that process: an order a line as JSON on its input, the picture on its output after its
length as four bytes.
"""

import atexit
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, lru_cache
from threading import Condition, Timer
from typing import IO, Any

import vl_convert

#: What is to be drawn: {"chart": a Vega-Lite specification} or {"svg": a drawing}, and {"scale": dots a pixel} for a PNG,
#: without it an SVG.
Order = dict[str, Any]
#: Each takes some 140 MB.
_MOST = 4
#: How long they wait for the next order, seconds.
_IDLE = 300.0
#: So many pictures are kept; one has some 30 kB.
_KEPT = 500


def draw(order: Order) -> bytes:
    """An order as PNG, or as SVG in UTF-8."""
    # By way of the SVG it takes two thirds of the time that vl_convert's own way from Vega-Lite to PNG takes.
    drawing = order["svg"] if "svg" in order else vl_convert.vegalite_to_svg(order["chart"])
    scale = order.get("scale")
    return bytes(vl_convert.svg_to_png(drawing, scale=scale)) if scale else drawing.encode()


def draw_all(orders: Sequence[Order], told: Callable[[int], None]) -> list[bytes]:
    """As :func:`draw` for all of them; ``told`` is told before each how many are done.

    Raises OSError if a process ends, as it does at an order that cannot be drawn.
    """
    found: list[bytes] = []
    with ThreadPoolExecutor(_count()) as threads:
        for picture in threads.map(_drawn, [json.dumps(order) for order in orders]):
            told(len(found))
            found.append(picture)
    return found


def get_ready() -> None:
    """Start the processes, without waiting for them: somebody is about to ask for pictures."""
    drawers().start()


class Drawers:
    """The processes that draw: started when they are needed, at most so many, ended when nobody needs them."""

    def __init__(self, most: int, idle: float = _IDLE) -> None:
        """``idle`` is how long they wait for the next order, seconds."""
        self._most, self._idle = most, idle
        self._changed = Condition()
        self._free: list[subprocess.Popen[bytes]] = []
        self._busy = 0
        self._end: Timer | None = None

    def start(self) -> None:
        """Start all."""
        with self._changed:
            while len(self._free) + self._busy < self._most:
                self._free.append(_process())
            self._wait_for_next()

    def end(self) -> None:
        """End those that draw nothing."""
        with self._changed:
            while self._free:
                _ended(self._free.pop())

    def ask(self, line: str) -> bytes:
        """What one of them draws to an order in JSON, when it is its turn. Raises OSError if the process ends."""
        with self._one() as process:
            assert process.stdin and process.stdout
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            return _read(process.stdout, struct.unpack(">I", _read(process.stdout, 4))[0])

    @contextmanager
    def _one(self) -> Iterator["subprocess.Popen[bytes]"]:
        with self._changed:
            while not self._free and self._busy >= self._most:
                self._changed.wait()
            process = self._free.pop() if self._free else _process()
            if process.poll() is not None:  # it was ended from outside meanwhile
                process = _process()
            self._busy += 1
        whole = False
        try:
            yield process
            whole = True
        finally:
            with self._changed:
                self._busy -= 1
                if whole:
                    self._free.append(process)
                else:
                    _ended(process)
                self._changed.notify()
                self._wait_for_next()

    def _wait_for_next(self) -> None:
        if self._end:
            self._end.cancel()
        self._end = Timer(self._idle, self.end)
        self._end.daemon = True
        self._end.start()


@cache
def drawers() -> Drawers:
    """Those of this process."""
    found = Drawers(_count())
    atexit.register(found.end)
    return found


def _count() -> int:
    return min(os.cpu_count() or 1, _MOST)


@lru_cache(_KEPT)
def _drawn(line: str) -> bytes:
    return drawers().ask(line)


def _process() -> "subprocess.Popen[bytes]":
    """A new one; it ends by itself when this process does, and not of an interruption that is meant for this."""
    command = [sys.executable, "-P", __file__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)


def _ended(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate()


def _read(source: IO[bytes], size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise OSError("a process that draws pictures ended before its time")
    return found


def _serve() -> None:
    vl_convert.vegalite_to_svg(
        {"data": {"values": [{}]}, "mark": "point"}
    )  # the first one takes half a second more
    for line in sys.stdin.buffer:
        picture = draw(json.loads(line))
        sys.stdout.buffer.write(struct.pack(">I", len(picture)) + picture)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
