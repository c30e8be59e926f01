"""What entities and fields are called on screen."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hyte_core.lights import light_of
from hyte_core.locale import LANGUAGES, _, day, language, number


def entity_word(entity: str) -> str:
    """The entity's name in the reader's language."""
    return _entity_words(language()).get(entity, entity)


def field_word(entity: str, name: str) -> str:
    """The field's name in the reader's language."""
    if name == "name":
        return entity_word(entity)
    if (entity, name) == ("assessment", "note"):
        return _("arvion teksti")
    if (entity, name) == ("year_card", "measures"):
        return _("toimet")
    return _field_words(language()).get(name, name)


@cache
def _entity_words(code: str) -> Mapping[str, str]:
    """The words of the language that is spoken, which ``code`` names for the cache."""
    return {
        "organisation": _("organisaatio"),
        "plan": _("suunnitelma"),
        "focus_area": _("painopiste"),
        "goal": _("tavoite"),
        "action": _("toimenpide"),
        "assessment": _("arvio"),
        "meeting": _("kokous"),
        "indicator": _("indikaattori"),
        "series": _("sarja"),
        "observation": _("havainto"),
        "target": _("tavoitearvo"),
        "interface_area": _("yhdyspinta"),
        "contact": _("yhteyshenkilö"),
        "network": _("verkosto"),
        "followed_indicator": _("seurattu indikaattori"),
        "indicator_card": _("indikaattorikortti"),
        "network_action": _("verkoston toimenpide"),
        "maturity": _("yhteistyön aste"),
        "duty": _("lakisääteinen tehtävä"),
        "duty_report": _("tehtävän toteutuminen"),
        "yearly_event": _("vuosikellon tapahtuma"),
        "column_choice": _("sarakkeen valinta"),
        "meeting_item": _("kokouksen asia"),
        "decision": _("päätös"),
        "participant": _("osallistuja"),
        "statement": _("kannanotto"),
        "year_card": _("vuosikortti"),
        "presentation": _("esitys"),
        "slide": _("dia"),
    }


@cache
def _field_words(code: str) -> Mapping[str, str]:
    """As :func:`_entity_words`."""
    return {
        "responsible": _("vastuutahot"),
        "schedule": _("aikataulu"),
        "starts": _("alkamispäivä"),
        "due": _("määräaika"),
        "ends": _("päättymispäivä"),
        "indicators": _("indikaattorit"),
        "baseline_target": _("lähtötilanne ja tavoite"),
        "light": _("liikennevalo"),
        "note": _("huomautus"),
        "assessed_on": _("arvioitu"),
        "interpreted": _("valo tulkittu lähteestä"),
        "number": _("arvion numero"),
        "position": _("järjestys"),
        "focus_area_id": _("painopiste"),
        "goal_id": _("tavoite"),
        "parent_id": _("ylätoimenpide"),
        "plan_id": _("suunnitelma"),
        "organisation_id": _("organisaatio"),
        "action_id": _("toimenpide"),
        "title": _("otsikko"),
        "held_on": _("pidetty"),
        "kind": _("laji"),
        "invented": _("keksitty"),
        "source": _("lähde"),
        "assessment_interval_months": _("arviointiväli, kuukautta"),
        "wording": _("valojen sanat"),
        "role": _("nimike"),
        "email": _("sähköposti"),
        "unit": _("yksikkö"),
        "region": _("alue"),
        "group": _("ryhmä"),
        "year": _("vuosi"),
        "value": _("arvo"),
        "direction": _("suunta"),
        "missing_reason": _("puuttumisen syy"),
        "numerator": _("osoittaja"),
        "denominator": _("nimittäjä"),
        "lower": _("alaraja"),
        "upper": _("yläraja"),
        "baseline_year": _("lähtövuosi"),
        "polarity": _("parempi suunta"),
        "names": _("nimi muilla kielillä"),
        "descriptions": _("kuvaus"),
        "description": _("kuvaus"),
        "decimals": _("desimaaleja"),
        "per": _("suhteutettu lukuun"),
        "theme": _("aihe"),
        "light_rule": _("valon sääntö"),
        "sotkanet_id": _("numero Sotkanetissa"),
        "fetched_on": _("haettu"),
        "licence": _("käyttölupa"),
        "comparisons": _("vertailualueet"),
        "reviewed_on": _("tarkistettu"),
        "content": _("tietosisältö"),
        "owner": _("omistaja"),
        "change_target": _("muutostavoite"),
        "partners": _("yhteistyötahot"),
        "dependencies": _("riippuvuudet"),
        "sub_goals": _("alatavoitteet ja aikataulu"),
        "measures": _("mittarit"),
        "reasons": _("perustelut"),
        "achieved": _("saavutettu"),
        "next_steps": _("seuraavaksi"),
        "risks": _("riskit"),
        "structure": _("rakenne"),
        "phone": _("puhelin"),
        "verified_on": _("vahvistettu"),
        "heading": _("väliotsikko"),
        "coordinator": _("koordinoija"),
        "meets": _("kokoontuu"),
        "members": _("jäsenet"),
        "level": _("aste"),
        "side": _("osapuoli"),
        "paragraph": _("pykälä"),
        "party": _("kenen tehtävä"),
        "evidence": _("näyttö"),
        "link": _("linkki"),
        "minutes": _("pöytäkirjan kohta"),
        "done_on": _("tehty"),
        "month": _("kuukausi"),
        "day": _("päivä"),
        "every_years": _("kuinka monen vuoden välein"),
        "first_year": _("ensimmäinen vuosi"),
        "indicator_id": _("indikaattori"),
        "series_id": _("sarja"),
        "interface_area_id": _("yhdyspinta"),
        "network_id": _("verkosto"),
        "duty_id": _("lakisääteinen tehtävä"),
        "header": _("sarakkeen otsikko"),
        "meaning": _("sarakkeen merkitys"),
        "place": _("paikka"),
        "attendees": _("osallistujia"),
        "questions": _("ennakkokysymykset"),
        "summary": _("yhteenveto"),
        "closed_on": _("päätetty"),
        "closed_entry": _("muutoslokin kohta"),
        "meeting_id": _("kokous"),
        "item_id": _("kokouksen asia"),
        "topic": _("aihe"),
        "text": _("teksti"),
        "outcome": _("mitä siitä seurasi"),
        "organisation": _("organisaatio"),
        "roles": _("nimikkeet"),
        "answers": _("vastaukset"),
        "language": _("kieli"),
        "county_id": _("kenen raportti"),
        "state": _("hyvinvoinnin tila"),
        "structures": _("rakenteet"),
        "answered_by": _("vastaaja"),
        "answered_on": _("vastattu"),
        "presentation_id": _("esitys"),
        "subject": _("kohde"),
    }


@cache
def _value_words(code: str) -> Mapping[str, str]:
    """As :func:`_entity_words`."""
    return {
        "municipality": _("kunta"),
        "county": _("hyvinvointialue"),
        "association": _("järjestö"),
        "sector": _("toimiala"),
        "increase": _("lisääntyy"),
        "decrease": _("vähenee"),
        "improve": _("paranee"),
        "higher": _("suurempi on parempi"),
        "lower": _("pienempi on parempi"),
        "none": _("ei arvoteta"),
        "meeting": _("kokous"),
        "negotiation": _("hyte-neuvottelu"),
        "worry": _("huoli"),
        "positive": _("myönteinen kehitys"),
        "conclusion": _("johtopäätös"),
        "introduction": _("johdanto"),
        "state": _("hyvinvoinnin tila"),
        "structures": _("rakenteet"),
        "measures": _("toimet"),
        "summary": _("yhteenveto"),
    }


def value_words(name: str, value: Any) -> str:
    """A field's value as the reader says it."""
    if name == "light":
        light = light_of(value)
        return f"{light.symbol} {light.word}"
    if value is None or value in ("", [], {}):
        return _("(tyhjä)")
    if name in ("kind", "direction", "side", "party", "polarity") and value in (
        words := _value_words(language())
    ):
        return words[value]
    if isinstance(value, bool):
        return _("kyllä") if value else _("ei")
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return "; ".join(_named_text(name, key, text) for key, text in value.items())
    return day(value) if hasattr(value, "isoformat") else str(value)


def _named_text(name: str, key: str, text: str) -> str:
    """One of several texts: a light's word, or a text in one language."""
    return f"{light_of(key).word if name == 'wording' else LANGUAGES.get(key, key)}: {text}"
