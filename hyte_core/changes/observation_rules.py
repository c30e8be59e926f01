"""What an indicator's value must be like. Some rules need to know the indicator: :func:`unit_problems`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hyte_core.locale import _, number
from hyte_core.problems import Problem

#: The years that a value, a target or a yearly event may have.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_PERCENT = frozenset(["%", "prosenttia", "prosentti", "procent", "percent", "per cent"])
_COUNTS = frozenset(["kpl", "lkm", "hlö", "henkilöä", "lukumäärä", "antal", "st", "count", "number"])
#: A change may be anything.
_CHANGE = re.compile(r"muutos|muutto|netto|kasvu|kehitys|förändring|tillväxt|change|growth", re.IGNORECASE)
#: Published values and limits are rounded.
_ROUNDING = 1e-9


def observation_problems(row: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a value whatever its indicator is."""
    value, lower, upper = row.get("value"), row.get("lower"), row.get("upper")
    denominator = row.get("denominator")
    if denominator is not None and denominator <= 0:
        message = _("Nimittäjä on nolla tai negatiivinen: korjaa luku tai jätä kohta tyhjäksi.")
        yield _problem("bad_denominator", message, denominator)
    if lower is not None and upper is not None and lower > upper:
        yield _problem("limits_crossed", _("Alaraja on suurempi kuin yläraja: korjaa toinen niistä."), lower)
    elif value is not None and (
        (lower is not None and value < lower - _ROUNDING) or (upper is not None and value > upper + _ROUNDING)
    ):
        message = _("Arvo ei ole ala- ja ylärajansa välissä: korjaa arvo tai rajat.")
        yield _problem("outside_limits", message, value)


def unit_problems(
    row: Mapping[str, Any], *, unit: str, name: str = "", per: float | None = None
) -> Iterator[Problem]:
    """What is wrong with a value of an indicator with this unit and name.

    Per cent are 0-100 and counts not negative, unless they tell of a change. A part is not larger than its whole,
    unless it is a rate of events, so many ``per`` inhabitants.
    """
    value, numerator, denominator = row.get("value"), row.get("numerator"), row.get("denominator")
    unit, is_change = unit.strip().casefold(), bool(_CHANGE.search(name))
    if value is not None and unit in _PERCENT and not is_change and not 0 <= value <= 100:
        message = _("Arvo {value} % ei voi olla oikein: prosenttiosuus on välillä 0–100.")
        yield _problem("out_of_range", message.format(value=number(value)), value)
    if value is not None and unit in _COUNTS and not is_change and value < 0:
        yield _problem("negative_count", _("Lukumäärä ei voi olla negatiivinen: korjaa luku."), value)
    if numerator is not None and not is_change and numerator < 0:
        yield _problem("negative_count", _("Osoittaja on negatiivinen: korjaa luku."), numerator)
    is_part = per is None and (unit in _PERCENT or not unit)
    if is_part and numerator is not None and denominator is not None and 0 < denominator < numerator:
        message = _("Osoittaja on suurempi kuin nimittäjä: korjaa toinen niistä.")
        yield _problem("numerator_over_denominator", message, numerator)


def year_problems(value: Any) -> Iterator[Problem]:
    """What is wrong with a year that a database can hold."""
    if isinstance(value, int) and abs(value) < 2**31 and not FIRST_YEAR <= value <= LAST_YEAR:
        message = _("Vuosi {year} ei voi olla oikein: kirjoita vuosi väliltä {first}–{last}.")
        yield Problem(
            "bad_year", message.format(year=value, first=FIRST_YEAR, last=LAST_YEAR), value=str(value)
        )


def _problem(code: str, message: str, value: float) -> Problem:
    return Problem(code, message, value=number(value))
