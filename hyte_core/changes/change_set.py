"""What would change: rows added, changed and removed, each field with its old and its new value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from hyte_core.model import Row, new_id

if TYPE_CHECKING:
    from hyte_core.changes.bulk import Bulk

Operation = Literal["add", "change", "remove"]
Source = Literal["form", "import", "command", "undo"]


@dataclass(frozen=True)
class Change:
    """One row's change: ``fields`` maps each field to its (old, new) values.

    The old value is the one that the change was made against: if the database holds another by the time it
    is applied, that is a conflict. An added row has no old values, a removed one no new ones (None).
    ``origin`` says where in a source the change stands ("Toimenpiteet!A5").
    """

    operation: Operation
    entity: str
    id: str
    fields: Mapping[str, tuple[Any, Any]]
    origin: str = ""

    @classmethod
    def adding(cls, row: Row, origin: str = "") -> "Change":
        """The change that adds ``row``."""
        return cls("add", str(row.__tablename__), row.id, {k: (None, v) for k, v in _values(row)}, origin)

    @classmethod
    def adding_values(cls, model: type[Row], origin: str = "", **values: Any) -> "Change":
        """The change that adds a row of ``values`` and the model's defaults, under a new id.

        As :meth:`adding`, at a tenth of its cost: an import of thousands of rows makes no objects of them.
        """
        fields = {name: (None, values.get(name, default)) for name, default in defaults(model).items()}
        return cls("add", str(model.__tablename__), new_id(), fields, origin)

    @classmethod
    def removing(cls, row: Row) -> "Change":
        """The change that removes ``row``, provided that it is still as it is here."""
        return cls("remove", str(row.__tablename__), row.id, {k: (v, None) for k, v in _values(row)})

    @classmethod
    def changing(cls, entity: str, id: str, /, *, origin: str = "", **fields: Any) -> "Change":
        """The change of some fields of a row, each given as (old, new)."""
        return cls("change", entity, id, fields, origin)

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        operation: Operation = {"add": "remove", "remove": "add"}.get(self.operation, "change")  # type: ignore[assignment]
        return Change(
            operation, self.entity, self.id, {k: (new, old) for k, (old, new) in self.fields.items()}
        )

    def without(self, name: str) -> "Change":
        """The same change, leaving one field as it is."""
        return replace(self, fields={k: v for k, v in self.fields.items() if k != name})


@cache
def defaults(model: type[Row]) -> Mapping[str, Any]:
    fields = {name: info for name, info in model.model_fields.items() if name != "id"}
    return {
        name: None if info.is_required() else info.get_default(call_default_factory=True)
        for name, info in fields.items()
    }


def _values(row: Row) -> Iterable[tuple[str, Any]]:
    return ((name, getattr(row, name)) for name in type(row).model_fields if name != "id")


@dataclass(frozen=True)
class ChangeSet:
    """Changes that belong together: all are made or none.

    ``file`` and ``checksum`` (SHA-256) name the file they came from; ``undoes`` the change set they take back.
    ``bulks`` are rows that come many at a time from one source, each bulk one entry of the journal.
    """

    changes: tuple[Change, ...]
    source: Source = "form"
    file: str = ""
    checksum: str = ""
    undoes: int | None = field(default=None)
    bulks: tuple["Bulk", ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.bulks)

    def and_then(self, other: "ChangeSet") -> "ChangeSet":
        """Both as one; changes of the same row become one change of it."""
        changes = list(self.changes)
        for new in other.changes:
            same = next((i for i, c in enumerate(changes) if _both_change(c, new)), None)
            if same is None:
                changes.append(new)
            else:
                changes[same] = replace(changes[same], fields={**changes[same].fields, **new.fields})
        return replace(self, changes=tuple(changes), bulks=(*self.bulks, *other.bulks))


def _both_change(one: Change, other: Change) -> bool:
    return one.operation == other.operation == "change" and (one.entity, one.id) == (other.entity, other.id)
