"""python -m benchmarks.generated SIZE FILE: a made-up database as an SQLite file, or at a database's URL."""

import argparse
import time

from benchmarks.generated.whole import SIZES, generate
from hyte_core.database import connect, migrate


def main() -> None:
    """Make the database and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generated", description=__doc__)
    parser.add_argument(
        "size", choices=SIZES, help="K: one municipality and its county, M: a county, L: the country"
    )
    parser.add_argument("target", metavar="FILE", help="a new SQLite file, or the URL of an empty database")
    options = parser.parse_args()
    url = options.target if "://" in options.target else f"sqlite:///{options.target}"
    engine = connect(url)
    migrate(engine)
    begun = time.perf_counter()
    entries = generate(engine, SIZES[options.size])
    engine.dispose()
    print(f"{options.target}: {entries} journal entries in {time.perf_counter() - begun:.0f} s")


main()
