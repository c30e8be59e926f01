"""A change set against the database as it is in one transaction: what stands in the way, and writing it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, UniqueConstraint, bindparam, insert, select

from hyte_core.changes.change_set import Change, ChangeSet, defaults
from hyte_core.changes.coding import table_of
from hyte_core.changes.conflict import Conflict
from hyte_core.changes.rules import broken_rules
from hyte_core.changes.words import entity_word
from hyte_core.model import ENTITIES, ChangeSetRow, JournalEntry
from hyte_core.problems import Problem

#: How many ids one query asks for: every database takes this many parameters.
CHUNK = 500
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
        for entity in ENTITIES:
            for constraint in table_of(entity).foreign_key_constraints:
                self._check_references(entity, constraint)
        for entity in self.after.keys() - {"assessment"}:
            for names in _unique(entity):
                self._check_unique(entity, names)
        self._check_assessment_numbers()

    def write(self) -> None:
        """Write what check() found possible. A row whose unique fields change is written anew: two rows may swap."""
        for entity, after in self.after.items():
            before, table = self.before[entity], table_of(entity)
            keys = {name for names in _unique(entity) for name in names}
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

    # --- one change

    def _make(self, change: Change) -> None:
        rows = self.after[change.entity]
        row = rows.get(change.id)
        if change.operation == "add":
            if row is not None:
                self._conflict(change, "exists", row)
                return
            given = {name: new for name, (_, new) in change.fields.items()}
            rows[change.id] = {**defaults(ENTITIES[change.entity]), "id": change.id, **given}
            self.made.append(change)
        elif row is None:
            self._conflict(change, "removed", {n: old for n, (old, _) in change.fields.items()})
        elif change.operation == "remove":
            for name, (old, _) in change.fields.items():
                if row[name] != old:
                    self._conflict(change, "edited", row, name)
            del rows[change.id]
            self.made.append(change)
        else:
            fields = {n: (old, new) for n, (old, new) in change.fields.items() if row[n] != new}
            for name, (old, _) in fields.items():
                if row[name] != old:
                    self._conflict(change, "changed", row, name)
            rows[change.id] = {**row, **{name: new for name, (_, new) in fields.items()}}
            if fields:
                self.made.append(replace(change, fields=fields))

    def _conflict(self, change: Change, reason: str, row: Values, name: str = "") -> None:
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
                    self.problems += self._named(entity, row, origins[entity, id_], found)

    def _named(self, entity: str, row: Values, origin: str, found: Iterable[Problem]) -> Iterator[Problem]:
        sheet, _, cell = origin.rpartition("!")
        for problem in found:
            label = self._label(entity, row)
            message = (
                f"{entity_word(entity).capitalize()} ”{label}”: {problem.message}"
                if label
                else problem.message
            )
            yield replace(problem, message=message, sheet=sheet or None, cell=cell or None)

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
            if parent is not None and all(row[n] == parent[o] for n, o in zip(names, others, strict=True)):
                continue
            if parent is not None:
                self._row_conflict(entity, id_, row, "apart", (target, parent["id"]))
            elif id_ in self.after.get(entity, {}):
                self._row_conflict(entity, id_, row, "parent_removed", (target, row[names[0]]))
            else:
                gone = self.before[target][row[names[0]]]
                self._row_conflict(target, gone["id"], gone, "in_use", (entity, id_))

    def _left_behind(self, entity: str, names: list[str], target: str, others: list[str]) -> Iterator[Values]:
        """The rows outside the change set that point to a row which it removes, or changes in a shared field."""
        before, after = self.before.get(target, {}), self.after.get(target, {})
        touched = {i for i in before if i not in after or any(before[i][o] != after[i][o] for o in others)}
        table = table_of(entity)
        for chunk in _chunks(touched):
            for found in self.connection.execute(select(table).where(table.c[names[0]].in_(chunk))):
                if found.id not in self.before.get(entity, {}):
                    yield dict(found._mapping)
                elif found.id in self.after[entity]:
                    row = self.after[entity][found.id]
                    if row == self.before[entity][found.id]:
                        yield row

    def _row_conflict(self, entity: str, id_: str, row: Values, reason: str, writer: tuple[str, str]) -> None:
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
        for chunk in _chunks({str(row[names[0]]) for row in new.values()}):
            query = select(table).where(table.c[names[0]].in_(chunk))
            for found in self.connection.execute(query):
                if found.id not in before:
                    taken[tuple(found._mapping[n] for n in names)] = found.id
        for id_, row in new.items():
            other = taken.setdefault(tuple(row[n] for n in names), id_)
            if other != id_:
                self._row_conflict(entity, id_, row, "exists", (entity, other))

    def _check_assessment_numbers(self) -> None:
        """A new assessment follows the one its writer saw as the latest; else somebody was faster."""
        before, after = self.before.get("assessment", {}), self.after.get("assessment", {})
        added = [row for id_, row in after.items() if id_ not in before]
        table = table_of("assessment")
        latest: dict[str, dict[int, Values]] = defaultdict(dict)
        for chunk in _chunks({row["action_id"] for row in added}):
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
            .where(entry.c.entity == entity, entry.c.entity_id == id_)
            .order_by(entry.c.id.desc())
        )
        for fields, author, at in self.connection.execute(query):
            if not name or name in fields:
                return author, at
        return "", None

    def _label(self, entity: str, row: Values) -> str:
        if entity == "assessment":
            return self._name_of("action", row.get("action_id"))
        text = str(row.get("name") or row.get("title") or row.get("role") or "")
        if not text and row.get("id"):
            text = self._name_of(entity, row["id"])
        return text if len(text) <= 80 else text[:79] + "…"

    def _name_of(self, entity: str, id_: str | None) -> str:
        row = self.before.get(entity, {}).get(id_ or "") or self.after.get(entity, {}).get(id_ or "")
        if row is None and id_:
            row = _rows(self.connection, entity, {id_}).get(id_)
        return self._label(entity, row) if row and (row.get("name") or row.get("title")) else ""


def _unique(entity: str) -> list[tuple[str, ...]]:
    """The sets of fields in which no two rows of the entity may be the same."""
    found = (c for c in table_of(entity).constraints if isinstance(c, UniqueConstraint))
    return [names for c in found if "id" not in (names := tuple(column.name for column in c.columns))]


def _rows(connection: Connection, entity: str, ids: Iterable[str]) -> dict[str, Values]:
    table, found = table_of(entity), {}
    for chunk in _chunks(ids):
        query = select(table).where(table.c.id.in_(chunk)).with_for_update()
        found.update({row.id: dict(row._mapping) for row in connection.execute(query)})
    return found


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]
