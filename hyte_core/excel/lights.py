"""Traffic lights in cells: words in three languages, letters, signs, per cent done, colours."""

import re
from collections.abc import Mapping
from functools import lru_cache

from hyte_core.excel.grid import clean
from hyte_core.excel.layout import lights_by_word

#: The cell says that nobody has assessed the action.
GREY = "grey"

_WORDS: Mapping[str, str] = {
    "green": """vihreä, vihreällä, vihreää, toteutunut, toteutuneet, toteutettu, toteutettiin, toteutui, toteutuu, valmis,
        valmistunut, valmiina, tehty, kunnossa, ok, suoritettu, saavutettu, tavoite saavutettu, loppuun saatettu, viety loppuun,
        viety suunnitellusti loppuun, toteutunut kokonaan, toteutunut täysin, toteutunut suunnitellusti, kokonaan toteutunut,
        täysin toteutunut, toteutettu kokonaan, toteutettu suunnitellusti, toteutunut hyvin, toteutunut tavoitteen mukaisesti,
        käytössä, vakiintunut, vakiintunut käytäntö, kyllä, päättynyt, grön, grönt, klar, klart, klara, färdig, färdigt,
        genomförd, genomfört, genomförda, genomförts, har genomförts, förverkligad, förverkligat, förverkligats, utförd, utfört,
        uppnådd, uppnått, avslutad, avslutat, slutförd, slutfört, helt genomförd, genomförd enligt plan, green, done, completed,
        complete, finished, implemented, fully implemented, achieved, realised, realized, carried out, accomplished, ready""",
    "yellow": """keltainen, keltaisella, keltaista, oranssi, kesken, keskeneräinen, kesken/jatkuu, käynnissä, käynnistynyt,
        käynnistetty, käynnistyy, aloitettu, alkanut, alkamassa, aloitettu/kesken, työn alla, tekeillä, osittain, osin,
        osittain toteutunut, osittain toteutettu, toteutunut osittain, toteutettu osittain, osin toteutunut, toteutunut osin,
        toteutuu osittain, puolivälissä, suunnitteilla, suunnitteluasteella, suunnitteluvaiheessa, suunnitteluasteella tai aloitettu, valmisteilla,
        valmistelussa, vireillä, meneillään, etenee, toteutumassa, toteutuu parhaillaan, kehitteillä, gul, gult, orange, pågår, pågående,
        påbörjad, påbörjat, påbörjats, har påbörjats, inlett, inledd, delvis, delvis genomförd, delvis genomfört, delvis förverkligad, delvis uppnådd,
        under arbete, halvfärdig, planerad, planeras, under planering, på planeringsstadiet, under beredning, bereds, yellow,
        amber, in progress, ongoing, under way, underway, started, partly, partial, partially, partly done,
        partially completed, partially implemented, partly implemented, planned, being planned, in preparation""",
    "red": """punainen, punaisella, punaista, ei toteutunut, ei toteutuneet, ei toteutettu, ei toteudu, ei ole toteutunut, ei ole toteutettu,
        toteutumatta, toteuttamatta, jäänyt toteutumatta, ei aloitettu, ei ole aloitettu, aloittamatta, ei käynnistynyt,
        ei käynnissä, ei ole käynnistynyt, ei alkanut, ei toteutunut tai ei aloitettu, ei tehty, ei ole tehty, tekemättä,
        ei valmis, ei vielä aloitettu, keskeytetty, keskeytynyt, pysähtynyt, peruttu, peruutettu, peruuntunut, hylätty, ei saavutettu, röd, rött,
        ej påbörjad, ej påbörjat, inte påbörjad, inte påbörjat, ej genomförd, ej genomfört, inte genomförd, inte genomfört,
        ej förverkligad, inte förverkligad, har inte förverkligats, ogjord, ej gjord, inte gjord, ej klar, inte klar, avbruten, avbrutet,
        inställd, ej uppnådd, red, not started, not done, not implemented, not completed, not realised, not realized, not achieved,
        not begun, cancelled, canceled, stopped, abandoned""",
    GREY: """ei arvioitu, ei ole arvioitu, arvioimatta, ei arviota, ei vielä arvioitu, harmaa, ei tietoa, ei ajankohtainen, -, –, —, ?,
        ej bedömd, inte bedömd, inte bedömts, grå, grått, not assessed, not yet assessed, grey, gray, n/a, ○, ◯, ⚪, ⚫, ⬜""",
}
_LETTERS = {"v": "green", "g": "green", "k": "yellow", "y": "yellow", "a": "yellow", "p": "red", "r": "red"}
_SIGNS = {
    **dict.fromkeys("✔✓✅☑🟢💚🟩☺😊🙂😀😃😄👍", "green"),
    **dict.fromkeys("🟡🟠💛🟨🟧◐◑◒◓⚠😐😑➖~", "yellow"),
    **dict.fromkeys("✖✗✘❌🔴❤🟥☹🙁😞😟😢👎⛔🛑✕", "red"),
}
_VARIATION = re.compile("[\ufe0e\ufe0f\u200d]|[\U0001f3fb-\U0001f3ff]")
_PERCENT = re.compile(
    r"(?:n\.\s*|noin\s+|ca\.?\s*|[+])?(\d{1,3}(?:[.,]\d+)?)\s*(?:%|prosenttia|procent|per ?cent)(?:\s*(?:valmis|valmiina|tehty|klar|done))?"
)
#: A light's name may be followed by its reason: "Kesken: odottaa rahoitusta".
_REASON = re.compile(r"\s*(?:[:;,.(\n]|\s[-–—]\s)\s*")

#: A light's name may be followed by when it came true: "toteutunut 12/2023".
_DATED = re.compile(
    r"(.{2,40}?)[\s,]+((?:v\.|vuonna|keväällä|kesällä|syksyllä|år)?\s*(?:\d{1,2}[./])?(?:\d{1,2}\.)?(?:19|20)\d\d)\.?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    found = {word: light for light, listed in _WORDS.items() for word in _listed(listed)}
    return {**found, **lights_by_word()}


def _listed(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",")]


@lru_cache(maxsize=20_000)
def light_of_word(text: str) -> str | None:
    """ "green", "yellow", "red" or "grey", if that is what the whole text says; None for any other text."""
    text = _VARIATION.sub("", clean(text))
    if text in _SIGNS:
        return _SIGNS[text]
    word = " ".join(text.casefold().split())
    if word in _words():
        return _words()[word]
    word = word.strip(' .!*●•:;,()"”“')
    if word in _LETTERS:
        return _LETTERS[word]
    if word in _words():
        return _words()[word]
    if (
        text
        and text[0] in _SIGNS
        and (rest := light_of_word(text[1:])) in (None, _SIGNS[text[0]])
        and (rest or len(text) == 1)
    ):
        return _SIGNS[text[0]]
    colour = re.fullmatch(
        r"(vihreä|keltainen|punainen|grön|gul|röd|green|yellow|red)\s*[/=(–-]\s*(.+?)\)?", word
    )
    if colour and light_of_word(colour[2]) in (None, light_of_word(colour[1])):
        return light_of_word(colour[1])
    # Several names of one light: "valmis / toteutunut".
    parts = [part for part in re.split(r"\s*(?:/|,| tai | ja | eller | or )\s*", word) if part]
    lights = {light_of_word(part) for part in parts} if 1 < len(parts) < 5 else set()
    return lights.pop() if len(lights) == 1 else None


def light_and_note(text: str, legend: Mapping[str, str]) -> tuple[str | None, str]:
    """The light that a text names, and the reason given after it. No light: (None, the text)."""
    text = clean(text)
    key = " ".join(text.casefold().split())
    whole = legend.get(key) or light_of_word(text) or light_of_percent(text)
    if whole:
        return whole, ""
    dated = _DATED.fullmatch(text)
    if dated and (light := legend.get(dated[1].casefold()) or light_of_word(dated[1])):
        return light, dated[2].strip(" ,")
    for divider in _REASON.finditer(text):
        name = text[: divider.start()]
        light = (
            legend.get(name.casefold().strip())
            or (light_of_word(name) if len(name) > 1 else _sign(name))
            or light_of_percent(name)
        )
        if light:
            rest = text[divider.end() :].strip()
            return light, rest[:-1] if "(" in divider[0] and rest.endswith(")") else rest
    if text and _VARIATION.sub("", text)[:1] in _SIGNS:
        return _SIGNS[text[0]], _VARIATION.sub("", text)[1:].strip()
    return None, text


def _sign(text: str) -> str | None:
    return _SIGNS.get(text) or _LETTERS.get(text.casefold())


def light_of_percent(text: str) -> str | None:
    """The light of a share done that is written as a text."""
    match = _PERCENT.fullmatch(clean(text).casefold())
    return light_of_share(float(match[1].replace(",", ".")) / 100) if match else None


def light_of_share(share: float) -> str | None:
    """The light of a share done: none is red, all is green, anything between is yellow."""
    if share < 0 or share > 1.0001:
        return None
    return "red" if share == 0 else "green" if share >= 0.9999 else "yellow"


def is_mark(text: str) -> bool:
    """True for an x, a tick or another sign that only says "this one"."""
    plain = _VARIATION.sub("", clean(text)).casefold()
    return len(plain) <= 2 or plain in ("kyllä", "true", "yes", "ja", "xxx")


def legend_of(texts: list[str]) -> dict[str, str]:
    """What a workbook's own legend says of its lights: "1 = ei aloitettu", "T: toteutunut"."""
    found: dict[str, str] = {}
    for text in texts:
        if len(text) > 400:
            continue
        for part in re.split(r"[\n;,]|\s{2,}|\s\|\s", text):
            match = re.fullmatch(
                r"(?:\w{4,12}:\s*)?(\S{1,3}|[\w-]{1,25})\s*(?:=|:|–|-)\s*(.+?)[.]?", part.strip()
            )
            if match is None:
                continue
            light, name = light_of_word(match[2]), match[1].casefold()
            if light and light_of_word(match[1]) not in (light,):
                found[name] = light
    return found
