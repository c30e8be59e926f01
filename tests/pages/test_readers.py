"""Who may only read: everything is there to be looked at, shown and taken along, and nothing to write with."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from meeting_database import TODAY, decide_at, hold
from opening import buttons, click, errors, links, open_page, seen, told
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from trees import NOW, action, build, save

from hyte_core.changes import Change, apply
from hyte_core.changes.presentation_edits import add_presentation
from hyte_core.changes.statement_edits import write_part
from hyte_core.model import Organisation, Statement, YearCard
from hyte_core.ui import guard
from hyte_core.views import PlanView
from hyte_core.views.presentations import SlideView

#: What a button that only shows or gives something is called.
LOOKING = {
    "Kaikki kokoukset",
    "Käy läpi esityslista",
    "Edellinen",
    "Seuraava",
    "Lopeta",
    "Esityslista",
    "Tee PowerPoint",
    "Tee raportti",
}


@pytest.fixture
def reading(empty: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An installation that everybody may read; nobody has logged in."""
    (tmp_path / "access.toml").write_text("public = true\n")
    monkeypatch.setenv("HYTE_ACCESS", str(tmp_path / "access.toml"))
    guard.access.cache_clear()
    yield empty
    guard.access.cache_clear()


@pytest.fixture
def plan(reading: Engine) -> PlanView:
    return build(reading, "1. Osallisuus\n  - Raati [red 2026-10-01]\n  - Kysely [green 2026-10-01]")


def writes_nothing(page: AppTest) -> None:
    """Nothing on the page can be written with."""
    assert not page.exception
    assert not page.text_area and not page.data_editor and not page.toggle and not page.get("dialog")
    assert not [one for one in links(page, "button") if "dia=" not in one.href]
    assert set(buttons(page)) <= LOOKING


def downloads(page: AppTest) -> list[str]:
    return [one.proto.label for one in page.get("download_button")]


def test_a_list_without_meetings_says_who_calls_them(plan: PlanView) -> None:
    page = open_page("kokous", avaa="uusi")
    writes_nothing(page)
    assert "Koordinaattori kutsuu ne" in told(page)


@pytest.mark.parametrize(
    ("topic", "asked"),
    [("", ""), ("", "poista"), ("", "asia:uusi"), ("red", "paatos:uusi"), ("decisions", "tiedot")],
)
def test_a_meeting_is_read_and_walked_through(
    reading: Engine, plan: PlanView, topic: str, asked: str
) -> None:
    hold(reading, plan, "Vanha", date(2026, 1, 10), closed=True)
    decide_at(reading, "Vanha", "Selvitetään.")
    meeting = hold(reading, plan, "Nyt", TODAY)
    page = open_page("kokous", kokous=meeting.id, asia=topic, avaa=asked, kirjaa="1")
    writes_nothing(page)
    if not topic:
        assert downloads(page) == ["Pöytäkirjan luonnos (.docx)"]
        page = click(page, "Käy läpi esityslista")
    writes_nothing(click(page, "Seuraava"))


def test_an_address_that_assesses_an_action_opens_nothing(reading: Engine, plan: PlanView) -> None:
    meeting = hold(reading, plan, "Nyt", TODAY)
    raati = action(reading, "Raati").id
    writes_nothing(open_page("kokous", kokous=meeting.id, asia="red", arvioi=raati))


def test_a_closed_meeting_is_not_opened_again(reading: Engine, plan: PlanView) -> None:
    meeting = hold(reading, plan, "Vanha", date(2026, 1, 10), closed=True)
    page = open_page("kokous", kokous=meeting.id, avaa="avaa")
    writes_nothing(page)
    assert downloads(page) == ["Pöytäkirja (.docx)"]


@pytest.mark.parametrize("asked", ["", "uusi", "poista"])
def test_a_presentation_is_shown_and_taken_along(reading: Engine, plan: PlanView, asked: str) -> None:
    made = add_presentation(plan.id, "Seminaari", [SlideView("title", ""), SlideView("lights", "")])[0]
    assert apply(reading, made, author="x", now=NOW).done
    (link,) = [one for one in links(open_page("esitys")) if "Näytä esitys" in one.text]
    assert not open_page(link.href).exception
    for id_ in ("", made.changes[0].id):
        page = open_page("esitys", esitys=id_, muokkaa=asked)
        writes_nothing(page)
        assert "Tee PowerPoint" in buttons(page)
    assert "Seminaari" in seen(page)
    assert errors(click(page, "Tee PowerPoint")) == []


@pytest.mark.parametrize("form", ["council", "county"])
@pytest.mark.parametrize("asked", [{}, {"tiivistys": "1", "teksti": "introduction", "kortti": "x"}])
def test_a_report_is_made_and_its_texts_are_read(
    reading: Engine, plan: PlanView, form: str, asked: dict[str, str]
) -> None:
    said = " ".join(f"Sana{n}" for n in range(100))
    assert apply(
        reading, write_part(plan.id, 2026, "fi", "introduction", said, None), author="x", now=NOW
    ).done
    town = Organisation(name="Kylä")
    rows = [
        town,
        YearCard(organisation_id=town.id, county_id=plan.organisation_id, year=2026, state="Kylän tila"),
        Statement(
            plan_id=plan.id, year=2026, language="fi", kind="worry", position=1, text="Yksinäisyys huolettaa"
        ),
    ]
    assert save(reading, *map(Change.adding, rows)).done
    page = open_page("raportti", pohja=form, **asked)
    writes_nothing(page)
    text = seen(page)
    assert said in text and "Yksinäisyys huolettaa" in text
    assert ("Kylän tila" in text) is (form == "county")
    assert errors(click(page, "Tee raportti")) == []
