"""The records of the tables that are no plan's: each kind is a query whose columns are the record's fields."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from hyte_core.model import (
    Action,
    Contact,
    Duty,
    DutyReport,
    FocusArea,
    FollowedIndicator,
    Indicator,
    IndicatorCard,
    InterfaceArea,
    Maturity,
    Network,
    NetworkAction,
    Observation,
    Organisation,
    Plan,
    Series,
    Target,
    YearlyEvent,
    columns,
)
from hyte_core.records.cooperation import (
    ContactRecord,
    DutyRecord,
    InterfaceAreaRecord,
    MaturityRecord,
    NetworkActionRecord,
    NetworkRecord,
    YearlyEventRecord,
)
from hyte_core.records.indicators import (
    FollowedIndicatorRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    TargetRecord,
)
from hyte_core.records.of_meetings import KINDS_OF_MEETINGS
from hyte_core.records.plans import OrganisationRecord
from hyte_core.records.queries import PLACE, PLACE_ORDER, Kind, name_or_nothing, named
from hyte_core.records.subjects import with_names


def records_of_kinds(
    connection: Connection, kinds: Collection[str] | None = None
) -> dict[str, tuple[Any, ...]]:
    """The records of every kind, or of these, by its name in :class:`hyte_core.records.Records`."""
    found = {
        name: tuple(kind.records(connection))
        for name, kind in _KINDS.items()
        if kinds is None or name in kinds
    }
    if found.get("slides"):
        found["slides"] = tuple(with_names(connection, found["slides"]))
    return found


def counts_of_kinds(connection: Connection) -> dict[str, int]:
    """How many records of every kind there are."""
    return {
        name: connection.execute(
            select(func.count()).select_from(kind.query.order_by(None).subquery())
        ).scalar_one()
        for name, kind in _KINDS.items()
    }


_SERIES = (named(Indicator, "indicator"), *columns(Indicator, "source"), *columns(Series, "group", "region"))
_SERIES_ORDER = (*columns(Indicator, "name"), *columns(Series, "group", "region"))
_AREA_ORDER = (
    func.coalesce(*columns(InterfaceArea, "position"), 0),
    func.coalesce(*columns(InterfaceArea, "name"), ""),
)

_KINDS: dict[str, Kind] = {
    **KINDS_OF_MEETINGS,
    "organisations": Kind(
        OrganisationRecord,
        select(
            named(Organisation, "organisation"),
            *columns(Organisation, "kind", "invented", "region", "comparisons"),
        ).order_by(*columns(Organisation, "name")),
        lists=("comparisons",),
    ),
    "indicators": Kind(
        IndicatorRecord,
        select(
            named(Indicator, "indicator"),
            *columns(Indicator, "unit", "source", "polarity", "names", "descriptions", "decimals", "per"),
            *columns(Indicator, "theme", "light_rule", "sotkanet_id", "fetched_on", "licence"),
        ).order_by(*columns(Indicator, "name")),
    ),
    "followed_indicators": Kind(
        FollowedIndicatorRecord,
        select(*PLACE, named(Indicator, "indicator"))
        .select_from(FollowedIndicator)
        .join(Indicator)
        .join(FocusArea)
        .join(Plan)
        .join(Organisation)
        .order_by(*PLACE_ORDER, *columns(FollowedIndicator, "position"), *columns(Indicator, "name")),
    ),
    "indicator_values": Kind(
        IndicatorValueRecord,
        select(
            *_SERIES,
            *columns(Observation, "year", "value"),
            *columns(Indicator, "unit"),
            *columns(Observation, "numerator", "denominator", "lower", "upper", "missing_reason", "note"),
        )
        .select_from(Observation)
        .join(Series)
        .join(Indicator)
        .order_by(*_SERIES_ORDER, *columns(Observation, "year")),
    ),
    "targets": Kind(
        TargetRecord,
        select(*_SERIES, *columns(Target, "value", "direction", "year", "baseline_year", "note"))
        .select_from(Target)
        .join(Series)
        .join(Indicator)
        .order_by(*_SERIES_ORDER, *columns(Target, "year", "value", "direction", "baseline_year", "note")),
    ),
    "indicator_cards": Kind(
        IndicatorCardRecord,
        select(
            named(Indicator, "indicator"),
            named(Organisation, "organisation"),
            *columns(IndicatorCard, "reviewed_on", "content", "owner", "change_target", "partners"),
            *columns(IndicatorCard, "dependencies", "sub_goals", "measures", "light", "reasons"),
            *columns(IndicatorCard, "achieved", "next_steps", "risks"),
        )
        .select_from(IndicatorCard)
        .join(Indicator)
        .join(Organisation)
        .order_by(
            *columns(Organisation, "name"), *columns(Indicator, "name"), *columns(IndicatorCard, "number")
        ),
    ),
    "interface_areas": Kind(
        InterfaceAreaRecord,
        select(
            named(InterfaceArea, "area"), *columns(InterfaceArea, "structure", "description", "partners")
        ).order_by(*columns(InterfaceArea, "position", "name")),
        lists=("partners",),
    ),
    "contacts": Kind(
        ContactRecord,
        select(
            named(InterfaceArea, "area"),
            named(Organisation, "organisation"),
            *columns(Contact, "role", "name", "email", "phone", "verified_on"),
        )
        .select_from(Contact)
        .join(InterfaceArea)
        .join(Organisation)
        .order_by(
            *_AREA_ORDER, *columns(Organisation, "name"), *columns(Contact, "role", "name", "email", "phone")
        ),
    ),
    "networks": Kind(
        NetworkRecord,
        select(
            name_or_nothing(InterfaceArea, "area"),
            *columns(Network, "name", "heading", "coordinator", "meets", "members", "note"),
        )
        .select_from(Network)
        .join(InterfaceArea, isouter=True)
        .order_by(*_AREA_ORDER, *columns(Network, "position", "name")),
        lists=("members",),
    ),
    "network_actions": Kind(
        NetworkActionRecord,
        select(
            name_or_nothing(InterfaceArea, "area"),
            named(Network, "network"),
            *PLACE,
            named(Action, "action"),
        )
        .select_from(NetworkAction)
        .join(Network)
        .join(InterfaceArea, isouter=True)
        .join(Action)
        .join(FocusArea)
        .join(Plan)
        .join(Organisation)
        .order_by(
            *_AREA_ORDER, *columns(Network, "position", "name"), *PLACE_ORDER, *columns(Action, "name")
        ),
    ),
    "maturity": Kind(
        MaturityRecord,
        select(named(InterfaceArea, "area"), *columns(Maturity, "level", "side", "assessed_on", "note"))
        .select_from(Maturity)
        .join(InterfaceArea)
        .order_by(*_AREA_ORDER, *columns(Maturity, "assessed_on", "side", "level", "note")),
    ),
    "duties": Kind(
        DutyRecord,
        select(
            *columns(Duty, "paragraph", "party"),
            named(Duty, "duty"),
            name_or_nothing(Organisation, "organisation"),
            *columns(DutyReport, "year", "light"),
            *(name_or_nothing(DutyReport, name, name) for name in ("evidence", "link", "minutes")),
            *columns(DutyReport, "done_on"),
            name_or_nothing(DutyReport, "responsible", "responsible"),
        )
        .select_from(Duty)
        .join(DutyReport, isouter=True)
        .join(Organisation, isouter=True)
        .order_by(
            *columns(Duty, "position", "name"), *columns(Organisation, "name"), *columns(DutyReport, "year")
        ),
    ),
    "yearly_events": Kind(
        YearlyEventRecord,
        select(
            named(YearlyEvent, "event"),
            *columns(YearlyEvent, "party", "month", "day", "every_years", "first_year"),
            name_or_nothing(Organisation, "organisation"),
            name_or_nothing(Duty, "paragraph", "paragraph"),
            name_or_nothing(Duty, "duty"),
        )
        .select_from(YearlyEvent)
        .join(Organisation, isouter=True)
        .join(Duty, isouter=True)
        .order_by(*columns(YearlyEvent, "position", "name", "month", "day")),
    ),
}
