"""Meetings in the reader's words."""

from hyte_core.locale import _, day, ngettext
from hyte_core.meetings.agenda import Agenda, Since, Topic
from hyte_core.meetings.view import MeetingView


def kind_word(kind: str) -> str:
    """What a kind of meeting is called."""
    return {"meeting": _("Kokous"), "negotiation": _("Hyte-neuvottelu")}[kind]


def topic_title(topic: Topic, agenda: Agenda) -> str:
    """A topic's heading."""
    if topic.code == "own":
        return topic.title
    if topic.code == "changed":
        return (
            _("Muuttunut edellisen kokouksen jälkeen")
            if agenda.since.meeting
            else _("Muuttunut {day} jälkeen").format(day=day(agenda.since.day))
        )
    return {
        "decisions": _("Aiemmat päätökset"),
        "red": _("Punaiset valot"),
        "late": _("Myöhässä"),
        "stale": _("Pitkään arvioimatta"),
        "indicators": _("Väärään suuntaan kehittyvät indikaattorit"),
        "contacts": _("Puuttuvat yhteyshenkilöt"),
        "duties": _("Lakisääteiset määräajat"),
        "outcomes": _("Mitä edellisistä teemoista seurasi"),
        "answers": _("Ennakkotehtävän vastaukset"),
        "themes": _("Sovitut teemat"),
    }[topic.code]


def nothing(topic: Topic) -> str:
    """What is said of a topic that has nothing to list."""
    return {
        "decisions": _("Aiemmilta kokouksilta ei ole avoimia päätöksiä."),
        "changed": _("Mikään valo ei ole muuttunut."),
        "red": _("Mikään valo ei ole punainen."),
        "late": _("Mikään toimenpide ei ole myöhässä."),
        "stale": _("Kaikki toimenpiteet on arvioitu ajallaan."),
        "indicators": _("Mikään indikaattori ei ole heikentynyt."),
        "contacts": _("Yhteyshenkilöitä ei puutu."),
        "duties": _("Lähikuukausina ei ole lakisääteisiä määräaikoja."),
        "outcomes": _("Edellisessä neuvottelussa ei sovittu teemoista."),
        "answers": _("Ennakkokysymyksiä ei ole."),
        "themes": _("Teemoista ei ole vielä sovittu."),
    }.get(topic.code, "")


def compared(since: Since) -> str:
    """What the agenda is compared with, as a sentence."""
    if since.meeting is not None and since.meeting.is_open:
        return _(
            "Aiempaa kokousta ei ole päätetty, joten verrataan kokouspäivän tilanteeseen: {title} {day}."
        ).format(title=since.meeting.title, day=day(since.day))
    if since.meeting is not None:
        return _("Verrataan edelliseen päätettyyn kokoukseen: {title} {day}.").format(
            title=since.meeting.title, day=day(since.day)
        )
    if since.from_start:
        return _("Aiempaa päätettyä kokousta ei ole, joten verrataan suunnitelman alkuun {day}.").format(
            day=day(since.day)
        )
    return _(
        "Aiempaa päätettyä kokousta ei ole, joten verrataan vuoden takaiseen tilanteeseen {day}."
    ).format(day=day(since.day))


def state_word(meeting: MeetingView) -> str:
    """Whether the meeting is open, or when it was closed."""
    return _("avoin") if meeting.is_open else _("päätetty {day}").format(day=day(meeting.closed_on))


def open_words(n: int) -> str:
    """How many decisions wait to be done."""
    return ngettext("{n} päätös avoinna", "{n} päätöstä avoinna", n) if n else ""
