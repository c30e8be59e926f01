"""Muutosloki: who changed what, filters, undo and why it can be refused."""

from datetime import date

import pytest
from opening import buttons, choose, click, open_page, seen, told, warnings
from trees import NOW, action, build, save, snapshot, view

from hyte_core.changes import Change, JournalFilter, entries, undo
from hyte_core.model import Assessment


@pytest.fixture
def plan(empty):
    """A plan (change set 1), a new name by Maija (2), a new schedule and a light by Kalle (3)."""
    plan = build(empty, "1. A\n  - Yksi (Sivistys)\n  - Kaksi")
    one = plan.actions[0]
    save(empty, Change.changing("action", one.id, name=("Yksi", "Yksi uusi")), author="Maija")
    row = Assessment(action_id=one.id, number=1, assessed_on=date(2026, 11, 1), light="red", note="Ei etene.")
    save(empty, Change.changing("action", one.id, schedule=("", "2027")), Change.adding(row), author="Kalle")
    return plan


def shown(at) -> list[int]:
    """The numbers of the change sets that the page shows."""
    return [int(one.label.split()[0]) for one in at.expander]


def open_row(at, number: int):
    at.session_state[f"row_{number}"] = True
    return at.run()


def test_an_empty_journal_says_so(empty):
    at = open_page("muutosloki")
    assert not at.exception
    assert told(at) == "Lokissa ei ole yhtään tällaista muutosta."


def test_every_change_set_is_listed_the_latest_first(plan):
    at = open_page("muutosloki")
    assert shown(at) == [3, 2, 1]
    text = seen(at)
    assert "3 tallennusta" in text
    assert "Maija muokkasi · 1 rivi" in text
    assert "Kalle muokkasi · 2 riviä" in text


def test_an_opened_row_shows_what_was_and_what_is(plan):
    at = open_row(open_page("muutosloki"), 3)
    assert not at.exception
    (table,) = at.dataframe
    cells = [str(cell) for cell in table.value.to_numpy().ravel()]
    assert "2027" in cells and "aikataulu" in cells and "Yksi uusi" in cells
    assert any("punainen" in cell and "Ei etene." in cell for cell in cells)
    assert buttons(at) == ["Varmuuskopiot", "Peru tämä muutos"]


def test_closed_rows_cost_no_table_and_no_button(plan):
    at = open_page("muutosloki")
    assert not at.dataframe and buttons(at) == ["Varmuuskopiot"]


def test_of_a_big_import_the_first_rows_are_shown_and_that_is_told(full):
    number = next(row.id for row in entries(full, JournalFilter())[0] if row.size > 50)
    at = open_row(open_page("muutosloki"), number)
    assert not at.exception
    assert "Näytetään 50 ensimmäistä riviä." in seen(at)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"kuka": "Maija"}, [2]),
        ({"tapa": "form"}, [3, 2, 1]),
        ({"tapa": "import"}, []),
        ({"haku": "ei etene"}, [3]),
        ({"haku": "YKSI UUSI"}, [2]),
        ({"haku": "100 %"}, []),
        ({"kuka": "Kalle", "haku": "yksi uusi"}, []),
        ({"haku": "ä" * 10_000}, []),
    ],
)
def test_filters_in_the_address_narrow_the_journal(plan, asked, numbers):
    at = open_page("muutosloki", **asked)
    assert not at.exception
    assert shown(at) == numbers


def test_choosing_filters_writes_them_to_the_address(plan):
    at = choose(open_page("muutosloki"), "address_kuka", "Kalle")
    assert at.query_params["kuka"] == "Kalle" and shown(at) == [3]
    at = choose(at, "address_kuka", "")
    at = choose(at, "address_haku", " uusi ")
    assert at.query_params == {"haku": "uusi"}
    assert 2 in shown(at)


def test_an_author_who_is_not_in_the_journal_is_told_and_everything_is_shown(plan):
    at = open_page("muutosloki", kuka="Poistettu")
    assert "Poistettu" in told(at)
    assert shown(at) == [3, 2, 1]


def test_an_unknown_way_is_told_and_everything_is_shown(plan):
    at = open_page("muutosloki", tapa="taikuus")
    assert shown(at) == [3, 2, 1]
    assert len(warnings(at)) == 1


# --- pages


@pytest.fixture
def long(plan, empty):
    """A journal of 28 change sets: 25 of them by Maija, the last ones."""
    id_ = plan.actions[1].id
    for n in range(25):
        old = f"{n}" if n else ""
        save(empty, Change.changing("action", id_, schedule=(old, f"{n + 1}")), author="Maija")


def test_a_long_journal_is_shown_in_pages(long):
    at = open_page("muutosloki")
    assert shown(at) == list(range(28, 8, -1))
    (pages,) = at.get("pagination")
    pages.set_value(2)
    at = at.run()
    assert at.query_params["sivu"] == "2"
    assert shown(at) == list(range(8, 0, -1))


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1.5"])
def test_a_page_that_makes_no_sense_is_the_first(long, page):
    at = open_page("muutosloki", sivu=page)
    assert not at.exception
    assert shown(at)[0] == 28


@pytest.mark.parametrize("page", ["²", "99999999999999999999"])
def test_a_page_number_that_is_none_breaks_nothing(long, page):
    assert not open_page("muutosloki", sivu=page).exception


def test_a_page_after_the_last_one_is_the_last(long):
    at = open_page("muutosloki", sivu="7")
    assert shown(at) == list(range(8, 0, -1))


def test_a_filter_chosen_on_a_later_page_shows_what_it_finds(long):
    at = choose(open_page("muutosloki", sivu="2"), "address_kuka", "Kalle")
    assert shown(at) == [3]


# --- undo


def test_a_change_is_taken_back_and_that_too_is_in_the_journal(plan, empty):
    at = click(open_row(open_page("muutosloki"), 2), "Peru tämä muutos")
    assert not at.exception and told(at) == ""
    assert view(empty).actions[0].name == "Yksi"
    assert shown(at) == [4, 3, 2, 1]
    labels = [one.label.replace("\\", "") for one in at.expander]
    assert "perui muutoksen 2" in labels[0]
    assert labels[2].endswith("peruttu")


def test_an_undo_can_be_taken_back(plan, empty):
    before = snapshot(empty)
    at = click(open_row(open_page("muutosloki"), 2), "Peru tämä muutos")
    at.session_state["row_2"] = False
    click(open_row(at, 4), "Peru tämä muutos")
    assert snapshot(empty) == before


def test_a_change_that_is_undone_offers_no_undo(plan, empty):
    undo(empty, 2, author="Maija", now=NOW)
    at = open_row(open_page("muutosloki"), 2)
    assert "Peru tämä muutos" not in buttons(at)


def test_undo_after_later_edits_is_refused_with_both_values_and_nothing_is_done(plan, empty):
    id_ = plan.actions[0].id
    save(empty, Change.changing("action", id_, schedule=("2027", "2028")), author="Liisa")
    before = snapshot(empty)
    at = click(open_row(open_page("muutosloki"), 3), "Peru tämä muutos")
    assert not at.exception
    assert "Mitään ei ole peruttu" in told(at)
    for text in ("2028", "Liisa"):
        assert text in told(at)
    assert snapshot(empty) == before


def test_the_rest_of_a_refused_undo_can_be_taken_back_and_later_edits_stay(plan, empty):
    id_ = plan.actions[0].id
    save(empty, Change.changing("action", id_, schedule=("2027", "2028")), author="Liisa")
    at = click(open_row(open_page("muutosloki"), 3), "Peru tämä muutos")
    at = click(at, "Peru muut, säilytä myöhemmät muutokset")
    assert not at.exception and told(at) == ""
    one = action(empty, "Yksi uusi")
    assert one.schedule == "2028"
    assert one.assessments == ()


def test_a_change_that_another_undoes_at_the_same_time_is_undone_once(plan, empty):
    at = open_row(open_page("muutosloki"), 2)
    undo(empty, 2, author="Maija", now=NOW)
    after = snapshot(empty)
    at = click(at, "Peru tämä muutos")
    assert not at.exception
    assert snapshot(empty) == after


def test_the_removal_of_an_action_is_taken_back_with_everything_it_had(plan, empty):
    before = snapshot(empty)
    click(open_page("toimenpiteet", poista=plan.actions[0].id), "Poista")
    assert snapshot(empty) != before
    at = click(open_row(open_page("muutosloki"), 4), "Peru tämä muutos")
    assert not at.exception
    assert snapshot(empty) == before
