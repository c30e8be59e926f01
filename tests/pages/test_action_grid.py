"""Editing many actions at once in the grid of the actions page."""

from datetime import date

import pytest
from opening import (
    button,
    buttons,
    choose,
    click,
    errors,
    go,
    names,
    open_page,
    seen,
    toasts,
    told,
    type_into_grid,
)
from trees import action, build, save, snapshot, tree, view

from hyte_core.changes import Change, JournalFilter, changes_of, entries
from hyte_core.lights import Light
from hyte_core.model import Assessment

RED, GREEN, YELLOW = "✖ punainen", "✔ vihreä", "◐ keltainen"
TEXT = """
    1. A
      Tavoite
        Yksi (Sivistys, from 2025-01-01, due 2026-06-30) [red 2025-01-01, yellow 2025-06-01]
        Kaksi (Liikunta)
        Kolme
"""
SAVE = "grid_save"


@pytest.fixture
def plan(empty):
    return build(empty, TEXT)


def open_grid(**asked):
    return open_page("toimenpiteet", nakyma="muokkaus", **asked)


def save_grid(at):
    return at.button(key=SAVE).click().run()


def journal(engine):
    return entries(engine, JournalFilter())[0]


def test_the_grid_shows_the_actions_by_their_ids(plan):
    at = open_grid()
    assert not at.exception
    frame = at.data_editor[0].value
    assert list(frame.index) == [one.id for one in plan.actions]
    assert list(frame["name"]) == ["Yksi", "Kaksi", "Kolme"]
    assert frame["light"].iloc[0] == YELLOW
    assert at.data_editor[0].editing_mode == "fixed"
    assert at.button(key=SAVE).disabled


def test_edits_of_several_rows_are_saved_as_one_change_set(plan, empty):
    at = open_grid()
    at = type_into_grid(
        at,
        {
            0: {"name": "Yksi uusi", "schedule": "syksy 2026"},
            1: {"responsible": ["Liikunta", " Nuoriso "]},
            2: {"starts": "2026-01-01", "due": "2026-12-31"},
        },
    )
    assert button(at, "Tallenna 5 muutosta")
    before = len(journal(empty))
    at = save_grid(at)
    assert not at.exception and told(at) == ""
    assert len(toasts(at)) == 1
    rows = journal(empty)
    assert len(rows) == before + 1
    assert rows[0].source == "form" and rows[0].size == 3
    one, two, three = view(empty).actions
    assert (one.name, one.schedule) == ("Yksi uusi", "syksy 2026")
    assert two.responsible == ("Liikunta", "Nuoriso")
    assert (three.starts, three.due) == (date(2026, 1, 1), date(2026, 12, 31))
    assert at.button(key=SAVE).disabled


def test_the_sentence_after_saving_counts_as_the_button_did(plan):
    at = type_into_grid(open_grid(), {0: {"name": "Uusi", "schedule": "2027"}})
    assert "Tallenna 2 muutosta" in buttons(at)
    assert toasts(save_grid(at)) == ["Tallennettu 2 muutosta"]


def test_a_light_changed_in_the_grid_is_a_new_assessment_and_the_old_ones_stay(plan, empty):
    at = type_into_grid(open_grid(), {0: {"light": GREEN, "note": "Valmistui."}})
    save_grid(at)
    lights = [(one.light, one.assessed_on, one.note) for one in action(empty, "Yksi").assessments]
    assert lights == [
        (Light.RED, date(2025, 1, 1), ""),
        (Light.YELLOW, date(2025, 6, 1), ""),
        (Light.GREEN, date(2026, 11, 22), "Valmistui."),
    ]
    shown = seen(open_page("toimenpiteet", toimenpide=plan.actions[0].id))
    assert "1.6.2025" in shown and "Valmistui." in shown


def test_a_note_alone_keeps_the_light(plan, empty):
    save_grid(type_into_grid(open_grid(), {0: {"note": "Odottaa rahoitusta."}}))
    latest = action(empty, "Yksi").latest
    assert (latest.light, latest.note) == (Light.YELLOW, "Odottaa rahoitusta.")


def test_the_first_light_of_an_action_needs_no_note(plan, empty):
    save_grid(type_into_grid(open_grid(), {1: {"light": RED}}))
    assert [one.light for one in action(empty, "Kaksi").assessments] == [Light.RED]


def test_typing_the_old_value_back_leaves_nothing_to_save(plan, empty):
    at = type_into_grid(open_grid(), {0: {"name": "Uusi"}})
    assert not at.button(key=SAVE).disabled
    at = type_into_grid(at, {0: {"name": "Yksi"}})
    assert at.button(key=SAVE).disabled


def test_emptied_cells_are_emptied(plan, empty):
    save_grid(type_into_grid(open_grid(), {0: {"due": None, "responsible": [], "schedule": None}}))
    one = action(empty, "Yksi")
    assert (one.due, one.responsible, one.schedule) == (None, (), "")
    assert one.starts == date(2025, 1, 1)


def test_dropping_the_edits_saves_nothing(plan, empty):
    before = snapshot(empty)
    at = type_into_grid(open_grid(), {0: {"name": "Uusi"}, 1: {"light": RED}})
    at = click(at, "Hylkää muutokset")
    assert not at.exception
    assert at.button(key=SAVE).disabled
    assert list(at.data_editor[0].value["name"]) == ["Yksi", "Kaksi", "Kolme"]
    assert snapshot(empty) == before


def test_unsaved_edits_outlive_a_filter_and_another_page(plan, empty):
    at = type_into_grid(open_grid(), {0: {"name": "Uusi nimi"}})
    at = choose(at, "address_vastuutaho", ["Liikunta"])
    assert list(at.data_editor[0].value["name"]) == ["Kaksi"]
    at = type_into_grid(at, {0: {"schedule": "2027"}})
    at.switch_page("../../pages/journal.py").run()
    at.switch_page("../../pages/actions.py")
    at = go(at, "toimenpiteet?nakyma=muokkaus")
    assert list(at.data_editor[0].value["name"]) == ["Uusi nimi", "Kaksi", "Kolme"]
    save_grid(at)
    assert action(empty, "Uusi nimi") and action(empty, "Kaksi").schedule == "2027"


def test_rows_that_a_filter_reorders_keep_each_their_own_edits(plan, empty):
    at = type_into_grid(open_grid(), {2: {"name": "Kolmas"}})
    at = choose(at, "address_haku", "kaksi")
    at = choose(at, "address_haku", "")
    save_grid(at)
    assert [one.name for one in view(empty).actions] == ["Yksi", "Kaksi", "Kolmas"]


def test_unsaved_edits_outlive_what_another_saves_elsewhere(plan, empty):
    at = type_into_grid(open_grid(), {0: {"name": "Minun"}})
    save(empty, Change.changing("action", plan.actions[2].id, name=("Kolme", "Toisen")))
    at = save_grid(at.run())
    assert told(at) == ""
    assert [one.name for one in view(empty).actions] == ["Minun", "Kaksi", "Toisen"]


# --- what is not accepted

TOO_LONG = "ä" * 10_000


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"name": ""}, "Kohta toimenpide ei voi olla tyhjä"),
        ({"name": "   "}, "Kohta toimenpide ei voi olla tyhjä"),
        ({"name": None}, "Kohta toimenpide ei voi olla tyhjä"),
        ({"name": TOO_LONG}, "liian pitkä (10 000 merkkiä)"),
        ({"note": TOO_LONG}, "liian pitkä (10 000 merkkiä)"),
        ({"schedule": TOO_LONG}, "liian pitkä (10 000 merkkiä)"),
        ({"responsible": ["a;b"]}, "puolipiste"),
        ({"responsible": [TOO_LONG]}, "liian pitkä"),
        ({"due": "2024-12-31"}, "Määräaika on aikaisempi kuin alkamispäivä"),
        ({"starts": "2027-01-01"}, "Määräaika on aikaisempi kuin alkamispäivä"),
    ],
)
def test_what_cannot_be_kept_is_told_in_a_sentence_and_nothing_is_saved_or_lost(plan, empty, cells, sentence):
    before = snapshot(empty)
    at = type_into_grid(open_grid(), {0: cells, 1: {"name": "Kelpaa"}})
    at = save_grid(at)
    assert not at.exception
    (told_once,) = [one.replace("\xa0", " ").replace("\\", "") for one in errors(at)]
    assert sentence in told_once
    assert "Yksi" in told_once or "name" in cells
    assert snapshot(empty) == before
    assert "Tallenna 2 muutosta" in buttons(at)
    assert [edit.new for edit in at.session_state["pending"].values()][1] == {"name": "Kelpaa"}


def test_a_refused_edit_is_saved_after_it_has_been_mended(plan, empty):
    at = save_grid(type_into_grid(open_grid(), {0: {"name": ""}, 1: {"name": "Kelpaa"}}))
    at = save_grid(type_into_grid(at, {0: {"name": "Korjattu"}, 1: {"name": "Kelpaa"}}))
    assert told(at) == ""
    assert [one.name for one in view(empty).actions] == ["Korjattu", "Kelpaa", "Kolme"]


# --- two who edit the same


@pytest.fixture
def disputed(plan, empty):
    """Two sessions have edited the same name; the first has saved, the second has just been refused."""
    first, second = open_grid(), open_grid()
    choose(first, "author", "Maija")
    type_into_grid(first, {0: {"name": "Maijan nimi"}})
    type_into_grid(second, {0: {"name": "Minun nimi"}, 1: {"name": "Minun toinen"}})
    assert toasts(save_grid(first)) == ["Tallennettu 1 muutos"]
    return save_grid(second)


def test_the_second_to_save_the_same_cell_sees_both_values_and_nothing_is_saved(disputed, empty):
    shown = seen(disputed)
    for text in ("Minun nimi", "Maijan nimi", "Maija", "Mitään ei ole vielä tallennettu"):
        assert text in shown
    assert [one.name for one in view(empty).actions] == ["Maijan nimi", "Kaksi", "Kolme"]


def test_save_mine_saves_mine_and_the_journal_keeps_theirs(disputed, empty):
    at = click(disputed, "Tallenna omat arvoni")
    assert not at.exception and told(at) == ""
    assert [one.name for one in view(empty).actions] == ["Minun nimi", "Minun toinen", "Kolme"]
    last = journal(empty)[0]
    assert {pair for change in changes_of(empty, last.id) for pair in change.fields.values()} == {
        ("Maijan nimi", "Minun nimi"),
        ("Kaksi", "Minun toinen"),
    }
    assert at.button(key=SAVE).disabled


def test_keep_theirs_keeps_theirs_and_saves_the_rest_of_mine(disputed, empty):
    at = click(disputed, "Pidä toisen arvot")
    assert not at.exception and told(at) == ""
    assert [one.name for one in view(empty).actions] == ["Maijan nimi", "Minun toinen", "Kolme"]
    assert at.button(key=SAVE).disabled


def test_dropping_everything_after_a_conflict_leaves_theirs(disputed, empty):
    at = click(disputed, "Hylkää muutokset")
    assert told(at) == ""
    assert [one.name for one in view(empty).actions] == ["Maijan nimi", "Kaksi", "Kolme"]


def test_a_third_who_saves_between_the_conflict_and_the_answer_is_a_new_conflict(disputed, empty):
    id_ = view(empty).actions[0].id
    save(empty, Change.changing("action", id_, name=("Maijan nimi", "Kallen nimi")), author="Kalle")
    at = click(disputed, "Tallenna omat arvoni")
    assert not at.exception
    # mine was said against Kalle's value if the page had shown it, else it is a conflict again
    assert action(empty, "Minun nimi") if "Kallen nimi" not in seen(at) else action(empty, "Kallen nimi")


def test_two_lights_for_the_same_action_are_a_conflict_and_both_can_be_kept(plan, empty):
    at = type_into_grid(open_grid(), {0: {"light": GREEN, "note": "Minusta valmis."}})
    other = type_into_grid(open_grid(), {0: {"light": RED, "note": "Ei etene."}})
    save_grid(other)
    at = save_grid(at)
    assert "punainen" in seen(at) and "vihreä" in seen(at)
    assert action(empty, "Yksi").light is Light.RED
    click(at, "Tallenna omat arvoni")
    one = action(empty, "Yksi")
    assert [a.light for a in one.assessments][-2:] == [Light.RED, Light.GREEN]
    assert one.note == "Minusta valmis."


def test_of_two_lights_the_others_can_be_kept(plan, empty):
    at = type_into_grid(open_grid(), {0: {"light": GREEN}, 1: {"schedule": "2027"}})
    row = Assessment(
        action_id=plan.actions[0].id, number=3, assessed_on=date(2026, 11, 22), light="red", note="Ei etene."
    )
    save(empty, Change.adding(row), author="Maija")
    click(save_grid(at), "Pidä toisen arvot")
    assert action(empty, "Yksi").light is Light.RED
    assert len(action(empty, "Yksi").assessments) == 3
    assert action(empty, "Kaksi").schedule == "2027"


def test_an_edit_of_an_action_that_another_has_removed_is_told_and_the_rest_can_be_saved(plan, empty):
    at = type_into_grid(open_grid(), {1: {"name": "Kaksi uusi"}, 2: {"name": "Kolme uusi"}})
    click(open_page("toimenpiteet", poista=plan.actions[1].id), "Poista")
    at = save_grid(at)
    assert not at.exception
    assert "joku toinen on poistanut" in seen(at)
    assert "Kolme uusi" not in tree(empty)
    at = click(at, "Pidä toisen arvot")
    assert not at.exception
    assert [one.name for one in view(empty).actions] == ["Yksi", "Kolme uusi"]


def test_the_same_value_from_two_is_no_conflict(plan, empty):
    at = type_into_grid(open_grid(), {0: {"name": "Sama"}})
    save(empty, Change.changing("action", plan.actions[0].id, name=("Yksi", "Sama")))
    at = save_grid(at)
    assert told(at) == ""
    assert action(empty, "Sama")


def test_two_who_edit_different_cells_of_one_action_both_get_theirs(plan, empty):
    first, second = open_grid(), open_grid()
    type_into_grid(first, {0: {"name": "Nimi"}})
    type_into_grid(second, {0: {"schedule": "2027"}})
    save_grid(first)
    assert told(save_grid(second)) == ""
    one = action(empty, "Nimi")
    assert one.schedule == "2027"


def test_after_saving_the_list_shows_the_new_values(plan):
    at = save_grid(type_into_grid(open_grid(), {0: {"name": "Näkyy heti"}}))
    at = choose(at, "address_nakyma", "")
    assert names(at)[0] == "Näkyy heti"


# --- what others save meanwhile


def drawn(at):
    """Which drawing of the grid is on screen: a cell that is being typed is lost when a new one comes."""
    return at.data_editor[0].key


def test_the_grid_stays_on_screen_when_others_save_what_it_does_not_show(empty, plan):
    other = build(empty, "1. B\n  - Muu", organisation="Toinen kunta", plan="Toinen suunnitelma")
    at = open_grid(suunnitelma=plan.id)
    before = drawn(at)
    save(empty, Change.changing("action", other.actions[0].id, name=("Muu", "Maijan nimi")), author="Maija")
    at = at.run()
    assert drawn(at) == before


def test_what_others_save_is_drawn_into_the_grid_while_nothing_is_unsaved(empty, plan):
    at = open_grid()
    before = drawn(at)
    save(empty, Change.changing("action", plan.actions[1].id, name=("Kaksi", "Maijan nimi")), author="Maija")
    at = at.run()
    assert drawn(at) != before
    assert list(at.data_editor[0].value["name"]) == ["Yksi", "Maijan nimi", "Kolme"]


def test_what_is_typed_after_anothers_save_into_the_grid_as_it_was_is_held_against_what_was_seen(empty, plan):
    at = open_grid()
    type_into_grid(at, {0: {"name": "Oma"}})
    save(empty, Change.changing("action", plan.actions[1].id, name=("Kaksi", "Maijan nimi")), author="Maija")
    at = at.run()
    assert list(at.data_editor[0].value["name"])[1:] == ["Kaksi", "Kolme"]
    type_into_grid(at, {0: {"name": "Oma"}, 1: {"name": "Oma toinen"}})
    at = save_grid(at)
    assert "Maijan nimi" in seen(at)
    assert action(empty, "Maijan nimi") and action(empty, "Yksi")
