"""All that a source says, of every kind, and as JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

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
from hyte_core.records.meetings import (
    DecisionRecord,
    MeetingItemRecord,
    MeetingRecord,
    ParticipantRecord,
    PresentationRecord,
    SlideRecord,
    StatementRecord,
    YearCardRecord,
)
from hyte_core.records.plans import ActionRecord, GoalRecord, OrganisationRecord, PlanRecord

#: What only the program needs: it is not told.
_OWN = frozenset(["key", "given"])
#: Where a record stands in a workbook: told of those that come from one.
_PLACE = ("sheet", "cell")


@dataclass(frozen=True)
class Records:
    """All that a source says."""

    organisations: tuple[OrganisationRecord, ...] = ()
    plans: tuple[PlanRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    meeting_items: tuple[MeetingItemRecord, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()
    participants: tuple[ParticipantRecord, ...] = ()
    statements: tuple[StatementRecord, ...] = ()
    year_cards: tuple[YearCardRecord, ...] = ()
    presentations: tuple[PresentationRecord, ...] = ()
    slides: tuple[SlideRecord, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    followed_indicators: tuple[FollowedIndicatorRecord, ...] = ()
    indicator_values: Sequence[IndicatorValueRecord] = ()
    targets: tuple[TargetRecord, ...] = ()
    indicator_cards: tuple[IndicatorCardRecord, ...] = ()
    interface_areas: tuple[InterfaceAreaRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    networks: tuple[NetworkRecord, ...] = ()
    network_actions: tuple[NetworkActionRecord, ...] = ()
    maturity: tuple[MaturityRecord, ...] = ()
    duties: tuple[DutyRecord, ...] = ()
    yearly_events: tuple[YearlyEventRecord, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The records as the command line prints them: a list of every kind, empty or not."""
        return {kind.name: [as_json(record) for record in getattr(self, kind.name)] for kind in fields(self)}


def as_json(value: Any) -> Any:
    """A record, or a value in one, as JSON. What only the program needs (key, given) is left out."""
    coder = _coder(type(value))  # type: ignore[arg-type]  # every type can be hashed
    return coder(value) if coder else value


@cache
def _coder(type_: type) -> Callable[[Any], Any] | None:
    """What makes JSON of a type's values; None if they are JSON as they are."""
    if is_dataclass(type_):
        names = [f.name for f in fields(type_) if f.name not in _OWN and f.name not in _PLACE]
        return lambda record: _told(record, names)
    if issubclass(type_, tuple):
        return lambda items: [as_json(item) for item in items]
    if issubclass(type_, Mapping):
        return dict
    return date.isoformat if issubclass(type_, date) else None


def _told(record: Any, names: list[str]) -> dict[str, Any]:
    values = vars(record)
    told = {name: as_json(values[name]) for name in names}
    if values.get("sheet") is not None:
        told |= {name: values[name] for name in _PLACE}
    return told
