"""Raportti: what people write for a report is kept, and the report is made in the form, language and shape asked for."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from opening import (
    HOSTILE,
    buttons,
    click,
    errors,
    go,
    links,
    open_page,
    rerun,
    seen,
    tags,
    type_into_grid,
    warnings,
    widget,
)
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from trees import NOW, build, save, snapshot

from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.changes.statement_edits import edit_statements, write_part
from hyte_core.locale import LANGUAGES
from hyte_core.model import Organisation, YearCard
from hyte_core.ui.reports.cards import _bundle
from hyte_core.views import PlanView
from hyte_core.views.cards import CardView, year_cards
from hyte_core.views.statements import Statements
from hyte_core.views.written import written

TREE = "1. Osallisuus\n  - Kuuleminen [green 2026-05-05]"


@pytest.fixture
def plan(empty: Engine) -> PlanView:
    """A plan with one action."""
    return build(empty, TREE)


def read(engine: Engine, plan: PlanView, year: int = 2026) -> Statements:
    with engine.connect() as connection:
        return written(connection, plan.id).of_year(year)


def write(engine: Engine, plan: PlanView, text: str, year: int = 2026) -> None:
    """Somebody else writes the introduction."""
    now = read(engine, plan, year).part("introduction", "fi")
    outcome = apply(
        engine, write_part(plan.id, year, "fi", "introduction", text, now), author="Toinen", now=NOW
    )
    assert outcome.done


def introduction(engine: Engine, plan: PlanView) -> str:
    part = read(engine, plan).part("introduction", "fi")
    assert part is not None
    return part.text


def area(at: AppTest) -> AppTest:
    """The dialog's field for the text."""
    (found,) = at.text_area
    return found  # type: ignore[no-any-return]


# --- making


@pytest.mark.parametrize("shape", [".docx", ".html"])
def test_the_report_is_made_with_its_texts_and_offered(empty: Engine, plan: PlanView, shape: str) -> None:
    write(empty, plan, "Hyvä valtuusto")
    at = click(open_page("raportti", muoto=shape), "Tee raportti")
    assert errors(at) == []
    name, content = at.session_state["report_made"]
    assert "Testisuunnitelma 2026" in name
    if shape == ".html":
        assert "Kuuleminen" in content.decode() and "Hyvä valtuusto" in content.decode()
    else:
        assert any("Hyvä valtuusto" in p.text for p in Document(BytesIO(content)).paragraphs)


def test_the_report_can_be_in_another_language_than_the_page(empty: Engine, plan: PlanView) -> None:
    at = click(open_page("raportti", muoto=".html", raporttikieli="en"), "Tee raportti")
    assert '<html lang="en"' in at.session_state["report_made"][1].decode()


def test_a_report_of_the_past_has_what_was_then_and_nothing_to_edit(empty: Engine, plan: PlanView) -> None:
    one, then, year = plan.actions[0], NOW.date().isoformat(), NOW.year
    written = write_part(plan.id, year, "fi", "introduction", "Silloinen", None)
    assert apply(empty, written, author="x", now=NOW).done
    part = read(empty, plan, year).part("introduction", "fi")
    rewritten = write_part(plan.id, year, "fi", "introduction", "Myöhempi", part)
    renamed = ChangeSet((Change.changing("action", one.id, name=(one.name, "Uusi nimi")),))
    for later in (rewritten, renamed):
        assert apply(empty, later, author="x", now=NOW + timedelta(days=30)).done
    at = open_page(
        "raportti", muoto=".html", paiva=then, pohja="county", tiivistys="1", teksti="introduction"
    )
    assert "Silloinen" in seen(at) and "Myöhempi" not in seen(at)
    assert not at.text_area and not at.data_editor and not at.toggle and not links(at, "button")
    assert buttons(at) == ["Tee raportti"]
    at = click(at, "Tee raportti")
    assert errors(at) == []
    made = at.session_state["report_made"][1].decode()
    assert one.name in made and "Uusi nimi" not in made


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_unknown_address_shows_the_usual_choices(empty: Engine, plan: PlanView, code: str) -> None:
    at = open_page("raportti", pohja="x", raporttivuosi="1", raporttikieli="de", muoto=".exe", kieli=code)
    assert errors(at) == [] and not at.exception


# --- texts


def test_the_page_says_which_texts_nobody_has_written(empty: Engine, plan: PlanView) -> None:
    at = open_page("raportti")
    assert "Kirjoittamatta: Johdanto," in seen(at)
    write(empty, plan, "Hyvä valtuusto")
    at = rerun(at)
    assert "Hyvä valtuusto" in seen(at) and "Kirjoittamatta: Johdanto," not in seen(at)


def test_a_text_is_written_in_its_dialog(empty: Engine, plan: PlanView) -> None:
    at = open_page("raportti?teksti=introduction")
    area(at).set_value("Hyvä valtuusto")
    at = click(at, "Tallenna")
    assert introduction(empty, plan) == "Hyvä valtuusto"
    assert not at.text_area


def test_the_text_of_last_year_is_taken_as_the_starting_point(empty: Engine, plan: PlanView) -> None:
    write(empty, plan, "Viime vuoden sanat", year=2025)
    at = click(open_page("raportti?teksti=introduction"), "Ota pohjaksi vuoden 2025 teksti")
    assert area(at).value == "Viime vuoden sanat"
    area(at).set_value("Viime vuoden sanat, korjattuna")
    click(at, "Tallenna")
    assert introduction(empty, plan) == "Viime vuoden sanat, korjattuna"


@pytest.mark.parametrize("before", ["", "Ennen"])
def test_a_text_that_another_saved_meanwhile_is_told_and_nothing_is_lost(
    empty: Engine, plan: PlanView, before: str
) -> None:
    if before:
        write(empty, plan, before)
    at = open_page("raportti?teksti=introduction")
    area(at).set_value("Minun")
    write(empty, plan, "Toisen")
    at = click(at, "Tallenna")
    assert introduction(empty, plan) == "Toisen"
    assert warnings(at) and "Toisen" in seen(at) and area(at).value == "Minun"
    click(at, "Tallenna")
    assert introduction(empty, plan) == "Minun"


def test_a_link_to_no_part_is_told(empty: Engine, plan: PlanView) -> None:
    assert warnings(open_page("raportti?teksti=x")) == ["Linkin kohtaa ei enää ole."]


def test_what_people_write_never_becomes_markup(empty: Engine, plan: PlanView) -> None:
    write(empty, plan, HOSTILE)
    at = open_page("raportti")
    assert "script" not in tags(at) and HOSTILE in seen(at)


# --- statements


def test_statements_are_typed_into_the_grid_and_shown(empty: Engine, plan: PlanView) -> None:
    at = open_page("raportti?tiivistys=1")
    at = type_into_grid(
        at, {0: {"kind": "worry", "text": "Yksinäisyys"}, 1: {"kind": "positive", "text": "Osallisuus"}}
    )
    at = click(at, "Tallenna 4 muutosta")
    assert [one.text for one in read(empty, plan).dated("worry", "fi")] == ["Yksinäisyys"]
    at = go(at, "raportti")
    assert "Huolet\nYksinäisyys\nMyönteinen kehitys\nOsallisuus" in seen(at)


def test_an_older_years_statements_are_copied_with_one_click(empty: Engine, plan: PlanView) -> None:
    old = edit_statements(read(empty, plan, 2021), "fi", {"new-0": {"kind": "worry", "text": "Vanha huoli"}})
    assert apply(empty, old, author="Toinen", now=NOW).done
    at = open_page("raportti")
    assert "raportissa ovat vuoden 2021 kohdat" in seen(at)
    at = click(at, "Kopioi ne vuodelle 2026")
    assert [one.text for one in read(empty, plan).of_year(2026)] == ["Vanha huoli"]
    assert len(read(empty, plan).of_year(2021)) == 1


# --- cards


@pytest.fixture
def county(empty: Engine) -> PlanView:
    """A county's plan, and two organisations that can answer."""
    made = build(empty, TREE, organisation="Alue", plan="Ohjelma")
    rows = [Organisation(id="kyla", name="Kylä"), Organisation(id="seura", name="Seura", kind="association")]
    is_county = Change.changing("organisation", made.organisation_id, kind=("municipality", "county"))
    assert save(empty, is_county, *map(Change.adding, rows)).done
    return made


def cards(engine: Engine, county: PlanView) -> list[CardView]:
    with engine.connect() as connection:
        return list(year_cards(connection, county.organisation_id))


def add_card(engine: Engine, county: PlanView, year: int = 2026, **answers: str) -> str:
    card = YearCard(organisation_id="kyla", county_id=county.organisation_id, year=year, **answers)
    assert save(engine, Change.adding(card)).done
    return card.id


def test_a_municipality_has_no_cards_unless_the_countys_report_is_asked_for(
    empty: Engine, plan: PlanView
) -> None:
    assert "Kortit 2026" not in seen(open_page("raportti"))
    assert "Kortit 2026" in seen(open_page("raportti?pohja=county"))


def test_cards_are_added_for_those_who_answer(empty: Engine, county: PlanView) -> None:
    at = open_page("raportti", suunnitelma=county.id)
    widget(at, f"new_cards_{county.organisation_id}_2026").set_value(["kyla", "seura"])
    at = click(rerun(at), "Lisää")
    assert [one.organisation for one in cards(empty, county)] == ["Kylä", "Seura"]
    assert "2 korttia, vastattu 0." in seen(at)


def test_a_card_is_answered_in_its_dialog(empty: Engine, county: PlanView) -> None:
    id_ = add_card(empty, county)
    at = open_page("raportti", suunnitelma=county.id)
    assert any(f"kortti={id_}" in link.href for link in links(at))
    at = go(at, f"raportti?suunnitelma={county.id}&kortti={id_}")
    widget(at, f"card_{id_}_state").set_value("Hyvä")
    widget(at, f"card_{id_}_answered_by").set_value("sihteeri")
    at = click(at, "Tallenna")
    (card,) = cards(empty, county)
    assert (card.state, card.answered_by, str(card.answered_on)) == ("Hyvä", "sihteeri", "2026-11-22")
    assert "1 kortti, vastattu 1." in seen(at)


def test_the_answers_of_last_year_are_taken_as_the_starting_point(empty: Engine, county: PlanView) -> None:
    add_card(empty, county, 2025, state="Viime vuonna", summary="Yhteensä")
    id_ = add_card(empty, county)
    at = open_page("raportti", suunnitelma=county.id, kortti=id_)
    at = click(at, "Ota pohjaksi vuoden 2025 vastaukset")
    assert widget(at, f"card_{id_}_state").value == "Viime vuonna"
    assert widget(at, f"card_{id_}_summary").value == "Yhteensä"


def test_a_card_that_another_changed_meanwhile_is_told(empty: Engine, county: PlanView) -> None:
    id_ = add_card(empty, county, state="Ennen")
    at = open_page("raportti", suunnitelma=county.id, kortti=id_)
    widget(at, f"card_{id_}_state").set_value("Minun")
    assert save(
        empty, Change.changing("year_card", id_, state=("Ennen", "Toisen"), summary=("", "Toisen"))
    ).done
    at = click(at, "Tallenna")
    assert cards(empty, county)[0].state == "Toisen" and warnings(at)
    assert widget(at, f"card_{id_}_state").value == "Minun"
    click(at, "Tallenna")
    (card,) = cards(empty, county)
    assert (card.state, card.summary) == ("Minun", "Toisen")


def test_a_card_is_removed(empty: Engine, county: PlanView) -> None:
    before = snapshot(empty)
    id_ = add_card(empty, county)
    at = click(open_page("raportti", suunnitelma=county.id, kortti=id_), "Poista kortti")
    assert snapshot(empty) == before and "Poista kortti" not in buttons(at)


def test_a_link_to_no_card_is_told(empty: Engine, county: PlanView) -> None:
    at = open_page("raportti", suunnitelma=county.id, kortti="x")
    assert warnings(at) == ["Linkin kohtaa ei enää ole."]


def test_the_answers_workbooks_are_one_for_each_respondent(empty: Engine, county: PlanView) -> None:
    add_card(empty, county, state="Hyvä")
    content = _bundle("Alue", ["Kylä"], 2026, cards(empty, county), "fi")
    assert len(ZipFile(BytesIO(content)).namelist()) == 1


def test_the_countys_report_is_made_from_the_page(empty: Engine, county: PlanView) -> None:
    add_card(empty, county, state="Kylän tila")
    at = click(open_page("raportti", suunnitelma=county.id, muoto=".html"), "Tee raportti")
    page = at.session_state["report_made"][1].decode()
    assert "Kuntakortit" in page and "Kylän tila" in page and "Osa 3" in page
