"""A slide's blocks as pages that have room for them: what is too long goes on, in the same size of text, on the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hyte_core.locale import _
from hyte_core.reports.content import (
    Block,
    Bullets,
    Cell,
    Facts,
    Lead,
    LightBars,
    LineChart,
    Paragraph,
    Picture,
    Slide,
    Table,
)
from hyte_core.reports.fitting import BOLD, LEADING, chunks, height_of, shortened, wrapped

#: Sizes of texts in points: no text on a slide is smaller than SMALL.
TEXT, SMALL = 22, 18
#: Room around the text of a table's cell, and between blocks, in points.
CELL_SIDE, CELL_TOP, GAP = 7.2, 4.0, 8.0
#: A bullet's text begins this far in.
INDENT = 20.0
#: The least height of a chart, and of one bar of it.
CHART, BAR, LEGEND = 220.0, 46.0, 60.0
#: How many bars a chart has at most.
_MOST_BARS = 6


@dataclass(frozen=True)
class Line:
    """A paragraph of text on a slide."""

    text: str
    size: int
    bullet: bool = False
    #: The beginning that stands out.
    name: str = ""
    #: Whether the beginning is good or bad news; None where nothing is judged.
    good: bool | None = None


@dataclass(frozen=True)
class Text:
    """Paragraphs in one box."""

    lines: tuple[Line, ...]


Piece = Text | Table | LightBars | LineChart | Picture


@dataclass(frozen=True)
class Placed:
    """A piece with its place from the top of the room for contents, and its height."""

    piece: Piece
    top: float
    height: float


def pages(slide: Slide, width: float, height: float) -> list[list[Placed]]:
    """The slide's contents as one page or more, none of them higher than ``height``."""
    made: list[list[tuple[Piece, float]]] = [[]]
    used = 0.0
    for atom, need in _atoms(slide.blocks, width, height):
        last = made[-1][-1][0] if made[-1] else None
        joined = _joined(last, atom)
        extra = need - (header_height(atom, width) if joined is not None and isinstance(atom, Table) else 0.0)
        extra += GAP if made[-1] and joined is None else 0.0
        if made[-1] and used + extra > height:
            made.append([(atom, need)])
            used = need
            continue
        if joined is not None:
            made[-1][-1] = (joined, made[-1][-1][1] + extra)
        else:
            made[-1].append((atom, need))
        used += extra
    return [_placed(page, height) for page in made]


def _joined(last: Piece | None, atom: Piece) -> Piece | None:
    """The two as one piece, if they are parts of the same."""
    if isinstance(last, Text) and isinstance(atom, Text):
        return Text(last.lines + atom.lines)
    if not (isinstance(last, Table) and isinstance(atom, Table)):
        return None
    same = (last.caption, last.headers) == (atom.caption, atom.headers)
    return replace(last, rows=last.rows + atom.rows) if same else None


def _placed(page: Iterable[tuple[Piece, float]], height: float) -> list[Placed]:
    """Charts share the room that is left."""
    pieces = list(page)
    charts = sum(not isinstance(piece, Text | Table) for piece, _need in pieces)
    left = height - sum(need for _piece, need in pieces) - GAP * max(len(pieces) - 1, 0)
    share = max(left, 0.0) / charts if charts else 0.0
    top, placed = 0.0, []
    for piece, need in pieces:
        high = need if isinstance(piece, Text | Table) else need + share
        placed.append(Placed(piece, top, high))
        top += high + GAP
    return placed


def _atoms(blocks: Iterable[Block], width: float, height: float) -> Iterator[tuple[Piece, float]]:
    """The smallest parts that a page is filled with, and what each of them needs."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for part in _row_parts(block, row, width, height):
                    one = replace(block, rows=(part,))
                    yield one, header_height(one, width) + row_height(one, part, width)
        elif isinstance(block, LightBars):
            for start in range(0, len(block.rows), _MOST_BARS):
                bars = replace(block, rows=block.rows[start : start + _MOST_BARS])
                yield bars, min(LEGEND + BAR * len(bars.rows), height)
        elif isinstance(block, LineChart | Picture):
            yield block, min(CHART, height)
        else:
            for line in _lines(block):
                yield from _text_parts(line, width, height)


def _lines(block: Paragraph | Bullets | Lead | Facts) -> Iterator[Line]:
    if isinstance(block, Lead):
        name = " ".join(part for part in (block.mark, block.name) if part) + " "
        yield Line(block.text, TEXT, name=name, good=block.good)
    elif isinstance(block, Paragraph):
        yield Line(block.text, SMALL if block.quiet else TEXT)
    elif isinstance(block, Bullets):
        yield from (Line(item, TEXT, bullet=True) for item in block.items)
    else:
        yield from (Line(text, TEXT, name=f"{name}: ") for name, text in block.pairs)


def _text_parts(line: Line, width: float, height: float) -> Iterator[tuple[Text, float]]:
    room = width - (INDENT if line.bullet else 0.0)
    most = max(int((height - GAP) / (line.size * LEADING)), 1)
    for number, part in enumerate(chunks(line.name + line.text, room, line.size, most)):
        name = line.name if number == 0 else ""
        one = replace(line, text=part.removeprefix(name), name=name)
        yield Text((one,)), height_of(part, room, line.size) + GAP


def _row_parts(table: Table, row: tuple[Cell, ...], width: float, height: float) -> list[tuple[Cell, ...]]:
    """The row as one or more rows, each with room on a page together with the header."""
    room = height - header_height(table, width) - 2 * CELL_TOP
    most = max(int(room / (SMALL * LEADING)), 1)
    parts: list[list[Cell]] = []
    for cell, column in zip(row, _columns(table, width), strict=True):
        lines = most - (len(wrapped(cell.light_text, column / BOLD, SMALL)) if cell.light else 0)
        texts = chunks(cell.text, column, SMALL, max(lines, 1))
        parts.append([replace(cell, text=texts[0]), *(Cell(text) for text in texts[1:])])
    longest = max(map(len, parts))
    if len(parts[0]) == 1 and row[0].text:
        words = _("{name} (jatkuu)").format(name=row[0].text)
        again = Cell(shortened(words, _columns(table, width)[0], SMALL, most))
        parts[0] += [again] * (longest - 1)
    return [tuple(of[n] if n < len(of) else Cell() for of in parts) for n in range(longest)]


def _columns(table: Table, width: float) -> list[float]:
    return [width * share - 2 * CELL_SIDE for share in table.shares()]


def row_height(table: Table, row: Iterable[Cell], width: float) -> float:
    """How high a row of a table is."""
    columns = _columns(table, width)
    return max(map(_cell_height, row, columns)) + 2 * CELL_TOP


def _cell_height(cell: Cell, width: float) -> float:
    text = height_of(cell.text, width, SMALL) if cell.text or not cell.light else 0.0
    return text + (height_of(cell.light_text, width / BOLD, SMALL) if cell.light else 0.0)


def header_height(table: Table, width: float) -> float:
    """How high the header row of a table is."""
    return row_height(table, map(Cell, table.headers), width / BOLD)
