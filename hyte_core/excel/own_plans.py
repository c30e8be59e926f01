"""Our own sheets of actions and assessments: rows that need each other, and what is left out means the row above."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from hyte_core.excel.grid import NO_RESULT, Sheet
from hyte_core.excel.layout import fields_by_header
from hyte_core.excel.own_cells import CellError, choice_in, date_in, items_in, text_in, yes_in
from hyte_core.locale import _
from hyte_core.problems import Problem
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord, PlanRecord


def headers_of(sheet: Sheet) -> dict[str, str]:
    """{column letter: text} of the first row."""
    return {get_column_letter(n): text for n, text in sheet.texts(1)}


@dataclass
class _Cells:
    """One row of a table: the values of its fields, and where each stands."""

    sheet: str
    row: int
    letters: dict[str, str]
    values: dict[str, Any]

    def cell(self, name: str) -> str:
        return f"{self.letters.get(name, 'A')}{self.row}"

    def text(self, name: str) -> str:
        return text_in(self.values.get(name))


class PlanSheets:
    """Reads the sheets of actions and assessments; what it finds is in its lists, problems go to ``problems``.

    ``plan`` and ``organisation`` are for rows that do not name theirs, and before them the plan ``first``.
    """

    def __init__(self, plan: str, organisation: str, problems: list[Problem]) -> None:
        self.plan, self.organisation, self.problems = plan, organisation, problems
        self.first: PlanRecord | None = None
        self.goals: dict[tuple[str, str, str, str | None], GoalRecord] = {}
        self.actions: list[ActionRecord] = []
        self.assessments: list[tuple[_Cells, AssessmentRecord]] = []

    def read(self, sheet: Sheet, kind: str) -> tuple[dict[int, str], int]:
        """Read a sheet of "actions" or "assessments": its columns' fields, and how many rows it has."""
        known = fields_by_header()
        names = {n: name for n, text in sheet.texts(1) if (name := known.get(text.casefold()))}
        letters = {name: get_column_letter(n) for n, name in names.items()}
        above: _Cells | None = None
        rows = list(self._rows(sheet, names, letters))
        for cells in rows:
            if kind == "actions":
                self._read_action(cells, above)
            else:
                self._read_assessment(cells, above)
            above = cells
        return names, len(rows)

    def _rows(self, sheet: Sheet, names: dict[int, str], letters: dict[str, str]) -> Iterator[_Cells]:
        for number in sorted(sheet.rows):
            row = sheet.rows[number]
            values = {
                name: row[n].value for n, name in names.items() if n in row and row[n].value is not NO_RESULT
            }
            cells = _Cells(sheet.title, number, letters, values)
            if number > 1 and any(cells.text(name) for name in values):
                yield cells

    def actions_with_history(self) -> Iterator[ActionRecord]:
        """The actions with their assessments from the sheet of their own."""
        history: dict[tuple[str, ...], list[AssessmentRecord]] = {}
        for cells, assessment in self.assessments:
            history.setdefault(self._identity(cells), []).append(assessment)
        for action in self.actions:
            key = _identity_of(action)
            past = history.pop(key, [])
            yield _with(action, past)
        for cells, _assessment in self.assessments:
            if self._identity(cells) in history:
                message = _(
                    "Arvion toimenpidettä ei ole välilehdellä Toimenpiteet: lisää se tai korjaa teksti."
                )
                self._problem(cells, "action", "unknown_action", message)

    # --- one kind of row each

    def _read_action(self, cells: _Cells, above: _Cells | None) -> None:
        self._fill_down(cells, above)
        area = cells.text("focus_area")
        if not area:
            self._problem(cells, "focus_area", "empty", _("Painopiste puuttuu: kirjoita se tälle riville."))
            return
        organisation, plan = self._owner(cells)
        goal = cells.text("goal") or None
        place = (organisation, plan, area, goal)
        if place not in self.goals:
            self.goals[place] = GoalRecord(plan, area, goal, organisation, cells.sheet, cells.cell("goal"))
        if cells.text("action"):
            self.actions.append(self._action(cells, organisation, plan, area, goal))
        elif cells.text("sub_action"):
            self._problem(
                cells, "action", "empty", _("Alatoimenpiteeltä puuttuu toimenpide, jonka osa se on.")
            )

    def _action(
        self, cells: _Cells, organisation: str, plan: str, area: str, goal: str | None
    ) -> ActionRecord:
        part, name = cells.text("sub_action"), cells.text("action")
        light = self._light(cells)
        assessed_on = self._date(cells, "assessed_on")
        note, interpreted = cells.text("note"), self._yes(cells, "interpreted")
        own = AssessmentRecord(assessed_on, light, note, interpreted, cells.sheet, cells.cell("light"))
        return ActionRecord(
            plan=plan,
            focus_area=area,
            goal=goal,
            action=part or name,
            parent=name if part else None,
            responsible=items_in(cells.text("responsible")),
            schedule=cells.text("schedule"),
            starts=self._date(cells, "starts"),
            due=self._date(cells, "due"),
            indicators=items_in(cells.text("indicators")),
            baseline_target=cells.text("baseline_target"),
            light=light,
            note=note,
            assessed_on=assessed_on,
            interpreted=interpreted,
            assessments=(own,) if light or note else (),
            organisation=organisation,
            key=cells.text("key") or None,
            given=frozenset(cells.letters),
            sheet=cells.sheet,
            cell=cells.cell("sub_action" if part else "action"),
        )

    def _read_assessment(self, cells: _Cells, above: _Cells | None) -> None:
        self._fill_down(cells, above)
        assessed_on = self._date(cells, "assessed_on")
        if assessed_on is None:
            self._problem(
                cells, "assessed_on", "empty", _("Arvion päivä puuttuu: kirjoita se muodossa 31.12.2025.")
            )
            return
        light, note = self._light(cells), cells.text("note")
        yes = self._yes(cells, "interpreted")
        self.assessments.append(
            (cells, AssessmentRecord(assessed_on, light, note, yes, cells.sheet, cells.cell("light")))
        )

    # --- cells

    def _fill_down(self, cells: _Cells, above: _Cells | None) -> None:
        """An empty focus area means the one above, with its goal; a new focus area has no goal unless it is given."""
        if above is None or cells.text("focus_area"):
            return
        cells.values["focus_area"] = above.values.get("focus_area")
        for name in ("organisation", "plan", "goal"):
            if not cells.text(name):
                cells.values[name] = above.values.get(name)

    def _owner(self, cells: _Cells) -> tuple[str, str]:
        organisation = cells.text("organisation") or self.organisation
        plan = cells.text("plan") or self.plan
        if self.first:
            organisation, plan = organisation or self.first.organisation, plan or self.first.plan
        return organisation, plan

    def _identity(self, cells: _Cells) -> tuple[str, ...]:
        """What tells the row's action from others: our own key, else its place and text."""
        if cells.text("key"):
            return (cells.text("key"),)
        parent = cells.text("action") if cells.text("sub_action") else ""
        name = cells.text("sub_action") or cells.text("action")
        return (
            *self._owner(cells),
            cells.text("focus_area"),
            cells.text("goal"),
            parent,
            name,
        )

    def _light(self, cells: _Cells) -> str | None:
        try:
            return choice_in("light", cells.values.get("light"))
        except CellError as error:
            self._problem(cells, "light", error.code, str(error))
            return None

    def _date(self, cells: _Cells, name: str) -> date | None:
        try:
            return date_in(cells.values.get(name))
        except CellError as error:
            self._problem(cells, name, error.code, str(error))
            return None

    def _yes(self, cells: _Cells, name: str) -> bool:
        return yes_in(cells.values.get(name))

    def _problem(self, cells: _Cells, name: str, code: str, message: str) -> None:
        value = cells.text(name) or None
        self.problems.append(Problem(code, message, sheet=cells.sheet, cell=cells.cell(name), value=value))


def _identity_of(action: ActionRecord) -> tuple[str, ...]:
    if action.key:
        return (action.key,)
    return (
        action.organisation,
        action.plan,
        action.focus_area,
        action.goal or "",
        action.parent or "",
        action.action,
    )


def _with(action: ActionRecord, past: list[AssessmentRecord]) -> ActionRecord:
    """The action with its history; its own row's assessment is the last one unless the history has it."""
    own = action.assessments
    said = {(a.assessed_on, a.light, a.note) for a in past}
    extra = tuple(a for a in own if (a.assessed_on, a.light, a.note) not in said)
    return replace(action, assessments=tuple(past) + extra)
