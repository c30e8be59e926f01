"""The records of the tables that are no plan's: each kind is a query whose columns are the record's fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Label, Select, func, select

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
    Row,
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
from hyte_core.records.plans import OrganisationRecord


@dataclass(frozen=True)
class _Kind:
    """A kind of record and the query that gives it; ``lists`` are fields that the database keeps as JSON lists."""

    record: type[Any]
    query: Select[Any]
    lists: tuple[str, ...] = ()

    def records(self, connection: Connection) -> Iterator[Any]:
        for row in connection.execute(self.query):
            fields = dict(row._mapping)
            for name in self.lists:
                fields[name] = tuple(fields[name])
            yield self.record(**fields)


def records_of_kinds(connection: Connection) -> dict[str, tuple[Any, ...]]:
    """The records of every kind, by its name in :class:`hyte_core.records.Records`."""
    return {name: tuple(kind.records(connection)) for name, kind in _KINDS.items()}


def counts_of_kinds(connection: Connection) -> dict[str, int]:
    """How many records of every kind there are."""
    return {
        name: connection.execute(
            select(func.count()).select_from(kind.query.order_by(None).subquery())
        ).scalar_one()
        for name, kind in _KINDS.items()
    }


def _named(model: type[Row], label: str, field: str = "name") -> Label[Any]:
    """A column under the name that it has in the record."""
    (column,) = columns(model, field)
    return column.label(label)


def _name_or_nothing(model: type[Row], label: str, field: str = "name") -> Label[Any]:
    """As :func:`_named`; an empty text where an outer join finds no row."""
    (column,) = columns(model, field)
    return func.coalesce(column, "").label(label)


_SERIES = (_named(Indicator, "indicator"), *columns(Indicator, "source"), *columns(Series, "group", "region"))
_SERIES_ORDER = (*columns(Indicator, "name"), *columns(Series, "group", "region"))
_AREA_ORDER = (
    func.coalesce(*columns(InterfaceArea, "position"), 0),
    func.coalesce(*columns(InterfaceArea, "name"), ""),
)
_PLACE = (_named(Organisation, "organisation"), _named(Plan, "plan"), _named(FocusArea, "focus_area"))
_PLACE_ORDER = (
    *columns(Organisation, "name"),
    *columns(Plan, "name"),
    *columns(FocusArea, "position", "name"),
)

_KINDS: dict[str, _Kind] = {
    "organisations": _Kind(
        OrganisationRecord,
        select(
            _named(Organisation, "organisation"),
            *columns(Organisation, "kind", "invented", "region", "comparisons"),
        ).order_by(*columns(Organisation, "name")),
        lists=("comparisons",),
    ),
    "indicators": _Kind(
        IndicatorRecord,
        select(
            _named(Indicator, "indicator"),
            *columns(Indicator, "unit", "source", "polarity", "names", "descriptions", "decimals", "per"),
            *columns(Indicator, "theme", "light_rule", "sotkanet_id", "fetched_on", "licence"),
        ).order_by(*columns(Indicator, "name")),
    ),
    "followed_indicators": _Kind(
        FollowedIndicatorRecord,
        select(*_PLACE, _named(Indicator, "indicator"))
        .select_from(FollowedIndicator)
        .join(Indicator)
        .join(FocusArea)
        .join(Plan)
        .join(Organisation)
        .order_by(*_PLACE_ORDER, *columns(FollowedIndicator, "position"), *columns(Indicator, "name")),
    ),
    "indicator_values": _Kind(
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
    "targets": _Kind(
        TargetRecord,
        select(*_SERIES, *columns(Target, "value", "direction", "year", "baseline_year", "note"))
        .select_from(Target)
        .join(Series)
        .join(Indicator)
        .order_by(*_SERIES_ORDER, *columns(Target, "year", "value", "direction", "baseline_year", "note")),
    ),
    "indicator_cards": _Kind(
        IndicatorCardRecord,
        select(
            _named(Indicator, "indicator"),
            _named(Organisation, "organisation"),
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
    "interface_areas": _Kind(
        InterfaceAreaRecord,
        select(
            _named(InterfaceArea, "area"), *columns(InterfaceArea, "structure", "description", "partners")
        ).order_by(*columns(InterfaceArea, "position", "name")),
        lists=("partners",),
    ),
    "contacts": _Kind(
        ContactRecord,
        select(
            _named(InterfaceArea, "area"),
            _named(Organisation, "organisation"),
            *columns(Contact, "role", "name", "email", "phone", "verified_on"),
        )
        .select_from(Contact)
        .join(InterfaceArea)
        .join(Organisation)
        .order_by(
            *_AREA_ORDER, *columns(Organisation, "name"), *columns(Contact, "role", "name", "email", "phone")
        ),
    ),
    "networks": _Kind(
        NetworkRecord,
        select(
            _name_or_nothing(InterfaceArea, "area"),
            *columns(Network, "name", "heading", "coordinator", "meets", "members", "note"),
        )
        .select_from(Network)
        .join(InterfaceArea, isouter=True)
        .order_by(*_AREA_ORDER, *columns(Network, "position", "name")),
        lists=("members",),
    ),
    "network_actions": _Kind(
        NetworkActionRecord,
        select(
            _name_or_nothing(InterfaceArea, "area"),
            _named(Network, "network"),
            *_PLACE,
            _named(Action, "action"),
        )
        .select_from(NetworkAction)
        .join(Network)
        .join(InterfaceArea, isouter=True)
        .join(Action)
        .join(FocusArea)
        .join(Plan)
        .join(Organisation)
        .order_by(
            *_AREA_ORDER, *columns(Network, "position", "name"), *_PLACE_ORDER, *columns(Action, "name")
        ),
    ),
    "maturity": _Kind(
        MaturityRecord,
        select(_named(InterfaceArea, "area"), *columns(Maturity, "level", "side", "assessed_on", "note"))
        .select_from(Maturity)
        .join(InterfaceArea)
        .order_by(*_AREA_ORDER, *columns(Maturity, "assessed_on", "side", "level", "note")),
    ),
    "duties": _Kind(
        DutyRecord,
        select(
            *columns(Duty, "paragraph", "party"),
            _named(Duty, "duty"),
            _name_or_nothing(Organisation, "organisation"),
            *columns(DutyReport, "year", "light"),
            *(_name_or_nothing(DutyReport, name, name) for name in ("evidence", "link", "minutes")),
            *columns(DutyReport, "done_on"),
            _name_or_nothing(DutyReport, "responsible", "responsible"),
        )
        .select_from(Duty)
        .join(DutyReport, isouter=True)
        .join(Organisation, isouter=True)
        .order_by(
            *columns(Duty, "position", "name"), *columns(Organisation, "name"), *columns(DutyReport, "year")
        ),
    ),
    "yearly_events": _Kind(
        YearlyEventRecord,
        select(
            _named(YearlyEvent, "event"),
            *columns(YearlyEvent, "party", "month", "day", "every_years", "first_year"),
            _name_or_nothing(Organisation, "organisation"),
            _name_or_nothing(Duty, "paragraph", "paragraph"),
            _name_or_nothing(Duty, "duty"),
        )
        .select_from(YearlyEvent)
        .join(Organisation, isouter=True)
        .join(Duty, isouter=True)
        .order_by(*columns(YearlyEvent, "position", "name", "month", "day")),
    ),
}
