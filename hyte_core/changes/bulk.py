"""Many new rows from one source: one entry of the journal that names them, undone as a whole."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, compress, groupby, islice, repeat
from operator import ne
from typing import Any, Literal

from hyte_core.changes.change_set import Change, defaults
from hyte_core.changes.coding import table_of
from hyte_core.model import Row

BulkOperation = Literal["add_all", "remove_all"]
#: Rows come in bulk only to these: what they refer to they name in one field.
BULK_ENTITIES = ("series", "observation")
#: All rows of a bulk share the first digits of their ids; the rest counts them.
_SHARED, _COUNTING = 10, 6


@dataclass(frozen=True)
class Bulk:
    """Rows of one entity, column by column, that are all added or all removed.

    ``columns`` holds the fields that vary, as lists of one length; ``same`` those that all rows have alike. A
    row's id is ``batch`` and its number of ``numbers`` in hexadecimal digits. ``origin`` says where the rows
    come from ("Sotkanet ind. 286").
    """

    operation: BulkOperation
    entity: str
    batch: str
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    same: Mapping[str, Any]
    origin: str = ""

    @classmethod
    def adding(
        cls, model: type[Row], columns: Mapping[str, Sequence[Any]], origin: str = "", **same: Any
    ) -> "Bulk":
        """The bulk that adds rows of ``columns``, ``same`` and the model's defaults, under new ids.

        Rows in the order of their unique fields are written much faster than others. Raises ValueError for an
        entity that no bulk can hold, for columns of different lengths, and for more rows than ids can count.
        """
        entity = str(model.__tablename__)
        lengths = {len(values) for values in columns.values()}
        if entity not in BULK_ENTITIES or len(lengths) != 1:
            raise ValueError(f"no bulk of {entity} with columns of lengths {sorted(lengths)}")
        (size,) = lengths
        if size > 16**_COUNTING:
            raise ValueError(f"{size} rows are too many for one bulk")
        rest = {name: value for name, value in {**defaults(model), **same}.items() if name not in columns}
        return cls("add_all", entity, secrets.token_hex(_SHARED // 2), range(size), columns, rest, origin)

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def ids(self) -> list[str]:
        """The rows' ids, in order."""
        return [f"{self.batch}{number:06x}" for number in self.numbers]

    @property
    def span(self) -> tuple[str, str]:
        """The least and the greatest id that a row of this batch can have."""
        return self.batch + "0" * _COUNTING, self.batch + "f" * _COUNTING

    def row(self, index: int) -> dict[str, Any]:
        """One row with its id, by its place in the columns."""
        values = {name: column[index] for name, column in self.columns.items()}
        return {"id": f"{self.batch}{self.numbers[index]:06x}", **self.same, **values}

    def tuples(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """All rows as tuples of these fields ("id" is one)."""
        given = {"id": self.ids, **self.columns} if "id" in names else self.columns
        alike = [self.same.get(name) for name in names]
        lists = [
            given[name] if name in given else [value] * len(self)
            for name, value in zip(names, alike, strict=True)
        ]
        return zip(*lists, strict=True)

    def change(self, index: int) -> Change:
        """What is done to one row, as a change of its own."""
        row = self.row(index)
        id_ = row.pop("id")
        if self.operation == "add_all":
            return Change("add", self.entity, id_, {n: (None, v) for n, v in row.items()}, self.origin)
        return Change("remove", self.entity, id_, {n: (v, None) for n, v in row.items()}, self.origin)

    def first(self, count: int) -> list[Change]:
        """What is done to the first rows."""
        return [self.change(index) for index in range(min(count, len(self)))]

    def inverse(self) -> "Bulk":
        """The bulk that takes this one back."""
        return replace(self, operation="remove_all" if self.operation == "add_all" else "add_all")

    def without(self, ids: Collection[str]) -> "Bulk":
        """The same bulk without some rows."""
        kept = [id_ not in ids for id_ in self.ids]
        if all(kept):
            return self
        return replace(
            self,
            numbers=list(compress(self.numbers, kept)),
            columns={name: list(compress(values, kept)) for name, values in self.columns.items()},
        )

    def as_fields(self) -> dict[str, Any]:
        """The rows as the journal keeps them: runs of equal values are kept once with their lengths."""
        whole = isinstance(self.numbers, range)
        return {
            "count": len(self),
            "numbers": None if whole else list(self.numbers),
            "same": dict(self.same),
            "columns": {name: _packed(values) for name, values in self.columns.items()},
        }

    @classmethod
    def from_fields(
        cls, operation: BulkOperation, entity: str, batch: str, fields: Mapping[str, Any], origin: str
    ) -> "Bulk":
        """The bulk that a journal entry tells of."""
        numbers = range(fields["count"]) if fields["numbers"] is None else fields["numbers"]
        columns = {name: _unpacked(packed) for name, packed in fields["columns"].items()}
        return cls(operation, entity, batch, numbers, columns, fields["same"], origin)


def batch_of(id: str) -> str:
    """The batch of a row that came in a bulk; of any other row a text that no batch has."""
    return id[:_SHARED]


def insert_order(entity: str) -> list[str]:
    """The names of all columns of the entity's table."""
    return [column.name for column in table_of(entity).columns]


def _packed(values: Sequence[Any]) -> dict[str, list[Any]]:
    borders = sum(map(ne, values, islice(values, 1, None)))
    if 2 * borders > len(values):
        return {"values": list(values)}
    runs = [(value, len(list(run))) for value, run in groupby(values)]
    return {"values": [value for value, _length in runs], "lengths": [length for _value, length in runs]}


def _unpacked(packed: Mapping[str, list[Any]]) -> list[Any]:
    if "lengths" not in packed:
        return packed["values"]
    pairs = zip(packed["values"], packed["lengths"], strict=True)
    return list(chain.from_iterable(repeat(value, length) for value, length in pairs))
