"""The dialogs of an action: a new assessment, editing, adding, removing."""

from datetime import date

import pytest
from opening import button, buttons, click, errors, open_page, rerun, seen, told, warnings, widget
from trees import action, build, save, snapshot, tree, view

from hyte_core.changes import Change, JournalFilter, entries
from hyte_core.lights import Light
from hyte_core.model import Assessment

TEXT = """
    1. A
      Tavoite
        Yksi (Sivistys, from 2025-01-01, due 2026-06-30) [red 2025-01-01, yellow 2025-06-01]
        Kaksi (Liikunta)
          - Osa [green 2025-05-05]
      Toinen tavoite
    2. B
      - Kolme
"""
TOO_LONG = "ä" * 10_000


@pytest.fixture
def plan(empty):
    return build(empty, TEXT)


def id_of(plan, name):
    (found,) = [one.id for one in plan.actions if one.name == name]
    return found


def fill(at, action_id, **fields):
    """Fill in fields of the dialog that is open: of the form of all fields, or of an assessment."""
    for name, value in fields.items():
        kind = "assess" if name in ("light", "note", "on") else "fields"
        widget(at, f"{kind}_{action_id}_{name}").set_value(value)
    return at


def place(at, label, value):
    """Choose the focus area or the goal in the dialog that is open; a text of one's own may be written too."""
    (box,) = [
        one for one in at.selectbox if one.label == label and not (one.key or "").startswith("address_")
    ]
    box.set_value(value)
    return rerun(at)


# --- a new assessment


def test_a_new_assessment_is_added_and_the_old_ones_stay(plan, empty):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", arvioi=id_)
    assert "Edellinen arvio" in seen(at) and "keltainen" in seen(at)
    fill(at, id_, light=Light.GREEN, note="  Valmistui.\nHyvä.  ", on=date(2026, 11, 20))
    at = click(at, "Tallenna arvio")
    assert not at.exception and told(at) == ""
    assert "arvioi" not in at.query_params
    one = action(empty, "Yksi")
    assert [a.light for a in one.assessments] == [Light.RED, Light.YELLOW, Light.GREEN]
    assert (one.note, one.assessed_on) == ("Valmistui.\nHyvä.", date(2026, 11, 20))
    assert "Tallenna arvio" not in buttons(at)


def test_an_assessment_is_dated_today_and_starts_from_the_light_in_force(plan):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", arvioi=id_)
    assert widget(at, f"assess_{id_}_on").value == date(2026, 11, 22)
    assert widget(at, f"assess_{id_}_light").value is Light.YELLOW
    assert widget(at, f"assess_{id_}_note").value == ""


def test_the_lights_are_explained_in_the_plans_own_words(plan, empty):
    save(empty, Change.changing("plan", plan.id, wording=({}, {"green": "kunnossa **kaikki**"})))
    at = open_page("toimenpiteet", arvioi=id_of(plan, "Yksi"))
    assert "kunnossa **kaikki**" in seen(at)


def test_an_assessment_without_light_and_note_is_refused_with_a_sentence(plan, empty):
    id_ = id_of(plan, "Kolme")
    before = snapshot(empty)
    at = click(open_page("toimenpiteet", arvioi=id_), "Tallenna arvio")
    assert errors(at) == ["Valitse liikennevalo tai kirjoita arvion teksti."]
    assert snapshot(empty) == before


def test_a_note_without_a_light_is_an_assessment_too(plan, empty):
    id_ = id_of(plan, "Kolme")
    at = fill(open_page("toimenpiteet", arvioi=id_), id_, note="Kysytty, ei vastausta.")
    click(at, "Tallenna arvio")
    assert (action(empty, "Kolme").light, action(empty, "Kolme").note) == (
        Light.GREY,
        "Kysytty, ei vastausta.",
    )


def test_a_note_of_ten_thousand_characters_is_refused_and_not_lost(plan, empty):
    id_ = id_of(plan, "Yksi")
    before = snapshot(empty)
    at = fill(open_page("toimenpiteet", arvioi=id_), id_, note=TOO_LONG)
    at = click(at, "Tallenna arvio")
    assert not at.exception
    assert "liian pitkä" in told(at) and "5\xa0000" in told(at)
    assert snapshot(empty) == before
    assert widget(at, f"assess_{id_}_note").value == TOO_LONG


def test_two_assessments_at_once_are_a_conflict_and_the_second_can_still_be_saved(plan, empty):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", arvioi=id_)
    row = Assessment(action_id=id_, number=3, assessed_on=date(2026, 11, 21), light="red", note="Ei etene.")
    save(empty, Change.adding(row), author="Maija")
    fill(at, id_, light=Light.GREEN, note="Valmis.")
    at = click(at, "Tallenna arvio")
    assert not at.exception
    assert "punainen" in told(at) and "vihreä" in told(at) and "Maija" in told(at)
    assert action(empty, "Yksi").light is Light.RED
    at = click(at, "Tallenna arvio")
    assert told(at) == ""
    assert [a.light for a in action(empty, "Yksi").assessments][2:] == [Light.RED, Light.GREEN]
    assert action(empty, "Yksi").note == "Valmis."


def test_assessing_an_action_that_another_has_removed_is_told(plan, empty):
    id_ = id_of(plan, "Kolme")
    at = open_page("toimenpiteet", arvioi=id_)
    click(open_page("toimenpiteet", poista=id_), "Poista")
    before = snapshot(empty)
    at = click(fill(at, id_, light=Light.GREEN), "Tallenna arvio")
    assert not at.exception
    assert told(at) == "Linkin toimenpidettä ei enää ole."
    assert snapshot(empty) == before


# --- editing


def test_all_fields_of_an_action_are_edited_as_one_change_set(plan, empty):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", muokkaa=id_)
    assert widget(at, f"fields_{id_}_name").value == "Yksi"
    assert widget(at, f"fields_{id_}_responsible").value == ["Sivistys"]
    assert widget(at, f"fields_{id_}_due").value == date(2026, 6, 30)
    fill(at, id_, name="Yksi uusi", schedule=" 2026 ", due=date(2027, 1, 31), baseline="10 → 20")
    fill(at, id_, responsible=["Sivistys", "Liikunta"])
    at = click(at, "Tallenna")
    assert not at.exception and told(at) == ""
    one = action(empty, "Yksi uusi")
    assert (one.schedule, one.due, one.baseline_target) == ("2026", date(2027, 1, 31), "10 → 20")
    assert one.responsible == ("Sivistys", "Liikunta")
    assert one.assessments == plan.by_id[id_].assessments
    assert entries(empty, JournalFilter())[0][0].size == 1
    assert "muokkaa" not in at.query_params


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Kohta toimenpide ei voi olla tyhjä"),
        ({"name": "  \n "}, "Kohta toimenpide ei voi olla tyhjä"),
        ({"name": TOO_LONG}, "liian pitkä"),
        ({"baseline": TOO_LONG}, "liian pitkä"),
        ({"schedule": TOO_LONG}, "liian pitkä"),
        ({"due": date(2024, 12, 31)}, "Määräaika on aikaisempi kuin alkamispäivä"),
    ],
)
def test_what_cannot_be_kept_is_told_in_one_sentence_and_nothing_is_saved_or_lost(
    plan, empty, fields, sentence
):
    id_ = id_of(plan, "Yksi")
    before = snapshot(empty)
    at = fill(open_page("toimenpiteet", muokkaa=id_), id_, **{"schedule": "syksy 2027", **fields})
    at = click(at, "Tallenna")
    assert not at.exception
    assert len(errors(at)) == 1 and sentence in told(at)
    assert snapshot(empty) == before
    for name, value in fields.items():
        assert widget(at, f"fields_{id_}_{name}").value == value
    if "schedule" not in fields:
        assert widget(at, f"fields_{id_}_schedule").value == "syksy 2027"


def test_the_same_field_edited_by_another_is_shown_with_both_values_and_mine_can_be_saved(plan, empty):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", muokkaa=id_)
    save(
        empty, Change.changing("action", id_, name=("Yksi", "Maijan"), schedule=("", "2030")), author="Maija"
    )
    at = click(fill(at, id_, name="Minun"), "Tallenna")
    assert not at.exception
    for text in ("Minun", "Maijan", "Maija"):
        assert text in told(at)
    assert action(empty, "Maijan")
    at = click(at, "Tallenna")
    assert told(at) == ""
    assert action(empty, "Minun").schedule == "2030"


def test_other_fields_edited_by_another_stay_as_they_made_them(plan, empty):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", muokkaa=id_)
    save(empty, Change.changing("action", id_, schedule=("", "2030")), author="Maija")
    at = click(fill(at, id_, name="Minun"), "Tallenna")
    assert told(at) == ""
    assert action(empty, "Minun").schedule == "2030"


def test_saving_without_a_change_closes_the_dialog_and_writes_nothing(plan, empty):
    before = entries(empty, JournalFilter())[1]
    at = click(open_page("toimenpiteet", muokkaa=id_of(plan, "Yksi")), "Tallenna")
    assert told(at) == ""
    assert "muokkaa" not in at.query_params
    assert entries(empty, JournalFilter())[1] == before


def test_an_action_moves_with_its_parts_to_another_goal_and_area(plan, empty):
    id_ = id_of(plan, "Kaksi")
    at = place(open_page("toimenpiteet", muokkaa=id_), "Tavoite", "Toinen tavoite")
    click(at, "Tallenna")
    assert "  Toinen tavoite\n    Kaksi (Liikunta)\n    - Osa" in tree(empty).replace("      - ", "    - ")
    at = place(open_page("toimenpiteet", muokkaa=id_), "Painopiste", "2. B")
    click(at, "Tallenna")
    moved = view(empty)
    assert {moved.area_name(a.focus_area_id) for a in moved.actions if a.name in ("Kaksi", "Osa")} == {"2. B"}


def test_an_action_moves_to_a_focus_area_and_a_goal_that_are_made_for_it(plan, empty):
    at = place(open_page("toimenpiteet", muokkaa=id_of(plan, "Kolme")), "Painopiste", "3. Uusi")
    at = place(at, "Tavoite", "Uusi tavoite")
    at = click(at, "Tallenna")
    assert not at.exception and told(at) == ""
    assert "3. Uusi\n  Uusi tavoite\n    Kolme" in tree(empty)


def test_editing_an_action_leaves_it_in_its_place_when_two_goals_have_the_same_name(empty):
    plan = build(empty, "1. A\n  Sama\n    Yksi\n  Sama\n    Kaksi")
    id_ = id_of(plan, "Kaksi")
    at = fill(open_page("toimenpiteet", muokkaa=id_), id_, schedule="2027")
    click(at, "Tallenna")
    one = action(empty, "Kaksi")
    assert one.schedule == "2027"
    assert one.goal_id == plan.by_id[id_].goal_id


def test_editing_an_action_leaves_it_in_its_place_when_two_areas_have_the_same_name(empty):
    plan = build(empty, "Sama\n  - Yksi\nSama\n  - Kaksi")
    id_ = id_of(plan, "Kaksi")
    at = fill(open_page("toimenpiteet", muokkaa=id_), id_, schedule="2027")
    click(at, "Tallenna")
    one = action(empty, "Kaksi")
    assert one.schedule == "2027"
    assert one.focus_area_id == plan.by_id[id_].focus_area_id


def test_an_action_can_be_taken_out_of_its_goal(plan):
    at = open_page("toimenpiteet", muokkaa=id_of(plan, "Yksi"))
    (goal,) = [one for one in at.selectbox if one.label == "Tavoite"]
    clearable = goal.proto.HasField("default") is False
    assert clearable or "Ei tavoitetta" in goal.options


def test_a_part_has_no_place_of_its_own_to_choose(plan):
    at = open_page("toimenpiteet", muokkaa=id_of(plan, "Osa"))
    assert [one.label for one in at.selectbox if not (one.key or "").startswith("address_")] == []


# --- adding


def test_an_action_is_added_to_the_goal_that_was_chosen(plan, empty):
    at = place(open_page("toimenpiteet", uusi="1"), "Painopiste", "1. A")
    at = place(at, "Tavoite", "Toinen tavoite")
    fill(at, "new", name="Neljä", responsible=["Aivan uusi taho"], due=date(2027, 5, 31))
    at = click(at, "Lisää")
    assert not at.exception and told(at) == ""
    assert "  Toinen tavoite\n    Neljä (Aivan uusi taho, due 2027-05-31)" in tree(empty)
    assert "uusi" not in at.query_params


def test_an_action_is_added_as_a_part_of_another(plan, empty):
    id_ = id_of(plan, "Yksi")
    at = open_page("toimenpiteet", uusi=id_)
    assert "Alatoimenpide toimenpiteelle: Yksi" in seen(at)
    click(fill(at, "new", name="Ykkösen osa"), "Lisää")
    part = action(empty, "Ykkösen osa")
    assert part.parent_id == id_
    assert (part.focus_area_id, part.goal_id) == (plan.by_id[id_].focus_area_id, plan.by_id[id_].goal_id)


def test_the_first_action_of_an_empty_plan_gets_its_focus_area_made(empty):
    build(empty, "")
    at = place(open_page("toimenpiteet", uusi="1"), "Painopiste", "1. Uusi")
    click(fill(at, "new", name="Ensimmäinen"), "Lisää")
    assert tree(empty) == "1. Uusi\n  - Ensimmäinen"


def test_an_action_without_a_focus_area_is_refused_with_a_sentence(empty):
    build(empty, "")
    before = snapshot(empty)
    at = click(fill(open_page("toimenpiteet", uusi="1"), "new", name="Ensimmäinen"), "Lisää")
    assert errors(at) == ["Valitse painopiste tai kirjoita uusi."]
    assert snapshot(empty) == before
    assert widget(at, "fields_new_name").value == "Ensimmäinen"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "ei voi olla tyhjä"),
        ({"name": TOO_LONG}, "liian pitkä"),
        ({"name": "X", "starts": date(2027, 1, 1), "due": date(2026, 1, 1)}, "aikaisempi"),
    ],
)
def test_an_action_that_cannot_be_kept_is_not_added(plan, empty, fields, sentence):
    before = snapshot(empty)
    at = click(fill(open_page("toimenpiteet", uusi="1"), "new", **fields), "Lisää")
    assert not at.exception
    assert len(errors(at)) == 1 and sentence in told(at)
    assert snapshot(empty) == before


def test_an_action_is_added_once_although_the_page_runs_again(plan, empty):
    at = click(fill(open_page("toimenpiteet", uusi="1"), "new", name="Kerran"), "Lisää")
    at.run()
    assert tree(empty).count("Kerran") == 1


# --- removing


def test_what_goes_with_an_action_is_told_before_it_is_removed(plan):
    shown = seen(open_page("toimenpiteet", poista=id_of(plan, "Kaksi")))
    assert "Samalla poistuvat: 1 alatoimenpide, 1 arvio." in shown
    shown = seen(open_page("toimenpiteet", poista=id_of(plan, "Kolme")))
    assert "Samalla poistuvat" not in shown


def test_an_action_is_removed_with_its_parts_and_comes_back_with_undo(plan, empty):
    before = snapshot(empty)
    at = click(open_page("toimenpiteet", poista=id_of(plan, "Kaksi")), "Poista")
    assert not at.exception and told(at) == ""
    assert [one.name for one in view(empty).actions] == ["Yksi", "Kolme"]
    click(at, "Peru viimeisin tallennukseni")
    assert snapshot(empty) == before


def test_opening_the_dialog_removes_nothing(plan, empty):
    before = snapshot(empty)
    open_page("toimenpiteet", poista=id_of(plan, "Kaksi")).run()
    assert snapshot(empty) == before


def test_an_action_that_another_has_just_edited_is_not_removed_before_asking_again(plan, empty):
    id_ = id_of(plan, "Kolme")
    at = open_page("toimenpiteet", poista=id_)
    save(empty, Change.changing("action", id_, name=("Kolme", "Maijan kolme")), author="Maija")
    at = click(at, "Poista")
    assert not at.exception
    assert "Maijan kolme" in told(at) and "Maija" in told(at)
    assert action(empty, "Maijan kolme")
    at = click(at, "Poista")
    assert "Maijan kolme" not in tree(empty)


def test_an_action_that_another_has_just_assessed_is_not_removed(plan, empty):
    id_ = id_of(plan, "Kolme")
    at = open_page("toimenpiteet", poista=id_)
    row = Assessment(action_id=id_, number=1, assessed_on=date(2026, 11, 21), light="red", note="Ei etene.")
    save(empty, Change.adding(row), author="Maija")
    at = click(at, "Poista")
    assert not at.exception
    assert len(warnings(at)) == 1 and "ei voi poistaa" in told(at)
    assert action(empty, "Kolme").light is Light.RED


def test_an_action_that_another_has_already_removed_is_told(plan, empty):
    id_ = id_of(plan, "Kolme")
    first, second = open_page("toimenpiteet", poista=id_), open_page("toimenpiteet", poista=id_)
    click(first, "Poista")
    at = click(second, "Poista")
    assert not at.exception
    assert told(at) == "Linkin toimenpidettä ei enää ole."


# --- how dialogs are opened


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Uusi arvio", "Tallenna arvio"),
        ("Muokkaa", "Tallenna"),
        ("Lisää alatoimenpide", "Lisää"),
    ],
)
def test_the_tools_of_an_action_open_their_dialogs(plan, label, within):
    at = open_page("toimenpiteet", toimenpide=id_of(plan, "Yksi"))
    assert within not in buttons(at)
    at = click(at, label)
    assert not at.exception
    assert button(at, within)


def test_the_list_opens_the_dialog_of_a_new_action(plan):
    at = click(open_page("toimenpiteet"), "Lisää toimenpide")
    assert button(at, "Lisää")
    assert at.query_params["uusi"] == "1"
