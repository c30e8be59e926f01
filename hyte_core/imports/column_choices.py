"""What readers said that columns mean, remembered for the next table with the same headers."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Engine, select

from hyte_core.changes import Change
from hyte_core.excel import TableFound
from hyte_core.imports.matching import plain
from hyte_core.model import ColumnChoice

#: {(sheet, column letter): field, or "" for a column that is left out}.
Choices = Mapping[tuple[str, str], str]


def remembered(engine: Engine, tables: Iterable[TableFound]) -> dict[tuple[str, str], str]:
    """The choices that were made for tables with the same headers as these."""
    by_signature = {table.signature: table for table in tables}
    with engine.connect() as connection:
        rows = connection.execute(select(ColumnChoice)).all() if by_signature else []
    return {
        (table.sheet, letter): row.meaning
        for row in rows
        if (table := by_signature.get(row.signature))
        for letter, header in table.headers.items()
        if plain(header) == row.header
    }


def to_remember(engine: Engine, tables: Iterable[TableFound], choices: Choices) -> list[Change]:
    """The changes that make the choices known to :func:`remembered`."""
    with engine.connect() as connection:
        known = {(row.signature, row.header): row for row in connection.execute(select(ColumnChoice))}
    changes = []
    for table in tables:
        for letter, header in table.headers.items():
            meaning = choices.get((table.sheet, letter))
            if meaning is None:
                continue
            row = known.get((table.signature, plain(header)))
            if row is None:
                made = ColumnChoice(signature=table.signature, header=plain(header), meaning=meaning)
                changes.append(Change.adding(made, f"{table.sheet}!{letter}{table.header_row}"))
            elif row.meaning != meaning:
                changes.append(Change.changing("column_choice", row.id, meaning=(row.meaning, meaning)))
    return changes
