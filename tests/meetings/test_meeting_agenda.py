"""The agenda that the data give: what has changed since the last meeting, what asks for attention."""

from datetime import date

import pytest
from meeting_database import (
    TODAY,
    agenda_of,
    codes,
    decide_at,
    hold,
    listed,
    meeting_named,
    read,
    reassess,
)
from trees import action, build, save, view

from hyte_core.changes import Change, version
from hyte_core.changes.edits import remove_action
from hyte_core.changes.meeting_edits import close, edit
from hyte_core.lights import Light
from hyte_core.model import Contact, InterfaceArea, Meeting, MeetingItem, Organisation, Participant, Plan

TREE = """
    1. A
      Tavoite
        Yksi (Sivistys, due 2026-06-30) [red 2024-12-31, yellow 2025-06-30]
        Kaksi [green 2025-08-31]
        Kolme
        Neljä [red 2026-10-01]
    """


@pytest.fixture
def plan(engine):
    return build(engine, TREE)


def test_lights_that_changed_after_the_last_closed_meeting_are_listed_with_old_new_and_who(engine, plan):
    hold(engine, plan, "Edellinen", date(2026, 9, 1), closed=True)
    reassess(engine, "Yksi", "green", date(2026, 11, 1), note="Valmistui.", author="Maija")
    hold(engine, plan, "Nyt", TODAY)
    (row,) = agenda_of(engine, "Nyt").topic("changed").rows
    assert (row.action.name, row.before, row.action.light) == ("Yksi", Light.YELLOW, Light.GREEN)
    assert (row.action.note, row.who) == ("Valmistui.", "Maija")


def test_what_was_assessed_on_the_meetings_day_is_known_even_if_the_light_came_back(engine, plan):
    hold(engine, plan, "Edellinen", date(2026, 9, 1), closed=True)
    reassess(engine, "Yksi", "green", date(2026, 11, 1))
    hold(engine, plan, "Nyt", TODAY)
    assert agenda_of(engine, "Nyt").assessed == ()
    reassess(engine, "Yksi", "yellow", TODAY, note="Työ jatkuu.")
    reassess(engine, "Kaksi", "green", TODAY)
    reassess(engine, "Neljä", "yellow", date(2026, 11, 21))
    found = agenda_of(engine, "Nyt")
    assert "Yksi" not in listed(found, "changed")
    assert [(row.action.name, row.before, row.action.light) for row in found.assessed] == [
        ("Yksi", Light.GREEN, Light.YELLOW),
        ("Kaksi", Light.GREEN, Light.GREEN),
    ]


def test_an_assessment_dated_before_the_last_meeting_but_written_after_it_is_news(engine, plan):
    hold(engine, plan, "Edellinen", date(2026, 9, 1), closed=True)
    reassess(engine, "Kolme", "red", date(2026, 8, 1))
    hold(engine, plan, "Nyt", TODAY)
    assert listed(agenda_of(engine, "Nyt"), "changed") == ["Kolme"]


def test_an_assessment_dated_after_the_last_meeting_but_written_before_its_closing_is_no_news(engine, plan):
    reassess(engine, "Kolme", "red", date(2026, 10, 1))
    hold(engine, plan, "Edellinen", date(2026, 9, 1), closed=True)
    hold(engine, plan, "Nyt", TODAY)
    assert listed(agenda_of(engine, "Nyt"), "changed") == []


def test_a_light_that_has_come_back_to_what_it_was_has_not_changed(engine, plan):
    hold(engine, plan, "Edellinen", date(2026, 9, 1), closed=True)
    reassess(engine, "Yksi", "green", date(2026, 10, 1))
    reassess(engine, "Yksi", "yellow", date(2026, 10, 2))
    hold(engine, plan, "Nyt", TODAY)
    assert listed(agenda_of(engine, "Nyt"), "changed") == []


def test_what_got_worse_comes_first(engine, plan):
    hold(engine, plan, "Edellinen", date(2026, 9, 1), closed=True)
    reassess(engine, "Yksi", "green", date(2026, 10, 1))
    reassess(engine, "Kaksi", "red", date(2026, 10, 1))
    hold(engine, plan, "Nyt", TODAY)
    assert listed(agenda_of(engine, "Nyt"), "changed") == ["Kaksi", "Yksi"]


def test_without_an_earlier_meeting_a_year_ago_is_compared_with(engine, plan):
    hold(engine, plan, "Nyt", TODAY)
    found = agenda_of(engine, "Nyt")
    assert (found.since.day, found.since.meeting, found.since.from_start) == (date(2025, 11, 22), None, False)
    assert listed(found, "changed") == ["Neljä"]


def test_a_plan_that_began_less_than_a_year_ago_is_compared_with_its_start(engine, plan):
    save(engine, Change.changing("plan", plan.id, starts=(None, date(2026, 3, 1))))
    hold(engine, plan, "Nyt", TODAY)
    since = agenda_of(engine, "Nyt").since
    assert since.day == date(2026, 3, 1) and since.from_start


def test_an_earlier_meeting_that_nobody_closed_is_compared_with_by_its_day(engine, plan):
    hold(engine, plan, "Edellinen", date(2026, 9, 1))
    hold(engine, plan, "Nyt", TODAY)
    found = agenda_of(engine, "Nyt")
    assert found.since.meeting.title == "Edellinen"
    assert listed(found, "changed") == ["Neljä"]


def test_a_closed_meeting_is_compared_with_rather_than_a_later_one_that_is_open(engine, plan):
    hold(engine, plan, "Päätetty", date(2026, 5, 1), closed=True)
    hold(engine, plan, "Unohtunut", date(2026, 9, 1))
    hold(engine, plan, "Nyt", TODAY)
    assert agenda_of(engine, "Nyt").since.meeting.title == "Päätetty"


def test_a_meeting_is_not_compared_with_a_negotiation(engine, plan):
    hold(engine, plan, "Neuvottelu", date(2026, 9, 1), closed=True, kind="negotiation")
    hold(engine, plan, "Nyt", TODAY)
    assert agenda_of(engine, "Nyt").since.meeting is None


def test_red_late_and_long_unassessed_actions_are_topics(engine, plan):
    hold(engine, plan, "Nyt", TODAY)
    found = agenda_of(engine, "Nyt")
    assert listed(found, "red") == ["Neljä"]
    assert listed(found, "late") == ["Yksi"]
    assert listed(found, "stale") == ["Yksi", "Kolme"]


def test_the_agenda_covers_all_plans_of_the_organisation_and_no_others(engine, plan):
    other = Plan(organisation_id=plan.organisation_id, name="Toinen")
    save(engine, Change.adding(other))
    build(engine, "1. B\n  - Vieras [red 2026-10-01]", organisation="Muu", plan="Muun suunnitelma")
    hold(engine, plan, "Nyt", TODAY)
    found = agenda_of(engine, "Nyt")
    assert sorted(one.name for one in found.plans) == ["Testisuunnitelma", "Toinen"]
    assert listed(found, "red") == ["Neljä"]


def test_open_decisions_of_earlier_meetings_come_up_until_they_are_done(engine, plan):
    hold(engine, plan, "Ensimmäinen", date(2026, 1, 10), closed=True)
    decide_at(engine, "Ensimmäinen", "Myöhemmin", due=date(2027, 1, 1))
    decide_at(engine, "Ensimmäinen", "Ensin", due=date(2026, 2, 1))
    decide_at(engine, "Ensimmäinen", "Aikoja sitten tehty", done_on=date(2026, 2, 1))
    hold(engine, plan, "Toinen", date(2026, 5, 1), closed=True)
    decide_at(engine, "Toinen", "Tehty viimeksi", done_on=date(2026, 6, 1))
    decide_at(engine, "Toinen", "Ilman päivää")
    hold(engine, plan, "Nyt", TODAY)
    decide_at(engine, "Nyt", "Tämän kokouksen oma")
    rows = agenda_of(engine, "Nyt").topic("decisions").rows
    assert [row.decision.text for row in rows] == ["Ensin", "Myöhemmin", "Ilman päivää", "Tehty viimeksi"]
    assert rows[0].meeting.title == "Ensimmäinen" and rows[0].decision.is_late(TODAY)


def test_a_negotiation_shows_last_years_themes_answers_and_its_own_themes(engine, plan):
    hold(engine, plan, "2025", date(2025, 11, 1), kind="negotiation")
    save(
        engine,
        Change.adding(
            MeetingItem(meeting_id=meeting_named(engine, "2025").id, topic="theme", title="Liikunta", text="a\n\nb")
        ),
    )  # fmt: skip
    hold(engine, plan, "2026", TODAY, kind="negotiation", questions=["Mikä onnistui?"])
    guest = Participant(
        meeting_id=meeting_named(engine, "2026").id,
        organisation="Kunta A",
        answers={"Mikä onnistui?": "Kaikki", "Vanha": "x"},
    )
    save(engine, Change.adding(guest))
    found = agenda_of(engine, "2026")
    (theme,) = found.topic("outcomes").rows
    assert (theme.title, theme.points) == ("Liikunta", ("a", "b"))
    first, second = found.topic("answers").rows
    assert first.question == "Mikä onnistui?" and first.answers[0][1] == "Kaikki"
    assert second.question == "Vanha"
    assert "late" not in codes(found) and "themes" in codes(found)


def test_contacts_are_missing_only_in_structures_that_the_organisation_is_a_part_of(engine, plan):
    areas = [InterfaceArea(name=n, structure=s) for n, s in (("L", "Oma"), ("M", "Oma"), ("N", "Vieras"))]
    county = Organisation(name="Alue", kind="county")
    contacts = [
        Contact(interface_area_id=areas[0].id, organisation_id=plan.organisation_id, role="sihteeri"),
        Contact(interface_area_id=areas[2].id, organisation_id=county.id, role="sihteeri"),
    ]
    save(engine, *map(Change.adding, (county, *areas, *contacts)))
    hold(engine, plan, "Nyt", TODAY)
    assert [row.name for row in agenda_of(engine, "Nyt").topic("contacts").rows] == ["M"]


def test_topics_that_the_organisation_has_no_data_for_are_left_out(engine, plan):
    hold(engine, plan, "Nyt", TODAY)
    assert codes(agenda_of(engine, "Nyt")) == ["changed", "red", "late", "stale"]


def test_a_topic_that_somebody_has_spoken_of_stays_although_it_has_nothing_to_list(engine, plan):
    hold(engine, plan, "Nyt", TODAY)
    item = MeetingItem(meeting_id=meeting_named(engine, "Nyt").id, topic="duties", text="Puhuttiin.")
    save(engine, Change.adding(item))
    topic = agenda_of(engine, "Nyt").topic("duties")
    assert (topic.text, topic.rows) == ("Puhuttiin.", ())


def test_topics_of_ones_own_come_last_in_their_order(engine, plan):
    hold(engine, plan, "Nyt", TODAY)
    id_ = meeting_named(engine, "Nyt").id
    rows = [MeetingItem(meeting_id=id_, topic="own", title=t, position=n) for t, n in (("B", 2), ("A", 1))]
    save(engine, *map(Change.adding, rows))
    assert [one.title for one in agenda_of(engine, "Nyt").topics if one.code == "own"] == ["A", "B"]


def test_an_organisation_without_actions_has_an_agenda_of_its_own_topics_only(engine):
    plan = build(engine, "")
    hold(engine, plan, "Nyt", TODAY)
    assert agenda_of(engine, "Nyt").topics == ()


def test_a_closed_meetings_agenda_stays_as_it_was_whatever_is_assessed_later(engine, plan):
    hold(engine, plan, "Nyt", TODAY, closed=True)
    before = agenda_of(engine, "Nyt")
    reassess(engine, "Neljä", "green", date(2026, 10, 15))
    reassess(engine, "Kolme", "red", date(2026, 11, 22))
    after = agenda_of(engine, "Nyt", today=date(2028, 1, 1))
    for code in ("changed", "red", "late", "stale"):
        assert listed(after, code) == listed(before, code), code
    assert after.on == TODAY and after.since == before.since


def test_what_is_renamed_or_removed_later_is_on_a_closed_agenda_as_it_was(engine, plan):
    hold(engine, plan, "Nyt", TODAY, closed=True)
    save(engine, Change.changing("action", action(engine, "Yksi").id, name=("Yksi", "Uusi nimi")))
    save(engine, *remove_action(view(engine), action(engine, "Neljä")).changes)
    found = agenda_of(engine, "Nyt")
    assert (listed(found, "late"), listed(found, "red")) == (["Yksi"], ["Neljä"])


def test_a_meeting_that_was_closed_elsewhere_has_the_lights_of_its_day(engine, plan):
    hold(engine, plan, "Muualla", date(2026, 9, 1), closed_on=date(2026, 9, 1))
    assert listed(agenda_of(engine, "Muualla"), "red") == []
    hold(engine, plan, "Nyt", TODAY)
    assert listed(agenda_of(engine, "Nyt"), "changed") == ["Neljä"]


def test_a_decision_done_after_the_closing_was_open_at_the_closed_meeting(engine, plan):
    hold(engine, plan, "Ensin", date(2026, 1, 1), closed=True)
    decide_at(engine, "Ensin", "Selvitetään")
    hold(engine, plan, "Nyt", TODAY, closed=True)
    (decision,) = meeting_named(engine, "Ensin").decisions
    save(engine, *edit(decision, {"done_on": TODAY, "outcome": "Selvitetty."}).changes)
    assert not meeting_named(engine, "Ensin").decisions[0].is_open
    (row,) = agenda_of(engine, "Nyt").topic("decisions").rows
    assert row.decision.is_open and row.decision.text == "Selvitetään"


def test_a_removed_action_is_no_more_on_an_open_agenda(engine, plan):
    hold(engine, plan, "Nyt", TODAY)
    save(engine, *remove_action(view(engine), action(engine, "Neljä")).changes)
    assert listed(agenda_of(engine, "Nyt"), "red") == []


def test_meetings_are_read_the_newest_first_and_an_open_one_is_after_the_closed_of_the_same_day(engine, plan):
    hold(engine, plan, "A", date(2026, 1, 1))
    hold(engine, plan, "B", TODAY)
    hold(engine, plan, "C", TODAY, closed=True)
    assert [one.title for one in read(engine).all] == ["B", "C", "A"]


def test_a_meeting_closed_before_its_day_is_seen_as_of_its_closing(engine, plan):
    row = Meeting(organisation_id=plan.organisation_id, held_on=date(2027, 6, 1), title="Etukäteen")
    save(engine, Change.adding(row))
    save(engine, *close(meeting_named(engine, "Etukäteen"), TODAY, version(engine), "").changes)
    assert agenda_of(engine, "Etukäteen").on == TODAY
