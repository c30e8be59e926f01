"""The results as tables to read in a terminal, and as those of the README."""

from collections.abc import Sequence
from typing import Any

EMPTY_PAGE = "(empty)"
#: What is allowed: a rerun 3 times an empty page's and 50 ms, a cold start 2 times an empty page's.
RERUN_TIMES, RERUN_MORE_MS = 3, 50
COLD_TIMES = 2
QUERIES, BYTES = 8, 2_000_000


def text(one: dict[str, Any]) -> str:
    """The results of one size on one database."""
    return "\n\n".join(part for part in (_pages(one), _work(one), _browser(one)) if part)


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


def growth(first: dict[str, Any], one: dict[str, Any]) -> str:
    """How many times a page or work takes what the same takes in a smaller size; warm reruns were run in turn."""
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


def markdown(found: Sequence[dict[str, Any]]) -> str:
    """The README's tables: what each page costs, most of it in the last size on SQLite, and work beside its limit.

    Of a server only the last size is in them, and not the size that is only there to be compared with.
    """
    on_files = [one for one in found if one["database"] == "sqlite"]
    on_server = [one for one in found if one["database"] != "sqlite"]
    last = on_files[-1]
    alone = last.get("beside", {}).get("size")
    shown = [*(one for one in on_files if one["size"] != alone), *on_server[-1:]]
    return "\n".join([*_page_table(shown, last), "", *_work_table(shown), ""])


def _page_table(found: Sequence[dict[str, Any]], last: dict[str, Any]) -> list[str]:
    beside, opened = last.get("beside", {}), {row["page"]: row for row in last.get("browser", ())}
    size = last["size"]
    heads = [
        "page",
        *(f"{_short(one)}, ms" for one in found),
        f"{size} / {beside['size']}" if beside else "",
        f"{size} after a save, ms",
        f"{size} queries",
        f"{size} kB",
        f"{size} browser" if opened else "",
    ]
    lines = _head(heads)
    for row in last["pages"]:
        page = row["page"]
        of_all = [next((r for r in one["pages"] if r["page"] == page), None) for one in found]
        warm = beside.get("pages", {}).get(page)
        cells = [
            "*empty page*" if page == EMPTY_PAGE else page,
            *(f"{one['milliseconds']:.0f}" if one else "" for one in of_all),
            *([f"{warm[1] / warm[0]:.2f}" if warm else ""] if beside else []),
            f"{row['fresh']:.0f}",
            f"{row['queries']} / {row['fresh_queries']} / {row['cold_queries']}",
            f"{row['bytes_sent'] / 1000:.0f}",
        ]
        if opened:
            cold, empty = opened[page]["milliseconds"], opened[EMPTY_PAGE]["milliseconds"]
            cells.append(f"{empty / 1000:.1f} s" if page == EMPTY_PAGE else f"{cold / empty:.1f}")
        lines.append(_line(cells))
    return lines


def _work_table(found: Sequence[dict[str, Any]]) -> list[str]:
    lines = _head(["work", "bare limit", *map(_short, found)])
    known = [{row["name"]: row for row in one["work"]} for one in found]
    for name, limit in dict.fromkeys((row["name"], row["limit"]) for one in found for row in one["work"]):
        rows = [of_one.get(name) for of_one in known]
        times = (f"{row['ratio']:.1f} x ({row['seconds']:.2f} s)" if row else "" for row in rows)
        lines.append(_line([name, limit, *times]))
    return lines


def _short(one: dict[str, Any]) -> str:
    return one["size"] if one["database"] == "sqlite" else f"{one['size']} on PostgreSQL"


def _head(names: Sequence[str]) -> list[str]:
    names = [name for name in names if name]
    return [_line(names), _line(["---"] * len(names))]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
