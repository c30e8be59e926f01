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
        käytössä, vakiintunut, vakiintunut käytäntö, toiminta vakiintunut, osana perustoimintaa, kyllä, toteutunut kokonaisuudessaan,
        toteutettu kokonaisuudessaan, toteutettu suunnitelman mukaisesti, toteutunut suunnitelman mukaisesti, toteutuu suunnitellusti,
        toteutuu suunnitelman mukaisesti, valmistui, saatu valmiiksi, saatettu loppuun, otettu käyttöön, on toteutunut, on toteutettu,
        on valmis, on tehty, on käytössä, kokonaan toteutettu, täysin toteutettu, päättynyt, grön, grönt, klar, klart, klara, färdig, färdigt,
        genomförd, genomfört, genomförda, genomförts, har genomförts, förverkligad, förverkligat, förverkligats, utförd, utfört,
        helt klar, klart enligt plan, har förverkligats, är klar, är genomförd, helt förverkligad, i bruk, tagits i bruk, uppnådd, uppnått, avslutad, avslutat, slutförd, slutfört, helt genomförd, genomförd enligt plan, green, done, completed,
        complete, finished, implemented, fully implemented, achieved, realised, realized, carried out, accomplished, ready, fully completed,
        fully done, fully achieved, completed as planned, done as planned, implemented as planned, delivered, in use, closed""",
    "yellow": """keltainen, keltaisella, keltaista, oranssi, kesken, keskeneräinen, kesken/jatkuu, käynnissä, käynnistynyt,
        käynnistetty, käynnistyy, aloitettu, alkanut, alkamassa, aloitettu/kesken, työn alla, tekeillä, osittain, osin,
        osittain toteutunut, osittain toteutettu, toteutunut osittain, toteutettu osittain, osin toteutunut, toteutunut osin,
        toteutuu osittain, puolivälissä, suunnitteilla, suunnitteluasteella, suunnitteluvaiheessa, suunnitteluasteella tai aloitettu, valmisteilla,
        etenee suunnitellusti, etenee suunnitelman mukaisesti, etenee aikataulussa, etenee hyvin, etenee hitaasti, suunnitelman mukaan, aikataulussa,
        aikataulun mukaisesti, aikataulun mukaan, myöhässä, viivästynyt, viivästyy, viivästyksiä, aikataulusta jäljessä, jäljessä aikataulusta,
        jäljessä, aikataulusta myöhässä, jatkuu, jatkuva, jatkuvaa, jatkuva toiminta, jatkuvaa toimintaa, toteutetaan, toteutetaan parhaillaan,
        on käynnissä, on aloitettu, on alkanut, on kesken, hyvin käynnissä, käynnistymässä, käynnistysvaiheessa, käynnistysvaihe, alkuvaiheessa,
        loppusuoralla, loppuvaiheessa, viimeistelyssä, viimeistelyvaiheessa, aloitetaan, suunniteltu, suunnitellaan, suunnittelussa,
        toteutusvaiheessa, toteutuksessa, osittain käynnistynyt, osittain aloitettu, osittain valmis, osittain tehty, osittain käynnissä,
        osittain kesken, pääosin toteutunut, toteutunut pääosin, pääosin toteutettu, toteutettu pääosin, pääosin tehty, pääosin valmis,
        suurelta osin toteutunut, suurimmaksi osaksi toteutunut, toteutunut suurimmaksi osaksi, lähes valmis, melkein valmis,
        lähes toteutunut, toteutunut lähes kokonaan, lähes kokonaan toteutunut, toteutettu osin, valmistellaan, valmisteluvaiheessa,
        edennyt, edistyy, edistynyt, valmistelussa, vireillä, meneillään, etenee, toteutumassa, toteutuu parhaillaan, kehitteillä, gul, gult, orange, pågår, pågående,
        påbörjad, påbörjat, påbörjats, har påbörjats, inlett, inledd, delvis, delvis genomförd, delvis genomfört, delvis förverkligad, delvis uppnådd,
        enligt plan, framskrider, framskrider enligt plan, framskrider planenligt, i tidtabell, enligt tidtabell, håller tidtabellen, försenad,
        försenat, fördröjd, fördröjt, delvis klar, delvis klart, delvis förverkligat, delvis genomförts, delvis färdig, nästan klar, nästan färdig,
        till största delen genomförd, har inletts, startad, startat, har startat, kontinuerlig, kontinuerligt, fortlöpande,
        fortgår, fortsätter, löpande, är på gång, på gång, är under arbete, i gång, igång, under arbete, halvfärdig, planerad, planeras, under planering, på planeringsstadiet, under beredning, bereds, yellow,
        amber, in progress, ongoing, under way, underway, started, partly, partial, partially, partly done,
        on track, on schedule, progressing, progressing as planned, progressing on schedule, delayed, behind schedule, behind, late, in process,
        nearly done, nearly completed, almost done, almost completed, mostly done, mostly completed, largely completed, largely implemented,
        continuous, continuing, continues, partly completed, partly achieved, partially achieved, partially done, scheduled,
        partially completed, partially implemented, partly implemented, planned, being planned, in preparation""",
    "red": """punainen, punaisella, punaista, ei toteutunut, ei toteutuneet, ei toteutettu, ei toteudu, ei ole toteutunut, ei ole toteutettu,
        toteutumatta, toteuttamatta, jäänyt toteutumatta, ei aloitettu, ei ole aloitettu, aloittamatta, ei käynnistynyt,
        ei käynnissä, ei ole käynnistynyt, ei alkanut, ei toteutunut tai ei aloitettu, ei tehty, ei ole tehty, tekemättä,
        siirretty, siirtynyt, siirtyy, siirretään, lykätty, lykkääntynyt, lykätään, luovuttu, luovuttiin, rauennut, tauolla, keskeytyksissä,
        pysäytetty, jäissä, ei edennyt, ei ole edennyt, ei etene, ei aloiteta, ei alettu, ei vielä alkanut, ei ole alkanut, ei toteuteta, ei toteutumista,
        ei vielä toteutunut, ei vielä käynnistynyt, ei käynnistetty, ei toteutunut lainkaan, jäi toteutumatta, jää toteutumatta,
        jätetty toteuttamatta, poistettu, lakkautettu, ei ole valmis, ei ole vielä aloitettu, jumissa, ei valmis, ei vielä aloitettu, keskeytetty, keskeytynyt, pysähtynyt, peruttu, peruutettu, peruuntunut, hylätty, ei saavutettu, röd, rött,
        ej påbörjad, ej påbörjat, inte påbörjad, inte påbörjat, ej genomförd, ej genomfört, inte genomförd, inte genomfört,
        ej förverkligad, inte förverkligad, har inte förverkligats, ogjord, ej gjord, inte gjord, ej klar, inte klar, avbruten, avbrutet,
        har avbrutits, avbröts, skjuts upp, skjuts fram, uppskjuten, uppskjutet, framskjuten, framflyttad, flyttad, flyttas, har skjutits upp, pausad,
        pausat, nedlagd, avförd, inte inledd, ej inledd, inte inlett, ej inlett, inte startat, ej startat, har inte påbörjats,
        har inte inletts, inte genomfört, har inte genomförts, ej förverkligat, inte förverkligat, ställts in, inställd, ej uppnådd, red, not started, not done, not implemented, not completed, not realised, not realized, not achieved,
        not begun, not yet started, on hold, paused, postponed, deferred, suspended, discontinued, stalled,
        no progress, dropped, withdrawn, terminated, cancelled, canceled, stopped, abandoned""",
    GREY: """ei arvioitu, ei ole arvioitu, arvioimatta, ei arviota, ei vielä arvioitu, harmaa, ei tietoa, ei ajankohtainen, ei vielä ajankohtainen, ei arvioida, -, –, —, ?,
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
#: What may stand around a light's name without changing it.
_BEFORE = re.compile(
    r"^(?:(?:on|ovat|nyt|vielä|edelleen|yhä|jo|är|har|ännu|fortfarande|redan|is|are|has been|still|already)\s+)+"
)
_AFTER = re.compile(
    r"\s+(?:suunnitellusti|suunnitelman muka\w+|aikataulussa|aikataulun muka\w+|edelleen|parhaillaan|enligt plan\w*|planenligt|"
    r"enligt tidtabell\w*|som planerat|as planned|according to plan|on schedule|on time)$"
)
#: A light's name may be followed by its reason: "Kesken: odottaa rahoitusta".
_REASON = re.compile(r"\s*(?:[:;,.(\n]|\s[-–—]\s)\s*")

#: A light's name may be followed by when it came true: "toteutunut 12/2023".
_DATED = re.compile(
    r"(.{2,40}?)[\s,]+((?:(?:v\.|vuonna|vuodelle|vuodeksi|vuoteen|vuoden|vuodesta|till|to|until|in|under|år)\s*)*"
    r"(?:(?:kevä\w+|kesä\w+|syksy\w+|talve\w+|våren|hösten|sommaren|spring|autumn)(?:\s+(?:19|20)\d\d)?|"
    r"(?:\d{1,2}[./])?(?:\d{1,2}\.)?(?:19|20)\d\d))(?:\s+(?:alussa|aikana|lopussa|loppuun|alkaen|puolelle))?\.?",
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
    if light := _qualified(word):
        return light
    # Several names of one light: "valmis / toteutunut".
    parts = [part for part in re.split(r"\s*(?:/|,| tai | ja | eller | or )\s*", word) if part]
    lights = {light_of_word(part) for part in parts} if 1 < len(parts) < 5 else set()
    return lights.pop() if len(lights) == 1 else None


def _qualified(word: str) -> str | None:
    """A light's name between words that do not change it: "on edelleen kesken", "pågår enligt plan"."""
    plain = _AFTER.sub("", _BEFORE.sub("", word))
    return _words().get(plain) if plain != word else None


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
