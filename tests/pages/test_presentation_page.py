"""The page of presentations: the list of slides, the dialogs, the slide that an address names, the file."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from opening import (
    HOSTILE,
    button,
    buttons,
    choose,
    click,
    errors,
    go,
    links,
    markdown,
    open_page,
    rerun,
    seen,
    tags,
    told,
    warnings,
    widget,
)
from pptx import Presentation as PowerPoint
from sqlalchemy import Engine
from trees import NOW, build, save, view

from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.changes.edits import remove_action
from hyte_core.changes.presentation_edits import add_presentation
from hyte_core.charts import picture
from hyte_core.locale import LANGUAGES
from hyte_core.model import Action, FocusArea
from hyte_core.reports import Deck, material, presentation
from hyte_core.ui.presentations import files as presentation_files
from hyte_core.ui.presentations.choose import act
from hyte_core.views import plan_heads
from hyte_core.views.presentations import PresentationView, SlideView
from hyte_core.views.written import written

PAGE = "esitys"
TREE = "1. Osallisuus\n  - Kuuleminen [green 2026-05-05]\n2. Turvallisuus\n  - Valaistus [red 2026-05-05]"


def saved(engine: Engine) -> tuple[PresentationView, ...]:
    with engine.connect() as connection:
        plan = connection.exec_driver_sql("SELECT id FROM plan").scalar_one()
        return written(connection, plan).presentations


def present(engine: Engine, *slides: SlideView, name: str = "Seminaari") -> PresentationView:
    """Save a presentation of the plan in the tree."""
    plan = build(engine, TREE)
    outcome = apply(engine, add_presentation(plan.id, name, slides)[0], author="x", now=NOW)
    assert outcome.done, outcome
    return saved(engine)[0]


def deck_of(engine: Engine) -> Deck:
    """The usual slides of the plan in the tree."""
    with engine.connect() as connection:
        (head,) = plan_heads(connection)
        made = material(connection, head.id, today=date(2026, 11, 22))
    assert made is not None
    return presentation(made, "fi")


# --- choosing


def test_the_usual_presentation_needs_no_choosing(empty: Engine) -> None:
    build(empty, TREE)
    at = open_page(PAGE)
    assert not at.exception and told(at) == ""
    assert "Liikennevalot painopisteittäin" in seen(at) and "1. Osallisuus" in seen(at)
    (start,) = [link for link in links(at) if "Näytä esitys" in link.text]
    assert "dia=1" in start.href
    assert "Tallenna omaksi esitykseksi" in buttons(at)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_and_its_slides_open_in_every_language(full: Engine, code: str) -> None:
    for number in ("", "1", "3"):
        at = open_page(PAGE, kieli=code, dia=number)
        assert not at.exception and told(at) == ""


def test_an_empty_installation_is_welcomed(empty: Engine) -> None:
    assert "Tervetuloa" in seen(open_page(PAGE))


def test_the_usual_presentation_is_saved_under_a_name(empty: Engine) -> None:
    build(empty, TREE)
    at = click(open_page(PAGE), "Tallenna omaksi esitykseksi")
    widget(at, "presentation_new_name").set_value("Seminaari 2026")
    at = click(at, "Tallenna")
    (one,) = saved(empty)
    assert one.name == "Seminaari 2026" and one.slides[0].kind == "title"
    assert at.query_params["esitys"] in (one.id, [one.id]) and "muokkaa" not in at.query_params
    assert "Lisää dioja" in buttons(at)


def test_a_name_that_is_taken_is_told_and_the_form_stays(empty: Engine) -> None:
    one = present(empty, SlideView("title"))
    at = open_page(PAGE, esitys=one.id, muokkaa="uusi")
    widget(at, "presentation_new_name").set_value(one.name)
    at = click(at, "Tallenna")
    assert errors(at) == ["Tämänniminen esitys on jo olemassa: anna toinen nimi."] and len(saved(empty)) == 1
    assert widget(at, "presentation_new_name").value == one.name


def test_a_presentation_is_not_saved_without_a_name(empty: Engine) -> None:
    build(empty, TREE)
    at = click(open_page(PAGE, muokkaa="uusi"), "Tallenna")
    assert errors(at) == ["Anna esitykselle nimi."] and not saved(empty)


@pytest.mark.parametrize("kind", ["lights", "area", "text"])
def test_slides_are_added(empty: Engine, kind: str) -> None:
    one = present(empty, SlideView("title"))
    at = open_page(PAGE, esitys=one.id, muokkaa="lisaa")
    at = choose(at, "slide_kind", kind)
    if kind == "area":
        at = click(at, "Lisää")
        assert "Valitse ensin" in told(at)
        widget(at, "slide_subjects_area").select("1. Osallisuus")
    if kind == "text":
        at = click(at, "Lisää")
        assert "otsikko ja teksti" in told(at)
        widget(at, "slide_title_new").set_value("Kiitos")
        widget(at, "slide_text_new").set_value("Kysymyksiä?")
    at = click(at, "Lisää")
    assert [slide.kind for slide in saved(empty)[0].slides] == ["title", kind]


def test_a_slide_is_not_added_before_its_kind_is_chosen(empty: Engine) -> None:
    one = present(empty, SlideView("title"))
    at = open_page(PAGE, esitys=one.id, muokkaa="lisaa")
    assert "Lisää" not in buttons(at)


def test_a_slide_gets_a_title_of_its_own(empty: Engine) -> None:
    one = present(empty, SlideView("lights"))
    at = open_page(PAGE, esitys=one.id, muokkaa=one.slides[0].id)
    widget(at, f"slide_title_{one.slides[0].id}").set_value("Puolet on valmista")
    at = click(at, "Tallenna")
    assert saved(empty)[0].slides[0].title == "Puolet on valmista"
    assert "Puolet on valmista" in seen(go(at, f"{PAGE}?esitys={one.id}&dia=1"))


def test_a_presentation_is_renamed_and_removed(empty: Engine) -> None:
    one = present(empty, SlideView("title"))
    at = click(open_page(PAGE, esitys=one.id), "Nimeä uudelleen")
    widget(at, f"presentation_name_{one.id}").set_value("Valtuusto")
    at = click(at, "Tallenna")
    assert saved(empty)[0].name == "Valtuusto"
    at = click(at, "Poista")
    at = click(at, "Poista esitys")
    assert saved(empty) == () and not at.exception
    assert "Tallenna omaksi esitykseksi" in buttons(at)


@pytest.mark.parametrize("wanted", ["xyz", "lisaa", "poista"])
def test_a_dialog_of_what_is_not_there_is_told(empty: Engine, wanted: str) -> None:
    build(empty, TREE)
    at = open_page(PAGE, muokkaa=wanted)
    assert "ei enää ole" in told(at) and "muokkaa" not in at.query_params


def test_what_the_list_tells_is_saved_and_nonsense_is_passed_over(
    empty: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = present(empty, SlideView("title"), SlideView("lights"), SlideView("stuck"))
    first, second, third = (slide.id for slide in one.slides)
    kept: list[ChangeSet] = []

    def save_all(change_set: ChangeSet):
        kept.append(change_set)
        return apply(empty, change_set, author="x", now=NOW)

    monkeypatch.setattr("hyte_core.ui.presentations.choose.save", save_all)
    monkeypatch.setattr("hyte_core.ui.presentations.choose.st.rerun", lambda: None)
    act(one, [third, first, second], None)
    assert [slide.kind for slide in saved(empty)[0].slides] == ["stuck", "title", "lights"]
    act(saved(empty)[0], None, ["remove", first])
    assert [slide.kind for slide in saved(empty)[0].slides] == ["stuck", "lights"]
    for order, wanted in (
        (None, None),
        ([1, None], None),
        ("x", None),
        (None, ["remove", "xyz"]),
        (None, "x"),
    ):
        act(saved(empty)[0], order, wanted)
    assert len(kept) == 2


def test_a_slide_of_what_is_gone_is_told_in_the_list_and_not_shown(empty: Engine) -> None:
    one = present(empty, SlideView("title"), SlideView("lights"))
    area = build(empty, "1. Poistuva", organisation="Toinen", plan="Toinen").focus_areas[0]
    with empty.connect() as connection:
        plan = connection.exec_driver_sql("SELECT plan_id FROM presentation").scalar_one()
    change_set, id_ = add_presentation(plan, "Vanha", [SlideView("area", area.id), SlideView("title")])
    assert apply(empty, change_set, author="x", now=NOW).done
    at = open_page(PAGE, esitys=id_, dia="1")
    assert not at.exception and "Testisuunnitelma" in seen(at) and "1 / 1" in seen(at)
    assert one.id != id_


def test_a_removed_action_is_no_longer_on_a_saved_slide(empty: Engine) -> None:
    one = present(empty, SlideView("achieved"), SlideView("title"))
    assert "Kuuleminen" in seen(open_page(PAGE, esitys=one.id, dia="1"))
    plan = view(empty)
    action = next(one for one in plan.actions if one.name == "Kuuleminen")
    assert apply(empty, remove_action(plan, action), author="x", now=NOW).done
    at = open_page(PAGE, esitys=one.id, dia="1")
    assert not at.exception and "Kuuleminen" not in seen(at) and "1 / 1" in seen(at)


def test_a_presentation_of_the_past_shows_that_day_and_is_not_edited(full: Engine) -> None:
    at = open_page(PAGE, vuosi="2024")
    assert not at.exception
    assert "Tilanne 31.12.2024" in seen(at) and "Tallenna omaksi esitykseksi" not in buttons(at)
    slides = [open_page(PAGE, vuosi="2024", dia=str(number)) for number in range(1, 8)]
    assert not any(slide.exception for slide in slides)
    assert any("31.12.2024" in seen(slide) for slide in slides)
    assert not any("22.11.2026" in seen(slide) for slide in slides)


def test_a_presentation_of_the_past_has_what_was_written_then(empty: Engine) -> None:
    build(empty, TREE)
    plan = view(empty)
    one = plan.actions[0]
    later = Change.changing("action", one.id, name=(one.name, "Uusi nimi"))
    assert apply(empty, ChangeSet((later,)), author="x", now=NOW + timedelta(days=30)).done
    day = NOW.date().isoformat()
    slides = [seen(open_page(PAGE, paiva=day, dia=str(number))) for number in range(1, 12)]
    assert any(one.name in slide for slide in slides)
    assert not any("Uusi nimi" in slide for slide in slides)


@pytest.mark.parametrize("maker", ["png", "svg"])
def test_pictures_of_the_lights_have_title_source_and_day(empty: Engine, maker: str) -> None:
    plan = build(empty, TREE)
    at = open_page(PAGE)
    labels = [one.label for one in at.get("download_button")]
    assert f"Liikennevalot painopisteittäin ({maker.upper()})" in labels
    shown = presentation_files.drawings(plan, deck_of(empty))
    for _label, draw in shown.values():
        made = getattr(picture, maker)(draw(), title="Otsikko", footer=presentation_files.footer(plan))
        assert made
        if maker == "svg":
            text = made.decode()
            assert "Otsikko" in text and "Testikunta" in text and "22.11.2026" in text


# --- showing


def test_a_link_opens_the_same_slide(empty: Engine) -> None:
    one = present(empty, SlideView("title"), SlideView("lights"), SlideView("stuck"))
    at = open_page(PAGE, esitys=one.id, dia="2")
    assert "2 / 3" in seen(at) and "Liikennevalot painopisteittäin" in seen(at)
    assert at.query_params["dia"] in ("2", ["2"])
    assert "Tallenna" not in "".join(buttons(at)) and not at.selectbox


def test_keys_go_from_slide_to_slide(empty: Engine) -> None:
    one = present(empty, SlideView("title"), SlideView("lights"), SlideView("stuck"))
    at = open_page(PAGE, esitys=one.id, dia="1")
    keys = {"next": 2, "end": 3, "back": 2, "space": 3, "home": 1, "page_down": 2, "page_up": 1}
    for key, number in keys.items():
        widget(at, f"slide_{key}").click()
        at = rerun(at)
        assert f"{number} / 3" in seen(at)
    assert widget(at, "slide_back").disabled
    at = click(at, "Lopeta esitys")
    assert "dia" not in at.query_params and "Lisää dioja" in buttons(at)


def test_the_background_can_be_dark_or_light(empty: Engine) -> None:
    build(empty, TREE)
    at = click(open_page(PAGE, dia="1"), "Tumma tausta")
    assert "color-scheme: dark" in "".join(one.value for one in at.get("html"))
    assert button(at, "Vaalea tausta")


@pytest.mark.parametrize(
    ("wanted", "shown"), [("99", "3"), ("0", "1"), ("abc", "1"), ("²", "1"), ("-1", "1")]
)
def test_a_slide_that_is_not_there_is_told_and_the_nearest_shown(
    empty: Engine, wanted: str, shown: str
) -> None:
    one = present(empty, SlideView("title"), SlideView("lights"), SlideView("stuck"))
    at = open_page(PAGE, esitys=one.id, dia=wanted)
    assert not at.exception and f"{shown} / 3" in seen(at)
    assert f"Diaa {wanted} ei ole" in seen(at)


def test_a_presentation_that_is_not_there_is_told_and_the_usual_one_offered(empty: Engine) -> None:
    build(empty, TREE)
    at = open_page(PAGE, esitys="xyz", dia="3")
    assert "Linkin esitystä ei enää ole" in "".join(warnings(at))
    assert "dia" not in at.query_params and "Liikennevalot painopisteittäin" in seen(at)


def test_a_link_to_a_presentation_opens_its_plan(empty: Engine) -> None:
    one = present(empty, SlideView("title"))
    build(empty, "1. Muu\n  - Uusi [green 2026-11-01]", organisation="Toinen", plan="Tuoreempi")
    at = open_page(PAGE, esitys=one.id, dia="1")
    assert "Testisuunnitelma" in seen(at) and not warnings(at)


def test_what_somebody_wrote_never_becomes_markup(empty: Engine) -> None:
    one = present(empty, SlideView("text", "", HOSTILE, HOSTILE), name=HOSTILE)
    at = open_page(PAGE, esitys=one.id, dia="1")
    assert HOSTILE in seen(at) and not tags(at) & {"script", "img"}
    at = open_page(PAGE, esitys=one.id, muokkaa="poista")
    assert HOSTILE not in "\n".join(markdown(at))


def test_an_example_of_300_actions_and_a_note_of_5000_characters_is_shown(empty: Engine) -> None:
    plan = build(empty, "1. Osallisuus\n" + "\n".join(f"  - Toimenpide {n}" for n in range(300)))
    area = plan.focus_areas[0].id
    save(empty, Change.adding(Action(focus_area_id=area, position=999, name="Pitkä " + "sana " * 180)))
    save(empty, Change.adding(FocusArea(plan_id=plan.id, position=9, name="Nimi " * 55)))
    at = open_page(PAGE)
    assert not at.exception and told(at) == ""
    last = max(int(link.href.rpartition("dia=")[2]) for link in links(at) if "dia=" in link.href)
    assert not open_page(PAGE, dia=str(last)).exception


# --- files


def test_powerpoint_is_made_of_the_slides_that_are_chosen(empty: Engine) -> None:
    one = present(empty, SlideView("title"), SlideView("lights"))
    at = click(open_page(PAGE, esitys=one.id), "Tee PowerPoint")
    assert errors(at) == [] and "Valmis" in seen(at)
    _key, name, content = at.session_state["presentation_made"]
    assert name.endswith("Seminaari.pptx")
    titles = [slide.shapes.title.text for slide in PowerPoint(BytesIO(content)).slides]
    assert titles == ["Testisuunnitelma", "Liikennevalot painopisteittäin"]


def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(empty: Engine) -> None:
    build(empty, TREE)
    at = open_page(PAGE)
    widget(at, "presentation_template").set_value(("pohja.pptx", b"x", "application/octet-stream"))
    at = click(at, "Tee PowerPoint")
    assert len(errors(at)) == 1 and "Mallipohjaa ei voi avata" in errors(at)[0]
