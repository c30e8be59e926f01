"""What the database's own errors mean, in one sentence for the reader."""

from sqlalchemy.exc import SQLAlchemyError

from hyte_core.database.engine import database_url
from hyte_core.locale import _


def explain(error: SQLAlchemyError | OSError) -> str:
    """One sentence that says what is wrong with the database and what to do about it."""
    told = str(getattr(error, "orig", error)).lower()  # without the statement and its values
    place = _place()
    if "not a database" in told or "malformed" in told:
        return _(
            "Tiedosto {place} ei ole tietokanta tai se on vioittunut: palauta varmuuskopio tai siirrä tiedosto muualle."
        ).format(place=place)
    if "readonly" in told or "read-only" in told or "permission" in told:
        return _(
            "Tietokantaan {place} ei voi kirjoittaa: anna ohjelmalle kirjoitusoikeus kansioon ja tiedostoon."
        ).format(place=place)
    if "locked" in told or "busy" in told:
        return _(
            "Tietokanta on juuri nyt muiden käytössä: odota hetki ja yritä uudelleen. Mitään ei tallennettu."
        )
    if "full" in told or "no space" in told:
        return _("Levy on täynnä: vapauta tilaa ja yritä uudelleen. Mitään ei tallennettu.")
    if "unable to open" in told or "no such file" in told or "not a directory" in told:
        return _(
            "Tietokantaa {place} ei voi avata: tarkista, että kansio on olemassa ja ohjelmalla on siihen oikeus."
        ).format(place=place)
    if "no such table" in told or ("relation" in told and "does not exist" in told):
        return _("Tietokantaa {place} ei ole vielä tehty: aja komento python -m hyte_core init.").format(
            place=place
        )
    if "can't locate revision" in told:
        return _("Tietokanta {place} on luotu ohjelman uudemmalla versiolla: päivitä ohjelma.").format(
            place=place
        )
    return _("Tietokanta {place} ei vastaa: pyydä apua ylläpidolta. Mitään ei tallennettu.").format(
        place=place
    )


def _place() -> str:
    url = database_url()
    return url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rpartition("@")[2]
