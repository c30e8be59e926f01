"""python -m hyte_core sotkanet refresh | search | add | regions: the same as the pages do, for a scheduled job."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from hyte_core.changes import apply
from hyte_core.locale import _, language, ngettext, number
from hyte_core.sotkanet.client import SotkanetClient
from hyte_core.sotkanet.metadata import search
from hyte_core.sotkanet.refresh import plan_refresh

Client = Callable[..., SotkanetClient]


def add_commands(parser: argparse.ArgumentParser, *, author: str) -> None:
    """Give ``parser`` the commands refresh, search, add and regions; ``author`` is whose name changes are made in."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    refresh = command("refresh", run_refresh, _("hae valittujen indikaattorien arvot Sotkanetista"))
    refresh.set_defaults(indicators=None)
    add = command("add", run_refresh, _("ota indikaattoreita seurantaan ja hae niiden arvot"))
    add.add_argument("indicators", nargs="+", type=int, metavar="ID")
    for sub in (refresh, add):
        sub.add_argument(
            "--dry-run", action="store_true", help=_("näytä, mitä muuttuisi, mutta älä tallenna")
        )
        sub.add_argument(
            "--fresh", action="store_true", help=_("kysy Sotkanetista, vaikka vastaus olisi levyllä")
        )
        sub.add_argument("--author", default=author, help=_("kenen nimissä muutos tehdään"))
    text = _("hae alueiden luettelo, jonka avulla tiedostojen alueet tunnistetaan")
    regions = command("regions", run_regions, text)
    text = _("muualla ladattu luettelo, jos tältä koneelta ei pääse Sotkanetiin")
    regions.add_argument("file", nargs="?", type=Path, metavar="FILE.json", help=text)
    found = command("search", run_search, _("etsi indikaattoreita nimellä"))
    found.add_argument("text", nargs="+", metavar="TEXT")


def run_refresh(engine: Engine, options: argparse.Namespace, client: Client = SotkanetClient) -> int:
    """Fetch, compare, apply and tell; 1 when nothing could be fetched or nothing was written because of errors."""
    plan = plan_refresh(engine, client(refresh=options.fresh), indicators=options.indicators)
    _tell([*(str(problem) for problem in plan.problems)])
    _tell(f"{id_}: {error}" for id_, error in plan.failures.items())
    if any(problem.severity == "error" for problem in plan.problems):
        return 1
    if not options.dry_run:
        outcome = apply(engine, plan.change_set, author=options.author, now=datetime.now(UTC))
        if not outcome.done:
            _tell([*map(str, outcome.problems), *(conflict.message for conflict in outcome.conflicts)])
            return 1
    counts = {name: number(n) for name, n in plan.counts.items()}
    print(_("Sotkanet: {added} uutta, {changed} muuttunutta, {unchanged} ennallaan.").format(**counts))
    return int(bool(plan.failures) and not any(plan.counts.values()))


def run_search(engine: Engine, options: argparse.Namespace, client: Client = SotkanetClient) -> int:
    """One indicator a line: its number and its name in the reader's language."""
    found = search(client().indicators(), " ".join(options.text))
    for one in found:
        print(f"{one.id}\t{one.names.get(language()) or one.names.get('fi', '')}")
    if not found:
        _tell([_("Sotkanetissa ei ole indikaattoria, jonka nimessä on nämä sanat: kokeile lyhyempää hakua.")])
    return int(not found)


def run_regions(engine: Engine, options: argparse.Namespace, client: Client = SotkanetClient) -> int:
    """Fetch the list of areas anew, or take it from a file, so that the areas of downloaded files are known."""
    asked = client(refresh=True)
    known = asked.keep_regions(options.file) if options.file else asked.regions()
    count = ngettext("{n} alue", "{n} aluetta", len(known.by_id))
    print(_("Luettelo on haettu: {count}.").format(count=count))
    return 0


def _tell(lines: Sequence[str] | Any) -> None:
    for line in lines:
        print(" ".join(line.split("\n")), file=sys.stderr)
