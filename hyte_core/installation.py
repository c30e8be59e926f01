"""Making an installation ready: its database, and the workbooks that a new one starts from."""

import hashlib
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from hyte_core.changes import imports
from hyte_core.database import DATA_FOLDER, tell_broken_wal, update
from hyte_core.imports import accept, load
from hyte_core.locale import _
from hyte_core.problems import RefusalError


def prepare(engine: Engine, *, now: datetime, data: Path = DATA_FOLDER) -> None:
    """Bring the database to this version; if it is new, load the workbooks of ``data``. ``now`` is UTC."""
    tell_broken_wal(engine)
    if update(engine, now=now):
        load_folder(engine, data, now=now)


def load_folder(engine: Engine, data: Path = DATA_FOLDER, *, now: datetime) -> None:
    """Load every workbook of a folder, unless it has been loaded before: what was edited since stays as it is.

    Raises RefusalError on a bad file.
    """
    known = {one.checksum for one in imports(engine) if not one.undone}
    for path in sorted(data.glob("*.xlsx")):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() in known:
            continue
        loading = load(engine, path.name, content, today=now.date())
        outcome = accept(engine, loading, author=_("Lähtöaineisto"), now=now, backup=False)
        if not outcome.done:
            reasons = [*outcome.problems, *(conflict.message for conflict in outcome.conflicts)]
            raise RefusalError(f"{path.name}: {reasons[0]}")
