"""Kokous as of a date: the meetings and the agenda as they were then, and nothing to write with."""

from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit

import pytest
from meeting_database import decide_at, hold, meeting_named, reassess
from opening import buttons, click, links, open_page, seen, warnings, widget
from trees import action, build, save, view

from hyte_core.changes import Change, version
from hyte_core.changes.meeting_edits import close, remove_meeting
from hyte_core.model import Decision, Meeting, Organisation, Plan

PAGE, THEN = "kokous", "2026-05-31"
TREE = """
1. Osallisuus
  - Raati [red 2026-01-15]
  - Kysely [green 2026-01-15]
"""


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


@pytest.fixture
def lived(empty):
    """A meeting called in May, in June closed with another light, and another one in September."""
    plan = build(empty, TREE)
    hold(empty, plan, "Toukokuu", date(2026, 5, 20))
    decide_at(empty, "Toukokuu", "Selvitetään.", responsible="Johtaja")
    later = at(6, 1)
    raati = action(empty, "Raati")
    save(empty, Change.changing("action", raati.id, name=("Raati", "Asukasraati")), now=later)
    one = meeting_named(empty, "Toukokuu")
    (decision,) = one.decisions
    save(empty, Change.changing("decision", decision.id, text=("Selvitetään.", "Haetaan rahaa.")), now=later)
    made = close(meeting_named(empty, "Toukokuu"), date(2026, 6, 1), version(empty), "Loppu hyvin.")
    assert save(empty, *made.changes, now=later).done
    assert hold(empty, plan, "Syyskuu", date(2026, 9, 1), now=at(8, 1))
    return empty


def test_the_list_has_the_meetings_that_were_known_then(lived):
    page = open_page(PAGE, paiva=THEN)
    text = seen(page)
    assert "Toukokuu" in text and "avoin" in text.splitlines() and "Syyskuu" not in text.splitlines()
    assert "Tilanne 31.5.2026" in text and "Kutsu kokous koolle" not in buttons(page)
    assert [link.text for link in links(open_page(PAGE)) if "kokous=" in link.href] == ["Syyskuu", "Toukokuu"]


def test_a_meeting_that_was_open_then_has_the_agenda_and_decisions_of_that_day(lived):
    one = meeting_named(lived, "Toukokuu")
    front = seen(open_page(PAGE, kokous=one.id, paiva=THEN))
    assert "Selvitetään." in front and "Haetaan rahaa." not in front and "Loppu hyvin." not in front
    topic = seen(open_page(PAGE, kokous=one.id, asia="red", paiva=THEN))
    assert "Raati" in topic.splitlines() and "Tilanne 31.5.2026" in topic
    now = seen(open_page(PAGE, kokous=one.id))
    assert "Haetaan rahaa." in now and "Loppu hyvin." in now


def test_a_closed_meeting_is_as_it_is_kept_whatever_has_happened_since(lived):
    one = meeting_named(lived, "Toukokuu")
    reassess(lived, "Asukasraati", "green", date(2026, 7, 1))
    page = open_page(PAGE, kokous=one.id, asia="red", paiva="2026-08-15")
    assert "Asukasraati" in seen(page).splitlines()
    assert "päätetty 1.6.2026" in seen(open_page(PAGE, kokous=one.id, paiva="2026-08-15"))


def test_a_meeting_looked_at_from_its_own_end_is_closed(lived):
    one = meeting_named(lived, "Toukokuu")
    lines = seen(open_page(PAGE, paiva=one.id)).splitlines()
    assert "avoin" not in lines and any("päätetty 1.6.2026" in line for line in lines)
    front = seen(open_page(PAGE, kokous=one.id, paiva=one.id))
    assert "päätetty 1.6.2026" in front and "Loppu hyvin." in front


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"avaa": "uusi"},
        {"kokous": "ID"},
        {"kokous": "ID", "avaa": "poista"},
        {"kokous": "ID", "asia": "red", "kirjaa": "1"},
        {"kokous": "ID", "asia": "red", "arvioi": "ACTION"},
        {"kokous": "ID", "asia": "decisions", "avaa": "paatos:uusi"},
    ],
)
def test_nothing_is_written_in_the_past(lived, parameters):
    ids = {"ID": meeting_named(lived, "Toukokuu").id, "ACTION": action(lived, "Asukasraati").id}
    page = open_page(PAGE, paiva=THEN, **{k: ids.get(v, v) for k, v in parameters.items()})
    assert not page.exception and "Tilanne 31.5.2026" in seen(page)
    assert not page.text_area and not page.get("dialog")
    assert not links(page, "button")
    looking = {"Kaikki kokoukset", "Käy läpi esityslista", "Edellinen", "Seuraava", "Lopeta", "Esityslista"}
    assert set(buttons(page)) <= looking


def test_a_meeting_that_was_not_there_then_is_told_of_and_the_list_shown(lived):
    page = open_page(PAGE, kokous=meeting_named(lived, "Syyskuu").id, paiva=THEN)
    assert warnings(page) == ["Linkin kokousta ei ollut 31.5.2026. Valitse kokous luettelosta."]
    assert "Toukokuu" in seen(page)


def test_a_meeting_removed_since_can_be_looked_at_as_it_was(lived):
    one = meeting_named(lived, "Toukokuu")
    assert save(lived, *remove_meeting(one).changes, now=at(10, 1)).done
    assert "Selvitetään." in seen(open_page(PAGE, kokous=one.id, paiva=THEN))


def test_before_the_journal_begins_there_are_the_meetings_held_by_then(empty):
    owner = Organisation(name="Testikunta")
    old, new = (
        Meeting(organisation_id=owner.id, held_on=day, closed_on=day, title=title)
        for title, day in (("Vanha", date(2025, 3, 1)), ("Myöhempi", date(2025, 10, 1)))
    )
    done = Decision(meeting_id=old.id, text="Tehdään.", done_on=date(2025, 9, 1), outcome="Tehty.")
    plan = Plan(organisation_id=owner.id, name="Suunnitelma", starts=date(2025, 1, 1))
    assert save(empty, *map(Change.adding, (owner, plan, old, new, done))).done
    text = seen(open_page(PAGE, paiva="2025-06-30"))
    assert "Vanha" in text and "Myöhempi" not in text.splitlines() and "1 päätös avoinna" in text
    assert "sisältö sellaisena kuin se ensimmäisen kerran tallennettiin (muutosloki alkaa 3.11.2025)" in text
    front = seen(open_page(PAGE, kokous=old.id, paiva="2025-06-30"))
    assert "Tehdään." in front and "Tehty." not in front


def test_the_moment_is_chosen_at_a_meeting_too_and_leads_back(lived):
    one = meeting_named(lived, "Toukokuu")
    page = open_page(PAGE, kokous=one.id)
    widget(page, "address_vuosi").set_value("muu")
    page = page.run()
    assert page.date_input and page.query_params["kokous"] in (one.id, [one.id])
    (back,) = links(open_page(PAGE, kokous=one.id, paiva=THEN), "back")
    assert one.id in back.href and "paiva" not in back.href


def test_a_meeting_leads_to_the_two_moments_side_by_side(lived):
    hold(lived, view(lived), "Nyt", date(2026, 11, 22))
    page = open_page(PAGE, kokous=meeting_named(lived, "Nyt").id)
    (link,) = [one for one in links(page) if one.text == "Vertaa rinnakkain"]
    asked = urlsplit(urljoin("http://hyte.invalid/kokous?kokous=1", link.href))
    assert asked.path == "/"
    compared = seen(open_page(f"?{asked.query}"))
    assert "Toukokuu 1.6.2026" in compared and "Tänään" in compared


def test_the_agenda_can_be_walked_through_in_the_past(lived):
    page = open_page(PAGE, kokous=meeting_named(lived, "Toukokuu").id, paiva=THEN)
    page = click(click(page, "Käy läpi esityslista"), "Seuraava")
    assert "Tilanne 31.5.2026" in seen(page) and "asia" in page.query_params
