"""Plans as small indented trees of text: to build one in a test's database, and to see what a database holds.

    1. Osallisuus
      Tavoite
        Toimenpide [red 2024-12-31, green 2025-06-30]
          - Alatoimenpide (Sivistystoimi; Liikunta, due 2025-12-31)
      - Toimenpide ilman tavoitetta

A line at the margin is a focus area, one step in a goal, further in actions; "- " marks an action anywhere.
Square brackets hold assessments, the oldest first; round ones responsible bodies, "from" and "due" dates.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine

from hyte_core.changes import Change, ChangeSet, Outcome, apply
from hyte_core.model import ENTITIES, Action, Assessment, FocusArea, Goal, Organisation, Plan
from hyte_core.views import ActionView, PlanView, plan_heads, plan_view

NOW = datetime(2025, 11, 3, 10, 15, tzinfo=UTC)
TODAY = date(2025, 11, 3)
AUTHOR = "Koordinaattori"
ORGANISATION, PLAN = "Testikunta", "Testisuunnitelma"

_LINE = re.compile(r"^(?P<dash>- )?(?P<name>.*?)(?: \((?P<facts>[^()]*)\))?(?: \[(?P<lights>[^]]*)\])?$")


def build(engine: Engine, text: str, *, organisation: str = ORGANISATION, plan: str = PLAN) -> PlanView:
    """Write the plan that the tree draws, as one change set, and give it back as it can be read."""
    owner = Organisation(name=organisation)
    whole = Plan(organisation_id=owner.id, name=plan)
    rows: list[Any] = [owner, whole, *_rows(whole.id, text)]
    outcome = save(engine, *(Change.adding(row) for row in rows))
    assert outcome.done, outcome
    return view(engine, plan)


def save(engine: Engine, *changes: Change, author: str = AUTHOR, now: datetime = NOW) -> Outcome:
    """Apply the changes as one change set made with a form."""
    return apply(engine, ChangeSet(changes), author=author, now=now)


def view(engine: Engine, plan: str = PLAN) -> PlanView:
    """The plan with this name."""
    with engine.connect() as connection:
        (head,) = [head for head in plan_heads(connection) if head.name == plan]
        found = plan_view(connection, head.id)
    assert found is not None
    return found


def action(engine: Engine, name: str, plan: str = PLAN) -> ActionView:
    """The only action with this name."""
    (found,) = [one for one in view(engine, plan).actions if one.name == name]
    return found


def tree(engine: Engine, plan: str = PLAN) -> str:
    """The plan in the database drawn as a tree."""
    return "\n".join(_drawn(view(engine, plan)))


def snapshot(engine: Engine) -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of every table of content, by entity and id."""
    with engine.connect() as connection:
        return {
            entity: {row.id: dict(row._mapping) for row in connection.execute(model.__table__.select())}
            for entity, model in ENTITIES.items()
        }


def empty(engine: Engine) -> None:
    """Take every row of every table away: faster than a fresh database for each example of a property."""
    with engine.begin() as connection:
        for table in ("journal", "change_set", *ENTITIES):
            connection.exec_driver_sql(f'DELETE FROM "{table}"')


def _rows(plan: str, text: str) -> Iterable[Any]:
    lines = [line for line in text.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    above: list[Any] = []
    for position, line in enumerate(lines, start=1):
        depth = (len(line) - len(line.lstrip()) - margin) // 2
        match = _LINE.match(line.strip())
        assert match, line
        del above[depth:]
        row = _row(plan, above, match, position)
        above.append(row)
        yield row
        for number, said in enumerate(filter(None, (match["lights"] or "").split(", ")), start=1):
            light, _, day = said.partition(" ")
            yield Assessment(
                action_id=row.id,
                number=number,
                assessed_on=date.fromisoformat(day),
                light=None if light == "grey" else light,
            )


def _row(plan: str, above: list[Any], match: re.Match[str], position: int) -> Any:
    if not above:
        return FocusArea(plan_id=plan, position=position, name=match["name"])
    parent = above[-1]
    area = above[0].id
    if isinstance(parent, FocusArea) and not match["dash"]:
        return Goal(focus_area_id=area, position=position, name=match["name"])
    goal = next((row.id for row in above if isinstance(row, Goal)), None)
    facts = [fact.strip() for fact in (match["facts"] or "").split(",") if fact.strip()]
    dates = {fact.split()[0]: date.fromisoformat(fact.split()[1]) for fact in facts if _is_date(fact)}
    bodies = [body.strip() for fact in facts if not _is_date(fact) for body in fact.split(";")]
    return Action(
        focus_area_id=area,
        goal_id=goal,
        parent_id=parent.id if isinstance(parent, Action) else None,
        position=position,
        name=match["name"],
        responsible=bodies,
        starts=dates.get("from"),
        due=dates.get("due"),
    )


def _is_date(fact: str) -> bool:
    return fact.startswith(("due ", "from "))


def _drawn(plan: PlanView) -> Iterable[str]:
    for area in plan.focus_areas:
        yield area.name
        actions = plan.of_area(area.id)
        yield from (_action_line(plan, one) for one in actions if one.goal_id is None)
        for goal in area.goals:
            yield f"  {goal.name}"
            yield from (_action_line(plan, one) for one in actions if one.goal_id == goal.id)


def _action_line(plan: PlanView, one: ActionView) -> str:
    depth, parent = (2 if one.goal_id else 1), one.parent_id
    while parent:
        depth, parent = depth + 1, plan.by_id[parent].parent_id
    facts = [*(["; ".join(one.responsible)] if one.responsible else [])]
    facts += [f"{word} {day}" for word, day in (("from", one.starts), ("due", one.due)) if day]
    lights = [f"{a.light.value} {a.assessed_on}" for a in one.assessments]
    dash = "- " if depth != 2 or not one.goal_id else ""
    return (
        "  " * depth
        + dash
        + one.name
        + (f" ({', '.join(facts)})" if facts else "")
        + (f" [{', '.join(lights)}]" if lights else "")
    )
