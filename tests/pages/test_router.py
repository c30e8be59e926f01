"""The frame around every page: language, errors of the database, undo of the last save, links."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from opening import (
    HOSTILE,
    PATHS,
    button,
    buttons,
    choose,
    click,
    errors,
    links,
    markdown,
    open_page,
    pieces,
    rerun,
    seen,
    tags,
    toasts,
    told,
    type_into_grid,
    unescaped,
    widget,
)
from streamlit.testing.v1 import AppTest
from trees import action, build, save, view

from hyte_core.changes import Change
from hyte_core.locale import FOLDER, set_language
from hyte_core.model import Assessment, Meeting
from hyte_core.ui.register import MISSING_PAGE, PAGES

TITLES = [
    "Tervetuloa",
    "Tervetuloa",
    "Tervetuloa",
    "Yhdyspinnat",
    *["Tervetuloa"] * 5,
    "Tuonti",
    "Muutosloki",
    "Saavutettavuus ja tietosuoja",
]
#: A plan in no language, so that every Finnish word on its pages is ours.
NEUTRAL = """
    1. Alfa
      Beta
        Gamma (Delta; Zeta, from 2025-01-01, due 2025-12-31) [red 2024-05-01, green 2024-12-31, yellow 2025-06-30]
        - Eta (due 2027-12-31) [green 2026-11-01]
          - Theta [red 2025-10-10]
      Iota
    2. Kappa
      - Lambda
"""


def test_every_page_is_registered_and_its_file_exists():
    assert {info.path for info in PAGES} == set(PATHS)
    for info in PAGES:
        assert (Path(__file__).parents[2] / "pages" / info.file).is_file()


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_by_its_own_link_with_all_the_data(full, path):
    at = open_page(path)
    assert not at.exception
    assert told(at) == ""
    assert len(at.title) == 1


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_on_an_empty_database(empty, path):
    at = open_page(path)
    assert not at.exception
    assert errors(at) == []
    assert len(at.title) == 1


@pytest.mark.parametrize("path", PATHS)
def test_a_database_file_that_is_none_is_told_in_one_sentence(tmp_path, use, path):
    file = tmp_path / "kuva.db"
    file.write_bytes(b"this is no database, but long enough to have a header of a hundred bytes" * 40)
    use(f"sqlite:///{file}")
    at = open_page(path)
    assert not at.exception
    (sentence,) = errors(at)
    assert "ei ole tietokanta" in sentence
    assert str(file) in unescaped(sentence)
    assert file.read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize("path", PATHS)
def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(use, path):
    use("sqlite:////proc/x.db")
    at = open_page(path)
    assert not at.exception
    (sentence,) = errors(at)
    assert "/proc/x.db" in unescaped(sentence)
    assert "ei voi avata" in sentence


def test_the_sentence_about_the_database_is_in_the_readers_language(use):
    use("sqlite:////proc/x.db")
    finnish, swedish, english = (errors(open_page("", kieli=code))[0] for code in ("fi", "sv", "en"))
    assert len({finnish, swedish, english}) == 3


def _failing(kind: str) -> None:
    import sqlite3

    from sqlalchemy.exc import OperationalError

    from hyte_core.problems import RefusalError
    from hyte_core.ui.server import on_script_error

    if kind == "database":
        cause = sqlite3.OperationalError("attempt to write a readonly database")
        on_script_error(OperationalError("INSERT INTO secret VALUES (1)", {}, cause))
    elif kind == "refusal":
        on_script_error(RefusalError("Muutos numero 5 on jo peruttu."))
    else:
        on_script_error(ZeroDivisionError("secret"))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("database", "ei voi kirjoittaa"),
        ("refusal", "Muutos numero 5 on jo peruttu."),
        ("bug", "Tätä sivua ei voitu näyttää"),
    ],
)
def test_what_a_page_did_not_expect_is_shown_as_one_sentence_without_its_insides(kind, sentence):
    at = AppTest.from_function(_failing, args=(kind,)).run()
    assert not at.exception
    (shown,) = errors(at)
    assert sentence in shown
    assert "secret" not in shown


def test_saving_into_a_read_only_database_is_told_and_keeps_what_was_typed(full, tmp_path, use):
    use(f"sqlite:///file:{tmp_path / 'hyte.db'}?mode=ro&uri=true")
    at = open_page("toimenpiteet", nakyma="muokkaus")
    assert not at.exception
    type_into_grid(at, {0: {"name": "Uusi nimi"}})
    at.button(key="grid_save").click().run()
    assert not at.exception
    assert "ei voi kirjoittaa" in told(at)
    (typed,) = at.session_state["pending"].values()
    assert typed.new == {"name": "Uusi nimi"}


# --- languages


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_the_titles_of_an_empty_installation_are_in_the_readers_language(empty, code):
    if code != "fi" and not (FOLDER / f"{code}.po").exists():
        pytest.skip("not translated yet")
    titles = [open_page(path, kieli=code).title[0].value for path in PATHS]
    if code == "fi":
        assert titles == TITLES
    else:
        assert not set(titles) & set(TITLES)


@cache
def _finnish(code: str) -> list[re.Pattern[str]]:
    """Our Finnish texts whose translation is another text, as patterns that match the text with its values."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    found = []
    for message in catalogue:
        if not message.id:
            continue
        one = isinstance(message.id, str)
        for id_ in [message.id] if one else message.id:
            if id_ not in ([message.string] if one else message.string):
                parts = re.split(r"\{\w+\}", id_)
                if any(re.search(r"\w{2}", part) for part in parts):
                    found.append(re.compile("(?s:.+)".join(map(re.escape, parts))))
    return found


def _neutral(engine) -> str:
    plan = build(engine, NEUTRAL, organisation="Omega", plan="Sigma")
    change = Change.adding(
        Assessment(
            action_id=plan.actions[0].id, number=4, assessed_on=plan.actions[0].due, light="red", note="Xi"
        )
    )
    meeting = Change.adding(
        Meeting(organisation_id=plan.organisation_id, held_on=plan.actions[0].due, title="Pi")
    )
    save(engine, change, meeting, author="Rho")
    return plan.actions[0].id


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize(
    "link",
    [
        "",
        "toimenpiteet",
        "toimenpiteet?vuosi=2024",
        "toimenpiteet?nakyma=muokkaus",
        "toimenpiteet?haku=nihil",
        "toimenpiteet?toimenpide={id}",
        "toimenpiteet?arvioi={id}",
        "toimenpiteet?muokkaa={id}",
        "toimenpiteet?poista={id}",
        "toimenpiteet?uusi=1",
        "toimenpiteet?painopiste=x&vastuutaho=x&valo=x&muuttunut=x&suunnitelma=x&vuosi=1999&arvioi=x",
        "tuonti",
        "muutosloki",
        "muutosloki?kuka=x",
    ],
)
def test_no_finnish_of_ours_is_left_in_other_languages(empty, code, link):
    if not (FOLDER / f"{code}.po").exists():
        pytest.skip("not translated yet")
    at = open_page(link.format(id=_neutral(empty)), kieli=code)
    if "muutosloki" in link:
        at.session_state["row_2"] = True
        rerun(at)
    assert not at.exception
    finnish = _finnish(code)
    left = [text for text in pieces(at) for pattern in finnish if pattern.fullmatch(text.strip("* "))]
    assert left == []
    if code == "en":
        assert [text for text in pieces(at) if re.search("[äöÄÖ]", text)] == []


def test_numbers_and_dates_are_written_as_the_reader_writes_them(empty):
    id_ = _neutral(empty)
    assert "31.12.2025" in seen(open_page("toimenpiteet", toimenpide=id_))
    assert "31 Dec 2025" in seen(open_page("toimenpiteet", toimenpide=id_, kieli="en"))


def test_an_unknown_language_is_finnish(empty):
    at = open_page("", kieli="xx")
    assert not at.exception
    assert at.title[0].value == "Tervetuloa"


def test_the_language_is_switched_and_kept_in_the_address(empty):
    at = choose(open_page(""), "address_kieli", "en")
    assert at.query_params["kieli"] == "en"
    at = choose(at, "address_kieli", "fi")
    assert "kieli" not in at.query_params
    assert at.title[0].value == "Tervetuloa"


def test_language_plan_and_moment_stay_chosen_from_page_to_page(full):
    plan = view(full, "Hyvän elämän ohjelma")
    at = open_page("", suunnitelma=plan.id, kieli="en", vuosi="2021")
    at.switch_page("../../pages/actions.py")
    set_language("en")
    at.query_params.clear()
    at.run()
    assert at.query_params == {"suunnitelma": plan.id, "kieli": "en", "vuosi": "2021"}


def test_a_page_that_does_not_exist_is_told_and_the_start_page_is_shown(full):
    at = open_page("", **{MISSING_PAGE: "vanha**sivu**"})
    assert not at.exception
    assert told(at).replace("\\", "") == "Sivua ”vanha**sivu**” ei ole. Valitse sivu vasemmalta."
    assert "vanha**sivu**" not in told(at)
    assert links(at, "card")
    assert MISSING_PAGE not in at.query_params


# --- undo of the last save


def test_the_last_save_is_taken_back_from_the_sidebar(empty):
    build(empty, "1. A\n  - Alku")
    at = open_page("toimenpiteet", nakyma="muokkaus")
    assert "Peru viimeisin tallennukseni" not in buttons(at)
    type_into_grid(at, {0: {"name": "Toinen"}})
    at.button(key="grid_save").click().run()
    assert action(empty, "Toinen")
    at = click(at, "Peru viimeisin tallennukseni")
    assert action(empty, "Alku")
    assert toasts(at) == ["Muutos on peruttu."]
    assert "Peru viimeisin tallennukseni" not in buttons(at)


def test_the_last_save_is_not_taken_back_when_somebody_has_gone_on_from_it(empty):
    id_ = build(empty, "1. A\n  - Alku").actions[0].id
    at = open_page("toimenpiteet", nakyma="muokkaus")
    type_into_grid(at, {0: {"name": "Toinen"}})
    at.button(key="grid_save").click().run()
    save(empty, Change.changing("action", id_, name=("Toinen", "Kolmas")), author="Maija")
    at = click(at, "Peru viimeisin tallennukseni")
    assert not at.exception
    assert "Kolmas" in told(at) and "Maija" in told(at)
    assert action(empty, "Kolmas")


def test_a_second_click_on_undo_before_the_page_has_answered_does_nothing(empty):
    build(empty, "1. A\n  - Alku")
    at = open_page("toimenpiteet", nakyma="muokkaus")
    type_into_grid(at, {0: {"name": "Toinen"}})
    at.button(key="grid_save").click().run()
    again = button(at, "Peru viimeisin tallennukseni")
    del at.session_state["last_saved"]  # the first click's run has just taken it
    at = again.click().run()
    assert not at.exception


def test_the_journal_gets_the_name_written_in_the_sidebar(empty):
    build(empty, "1. A\n  - Alku")
    at = open_page("toimenpiteet", nakyma="muokkaus")
    choose(at, "author", "Maija Meikäläinen")
    type_into_grid(at, {0: {"name": "Toinen"}})
    at.button(key="grid_save").click().run()
    assert "Maija Meikäläinen muokkasi" in seen(open_page("muutosloki"))


# --- users' texts


@pytest.fixture
def hostile(empty):
    """A plan all of whose texts try to be markup; the id of its first action."""
    plan = build(
        empty,
        f"{HOSTILE} 1\n  {HOSTILE} 2\n    Ensin (X, due 2025-01-01) [red 2024-01-01]\n      - {HOSTILE} 3",
        organisation=f"{HOSTILE} 4",
        plan=f"{HOSTILE} 5",
    )
    one = plan.actions[0]
    save(
        empty,
        Change.changing("action", one.id, name=(one.name, HOSTILE), responsible=(["X"], [HOSTILE])),
        Change.changing("action", one.id, schedule=("", HOSTILE), indicators=([], [HOSTILE])),
        Change.changing("action", one.id, baseline_target=("", HOSTILE)),
        Change.adding(
            Assessment(action_id=one.id, number=2, assessed_on=one.due, light="yellow", note=HOSTILE)
        ),
        Change.adding(Meeting(organisation_id=plan.organisation_id, held_on=one.due, title=HOSTILE)),
        author=HOSTILE,
    )
    return one.id


def assert_shown_literally(at: AppTest) -> None:
    assert not at.exception
    assert not tags(at) & {"script", "img", "b", "strong" if "nav" not in tags(at) else "b"}
    for text in markdown(at):
        assert "![x]" not in text
        assert "**bold**" not in text
        assert "<script>" not in text


@pytest.mark.parametrize(
    "link",
    [
        "",
        "toimenpiteet",
        "toimenpiteet?vuosi=2024",
        "toimenpiteet?nakyma=muokkaus",
        "toimenpiteet?toimenpide={id}",
        "toimenpiteet?arvioi={id}",
        "toimenpiteet?muokkaa={id}",
        "toimenpiteet?poista={id}",
        "toimenpiteet?uusi={id}",
        "toimenpiteet?uusi=1",
        "tuonti",
        "muutosloki",
    ],
)
def test_what_users_write_never_becomes_markup(hostile, link):
    at = open_page(link.format(id=hostile))
    if link == "muutosloki":
        at.session_state["row_2"] = True
        rerun(at)
    assert_shown_literally(at)
    if link != "tuonti":
        assert HOSTILE in seen(at)


@pytest.mark.parametrize(
    "name",
    [
        "painopiste",
        "vastuutaho",
        "valo",
        "muuttunut",
        "vuosi",
        "suunnitelma",
    ],
)
def test_what_a_link_says_never_becomes_markup(full, name):
    at = open_page("toimenpiteet", **{name: HOSTILE})
    assert len(at.warning) == 1
    assert_shown_literally(at)


def test_the_conflict_about_a_hostile_text_shows_it_literally(hostile, empty):
    at = open_page("toimenpiteet", muokkaa=hostile)
    save(empty, Change.changing("action", hostile, schedule=(HOSTILE, f"{HOSTILE} theirs")), author=HOSTILE)
    widget(at, f"fields_{hostile}_schedule").set_value(f"{HOSTILE} mine")
    at = click(at, "Tallenna")
    assert "theirs" in told(at)
    assert_shown_literally(at)


def test_the_problem_about_a_hostile_text_shows_it_literally(hostile):
    at = open_page("toimenpiteet", muokkaa=hostile)
    widget(at, f"fields_{hostile}_name").set_value(HOSTILE * 200)
    at = click(at, "Tallenna")
    assert "liian pitkä" in told(at)
    assert_shown_literally(at)
