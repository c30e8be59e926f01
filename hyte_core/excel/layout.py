"""The layout of our own workbooks: sheets and columns, named in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from hyte_core.locale import LANGUAGES, _, speaking


@dataclass(frozen=True)
class Column:
    """A column: the field of the record that it holds, and its width in characters."""

    field: str
    width: int
    hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table, its header in row 1. ``kind`` is the kind of record that a row is."""

    kind: str
    columns: tuple[Column, ...]


PLANS = Sheet(
    "plans",
    (
        Column("organisation", 28),
        Column("kind", 18),
        Column("invented", 12),
        Column("plan", 40),
        Column("starts", 13),
        Column("ends", 13),
        Column("assessment_interval_months", 14),
        Column("source", 60),
        Column("wording_green", 30),
        Column("wording_yellow", 30),
        Column("wording_red", 30),
    ),
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
        Column("light", 13),
        Column("assessed_on", 13),
        Column("note", 60),
        Column("interpreted", 12),
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
        Column("light", 13),
        Column("note", 60),
        Column("interpreted", 12),
        Column("key", 18, hidden=True),
    ),
)
MEETINGS = Sheet("meetings", (Column("organisation", 28), Column("held_on", 13), Column("title", 50)))
SHEETS = (PLANS, ACTIONS, ASSESSMENTS, MEETINGS)
#: The kinds that do not belong to a plan, in the long form that any such table may have; written when there are rows.
OTHER_SHEETS = (
    Sheet(
        "contacts",
        (
            Column("area", 34),
            Column("organisation", 28),
            Column("role", 40),
            Column("name", 24),
            Column("email", 30),
        ),
    ),
    Sheet("networks", (Column("area", 34), Column("network", 60))),
    Sheet(
        "indicator_values",
        (
            Column("indicator", 60),
            Column("source", 24),
            Column("group", 16),
            Column("region", 18),
            Column("year", 8),
            Column("value", 12),
            Column("unit", 10),
            Column("numerator", 12),
            Column("denominator", 12),
            Column("lower", 10),
            Column("upper", 10),
            Column("missing_reason", 22),
        ),
    ),
    Sheet(
        "targets",
        (
            Column("indicator", 60),
            Column("source", 24),
            Column("group", 16),
            Column("region", 18),
            Column("target", 16),
            Column("target_year", 12),
        ),
    ),
)


def sheet_word(kind: str) -> str:
    """The sheet's name in the reader's language."""
    return {
        "guide": _("Ohje"),
        "plans": _("Suunnitelmat"),
        "actions": _("Toimenpiteet"),
        "assessments": _("Arviot"),
        "meetings": _("Kokoukset"),
        "contacts": _("Yhteyshenkilöt"),
        "networks": _("Verkostot"),
        "indicator_values": _("Indikaattorit"),
        "targets": _("Tavoitearvot"),
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
    others = {
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
        "area": _("Yhdyspinta"),
        "contact": _("Yhteyshenkilö"),
        "role": _("Nimike"),
        "name": _("Nimi"),
        "email": _("Sähköposti"),
        "phone": _("Puhelin"),
        "network": _("Verkosto"),
    }
    return others.get(field) or header_word(field)


def direction_word(direction: str) -> str:
    """A target's direction in the reader's language."""
    return {"increase": _("lisääntyy"), "decrease": _("vähenee"), "improve": _("paranee")}[direction]


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


@cache
def fields_by_header() -> Mapping[str, str]:
    """{header in lower case: field}, in all languages."""
    return _in_all_languages({c.field for sheet in SHEETS for c in sheet.columns}, header_word)


@cache
def kinds_by_word() -> Mapping[str, str]:
    """{word in lower case: kind of organisation}, in all languages."""
    return _in_all_languages(["municipality", "county", "association", "sector"], kind_word)


@cache
def lights_by_word() -> Mapping[str, str]:
    """{word in lower case: light}, in all languages."""
    return _in_all_languages(["green", "yellow", "red"], light_word)


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
