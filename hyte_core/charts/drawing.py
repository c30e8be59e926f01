"""Many pictures at once, each drawn in a process of its own kind: drawing holds Python's lock for a tenth of a second a
picture, in which a server would answer nobody, and a computer has more than one processor.

Run as a script this file is that process: an order a line as JSON on its input, the picture on its output after its
length as four bytes.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

import vl_convert

#: What is to be drawn: {"chart": a Vega-Lite specification} or {"svg": a drawing}, and {"scale": dots a pixel}.
Order = dict[str, Any]
#: Starting a process costs as much as this many pictures.
_WORTH = 6
_MOST = 4


def draw(order: Order) -> bytes:
    """An order as PNG."""
    # By way of the SVG it takes two thirds of the time that vl_convert's own way from Vega-Lite to PNG takes.
    drawing = order["svg"] if "svg" in order else vl_convert.vegalite_to_svg(order["chart"])
    return bytes(vl_convert.svg_to_png(drawing, scale=order["scale"]))


def draw_all(orders: Sequence[Order], told: Callable[[int], None]) -> list[bytes]:
    """The orders as PNG; ``told`` is told after each how many are done."""
    if len(orders) < 2 * _WORTH:
        return _one_by_one(orders, told)
    with drawers() as draw_side_by_side:
        return draw_side_by_side(orders, told)


@contextmanager
def drawers() -> Iterator[Callable[[Sequence[Order], Callable[[int], None]], list[bytes]]]:
    """As :func:`draw_all`, with the processes started at once: they get ready while the orders are made."""
    count = min(os.cpu_count() or 1, _MOST)
    if count < 2:
        yield _one_by_one
        return
    command = [sys.executable, "-P", __file__]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _number in range(count)
    ]
    try:
        yield partial(_side_by_side, processes)
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def _one_by_one(orders: Sequence[Order], told: Callable[[int], None]) -> list[bytes]:
    found: list[bytes] = []
    for order in orders:
        told(len(found))
        found.append(draw(order))
    return found


def _side_by_side(
    processes: Sequence["subprocess.Popen[bytes]"], orders: Sequence[Order], told: Callable[[int], None]
) -> list[bytes]:
    free = list(processes)

    def ask(order: Order) -> bytes:
        process = free.pop()
        try:
            return _asked(process, order)
        finally:
            free.append(process)

    found: list[bytes] = []
    with ThreadPoolExecutor(len(processes)) as threads:
        for picture in threads.map(ask, orders):
            told(len(found))
            found.append(picture)
    return found


def _asked(process: "subprocess.Popen[bytes]", order: Order) -> bytes:
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(order).encode() + b"\n")
    process.stdin.flush()
    return _read(process.stdout, struct.unpack(">I", _read(process.stdout, 4))[0])


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
