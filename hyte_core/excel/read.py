"""Reading workbooks in our own layout into records, with a problem for each cell that cannot be understood."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from hyte_core.excel.layout import fields_by_header, kinds_by_word, lights_by_word, yes_words
from hyte_core.locale import _
from hyte_core.problems import Problem
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord, MeetingRecord, PlanRecord, Records

#: The fields that tell one kind of table from another; the first kind whose fields are all there wins.
_SIGNS = {
    "actions": {"focus_area", "action"},
    "meetings": {"held_on", "title"},
    "plans": {"plan", "organisation"},
}


@dataclass(frozen=True)
class TableFound:
    """A table that was recognised: its kind, sheet, the header's row, {column letter: field}, and rows."""

    kind: str
    sheet: str
    header_row: int
    columns: dict[str, str]
    rows: int


@dataclass(frozen=True)
class Reading:
    """What a workbook says: records, the tables they stand in, and what could not be understood."""

    records: Records = field(default_factory=Records)
    tables: tuple[TableFound, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True if something in the file must be mended before anything of it can be used."""
        return any(problem.severity == "error" for problem in self.problems)


def read_workbook(content: bytes, *, plan: str = "", organisation: str = "") -> Reading:
    """The records of a workbook. ``plan`` and ``organisation`` are for rows that do not name theirs.

    Never raises for what is in the file: everything that cannot be understood is a problem with its cell.
    """
    try:
        book = load_workbook(BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError):
        message = _(
            "Tiedosto ei ole Excel-työkirja (.xlsx) tai se on vioittunut: avaa se Excelissä ja tallenna uudelleen."
        )
        return Reading(problems=(Problem("not_a_workbook", message),))
    reader = _Reader(plan, organisation)
    for sheet in book.worksheets:
        reader.read(sheet)
    if not reader.tables:
        message = _(
            "Työkirjasta ei löytynyt taulukkoa, jossa on otsikot Painopiste ja Toimenpide: käytä mallipohjaa."
        )
        reader.problems.append(Problem("no_table", message))
    return Reading(reader.records(), tuple(reader.tables), tuple(reader.problems))


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


class _Reader:
    def __init__(self, plan: str, organisation: str) -> None:
        self.plan, self.organisation = plan, organisation
        self.tables: list[TableFound] = []
        self.problems: list[Problem] = []
        self.plans: list[PlanRecord] = []
        self.goals: dict[tuple[str, str, str, str | None], GoalRecord] = {}
        self.actions: list[ActionRecord] = []
        self.assessments: list[tuple[_Cells, AssessmentRecord]] = []
        self.meetings: list[MeetingRecord] = []

    def read(self, sheet: Worksheet) -> None:
        header = [str(cell.value or "").strip().casefold() for cell in next(sheet.iter_rows(max_row=1), ())]
        names = {n: name for n, text in enumerate(header) if (name := fields_by_header().get(text))}
        kind = next((k for k, signs in _SIGNS.items() if signs <= set(names.values())), None)
        if kind is None:
            return
        if kind == "actions" and "responsible" not in names.values() and "assessed_on" in names.values():
            kind = "assessments"
        letters = {name: get_column_letter(n + 1) for n, name in names.items()}
        rows = list(self._rows(sheet, names, letters))
        self.tables.append(TableFound(kind, sheet.title, 1, {v: k for k, v in letters.items()}, len(rows)))
        above: _Cells | None = None
        for cells in rows:
            getattr(self, f"_read_{kind}")(cells, above)
            above = cells

    def _rows(self, sheet: Worksheet, names: dict[int, str], letters: dict[str, str]) -> Iterator[_Cells]:
        for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
            values = {name: row[n] for n, name in names.items() if n < len(row)}
            cells = _Cells(sheet.title, number, letters, values)
            if any(cells.text(name) for name in values):
                yield cells

    def records(self) -> Records:
        return Records(
            tuple(self.plans), tuple(self.goals.values()), tuple(self._with_history()), tuple(self.meetings)
        )

    def _with_history(self) -> Iterator[ActionRecord]:
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
            self._problem(cells, "held_on", "empty", _("Kokous tarvitsee päivän ja otsikon."))
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
        parent = cells.text("action") if cells.text("sub_action") else ""
        name = cells.text("sub_action") or cells.text("action")
        return (
            cells.text("key"),
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
    return (
        action.key or "",
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
