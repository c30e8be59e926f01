"""Kokous: meetings, the agenda in the chair's mode, what is written at it, closing, the negotiation."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from meeting_database import TODAY, decide_at, hold, meeting_named, read, reassess
from opening import (
    HOSTILE,
    button,
    buttons,
    click,
    errors,
    links,
    open_page,
    rerun,
    seen,
    tags,
    told,
    warnings,
    widget,
)
from trees import action, build, save, snapshot, view

from hyte_core.changes import Change
from hyte_core.changes.edits import remove_action
from hyte_core.changes.meeting_edits import write
from hyte_core.locale import LANGUAGES
from hyte_core.model import MeetingItem, Organisation, Participant
from hyte_core.ui.meetings.front import _pretasks
from hyte_core.ui.meetings.topic import ROWS

PAGE = "kokous"
TREE = """
    1. A
      Tavoite
        Yksi (Sivistys, due 2026-06-30) [red 2024-12-31, yellow 2025-06-30]
        Kaksi [green 2025-08-31]
        Kolme
        Neljä [red 2026-10-01]
    """
TOO_LONG = "a" * 5_001


@pytest.fixture
def plan(empty):
    return build(empty, TREE)


@pytest.fixture
def meeting(empty, plan):
    return hold(empty, plan, "Nyt", TODAY)


def now(engine, title="Nyt"):
    return meeting_named(engine, title)


def at_topic(meeting, topic, **parameters):
    return open_page(PAGE, kokous=meeting.id, asia=topic, **parameters)


def fill(at, key, **fields):
    for name, value in fields.items():
        widget(at, f"{key}_{name}").set_value(value)
    return at


# --- the list


def test_an_empty_installation_is_welcomed(empty):
    assert "Tervetuloa" in seen(open_page(PAGE))


def test_without_meetings_the_page_tells_how_to_begin(plan):
    at = open_page(PAGE)
    assert not at.exception and "Kokouksia ei ole vielä" in told(at)
    assert "Kutsu kokous koolle" in buttons(at)


def test_meetings_are_listed_with_state_and_open_decisions(empty, plan):
    hold(empty, plan, "Vanha", date(2026, 1, 10), closed=True)
    decide_at(empty, "Vanha", "Selvitetään.")
    hold(empty, plan, "Nyt", TODAY)
    at = open_page(PAGE)
    text = seen(at)
    assert "päätetty 10.1.2026" in text and "avoin" in text and "1 päätös avoinna" in text
    assert [link.text for link in links(at) if "kokous=" in link.href] == ["Nyt", "Vanha"]


def test_a_meeting_is_called_with_todays_date_and_a_usual_title(empty, plan):
    at = open_page(PAGE, avaa="uusi")
    assert widget(at, "meeting_meeting_held_on").value == TODAY
    assert widget(at, "meeting_meeting_title").value == "Hyte-ohjausryhmän kokous"
    fill(at, "meeting_meeting", place="Kunnantalo", attendees=9)
    widget_button = [one for one in at.button if one.label == "Kutsu kokous koolle"][-1]
    widget_button.click()
    at = rerun(at)
    assert not at.exception and told(at) == ""
    (one,) = read(empty).all
    assert (one.title, one.held_on, one.place, one.attendees) == (
        "Hyte-ohjausryhmän kokous",
        TODAY,
        "Kunnantalo",
        9,
    )
    assert at.query_params["kokous"] in (one.id, [one.id])
    assert "Käy läpi esityslista" in buttons(at)


def test_a_meeting_without_a_title_is_refused_with_a_sentence_and_nothing_is_lost(empty, plan):
    at = fill(open_page(PAGE, avaa="uusi"), "meeting_meeting", title=" ", place="Sali")
    [one for one in at.button if one.label == "Kutsu kokous koolle"][-1].click()
    at = rerun(at)
    assert errors(at) == ["Kokouksella ei ole otsikkoa\\: kirjoita se\\."]
    assert widget(at, "meeting_meeting_place").value == "Sali"
    assert read(empty).all == ()


@pytest.mark.parametrize("parameters", [{"kokous": "xyz"}, {"kokous": HOSTILE}])
def test_a_meeting_that_does_not_exist_is_told_of_and_the_list_is_shown(plan, parameters):
    at = open_page(PAGE, **parameters)
    assert warnings(at) == ["Linkin kokousta ei enää ole. Valitse kokous luettelosta."]
    assert "kokous" not in at.query_params


# --- a meeting's own page


def test_the_agenda_of_a_meeting_leads_to_its_topics(empty, plan, meeting):
    at = open_page(PAGE, kokous=meeting.id)
    assert not at.exception and told(at) == ""
    topics = {link.text: link.href for link in links(at) if "asia=" in link.href}
    assert list(topics)[:2] == ["Muuttunut 22.11.2025 jälkeen", "Punaiset valot"]
    assert "verrataan vuoden takaiseen" in seen(at)


def test_a_meeting_of_another_organisation_brings_its_own_plan_along(empty, plan, meeting):
    other = build(empty, "1. B", organisation="Muu", plan="Muun")
    at = open_page(PAGE, kokous=meeting.id, suunnitelma=other.id)
    assert at.query_params["suunnitelma"] in (plan.id, [plan.id])
    assert "Nyt" in seen(at)


def test_the_facts_of_a_meeting_are_edited(empty, plan, meeting):
    at = open_page(PAGE, kokous=meeting.id, avaa="tiedot")
    at = click(fill(at, f"meeting_{meeting.id}", title="Syyskokous", attendees=11), "Tallenna")
    assert told(at) == "" and (now(empty, "Syyskokous").attendees) == 11


def test_two_who_edit_the_same_fact_see_both_values(empty, plan, meeting):
    at = open_page(PAGE, kokous=meeting.id, avaa="tiedot")
    save(empty, Change.changing("meeting", meeting.id, place=("", "Maijan sali")), author="Maija")
    at = click(fill(at, f"meeting_{meeting.id}", place="Minun sali"), "Tallenna")
    assert "Maijan sali" in told(at) and "Minun sali" in told(at)
    at = click(at, "Tallenna")
    assert told(at) == "" and now(empty).place == "Minun sali"


def test_topics_of_ones_own_are_added_moved_and_removed(empty, plan, meeting):
    for title in ("Talousarvio", "Muut asiat"):
        at = open_page(PAGE, kokous=meeting.id, avaa="asia:uusi")
        at = click(fill(at, "topic_new", title=title), "Tallenna")
        assert told(at) == ""
    first, second = now(empty).own_topics
    click(open_page(PAGE, kokous=meeting.id, avaa=f"asia:{second.id}"), "Siirrä ylöspäin")
    assert [one.title for one in now(empty).own_topics] == ["Muut asiat", "Talousarvio"]
    click(open_page(PAGE, kokous=meeting.id, avaa=f"asia:{first.id}"), "Poista")
    assert [one.title for one in now(empty).own_topics] == ["Muut asiat"]
    at = click(fill(open_page(PAGE, kokous=meeting.id, avaa="asia:uusi"), "topic_new", title=" "), "Tallenna")
    assert "ei ole otsikkoa" in told(at)


# --- the chair's mode


def test_a_topic_is_shown_with_its_rows_and_the_way_onwards(empty, plan, meeting):
    at = at_topic(meeting, "red")
    text = seen(at)
    assert "Punaiset valot" in text and "Neljä" in text and "**2 / 4**" in [m.value for m in at.markdown]
    at = click(at, "Seuraava")
    assert "Myöhässä" in seen(at) and at.query_params["asia"] in ("late", ["late"])
    at = click(at, "Edellinen")
    assert "Punaiset valot" in seen(at)


def test_many_rows_are_on_pages_that_the_walk_goes_through(empty):
    names = "\n".join(f"  - T{n} [red 2026-10-01]" for n in range(ROWS + 1))
    plan = build(empty, f"1. A\n{names}")
    meeting = hold(empty, plan, "Nyt", TODAY)
    at = at_topic(meeting, "red")
    assert f"1–{ROWS} / {ROWS + 1}" in seen(at) and f"T{ROWS}" not in seen(at)
    at = click(at, "Seuraava")
    assert f"T{ROWS}" in seen(at) and at.query_params["sivu"] in ("2", ["2"])
    at = click(at, "Seuraava")
    assert "Myöhässä" in seen(at) and "sivu" not in at.query_params


@pytest.mark.parametrize("page", ["0", "-3", "99", "abc", "²", "1" * 300])
def test_a_page_that_does_not_exist_shows_the_nearest(meeting, page):
    at = at_topic(meeting, "red", sivu=page)
    assert not at.exception and "Neljä" in seen(at)


def test_the_last_topic_leads_back_to_the_meeting(empty, plan, meeting):
    at = click(at_topic(meeting, "stale"), "Lopeta")
    assert "asia" not in at.query_params and "Päätä kokous" in buttons(at)


def test_a_topic_that_is_gone_is_told_of(meeting):
    at = at_topic(meeting, "xyz")
    assert "Tätä asiaa ei enää ole esityslistalla" in told(at) and "Päätä kokous" in buttons(at)


def test_an_empty_topic_says_so(empty):
    meeting = hold(empty, build(empty, "1. A\n  - Yksi [green 2026-10-01]"), "Nyt", TODAY)
    assert "Mikään valo ei ole punainen." in seen(at_topic(meeting, "red"))


def test_an_assessment_without_a_light_is_not_called_assessed(empty):
    plan = build(empty, "1. A\n  - Yksi [green 2026-01-10]")
    meeting = hold(empty, plan, "Nyt", TODAY)
    reassess(empty, "Yksi", None, date(2026, 6, 1), note="Ei voi vielä arvioida.")
    said = seen(at_topic(meeting, "stale"))
    assert "kirjattu 1.6.2026" in said and "arvioitu 1.6.2026" not in said


def test_the_number_of_participants_is_enough_without_their_names(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY, attendees=11)
    said = seen(open_page(PAGE, kokous=meeting.id))
    assert "11 henkilöä" in said and "Osallistujia ei ole kirjattu" not in said


def test_a_light_is_changed_and_noted_on_the_spot(empty, plan, meeting):
    id_ = action(empty, "Neljä").id
    at = at_topic(meeting, "red")
    (link,) = links(at, "button")[:1]
    assert f"arvioi={id_}" in link.href
    at = at_topic(meeting, "red", arvioi=id_)
    widget(at, f"assess_{id_}_note").set_value("Sovittiin kokouksessa.")
    at = click(at, "Tallenna arvio")
    assert told(at) == "" and "arvioi" not in at.query_params
    assert action(empty, "Neljä").note == "Sovittiin kokouksessa." and "Sovittiin kokouksessa." in seen(at)


def test_an_action_removed_meanwhile_is_told_of(empty, plan, meeting):
    one = action(empty, "Neljä")
    save(empty, *remove_action(view(empty), one).changes)
    at = at_topic(meeting, "red", arvioi=one.id)
    assert told(at) == "Linkin toimenpidettä ei enää ole."
    assert "Mikään valo ei ole punainen." in seen(at)


# --- what is said


def field(meeting, topic="red", turn=0):
    return f"text_{meeting.id}_{topic}_{turn}"


def test_what_is_said_is_saved_when_the_field_is_left(empty, plan, meeting):
    at = at_topic(meeting, "red", kirjaa="1")
    widget(at, field(meeting)).set_value("Puhuttiin.")
    at = rerun(at)
    assert told(at) == "" and now(empty).item("red").text == "Puhuttiin."
    widget(at, field(meeting)).set_value("Puhuttiin pitkään.")
    at = rerun(at)
    assert told(at) == "" and now(empty).item("red").text == "Puhuttiin pitkään."
    assert "Puhuttiin pitkään." in seen(at_topic(meeting, "red"))


def test_a_text_that_is_too_long_is_refused_and_is_there_when_the_writer_comes_back(empty, plan, meeting):
    at = at_topic(meeting, "red", kirjaa="1")
    widget(at, field(meeting)).set_value(TOO_LONG)
    at = rerun(at)
    assert len(errors(at)) == 1 and "liian pitkä" in told(at)
    assert now(empty).items == ()
    at = click(click(at, "Seuraava"), "Edellinen")
    assert widget(at, field(meeting)).value == TOO_LONG and "liian pitkä" in told(at)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Pidä molemmat", "Maijan\nMinun"),
        ("Tallenna oma tekstini", "Minun"),
        ("Ota toisen teksti", "Maijan"),
    ],
)
def test_two_who_write_of_the_same_topic_see_both_and_choose(empty, plan, meeting, choice, kept):
    at = at_topic(meeting, "red", kirjaa="1")
    save(empty, *write(now(empty), "red", None, "Maijan").changes, author="Maija")
    widget(at, field(meeting)).set_value("Minun")
    at = rerun(at)
    assert "Maijan" in told(at) and widget(at, field(meeting)).value == "Minun"
    assert now(empty).item("red").text == "Maijan"
    at = click(at, choice)
    assert told(at) == "" and now(empty).item("red").text == kept
    assert widget(at, field(meeting, turn=1)).value == kept


def test_what_another_writes_meanwhile_does_not_change_the_field_of_the_one_who_is_writing(
    empty, plan, meeting
):
    at = at_topic(meeting, "red", kirjaa="1")
    save(empty, *write(now(empty), "red", None, "Maijan").changes, author="Maija")
    at = rerun(at)
    assert widget(at, field(meeting)).value == "" and "Maijan" in told(at)


def test_what_others_write_is_seen_by_those_who_only_look(empty, plan, meeting):
    at = at_topic(meeting, "red")
    save(empty, *write(now(empty), "red", None, "Maijan sanat").changes, author="Maija")
    assert "Maijan sanat" in seen(rerun(at))


# --- decisions


def test_a_decision_is_written_under_the_topic_with_who_and_by_when(empty, plan, meeting):
    at = at_topic(meeting, "red", avaa="paatos:uusi")
    fill(at, "decision_new", text="Selvitetään.", responsible="Koordinaattori", due=date(2027, 1, 31))
    at = click(at, "Tallenna päätös")
    assert told(at) == ""
    one = now(empty)
    (decision,) = one.decided(one.item("red").id)
    assert (decision.text, decision.responsible, decision.due) == (
        "Selvitetään.",
        "Koordinaattori",
        date(2027, 1, 31),
    )
    text = seen(at)
    assert "Selvitetään." in text and "Koordinaattori · viimeistään 31.1.2027" in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Päätöksellä ei ole tekstiä"),
        ({"text": "A", "due": date(2026, 11, 21)}, "on ennen kokousta 22"),
        ({"text": TOO_LONG}, "liian pitkä"),
        ({"text": "A", "responsible": "b" * 301}, "liian pitkä"),
    ],
)
def test_a_decision_that_cannot_be_kept_is_refused_with_a_sentence_and_not_lost(
    empty, plan, meeting, fields, sentence
):
    before = snapshot(empty)
    at = click(
        fill(at_topic(meeting, "red", avaa="paatos:uusi"), "decision_new", **fields), "Tallenna päätös"
    )
    assert len(errors(at)) == 1 and sentence in told(at)
    assert widget(at, "decision_new_text").value == fields["text"]
    assert snapshot(empty) == before


def test_a_decision_is_edited_and_removed(empty, plan, meeting):
    decide_at(empty, "Nyt", "Vanha")
    (one,) = now(empty).decisions
    at = open_page(PAGE, kokous=meeting.id, avaa=f"paatos:{one.id}")
    click(fill(at, f"decision_{one.id}", text="Uusi"), "Tallenna päätös")
    assert [d.text for d in now(empty).decisions] == ["Uusi"]
    click(open_page(PAGE, kokous=meeting.id, avaa=f"paatos:{one.id}"), "Poista")
    assert now(empty).decisions == ()


def test_an_earlier_decision_comes_up_and_is_marked_as_done(empty, plan):
    hold(empty, plan, "Vanha", date(2026, 1, 10), closed=True)
    decide_at(empty, "Vanha", "Selvitetään.", responsible="Johtaja")
    meeting = hold(empty, plan, "Nyt", TODAY)
    at = at_topic(meeting, "decisions")
    assert "Selvitetään." in seen(at) and "Johtaja · Vanha" in seen(at)
    (one,) = now(empty, "Vanha").decisions
    at = at_topic(meeting, "decisions", avaa=f"tehty:{one.id}")
    assert widget(at, f"done_{one.id}_done_on").value == TODAY
    at = click(fill(at, f"done_{one.id}", outcome="Selvitetty."), "Merkitse toteutetuksi")
    (one,) = now(empty, "Vanha").decisions
    assert (one.done_on, one.outcome) == (TODAY, "Selvitetty.")
    assert "toteutettu 22.11.2026" in seen(at)


def test_the_lights_given_on_the_meetings_day_are_listed_with_a_link(empty, plan, meeting):
    assert "Kokouspäivänä arvioitu" not in seen(open_page(PAGE, kokous=meeting.id))
    reassess(empty, "Yksi", "green", TODAY, note="Päätettiin.")
    at = open_page(PAGE, kokous=meeting.id)
    assert "Kokouspäivänä arvioitu" in seen(at)
    (link,) = [one for one in links(at) if one.text == "Yksi" and "toimenpide=" in one.href]
    assert "Päätettiin." in seen(open_page(link.href))


def test_a_dialog_of_something_that_is_gone_is_told_of(meeting):
    at = open_page(PAGE, kokous=meeting.id, avaa="paatos:xyz")
    assert told(at) == "Linkin kohtaa ei enää ole." and "avaa" not in at.query_params


# --- closing


def test_closing_a_meeting_keeps_what_was_seen_and_gives_the_minutes(empty, plan, meeting):
    decide_at(empty, "Nyt", "Ilman tekijää")
    at = open_page(PAGE, kokous=meeting.id, avaa="paata")
    assert "1 päätös, 1 ilman vastuutahoa, 1 ilman määräaikaa" in seen(at)
    widget(at, f"close_{meeting.id}_summary").set_value("Hyvä kokous.")
    [one for one in at.button if one.label == "Päätä kokous"][-1].click()
    at = rerun(at)
    assert not at.exception and told(at) == ""
    one = now(empty)
    assert one.closed_on == TODAY and one.closed_entry and one.summary == "Hyvä kokous."
    assert "Päätä kokous" not in buttons(at) and "Avaa uudelleen" in buttons(at)
    reassess(empty, "Neljä", "green", TODAY)
    save(empty, Change.changing("action", action(empty, "Neljä").id, name=("Neljä", "Uusi nimi")))
    at = at_topic(one, "red", kirjaa="1")
    assert "Neljä" in seen(at) and not at.text_area
    assert not [link for link in links(at) if "arvioi=" in link.href]


def test_a_closed_meeting_is_opened_again(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY, closed=True)
    at = open_page(PAGE, kokous=meeting.id, avaa="avaa")
    widget(at, "reopen_now").click()
    at = rerun(at)
    assert now(empty).is_open and "Päätä kokous" in buttons(at)


def test_a_closed_meeting_has_no_dialogs_to_edit_it(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY, closed=True)
    at = open_page(PAGE, kokous=meeting.id, avaa="tiedot")
    assert told(at) == "Linkin kohtaa ei enää ole."


def test_a_meeting_is_removed_and_comes_back_with_undo(empty, plan, meeting):
    decide_at(empty, "Nyt", "Päätös")
    before = snapshot(empty)
    at = open_page(PAGE, kokous=meeting.id, avaa="poista")
    assert "Samalla poistuvat: 1 päätös." in seen(at)
    widget(at, "remove_now").click()
    at = rerun(at)
    assert read(empty).all == () and "Kokouksia ei ole vielä" in told(at)
    click(at, "Peru viimeisin tallennukseni")
    assert snapshot(empty) == before


def test_the_minutes_can_be_downloaded_before_and_after_closing(empty, plan, meeting):
    at = open_page(PAGE, kokous=meeting.id)
    (draft,) = at.get("download_button")
    assert draft.proto.label == "Pöytäkirjan luonnos (.docx)"
    closed = hold(empty, plan, "Päätetty", TODAY, closed=True)
    (final,) = open_page(PAGE, kokous=closed.id).get("download_button")
    assert final.proto.label == "Pöytäkirja (.docx)"


# --- the negotiation


@pytest.fixture
def negotiation(empty, plan):
    last = hold(
        empty, plan, "Neuvottelu 2025", date(2025, 11, 1), kind="negotiation", questions=["Mikä onnistui?"]
    )
    rows = [
        MeetingItem(meeting_id=last.id, topic="theme", title="Liikkuminen", text="Kävely\nPyöräily"),
        Participant(meeting_id=last.id, organisation="Kunta A", roles="johtaja"),
    ]
    save(empty, *map(Change.adding, rows))
    return last


def test_a_new_negotiation_begins_with_the_last_ones_questions_and_participants(empty, plan, negotiation):
    at = open_page(PAGE, avaa="uusi")
    widget(at, "meeting_kind").set_value("negotiation")
    at = rerun(at)
    assert widget(at, "meeting_negotiation_title").value == "Hyte-neuvottelu 2026"
    assert widget(at, "meeting_negotiation_questions").value == "Mikä onnistui?"
    [one for one in at.button if one.label == "Kutsu kokous koolle"][-1].click()
    at = rerun(at)
    one = now(empty, "Hyte-neuvottelu 2026")
    assert one.questions == ("Mikä onnistui?",) and one.participants[0].organisation == "Kunta A"
    text = seen(at)
    assert text.index("Mitä edellisistä teemoista seurasi") < text.index("Sovitut teemat")


def test_what_came_of_last_years_themes_is_shown_and_written(empty, plan, negotiation):
    meeting = hold(empty, plan, "Nyt", TODAY, kind="negotiation")
    at = at_topic(meeting, "outcomes")
    assert "Liikkuminen" in seen(at) and "Pyöräily" in seen(at) and "Ei vielä kirjattu" in seen(at)
    theme = negotiation.id and now(empty, "Neuvottelu 2025").themes[0]
    at = at_topic(meeting, "outcomes", avaa=f"tulos:{theme.id}")
    at = click(fill(at, f"outcome_{theme.id}", outcome="Reitti valmistui."), "Tallenna")
    assert "Reitti valmistui." in seen(at)
    assert now(empty, "Neuvottelu 2025").themes[0].outcome == "Reitti valmistui."


def test_a_theme_is_agreed_on_with_its_points(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY, kind="negotiation")
    at = at_topic(meeting, "themes", avaa="teema:uusi")
    at = click(fill(at, "theme_new", title="Ravitsemus", text="Kouluruoka\n\nKotiruoka"), "Tallenna")
    assert now(empty).themes[0].points == ("Kouluruoka", "Kotiruoka")
    assert "Kotiruoka" in seen(at)


def test_participants_answer_the_pre_tasks_questions(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY, kind="negotiation", questions=["Mikä onnistui?", "Mikä ei?"])
    at = open_page(PAGE, kokous=meeting.id, avaa="osallistuja:uusi")
    widget(at, "participant_new_organisation").set_value("Testikunta")
    at = click(fill(at, "participant_new", roles="johtaja", answer_0="Kaikki."), "Tallenna")
    assert told(at) == "" and "vastannut 1 / 2 kysymykseen" in seen(at)
    assert "Testikunta: Kaikki." in seen(at_topic(meeting, "answers"))
    at = open_page(PAGE, kokous=meeting.id, avaa="osallistuja:uusi")
    widget(at, "participant_new_organisation").set_value("Testikunta")
    at = click(at, "Tallenna")
    assert "on jo osallistujien joukossa" in told(at)


def test_every_organisation_that_is_known_can_be_chosen_as_a_participant(empty, plan):
    save(empty, Change.adding(Organisation(name="Naapurikunta", kind="municipality")))
    save(empty, Change.adding(Organisation(name="Keksittylä", kind="municipality", invented=True)))
    meeting = hold(empty, plan, "Nyt", TODAY, kind="negotiation")
    at = open_page(PAGE, kokous=meeting.id, avaa="osallistuja:uusi")
    known = widget(at, "participant_new_organisation").options
    assert "Naapurikunta" in known and "Keksittylä" not in known


def test_the_pre_tasks_can_be_taken_along_when_there_are_questions_and_participants(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY, kind="negotiation", questions=["Mikä onnistui?"])
    label = "Ennakkotehtävät (.zip)"
    shown = open_page(PAGE, kokous=meeting.id).get("download_button")
    assert label not in [one.proto.label for one in shown]
    save(empty, Change.adding(Participant(meeting_id=meeting.id, organisation="Kunta A")))
    shown = open_page(PAGE, kokous=meeting.id).get("download_button")
    assert label in [one.proto.label for one in shown]
    with ZipFile(BytesIO(_pretasks(now(empty), "Testikunta", "fi"))) as archive:
        (name,) = archive.namelist()
        assert "Kunta A" in name


def test_a_participant_is_edited_and_removed(empty, plan):
    meeting = hold(empty, plan, "Nyt", TODAY)
    save(empty, Change.adding(Participant(meeting_id=meeting.id, organisation="Yhdistys ry")))
    (one,) = now(empty).participants
    at = open_page(PAGE, kokous=meeting.id, avaa=f"osallistuja:{one.id}")
    at = click(fill(at, f"participant_{one.id}", roles="puheenjohtaja"), "Tallenna")
    assert told(at) == "" and "puheenjohtaja" in seen(at)
    click(open_page(PAGE, kokous=meeting.id, avaa=f"osallistuja:{one.id}"), "Poista")
    assert now(empty).participants == ()


# --- everywhere


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ["meeting", "negotiation"])
def test_every_topic_opens_in_every_language(empty, plan, code, kind):
    meeting = hold(empty, plan, "Nyt", TODAY, kind=kind)
    at = open_page(PAGE, kokous=meeting.id, kieli=code)
    keys = {link.href.split("asia=")[1].split("&")[0] for link in links(at) if "asia=" in link.href}
    assert keys
    for key in keys:
        at = at_topic(meeting, key, kieli=code, kirjaa="1")
        assert not at.exception and told(at) == ""


def test_what_people_wrote_never_becomes_markup(empty, plan):
    meeting = hold(empty, plan, HOSTILE, TODAY, place=HOSTILE)
    save(empty, *write(meeting, "red", None, HOSTILE).changes)
    decide_at(empty, HOSTILE, HOSTILE, responsible=HOSTILE)
    for at in (open_page(PAGE), open_page(PAGE, kokous=meeting.id), at_topic(meeting, "red")):
        assert not at.exception and not {"script", "img"} & tags(at)
        assert HOSTILE in seen(at)


def test_the_example_of_the_installation_has_an_agenda(full):
    at = open_page(PAGE)
    assert not at.exception
    meeting_links = [link.href for link in links(at) if "kokous=" in link.href]
    assert meeting_links
    at = open_page(meeting_links[0])
    assert not at.exception and button(at, "Käy läpi esityslista")
