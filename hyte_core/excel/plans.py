"""Plans: from the rows of a table to goals and actions with their lights."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hyte_core.excel.assessing import Assessor
from hyte_core.excel.column import Column
from hyte_core.excel.findings import Around
from hyte_core.excel.grid import name_of
from hyte_core.excel.plan_details import Details
from hyte_core.excel.plan_rows import Layout, label_and_rest
from hyte_core.excel.splitting import Item, items, rows_of
from hyte_core.excel.tables import Table
from hyte_core.locale import _
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord

#: What kinds of column give which fields of an action; a file without them says nothing of those.
_GIVEN = ("responsible", "schedule", "starts", "due", "indicators", "baseline_target")


@dataclass
class _Place:
    """Where in the plan the rows are now."""

    area: str = ""
    goal: str | None = None
    where: tuple[int, int] = (1, 1)


@dataclass
class PlanTable:
    """The goals and actions of one table."""

    goals: list[GoalRecord] = field(default_factory=list)
    actions: list[ActionRecord] = field(default_factory=list)
    rows: int = 0


def read_plan(table: Table, around: Around) -> PlanTable:
    """Read a table whose rows are actions."""
    return _PlanReader(table, around).read()


class _PlanReader:
    def __init__(self, table: Table, around: Around) -> None:
        self.table, self.sheet, self.around = table, table.sheet, around
        self.problems = around.problems
        self.layout = Layout(table)
        self.by_field = {c.field: table.of(c.field) for c in table.columns if c.field}
        self.given = frozenset(f for f in _GIVEN if f in self.by_field)
        self.implied = self._implied()
        self.details = Details(table, around.problems)
        self.assessor = Assessor(table, around)
        self.found = PlanTable()
        self.place = _Place(around.labels.get("focus_area", ""), around.labels.get("goal"))
        self.owner = (around.organisation, around.plan)
        self.known: set[tuple[Any, ...]] = set()
        self.above: tuple[int, ...] = ()
        self.parent: str | None = None

    def _implied(self) -> frozenset[str]:
        """The fields that other columns may tell too: given by a row only if it does tell them."""
        extra = {"starts", "due"} if "schedule" in self.by_field else set()
        extra |= {"schedule"} if "due" in self.by_field else set()
        return frozenset(extra | ({"baseline_target"} if self.table.has("baseline", "target") else set()))

    def read(self) -> PlanTable:
        for row in self.layout.rows:
            own = self.layout.texts(row)
            if not own or self.layout.is_note(row):
                continue
            banner = self.layout.banner(row)
            if banner and banner.level == "area":
                self.place = _Place(banner.text, None, banner.place)
                self._goal()
            elif banner:
                self.place = replace(self.place, goal=banner.text, where=banner.place)
                self._goal()
            else:
                self._row(row, own)
        self._without_bare_areas()
        return self.found

    def _without_bare_areas(self) -> None:
        """A banner's focus area needs no record of its own once it has goals and all its actions are under them."""
        aimed = {(g.organisation, g.plan, g.focus_area) for g in self.found.goals if g.goal}
        aimed -= {(a.organisation, a.plan, a.focus_area) for a in self.found.actions if not a.goal}
        self.found.goals = [
            g for g in self.found.goals if g.goal or (g.organisation, g.plan, g.focus_area) not in aimed
        ]

    # --- where the row belongs

    def _row(self, row: int, own: dict[int, str]) -> None:
        self.found.rows += 1
        self._owner(row)
        self._move(row)
        column = self._column("action")
        text = own.get(column.number, "") if column else ""
        part = self._own("sub_action", own)
        if not text and column and (self._merged_on(row, column) or self._goes_on(own)) and not part:
            self._continue(row)
            return
        if not text and not part:
            self._goals(row)
            return
        if not self.place.area and not self._area_unknown(row):
            return
        self._goal()
        self._actions(row, text, part)

    def _owner(self, row: int) -> None:
        organisation = self._text(row, "organisation") or self.owner[0]
        plan = self._text(row, "plan") or self.owner[1]
        self.owner = (organisation, plan)

    def _move(self, row: int) -> None:
        """An empty cell means the one above; a new focus area never inherits the old goal."""
        area, goal = self._column("focus_area"), self._column("goal")
        if area and (text := self.sheet.text(row, area.number)):
            text = _one_line(label_and_rest(text)[1])
            if text != self.place.area:
                self.place = _Place(text, None, (row, area.number))
        if goal and (text := self.sheet.text(row, goal.number)):
            text = _one_line(label_and_rest(text)[1])
            if text != self.place.goal:
                self.place = replace(self.place, goal=text, where=(row, goal.number))

    def _area_unknown(self, row: int) -> bool:
        """An action without a focus area: an error if there is a place for it, else the sheet's name will do."""
        area = self._column("focus_area")
        if area:
            message = _("Painopiste puuttuu: kirjoita se tälle riville.")
            self.problems.add("empty", message, "error", self.sheet, (row, area.number))
            return False
        name = self.around.labels.get("sheet") or self.owner[1]
        if name:
            message = _("Taulukossa ei ole painopisteitä, joten painopisteeksi otettiin ”{name}”.").format(
                name=name
            )
            self.problems.warn("no_focus_area", message, self.sheet, (self.table.header_row, self.table.left))
        else:
            message = _("Taulukossa ei ole painopisteitä: lisää sarake Painopiste ja täytä se.")
            self.problems.add(
                "no_focus_area", message, "error", self.sheet, (self.table.header_row, self.table.left)
            )
        self.place = replace(self.place, area=name)
        return True

    def _goals(self, row: int) -> None:
        """A row without an action: a goal; or several, in a table that lists nothing but goals."""
        column = self._column("goal")
        listed = (
            items(self.sheet.own_text(row, column.number)) if column and not self.table.has("action") else []
        )
        for item in listed if len(listed) > 1 else ():
            self.place = replace(self.place, goal=item.text)
            self._goal()
        if len(listed) < 2:
            self._goal()

    def _goal(self) -> None:
        organisation, plan = self.owner
        key = (organisation, plan, self.place.area, self.place.goal)
        if key in self.known or not self.place.area:
            return
        self.known.add(key)
        cell = name_of(*self.place.where)
        self.found.goals.append(
            GoalRecord(plan, self.place.area, self.place.goal, organisation, self.sheet.title, cell)
        )

    # --- rows that go on with the action above

    def _merged_on(self, row: int, column: Column) -> bool:
        return self.sheet.corner(row, column.number)[0] < row and bool(self.found.actions)

    def _goes_on(self, own: dict[int, str]) -> bool:
        """Without an action of its own, and without a new goal, a row tells more of the action above."""
        told = {self.layout.used[n].field for n in own if n in self.layout.used}
        return (
            bool(self.found.actions)
            and bool(told)
            and not told & {"focus_area", "goal"}
            and bool(
                told
                & {
                    "responsible",
                    "indicators",
                    "note",
                    "baseline_target",
                    "baseline",
                    "target",
                    "schedule",
                    "due",
                }
            )
        )

    def _continue(self, row: int) -> None:
        before = self.found.actions[-1]
        more = self.details.of(row, own=True)
        responsible = tuple(dict.fromkeys((*before.responsible, *more["responsible"])))
        indicators = tuple(dict.fromkeys((*before.indicators, *more["indicators"])))
        told = self.assessor.of(row, own=True)
        merged = _merged_assessments(before.assessments, told)
        self.found.actions[-1] = _latest(
            replace(
                before,
                responsible=responsible,
                indicators=indicators,
                baseline_target="\n".join(filter(None, (before.baseline_target, more["baseline_target"]))),
                schedule=before.schedule or more["schedule"],
                starts=before.starts or more["starts"],
                due=before.due or more["due"],
                assessments=merged,
            )
        )

    # --- actions

    def _actions(self, row: int, text: str, part: str) -> None:
        column = self._column("sub_action" if part else "action")
        place = (row, column.number if column else self.table.left)
        if part:
            self.parent = _one_line(text) or self.parent
            if text:
                self._add(row, place, Item(_one_line(text)), None, bare=True)
            for item in items(part):
                self._add(row, place, item, self.parent)
            return
        listed = items(text)
        self.parent = listed[-1].text
        shares = self._shares(row, listed)
        for item, share in zip(listed, shares, strict=True):
            self._add(row, place, item, None, share)
            for piece in item.parts:
                self._add(row, place, Item(piece), item.text, bare=True)

    def _shares(self, row: int, listed: list[Item]) -> list[dict[str, str]]:
        """For each of the actions in a cell, the texts of the other columns that are its own."""
        shares: list[dict[str, str]] = [{} for _item in listed]
        if len(listed) < 2:
            return shares
        for column in self.table.columns:
            if column.field not in (
                "responsible",
                "light",
                "note",
                "schedule",
                "due",
                "indicators",
                "baseline_target",
            ):
                continue
            texts = rows_of(self.sheet.text(row, column.number))
            if len(texts) == len(listed):
                for share, text in zip(shares, texts, strict=True):
                    share[column.letter] = text
            elif column.field == "responsible" and len(texts) > 1:
                message = _(
                    "Solussa on {bodies} vastuutahoa ja {actions} toimenpidettä: jokainen toimenpide sai kaikki vastuutahot. Tarkista."
                ).format(bodies=len(texts), actions=len(listed))
                self.problems.warn(
                    "unequal_lists",
                    message,
                    self.sheet,
                    (row, column.number),
                    self.sheet.text(row, column.number),
                )
        return shares

    def _add(
        self,
        row: int,
        place: tuple[int, int],
        item: Item,
        parent: str | None,
        share: dict[str, str] | None = None,
        bare: bool = False,
    ) -> None:
        """Add an action; a bare one is only named in the row, which tells of another."""
        organisation, plan = self.owner
        if bare and any(
            a.action == item.text
            and a.parent == parent
            and a.focus_area == self.place.area
            and a.goal == self.place.goal
            for a in self.found.actions[-30:]
        ):
            return
        details: dict[str, Any] = {} if bare else self.details.of(row, share or {})
        told = () if bare else self.assessor.of(row, share)
        self.found.actions.append(
            _latest(
                ActionRecord(
                    plan=plan,
                    focus_area=self.place.area,
                    goal=self.place.goal,
                    action=item.text,
                    parent=parent,
                    organisation=organisation,
                    assessments=told,
                    given=self.given | {name for name in self.implied if details.get(name)},
                    sheet=self.sheet.title,
                    cell=name_of(*place),
                    **details,
                )
            )
        )

    # --- cells

    def _column(self, name: str) -> Column | None:
        columns = self.by_field.get(name)
        return columns[0] if columns else None

    def _text(self, row: int, name: str) -> str:
        column = self._column(name)
        return self.sheet.text(row, column.number) if column else ""

    def _own(self, name: str, own: dict[int, str]) -> str:
        column = self._column(name)
        return own.get(column.number, "") if column else ""


def _one_line(text: str) -> str:
    """Names of focus areas and goals stand on one line, however narrow their column was."""
    whole = ""
    for line in (line.strip() for line in text.split("\n") if line.strip()):
        joins = whole.endswith("-") and whole[-2:-1].islower() and line[:1].islower()
        if joins and not line.startswith(("ja ", "tai ", "sekä ", "och ")):
            whole = whole[:-1] + line
        else:
            whole = f"{whole} {line}".strip()
    return whole


def _merged_assessments(
    before: tuple[AssessmentRecord, ...], more: tuple[AssessmentRecord, ...]
) -> tuple[AssessmentRecord, ...]:
    """What a row that goes on adds to the assessments: a light that was missing, more text."""
    found = {a.assessed_on: a for a in before}
    for extra in more:
        had = found.get(extra.assessed_on)
        if had is None:
            found[extra.assessed_on] = extra
        else:
            note = "\n".join(dict.fromkeys(filter(None, (had.note, extra.note))))
            found[extra.assessed_on] = replace(had, light=had.light or extra.light, note=note)
    return tuple(found.values())


def _latest(action: ActionRecord) -> ActionRecord:
    """The action with its latest assessment as its own."""
    if not action.assessments:
        return action
    last = max(action.assessments[::-1], key=lambda a: a.assessed_on or date.max)
    return replace(
        action, light=last.light, note=last.note, assessed_on=last.assessed_on, interpreted=last.interpreted
    )
