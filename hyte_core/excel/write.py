"""Writing workbooks in our own layout: the template, a plan, everything."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hyte_core.excel.layout import (
    ACTIONS,
    ASSESSMENTS,
    CHOICES,
    MEETINGS,
    PLANS,
    Sheet,
    column_word,
    light_word,
    sheet_word,
)
from hyte_core.excel.own_joined import rows_of_participant
from hyte_core.excel.own_rows import row_of
from hyte_core.excel.own_sheets import INDICATORS, OTHER_SHEETS, PARTICIPANTS, TARGETS, VALUES
from hyte_core.lights import Light
from hyte_core.locale import _, number
from hyte_core.problems import RefusalError
from hyte_core.records import ActionRecord, AssessmentRecord, GoalRecord, Records

#: Rows of the template that have drop-down lists.
ROOM = 500
#: Rows under the header that a sheet can have.
MOST_ROWS = 1_048_575
#: Excel takes no longer text for a drop-down list.
_LONGEST_LIST = 255
_TOP = Alignment(vertical="top", wrap_text=True)


def template() -> bytes:
    """An empty workbook for a plan, to fill in, in the reader's language."""
    return workbook(Records())


def indicator_template() -> bytes:
    """An empty workbook for indicators, their values and targets, to fill in, in the reader's language."""
    book = Workbook()
    write_guide(book.active, _indicator_lines())
    for layout in (INDICATORS, VALUES, TARGETS):
        write_sheet(book, layout, [])
    return saved(book)


def workbook(records: Records) -> bytes:
    """The records as a workbook in the reader's language. Reading it back gives the same records.

    The sheets of plans are there unless the records are only of other kinds; those have a sheet when they have rows.
    Raises RefusalError if there are more rows than Excel can hold.
    """
    others = [layout for layout in OTHER_SHEETS if getattr(records, layout.kind)]
    book = Workbook()
    write_guide(book.active, _plan_lines())
    of_plans = bool(records.plans or records.goals or not (others or records.meetings))
    if of_plans:
        write_sheet(book, PLANS, [row_of(plan, PLANS) for plan in records.plans])
        write_sheet(book, ACTIONS, _cells(ACTIONS, _action_rows(records)))
        said = [_assessment_row(action, a) for action in records.actions for a in action.assessments]
        write_sheet(book, ASSESSMENTS, _cells(ASSESSMENTS, said))
    if of_plans or records.meetings:
        write_sheet(book, MEETINGS, [row_of(meeting, MEETINGS) for meeting in records.meetings])
    for layout in others:
        _check_room(layout, len(getattr(records, layout.kind)))
        write_sheet(book, layout, [row_of(row, layout) for row in _rows_of(records, layout)])
    if records.actions:
        book.active = book.sheetnames.index(sheet_word("actions"))
    return saved(book)


def _rows_of(records: Records, layout: Sheet) -> Iterable[Any]:
    """What has a row each: the records, or parts of them."""
    found = getattr(records, layout.kind)
    if layout is PARTICIPANTS:
        return (row for record in found for row in rows_of_participant(record))
    return cast(Iterable[Any], found)


def _check_room(layout: Sheet, rows: int) -> None:
    if rows > MOST_ROWS:
        message = _(
            "Välilehdelle {sheet} tulisi {n} riviä, mutta Excelissä rivejä voi olla enintään {most}: vie tiedot komennolla dump."
        )
        raise RefusalError(
            message.format(sheet=sheet_word(layout.kind), n=number(rows), most=number(MOST_ROWS))
        )


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _cells(layout: Sheet, rows: Iterable[dict[str, Any]]) -> list[list[Any]]:
    return [[row.get(column.field) for column in layout.columns] for row in rows]


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


def write_sheet(book: Workbook, layout: Sheet, rows: Sequence[Sequence[Any]]) -> Worksheet:
    """A sheet of our own in the workbook: its header in row 1, then the rows, with drop-down lists and printing set."""
    sheet = book.create_sheet(sheet_word(layout.kind))
    for place, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place, column_word(column.field))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B4F9E")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.hidden
    styles: dict[str, Any] = {}
    for at, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            if value is not None and value != "":
                _put(sheet.cell(at, place), value, styles)
    _finish(sheet, layout, len(rows))
    return sheet


def _put(cell: Cell, value: Any, styles: dict[str, Any]) -> None:
    """Write a value. ``styles`` has the styles made so far: making one for each cell takes most of the time."""
    kind = "date" if isinstance(value, date) else "text" if isinstance(value, str) else "other"
    if kind == "text":
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = value
        cell.data_type = "s"  # a text that begins with = stays a text
        kind = "quoted" if value[:1] in ("=", "+", "-", "@") else kind
    else:
        cell.value = value
    if kind in styles:
        cell._style = styles[kind]
        return
    cell.alignment = _TOP
    if kind == "date":
        cell.number_format = "d.m.yyyy"
    elif kind == "quoted":
        cell.quotePrefix = True
    styles[kind] = cell._style


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
    for column in layout.columns:
        area = f"{places[column.field]}2:{places[column.field]}{rows + ROOM}"
        if column.kind == "yes":
            _offer(sheet, area, [_("kyllä")])
        elif column.kind in CHOICES:
            codes, word = CHOICES[column.kind]
            _offer(sheet, area, map(word, codes))
        if column.kind == "light":
            _colour_lights(sheet, area)


def _colour_lights(sheet: Worksheet, area: str) -> None:
    for light in (Light.GREEN, Light.YELLOW, Light.RED):
        rule = CellIsRule(
            operator="equal",
            formula=[f'"{light_word(light.value)}"'],
            fill=PatternFill("solid", bgColor=light.fill[1:]),
            font=Font(color=light.on_fill[1:], bold=True),
        )
        sheet.conditional_formatting.add(area, rule)


def _offer(sheet: Worksheet, area: str, words: Iterable[str]) -> None:
    listed = ",".join(words)
    if len(listed) > _LONGEST_LIST:
        return
    choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    choice.error = _("Valitse luettelosta.")
    sheet.add_data_validation(choice)
    choice.add(area)


def write_guide(sheet: Worksheet, lines: Sequence[str]) -> None:
    """The sheet that tells how to fill in the workbook, a sentence a row; the first line is its title."""
    sheet.title = sheet_word("guide")
    sheet.column_dimensions["A"].width = 110
    for row, line in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row == 1:
            cell.font = Font(bold=True, size=16)


def _plan_lines() -> list[str]:
    return [
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
        _("Välilehdellä Arviot ovat aiempien vuosien arviot ja välilehdellä Kokoukset kokousten päivät."),
        _(
            "Älä muuta piilotettua saraketta Tunniste: siitä ohjelma tunnistaa toimenpiteen, vaikka sen teksti muuttuisi."
        ),
    ]


def _indicator_lines() -> list[str]:
    return [
        _("Indikaattorien työkirja"),
        _("Täytä välilehti Indikaattorit: yksi rivi indikaattoria kohti. Nimi ja yksikkö riittävät."),
        _("Täytä välilehti Havainnot: yksi rivi jokaista aluetta, ryhmää ja vuotta kohti."),
        _("Jos arvoa ei ole, jätä Arvo tyhjäksi ja kirjoita sarakkeeseen Puuttumisen syy, miksi."),
        _("Täytä välilehti Tavoitearvot: tavoite on luku, suunta tai molemmat."),
        _(
            "Kirjoita indikaattorin nimi joka välilehdelle samalla tavalla: siitä ohjelma tunnistaa indikaattorin."
        ),
    ]
