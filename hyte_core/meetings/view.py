"""An organisation's meetings as a reader sees them: what was said, who took part, what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from hyte_core.database.together import Together
from hyte_core.model import Decision, Meeting, MeetingItem, Organisation, Participant, columns

#: The kinds of meetings.
MEETING, NEGOTIATION = "meeting", "negotiation"


@dataclass(frozen=True)
class ItemView:
    """What was said of a topic. ``title`` is only in topics of one's own and in themes; of a theme ``text`` has a point a line."""

    id: str
    meeting_id: str
    position: int
    topic: str
    title: str
    text: str
    outcome: str

    @property
    def points(self) -> tuple[str, ...]:
        """The text's lines that are not empty."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


@dataclass(frozen=True)
class DecisionView:
    """Who does what by when; open until it is done."""

    id: str
    meeting_id: str
    item_id: str | None
    position: int
    text: str
    responsible: str
    due: date | None
    done_on: date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        """True until it has been marked as done."""
        return self.done_on is None

    def is_late(self, today: date) -> bool:
        """True for an open decision whose day has passed."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True)
class ParticipantView:
    """An organisation at a meeting, by the roles that come, with its answers by question."""

    id: str
    meeting_id: str
    position: int
    organisation: str
    roles: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class MeetingView:
    """A meeting with its items, decisions and participants in order."""

    id: str
    organisation_id: str
    held_on: date
    title: str
    kind: str
    place: str
    attendees: int | None
    questions: tuple[str, ...]
    summary: str
    closed_on: date | None
    closed_entry: int | None
    items: tuple[ItemView, ...]
    decisions: tuple[DecisionView, ...]
    participants: tuple[ParticipantView, ...]

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.closed_on is None

    @property
    def is_negotiation(self) -> bool:
        """True for a yearly negotiation between organisations."""
        return self.kind == NEGOTIATION

    @property
    def own_topics(self) -> tuple[ItemView, ...]:
        """The topics that the data do not give, in their order."""
        return tuple(item for item in self.items if item.topic == "own")

    @property
    def themes(self) -> tuple[ItemView, ...]:
        """What a negotiation agreed on."""
        return tuple(item for item in self.items if item.topic == "theme")

    def item(self, topic: str) -> ItemView | None:
        """What was said of a topic that the data give; None if nothing was."""
        return next((item for item in self.items if item.topic == topic), None)

    def decided(self, item_id: str | None) -> tuple[DecisionView, ...]:
        """The decisions under an item; with None those that stand by themselves."""
        return tuple(one for one in self.decisions if one.item_id == item_id)

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions, and after them those that have answers though they are asked no more."""
        answered = (question for one in self.participants for question in one.answers)
        return tuple(dict.fromkeys((*self.questions, *answered)))

    @cached_property
    def by_id(self) -> dict[str, ItemView | DecisionView | ParticipantView]:
        """Its parts by their ids."""
        parts: list[ItemView | DecisionView | ParticipantView] = [*self.items, *self.decisions]
        return {one.id: one for one in (*parts, *self.participants)}


@dataclass(frozen=True)
class Meetings:
    """All meetings of an organisation, the newest first."""

    organisation_id: str
    organisation: str
    all: tuple[MeetingView, ...]

    @cached_property
    def by_id(self) -> dict[str, MeetingView]:
        """The meetings by their ids."""
        return {one.id: one for one in self.all}

    def part(self, id_: str) -> "ItemView | DecisionView | ParticipantView | None":
        """An item, a decision or a participant of any of the meetings; None if it is not there (any more)."""
        return next((one.by_id[id_] for one in self.all if id_ in one.by_id), None)

    def before(self, meeting: MeetingView) -> tuple[MeetingView, ...]:
        """The meetings before one, the newest first."""
        ids = [one.id for one in self.all]
        return self.all[ids.index(meeting.id) + 1 :]

    def previous(self, meeting: MeetingView) -> MeetingView | None:
        """The meeting of the same kind that one is compared with: the last closed one before it.

        If none has been closed, the last one before it: its day can be compared with.
        """
        same = [one for one in self.before(meeting) if one.kind == meeting.kind]
        return next((one for one in same if not one.is_open), same[0] if same else None)

    def last_negotiation(self, meeting: MeetingView) -> MeetingView | None:
        """The negotiation before a meeting, closed or not."""
        return next((one for one in self.before(meeting) if one.is_negotiation), None)


#: The tables that :func:`meetings` reads.
MEETING_TABLES = ("organisation", "meeting", "meeting_item", "decision", "participant")


def organisation_of_meeting(connection: Connection, meeting_id: str) -> str | None:
    """The id of the organisation whose meeting has this id; None if there is no such meeting."""
    key, held_by = columns(Meeting, "id", "organisation_id")
    return connection.execute(select(held_by).where(key == meeting_id)).scalar()


def meetings(connection: Connection, organisation_id: str) -> Meetings | None:
    """An organisation's meetings; None if there is no such organisation. One query."""
    organisations, held, *parts = _OF_ORGANISATION.read(connection, organisation=organisation_id)
    if not organisations:
        return None
    items, decisions, participants = map(_by_meeting, parts)
    found = [
        MeetingView(
            **row._asdict() | {"questions": tuple(row.questions)},
            items=tuple(ItemView(**one) for one in items[row.id]),
            decisions=tuple(DecisionView(**one) for one in decisions[row.id]),
            participants=tuple(ParticipantView(**one) for one in participants[row.id]),
        )
        for row in held
    ]
    return Meetings(organisation_id, organisations[0].name, tuple(sorted(found, key=_order, reverse=True)))


def _order(one: MeetingView) -> tuple[date, bool, int, str]:
    """Of two meetings on one day the one that is open comes after the closed one."""
    return one.held_on, one.is_open, one.closed_entry or 0, one.id


def _by_meeting(rows: Iterable[Any]) -> Mapping[str, list[dict[str, Any]]]:
    """A part's rows by their meeting, in order."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.position, one.id)):
        found[row.meeting_id].append(row._asdict())
    return found


def _of_organisation() -> Together:
    asked: BindParameter[str] = bindparam("organisation")
    key, name = columns(Organisation, "id", "name")
    id_, held_by = columns(Meeting, "id", "organisation_id")
    models: tuple[Any, ...] = (MeetingItem, Decision, Participant)
    parts = [model.__table__ for model in models]
    ids = select(id_).where(held_by == asked)
    return Together(
        select(name).where(key == asked),
        select(Meeting.__table__).where(held_by == asked),  # type: ignore[attr-defined]
        *(select(part).where(part.c.meeting_id.in_(ids)) for part in parts),
    )


_OF_ORGANISATION = _of_organisation()
