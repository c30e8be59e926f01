"""A card keeps to one page whatever is answered, and what has no room is in the appendix."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte_core.lights import Light
from hyte_core.locale import LANGUAGES, speaking
from hyte_core.reports import card_page as page_of
from hyte_core.reports.card_page import DENSE, USUAL, CardPage, card_page, height, rest_of
from hyte_core.reports.content import Block, Cell, Facts, LightBars, Paragraph, Table
from hyte_core.reports.fitting import ELLIPSIS, begun

NAMES = ("Tila", "Rakenteet", "Toimet", "Yhteenveto")
SENTENCE = "Kunnassa tehtiin vuoden aikana paljon hyvää työtä. "
COUNTS = {**dict.fromkeys(Light, 1), Light.GREEN: 20}
BARS = (LightBars("Valot", (("Suunnitelma", COUNTS), ("Ohjelma", COUNTS))),)
ROLES = (
    Paragraph("Yhdyspinnat"),
    Facts(tuple((f"Alue {n}", "hyvinvointikoordinaattori") for n in range(12))),
)
NUMBERS = (Table("Indikaattorit", ("A", "B"), ((Cell("Yksinäisyys"), Cell("12 %")),) * 5),)
BY = Paragraph("Vastannut: sihteeri", quiet=True)


def made(
    *answers: str, known: tuple[tuple[Block, ...], ...] = (BARS, NUMBERS, ROLES), **more: int
) -> CardPage:
    with speaking("fi"):
        told = tuple(zip(NAMES, answers, strict=False))
        return card_page("Kylä", told, BY if told else None, known, **more)


def size(card: CardPage) -> float:
    return height(card.page.blocks, DENSE if card.page.dense else USUAL)


def pairs(blocks: Iterable[Block]) -> dict[str, str]:
    return {name: text for block in blocks if isinstance(block, Facts) for name, text in block.pairs}


def test_short_answers_are_in_usual_letters_and_nothing_is_in_the_appendix() -> None:
    card = made(SENTENCE, SENTENCE, known=(BARS,))
    assert not card.page.dense and card.rest is None and card.page.new_page
    assert pairs(card.page.blocks)["Tila"] == SENTENCE


def test_longer_answers_get_smaller_letters_before_anything_is_cut() -> None:
    card = made(*[SENTENCE * 18] * 4, known=())
    assert card.page.dense and card.rest is None
    assert size(card) < page_of._HEIGHT


def test_answers_without_room_begin_on_the_card_and_are_whole_in_the_appendix() -> None:
    short, long = "Lyhyt vastaus.", SENTENCE * 100
    card = made(long, short, long, known=(BARS,))
    shown = pairs(card.page.blocks)
    assert shown["Rakenteet"] == short
    assert shown["Tila"].endswith(f"työtä. {ELLIPSIS}") and long.startswith(
        shown["Tila"].removesuffix(f" {ELLIPSIS}")
    )
    assert "jatkuu liitteessä" in str(card.page.blocks)
    assert card.rest and pairs(card.rest.blocks) == {"Tila": long, "Toimet": long}


def test_what_is_known_besides_gives_way_from_its_end_and_is_in_the_appendix() -> None:
    card = made(*[SENTENCE * 100] * 4)
    assert BARS[0] in card.page.blocks and ROLES[1] not in card.page.blocks
    assert card.rest and ROLES[1] in card.rest.blocks


def test_without_long_cards_there_is_no_appendix() -> None:
    assert list(rest_of([made(SENTENCE), made()])) == []
    (appendix,) = rest_of([made(SENTENCE), made(SENTENCE * 200)])
    assert [one.title for one in appendix.parts] == ["Kylä"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_remark_is_in_the_readers_language(language: str) -> None:
    with speaking(language):
        card = card_page("Kylä", (("Tila", SENTENCE * 300),), None, ())
    assert size(card) <= page_of._HEIGHT


TEXTS = st.one_of(
    st.text(max_size=400),
    st.builds(lambda text, n: (text * n)[:5000], st.text(min_size=1, max_size=60), st.integers(1, 5000)),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(TEXTS, max_size=4), st.integers(1, 3), st.booleans())
def test_whatever_is_answered_stays_on_the_page_and_nothing_is_lost(
    answers: list[str], headings: int, knows: bool
) -> None:
    known = (BARS, NUMBERS, ROLES) if knows else ()
    card = made(*answers, known=known, headings=headings)
    assert size(card) <= page_of._HEIGHT - headings * page_of._HEADING
    rest = card.rest.blocks if card.rest else ()
    shown, kept = pairs(card.page.blocks), pairs(rest)
    assert all(text in (shown.get(name), kept.get(name)) for name, text in zip(NAMES, answers, strict=False))
    assert all(block in card.page.blocks or block in rest for group in known for block in group)


@given(st.text(max_size=600), st.integers(1, 8))
def test_a_beginning_has_room_on_its_lines_and_is_the_texts_own(text: str, lines: int) -> None:
    found = begun(text, 200, 10, lines)
    assert found == text or text.startswith(found.removesuffix(ELLIPSIS).rstrip())
