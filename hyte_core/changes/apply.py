"""apply(): one transaction that makes all of a change set, or nothing and a list of why not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, insert, select

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.changes.coding import encode_fields, table_of
from hyte_core.changes.rules import broken_rules
from hyte_core.changes.words import entity_word, field_word, value_words
from hyte_core.database import writing
from hyte_core.locale import _, moment
from hyte_core.model import ENTITIES, ChangeSetRow, JournalEntry
from hyte_core.problems import Problem

#: How many ids one query asks for: every database takes this many parameters.
CHUNK = 500
Values = dict[str, Any]


@dataclass(frozen=True)
class Conflict:
    """A change that was made against something that is no longer so.

    ``base`` is the value it was made against, ``mine`` the one it wanted, ``theirs`` what the database holds;
    ``author`` and ``at`` (UTC) tell whose that is. ``field`` is empty when the row as a whole is concerned:
    it was removed, added by another, or something has come to hang on it.
    """

    entity: str
    id: str
    label: str
    reason: str
    field: str = ""
    base: Any = None
    mine: Any = None
    theirs: Any = None
    author: str = ""
    at: datetime | None = None

    @property
    def message(self) -> str:
        """The conflict in a sentence."""
        who = f" ({self.author}, {moment(self.at)})" if self.at else ""
        about = f"{entity_word(self.entity).capitalize()} ”{self.label}”"
        if self.reason == "changed":
            return _("{about}, {field}: sinä ”{mine}”, joku toinen ”{theirs}”{who}.").format(
                about=about,
                field=field_word(self.entity, self.field),
                mine=value_words(self.field, self.mine),
                theirs=value_words(self.field, self.theirs),
                who=who,
            )
        if self.reason == "edited":
            return _("{about}, {field}: tässä on nyt ”{theirs}”{who}, siksi tätä ei poisteta.").format(
                about=about,
                field=field_word(self.entity, self.field),
                theirs=value_words(self.field, self.theirs),
                who=who,
            )
        sentences = {
            "removed": _("{about}: joku toinen on poistanut tämän{who}."),
            "exists": _("{about}: tämä on jo olemassa{who}."),
            "in_use": _("{about}: tähän on sillä välin liitetty muuta, siksi tätä ei voi poistaa{who}."),
            "parent_removed": _("{about}: kohta, johon tämä kuuluu, on poistettu{who}."),
        }
        return sentences[self.reason].format(about=about, who=who)


@dataclass(frozen=True)
class Outcome:
    """What apply() did. ``change_set`` is the id to undo it with, None if nothing was done or to be done."""

    change_set: int | None = None
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def done(self) -> bool:
        """True unless something stood in the way."""
        return not self.conflicts and not self.problems


def apply(engine: Engine, change_set: ChangeSet, *, author: str, now: datetime) -> Outcome:
    """Make the changes and keep the journal, in one transaction; or nothing, and tell why.

    ``now`` is UTC. Raises sqlalchemy.exc.SQLAlchemyError when the database cannot write (see
    hyte_core.database.explain); then too nothing has been done.
    """
    if not change_set:
        return Outcome()
    with writing(engine).connect() as connection, connection.begin() as transaction:
        attempt = _Attempt(connection, change_set)
        attempt.check()
        if attempt.conflicts or attempt.problems:
            transaction.rollback()
            return Outcome(conflicts=tuple(attempt.conflicts), problems=tuple(attempt.problems))
        attempt.write()
        return Outcome(change_set=_keep_journal(connection, change_set, author, now))


@dataclass
class _Attempt:
    """One change set against the database as it is in this transaction."""

    connection: Connection
    change_set: ChangeSet
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        ids: dict[str, set[str]] = defaultdict(set)
        for change in self.change_set.changes:
            ids[change.entity].add(change.id)
        self.before = {e: _rows(self.connection, e, wanted) for e, wanted in ids.items()}
        self.after = {entity: dict(rows) for entity, rows in self.before.items()}

    def check(self) -> None:
        for change in self.change_set.changes:
            self._make(change)
        for entity, rows in self.after.items():
            for id_, row in rows.items():
                if row != self.before[entity].get(id_):
                    self.problems.extend(self._named(entity, row, broken_rules(entity, row)))
        self._check_references()
        self._check_assessment_numbers()

    def _named(self, entity: str, row: Values, found: Iterable[Problem]) -> Iterator[Problem]:
        for problem in found:
            label = self._label(entity, row)
            message = (
                f"{entity_word(entity).capitalize()} ”{label}”: {problem.message}"
                if label
                else problem.message
            )
            yield Problem(problem.code, message, value=problem.value)

    def _make(self, change: Change) -> None:
        rows = self.after[change.entity]
        row = rows.get(change.id)
        if change.operation == "add":
            if row is not None:
                self._conflict(change, "exists", row)
                return
            rows[change.id] = {"id": change.id, **{name: new for name, (_, new) in change.fields.items()}}
            return
        if row is None:
            self._conflict(change, "removed", {n: old for n, (old, _) in change.fields.items()})
            return
        for name, (old, new) in change.fields.items():
            if row[name] != old and (change.operation == "remove" or row[name] != new):
                self._conflict(change, "edited" if change.operation == "remove" else "changed", row, name)
        if change.operation == "remove":
            del rows[change.id]
        else:
            rows[change.id] = {**row, **{name: new for name, (_, new) in change.fields.items()}}

    def _conflict(self, change: Change, reason: str, row: Values, name: str = "") -> None:
        author, at = self._last_writer(change.entity, change.id, name)
        base, mine = change.fields[name] if name else (None, None)
        self.conflicts.append(
            Conflict(
                change.entity,
                change.id,
                self._label(change.entity, row),
                reason,
                name,
                base,
                mine,
                row.get(name),
                author,
                at,
            )
        )

    def _check_references(self) -> None:
        """What a row points to must be there; what is removed must have nothing left that points to it."""
        for entity, model in ENTITIES.items():
            table: Table = model.__table__  # type: ignore[attr-defined]
            for column in table.columns:
                for key in column.foreign_keys:
                    if key.column.name == "id":
                        self._check_reference(entity, table, column.name, key.column.table.name)

    def _check_reference(self, entity: str, table: Table, name: str, target: str) -> None:
        changed = self._changed_rows(entity)
        named = {row[name] for row in changed.values() if row is not None and row[name]}
        unknown = named - self.after.get(target, {}).keys()
        if target in self.before:
            present = set(_rows(self.connection, target, unknown - self.before[target].keys()))
        else:
            present = set(_rows(self.connection, target, unknown))
        for id_, row in changed.items():
            if row is not None and row[name] in unknown - present:
                self._row_conflict(entity, id_, row, "parent_removed", (target, row[name]))
        gone = {i for i in self.before.get(target, {}) if i not in self.after[target]}
        for chunk in _chunks(gone):
            query = select(table.c.id, table.c[name]).where(table.c[name].in_(chunk))
            for child, parent in self.connection.execute(query):
                now = changed.get(child, {name: parent})
                if now is not None and now[name] == parent:
                    self._row_conflict(target, parent, self.before[target][parent], "in_use", (entity, child))

    def _changed_rows(self, entity: str) -> dict[str, Values | None]:
        before, after = self.before.get(entity, {}), self.after.get(entity, {})
        return {i: after.get(i) for i in before.keys() | after.keys()}

    def _row_conflict(self, entity: str, id_: str, row: Values, reason: str, writer: tuple[str, str]) -> None:
        author, at = self._last_writer(*writer)
        conflict = Conflict(entity, id_, self._label(entity, row), reason, author=author, at=at)
        if all((c.id, c.reason) != (id_, reason) for c in self.conflicts):
            self.conflicts.append(conflict)

    def _check_assessment_numbers(self) -> None:
        """A new assessment follows the one its writer saw as the latest; else somebody was faster."""
        added = {
            i: r for i, r in self.after.get("assessment", {}).items() if i not in self.before["assessment"]
        }
        if not added:
            return
        table = table_of("assessment")
        latest: dict[str, Any] = {}
        for chunk in _chunks({row["action_id"] for row in added.values()}):
            query = select(table).where(table.c.action_id.in_(chunk)).order_by(table.c.number)
            for found in self.connection.execute(query):
                if found.id in self.after["assessment"] or found.id not in self.before["assessment"]:
                    latest.setdefault(found.action_id, {})[found.number] = found
        for id_, row in sorted(added.items(), key=lambda item: item[1]["number"]):
            numbers = latest.setdefault(row["action_id"], {})
            taken = row["number"] in numbers
            overtaken = self.change_set.undoes is None and row["number"] != max(numbers, default=0) + 1
            if taken or overtaken:
                other = numbers[max(numbers)] if numbers else None
                author, at = self._last_writer("assessment", other.id) if other else ("", None)
                self.conflicts.append(
                    Conflict(
                        "assessment",
                        id_,
                        self._label("assessment", row),
                        "changed",
                        "light",
                        None,
                        row["light"],
                        other.light if other else None,
                        author,
                        at,
                    )
                )
            else:
                numbers[row["number"]] = None

    def _last_writer(self, entity: str, id_: str, name: str = "") -> tuple[str, datetime | None]:
        entry, change_set = _table(JournalEntry), _table(ChangeSetRow)
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

    def write(self) -> None:
        for entity, after in self.after.items():
            before, table = self.before[entity], table_of(entity)
            if added := [row for i, row in after.items() if i not in before]:
                self.connection.execute(insert(table), added)
            if removed := [i for i in before if i not in after]:
                self.connection.execute(
                    table.delete().where(table.c.id == bindparam("gone")), [{"gone": i} for i in removed]
                )
            self._update(table, before, after)

    def _update(self, table: Table, before: dict[str, Values], after: dict[str, Values]) -> None:
        for id_, row in after.items():
            old = before.get(id_)
            if old is not None and (new := {n: v for n, v in row.items() if v != old[n]}):
                self.connection.execute(table.update().where(table.c.id == id_).values(new))


def _keep_journal(connection: Connection, change_set: ChangeSet, author: str, now: datetime) -> int:
    head = {
        "at": now,
        "author": author,
        "source": change_set.source,
        "file": change_set.file,
        "checksum": change_set.checksum,
        "undoes": change_set.undoes,
    }
    key = connection.execute(insert(_table(ChangeSetRow)).values(head)).inserted_primary_key
    assert key is not None
    entries = [
        {
            "change_set_id": key[0],
            "operation": change.operation,
            "entity": change.entity,
            "entity_id": change.id,
            "fields": encode_fields(change.fields),
            "origin": change.origin,
        }
        for change in change_set.changes
    ]
    connection.execute(insert(_table(JournalEntry)), entries)
    return int(key[0])


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


def _table(model: Any) -> Table:
    return model.__table__  # type: ignore[no-any-return]
