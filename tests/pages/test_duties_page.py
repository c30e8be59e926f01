"""Lakisääteiset: duties to tick, their evidence, the yearly cycle, what is due next."""

from datetime import date
from urllib.parse import unquote

import pytest
import sqlalchemy
from duty_database import PLAN, REPORT, TALKS, build, read, record
from opening import (
    HOSTILE,
    buttons,
    choose,
    click,
    errors,
    go,
    links,
    open_page,
    rerun,
    seen,
    tags,
    told,
    warnings,
    widget,
)
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from trees import save, snapshot

from hyte_core.changes import Change
from hyte_core.lights import Light
from hyte_core.locale import LANGUAGES
from hyte_core.model import Plan, YearlyEvent
from hyte_core.ui.duties.files import on_paper

PAGE = "lakisaateiset"


@pytest.fixture
def ids(empty):
    """A municipality and a county with duties; the municipality has a plan."""
    made = build(empty)
    plans = [
        Plan(organisation_id=made[name], name=f"Suunnitelma {name}") for name in ("Kunta", "Alue", "Järjestö")
    ]
    save(empty, *(Change.adding(plan) for plan in plans))
    return {**made, **{plan.name: plan.id for plan in plans}}


def show(ids, name="Kunta", **parameters) -> AppTest:
    """The page of the organisation with this name."""
    return open_page(PAGE, suunnitelma=ids[f"Suunnitelma {name}"], **parameters)


def box(at, ids, name, year=2026):
    return widget(at, f"tick_{ids[name]}_{year}")


def report_of(engine, ids, name=REPORT, year=2026):
    return read(engine, ids).by_id[ids[name]].reports.get(year)


def fill(at, ids, duty=REPORT, year=2026, **fields):
    for name, value in fields.items():
        widget(at, f"report_{ids[duty]}_{year}_{name}").set_value(value)
    return at


# --- what is shown


def test_the_duties_of_the_organisations_kind_are_shown(ids):
    at = show(ids)
    assert not at.exception and told(at) == ""
    assert [one.label for one in at.checkbox] == [REPORT, PLAN, TALKS]
    assert "Kunnan tehtävät (612/2021 6 §)" in seen(at) and "Yhteistyön muodot (612/2021 7 §)" in seen(at)
    county = show(ids, "Alue")
    assert [one.label for one in county.checkbox] == ["neuvoteltava kuntien kanssa"]
    assert "Hyvinvointialueen tehtävät (612/2021 7 §)" in seen(county)


def test_an_association_is_told_that_the_law_does_not_concern_it(ids):
    at = show(ids, "Järjestö")
    assert "valitse organisaatioksi kunta tai hyvinvointialue" in told(at)


def test_without_duties_the_page_tells_where_they_are(empty, ids):
    with empty.begin() as connection:
        for table in ("yearly_event", "duty_report", "duty"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    assert "data/lakisaateiset.xlsx" in told(show(ids))


def test_an_empty_installation_is_welcomed(empty):
    assert "Tervetuloa" in seen(open_page(PAGE))


def test_states_have_words_of_their_own_and_last_years_is_beside(empty, ids):
    record(empty, ids, REPORT, 2025, "yellow")
    record(empty, ids, REPORT, 2026, "red", evidence="Ei ehditty", minutes="§ 4", responsible="Johtaja")
    text = seen(show(ids))
    assert "ei tehty" in text and "2025:" in text and "kesken" in text
    assert "Ei ehditty" in text and "§ 4" in text and "Johtaja" in text
    assert "1 / 3: ei tehty" in text and "2 / 3: ei kirjattu" in text


def test_a_count_leads_to_the_duties_behind_it(empty, ids):
    record(empty, ids, PLAN, 2026, "green")
    at = show(ids)
    (link,) = links(at, "green")
    at = go(at, link.href)
    assert [one.label for one in at.checkbox] == [PLAN]
    at = click(at, "Poista rajaukset")
    assert len(at.checkbox) == 3
    assert "Mikään tehtävä" in told(show(ids, tila="red"))


def test_the_year_is_in_the_address(empty, ids):
    record(empty, ids, REPORT, 2019, "green")
    at = show(ids)
    assert "tehtavavuosi" not in at.query_params
    at = choose(at, "address_tehtavavuosi", 2019)
    assert at.query_params["tehtavavuosi"] in ("2019", ["2019"])
    assert box(at, ids, REPORT, 2019).value is True


@pytest.mark.parametrize("year", ["abcd", "1899", "2101", "-1", "20260", "²⁰²⁶", "0002"])
def test_a_year_that_cannot_be_shown_is_told_and_this_year_shown(ids, year):
    at = show(ids, tehtavavuosi=year)
    assert not at.exception and "näytetään tämä vuosi" in told(at)
    assert box(at, ids, REPORT, 2026).value is False


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("part", ["", "vuosikello"])
def test_the_page_opens_in_every_language(ids, code, part):
    at = show(ids, kieli=code, osa=part)
    assert not at.exception and told(at) == ""


# --- ticking


def test_a_duty_is_ticked_done_in_one_click_and_unticked(empty, ids):
    at = show(ids)
    box(at, ids, REPORT).check()
    at = rerun(at)
    assert told(at) == "" and report_of(empty, ids).light is Light.GREEN
    box(at, ids, REPORT).uncheck()
    at = rerun(at)
    assert report_of(empty, ids) is None and not box(at, ids, REPORT).value


def test_ticking_what_another_has_recorded_meanwhile_is_told_and_the_other_stays(empty, ids):
    at = show(ids)
    record(empty, ids, REPORT, 2026, "red", evidence="Toisen")
    box(at, ids, REPORT).check()
    at = rerun(at)
    assert not at.exception and "jo olemassa" in told(at)
    assert report_of(empty, ids).light is Light.RED
    assert box(at, ids, REPORT).value is False


def test_responsible_persons_are_copied_from_last_year_in_one_click(empty, ids):
    record(empty, ids, REPORT, 2025, "green", responsible="Koordinaattori")
    at = click(show(ids), "Kopioi 1 vastuuhenkilö edelliseltä vuodelta")
    assert told(at) == "" and report_of(empty, ids).responsible == "Koordinaattori"
    assert not [label for label in buttons(at) if label.startswith("Kopioi")]


# --- the form


def test_a_report_is_recorded_with_all_its_parts(empty, ids):
    at = show(ids, kirjaa=ids[REPORT])
    fill(
        at,
        ids,
        light=Light.YELLOW,
        evidence=" Luonnos\nvalmis ",
        link="https://kunta.fi/a",
        minutes="§ 12",
        done_on=date(2026, 3, 2),
        responsible="Koordinaattori",
    )
    at = click(at, "Tallenna")
    assert not at.exception and told(at) == "" and "kirjaa" not in at.query_params
    one = report_of(empty, ids)
    assert (one.light, one.evidence, one.link) == (Light.YELLOW, "Luonnos\nvalmis", "https://kunta.fi/a")
    assert (one.minutes, one.done_on, one.responsible) == ("§ 12", date(2026, 3, 2), "Koordinaattori")
    (link,) = [one for one in links(at) if one.href == "https://kunta.fi/a"]
    assert "Avaa todiste" in link.text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "www.kunta.fi", "ftp://kunta.fi"])
def test_a_link_that_is_not_http_is_refused_and_nothing_is_lost(empty, ids, link):
    before = snapshot(empty)
    at = fill(show(ids, kirjaa=ids[REPORT]), ids, link=link, evidence="Tärkeää")
    at = click(at, "Tallenna")
    assert len(errors(at)) == 1 and "verkko" in told(at)
    assert snapshot(empty) == before
    assert widget(at, f"report_{ids[REPORT]}_2026_evidence").value == "Tärkeää"
    assert widget(at, f"report_{ids[REPORT]}_2026_link").value == link


def test_a_bad_link_from_elsewhere_is_shown_as_text(empty, ids):
    record(empty, ids, REPORT, 2026, "green", link="javascript:alert(1)", evidence=HOSTILE)
    at = show(ids)
    assert not [one for one in links(at) if "javascript" in one.href]
    assert "javascript:alert(1)" in seen(at)
    assert "script" not in tags(at)


def test_a_day_that_cannot_be_right_from_elsewhere_does_not_stop_the_form(empty, ids):
    record(empty, ids, REPORT, 2026, "green", done_on=date(1066, 10, 14))
    at = show(ids, kirjaa=ids[REPORT])
    assert not at.exception
    at = click(at, "Tallenna")
    assert "1900" in told(at)


def test_two_who_record_at_once_meet_and_the_second_can_still_save(empty, ids):
    at = show(ids, kirjaa=ids[REPORT])
    record(empty, ids, REPORT, 2026, "red", minutes="§ 1")
    fill(at, ids, light=Light.GREEN, evidence="Omani")
    at = click(at, "Tallenna")
    assert not at.exception and "jo olemassa" in told(at)
    assert report_of(empty, ids).light is Light.RED
    at = click(at, "Tallenna")
    assert told(at) == ""
    one = report_of(empty, ids)
    assert (one.light, one.evidence, one.minutes) == (Light.GREEN, "Omani", "§ 1")


def test_a_form_of_a_duty_that_is_not_there_is_told(ids):
    at = show(ids, kirjaa="ei-ole")
    assert warnings(at) == ["Linkin kohtaa ei enää ole."] and "kirjaa" not in at.query_params


# --- the yearly cycle


def test_the_cycle_is_a_picture_and_the_same_as_a_list(ids):
    at = show(ids, osa="vuosikello")
    (drawing,) = [one.value for one in at.get("html") if "data:image/svg+xml," in one.value]
    assert ">1</text>" in unquote(drawing) and "joulu" in unquote(drawing)
    assert "Raportti" in seen(at) and "31.12.2026 mennessä" in seen(at)
    assert "seuraavan kerran 31.5.2029" in seen(at)


def test_an_event_of_ones_own_is_added_edited_and_removed(empty, ids):
    at = show(ids, osa="vuosikello", tapahtuma="uusi")
    widget(at, "event_new_name").set_value(HOSTILE)
    widget(at, "event_new_month").set_value(5)
    widget(at, "event_new_day").set_value(14)
    at = click(at, "Tallenna")
    assert told(at) == "" and "14.5.2026" in seen(at) and "script" not in tags(at)
    (own,) = [one for one in read(empty, ids).events if one.own]
    at = show(ids, osa="vuosikello", tapahtuma=own.id)
    widget(at, f"event_{own.id}_month").set_value(9)
    at = click(at, "Tallenna")
    assert "14.9.2026" in seen(at)
    at = click(show(ids, osa="vuosikello", poista=own.id), "Poista")
    assert not [one for one in read(empty, ids).events if one.own]


def test_the_laws_event_gets_a_time_of_ones_own_and_cannot_be_removed(empty, ids):
    law = read(empty, ids).events[0]
    at = show(ids, osa="vuosikello", tapahtuma=law.id)
    widget(at, f"event_{law.id}_month").set_value(3)
    at = click(at, "Tallenna")
    assert told(at) == "" and "31.3.2026 mennessä" in seen(at) and "lakisääteinen, oma ajankohta" in seen(at)
    other = read(empty, ids).events[0]
    at = show(ids, osa="vuosikello", poista=other.id)
    assert "ei voi poistaa" in told(at) and "Poista" not in buttons(at)


def test_an_event_without_a_name_or_month_is_refused_and_nothing_is_lost(empty, ids):
    before = snapshot(empty)
    at = show(ids, osa="vuosikello", tapahtuma="uusi")
    widget(at, "event_new_day").set_value(14)
    at = click(at, "Tallenna")
    assert len(errors(at)) == 2 and snapshot(empty) == before
    assert widget(at, "event_new_day").value == 14


def test_an_event_that_another_has_moved_is_told_and_the_form_stays(empty, ids):
    row = YearlyEvent(organisation_id=ids["Kunta"], party="municipality", name="Oma", month=1)
    save(empty, Change.adding(row))
    at = show(ids, osa="vuosikello", tapahtuma=row.id)
    save(empty, Change.changing("yearly_event", row.id, month=(1, 2)), author="Maija")
    widget(at, f"event_{row.id}_month").set_value(3)
    at = click(at, "Tallenna")
    assert "Maija" in told(at) and read(empty, ids).events_by_id[row.id].month == 2
    at = click(at, "Tallenna")
    assert told(at) == "" and read(empty, ids).events_by_id[row.id].month == 3


def test_what_is_late_comes_first_with_its_days(ids):
    text = seen(show(ids))
    assert text.index("540 päivää myöhässä") < text.index("39 päivää jäljellä")


# --- taking it along


def test_the_year_goes_out_as_a_workbook_and_on_paper(ids):
    at = show(ids)
    assert {one.proto.label for one in at.get("download_button")} == {"Excel", "Tulosta"}


def test_on_paper_the_year_needs_nothing_else_and_is_in_the_readers_language(empty, ids):
    record(empty, ids, REPORT, 2026, "green", evidence=HOSTILE, link="javascript:alert(1)")
    pages = {
        code: on_paper(read(empty, ids), 2026, date(2026, 11, 22), code, "Vuosi").decode()
        for code in LANGUAGES
    }
    for code, page in pages.items():
        assert f'<html lang="{code}">' in page and "<script" not in page and 'href="javascript' not in page
        assert "data:image/svg+xml," in page and REPORT in page and "Raportti" in page
    assert "tehty" in pages["fi"] and "31.12.2026 mennessä" in pages["fi"]


@pytest.mark.parametrize("part", ["", "vuosikello"])
def test_a_page_opened_again_asks_the_database_at_most_eight_times(empty, ids, part):
    asked: list[str] = []
    at = show(ids, osa=part)

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    sqlalchemy.event.listen(Engine, "before_cursor_execute", note)
    try:
        rerun(at)
    finally:
        sqlalchemy.event.remove(Engine, "before_cursor_execute", note)
    assert 1 <= len(asked) <= 8
