"""The plans as the pages of this run see them, now and at a moment of the past."""

from collections.abc import Collection
from datetime import date

from hyte_core.database import database_url
from hyte_core.history import Moment
from hyte_core.ui import session
from hyte_core.ui.past_data import past, plan_origin
from hyte_core.ui.remembering import remembered
from hyte_core.views import PLAN_TABLES, PlanHead, PlanView, heads_and_freshest, plan_heads, plan_view


@remembered(4)
def _heads(url: str, version: int, _known: list[PlanHead] | None) -> list[PlanHead]:
    if _known is not None:
        return _known
    with session.engine().connect() as connection:
        return plan_heads(connection)


def heads() -> list[PlanHead]:
    """All plans, by organisation and name."""
    return _heads(database_url(), session.version_of("plan", "organisation"), None)


def organisation_of(plan_id: str) -> str:
    """The id of the organisation whose plan has this id; empty if there is no such plan."""
    return next((head.organisation_id for head in heads() if head.id == plan_id), "")


@remembered(4)
def _freshest(url: str, version: int) -> set[str]:
    with session.engine().connect() as connection:
        known, last = heads_and_freshest(connection)
    _heads(url, session.version_of("plan", "organisation"), known)  # the page asks for them next
    return last


def freshest() -> PlanHead | None:
    """The plan with the freshest assessment, the first of many; None if there are no plans."""
    last = _freshest(database_url(), session.version_of("assessment", "action", "focus_area"))
    return next((head for head in heads() if head.id in last), next(iter(heads()), None))


@remembered(64)
def _plan(url: str, plan_id: str, version: int) -> PlanView | None:
    with session.engine().connect() as connection:
        return plan_view(connection, plan_id)


@remembered(32)
def _past_plan(
    url: str, plan_id: str, organisation_id: str, entry: int, on: date, _along: Collection[str]
) -> PlanView | None:
    with past(organisation_id, entry).connect({*PLAN_TABLES, *_along}) as connection:
        found = plan_view(connection, plan_id)
    return found and found.on(on)


def plan(plan_id: str, at: Moment | None = None, *, along: Collection[str] = ()) -> PlanView | None:
    """A plan as it is in the version that this run shows, or as it was at a moment. Shared between sessions: never changed.

    ``along``: tables that will be read at the same moment next; the past is read once for both.
    """
    organisation = organisation_of(plan_id)
    if at is None:
        return _plan(database_url(), plan_id, session.version_of(*PLAN_TABLES, organisation=organisation))
    entry = at.entry_of(plan_origin(plan_id, organisation))
    return _past_plan(database_url(), plan_id, organisation, entry, at.on, along)
