"""From a file's bytes to records: opens it safely, finds its tables, and reads each by its kind."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from hyte_core.excel.conditional import ConditionalLights
from hyte_core.excel.contacts import read_contacts
from hyte_core.excel.csv_file import read_csv
from hyte_core.excel.excerpts import excerpts
from hyte_core.excel.findings import Around, Problems, check_cells
from hyte_core.excel.grid import Book, Sheet
from hyte_core.excel.indicators import read_indicators
from hyte_core.excel.lights import legend_of
from hyte_core.excel.opening import NotOpenedError, kind_of_file
from hyte_core.excel.own import OwnReader, is_own_guide, own_kind
from hyte_core.excel.plan_rows import label_and_rest
from hyte_core.excel.plans import read_plan
from hyte_core.excel.reading import Reading, TableFound
from hyte_core.excel.repeated import without_repetition
from hyte_core.excel.tables import Choices, Table, find_tables, letters
from hyte_core.excel.titles import (
    Title,
    colours_explained,
    heading_over,
    labels_in,
    lines_above,
    name_of_sheet,
    plan_title,
    texts_outside,
    title_of_cover,
    year_of_sheet,
    year_of_title,
)
from hyte_core.excel.xlsx import read_xlsx
from hyte_core.locale import _
from hyte_core.problems import Problem
from hyte_core.records import (
    ActionRecord,
    ContactRecord,
    GoalRecord,
    IndicatorValueRecord,
    NetworkRecord,
    Records,
    TargetRecord,
)


def read_workbook(
    content: bytes, *, plan: str = "", organisation: str = "", file: str = "", choices: Choices | None = None
) -> Reading:
    """The records of a file. ``plan`` and ``organisation`` are for rows that do not name theirs.

    ``file`` is its name, which tells a text table (.csv) from other texts. ``choices`` are the user's own for
    columns that were taken for something else: {(sheet, letter): field, or "" for none}.

    Never raises for what is in the file: everything that cannot be understood is a problem with its cell.
    """
    try:
        book = read_csv(content, file) if kind_of_file(content, file) == "csv" else read_xlsx(content)
        reading = _BookReader(plan, organisation, choices).read(book)
        return replace(reading, excerpts=excerpts(book, reading.problems, reading.tables))
    except NotOpenedError as refusal:
        return Reading(problems=(refusal.problem,))
    except Exception:  # whatever a broken file does to the parser, its owner can only do one thing about it
        message = _(
            "Tiedostoa ei voi lukea, koska se on vioittunut: avaa se Excelissä ja tallenna uudelleen."
        )
        return Reading(problems=(Problem("unreadable", message),))


@dataclass
class _Found:
    """Everything found so far."""

    goals: list[GoalRecord] = field(default_factory=list)
    actions: list[ActionRecord] = field(default_factory=list)
    values: list[IndicatorValueRecord] = field(default_factory=list)
    targets: list[TargetRecord] = field(default_factory=list)
    contacts: list[ContactRecord] = field(default_factory=list)
    networks: list[NetworkRecord] = field(default_factory=list)


class _BookReader:
    def __init__(self, plan: str, organisation: str, choices: Choices | None) -> None:
        self.plan, self.organisation, self.choices = plan, organisation, choices
        self.own = OwnReader(plan, organisation)
        self.problems = Problems()
        self.found = _Found()
        self.tables: list[TableFound] = []
        self.titled = ""
        self.colours: dict[str, str] = {}

    def read(self, book: Book) -> Reading:
        ours = [(sheet, kind) for sheet in book.sheets if (kind := own_kind(sheet))]
        for sheet, kind in ours:
            self.own.read(sheet, kind)
        others = [s for s in book.sheets if s.rows and not own_kind(s) and not (ours and is_own_guide(s))]
        tables = {id(sheet): find_tables(sheet, self.choices) for sheet in others}
        legend = self._legend(others, tables)
        self.colours = {
            colour: light for sheet in others for colour, light in colours_explained(sheet, tables[id(sheet)])
        }
        if not self.plan and not ours:
            self._cover([sheet for sheet in others if not sheet.hidden and not tables[id(sheet)]])
        for sheet in others:
            if sheet.hidden:
                self._skip_hidden(sheet, tables[id(sheet)])
                continue
            for table in tables[id(sheet)]:
                self._table(table, tables[id(sheet)], legend)
        return self._reading(book)

    def _reading(self, book: Book) -> Reading:
        own_actions = tuple(self.own.plans.actions_with_history())
        actions = without_repetition(self.found.actions, self.problems)
        if not self.own.tables and not self.tables:
            self._no_table(book)
        own = self.own.records()
        records = Records(
            **own
            | {
                "goals": (*self.own.plans.goals.values(), *self._goals()),
                "actions": (*own_actions, *actions),
                "indicator_values": (*own["indicator_values"], *self.found.values),
                "targets": (*own["targets"], *self.found.targets),
                "contacts": (*own["contacts"], *self.found.contacts),
                "networks": (*own["networks"], *self.found.networks),
            }
        )
        problems = (*self.own.problems, *self.problems.found)
        return Reading(records, (*self.own.tables, *self.tables), problems)

    def _goals(self) -> list[GoalRecord]:
        """Each goal once, though several sheets name it."""
        first: dict[tuple[str, str, str, str | None], GoalRecord] = {}
        for goal in self.found.goals:
            first.setdefault((goal.organisation, goal.plan, goal.focus_area, goal.goal), goal)
        return list(first.values())

    # --- one table

    def _table(self, table: Table, tables: list[Table], legend: dict[str, str]) -> None:
        around = self._around(table, tables, legend)
        check_cells(table, self.problems)
        rows: int | None = None
        if table.kind == "actions":
            plan = read_plan(table, around)
            self.found.goals += plan.goals
            self.found.actions += plan.actions
            rows = plan.rows
        elif table.kind == "indicators":
            indicators = read_indicators(table, around)
            self.found.values += indicators.values
            self.found.targets += indicators.targets
        else:
            contacts = read_contacts(table, around)
            self.found.contacts += contacts.contacts
            self.found.networks += contacts.networks
        self._note(table, rows)

    def _around(self, table: Table, tables: list[Table], legend: dict[str, str]) -> Around:
        sheet = table.sheet
        lines = lines_above(sheet, table, tables)
        labels = labels_in(lines)
        labels["sheet"] = name_of_sheet(sheet.title)
        if not table.has("focus_area") and (heading := heading_over(table, lines)):
            level, text = label_and_rest(heading)
            labels.setdefault("goal" if level == "goal" else "focus_area", text)
        plan = self.plan or labels.get("plan", "") or self._titled(table, lines)
        return Around(
            plan=plan,
            organisation=self.organisation or labels.get("organisation", ""),
            problems=self.problems,
            legend=legend,
            colours=self.colours,
            conditional=_conditional(sheet),
            year=year_of_sheet(sheet.title) or year_of_title(lines),
            labels=labels,
        )

    def _titled(self, table: Table, lines: list[tuple[int, int, str]]) -> str:
        """The plan that a title above the table names, or one above an earlier table of the file."""
        title = plan_title(lines)
        if title is None or table.kind != "actions" or table.has("plan"):
            return self.titled
        self._title(table.sheet, title)
        return self.titled

    def _cover(self, sheets: list[Sheet]) -> None:
        """The plan that a sheet without tables names; titles above the tables go before it."""
        title = next(((sheet, title) for sheet in sheets if (title := title_of_cover(sheet))), None)
        if title:
            self._title(*title)

    def _title(self, sheet: Sheet, title: Title) -> None:
        if self.titled != title.text:
            message = _("Suunnitelman nimi otettiin otsikosta: ”{name}”. Valitse toinen, jos se on väärä.")
            self.problems.warn(
                "plan_from_title", message.format(name=title.text), sheet, title.place, title.text
            )
        self.titled = title.text

    def _note(self, table: Table, rows: int | None) -> None:
        headers = {get_column_letter(c.number): c.header for c in table.columns if c.header or c.field}
        kind = "networks" if table.kind == "contacts" and not _has_people(table) else table.kind
        if rows is None:
            numbers = [column.number for column in table.columns if column.field]
            told = {row: [n for n in numbers if n in table.sheet.rows[row]] for row in table.body()}
            # Under the last row with more than a single text stand sources and notes.
            last = max((row for row, columns in told.items() if len(columns) > 1), default=table.last)
            rows = sum(1 for row, columns in told.items() if columns and row <= last)
        self.tables.append(
            TableFound(kind, table.sheet.title, table.header_row, letters(table), rows, headers)
        )

    # --- what is not read

    def _legend(self, sheets: list[Sheet], tables: dict[int, list[Table]]) -> dict[str, str]:
        texts = [text for sheet in sheets for text in texts_outside(sheet, tables[id(sheet)])]
        return legend_of(texts)

    def _skip_hidden(self, sheet: Sheet, tables: list[Table]) -> None:
        if tables:
            message = _("Piilotettua välilehteä ei luettu: tuo se näkyviin, jos sen taulukko kuuluu mukaan.")
            self.problems.warn("hidden_sheet", message, sheet)

    def _no_table(self, book: Book) -> None:
        if not any(sheet.rows for sheet in book.sheets):
            message = _("Työkirja on tyhjä: valitse toinen tiedosto.")
            self.problems.add("empty_file", message)
            return
        message = _(
            "Tiedostosta ei löytynyt taulukkoa, jossa olisi otsikot kuten Painopiste ja Toimenpide: käytä mallipohjaa."
        )
        self.problems.add("no_table", message)


def _has_people(table: Table) -> bool:
    return table.has("contact", "role", "name", "email")


def _conditional(sheet: Sheet) -> Callable[[int, int], str | None]:
    return ConditionalLights(sheet) if sheet.rules else lambda _row, _column: None
