"""What entities and fields are called on screen."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hyte_core.lights import light_of
from hyte_core.locale import _, day, language


def entity_word(entity: str) -> str:
    """The entity's name in the reader's language."""
    return _entity_words(language()).get(entity, entity)


def field_word(entity: str, name: str) -> str:
    """The field's name in the reader's language."""
    return entity_word(entity) if name == "name" else _field_words(language()).get(name, name)


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
        "column_choice": _("sarakkeen valinta"),
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
        "note": _("arvion teksti"),
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
        "header": _("sarakkeen otsikko"),
        "meaning": _("sarakkeen merkitys"),
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
    }


def value_words(name: str, value: Any) -> str:
    """A field's value as the reader says it."""
    if name == "light":
        light = light_of(value)
        return f"{light.symbol} {light.word}"
    if value is None or value in ("", [], {}):
        return _("(tyhjä)")
    if name in ("kind", "direction", "side") and value in (words := _value_words(language())):
        return words[value]
    if isinstance(value, bool):
        return _("kyllä") if value else _("ei")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{light_of(light).word}: {text}" for light, text in value.items())
    return day(value) if hasattr(value, "isoformat") else str(value)
