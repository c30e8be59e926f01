"""apply(): all of a change set or nothing, and the reasons in sentences."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from trees import AUTHOR, NOW, ORGANISATION, PLAN, TODAY, action, build, save, snapshot, tree, view

from hyte_core.changes import Change, ChangeSet, Conflict, Outcome, apply, version
from hyte_core.model import ENTITIES, TEXT_LIMIT, Action, Assessment, FocusArea, Goal, Organisation, Row

SMALL = """
1. Osallisuus
  Kuuleminen
    Asukasraati
    Kysely
"""
LATER = NOW + timedelta(hours=2)


def row_of(engine: Engine, entity: str, id_: str) -> Row:
    """The row as an object, to remove it with."""
    return ENTITIES[entity](**snapshot(engine)[entity][id_])


def rename(engine: Engine, old: str, new: str, *, author: str = AUTHOR) -> Outcome:
    """Rename the action ``old``, as somebody who sees it now."""
    change = Change.changing("action", action(engine, old).id, name=(old, new))
    return save(engine, change, author=author, now=LATER)


def the_conflict(outcome: Outcome) -> Conflict:
    """The only conflict of an outcome that has no problems."""
    assert outcome.change_set is None
    assert outcome.problems == ()
    (conflict,) = outcome.conflicts
    return conflict


# --- what is done


def test_an_added_row_is_in_the_database(engine: Engine) -> None:
    goal = build(engine, SMALL).focus_areas[0].goals[0]
    row = Action(focus_area_id=view(engine).focus_areas[0].id, goal_id=goal.id, name="Kahvitunti", position=9)
    assert save(engine, Change.adding(row)).done
    assert tree(engine).endswith("Kysely\n    Kahvitunti")


def test_a_changed_field_is_changed_and_the_others_are_not(engine: Engine) -> None:
    build(engine, SMALL)
    one = action(engine, "Kysely")
    save(engine, Change.changing("action", one.id, schedule=("", "vuosittain")))
    changed = action(engine, "Kysely")
    assert changed.schedule == "vuosittain"
    assert (changed.name, changed.responsible, changed.due) == (one.name, one.responsible, one.due)


def test_a_removed_row_is_gone(engine: Engine) -> None:
    build(engine, SMALL)
    save(engine, Change.removing(row_of(engine, "action", action(engine, "Kysely").id)))
    assert "Kysely" not in tree(engine)


def test_a_goal_is_removed_together_with_its_actions_in_any_order(engine: Engine) -> None:
    build(engine, SMALL)
    rows = snapshot(engine)
    removals = [Change.removing(row_of(engine, "goal", id_)) for id_ in rows["goal"]]
    removals += [Change.removing(row_of(engine, "action", id_)) for id_ in rows["action"]]
    assert save(engine, *removals).done
    assert tree(engine) == "1. Osallisuus"


def test_a_moved_action_stands_in_its_new_goal(engine: Engine) -> None:
    plan = build(engine, SMALL + "  Toinen tavoite\n")
    one = action(engine, "Kysely")
    goal = plan.focus_areas[0].goals[1]
    assert save(engine, Change.changing("action", one.id, goal_id=(one.goal_id, goal.id))).done
    assert tree(engine).endswith("Toinen tavoite\n    Kysely")


def test_an_empty_change_set_does_nothing_and_leaves_no_trace(engine: Engine) -> None:
    assert save(engine) == Outcome()
    assert save(engine).done
    assert version(engine) == 0


def test_a_change_to_what_the_field_is_already_leaves_no_trace(engine: Engine) -> None:
    build(engine, SMALL)
    before = version(engine)
    outcome = save(engine, Change.changing("action", action(engine, "Kysely").id, name=("Kysely", "Kysely")))
    assert outcome.done
    assert version(engine) == before


def test_the_version_grows_with_every_change(engine: Engine) -> None:
    build(engine, SMALL)
    before = version(engine)
    rename(engine, "Kysely", "Laaja kysely")
    assert version(engine) > before


def test_two_rows_can_take_each_others_place_under_a_name_that_must_be_unique(engine: Engine) -> None:
    build(engine, SMALL)
    old = row_of(engine, "organisation", next(iter(snapshot(engine)["organisation"])))
    new = Organisation(name=ORGANISATION)
    (plan,) = snapshot(engine)["plan"]
    moved = Change.changing("plan", plan, organisation_id=(old.id, new.id))
    assert save(engine, Change.adding(new), Change.removing(old), moved).done


def test_one_change_that_cannot_be_made_stops_all_the_others(engine: Engine) -> None:
    build(engine, SMALL)
    before = snapshot(engine), version(engine)
    good = Change.changing("action", action(engine, "Kysely").id, name=("Kysely", "Laaja kysely"))
    bad = Change.changing("action", action(engine, "Asukasraati").id, name=("Väärä", "Raati"))
    assert not save(engine, good, bad).done
    assert (snapshot(engine), version(engine)) == before


# --- conflicts: every reason, with both values and both authors


def test_two_editors_of_the_same_field_get_a_conflict_with_both_values_and_the_author(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    rename(engine, "Kysely", "Laaja kysely", author="Sivistystoimi")
    conflict = the_conflict(save(engine, Change.changing("action", id_, name=("Kysely", "Suppea kysely"))))
    assert (conflict.reason, conflict.entity, conflict.id, conflict.field) == (
        "changed",
        "action",
        id_,
        "name",
    )
    assert (conflict.base, conflict.mine, conflict.theirs) == ("Kysely", "Suppea kysely", "Laaja kysely")
    assert (conflict.author, conflict.at) == ("Sivistystoimi", LATER)
    for word in ("”Suppea kysely”", "”Laaja kysely”", "Sivistystoimi"):
        assert word in conflict.message


def test_two_editors_of_different_fields_of_a_row_both_get_theirs(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    assert save(engine, Change.changing("action", id_, schedule=("", "keväällä"))).done
    assert save(engine, Change.changing("action", id_, due=(None, TODAY))).done
    one = action(engine, "Kysely")
    assert (one.schedule, one.due) == ("keväällä", TODAY)


def test_two_editors_who_write_the_same_have_no_conflict(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    assert rename(engine, "Kysely", "Laaja kysely").done
    assert save(engine, Change.changing("action", id_, name=("Kysely", "Laaja kysely"))).done


def test_a_conflict_in_one_field_names_that_fields_last_author(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    rename(engine, "Kysely", "Laaja kysely", author="Nimeäjä")
    save(engine, Change.changing("action", id_, schedule=("", "keväällä")), author="Aikatauluttaja")
    assert (
        the_conflict(save(engine, Change.changing("action", id_, name=("Kysely", "X")))).author == "Nimeäjä"
    )


def test_editing_what_somebody_has_removed_is_a_conflict_that_names_them(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    save(engine, Change.removing(row_of(engine, "action", id_)), author="Poistaja", now=LATER)
    conflict = the_conflict(save(engine, Change.changing("action", id_, name=("Kysely", "Laaja kysely"))))
    assert (conflict.reason, conflict.author, conflict.label) == ("removed", "Poistaja", "Kysely")


def test_removing_what_somebody_has_edited_is_a_conflict_with_their_value(engine: Engine) -> None:
    build(engine, SMALL)
    seen = row_of(engine, "action", action(engine, "Kysely").id)
    rename(engine, "Kysely", "Laaja kysely", author="Sivistystoimi")
    conflict = the_conflict(save(engine, Change.removing(seen)))
    assert (conflict.reason, conflict.field) == ("edited", "name")
    assert (conflict.base, conflict.theirs, conflict.author) == ("Kysely", "Laaja kysely", "Sivistystoimi")
    assert "Laaja kysely" in tree(engine)


def test_adding_a_row_that_is_there_already_is_a_conflict(engine: Engine) -> None:
    build(engine, SMALL)
    again = Change.adding(row_of(engine, "action", action(engine, "Kysely").id))
    assert the_conflict(save(engine, again)).reason == "exists"


@pytest.mark.parametrize("name", [ORGANISATION])
def test_adding_another_row_with_a_name_that_must_be_unique_is_a_conflict(engine: Engine, name: str) -> None:
    build(engine, SMALL)
    conflict = the_conflict(save(engine, Change.adding(Organisation(name=name)), author="Myöhäinen"))
    assert (conflict.reason, conflict.label, conflict.author) == ("exists", name, AUTHOR)
    assert f"”{name}”: tämä on jo olemassa" in conflict.message


def test_renaming_a_row_to_a_name_that_must_be_unique_is_a_conflict(engine: Engine) -> None:
    build(engine, SMALL)
    other = Organisation(name="Naapurikunta")
    save(engine, Change.adding(other))
    outcome = save(engine, Change.changing("organisation", other.id, name=(other.name, ORGANISATION)))
    assert the_conflict(outcome).reason == "exists"


def test_adding_the_same_unique_name_twice_in_one_change_set_is_a_conflict(engine: Engine) -> None:
    twins = [Change.adding(Organisation(name="Kemi")) for _ in range(2)]
    assert the_conflict(save(engine, *twins)).reason == "exists"


def test_removing_what_somebody_has_hung_something_on_is_a_conflict(engine: Engine) -> None:
    build(engine, SMALL)
    one = action(engine, "Kysely")
    seen = row_of(engine, "action", one.id)
    first = Assessment(action_id=one.id, number=1, assessed_on=TODAY, light="green")
    save(engine, Change.adding(first), author="Arvioija")
    conflict = the_conflict(save(engine, Change.removing(seen)))
    assert (conflict.reason, conflict.entity, conflict.author) == ("in_use", "action", "Arvioija")


def test_hanging_something_on_what_somebody_has_removed_is_a_conflict(engine: Engine) -> None:
    build(engine, SMALL)
    one = action(engine, "Kysely")
    save(engine, Change.removing(row_of(engine, "action", one.id)), author="Poistaja")
    late = Assessment(action_id=one.id, number=1, assessed_on=TODAY, light="green")
    conflict = the_conflict(save(engine, Change.adding(late)))
    assert (conflict.reason, conflict.entity, conflict.author) == ("parent_removed", "assessment", "Poistaja")


def test_moving_an_action_to_a_goal_of_another_focus_area_alone_is_refused_with_a_sentence(
    engine: Engine,
) -> None:
    plan = build(engine, SMALL + "2. Turvallisuus\n  Tavoite\n")
    one = action(engine, "Kysely")
    goal = plan.focus_areas[1].goals[0]
    before = tree(engine)
    outcome = save(engine, Change.changing("action", one.id, goal_id=(one.goal_id, goal.id)))
    assert [conflict.reason for conflict in outcome.conflicts] == ["apart"]
    assert tree(engine) == before


def test_moving_an_action_away_from_its_sub_actions_is_refused_with_a_sentence(engine: Engine) -> None:
    plan = build(engine, "1. Painopiste\n  - Kokonaisuus\n    - Osa\n2. Toinen")
    one = action(engine, "Kokonaisuus")
    move = Change.changing("action", one.id, focus_area_id=(one.focus_area_id, plan.focus_areas[1].id))
    before = tree(engine)
    outcome = save(engine, move)
    assert [conflict.reason for conflict in outcome.conflicts] == ["apart"]
    assert tree(engine) == before


def test_every_conflict_has_a_sentence() -> None:
    for reason in ("changed", "edited", "removed", "exists", "in_use", "parent_removed", "apart"):
        conflict = Conflict("action", "1", "Kysely", reason, "name", "a", "b", "c", "Joku", NOW)
        assert "Kysely" in conflict.message
        assert "Joku" in conflict.message


# --- assessments are never overwritten


def test_two_who_saw_the_same_latest_assessment_get_a_conflict_and_both_lights(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely [red 2024-12-31]")
    one = action(engine, "Kysely")
    first = Assessment(action_id=one.id, number=one.next_number, assessed_on=TODAY, light="green")
    second = Assessment(action_id=one.id, number=one.next_number, assessed_on=TODAY, light="yellow")
    assert save(engine, Change.adding(first), author="Liikunta", now=LATER).done
    conflict = the_conflict(save(engine, Change.adding(second)))
    assert (conflict.reason, conflict.mine, conflict.theirs) == ("changed", "yellow", "green")
    assert (conflict.author, conflict.label) == ("Liikunta", "Kysely")
    assert [a.light.value for a in action(engine, "Kysely").assessments] == ["red", "green"]


def test_a_new_assessment_leaves_the_old_one_as_it_was(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely [red 2024-12-31]")
    one = action(engine, "Kysely")
    save(engine, Change.adding(Assessment(action_id=one.id, number=2, assessed_on=TODAY, light="green")))
    assert tree(engine).endswith("- Kysely [red 2024-12-31, green 2025-11-03]")


def test_several_assessments_of_one_action_fit_in_one_change_set(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely")
    one = action(engine, "Kysely")
    rows = [Assessment(action_id=one.id, number=n, assessed_on=date(2020 + n, 12, 31)) for n in (1, 2, 3)]
    assert save(engine, *map(Change.adding, rows)).done


def test_an_assessment_that_skips_a_number_is_a_conflict(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely [red 2024-12-31]")
    skipping = Assessment(action_id=action(engine, "Kysely").id, number=3, assessed_on=TODAY)
    assert the_conflict(save(engine, Change.adding(skipping))).reason == "changed"


def test_an_assessment_can_be_corrected_by_removing_it_and_adding_another_at_once(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely [red 2024-12-31]")
    (old,) = snapshot(engine)["assessment"]
    one = action(engine, "Kysely")
    new = Assessment(action_id=one.id, number=1, assessed_on=TODAY, light="green")
    assert save(engine, Change.removing(row_of(engine, "assessment", old)), Change.adding(new)).done
    assert tree(engine).endswith("- Kysely [green 2025-11-03]")


# --- rules


def problem_codes(outcome: Outcome) -> list[str]:
    """The codes of an outcome that did nothing."""
    assert outcome.change_set is None
    return [problem.code for problem in outcome.problems]


@pytest.mark.parametrize("name", ["", "   ", "\n", None])
def test_a_required_name_cannot_be_emptied(engine: Engine, name: str | None) -> None:
    build(engine, SMALL)
    before = tree(engine)
    outcome = save(engine, Change.changing("action", action(engine, "Kysely").id, name=("Kysely", name)))
    assert problem_codes(outcome) == ["empty"]
    assert "ei voi olla tyhjä: kirjoita siihen teksti" in outcome.problems[0].message
    assert tree(engine) == before


def test_a_text_of_ten_thousand_characters_is_refused_whole_with_both_lengths(engine: Engine) -> None:
    build(engine, SMALL)
    outcome = save(
        engine, Change.changing("action", action(engine, "Kysely").id, name=("Kysely", "x" * 10_000))
    )
    assert problem_codes(outcome) == ["too_long"]
    message = outcome.problems[0].message.replace("\xa0", " ")
    assert "10 000 merkkiä" in message
    assert "enintään 5 000 merkkiin" in message


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_a_character_that_no_database_can_keep_is_refused(engine: Engine, character: str) -> None:
    outcome = save(engine, Change.adding(Organisation(name=f"Ke{character}mi")))
    assert problem_codes(outcome) == ["bad_character"]


def test_a_file_of_a_very_long_name_can_be_taken_in(engine: Engine) -> None:
    added = Change.adding(Organisation(name="Kemi"))
    change_set = ChangeSet((added,), source="import", file="a" * 400 + ".xlsx")
    assert apply(engine, change_set, author="b" * 400, now=NOW).done


def test_a_text_of_exactly_the_limit_is_kept_whole(engine: Engine) -> None:
    build(engine, SMALL)
    text = "ä" * TEXT_LIMIT
    assert save(engine, Change.changing("action", action(engine, "Kysely").id, name=("Kysely", text))).done
    assert text in tree(engine)


def test_a_due_date_before_the_start_is_refused(engine: Engine) -> None:
    build(engine, "1. Painopiste\n  - Kysely (from 2025-05-01)")
    id_ = action(engine, "Kysely").id
    outcome = save(engine, Change.changing("action", id_, due=(None, date(2025, 4, 30))))
    assert problem_codes(outcome) == ["due_before_start"]
    assert save(engine, Change.changing("action", id_, due=(None, date(2025, 5, 1)))).done


def test_a_plan_that_ends_before_it_begins_is_refused(engine: Engine) -> None:
    plan = build(engine, SMALL)
    change = Change.changing("plan", plan.id, starts=(None, TODAY), ends=(None, TODAY - timedelta(days=1)))
    assert problem_codes(save(engine, change)) == ["due_before_start"]


def test_an_unknown_light_is_refused(engine: Engine) -> None:
    build(engine, SMALL)
    row = Assessment(action_id=action(engine, "Kysely").id, number=1, assessed_on=TODAY, light="blue")
    assert problem_codes(save(engine, Change.adding(row))) == ["unknown_value"]


def test_an_unknown_kind_of_organisation_is_refused(engine: Engine) -> None:
    assert problem_codes(save(engine, Change.adding(Organisation(name="Kemi", kind="planet")))) == [
        "unknown_value"
    ]


@pytest.mark.parametrize("bodies", [["Sivistys; liikunta"], [""], ["Sivistys\nliikunta"]])
def test_a_responsible_body_that_would_fall_in_two_is_refused(engine: Engine, bodies: list[str]) -> None:
    build(engine, SMALL)
    change = Change.changing("action", action(engine, "Kysely").id, responsible=([], bodies))
    assert problem_codes(save(engine, change)) == ["bad_list"]


@pytest.mark.parametrize("field", ["schedule", "position", "responsible"])
def test_a_field_that_cannot_be_without_value_asks_for_one(engine: Engine, field: str) -> None:
    build(engine, SMALL)
    one = action(engine, "Kysely")
    old = {"schedule": "", "position": one.position, "responsible": []}[field]
    assert problem_codes(save(engine, Change.changing("action", one.id, **{field: (old, None)}))) == ["empty"]


@pytest.mark.parametrize("months", [0, -1, 10**20])
def test_an_interval_of_assessment_that_no_calendar_knows_is_refused(engine: Engine, months: int) -> None:
    plan = build(engine, SMALL)
    change = Change.changing("plan", plan.id, assessment_interval_months=(4, months))
    assert problem_codes(save(engine, change)) == ["unknown_value"]


def test_the_sentence_of_a_problem_names_the_row(engine: Engine) -> None:
    build(engine, SMALL)
    id_ = action(engine, "Kysely").id
    outcome = save(engine, Change.changing("action", id_, starts=(None, TODAY), due=(None, date(2020, 1, 1))))
    assert outcome.problems[0].message.startswith("Toimenpide ”Kysely”: ")


def test_all_problems_of_a_change_set_are_told_at_once(engine: Engine) -> None:
    build(engine, SMALL)
    changes = [
        Change.changing("action", action(engine, name).id, name=(name, ""))
        for name in ("Kysely", "Asukasraati")
    ]
    assert problem_codes(save(engine, *changes)) == ["empty", "empty"]


def test_the_plan_of_a_focus_area_must_exist(engine: Engine) -> None:
    conflict = the_conflict(save(engine, Change.adding(FocusArea(plan_id="nothing", name="Painopiste"))))
    assert conflict.reason == "parent_removed"


def test_a_row_and_what_hangs_on_it_can_be_added_in_any_order(engine: Engine) -> None:
    build(engine, SMALL)
    area = view(engine).focus_areas[0]
    goal = Goal(focus_area_id=area.id, name="Uusi tavoite", position=9)
    new = Action(focus_area_id=area.id, goal_id=goal.id, name="Uusi toimenpide")
    change_set = ChangeSet((Change.adding(new), Change.adding(goal)))
    assert apply(engine, change_set, author=AUTHOR, now=NOW).done
    assert tree(engine, PLAN).endswith("Uusi tavoite\n    Uusi toimenpide")
