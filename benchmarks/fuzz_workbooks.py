"""Broken workbooks by the thousand: the real ones with bytes, parts and texts changed. Run: python benchmarks/fuzz_workbooks.py [N]

Each must give records or a problem within seconds, never a traceback. The seed of a failure is printed, so that it
can be made again.
"""

import random
import resource
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hyte_core.excel import read_workbook

ROOT = Path(__file__).parents[1]

SLOWEST = 60.0
_NUMBERS = (
    b"0",
    b"-1",
    b"99999999",
    b"1e309",
    b"",
    b"NaN",
    b"\xff",
    b"&#0;",
    b"A1:XFD1048576",
    b"<![CDATA[x]]>",
)


def mutated(content: bytes, seed: int) -> bytes:
    """The workbook with one to five mistakes in it, always the same for a seed."""
    chance = random.Random(seed)
    way = chance.choice((_bytes, _bytes, _cut, _parts, _parts, _parts, _parts, _without_a_part, _twice))
    return way(content, chance)


def _bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _n in range(chance.randint(1, 5)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _parts(content: bytes, chance: random.Random) -> bytes:
    """Mistakes inside the XML of a part, in a zip that is whole."""
    parts = _unzipped(content)
    name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    text = parts[name]
    for _n in range(chance.randint(1, 5)):
        start = chance.randrange(max(len(text), 1))
        end = min(len(text), start + chance.choice((0, 1, 3, 30, 300)))
        swap = chance.choice((*_NUMBERS, text[end : end + 20], bytes([chance.randrange(32, 256)])))
        text = text[:start] + swap + text[end:]
    return _zipped({**parts, name: text})


def _without_a_part(content: bytes, chance: random.Random) -> bytes:
    parts = _unzipped(content)
    del parts[chance.choice(list(parts))]
    return _zipped(parts)


def _twice(content: bytes, chance: random.Random) -> bytes:
    """A piece of a part once more, somewhere else in it."""
    parts = _unzipped(content)
    name = chance.choice([n for n in parts if "sheet" in n or "styles" in n or "shared" in n.casefold()])
    text = parts[name]
    start = chance.randrange(len(text))
    piece = text[start : start + chance.randint(1, 2_000)]
    at = chance.randrange(len(text))
    return _zipped({**parts, name: text[:at] + piece + text[at:]})


def _unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def failure(content: bytes) -> str:
    """What is wrong with the way in which a file is read; nothing if all is well."""
    start = time.perf_counter()
    try:
        reading = read_workbook(content, plan="S", organisation="K", file="x.xlsx")
        reading.records.as_json()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    seconds = time.perf_counter() - start
    if seconds > SLOWEST:
        return f"{seconds:.0f} s"
    if not reading.tables and not reading.problems:
        return "neither a table nor a problem"
    return ""


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    books = [path.read_bytes() for path in sorted((ROOT / "data").glob("*.xlsx"))]
    failures, outcomes = 0, {"read": 0, "refused": 0}
    start = time.perf_counter()
    for seed in range(count):
        content = mutated(books[seed % len(books)], seed)
        if why := failure(content):
            failures += 1
            print(f"seed {seed}: {why}")
        else:
            tables = read_workbook(content, file="x.xlsx").tables if seed % 10 == 0 else None
            if tables is not None:
                outcomes["read" if tables else "refused"] += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} files, {failures} failures, {time.perf_counter() - start:.0f} s, {memory:.0f} MB; of each tenth {outcomes}"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
