"""Any plan written to a workbook and read back says the same: nothing is added, changed or removed."""

from datetime import date

import pytest
from edited_workbooks import counts, download, take
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from trees import TODAY, action, build, empty, save, snapshot

from hyte_core.changes import Change
from hyte_core.model import Action, Assessment, FocusArea, Goal, Meeting, Organisation, Plan, Row

NOTHING = {"added": 0, "changed": 0, "removed": 0}
#: Texts that a person can write in a form: any letters, lines, spaces around, and the signs of formulas.
LETTERS = st.characters(exclude_categories=["Cs", "Cn", "Cc"]) | st.sampled_from("\n\t =+-@\"';,äÄ")
TEXTS = st.builds(
    str.__add__, st.sampled_from(["", "=", "+", "-", "@", "'", " ", "=SUM(A1:A9)", "\n"]), st.text(LETTERS)
)
LONG = st.sampled_from(["x" * 5000, "rivi\n" * 900, "ä" * 4999 + "="])
NAMES = st.one_of(TEXTS, TEXTS, TEXTS, LONG).filter(lambda text: text.strip())
SHORT = NAMES.map(lambda text: text[:200]).filter(lambda text: text.strip())
ITEMS = st.lists(SHORT.filter(lambda text: not set(";\n\r") & set(text)).map(str.strip), max_size=3)
DATES = st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    """An organisation with a plan, its focus areas, goals, actions, sub-actions, assessments and meetings."""
    owner = Organisation(name=draw(SHORT), kind=draw(st.sampled_from(["municipality", "county", "sector"])))
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    words = st.dictionaries(st.sampled_from(["green", "yellow", "red"]), SHORT)
    plan = Plan(
        organisation_id=owner.id,
        name=draw(SHORT),
        source=draw(TEXTS),
        wording=draw(words),
        starts=first if first.year > 1900 else None,
        ends=last if last.year > 1900 else None,
    )
    rows: list[Row] = [owner, plan]
    for position in range(draw(st.integers(0, 3))):
        area = FocusArea(plan_id=plan.id, position=position, name=f"{position} {draw(NAMES)}"[:5000])
        rows.append(area)
        goals = [
            Goal(focus_area_id=area.id, position=n, name=draw(NAMES)) for n in range(draw(st.integers(0, 2)))
        ]
        rows += goals
        for n in range(draw(st.integers(0, 3))):
            goal = draw(st.sampled_from([None, *goals]))
            whole = draw(actions(area.id, goal.id if goal else None, None, n))
            rows += whole
            if draw(st.booleans()):
                rows += draw(actions(area.id, goal.id if goal else None, whole[0].id, 0))
    held_on = st.dates(date(2000, 1, 1), date(2100, 1, 1))
    meetings = st.builds(Meeting, organisation_id=st.just(owner.id), held_on=held_on, title=SHORT)
    return rows + draw(st.lists(meetings, max_size=2))


@st.composite
def actions(
    draw: st.DrawFn, focus_area: str, goal: str | None, parent: str | None, position: int
) -> list[Row]:
    """An action, followed by its assessments."""
    starts, due = draw(DATES), draw(DATES)
    if starts and due and due < starts:
        starts, due = due, starts
    row = Action(
        focus_area_id=focus_area,
        goal_id=goal,
        parent_id=parent,
        position=position,
        name=draw(NAMES),
        responsible=draw(ITEMS),
        indicators=draw(ITEMS),
        schedule=draw(SHORT | st.just("")),
        baseline_target=draw(TEXTS),
        starts=starts,
        due=due,
    )
    said = [
        Assessment(
            action_id=row.id,
            number=number,
            assessed_on=draw(st.dates(date(2000, 1, 1), date(2100, 1, 1))),
            light=draw(st.sampled_from(["green", "yellow", "red", None])),
            note=draw(TEXTS | LONG),
            interpreted=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    return [row, *said]


def written(engine: Engine, rows: list[Row]) -> bytes:
    """The workbook of a database that holds these rows and nothing else."""
    empty(engine)
    assert save(engine, *map(Change.adding, rows)).done
    return download(engine)


@given(plans())
def test_a_plan_downloaded_and_imported_again_changes_nothing(engine: Engine, rows: list[Row]) -> None:
    content = written(engine, rows)
    before = snapshot(engine)
    assert counts(engine, content) == NOTHING
    assert take(engine, content).done
    assert snapshot(engine) == before


@settings(max_examples=8)
@given(plans())
def test_a_plan_taken_to_an_empty_database_changes_nothing_when_it_is_taken_again(
    engine: Engine, rows: list[Row]
) -> None:
    content = written(engine, rows)
    empty(engine)
    assert take(engine, content).done
    assert counts(engine, content) == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "=SUM(A1)",
        "+358 40 123",
        "-bullet",
        "@somebody",
        "'quoted",
        "  spaces around  ",
        "line\nline\r\nline",
        "12.5.2025",
        "0001",
        "1e5",
        "TOSI",
        "#N/A",
        "_x000D_ _x0041_",
        "a\x0bb\x01c",
        "x" * 5000,
    ],
)
def test_a_text_that_excel_could_take_for_something_else_comes_back_as_it_was(
    engine: Engine, text: str
) -> None:
    build(engine, "1. Osallisuus\n  - Kysely [red 2024-12-31]")
    one = action(engine, "Kysely")
    assessment = Assessment(action_id=one.id, number=2, assessed_on=TODAY, light="green", note=text)
    renaming = Change.changing("action", one.id, name=("Kysely", text), baseline_target=("", text))
    assert save(engine, renaming, Change.adding(assessment)).done
    assert counts(engine, download(engine)) == NOTHING
