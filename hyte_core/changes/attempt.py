"""A change set against the database as it is in one transaction: what stands in the way, and writing it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, bindparam, insert, select

from hyte_core.changes.bulk import batch_of
from hyte_core.changes.bulk_attempt import check_bulk, write_bulk
from hyte_core.changes.change_set import Change, ChangeSet, defaults
from hyte_core.changes.coding import table_of
from hyte_core.changes.conflict import Conflict
from hyte_core.changes.constraints import chunks, unique_fields
from hyte_core.changes.observation_rules import unit_problems
from hyte_core.changes.rules import broken_rules
from hyte_core.changes.words import entity_word
from hyte_core.model import ENTITIES, ChangeSetRow, JournalEntry
from hyte_core.problems import Problem

Values = dict[str, Any]


@dataclass
class Attempt:
    """One change set against the database as it is in this transaction.

    ``before`` and ``after`` hold the rows that the changes name, by entity and id; ``made`` the changes that
    make a difference.
    """

    connection: Connection
    change_set: ChangeSet
    made: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _bulk_ids: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ids: dict[str, set[str]] = defaultdict(set)
        for change in self.change_set.changes:
            ids[change.entity].add(change.id)
        self.before = {e: _rows(self.connection, e, wanted) for e, wanted in ids.items()}
        self.after = {entity: dict(rows) for entity, rows in self.before.items()}

    @property
    def possible(self) -> bool:
        """True if nothing was found to stand in the way."""
        return not self.conflicts and not self.problems

    def check(self) -> None:
        """Make the changes in memory and collect what stands in the way of them."""
        for change in self.change_set.changes:
            self._make(change)
        self._check_rules()
        if any(problem.code == "bad_character" for problem in self.problems):
            return  # the database cannot even be asked about such a text
        if self.change_set.source == "form":
            self._check_units()
        for entity in ENTITIES:
            for constraint in table_of(entity).foreign_key_constraints:
                self._check_references(entity, constraint)
        for entity in self.after.keys() - {"assessment"}:
            for names in unique_fields(entity):
                self._check_unique(entity, names)
        self._check_assessment_numbers()
        for bulk in self.change_set.bulks:
            check_bulk(self, bulk)

    def added(self, entity: str) -> set[str]:
        """The ids of the entity's rows that are there only after the change set."""
        return (self.after.get(entity, {}).keys() - self.before.get(entity, {}).keys()) | self._in_bulk(
            "add_all", entity
        )

    def removed(self, entity: str) -> set[str]:
        """The ids of the entity's rows that are gone after the change set."""
        return (self.before.get(entity, {}).keys() - self.after.get(entity, {}).keys()) | self._in_bulk(
            "remove_all", entity
        )

    def _in_bulk(self, operation: str, entity: str) -> set[str]:
        known = self._bulk_ids.get((operation, entity))
        if known is None:
            same = [b for b in self.change_set.bulks if (b.operation, b.entity) == (operation, entity)]
            known = self._bulk_ids[operation, entity] = {id_ for bulk in same for id_ in bulk.ids}
        return known

    def write(self) -> None:
        """Write what check() found possible. A row whose unique fields change is written anew: two rows may swap."""
        for entity, after in self.after.items():
            before, table = self.before[entity], table_of(entity)
            keys = {name for names in unique_fields(entity) for name in names}
            kept = before.keys() & after.keys()
            anew = {i for i in kept if any(before[i][name] != after[i][name] for name in keys)}
            if removed := [i for i in before if i not in after or i in anew]:
                self.connection.execute(
                    table.delete().where(table.c.id == bindparam("gone")), [{"gone": i} for i in removed]
                )
            for id_ in kept - anew:
                if new := {n: v for n, v in after[id_].items() if v != before[id_][n]}:
                    self.connection.execute(table.update().where(table.c.id == id_).values(new))
            if added := [row for i, row in after.items() if i not in before or i in anew]:
                self.connection.execute(insert(table), added)
        for bulk in self.change_set.bulks:
            write_bulk(self.connection, bulk)

    # --- one change

    def _make(self, change: Change) -> None:
        rows = self.after[change.entity]
        row = rows.get(change.id)
        if change.operation == "add":
            if row is not None:
                self.conflict(change, "exists", row)
                return
            given = {name: new for name, (_, new) in change.fields.items()}
            rows[change.id] = {**defaults(ENTITIES[change.entity]), "id": change.id, **given}
            self.made.append(change)
        elif row is None:
            self.conflict(change, "removed", {n: old for n, (old, _) in change.fields.items()})
        elif change.operation == "remove":
            for name, (old, _) in change.fields.items():
                if row[name] != old:
                    self.conflict(change, "edited", row, name)
            del rows[change.id]
            self.made.append(change)
        else:
            fields = {n: (old, new) for n, (old, new) in change.fields.items() if row[n] != new}
            for name, (old, _) in fields.items():
                if row[name] != old:
                    self.conflict(change, "changed", row, name)
            rows[change.id] = {**row, **{name: new for name, (_, new) in fields.items()}}
            if fields:
                self.made.append(replace(change, fields=fields))

    def conflict(self, change: Change, reason: str, row: Values, name: str = "") -> None:
        """Note that a change cannot be made: ``row`` is what the database has, ``name`` the field that differs."""
        author, at = self._last_writer(change.entity, change.id, name)
        base, mine = change.fields[name] if name else (None, None)
        label = self._label(change.entity, row)
        theirs = row.get(name)
        self.conflicts.append(
            Conflict(change.entity, change.id, label, reason, name, base, mine, theirs, author, at)
        )

    # --- rules

    def _check_rules(self) -> None:
        origins = {(change.entity, change.id): change.origin for change in self.made}
        for entity, rows in self.after.items():
            for id_, row in rows.items():
                if row != self.before[entity].get(id_):
                    found = broken_rules(entity, row)
                    self.problems += self.named(entity, row, origins[entity, id_], found)

    def named(self, entity: str, row: Values, origin: str, found: Iterable[Problem]) -> Iterator[Problem]:
        """The problems of a row, each with the row's name and place."""
        sheet, _, cell = origin.rpartition("!")
        for problem in found:
            label = self._label(entity, row)
            message = (
                f"{entity_word(entity).capitalize()} ”{label}”: {problem.message}"
                if label
                else problem.message
            )
            yield replace(problem, message=message, sheet=sheet or None, cell=cell or None)

    def _check_units(self) -> None:
        """What a value's indicator says that it must be like. Imports are checked before, with the unit in the file."""
        rows = {
            i: r
            for i, r in self.after.get("observation", {}).items()
            if r != self.before["observation"].get(i)
        }
        series, indicator = table_of("series"), table_of("indicator")
        found: dict[str, Any] = {}
        query = select(series.c.id, indicator.c.unit, indicator.c.name, indicator.c.per).select_from(series)
        query = query.join(indicator, series.c.indicator_id == indicator.c.id)
        for chunk in chunks({row["series_id"] for row in rows.values()}):
            found |= {one.id: one for one in self.connection.execute(query.where(series.c.id.in_(chunk)))}
        for row in rows.values():
            if (of := found.get(row["series_id"])) is not None:
                problems = unit_problems(row, unit=of.unit, name=of.name, per=of.per)
                self.problems += self.named("observation", row, "", problems)

    # --- rows that belong together

    def _check_references(self, entity: str, constraint: ForeignKeyConstraint) -> None:
        """What a row points to must be there and agree with it in the fields that the two share."""
        target = constraint.referred_table.name
        names = [element.parent.name for element in constraint.elements]
        others = [element.column.name for element in constraint.elements]
        rows = {i: row for i, row in self.after.get(entity, {}).items() if row[names[0]]}
        rows = {i: row for i, row in rows.items() if row != self.before[entity].get(i)}
        for child in self._left_behind(entity, names, target, others):
            rows.setdefault(child["id"], child)
        known = self.after.get(target, {})
        elsewhere = {row[names[0]] for row in rows.values()} - self.before.get(target, {}).keys()
        known = {**_rows(self.connection, target, elsewhere), **known}
        for id_, row in rows.items():
            parent = known.get(row[names[0]])
            if row[names[0]] in self._in_bulk("add_all", target):
                continue
            if parent is not None and all(row[n] == parent[o] for n, o in zip(names, others, strict=True)):
                continue
            if parent is not None:
                self.row_conflict(entity, id_, row, "apart", (target, parent["id"]))
            elif id_ in self.after.get(entity, {}):
                self.row_conflict(entity, id_, row, "parent_removed", (target, row[names[0]]))
            else:
                gone = self.before[target][row[names[0]]]
                self.row_conflict(target, gone["id"], gone, "in_use", (entity, id_))

    def _left_behind(self, entity: str, names: list[str], target: str, others: list[str]) -> Iterator[Values]:
        """The rows outside the change set that point to a row which it removes, or changes in a shared field."""
        before, after = self.before.get(target, {}), self.after.get(target, {})
        touched = {i for i in before if i not in after or any(before[i][o] != after[i][o] for o in others)}
        table = table_of(entity)
        for chunk in chunks(touched):
            for found in self.connection.execute(select(table).where(table.c[names[0]].in_(chunk))):
                if found.id in self._in_bulk("remove_all", entity):
                    continue
                if found.id not in self.before.get(entity, {}):
                    yield dict(found._mapping)
                elif found.id in self.after[entity]:
                    row = self.after[entity][found.id]
                    if row == self.before[entity][found.id]:
                        yield row

    def row_conflict(self, entity: str, id_: str, row: Values, reason: str, writer: tuple[str, str]) -> None:
        """Note that a row as a whole stands in the way; ``writer`` is the row whose last writer caused it."""
        author, at = self._last_writer(*writer)
        conflict = Conflict(entity, id_, self._label(entity, row), reason, author=author, at=at)
        if all((c.id, c.reason) != (id_, reason) for c in self.conflicts):
            self.conflicts.append(conflict)

    # --- rows that must differ

    def _check_unique(self, entity: str, names: tuple[str, ...]) -> None:
        """No two rows may have the same values of these fields."""
        before, after, table = self.before[entity], self.after[entity], table_of(entity)
        new = {i: row for i, row in after.items() if row != before.get(i)}
        taken = {tuple(row[n] for n in names): i for i, row in after.items() if i not in new}
        for chunk in chunks({str(row[names[0]]) for row in new.values()}):
            query = select(table).where(table.c[names[0]].in_(chunk))
            for found in self.connection.execute(query):
                if found.id not in before:
                    taken[tuple(found._mapping[n] for n in names)] = found.id
        for id_, row in new.items():
            other = taken.setdefault(tuple(row[n] for n in names), id_)
            if other != id_:
                self.row_conflict(entity, id_, row, "exists", (entity, other))

    def _check_assessment_numbers(self) -> None:
        """A new assessment follows the one its writer saw as the latest; else somebody was faster."""
        before, after = self.before.get("assessment", {}), self.after.get("assessment", {})
        added = [row for id_, row in after.items() if id_ not in before]
        table = table_of("assessment")
        latest: dict[str, dict[int, Values]] = defaultdict(dict)
        for chunk in chunks({row["action_id"] for row in added}):
            query = select(table).where(table.c.action_id.in_(chunk))
            for found in self.connection.execute(query):
                if found.id in after or found.id not in before:
                    latest[found.action_id][found.number] = dict(found._mapping)
        for row in sorted(added, key=lambda row: int(row["number"])):
            numbers = latest[row["action_id"]]
            overtaken = self.change_set.undoes is None and row["number"] != max(numbers, default=0) + 1
            if row["number"] in numbers or overtaken:
                self._overtaken(row, numbers[max(numbers)] if numbers else {"id": "", "light": None})
            else:
                numbers[row["number"]] = row

    def _overtaken(self, row: Values, other: Values) -> None:
        author, at = self._last_writer("assessment", other["id"])
        label, mine, theirs = self._label("assessment", row), row["light"], other["light"]
        self.conflicts.append(
            Conflict("assessment", row["id"], label, "changed", "light", None, mine, theirs, author, at)
        )

    # --- for the sentences

    def _last_writer(self, entity: str, id_: str, name: str = "") -> tuple[str, datetime | None]:
        entry, change_set = JournalEntry.__table__, ChangeSetRow.__table__  # type: ignore[attr-defined]
        query = (
            select(entry.c.fields, change_set.c.author, change_set.c.at)
            .join(change_set, change_set.c.id == entry.c.change_set_id)
            .where(entry.c.entity == entity, entry.c.entity_id.in_([id_, batch_of(id_)]))
            .order_by(entry.c.id.desc())
        )
        for fields, author, at in self.connection.execute(query):
            if not name or name in fields or "columns" in fields:
                return author, at
        return "", None

    def _label(self, entity: str, row: Values) -> str:
        if entity == "assessment":
            return self._name_of("action", row.get("action_id"))
        if entity == "duty_report":
            return self._name_of("duty", row.get("duty_id"))
        if entity in ("series", "observation"):
            return self._place_of(row)
        if entity == "contact":
            owners = (("interface_area", "interface_area_id"), ("organisation", "organisation_id"))
            places = (self._name_of(owner, row.get(field)) for owner, field in owners)
            return ", ".join(text for text in (str(row.get("role") or ""), *places) if text)
        text = str(row.get("name") or row.get("title") or row.get("role") or row.get("text") or "")
        if not text and row.get("id"):
            text = self._name_of(entity, row["id"])
        return text if len(text) <= 80 else text[:79] + "…"

    def _place_of(self, row: Values) -> str:
        """Which indicator, area, group and year a series or an observation is of."""
        series = self._row("series", row["series_id"]) if "series_id" in row else row
        if series is None:
            return ""
        parts = (
            self._name_of("indicator", series.get("indicator_id")),
            series.get("region"),
            series.get("group"),
        )
        return ", ".join(str(part) for part in (*parts, row.get("year")) if part)

    def _row(self, entity: str, id_: str | None) -> Values | None:
        row = self.before.get(entity, {}).get(id_ or "") or self.after.get(entity, {}).get(id_ or "")
        return row or (_rows(self.connection, entity, {id_}).get(id_) if id_ else None)

    def _name_of(self, entity: str, id_: str | None) -> str:
        row = self._row(entity, id_)
        return self._label(entity, row) if row and (row.get("name") or row.get("title")) else ""


def _rows(connection: Connection, entity: str, ids: Iterable[str]) -> dict[str, Values]:
    table, found = table_of(entity), {}
    for chunk in chunks(ids):
        query = select(table).where(table.c.id.in_(chunk)).with_for_update()
        found.update({row.id: dict(row._mapping) for row in connection.execute(query)})
    return found
