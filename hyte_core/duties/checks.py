"""What a person may write of a duty or an event: one sentence for each thing that cannot be kept."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from hyte_core.locale import _
from hyte_core.problems import Problem

#: The years in which something can have been done, or begun.
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def web_address(text: str) -> str:
    """The text if a reader may be taken there (http or https, with a host); empty for anything else."""
    if not text.isprintable() or any(sign.isspace() for sign in text):
        return ""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # reading it raises for a port that is none
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def report_problems(fields: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong in a report's fields before they are saved."""
    link, done_on = fields.get("link") or "", fields.get("done_on")
    if link and not web_address(link):
        message = _("Linkki ei ole verkko-osoite: kirjoita se kokonaan, alkuun https:// tai http://.")
        yield Problem("bad_link", message, value=link[:60])
    if done_on is not None and not FIRST_DAY <= done_on <= LAST_DAY:
        message = _("Päivä ei voi olla oikein: anna päivä vuosilta {first}–{last}.")
        yield Problem("bad_date", message.format(first=FIRST_YEAR, last=LAST_YEAR), value=str(done_on))


def event_problems(fields: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong in an event's fields before they are saved."""
    if not fields["name"].strip():
        yield Problem("empty", _("Anna tapahtumalle nimi."))
    if fields["month"] is None:
        yield Problem("empty", _("Valitse tapahtuman kuukausi."))
    elif fields["day"] is not None and not 1 <= fields["day"] <= monthrange(2024, fields["month"])[1]:
        message = _("Kuukaudessa ei ole tätä päivää: korjaa päivä tai jätä se tyhjäksi.")
        yield Problem("bad_date", message, value=str(fields["day"]))
    year = fields["first_year"]
    if fields["every_years"] > 1 and year is None:
        yield Problem("empty", _("Anna jokin vuosi, jona tapahtuma järjestetään: se ei toistu joka vuosi."))
    elif year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        message = _("Vuosi {year} ei voi olla oikein: kirjoita vuosi väliltä {first}–{last}.")
        yield Problem(
            "bad_year", message.format(year=year, first=FIRST_YEAR, last=LAST_YEAR), value=str(year)
        )
