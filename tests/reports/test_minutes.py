"""The minutes of a meeting as a Word document."""

from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn
from making import EMAIL, NAME, PHONE, word, word_text
from meeting_database import TODAY, agenda_of, decide_at, hold, meeting_named, organisation_id, read, reassess
from series import put
from trees import build, save, view

from hyte_core.changes import Change
from hyte_core.changes.meeting_edits import add_topic, decide, edit, write
from hyte_core.cooperation import cooperation
from hyte_core.indicators import Direction, indicators, verdicts
from hyte_core.meetings import Agenda, Topic
from hyte_core.model import MeetingItem, Participant
from hyte_core.reports.minutes import MOST_ROWS, minutes


@pytest.fixture
def meeting(plan, engine):
    """A meeting with something of everything; the plan's notes have a contact's name and address."""
    hold(engine, view(engine), "Edellinen", date(2026, 1, 10), closed=True)
    decide_at(engine, "Edellinen", "Selvitetään tilat.", responsible="Tilapalvelu", due=date(2026, 5, 1))
    reassess(
        engine, "Kävelyreitit", "red", date(2026, 10, 1), note="Rahoitus puuttuu.", author="Maija Kirjaaja"
    )
    one = hold(engine, view(engine), "Syyskokous", TODAY, place="Kunnantalo", attendees=9)
    save(engine, Change.adding(Participant(meeting_id=one.id, organisation="Kunta A", roles="johtaja")))
    save(engine, *write(one, "red", None, f"Keskusteltiin.\n\nSoittaa {NAME}.").changes)
    now = meeting_named(engine, "Syyskokous")
    new = {"text": "Haetaan avustusta.", "responsible": "Liikunta", "due": date(2027, 1, 31)}
    save(engine, *decide(now, "red", now.item("red"), new).changes)
    save(engine, *add_topic(meeting_named(engine, "Syyskokous"), {"title": "Muut asiat"})[0].changes)
    return engine


def made(engine, title="Syyskokous", language="fi", agenda: Agenda | None = None) -> bytes:
    found = read(engine)
    with engine.connect() as connection:
        people = cooperation(connection).people
    return minutes(agenda or agenda_of(engine, title), found.organisation, language, people)


def test_the_minutes_have_date_place_participants_topics_discussion_and_decisions(meeting):
    text = word_text(made(meeting))
    for part in (
        "Pöytäkirjan luonnos",
        "Syyskokous",
        "22.11.2026",
        "Kunnantalo",
        "Kunta A",
        "Muut asiat",
        "Keskusteltiin.",
        "Haetaan avustusta.",
        "31.1.2027",
        "Selvitetään tilat.",
        "Verrataan edelliseen päätettyyn kokoukseen: Edellinen 10.1.2026.",
        "Rahoitus puuttuu.",
    ):
        assert part in text, part


def test_the_lights_given_on_the_meetings_day_are_told(meeting):
    assert "Kokouspäivänä arvioitu" not in word_text(made(meeting))
    reassess(meeting, "Kävelyreitit", "green", TODAY, note=f"Rahoitus löytyi, kertoo {NAME}.")
    text = word_text(made(meeting))
    told = text[text.index("Kokouspäivänä arvioitu") :]
    assert "Kävelyreitit" in told and "Rahoitus löytyi" in told
    assert NAME not in told


def test_every_topic_has_a_numbered_heading_and_tables_have_header_rows(meeting):
    document = word(made(meeting))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == "Kokous"
    assert [h.split(". ")[0] for h in headings[1:-1]] == [str(n) for n in range(1, len(headings) - 1)]
    assert headings[-1] == "Kaikki päätökset"
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize(("code", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_document_is_in_its_language_and_has_no_table_of_contents(meeting, code, tag):
    document = word(made(meeting, language=code))
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {tag}
    assert "TOC" not in document.element.xml


def test_nothing_personal_is_in_what_the_data_say_but_what_was_typed_stays(meeting):
    text = word_text(made(meeting))
    assert EMAIL not in text and PHONE not in text and "Maija Kirjaaja" not in text
    assert text.count(NAME) == 1 and f"Soittaa {NAME}." in text


def test_a_closed_meetings_minutes_are_not_a_draft_and_have_the_summary(meeting):
    one = meeting_named(meeting, "Syyskokous")
    closed = {"closed_on": TODAY, "closed_entry": 10_000, "summary": "Päädyttiin hakemaan."}
    save(meeting, *edit(one, closed).changes)
    text = word_text(made(meeting))
    assert text.startswith("Pöytäkirja\n") and "Päädyttiin hakemaan." in text


def test_a_negotiations_minutes_have_answers_themes_and_what_came_of_the_last_ones(engine, plan):
    last = hold(engine, view(engine), "2025", date(2025, 11, 1), kind="negotiation")
    theme = MeetingItem(meeting_id=last.id, topic="theme", title="Liikkuminen", outcome="Reitti valmistui.")
    one = hold(engine, view(engine), "2026", TODAY, kind="negotiation", questions=["Mikä onnistui?"])
    rows = [
        theme,
        MeetingItem(meeting_id=one.id, topic="theme", title="Ravitsemus", text="Kouluruoka\nKotiruoka"),
        Participant(meeting_id=one.id, organisation="Kunta A", answers={"Mikä onnistui?": "Raati."}),
    ]
    save(engine, *map(Change.adding, rows))
    text = word_text(made(engine, "2026"))
    for part in ("Liikkuminen", "Reitti valmistui.", "Kunta A: Raati.", "Ravitsemus", "Kotiruoka"):
        assert part in text, part


def test_a_long_list_is_cut_and_the_rest_counted(engine):
    names = "\n".join(f"  - T{n}" for n in range(MOST_ROWS + 3))
    hold(engine, build(engine, f"1. A\n{names}"), "Nyt", TODAY)
    text = word_text(made(engine, "Nyt"))
    assert f"T{MOST_ROWS - 1}" in text and f"T{MOST_ROWS}\n" not in text and "Lisäksi 3 muuta." in text


def test_characters_that_a_file_cannot_hold_do_not_stop_the_minutes(engine):
    plan = build(engine, "1. A\n  - Yksi")
    one = hold(engine, plan, "Nyt\x0b", TODAY, place="\x01Sali")
    save(engine, *write(one, "stale", None, "a\x07b").changes)
    assert "a\ufffdb" in word_text(made(engine, "Nyt\x0b"))


def test_an_indicator_that_got_worse_is_told_but_not_with_small_numbers(engine, plan):
    put(
        engine,
        """Poissaolot, %, lower, Oma tilasto
        Testikunta *: 2017 10=10/100, 2019 30=30/100
        Testikunta lukio: 2017 2=20/1000, 2019 7.7=3/39""",
    )
    hold(engine, view(engine), "Nyt", TODAY)
    with engine.connect() as connection:
        known = indicators(connection, organisation_id(engine))
    one = next(one for one in known.all if one.own_name == "Poissaolot")
    worse = tuple(v for v in verdicts(known, one) if v.direction is Direction.WORSE)
    assert len(worse) == 2
    agenda = agenda_of(engine, "Nyt")
    topic = Topic("indicators", "indicators", "", None, worse, ())
    text = word_text(made(engine, "Nyt", agenda=replace(agenda, topics=(topic,))))
    assert "30,0 % (2019)" in text and "7,7" not in text and "lukio" not in text
