"""The database: engine, migrations, and what its failures mean to a person."""

from hyte_core.database.backup import keep
from hyte_core.database.engine import DATA_FOLDER, ROOT, closing_connections, connect, database_url, writing
from hyte_core.database.failures import explain
from hyte_core.database.migrate import migrate, refuse_newer
from hyte_core.database.starting import tell_broken_wal, update

__all__ = [
    "DATA_FOLDER",
    "ROOT",
    "closing_connections",
    "connect",
    "database_url",
    "explain",
    "keep",
    "migrate",
    "refuse_newer",
    "tell_broken_wal",
    "update",
    "writing",
]
