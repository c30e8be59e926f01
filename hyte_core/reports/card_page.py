"""One page for a card: smaller letters when the answers are long, then their beginnings; all of them are in an appendix.

The room is that of an A4 page of our own (see docx_styles), estimated on the safe side; a template of an organisation
with wider margins or larger letters can break a full page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hyte_core.locale import _
from hyte_core.reports.content import Block, Facts, LightBars, Paragraph, Section, Table
from hyte_core.reports.fitting import begun, height_of

#: The page's text area in points; each heading that stands above the card takes its part.
_WIDTH, _HEIGHT = 466.0, 690.0
_HEADING = 34.0
#: The size of letters in points: the usual one, and the smallest that is still easy to read on paper.
USUAL, DENSE = 11.0, 9.0
#: Letters in a table, space between paragraphs, a caption with its space; points.
_CELL, _BETWEEN, _CAPTION = 9.5, 6.0, 30.0
#: A line on paper beside what the estimate of lines counts with.
_LINE = 1.0
#: A bar of lights; the margins of a cell, above and below and at the sides.
_BAR, _ROW, _SIDES = 34.0, 8.0, 8.0
#: At most so much of the page is left to what is known besides the answers, when all has no room.
_KNOWN = 0.5
#: Lines of an answer that are shown at least.
_FEWEST = 3

Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CardPage:
    """A card on one page; ``rest`` is what the appendix tells of it, None if everything had room."""

    page: Section
    rest: Section | None


def card_page(
    title: str, answers: Answers, by: Block | None, known: Sequence[Sequence[Block]], *, headings: int = 1
) -> CardPage:
    """The card of who is named by the ``title``.

    ``known`` are groups of blocks in the order of their weight: the last one gives way first. ``headings`` is how
    many stand on the page, the card's own among them.
    """
    room = _HEIGHT - headings * _HEADING
    signed = (by,) if by else ()
    for size in (USUAL, DENSE):
        blocks = (*_told(answers), *signed, *(block for group in known for block in group))
        if height(blocks, size) <= room:
            return CardPage(Section(title, blocks, new_page=True, dense=size == DENSE), None)
    return _cut(title, answers, signed, known, room)


def _told(answers: Answers) -> tuple[Block, ...]:
    return (Facts(answers),) if answers else ()


def _cut(
    title: str, answers: Answers, signed: tuple[Block, ...], known: Sequence[Sequence[Block]], room: float
) -> CardPage:
    room -= height(signed, DENSE) + _line(DENSE) + _BETWEEN
    least = max(_KNOWN * room, room - height(_told(answers), DENSE))
    kept = _prefix(known, lambda groups: height(_flat(groups), DENSE) <= least)
    left = room - height(_flat(kept), DENSE)
    shown = _share(answers, left)
    moved = _flat(known[len(kept) :])
    cut = tuple(pair for pair, short in zip(answers, shown, strict=True) if pair != short)
    remark = Paragraph(_("Kortti jatkuu liitteessä, jossa vastaukset ovat kokonaisuudessaan."), quiet=True)
    page = Section(title, (*_told(shown), remark, *signed, *_flat(kept)), new_page=True, dense=True)
    return CardPage(page, Section(title, (*_told(cut), *moved)))


def _prefix(
    groups: Sequence[Sequence[Block]], has_room: Callable[[Sequence[Sequence[Block]]], bool]
) -> Sequence[Sequence[Block]]:
    """The longest beginning that has room."""
    return next((groups[:n] for n in range(len(groups), 0, -1) if has_room(groups[:n])), ())


def _flat(groups: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    return tuple(block for group in groups for block in group)


def _share(answers: Answers, room: float) -> Answers:
    """The answers in the room: the short ones whole, the long ones with an equal share of what is left."""
    lines = {name: _lines(name, text) for name, text in answers}
    left = int((room - _BETWEEN * len(answers)) / _line(DENSE))
    waiting = sorted(lines, key=lines.__getitem__)
    given = {}
    while waiting:
        share = max(left // len(waiting), _FEWEST)
        name = waiting.pop(0)
        given[name] = min(lines[name], share)
        left -= given[name]
    return tuple(
        (name, text if given[name] >= lines[name] else _beginning(name, text, given[name]))
        for name, text in answers
    )


def _beginning(name: str, text: str, lines: int) -> str:
    """As much of the answer as stands on the lines behind its name."""
    label = f"{name}: "
    return begun(f"{label}{text}", _WIDTH, DENSE, lines).removeprefix(label)


def _lines(name: str, text: str) -> int:
    return round(height_of(f"{name}: {text}", _WIDTH, DENSE) / height_of("x", _WIDTH, DENSE))


def _line(size: float) -> float:
    return height_of("x", _WIDTH, size) * _LINE


def height(blocks: Iterable[Block], size: float) -> float:
    """How high blocks are on the page, in points, with letters of a size (in points)."""
    return sum(_height(block, size) for block in blocks)


def _height(block: Block, size: float) -> float:
    match block:
        case Paragraph():
            return _text_height(block.text, size)
        case Facts():
            return sum(_text_height(f"{name}: {text}", size) for name, text in block.pairs)
        case LightBars():
            rows = ((name, "", "") for name, _counts in block.rows) if len(block.rows) > 1 else ()
            table = sum(_row_height(row, (0.38, 0.3, 0.3)) for row in rows) + 2 * _CELL
            return _CAPTION + _BAR * (len(block.rows) + 1) + table
        case Table():
            shares = block.shares()
            all_ = (block.headers, *(tuple(cell.whole for cell in row) for row in block.rows))
            return 2 * _CAPTION + sum(_row_height(row, shares) for row in all_)
    raise TypeError(f"{block} is never on a card")


def _text_height(text: str, size: float) -> float:
    return height_of(text, _WIDTH, size) * _LINE + _BETWEEN


def _row_height(texts: Iterable[str], shares: Iterable[float]) -> float:
    wide = (share * _WIDTH - _SIDES for share in shares)
    return _LINE * max(height_of(text, w, _CELL) for text, w in zip(texts, wide, strict=True)) + _ROW


def rest_of(cards: Iterable[CardPage]) -> Iterable[Section]:
    """The appendix with what the cards had no room for; nothing if all had."""
    rest = tuple(one.rest for one in cards if one.rest)
    if rest:
        told = Paragraph(
            _(
                "Kokonaisuudessaan ne vastaukset, joista kortilla on vain alku, sekä se, mikä kortille ei mahtunut."
            )
        )
        yield Section(_("Liite: Kortit kokonaisuudessaan"), (told,), rest)
