"""The past as the pages of this run see it: the tables at a moment, and since when the journal knows a thing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from hyte_core import history
from hyte_core.database import database_url
from hyte_core.history import Moment, Origin, Origins, Past
from hyte_core.ui import session
from hyte_core.ui.remembering import remembered


@remembered(8)
def _past(url: str, organisation_id: str, entry: int) -> Past:
    return history.past(session.engine(), entry, organisation_id)


def past(organisation_id: str, entry: int) -> Past:
    """The tables after a journal entry, of indicators' values what one organisation needs (none: an empty id)."""
    return _past(database_url(), organisation_id, entry)


def past_of(plan_id: str, organisation_id: str) -> Past | None:
    """The tables at the moment that this run shows, with all that is told of a plan; None for the present.

    What came into the installation later is there as it was oldest known.
    """
    at = session.moment()
    if at is None:
        return None
    origins = (
        plan_origin(plan_id, organisation_id),
        indicators_origin(organisation_id),
        cooperation_origin(organisation_id),
        duties_origin(organisation_id),
    )
    return past(organisation_id, max(at.entry_of(origin) for origin in origins))


@remembered(64)
def _last_entry(url: str, day: date, version: int) -> int:
    with session.engine().connect() as connection:
        return history.last_entry(connection, day)


def end_of(day: date, organisation_id: str, days: Collection[date] = ()) -> Moment:
    """The end of a day. What else the organisation's pages ask of the journal is looked up with it, and the ends of the
    other ``days`` that can be chosen."""
    today = session.now().astimezone().date()
    if day >= today:  # more can be saved on it
        return Moment(day, _last_entry(database_url(), day, session.version()))
    ended = _origins(organisation_id, today, {day, *days}).origins.ends
    return Moment(day, ended[day] if day in ended else _last_entry(database_url(), day, 0))


@dataclass(frozen=True)
class _Known:
    """Since when things are known, and the journal's last entry when that was read."""

    entry: int
    origins: Origins


@remembered(64)
def _read_origins(
    url: str, organisation_id: str, today: date, version: int, _days: Collection[date]
) -> _Known:
    with session.engine().connect() as connection:
        return _Known(session.shown_entry(), history.origins(connection, organisation_id, _days))


def _origins(organisation_id: str, today: date, days: Collection[date] = ()) -> _Known:
    told = session.version_of("plan", "organisation", "series", "duty", "interface_area")
    settled = sorted({day for day in days if day < today})
    return _read_origins(database_url(), organisation_id, today, told, settled)


def _origin(
    organisation_id: str, which: Callable[[Origins], Origin | None], days: Collection[date] = ()
) -> Origin | None:
    """Where a thing begins: on the day itself what else is loaded belongs to its beginning, later nothing does."""
    today = session.now().astimezone().date()
    known = _origins(organisation_id, today, days)
    found = which(known.origins)
    if found is not None and found.on >= today and known.entry < session.version():
        found = which(_read_origins(database_url(), organisation_id, today, session.version(), ()).origins)
    return found


def plan_origin(plan_id: str, organisation_id: str, days: Collection[date] = ()) -> Origin | None:
    """Since when the journal knows a plan. ``days``: as of :func:`end_of`, which will be asked of one of them next."""
    return _origin(organisation_id, lambda known: known.plans.get(plan_id), days)


def indicators_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows values of an organisation."""
    return _origin(organisation_id, lambda known: known.indicators)


def cooperation_origin(organisation_id: str = "") -> Origin | None:
    """Since when the journal knows interface areas; an organisation of the page's spares asking anew."""
    return _origin(organisation_id, lambda known: known.areas)


def duties_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows both an organisation and its statutory duties."""
    return _origin(organisation_id, lambda known: known.duties)


def meetings_origin(organisation_id: str) -> Origin | None:
    """Since when the journal knows an organisation's meetings."""
    return _origin(organisation_id, lambda known: known.organisation)
