"""What the database's own errors mean, in one sentence for the reader."""

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.database.backup import backups_folder, newest_whole
from hyte_core.database.engine import connect, database_url
from hyte_core.database.faults import Fault, fault_of, file_of, is_damaged, is_full, is_read_only
from hyte_core.locale import _
from hyte_core.problems import RefusalError


def explain(error: SQLAlchemyError | OSError) -> str:
    """One sentence that says what is wrong with the database and what to do about it.

    Of a damaged or missing file it names the newest whole backup and the command that puts it back.
    """
    try:
        engine = connect()
    except RefusalError as refusal:
        return str(refusal)
    fault = _looked_into(fault_of(error), engine)
    if fault is Fault.damaged:
        return damaged(engine)
    if fault is Fault.no_tables and (sentence := lost(engine)):
        return sentence
    return _sentence(fault).format(place=_place())


def _looked_into(fault: Fault, engine: Engine) -> Fault:
    """What SQLite cannot tell apart by its words is looked at in the file."""
    path = file_of(engine)
    if path is None or fault not in (Fault.unknown, Fault.unreachable):
        return fault
    if is_full(path):
        return Fault.full
    if is_read_only(path):
        return Fault.read_only
    return Fault.damaged if fault is Fault.unknown and is_damaged(engine) else fault


def _sentence(fault: Fault) -> str:
    match fault:
        case Fault.read_only:
            return _(
                "Tietokantaan {place} ei voi kirjoittaa: anna ohjelmalle kirjoitusoikeus kansioon ja tiedostoon."
            )
        case Fault.locked:
            return _(
                "Tietokanta on juuri nyt muiden käytössä: odota hetki ja yritä uudelleen. Mitään ei tallennettu."
            )
        case Fault.full:
            return _("Levy on täynnä: vapauta tilaa ja yritä uudelleen. Mitään ei tallennettu.")
        case Fault.unreachable:
            return _(
                "Tietokantaa {place} ei voi avata: tarkista, että kansio on olemassa ja ohjelmalla on siihen oikeus."
            )
        case Fault.cut:
            return _("Yhteys tietokantaan {place} katkesi: yritä uudelleen. Mitään ei tallennettu.")
        case Fault.uncertain:
            return _(
                "Yhteys tietokantaan {place} katkesi kesken tallennuksen: lataa sivu uudelleen ja tarkista, tallentuiko muutos."
            )
        case Fault.no_tables:
            return _("Tietokantaa {place} ei ole vielä tehty: aja komento python -m hyte_core init.")
        case Fault.older:
            return _(
                "Tietokanta {place} on ohjelman aiemmasta versiosta: päivitä se komennolla python -m hyte_core init."
            )
        case Fault.newer:
            return _("Tietokanta {place} on luotu ohjelman uudemmalla versiolla: päivitä ohjelma.")
        case _:
            return _("Tietokanta {place} ei vastaa: pyydä apua ylläpidolta. Mitään ei tallennettu.")


def damaged(engine: Engine) -> str:
    """What to do about a database file that is broken."""
    backup = newest_whole(engine)
    if backup is None:
        message = _(
            "Tiedosto {place} ei ole tietokanta tai se on vioittunut: palauta varmuuskopio tai siirrä tiedosto muualle."
        )
        return message.format(place=file_of(engine))
    message = _(
        "Tietokanta {place} on vioittunut: sammuta ohjelma, palauta uusin ehjä varmuuskopio komennolla python -m hyte_core restore {file} ja käynnistä ohjelma uudelleen."
    )
    return message.format(place=file_of(engine), file=_as_argument(backup))


def lost(engine: Engine) -> str | None:
    """What to do about a database file that has nothing though there are backups of it; None if there are none."""
    backup = newest_whole(engine) if file_of(engine) else None
    if backup is None:
        return None
    message = _(
        "Tietokanta {place} puuttuu tai on tyhjä, vaikka siitä on varmuuskopioita: palauta uusin komennolla python -m hyte_core restore {file}, tai siirrä kansio {folder} muualle, jos haluat aloittaa alusta."
    )
    return message.format(place=file_of(engine), file=_as_argument(backup), folder=backups_folder(engine))


def _as_argument(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _place() -> str:
    url = database_url()
    return url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rpartition("@")[2]
