"""Rows are matched by key, by text or by a similar text; what is doubtful is asked, never guessed."""

from edited_workbooks import by_hand
from sqlalchemy import Engine
from trees import NOW, ORGANISATION, PLAN, TODAY, build, tree

from hyte_core.imports import accept, load, same_rows
from hyte_core.imports.matching import NEW

SMALL = """
1. Osallisuus
  Kuullaan asukkaita
    Asukasraati kokoontuu neljä kertaa vuodessa [yellow 2025-01-15]
    Kyselyjen vastausprosentti nousee
2. Ympäristö
  Lähiluonto
    Avataan luontopolku koulun viereen
"""


def row(
    action: str, area: str = "1. Osallisuus", goal: str = "Kuullaan asukkaita", **more: object
) -> dict[str, object]:
    return {
        "Organisaatio": ORGANISATION,
        "Suunnitelma": PLAN,
        "Painopiste": area,
        "Tavoite": goal,
        "Toimenpide": action,
        **more,
    }


def loaded(engine: Engine, *rows: dict[str, object], **options: object):
    return load(engine, "tiedosto.xlsx", by_hand(*rows), today=TODAY, **options)  # type: ignore[arg-type]


def test_a_small_edit_of_a_text_is_the_same_action(engine: Engine) -> None:
    build(engine, SMALL)
    found = loaded(engine, row("Asukasraati kokoontuu neljä kertaa vuodesssa."))
    assert found.comparison.counts["changed"] == 1
    assert found.comparison.counts["added"] == 0


def test_a_doubtful_match_is_asked_and_changes_nothing_until_it_is_answered(engine: Engine) -> None:
    build(engine, SMALL)
    found = loaded(engine, row("Asukasraati kokoontuu kaksi kertaa kuussa"))
    (question,) = found.comparison.questions
    assert question.candidates[0].name.startswith("Asukasraati")
    assert [c for c in found.comparison.changes if c.entity == "action"] == []
    assert [p.code for p in found.reading.problems] == ["doubtful_match"]


def test_an_answer_says_which_action_it_is_or_that_it_is_new(engine: Engine) -> None:
    build(engine, SMALL)
    asked = row("Asukasraati kokoontuu kaksi kertaa kuussa")
    (question,) = loaded(engine, asked).comparison.questions
    same = loaded(engine, asked, answers={question.place: question.candidates[0].id}).comparison
    assert (same.counts["changed"], same.counts["added"], same.questions) == (1, 0, ())
    new = loaded(engine, asked, answers={question.place: NEW}).comparison
    assert (new.counts["changed"], new.counts["added"], new.questions) == (0, 1, ())


def test_the_same_text_under_another_goal_is_a_move(engine: Engine) -> None:
    build(engine, SMALL)
    found = loaded(engine, row("Avataan luontopolku koulun viereen"))
    assert accept(engine, found, author="K", now=NOW).done
    assert tree(engine).index("luontopolku") < tree(engine).index("2. Ympäristö")
    assert tree(engine).count("luontopolku") == 1


def test_a_renamed_goal_keeps_its_actions(engine: Engine) -> None:
    build(engine, SMALL)
    goal = "Kuullaan ja kuunnellaan asukkaita"
    found = loaded(
        engine,
        row("Asukasraati kokoontuu neljä kertaa vuodessa", goal=goal),
        row("Kyselyjen vastausprosentti nousee", goal=goal),
    )
    assert [(c.entity, dict(c.fields)) for c in found.comparison.changes] == [
        ("goal", {"name": ("Kuullaan asukkaita", goal)})
    ]


def test_nothing_is_removed_unless_the_file_is_said_to_be_the_whole_plan(engine: Engine) -> None:
    build(engine, SMALL)
    part = row("Kyselyjen vastausprosentti nousee")
    assert loaded(engine, part).comparison.changes == ()
    whole = loaded(engine, part, whole=True)
    removed = [c.entity for c in whole.comparison.changes if c.operation == "remove"]
    assert sorted(removed) == ["action", "action", "assessment", "focus_area", "goal"]
    assert accept(engine, whole, author="K", now=NOW).done
    assert "luontopolku" not in tree(engine)


def test_a_row_that_is_left_out_takes_what_hangs_on_it_along(engine: Engine) -> None:
    build(engine, SMALL)
    found = loaded(
        engine,
        row("Perustetaan verkosto", area="3. Uusi", goal="Uusi tavoite"),
        row("Kyselyjen vastausprosentti nousee", Aikataulu="2026"),
    )
    area = next(c.id for c in found.comparison.changes if c.entity == "focus_area")
    assert accept(engine, found, author="K", now=NOW, leave=frozenset({area})).done
    assert "3. Uusi" not in tree(engine)
    assert loaded(engine, row("Kyselyjen vastausprosentti nousee", Aikataulu="2026")).comparison.changes == ()


def test_a_row_that_was_left_out_stays_out_when_the_file_is_compared_anew(engine: Engine) -> None:
    build(engine, SMALL)
    rows = (row("Perustetaan verkosto"), row("Avataan kahvila"))
    before, after = loaded(engine, *rows), loaded(engine, *rows)
    left = frozenset(c.id for c in before.comparison.changes if c.fields["name"][1] == "Perustetaan verkosto")
    assert not left & {c.id for c in after.comparison.changes}
    assert accept(engine, after, author="K", now=NOW, leave=same_rows(before, after, left)).done
    assert "verkosto" not in tree(engine)
    assert "kahvila" in tree(engine)
