"""The command line's part for whole databases: backup, restore, copy."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from hyte_core.database.backup import backup, restore
from hyte_core.database.copying import copy
from hyte_core.database.engine import closing_connections, connect
from hyte_core.locale import _, number
from hyte_core.problems import RefusalError


def add_commands(commands: Any, *, author: str) -> None:
    """Add the commands to the parser's."""

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    sub = command("backup", _backup, _("tee varmuuskopio tietokannasta"))
    sub.add_argument("file", type=Path, metavar="FILE")
    sub = command("restore", _restore, _("palauta varmuuskopio tietokannan tilalle"))
    sub.add_argument("file", type=Path, metavar="FILE")
    sub.add_argument("--author", default=author)
    sub = command("copy", _copy, _("kopioi kaikki tietokannasta toiseen"))
    sub.add_argument("--from", dest="source", required=True, metavar="URL")
    sub.add_argument("--to", dest="target", required=True, metavar="URL")


def _backup(engine: Engine, options: argparse.Namespace) -> int:
    backup(engine, options.file)
    print(_("Varmuuskopio on tiedostossa {file}.").format(file=options.file))
    return 0


def _restore(engine: Engine, options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise RefusalError(
            _("Tiedostoa {file} ei voi lukea: tarkista nimi ja kansio.").format(file=options.file)
        )
    before = restore(engine, options.file, author=options.author, now=datetime.now(UTC))
    print(_("Varmuuskopio {file} on palautettu.").format(file=options.file))
    if before:
        print(_("Aiemmat tiedot ovat tiedostossa {file}.").format(file=before))
    return 0


def _copy(_engine: Engine, options: argparse.Namespace) -> int:
    source, target = connect(options.source), connect(options.target)
    with closing_connections(source), closing_connections(target):
        rows = copy(source, target)
    print(_("Kopioitiin {n} riviä.").format(n=number(rows)))
    return 0
