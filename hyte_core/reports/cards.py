"""A county's report beyond its text: a card for each municipality, sector and the associations, a picture of each plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection

from hyte_core.cooperation import Cooperation
from hyte_core.indicators import Direction, Verdict, indicators, verdicts
from hyte_core.indicators.words import direction_words, sentences, value_words
from hyte_core.lights import Light
from hyte_core.locale import _, day, ngettext
from hyte_core.reports.card_page import CardPage, card_page, rest_of
from hyte_core.reports.content import (
    Block,
    Cell,
    Facts,
    Figure,
    Infographic,
    LightBars,
    Paragraph,
    Section,
    Table,
)
from hyte_core.reports.material import Material, material
from hyte_core.reports.partners import interface_areas, roles_of
from hyte_core.reports.public import cleaner, public
from hyte_core.reports.words import target_cell, target_state
from hyte_core.views import PlanHead, PlanView, plan_heads, plan_view
from hyte_core.views.cards import CARD_KINDS, CardView, year_cards

#: How many indicators a card and a picture have room for.
_ON_CARD, _IN_PICTURE = 5, 6
#: The mark of where an indicator is going.
_MARKS = {
    Direction.BETTER: "▲",
    Direction.WORSE: "▼",
    Direction.HIGHER: "↗",
    Direction.LOWER: "↘",
    Direction.SAME: "▬",
}


@dataclass(frozen=True)
class Card:
    """What an organisation has answered, and what is known of it besides."""

    answered: CardView
    plans: tuple[PlanView, ...]
    verdicts: tuple[Verdict, ...]
    together: Cooperation


@dataclass(frozen=True)
class County:
    """What the report of a county has beyond that of its plan: the year's cards, and the county's plans."""

    cards: tuple[Card, ...]
    plans: tuple[Material, ...]


def county(connection: Connection, made: Material, year: int) -> County:
    """The cards of the year and the plans of the organisation whose plan ``made`` is of, in the reader's language."""
    heads, owner = plan_heads(connection), made.plan.organisation_id
    answered = (one for one in year_cards(connection, owner) if one.year == year)
    plans = (
        material(connection, head.id, today=made.today) for head in heads if head.organisation_id == owner
    )
    return County(
        tuple(_card(connection, one, heads, made.cooperation) for one in answered),
        tuple(one for one in plans if one is not None),
    )


def _card(
    connection: Connection, answered: CardView, heads: Iterable[PlanHead], together: Cooperation
) -> Card:
    own = [head for head in heads if head.organisation_id == answered.organisation_id]
    plans = tuple(plan for head in own if (plan := plan_view(connection, head.id)) is not None)
    found = indicators(connection, answered.organisation_id)
    assert found is not None  # a card's organisation is there
    shown = public(found)
    followed = shown.of_areas(area.id for plan in plans for area in plan.focus_areas)
    said = chain.from_iterable(verdicts(shown, one) for one in followed)
    return Card(answered, plans, tuple(said), together)


# --- cards


def cards(found: County) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Part 2, the cards by the kind of who answers, one page each; and the appendix with what had no room on them.

    Both are empty without cards, the appendix too when everything had room.
    """
    titles = {
        "municipality": _("Kuntakortit"),
        "sector": _("Toimialakortit"),
        "association": _("Järjestökortti"),
    }
    parts: list[Section] = []
    pages: list[CardPage] = []
    for kind in (*CARD_KINDS, "county"):
        of_kind = [one for one in found.cards if one.answered.kind == kind]
        if of_kind:
            own = [_card_page(one, _headings(place, not parts)) for place, one in enumerate(of_kind)]
            title = titles.get(kind, _("Muut kortit"))
            parts.append(Section(title, (), tuple(one.page for one in own), new_page=True))
            pages += own
    whole = (Section(_("Osa 2: Kortit"), (), tuple(parts)),) if parts else ()
    return whole, tuple(rest_of(pages))


def _headings(place: int, first: bool) -> int:
    """How many headings stand on a card's page: above the first of a kind that of the kind, and above that the part's."""
    return 1 if place else 3 if first else 2


def _card_page(card: Card, headings: int) -> CardPage:
    one, clean = card.answered, cleaner(card.together.people)
    answers = (
        (_("Hyvinvoinnin ja terveyden tila"), one.state),
        (_("Rakenteet"), one.structures),
        (_("Toimet"), one.measures),
        (_("Yhteenveto"), one.summary),
    )
    told = tuple((name, clean(text)) for name, text in answers if text)
    known = tuple(_known(card))
    signed = _signature(one) if told else None
    if not told and not known:
        signed = Paragraph(_("Vastausta ei ole vielä saatu."), quiet=True)
    return card_page(one.organisation, told, signed, known, headings=headings)


def _signature(one: CardView) -> Paragraph | None:
    when = day(one.answered_on) if one.answered_on else ""
    by = ", ".join(part for part in (one.answered_by, when) if part)
    return Paragraph(_("Vastannut: {who}").format(who=by), quiet=True) if by else None


def _known(card: Card) -> Iterator[tuple[Block, ...]]:
    """What is known of the organisation besides its answers, the weightiest first."""
    bars = tuple((plan.name, counts) for plan in card.plans if sum((counts := plan.count()).values()))
    if bars:
        yield (LightBars(_("Suunnitelmien liikennevalot"), bars, _("Suunnitelma")),)
    if card.verdicts:
        yield tuple(_indicators(card.verdicts))
    areas = interface_areas(card.together, card.answered.organisation_id)
    roles = tuple((area.name, roles_of(card.together, area, card.answered.organisation_id)) for area in areas)
    if roles:
        yield Paragraph(_("Yhdyspintojen yhteyshenkilöt nimikkeinä")), Facts(roles)


def _indicators(said: tuple[Verdict, ...]) -> Iterator[Block]:
    headers = (_("Indikaattori"), _("Viimeisin arvo"), _("Tavoitearvo"), _("Arvio"))
    rows = (
        (
            Cell(_name(one)),
            Cell(f"{value_words(one.indicator, one.value)} ({one.latest.year})"),
            target_cell(one),
            Cell(". ".join(sentences(one)) + "."),
        )
        for one in telling(said, _ON_CARD)
    )
    yield Table(_("Indikaattoreita"), headers, tuple(rows), (5, 3, 4, 6))
    more = len(said) - _ON_CARD
    if more > 0:
        text = ngettext("Lisäksi seurataan {n} sarjaa.", "Lisäksi seurataan {n} sarjaa.", more)
        yield Paragraph(text, quiet=True)


def telling(said: Iterable[Verdict], most: int) -> list[Verdict]:
    """The verdicts that tell most: those of a target first, then those that move; one group an indicator if possible."""
    ranked = sorted(said, key=lambda one: (one.light is Light.GREY, one.direction in (None, Direction.SAME)))
    first = {one.indicator.id: one for one in reversed(ranked)}
    alone = [one for one in ranked if first[one.indicator.id] is one]
    return [*alone, *(one for one in ranked if one not in alone)][:most]


def _name(one: Verdict) -> str:
    return f"{one.indicator.name}, {one.series.group}" if one.series.group else one.indicator.name


# --- pictures of plans


def infographics(found: County) -> Iterator[Section]:
    """Part 3: a picture of each plan that has something to show, one page each."""
    parts = tuple(
        Section(made.plan.name, (infographic(made),), new_page=True)
        for made in found.plans
        if _has_contents(made)
    )
    if parts:
        yield Section(_("Osa 3: Suunnitelmien infograafit"), (), parts)


def _has_contents(made: Material) -> bool:
    return bool(made.plan.focus_areas or made.plan.actions or made.followed)


def infographic(made: Material) -> Infographic:
    """A plan on one page: its lights, its focus areas, the indicators that tell most."""
    plan = made.plan
    said = chain.from_iterable(made.verdicts.values())
    return Infographic(
        title=plan.name,
        subtitle=" · ".join(part for part in (plan.organisation, made.period) if part),
        counts=plan.count(),
        areas=tuple((area.name, plan.count(plan.of_area(area.id))) for area in plan.focus_areas),
        figures=tuple(map(_figure, telling(said, _IN_PICTURE))),
    )


def _figure(one: Verdict) -> Figure:
    direction = one.direction
    good = {Direction.BETTER: True, Direction.WORSE: False}.get(direction) if direction else None
    words = [f"{one.latest.year}: {direction_words(one)}"]
    if one.light is not Light.GREY:
        words.append(_("tavoite {state}").format(state=target_state(one.light)))
    mark = _MARKS[direction] if direction else ""
    return Figure(_name(one), value_words(one.indicator, one.value), mark, ", ".join(words), good)
