"""The results as a table to read in a terminal, and as the README's tables."""

from collections.abc import Iterable
from typing import Any

EMPTY_PAGE = "(empty)"
#: What is allowed: a rerun 3 times an empty page's and 50 ms, a cold start 2 times an empty page's.
RERUN_TIMES, RERUN_MORE_MS = 3, 50
COLD_TIMES = 2
QUERIES, BYTES = 8, 2_000_000


def text(found: Iterable[dict[str, Any]]) -> str:
    """All results, one size after another, and how the pages grow from the first to the last."""
    found = list(found)
    parts = [part for one in found for part in (_pages(one), _work(one), _browser(one)) if part]
    return "\n\n".join([*parts, *(_growth(one, found) for one in found if "beside" in one)])


def _title(one: dict[str, Any]) -> str:
    return f"{one['size']} on {one['database']}"


def _pages(one: dict[str, Any]) -> str:
    empty = one["pages"][0]
    limit = RERUN_TIMES * empty["milliseconds"] + RERUN_MORE_MS
    lines = [
        f"{_title(one)}: script runs beside an empty page; load {one['load']:.1f}, memory {one['memory_mb']:.0f} MB, "
        f"limit of a rerun {limit:.0f} ms",
        f"{'page':<30} {'cold ms':>8} {'queries':>8} {'new ms':>8} {'queries':>8} {'warm ms':>8} {'x empty':>8}"
        f" {'of limit':>9} {'queries':>8} {'kB':>7}",
    ]
    for row in one["pages"]:
        over = row["milliseconds"] > limit or row["queries"] > QUERIES or row["bytes_sent"] > BYTES
        lines.append(
            f"{row['page']:<30} {row['cold']:>8.0f} {row['cold_queries']:>8} {row['fresh']:>8.0f}"
            f" {row['fresh_queries']:>8} {row['milliseconds']:>8.1f} {row['milliseconds'] / empty['milliseconds']:>8.1f}"
            f" {row['milliseconds'] / limit:>9.0%} {row['queries']:>8} {row['bytes_sent'] / 1000:>7.1f}{' !' * over}"
        )
    return "\n".join(lines)


def _work(one: dict[str, Any]) -> str:
    lines = [f"{_title(one)}: work beside its limit"]
    for row in one["work"]:
        lines.append(
            f"{row['name']:<52} {row['rows']:>9} rows {row['seconds']:>8.3f} s {row['ratio']:>7.1f} x {row['limit']}"
            f" ({row['limit_seconds']:.3f} s)"
        )
    return "\n".join(lines)


def _browser(one: dict[str, Any]) -> str:
    if "browser" not in one:
        return ""
    empty = one["browser"][0]
    lines = [f"{_title(one)}: cold start in the browser, limit {COLD_TIMES} x empty"]
    lines += [
        f"{row['page']:<30} {row['milliseconds']:>7.0f} ms {row['milliseconds'] / empty['milliseconds']:>6.2f} x empty"
        f" {row['bytes_received'] / 1000:>8.0f} kB, {row['bytes_of_websocket'] / 1000:.0f} kB by the websocket"
        for row in one["browser"]
    ]
    return "\n".join(lines)


def _growth(one: dict[str, Any], found: list[dict[str, Any]]) -> str:
    """How many times a page or work of this size takes what the same takes in another; warm reruns were run in turn."""
    first = next(f for f in found if (f["size"], f["database"]) == (one["beside"]["size"], one["database"]))
    lines = [f"Growth from {_title(first)} to {_title(one)}"]
    before, after = ({row["page"]: row for row in size["pages"]} for size in (first, one))
    for page, warm in one["beside"]["pages"].items():
        cold, new = (after[page][name] / max(before[page][name], 0.1) for name in ("cold", "fresh"))
        lines.append(
            f"{page:<30} warm {warm[0]:>5.1f} -> {warm[1]:>5.1f} ms: {warm[1] / warm[0]:>5.2f} x; cold {cold:>4.1f} x,"
            f" new {new:>4.1f} x"
        )
    known = {row["name"]: row["seconds"] for row in first["work"]}
    lines += [
        f"{row['name']:<52} {row['seconds'] / known[row['name']]:>5.1f} x"
        for row in one["work"]
        if row["name"] in known
    ]
    return "\n".join(lines)


def markdown(found: Iterable[dict[str, Any]]) -> str:
    """The README's tables: a page's warm rerun and queries in each size, then the work."""
    found = list(found)
    names = list(dict.fromkeys(row["page"] for one in found for row in one["pages"]))
    heads = " | ".join(f"{one['size']}, {one['database']}" for one in found)
    lines = [f"| page | {heads} |", "|---" * (len(found) + 1) + "|"]
    for name in names:
        cells = [_cell(one, name) for one in found]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"| work, times its limit | {heads} |", "|---" * (len(found) + 1) + "|"]
    for name in dict.fromkeys((row["name"], row["limit"]) for one in found for row in one["work"]):
        rows = [next((row for row in one["work"] if row["name"] == name[0]), None) for one in found]
        cells = [f"{row['ratio']:.1f} x ({row['seconds']:.2f} s)" if row else "" for row in rows]
        lines.append(f"| {name[0]} (raja: {name[1]}) | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(one: dict[str, Any], page: str) -> str:
    row = next((row for row in one["pages"] if row["page"] == page), None)
    if row is None:
        return ""
    empty = one["pages"][0]["milliseconds"]
    times = row["milliseconds"] / empty
    return f"{row['milliseconds']:.0f} ms ({times:.1f} x), {row['queries']}–{row['fresh_queries']} queries"
