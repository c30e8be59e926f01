"""The heat table: organisations' plans x focus areas, the share of green lights among those given in each cell."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hyte_core.lights import Counts, Light
from hyte_core.regional.bodies import Body, PlanLine, counted
from hyte_core.regional.states import AreaState, assessed, green_share, total
from hyte_core.sotkanet.regions import plain

#: The focus areas that have a column of their own at most; the rest are gathered in one.
MOST_COLUMNS = 12
#: What a table can be put in order by besides a focus area.
WHOLE, NAME, LIGHTS, OTHERS = "", "nimi", "valot", "muut"
_NUMBERING = re.compile(r"^\d+(\.\d+)*[.)]?\s+")


@dataclass(frozen=True)
class Cell:
    """Focus areas of one plan together: those that have the column's name."""

    areas: tuple[AreaState, ...]

    @cached_property
    def counts(self) -> Counts:
        """The lights."""
        return total(self.areas)

    @cached_property
    def size(self) -> int:
        """How many actions there are to assess."""
        return sum(self.counts.values())

    @cached_property
    def share(self) -> float | None:
        """The share of green lights among those given (0-1); None if none has been given."""
        return green_share(self.counts)


@dataclass(frozen=True)
class Column:
    """A focus area that several organisations have. ``key`` is its name as it is compared."""

    key: str
    name: str
    organisations: int


@dataclass(frozen=True)
class HeatRow:
    """A plan of an organisation; None for an organisation without plans. A cell is None where the plan has none."""

    body: Body
    plan: PlanLine | None
    cells: Mapping[str, Cell]
    others: Cell
    whole: Cell


@dataclass(frozen=True)
class HeatTable:
    """The rows by organisation and plan."""

    columns: tuple[Column, ...]
    rows: tuple[HeatRow, ...]

    @cached_property
    def counted(self) -> Sequence[HeatRow]:
        """The rows that the sums are of."""
        return counted(self.rows)

    @cached_property
    def together(self) -> Mapping[str, Cell]:
        """The sum of each column, by its key."""
        return {
            column.key: _sum(row.cells[column.key] for row in self.counted if column.key in row.cells)
            for column in self.columns
        }

    @cached_property
    def others(self) -> Cell:
        """The sum of the focus areas without a column."""
        return _sum(row.others for row in self.counted)

    @cached_property
    def whole(self) -> Cell:
        """The sum of it all."""
        return _sum(row.whole for row in self.counted)

    @cached_property
    def organisations(self) -> int:
        """How many organisations the sums are of."""
        return len({row.body.id for row in self.counted})

    @cached_property
    def silent(self) -> int:
        """How many of them have not assessed anything."""
        return self.organisations - len({row.body.id for row in self.counted if assessed(row.whole.counts)})


def _sum(cells: Iterable[Cell]) -> Cell:
    return Cell(tuple(state for cell in cells for state in cell.areas))


def heat_table(
    shown: Sequence[Body], states: Iterable[AreaState], day: date, county: Body | None = None
) -> HeatTable:
    """The table of the organisations shown, by name; the names of ``county``'s own plan come first among the columns."""
    of_plan: dict[str, list[AreaState]] = defaultdict(list)
    for state in states:
        of_plan[state.plan_id].append(state)
    first = [area_key(s.name) for plan in (county.plans_on(day) if county else ()) for s in of_plan[plan.id]]
    lines = [(body, plan) for body in shown for plan in (body.plans_on(day) or (None,))]
    columns = _columns([(body.id, s) for body, plan in lines if plan for s in of_plan[plan.id]], first)
    keys = {column.key for column in columns}
    rows = (_row(body, plan, of_plan[plan.id] if plan else [], keys) for body, plan in lines)
    return HeatTable(columns, tuple(rows))


def _row(body: Body, plan: PlanLine | None, states: Sequence[AreaState], keys: set[str]) -> HeatRow:
    by_key: dict[str, list[AreaState]] = defaultdict(list)
    for state in states:
        by_key[area_key(state.name)].append(state)
    return HeatRow(
        body,
        plan,
        {key: Cell(tuple(of_key)) for key, of_key in by_key.items() if key in keys},
        Cell(tuple(s for key, of_key in by_key.items() if key not in keys for s in of_key)),
        Cell(tuple(states)),
    )


def _columns(states: Sequence[tuple[str, AreaState]], first: Sequence[str]) -> tuple[Column, ...]:
    """The names that at least two organisations share: those in ``first`` first, then the most shared."""
    bodies: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for body, state in states:
        key = area_key(state.name)
        bodies[key].add(body)
        spellings[key][_without_number(state.name)] += 1
    shared = [key for key, found in bodies.items() if len(found) > 1]
    place = {key: n for n, key in reversed(list(enumerate(first)))}
    shared.sort(key=lambda key: (place.get(key, len(first)), -len(bodies[key]), key))
    return tuple(
        Column(key, _usual_spelling(spellings[key]), len(bodies[key])) for key in shared[:MOST_COLUMNS]
    )


def _usual_spelling(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def area_key(name: str) -> str:
    """A focus area's name as it is compared: without case, spaces and the number in front."""
    return plain(_without_number(name))


def _without_number(name: str) -> str:
    return _NUMBERING.sub("", " ".join(name.split())) or name


def in_order(table: HeatTable, by: str, *, reverse: bool = False) -> tuple[HeatRow, ...]:
    """The rows by a column (its key, or WHOLE, LIGHTS, OTHERS or NAME): the worst first, names from A.

    Those without a value come after them either way, then those without a plan, invented organisations last of all.
    """
    if by == NAME:
        ordered = sorted(table.rows, key=_name, reverse=reverse)
    else:
        value = _value(by)
        by_name = sorted(table.rows, key=_name)
        known = [row for row in by_name if value(row) is not None]
        known.sort(key=lambda row: value(row) or 0.0, reverse=reverse)
        unknown = [row for row in by_name if value(row) is None]
        ordered = known + sorted(unknown, key=lambda row: row.plan is None)
    return tuple(sorted(ordered, key=lambda row: row.body.invented))


def _name(row: HeatRow) -> tuple[str, str]:
    return row.body.name.casefold(), row.plan.name.casefold() if row.plan else ""


def _value(by: str) -> Callable[[HeatRow], float | None]:
    if by == WHOLE:
        return lambda row: row.whole.share
    if by == OTHERS:
        return lambda row: row.others.share
    if by == LIGHTS:
        return lambda row: _no_red(row.whole.counts)
    return lambda row: row.cells[by].share if by in row.cells else None


def _no_red(counts: Mapping[Light, int]) -> float | None:
    """The share of lights that are not red: worst first puts the most red ones first."""
    n = assessed(counts)
    return 1 - counts[Light.RED] / n if n else None
