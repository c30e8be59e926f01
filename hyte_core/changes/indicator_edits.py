"""What a person does to an indicator, as change sets made against the indicator that the person sees."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Engine, func, select

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.indicators import IndicatorView, PointView, SeriesView, TargetView
from hyte_core.model import (
    FollowedIndicator,
    Indicator,
    IndicatorCard,
    Observation,
    Series,
    Target,
)
from hyte_core.views import ActionView

#: The fields of a point that are edited beside its value.
DETAILS = ("numerator", "denominator", "lower", "upper", "missing_reason", "note")
_POINT = ("year", "value", *DETAILS)
_TARGET = ("value", "direction", "year", "baseline_year", "note")


def add_indicator(name: str, fields: Mapping[str, Any], focus_areas: Iterable[str]) -> tuple[ChangeSet, str]:
    """A new indicator, followed by these focus areas; and its id."""
    row = Indicator(name=name.strip(), **fields)
    followed = [FollowedIndicator(focus_area_id=area, indicator_id=row.id) for area in focus_areas]
    return ChangeSet((Change.adding(row), *map(Change.adding, followed))), row.id


def edit_indicator(seen: IndicatorView, name: str, fields: Mapping[str, Any]) -> ChangeSet:
    """The metadata that differ from what is seen; ``name`` is the Finnish one."""
    pairs: dict[str, Any] = {field: (getattr(seen, field), value) for field, value in fields.items()}
    pairs["name"] = (seen.own_name, name.strip())
    different = {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}
    return ChangeSet((Change.changing("indicator", seen.id, **different),) if different else ())


def set_value(indicator_id: str, series: SeriesView, year: int, value: float | None) -> list[Change]:
    """A year's value: added, changed, or with None taken away. ``series`` may be one that does not exist yet."""
    point = series.in_year(year)
    if point is None:
        row = Observation(series_id=series.id, year=year, value=value)
        return [] if value is None else [Change.adding(row)]
    if value is None:
        return [_removing("observation", point, _POINT, series.id)] if point.value is not None else []
    fields: dict[str, Any] = {"value": (point.value, value), "missing_reason": (point.missing_reason, "")}
    different = {field: pair for field, pair in fields.items() if pair[0] != pair[1]}
    return [Change.changing("observation", point.id, **different)] if different else []


def edit_point(point: PointView, new: Mapping[str, Any]) -> list[Change]:
    """What is known of a value beside the value itself. A reason for missing takes the value away."""
    pairs: dict[str, Any] = {name: (getattr(point, name), value) for name, value in new.items()}
    if new.get("missing_reason"):
        pairs["value"] = (point.value, None)
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return [Change.changing("observation", point.id, **different)] if different else []


def set_target(series: SeriesView, value: float | None, direction: str | None) -> list[Change]:
    """The series' nearest target: added, changed, or taken away when it has neither value nor direction."""
    target = series.targets[0] if series.targets else None
    if target is None:
        row = Target(series_id=series.id, value=value, direction=direction)
        return [] if value is None and not direction else [Change.adding(row)]
    if value is None and not direction:
        return [_removing("target", target, _TARGET, series.id)]
    pairs: dict[str, Any] = {"value": (target.value, value), "direction": (target.direction, direction)}
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return [Change.changing("target", target.id, **different)] if different else []


def add_series(indicator_id: str, region: str, group: str) -> tuple[Change, SeriesView]:
    """A new series without values, and as it will be seen."""
    row = Series(indicator_id=indicator_id, region=region, group=group)
    return Change.adding(row), SeriesView(row.id, region, group, (), ())


def review(seen: IndicatorView, organisation_id: str, fields: Mapping[str, Any]) -> ChangeSet:
    """A new review on the indicator's card, after the one that is seen as the latest."""
    number = max((card.number for card in seen.cards), default=0) + 1
    row = IndicatorCard(indicator_id=seen.id, organisation_id=organisation_id, number=number, **fields)
    return ChangeSet((Change.adding(row),))


def link_actions(seen: IndicatorView, actions: Iterable[ActionView], wanted: Iterable[str]) -> ChangeSet:
    """The actions with the ids ``wanted`` name the indicator, the others no longer do."""
    chosen, changes = set(wanted), []
    for action in actions:
        named = seen.is_named(action.indicators)
        if named == (action.id in chosen):
            continue
        old = list(action.indicators)
        new = [one for one in old if not seen.is_named([one])] if named else [*old, seen.own_name]
        changes.append(Change.changing("action", action.id, indicators=(old, new)))
    return ChangeSet(tuple(changes))


def followings(engine: Engine, seen: IndicatorView, focus_areas: Iterable[str]) -> ChangeSet:
    """The indicator follows exactly these focus areas; a new one as the last of its area."""
    wanted = set(focus_areas)
    table = FollowedIndicator.__table__  # type: ignore[attr-defined]
    with engine.connect() as connection:
        rows = connection.execute(select(table).where(table.c.indicator_id == seen.id)).all()
        query = select(table.c.focus_area_id, func.max(table.c.position)).group_by(table.c.focus_area_id)
        last = {row[0]: row[1] for row in connection.execute(query)}
    gone = [FollowedIndicator(**row._mapping) for row in rows if row.focus_area_id not in wanted]
    added = [
        FollowedIndicator(focus_area_id=area, indicator_id=seen.id, position=last.get(area, 0) + 1)
        for area in sorted(wanted - {row.focus_area_id for row in rows})
    ]
    return ChangeSet((*map(Change.adding, added), *map(Change.removing, gone)))


def _removing(entity: str, seen: PointView | TargetView, names: tuple[str, ...], series_id: str) -> Change:
    fields: dict[str, Any] = {name: (getattr(seen, name), None) for name in names}
    return Change("remove", entity, seen.id, {"series_id": (series_id, None), **fields})
