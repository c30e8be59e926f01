"""Making a database ready for this version of the program, with what can be wrong with it told first."""

import logging
from datetime import datetime

from sqlalchemy import Engine

from hyte_core.database.backup import keep
from hyte_core.database.failures import damaged, lost
from hyte_core.database.faults import is_damaged, keep_broken_wal
from hyte_core.database.migrate import is_current, is_empty, migrate, refuse_newer
from hyte_core.locale import _
from hyte_core.problems import RefusalError

log = logging.getLogger("hyte.database")


def tell_broken_wal(engine: Engine) -> str | None:
    """Before the first connection: keep a write-ahead file that is broken, and what to say of it; None if all is well."""
    kept = keep_broken_wal(engine)
    if kept is None:
        return None
    log.error("the write-ahead file was broken, the last saves may be missing: %s", kept.name)
    message = _(
        "Tietokannan lokitiedosto oli rikki, joten viimeisimmät tallennukset voivat puuttua: katso muutosloki ja tee puuttuvat uudelleen (rikkinäinen tiedosto on {file})."
    )
    return message.format(file=kept)


def update(engine: Engine, *, now: datetime) -> bool:
    """As :func:`hyte_core.database.migrate`, with an automatic backup before tables with content are changed.

    Raises RefusalError if the file is damaged, or if it has nothing though there are backups of it: a new database
    in its place would hide that the old one is gone.
    """
    if is_damaged(engine):
        log.error("the database's file is damaged")
        raise RefusalError(damaged(engine))
    refuse_newer(engine)
    if is_current(engine):
        return False
    if is_empty(engine) and (sentence := lost(engine)):
        log.error("the database is missing or empty though there are backups of it")
        raise RefusalError(sentence)
    keep(engine, now=now)
    was_empty = migrate(engine)
    log.info("the database has the tables of this version, made new: %s", was_empty)
    return was_empty
