"""Writing workbooks in our own layout: the template, a plan, everything."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hyte_core.excel.layout import (
    ACTIONS,
    ASSESSMENTS,
    MEETINGS,
    OTHER_SHEETS,
    PLANS,
    Sheet,
    column_word,
    direction_word,
    kind_word,
    light_word,
    sheet_word,
)
from hyte_core.lights import Light
from hyte_core.locale import _
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord, Records

#: Rows of the template that have drop-down lists.
ROOM = 500
_TOP = Alignment(vertical="top", wrap_text=True)


def template() -> bytes:
    """An empty workbook to fill in, in the reader's language."""
    return workbook(Records())


def workbook(records: Records) -> bytes:
    """The records as a workbook in the reader's language. Reading it back gives the same records."""
    book = Workbook()
    _write_guide(book.active)
    _write(book, PLANS, [_plan_row(plan) for plan in records.plans])
    _write(book, ACTIONS, _action_rows(records))
    _write(
        book,
        ASSESSMENTS,
        [_assessment_row(action, a) for action in records.actions for a in action.assessments],
    )
    _write(book, MEETINGS, [vars(meeting) for meeting in records.meetings])
    for layout in OTHER_SHEETS:
        rows = records.as_json()[layout.kind]
        if rows:
            _write(book, layout, [_other_row(row) for row in rows])
    book.active = 0 if not records.actions else book.sheetnames.index(sheet_word("actions"))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _plan_row(plan: Any) -> dict[str, Any]:
    words = {f"wording_{light}": text for light, text in plan.wording.items()}
    return {**vars(plan), **words, "kind": kind_word(plan.kind), "invented": _yes(plan.invented)}


def _other_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a kind that belongs to no plan: a network under its name, a target's direction as a word."""
    direction = row.get("direction")
    return {
        **row,
        "network": row.get("name"),
        "target": direction_word(direction) if direction else row.get("value"),
        "target_year": row.get("year"),
    }


def _yes(value: bool) -> str:
    return _("kyllä") if value else ""


def _action_rows(records: Records) -> list[dict[str, Any]]:
    """A row for each action; a goal or focus area without actions has a row of its own, in the plan's order."""
    waiting: dict[tuple[str, str, str, str | None], list[ActionRecord]] = defaultdict(list)
    for action in records.actions:
        waiting[action.organisation, action.plan, action.focus_area, action.goal].append(action)
    rows: list[dict[str, Any]] = []
    for goal in records.goals:
        area = (goal.organisation, goal.plan, goal.focus_area)
        own = waiting.pop((*area, None), []) + (waiting.pop((*area, goal.goal), []) if goal.goal else [])
        rows += [_action_row(action) for action in own]
        if not any(action.goal == goal.goal for action in own):
            rows.append(_goal_row(goal))
    return rows


def _goal_row(goal: GoalRecord) -> dict[str, Any]:
    return {
        "organisation": goal.organisation,
        "plan": goal.plan,
        "focus_area": goal.focus_area,
        "goal": goal.goal,
    }


def _named(action: ActionRecord) -> dict[str, Any]:
    return {
        "organisation": action.organisation,
        "plan": action.plan,
        "focus_area": action.focus_area,
        "goal": action.goal,
        "action": action.parent or action.action,
        "sub_action": action.action if action.parent else None,
        "key": action.key,
    }


def _action_row(action: ActionRecord) -> dict[str, Any]:
    return {
        **vars(action),
        **_named(action),
        "responsible": "; ".join(action.responsible),
        "indicators": "; ".join(action.indicators),
        "light": light_word(action.light) if action.light else None,
        "interpreted": _yes(action.interpreted),
    }


def _assessment_row(action: ActionRecord, assessment: AssessmentRecord) -> dict[str, Any]:
    return {
        **_named(action),
        "assessed_on": assessment.assessed_on,
        "light": light_word(assessment.light) if assessment.light else None,
        "note": assessment.note,
        "interpreted": _yes(assessment.interpreted),
    }


def _write(book: Workbook, layout: Sheet, rows: Sequence[dict[str, Any]]) -> None:
    sheet = book.create_sheet(sheet_word(layout.kind))
    for number, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, column_word(column.field))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B4F9E")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.hidden
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(layout.columns, start=1):
            _put(sheet, number, place, row.get(column.field))
    _finish(sheet, layout, len(rows))


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    cell.alignment = _TOP
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.quotePrefix = value[:1] in "=+-@"
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "d.m.yyyy"


def _finish(sheet: Worksheet, layout: Sheet, rows: int) -> None:
    last = get_column_letter(len(layout.columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(rows + 1, 2)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    shown = [get_column_letter(n) for n, column in enumerate(layout.columns, start=1) if not column.hidden]
    sheet.print_area = f"A1:{shown[-1]}{rows + 1}"
    places = {column.field: get_column_letter(n) for n, column in enumerate(layout.columns, start=1)}
    if "light" in places:
        area = f"{places['light']}2:{places['light']}{rows + ROOM}"
        _offer(sheet, area, [light_word(light) for light in ("green", "yellow", "red")])
        for light in (Light.GREEN, Light.YELLOW, Light.RED):
            rule = CellIsRule(
                operator="equal",
                formula=[f'"{light_word(light.value)}"'],
                fill=PatternFill("solid", bgColor=light.fill[1:]),
                font=Font(color=light.on_fill[1:], bold=True),
            )
            sheet.conditional_formatting.add(area, rule)
    if "kind" in places:
        kinds = [kind_word(kind) for kind in ("municipality", "county", "association", "sector")]
        _offer(sheet, f"{places['kind']}2:{places['kind']}{rows + ROOM}", kinds)
    for field in ("invented", "interpreted"):
        if field in places:
            _offer(sheet, f"{places[field]}2:{places[field]}{rows + ROOM}", [_("kyllä")])


def _offer(sheet: Worksheet, area: str, words: Iterable[str]) -> None:
    choice = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
    choice.error = _("Valitse luettelosta.")
    sheet.add_data_validation(choice)
    choice.add(area)


def _write_guide(sheet: Worksheet) -> None:
    sheet.title = sheet_word("guide")
    sheet.column_dimensions["A"].width = 110
    lines = [
        _("Hyvinvointisuunnitelman työkirja"),
        _(
            "Täytä välilehti Suunnitelmat: yksi rivi suunnitelmaa kohti. Organisaatio ja suunnitelman nimi riittävät."
        ),
        _("Täytä välilehti Toimenpiteet: yksi rivi toimenpidettä kohti. Kirjoita painopiste joka riville."),
        _(
            "Jos toimenpiteellä ei ole tavoitetta, jätä Tavoite tyhjäksi. Tavoite ilman toimenpiteitä on oma rivinsä."
        ),
        _("Alatoimenpiteen rivillä Toimenpide on ylätoimenpiteen teksti ja Alatoimenpide sen osan teksti."),
        _("Jos vastuutahoja tai indikaattoreita on useita, erota ne puolipisteellä."),
        _("Liikennevalo valitaan luettelosta. Tyhjä tarkoittaa, ettei toimenpidettä ole arvioitu."),
        _(
            "Kirjoita uusi arvio vanhan tilalle ja vaihda sarakkeen Arvioitu päivä: vanha arvio jää historiaan."
        ),
        _("Välilehdellä Arviot on aiempien vuosien arviot, välilehdellä Kokoukset kokousten päivät."),
        _(
            "Älä muuta piilotettua saraketta Tunniste: siitä ohjelma tuntee toimenpiteen, vaikka sen teksti muuttuu."
        ),
    ]
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True, size=16)
