"""The command line's part for a person's own data: person export, person erase."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from hyte_core.locale import _, ngettext
from hyte_core.privacy.erasing import erase, forget_backups
from hyte_core.privacy.held import Held, held
from hyte_core.problems import RefusalError

#: How many possible mentions are listed on screen; the export has them all.
_LISTED = 20


def add_commands(sub: argparse.ArgumentParser, *, author: str) -> None:
    """Add the subcommands to the parser of ``person``."""
    commands = sub.add_subparsers(required=True, metavar="COMMAND")
    export = commands.add_parser("export", help=_("kaikki henkilöstä tallennettu JSON-tiedostona"))
    export.set_defaults(run=_export)
    export.add_argument("who", metavar="NAME-OR-EMAIL")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE")
    erasing = commands.add_parser("erase", help=_("poista henkilön tiedot (ensin: näytä, mitä poistuisi)"))
    erasing.set_defaults(run=_erase)
    erasing.add_argument("who", metavar="NAME-OR-EMAIL")
    erasing.add_argument("--confirm", action="store_true", help=_("poista; ilman tätä vain näytetään"))
    erasing.add_argument(
        "--backups", action="store_true", help=_("poista myös automaattiset varmuuskopiot ja tee uusi")
    )
    erasing.add_argument("--author", default=author)


def _export(engine: Engine, options: argparse.Namespace) -> int:
    told = json.dumps(held(engine, options.who).as_json(), ensure_ascii=False, indent=2)
    if options.file is None:
        print(told)
        return 0
    try:
        options.file.write_text(told + "\n", encoding="utf-8")
    except OSError:
        raise RefusalError(
            _("Tiedostoon {file} ei voi kirjoittaa: tarkista kansio.").format(file=options.file)
        ) from None
    print(_("{file} on valmis.").format(file=options.file))
    return 0


def _erase(engine: Engine, options: argparse.Namespace) -> int:
    found = held(engine, options.who)
    _show(found)
    if not options.confirm:
        print(_("Mitään ei vielä poistettu: anna lisäksi valinta --confirm."))
        return 0
    now = datetime.now(UTC)
    done = erase(engine, options.who, author=options.author, now=now)
    print(
        _(
            "Poistettu {values} arvosta, {entries} muutoslokin riviltä ja {saves} tallennuksen tekijätiedosta."
        ).format(values=done.values, entries=done.entries, saves=done.saves)
    )
    if not done.wholly:
        print(
            _(
                "Poistetut tiedot ovat vielä tietokantatiedoston vapaissa sivuissa: pysäytä ohjelma ja aja tiedostolle VACUUM."
            )
        )
    if options.backups:
        removed = forget_backups(engine, now=now)
        print(ngettext("Poistettiin {n} varmuuskopio.", "Poistettiin {n} varmuuskopiota.", removed))
    elif found.backups:
        print(_of_backups(found))
    print(_("Jos ohjelma on käynnissä, käynnistä se uudelleen: se muistaa vielä, mitä on näyttänyt."))
    return 0


def _show(found: Held) -> None:
    """What would be erased, and what a reader must judge."""
    for contact in found.contacts:
        told = (contact["area"], contact["organisation"], contact["role"], contact["name"], contact["email"])
        print(_("Yhteyshenkilö: {told}").format(told=", ".join(filter(None, told))))
    if found.saves:
        print(
            ngettext(
                "Muutoslokissa {n} tallennuksen tekijänä",
                "Muutoslokissa {n} tallennuksen tekijänä",
                len(found.saves),
            )
        )
    if found.journal:
        print(
            ngettext("Muutoslokin {n} rivin arvoissa", "Muutoslokin {n} rivin arvoissa", len(found.journal))
        )
    for place in found.texts:
        print(_("Tekstissä: {place}").format(place=f"{place.entity}.{place.field}: {_short(place.value)}"))
    for place in found.possible[:_LISTED]:
        told_at = f"{place.entity}.{place.field}: {_short(place.value)}"
        print(_("Ehkä tarkoittaa henkilöä, korjaa itse: {place}").format(place=told_at))
    if len(found.possible) > _LISTED:
        print(_("... ja {n} muuta (kaikki: person export)").format(n=len(found.possible) - _LISTED))


def _of_backups(found: Held) -> str:
    return ngettext(
        "Henkilö voi olla vielä {n} automaattisessa varmuuskopiossa: uudet kopiot syrjäyttävät ne, tai poista ne heti valinnalla --backups. Itse tallennetut kopiot poistat itse.",
        "Henkilö voi olla vielä {n} automaattisessa varmuuskopiossa: uudet kopiot syrjäyttävät ne, tai poista ne heti valinnalla --backups. Itse tallennetut kopiot poistat itse.",
        len(found.backups),
    )


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 120 else text[:119] + "…"
