"""Any page as it was on a day or at a meeting: read from the journal, said so in a banner, and nothing to edit."""

import re
from datetime import UTC, date, datetime

import pytest
from duty_database import REPORT
from duty_database import build as build_duties
from opening import (
    HOSTILE,
    buttons,
    choose,
    go,
    links,
    markdown,
    names,
    open_page,
    rerun,
    seen,
    tags,
    told,
    widget,
)
from trees import action, build, save, snapshot, view

from hyte_core.changes import Change, version
from hyte_core.model import (
    ENTITIES,
    Assessment,
    DutyReport,
    Indicator,
    InterfaceArea,
    Meeting,
    Observation,
    Organisation,
    Plan,
    Series,
)

PLAN = """
1. Osallisuus
  - Raati (due 2026-12-31) [red 2024-12-31]
  - Kysely [yellow 2024-12-31]
"""
#: What the journal says of the plan of trees.build.
BEGUN = "muutosloki alkaa 3.11.2025"
PAGES = (
    "",
    "toimenpiteet",
    "indikaattorit",
    "yhdyspinnat",
    "lakisaateiset",
    "kokous",
    "esitys",
    "raportti",
)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


@pytest.fixture
def edited(empty):
    """A plan of November 2025 whose actions were edited in May 2026 and assessed in September."""
    build(empty, PLAN)
    raati, kysely = action(empty, "Raati"), action(empty, "Kysely")
    save(empty, Change.changing("action", raati.id, name=("Raati", "Asukasraati")), now=at(5, 4))
    (gone,) = [a for a in snapshot(empty)["assessment"].values() if a["action_id"] == kysely.id]
    save(
        empty,
        Change.removing(ENTITIES["assessment"](**gone)),
        Change.removing(ENTITIES["action"](**snapshot(empty)["action"][kysely.id])),
        now=at(5, 5),
    )
    green = Assessment(action_id=raati.id, number=2, assessed_on=date(2026, 9, 1), light="green")
    save(empty, Change.adding(green), now=at(9, 1))
    return empty


def banner(page) -> str:
    """The line that says which moment the page shows."""
    return next((line for line in seen(page).splitlines() if re.match(r"Tilanne \d", line)), "")


def meeting(engine, day: date, **fields) -> Meeting:
    one = Meeting(organisation_id=view(engine).organisation_id, held_on=day, title="Ohjausryhmä", **fields)
    assert save(engine, Change.adding(one), now=at(9, 2)).done
    return one


def test_texts_removed_actions_and_lights_are_those_of_the_day(edited):
    assert names(open_page("toimenpiteet")) == ["Asukasraati"]
    then = open_page("toimenpiteet", paiva="2026-05-03")
    assert names(then) == ["Raati", "Kysely"]
    assert banner(then) == "Tilanne 3.5.2026"
    assert BEGUN not in seen(then)
    later = open_page("toimenpiteet", paiva="2026-05-05")
    assert names(later) == ["Asukasraati"]
    assert "punainen" in seen(later)
    assert "vihreä" not in "".join(one.text for one in links(later, "red"))


def test_a_day_before_the_journal_shows_the_oldest_contents_with_the_assessments_of_that_day(edited):
    then = open_page("toimenpiteet", paiva="2024-12-31")
    assert names(then) == ["Raati", "Kysely"]
    assert (
        f"Arviot siihen mennessä; suunnitelman sisältö sellaisena kuin se ensimmäisen kerran tallennettiin ({BEGUN})"
        in seen(then)
    )
    assert [one.text for one in links(open_page("", paiva="2025-01-01"), "red")]
    assert "vuosi" not in then.query_params


def test_the_end_of_a_year_is_read_from_the_journal_too(edited):
    assert names(open_page("toimenpiteet", vuosi="2024")) == ["Raati", "Kysely"]


def test_a_meeting_stands_for_the_entry_at_which_it_was_closed(edited):
    closed = meeting(edited, date(2026, 5, 4), closed_on=date(2026, 5, 4), closed_entry=version(edited) - 3)
    page = open_page("toimenpiteet", paiva=closed.id)
    assert names(page) == ["Asukasraati", "Kysely"]
    assert banner(page) == "Tilanne 4.5.2026, Ohjausryhmä"
    assert widget(page, "address_vuosi").value == closed.id
    open_one = meeting(edited, date(2026, 5, 5))
    assert names(open_page("toimenpiteet", paiva=open_one.id)) == ["Asukasraati"]


def test_a_plan_with_assessments_of_very_many_years_can_be_looked_at_in_each_of_them(edited):
    raati = action(edited, "Asukasraati")
    made = (
        Assessment(
            action_id=raati.id, number=raati.next_number + n, assessed_on=date(1400 + n, 1, 1), light="red"
        )
        for n in range(600)
    )
    save(edited, *map(Change.adding, made), now=at(9, 2))
    for year in ("1400", "1999", "2024"):
        page = open_page("toimenpiteet", vuosi=year)
        assert not page.exception
        assert banner(page) == f"Tilanne 31.12.{year}"


def test_the_picker_offers_years_meetings_and_a_day_of_ones_own(edited):
    one = meeting(edited, date(2026, 9, 1))
    meeting(edited, date(2026, 12, 24))  # still to come
    page = open_page("toimenpiteet")
    box = widget(page, "address_vuosi")
    assert box.options == ["Tänään", "Vuoden 2024 lopussa", "Ohjausryhmä 1.9.2026", "Muu päivä…"]
    assert not page.date_input
    page = choose(page, "address_vuosi", "muu")
    assert banner(page) == ""
    assert page.date_input[0].value is None
    page = choose(page, "address_paiva", date(2026, 5, 3))
    assert page.query_params["paiva"] == "2026-05-03"
    assert names(page) == ["Raati", "Kysely"]
    page = choose(page, "address_vuosi", one.id)
    assert page.query_params["paiva"] == one.id
    page = choose(page, "address_vuosi", "2024")
    assert page.query_params["vuosi"] == "2024"
    assert "paiva" not in page.query_params
    page = choose(page, "address_vuosi", "")
    assert banner(page) == ""
    assert not {"vuosi", "paiva"} & set(page.query_params)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-23", "Päivä 23.11.2026 on vasta tulossa: näytetään tilanne tänään."),
        ("9999-12-31", "Päivä 31.12.9999 on vasta tulossa: näytetään tilanne tänään."),
        ("2024-12-30", "Ajalta ennen 31.12.2024 ei ole tietoja: näytetään tilanne tänään."),
        ("0001-01-01", "Ajalta ennen 31.12.2024 ei ole tietoja: näytetään tilanne tänään."),
        ("eilen", "Linkin päivää ”eilen” ei ole: näytetään tilanne tänään."),
        ("2026-02-30", "Linkin päivää ”2026-02-30” ei ole: näytetään tilanne tänään."),
        ("0123456789abcdef", "Linkin päivää ”0123456789abcdef” ei ole: näytetään tilanne tänään."),
    ],
)
@pytest.mark.parametrize("path", ["", "yhdyspinnat"])
def test_a_day_that_cannot_be_shown_is_told_in_a_sentence_and_today_is_shown(edited, path, day, sentence):
    page = open_page(path, paiva=day)
    assert not page.exception
    assert sentence in told(page).replace("\\", "")
    assert banner(page) == ""


def test_what_a_link_or_a_meeting_says_never_becomes_markup(edited):
    page = open_page("toimenpiteet", paiva=HOSTILE)
    assert "**bold**" not in "".join(markdown(page))
    one = Meeting(
        organisation_id=view(edited).organisation_id, held_on=date(2026, 9, 1), title=HOSTILE, closed_entry=1
    )
    assert save(edited, Change.adding(one), now=at(9, 2)).done
    page = open_page("toimenpiteet", paiva=one.id)
    assert HOSTILE in banner(page)
    assert not tags(page) & {"script", "img", "b", "strong"}


def test_today_named_as_a_day_can_be_edited(edited):
    page = open_page("toimenpiteet", paiva="2026-11-22")
    assert banner(page) == ""
    assert "Lisää toimenpide" in buttons(page)


@pytest.mark.parametrize("path", PAGES)
def test_the_moment_holds_on_every_page_with_a_way_back_to_today(edited, path):
    page = open_page(path, paiva="2026-05-03", vertaa="2024-12-31")
    assert not page.exception
    assert banner(page) == "Tilanne 3.5.2026"
    (back,) = links(page, "back")
    assert back.text == "Takaisin tähän päivään"
    today = open_page(f"{path}{back.href}")
    assert banner(today) == ""
    assert "vertaa=2024-12-31" in back.href


EDITING = (
    "Lisää",
    "Muokkaa",
    "Poista",
    "Arvioi",
    "Hae ",
    "Kopioi",
    "Kirjaa",
    "Tallenna",
    "Uusi",
    "Tee ",
    "Valitse t",
)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "toimenpiteet?nakyma=muokkaus&uusi=1",
        "indikaattorit?uusi=1",
        *(
            f"indikaattorit?indikaattori=ID&osa={part}"
            for part in ("", "arvot", "kortti", "toimenpiteet", "lahteet")
        ),
        "yhdyspinnat?uusialue=1",
        *(f"yhdyspinnat?osa={part}" for part in ("nimikkeet", "verkostot", "aste", "rakenteet")),
        "yhdyspinnat?nakyma=muokkaus&lisaa=1",
        "yhdyspinnat?nakyma=yhteystiedot",
        "lakisaateiset?kirjaa=x&tapahtuma=uusi",
        "lakisaateiset?osa=vuosikello",
    ],
)
def test_nothing_can_be_edited_in_the_past(full, link):
    rows = snapshot(full)
    (followed, *_rest) = rows["followed_indicator"].values()
    plan = rows["focus_area"][followed["focus_area_id"]]["plan_id"]
    page = open_page(link.replace("ID", followed["indicator_id"]), suunnitelma=plan, paiva="2026-01-01")
    assert not page.exception
    assert banner(page).startswith("Tilanne 1.1.2026")
    assert not page.data_editor
    assert not page.checkbox
    assert not page.text_area
    assert not [label for label in buttons(page) if label.startswith(EDITING)]
    assert not [one for one in links(page, "button") if one.text.startswith(EDITING)]
    assert not page.get("dialog")
    assert "button" not in tags(page)


def test_values_of_indicators_are_those_of_the_day(edited):
    indicator = Indicator(name="Yksinäisyys", unit="%", polarity="lower")
    own = Series(indicator_id=indicator.id, region="Testikunta")
    old = Observation(series_id=own.id, year=2025, value=10.0)
    assert save(edited, *map(Change.adding, (indicator, own, old)), now=at(2, 1)).done
    assert save(edited, Change.changing("observation", old.id, value=(10.0, 20.0)), now=at(6, 1)).done
    assert save(
        edited, Change.adding(Observation(series_id=own.id, year=2026, value=30.0)), now=at(7, 1)
    ).done
    link = f"indikaattorit?indikaattori={indicator.id}&osa=arvot"
    page = open_page(link, paiva="2026-05-03")
    (frame,) = page.dataframe
    assert [text.replace("\xa0", " ") for text in frame.value["2025"]] == ["10,0 %"]
    assert "2026" not in frame.value.columns
    assert "Yksinäisyys" in seen(open_page("indikaattorit", paiva="2026-05-03"))


def test_an_interface_area_that_came_later_is_not_there(edited):
    save(edited, Change.adding(InterfaceArea(name="Asuminen")), now=at(4, 1))
    save(edited, Change.adding(InterfaceArea(name="Liikunta")), now=at(6, 1))
    then = seen(open_page("yhdyspinnat", paiva="2026-05-03", osa="aste"))
    assert "Asuminen" in then
    assert "Liikunta" not in then


def test_duties_are_told_as_they_were_recorded_then(empty):
    ids = build_duties(empty)
    plan = Plan(organisation_id=ids["Kunta"], name="Suunnitelma")
    report = DutyReport(duty_id=ids[REPORT], organisation_id=ids["Kunta"], year=2026, light="yellow")
    assert save(empty, Change.adding(plan), Change.adding(report), now=at(4, 1)).done
    done = {"light": ("yellow", "green"), "done_on": (None, date(2026, 6, 1))}
    assert save(empty, Change.changing("duty_report", report.id, **done), now=at(6, 1)).done
    then, now = open_page("lakisaateiset", paiva="2026-05-03"), open_page("lakisaateiset")
    assert "1.6.2026" in seen(now)
    assert "1.6.2026" not in seen(then)
    assert [one.text for one in links(then, "yellow")]
    assert not [one.text for one in links(now, "yellow")]
    assert REPORT in seen(then)
    before = open_page("lakisaateiset", paiva="2026-04-01", tehtavavuosi="2027")
    assert not before.exception


def test_two_days_stand_side_by_side(edited):
    page = open_page("", nakyma="vertailu", vertaa="2024-12-31")
    text = seen(page)
    assert not page.exception
    assert "Vertaa rinnakkain" not in text
    for line in ("Valo muuttunut", "Poistettu", "Nimi muuttunut", "Ennen: Raati"):
        assert line in text.splitlines()
    assert BEGUN.replace("muutosloki", "Muutosloki") in text
    hrefs = [one.href for one in links(page, "red")]
    assert hrefs
    assert names(open_page(hrefs[0])) == ["Raati"]
    removed = next(one for one in links(page) if one.text == "Kysely")
    assert "Kysely" in seen(open_page(removed.href))


def test_any_day_can_be_compared_with(edited):
    page = choose(open_page("", nakyma="vertailu"), "address_vertaa", "muu")
    assert widget(page, "address_vertaa_day").value is None
    page = choose(page, "address_vertaa_day", date(2026, 5, 4))
    assert "Vuosi sitten" not in widget(page, "address_vertaa").value
    lines = seen(page).splitlines()
    assert "4.5.2026" in lines and "Tänään" in lines
    assert "Poistettu" in lines
    assert "Nimi muuttunut" not in lines
    assert not page.exception


def test_two_days_between_which_nothing_changed_say_so(edited):
    text = seen(open_page("", nakyma="vertailu", vertaa="2024-12-31", paiva="2026-01-31"))
    assert "Toimenpiteissä ei ole muuttunut mikään." in text


def test_the_start_page_leads_to_the_comparison_and_back(edited):
    page = open_page("")
    (there,) = links(page, "side-link")
    page = go(page, there.href)
    assert "Muutos" in seen(page).splitlines()
    (back,) = links(page, "back")
    assert "Vertaa rinnakkain" in seen(go(page, back.href))


def test_what_is_saved_while_the_past_is_shown_does_not_change_it(edited):
    page = open_page("toimenpiteet", paiva="2026-05-03")
    save(edited, Change.adding(Organisation(name="Toinen")), now=at(10, 1))
    assert names(rerun(page)) == ["Raati", "Kysely"]
