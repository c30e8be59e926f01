"""The layout of our own workbooks: sheets and columns, named in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from hyte_core.changes.words import value_words
from hyte_core.excel.words_of_meetings import (
    SLIDE_KINDS,
    TOPIC_CODES,
    slide_word,
    topic_word,
    words_of_meetings,
)
from hyte_core.indicators.words import DIRECTIONS, direction_word
from hyte_core.locale import LANGUAGES, _, speaking


@dataclass(frozen=True)
class Column:
    """A column of our own sheets.

    ``field`` names it (its header is ``column_word(field)``) and ``name`` the field of the record, where that is
    another. ``kind`` is how its cells are written and read (see :mod:`hyte_core.excel.own_cells`). ``part`` is
    the key of a field that has several texts, such as a name by language. A row without a required cell is a mistake.
    """

    field: str
    width: int
    hidden: bool = False
    kind: str = "text"
    name: str = ""
    part: str = ""
    required: bool = False

    @property
    def of(self) -> str:
        """The field of the record that it holds, or holds a part of."""
        return self.name or self.field


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table, its header in row 1. ``kind`` is the kind of record that a row is.

    ``signs`` are columns that no other table has together; without them all columns must be there. Problems of a
    row as a whole are shown at the column ``main``, which is the first unless it is given.
    """

    kind: str
    columns: tuple[Column, ...]
    signs: frozenset[str] = frozenset()
    main: str = ""
    #: Pairs of columns with days: the second's cannot be before the first's.
    in_order: tuple[tuple[str, str], ...] = ()


PLANS = Sheet(
    "plans",
    (
        Column("organisation", 28, required=True),
        Column("kind", 18, kind="organisation"),
        Column("invented", 12, kind="yes"),
        Column("plan", 40, required=True),
        Column("starts", 13, kind="date"),
        Column("ends", 13, kind="date"),
        Column("assessment_interval_months", 14, kind="months"),
        Column("source", 60),
        Column("wording_green", 30, name="wording", part="green"),
        Column("wording_yellow", 30, name="wording", part="yellow"),
        Column("wording_red", 30, name="wording", part="red"),
    ),
    frozenset(["plan", "organisation", "kind"]),
    "plan",
)
ACTIONS = Sheet(
    "actions",
    (
        Column("organisation", 18),
        Column("plan", 22),
        Column("focus_area", 26),
        Column("goal", 30),
        Column("action", 50),
        Column("sub_action", 40),
        Column("responsible", 30),
        Column("schedule", 16),
        Column("starts", 13),
        Column("due", 13),
        Column("light", 13, kind="light"),
        Column("assessed_on", 13),
        Column("note", 60),
        Column("interpreted", 12, kind="yes"),
        Column("indicators", 30),
        Column("baseline_target", 30),
        Column("key", 18, hidden=True),
    ),
)
ASSESSMENTS = Sheet(
    "assessments",
    (
        Column("organisation", 18),
        Column("plan", 22),
        Column("focus_area", 26),
        Column("goal", 30),
        Column("action", 50),
        Column("sub_action", 40),
        Column("assessed_on", 13),
        Column("light", 13, kind="light"),
        Column("note", 60),
        Column("interpreted", 12, kind="yes"),
        Column("key", 18, hidden=True),
    ),
)
MEETINGS = Sheet(
    "meetings",
    (
        Column("organisation", 28, required=True),
        Column("held_on", 13, kind="date", required=True),
        Column("title", 50, required=True),
        Column("meeting_kind", 18, kind="meeting", name="kind"),
        Column("place", 24),
        Column("attendees", 13, kind="count"),
        Column("questions", 50, kind="list"),
        Column("summary", 60),
        Column("closed_on", 13, kind="date"),
    ),
    frozenset(["organisation", "held_on", "title"]),
    "held_on",
)
SHEETS = (PLANS, ACTIONS, ASSESSMENTS, MEETINGS)


def sheet_word(kind: str) -> str:
    """The sheet's name in the reader's language."""
    return {
        "guide": _("Ohje"),
        "plans": _("Suunnitelmat"),
        "actions": _("Toimenpiteet"),
        "assessments": _("Arviot"),
        "meetings": _("Kokoukset"),
        "organisations": _("Organisaatiot"),
        "indicators": _("Indikaattorit"),
        "followed_indicators": _("Seuratut indikaattorit"),
        "indicator_values": _("Havainnot"),
        "targets": _("Tavoitearvot"),
        "indicator_cards": _("Indikaattorikortit"),
        "interface_areas": _("Yhdyspinnat"),
        "contacts": _("Yhteyshenkilöt"),
        "networks": _("Verkostot"),
        "network_actions": _("Verkostojen toimenpiteet"),
        "maturity": _("Yhteistyön aste"),
        "duties": _("Lakisääteiset"),
        "yearly_events": _("Vuosikello"),
        "meeting_items": _("Kokouksen asiat"),
        "decisions": _("Päätökset"),
        "participants": _("Osallistujat"),
        "statements": _("Kannanotot"),
        "year_cards": _("Vuosikortit"),
        "card_answers": _("Kortti"),
        "presentations": _("Esitykset"),
        "slides": _("Diat"),
    }[kind]


def header_word(field: str) -> str:
    """The column's header in the reader's language."""
    return {
        "organisation": _("Organisaatio"),
        "kind": _("Organisaation laji"),
        "invented": _("Keksitty esimerkki"),
        "plan": _("Suunnitelma"),
        "starts": _("Alkaa"),
        "ends": _("Päättyy"),
        "assessment_interval_months": _("Arviointiväli, kk"),
        "source": _("Lähde"),
        "wording_green": _("Vihreän valon sanat"),
        "wording_yellow": _("Keltaisen valon sanat"),
        "wording_red": _("Punaisen valon sanat"),
        "focus_area": _("Painopiste"),
        "goal": _("Tavoite"),
        "action": _("Toimenpide"),
        "sub_action": _("Alatoimenpide"),
        "responsible": _("Vastuutahot"),
        "schedule": _("Aikataulu"),
        "due": _("Määräaika"),
        "light": _("Liikennevalo"),
        "assessed_on": _("Arvioitu"),
        "note": _("Arvion teksti"),
        "interpreted": _("Valo tulkittu lähteestä"),
        "indicators": _("Indikaattorit"),
        "baseline_target": _("Lähtötilanne ja tavoite"),
        "key": _("Tunniste"),
        "held_on": _("Pidetty"),
        "title": _("Otsikko"),
    }[field]


def column_word(field: str) -> str:
    """What any column that is read may mean, in the reader's language."""
    others = _words_of_indicators() | _words_of_cooperation() | words_of_meetings()
    return others.get(field) or header_word(field)


def _words_of_indicators() -> dict[str, str]:
    return {
        "baseline": _("Lähtötilanne"),
        "target": _("Tavoitearvo"),
        "target_year": _("Tavoitevuosi"),
        "partners": _("Yhteistyötahot"),
        "indicator": _("Indikaattori"),
        "region": _("Alue"),
        "group": _("Ryhmä"),
        "numerator": _("Osoittaja"),
        "denominator": _("Nimittäjä"),
        "lower": _("Alaraja"),
        "upper": _("Yläraja"),
        "unit": _("Yksikkö"),
        "missing_reason": _("Puuttumisen syy"),
        "year": _("Vuosi"),
        "value": _("Arvo"),
        "polarity": _("Parempi suunta"),
        "name_sv": _("Nimi ruotsiksi"),
        "name_en": _("Nimi englanniksi"),
        "description_fi": _("Kuvaus"),
        "description_sv": _("Kuvaus ruotsiksi"),
        "description_en": _("Kuvaus englanniksi"),
        "decimals": _("Desimaaleja"),
        "per": _("Suhdeluvun kerroin"),
        "theme": _("Teema"),
        "light_rule": _("Valon sääntö"),
        "sotkanet_id": _("Sotkanet-numero"),
        "fetched_on": _("Haettu"),
        "licence": _("Käyttölupa"),
        "direction": _("Suunta"),
        "baseline_year": _("Lähtövuosi"),
        "remark": _("Huomautus"),
        "reviewed_on": _("Tarkasteltu"),
        "content": _("Sisältö"),
        "owner": _("Omistaja"),
        "change_target": _("Muutostavoite"),
        "dependencies": _("Riippuvuudet"),
        "sub_goals": _("Osatavoitteet ja aikataulu"),
        "measures": _("Mittarit"),
        "reasons": _("Perustelut"),
        "achieved": _("Saavutettu"),
        "next_steps": _("Seuraavaksi"),
        "risks": _("Riskit"),
    }


def _words_of_cooperation() -> dict[str, str]:
    return {
        "area": _("Yhdyspinta"),
        "contact": _("Yhteyshenkilö"),
        "role": _("Nimike"),
        "name": _("Nimi"),
        "email": _("Sähköposti"),
        "phone": _("Puhelin"),
        "verified_on": _("Vahvistettu"),
        "network": _("Verkosto"),
        "heading": _("Väliotsikko"),
        "coordinator": _("Koordinoija"),
        "meets": _("Kokoontuu"),
        "members": _("Jäsenet"),
        "structure": _("Rakenne"),
        "description": _("Kuvaus"),
        "level": _("Aste"),
        "party": _("Osapuoli"),
        "paragraph": _("Pykälä"),
        "duty": _("Lakisääteinen tehtävä"),
        "evidence": _("Näyttö"),
        "link": _("Linkki"),
        "minutes": _("Pöytäkirja"),
        "done_on": _("Tehty"),
        "answers": _("Vastaa"),
        "event": _("Tapahtuma"),
        "month": _("Kuukausi"),
        "day": _("Päivä"),
        "every_years": _("Monenko vuoden välein"),
        "first_year": _("Ensimmäinen vuosi"),
        "own_region": _("Alue tilastoissa"),
        "comparisons": _("Vertailualueet"),
    }


def kind_word(kind: str) -> str:
    """The organisation's kind in the reader's language."""
    return {
        "municipality": _("kunta"),
        "county": _("hyvinvointialue"),
        "association": _("järjestö"),
        "sector": _("toimiala"),
    }[kind]


def light_word(light: str) -> str:
    """A light as the drop-down list of a workbook has it."""
    return {"green": _("vihreä"), "yellow": _("keltainen"), "red": _("punainen")}[light]


def polarity_word(polarity: str) -> str:
    """Which way an indicator is better, in the reader's language."""
    return {
        "higher": _("suurempi parempi"),
        "lower": _("pienempi parempi"),
        "none": _("ei arvoteta"),
    }[polarity]


def party_word(party: str) -> str:
    """Who a duty or a view of cooperation belongs to, in the reader's language."""
    return {"municipality": _("kunta"), "county": _("hyvinvointialue")}[party]


def light_rule_word(rule: str) -> str:
    """The rule by which an indicator has a light without a target, in the reader's language."""
    return {"points": _("pisteet 0–100")}[rule]


def written_kind_word(kind: str) -> str:
    """The kind of a meeting or of a statement, or a part of a report, in the reader's language."""
    return value_words("kind", kind)


def card_part_word(part: str) -> str:
    """A part of a yearly card, in the reader's language."""
    return column_word(part)


#: The parts of a county's yearly report that a respondent writes.
CARD_PARTS = ("state", "structures", "measures", "summary")

#: The words that a cell can be chosen from: the codes that they stand for, and what tells each.
CHOICES: Mapping[str, tuple[tuple[str, ...], Callable[[str], str]]] = {
    "organisation": (("municipality", "county", "association", "sector"), kind_word),
    "light": (("green", "yellow", "red"), light_word),
    "direction": (DIRECTIONS, direction_word),
    "polarity": (("higher", "lower", "none"), polarity_word),
    "party": (("municipality", "county"), party_word),
    "light_rule": (("points",), light_rule_word),
    "meeting": (("meeting", "negotiation"), written_kind_word),
    "statement": (("worry", "positive", "conclusion", "introduction", *CARD_PARTS), written_kind_word),
    "topic": (TOPIC_CODES, topic_word),
    "slide": (SLIDE_KINDS, slide_word),
    "language": (tuple(LANGUAGES), LANGUAGES.__getitem__),
    "card_part": ((*CARD_PARTS, "answered_by", "answered_on"), card_part_word),
}


@cache
def fields_by_header() -> Mapping[str, str]:
    """{header in lower case: field}, in all languages."""
    return _in_all_languages({c.field for sheet in SHEETS for c in sheet.columns}, column_word)


@cache
def codes_by_word(choice: str) -> Mapping[str, str]:
    """{word in lower case: code} of one of CHOICES, in all languages."""
    return _in_all_languages(*CHOICES[choice])


@cache
def lights_by_word() -> Mapping[str, str]:
    """{word in lower case: light}, in all languages."""
    return codes_by_word("light")


#: Headers that our own sheets once had: their workbooks are still read.
_EARLIER = {"toimet": "measures", "insatser": "measures"}


@cache
def columns_by_header(sheet: Sheet) -> Mapping[str, Column]:
    """{header in lower case: column} of one of our own sheets, in all languages."""
    columns = {column.field: column for column in sheet.columns}
    headers = _EARLIER | _in_all_languages(columns, column_word)
    return {header: columns[field] for header, field in headers.items() if field in columns}


@cache
def yes_words() -> frozenset[str]:
    """What means yes in a cell, in all languages."""
    return frozenset(_in_all_languages(["yes"], lambda _code: _("kyllä"))) | {"x", "1", "true"}


def _in_all_languages(codes: Iterable[str], word: Callable[[str], str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {word(code).casefold(): code for code in codes}
    return found
