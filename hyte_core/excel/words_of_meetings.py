"""What the columns of our own sheets of meetings, statements, yearly cards and presentations are called."""

from hyte_core.locale import _
from hyte_core.meetings.agenda import TOPICS

#: A topic of one's own, a theme that was agreed on, and the topics that the data give to a meeting or a negotiation.
TOPIC_CODES = tuple(dict.fromkeys(["own", "theme", *(code for codes in TOPICS.values() for code in codes)]))
#: The kinds of slides (see hyte_core.reports.choices, which draws them).
SLIDE_KINDS = (
    "title",
    "statements",
    "state",
    "lights",
    "achieved",
    "stuck",
    "area",
    "indicators",
    "indicator",
    "cooperation",
    "contacts",
    "maturity",
    "reading",
    "text",
)


def words_of_meetings() -> dict[str, str]:
    """{field: header in the reader's language}."""
    return {
        "meeting": _("Kokous"),
        "meeting_kind": _("Kokouksen laji"),
        "place": _("Paikka"),
        "attendees": _("Osallistujia"),
        "questions": _("Ennakkokysymykset"),
        "summary": _("Yhteenveto"),
        "closed_on": _("Päätetty"),
        "topic": _("Aihe"),
        "item": _("Asia"),
        "discussion": _("Keskustelu"),
        "outcome": _("Mitä siitä seurasi"),
        "decision": _("Päätös"),
        "doer": _("Kuka tekee"),
        "participant": _("Osallistuva organisaatio"),
        "roles": _("Nimikkeet"),
        "question": _("Kysymys"),
        "answer": _("Vastaus"),
        "statement_kind": _("Kannanoton laji"),
        "text": _("Teksti"),
        "language": _("Kieli"),
        "county": _("Kenen raportti"),
        "state": _("Hyvinvoinnin tila"),
        "structures": _("Rakenteet"),
        "answered_by": _("Vastaaja"),
        "answered_on": _("Vastattu"),
        "part": _("Raportin osa"),
        "guidance": _("Mitä tähän kirjoitetaan"),
        "previous": _("Edellinen vastaus"),
        "presentation": _("Esitys"),
        "slide_kind": _("Dian laji"),
        "subject": _("Kohde"),
        "slide_title": _("Dian otsikko"),
        "slide_text": _("Dian teksti"),
    }


def topic_word(code: str) -> str:
    """A topic of an agenda, as short as a drop-down list needs it."""
    return {
        "own": _("oma asia"),
        "theme": _("teema"),
        "decisions": _("aiemmat päätökset"),
        "changed": _("muuttuneet valot"),
        "red": _("punaiset valot"),
        "late": _("myöhässä"),
        "stale": _("arvioimatta"),
        "indicators": _("indikaattorit"),
        "contacts": _("yhteyshenkilöt"),
        "duties": _("määräajat"),
        "outcomes": _("edelliset teemat"),
        "answers": _("ennakkotehtävä"),
        "themes": _("sovitut teemat"),
    }[code]


def slide_word(kind: str) -> str:
    """A kind of slide, as short as a drop-down list needs it."""
    return {
        "title": _("otsikko"),
        "statements": _("hyvinvoinnin tila"),
        "state": _("missä ollaan"),
        "lights": _("liikennevalot"),
        "achieved": _("saatu valmiiksi"),
        "stuck": _("ei toteutunut"),
        "area": _("painopiste"),
        "indicators": _("useita indikaattoreita"),
        "indicator": _("indikaattori"),
        "cooperation": _("yhteistyö"),
        "contacts": _("yhdyspinta"),
        "maturity": _("yhteistyön aste"),
        "reading": _("valojen selitys"),
        "text": _("vapaa teksti"),
    }[kind]
