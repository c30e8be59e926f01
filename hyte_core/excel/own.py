"""Reading sheets in the very layout that we write ourselves: strictly, word for word, with the hidden key."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from openpyxl.utils import get_column_letter

from hyte_core.excel.grid import NO_RESULT, Sheet
from hyte_core.excel.layout import (
    fields_by_header,
    kinds_by_word,
    lights_by_word,
    sheet_word,
    yes_words,
)
from hyte_core.excel.reading import TableFound
from hyte_core.locale import LANGUAGES, _, speaking
from hyte_core.problems import Problem
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord, MeetingRecord, PlanRecord

#: The fields that tell one kind of our tables from another, and from tables that are not ours.
_SIGNS = {
    "actions": {"focus_area", "action", "key"},
    "meetings": {"held_on", "title", "organisation"},
    "plans": {"plan", "organisation", "kind"},
}


def own_kind(sheet: Sheet) -> str | None:
    """The kind of our own table that a sheet holds; None if it is not ours."""
    names = set(_names(sheet).values())
    kind = next((k for k, signs in _SIGNS.items() if signs <= names), None)
    if kind == "actions" and "responsible" not in names and "assessed_on" in names:
        return "assessments"
    return kind


def is_own_guide(sheet: Sheet) -> bool:
    """True for the guide of our workbooks, in which there is nothing to read."""
    for language in LANGUAGES:
        with speaking(language):
            if sheet.title == sheet_word("guide"):
                return True
    return False


def _names(sheet: Sheet) -> dict[int, str]:
    known = fields_by_header()
    return {n: name for n, text in sheet.texts(1) if (name := known.get(text.casefold()))}


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
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


class OwnReader:
    """Reads the sheets of one workbook; what it finds is in its lists."""

    def __init__(self, plan: str, organisation: str) -> None:
        self.plan, self.organisation = plan, organisation
        self.tables: list[TableFound] = []
        self.problems: list[Problem] = []
        self.plans: list[PlanRecord] = []
        self.goals: dict[tuple[str, str, str, str | None], GoalRecord] = {}
        self.actions: list[ActionRecord] = []
        self.assessments: list[tuple[_Cells, AssessmentRecord]] = []
        self.meetings: list[MeetingRecord] = []

    def read(self, sheet: Sheet, kind: str) -> None:
        """Read a sheet that ``own_kind`` knew."""
        names = _names(sheet)
        letters = {name: get_column_letter(n) for n, name in names.items()}
        rows = list(self._rows(sheet, names, letters))
        headers = {get_column_letter(n): text for n, text in sheet.texts(1)}
        self.tables.append(
            TableFound(kind, sheet.title, 1, {v: k for k, v in letters.items()}, len(rows), headers)
        )
        above: _Cells | None = None
        for cells in rows:
            getattr(self, f"_read_{kind}")(cells, above)
            above = cells

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

    def _read_plans(self, cells: _Cells, _above: _Cells | None) -> None:
        name = cells.text("plan")
        organisation = cells.text("organisation")
        for place, text in (("plan", name), ("organisation", organisation)):
            if not text:
                self._problem(cells, place, "empty", _("Tämä kohta on pakollinen: kirjoita siihen nimi."))
                return
        kind = kinds_by_word().get(cells.text("kind").casefold()) if cells.text("kind") else "municipality"
        if kind is None:
            self._problem(
                cells, "kind", "unknown_value", _("Tuntematon organisaation laji: valitse luettelosta.")
            )
            return
        interval = cells.text("assessment_interval_months")
        if interval and not interval.isdigit():
            self._problem(
                cells, "assessment_interval_months", "not_a_number", _("Anna arviointiväli kuukausina.")
            )
            return
        lights = ("green", "yellow", "red")
        self.plans.append(
            PlanRecord(
                organisation=organisation,
                plan=name,
                kind=kind,
                invented=self._yes(cells, "invented"),
                starts=self._date(cells, "starts"),
                ends=self._date(cells, "ends"),
                source=cells.text("source"),
                assessment_interval_months=int(interval or 4),
                wording={light: text for light in lights if (text := cells.text(f"wording_{light}"))},
                sheet=cells.sheet,
                cell=cells.cell("plan"),
            )
        )

    def _read_actions(self, cells: _Cells, above: _Cells | None) -> None:
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
            responsible=_items(cells.text("responsible")),
            schedule=cells.text("schedule"),
            starts=self._date(cells, "starts"),
            due=self._date(cells, "due"),
            indicators=_items(cells.text("indicators")),
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

    def _read_assessments(self, cells: _Cells, above: _Cells | None) -> None:
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

    def _read_meetings(self, cells: _Cells, _above: _Cells | None) -> None:
        held_on = self._date(cells, "held_on")
        title = cells.text("title")
        if held_on is None or not title:
            self._problem(
                cells, "held_on", "empty", _("Kokoukselta puuttuu päivä tai otsikko: täytä molemmat.")
            )
            return
        organisation = cells.text("organisation") or self.organisation
        self.meetings.append(MeetingRecord(organisation, held_on, title, cells.sheet, cells.cell("held_on")))

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
        if self.plans and not (organisation and plan):
            organisation = organisation or self.plans[0].organisation
            plan = plan or self.plans[0].plan
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
        word = cells.text("light").casefold()
        if not word:
            return None
        light = lights_by_word().get(word)
        if light is None:
            self._problem(
                cells,
                "light",
                "unknown_light",
                _("Tuntematon liikennevalo: kirjoita vihreä, keltainen tai punainen."),
            )
        return light

    def _date(self, cells: _Cells, name: str) -> date | None:
        value = cells.values.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = cells.text(name)
        if not text:
            return None
        for shape in ("%d.%m.%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(text, shape).date()
            except ValueError:
                continue
        self._problem(cells, name, "not_a_date", _("Tämä ei ole päivä: kirjoita se muodossa 31.12.2025."))
        return None

    def _yes(self, cells: _Cells, name: str) -> bool:
        return cells.text(name).casefold() in yes_words()

    def _problem(self, cells: _Cells, name: str, code: str, message: str) -> None:
        value = cells.text(name) or None
        self.problems.append(Problem(code, message, sheet=cells.sheet, cell=cells.cell(name), value=value))


def _items(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


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
