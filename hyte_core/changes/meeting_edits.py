"""What a person does to meetings, as change sets made against the meeting that the person sees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2s
from typing import Any, TypeVar

from hyte_core.changes.change_set import Change, ChangeSet
from hyte_core.meetings import DecisionView, ItemView, MeetingView, ParticipantView
from hyte_core.model import Decision, Meeting, MeetingItem, Participant, Row

#: What a person says of a meeting, of a topic, of a decision and of a participant.
MEETING = ("kind", "held_on", "title", "place", "attendees", "questions", "summary")
ITEM = ("title", "text", "outcome")
DECISION = ("text", "responsible", "due", "done_on", "outcome")
PARTICIPANT = ("organisation", "roles", "answers")
_ENTITIES: dict[type, tuple[str, type[Row]]] = {
    MeetingView: ("meeting", Meeting),
    ItemView: ("meeting_item", MeetingItem),
    DecisionView: ("decision", Decision),
    ParticipantView: ("participant", Participant),
}
View = TypeVar("View", MeetingView, ItemView, DecisionView, ParticipantView)


def _stored(value: Any) -> Any:
    """A view's or a form's value as a table keeps it: texts without spaces around them, empty answers left out."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, tuple):
        return [_stored(one) for one in value]
    if isinstance(value, Mapping):
        return {key: text for key, one in value.items() if (text := _stored(one))}
    return value


def _fields(new: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _stored(value) for name, value in new.items()}


def edit(seen: MeetingView | ItemView | DecisionView | ParticipantView, new: Mapping[str, Any]) -> ChangeSet:
    """What differs in ``new`` from what is seen: a meeting's, topic's, decision's or participant's fields."""
    entity, _model = _ENTITIES[type(seen)]
    pairs = {name: (_kept(getattr(seen, name)), value) for name, value in _fields(new).items()}
    different: dict[str, Any] = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return ChangeSet((Change.changing(entity, seen.id, **different),) if different else ())


def _kept(value: Any) -> Any:
    """A view's value exactly as the table has it."""
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


def rebased(seen: View, fresh: View, new: Mapping[str, Any]) -> View:
    """What a refused edit is to be made against next.

    What the person changed will replace what ``fresh`` has now; what the person left alone stays as the other made it.
    """
    touched = [name for name, value in _fields(new).items() if value != _kept(getattr(seen, name))]
    return replace(seen, **{name: getattr(fresh, name) for name in touched})


def call_meeting(
    organisation_id: str, new: Mapping[str, Any], like: MeetingView | None = None
) -> tuple[ChangeSet, str]:
    """A new meeting, and its id. From the meeting ``like`` come the organisations that take part and their roles."""
    row = Meeting(organisation_id=organisation_id, **_fields(new))
    guests = [
        Participant(meeting_id=row.id, position=place, organisation=one.organisation, roles=one.roles)
        for place, one in enumerate(like.participants if like else (), start=1)
    ]
    return ChangeSet((Change.adding(row), *map(Change.adding, guests))), row.id


def edit_meeting(seen: MeetingView, new: Mapping[str, Any]) -> ChangeSet:
    """What differs in a meeting. The answers to a question that is only worded anew stay with it."""
    made = edit(seen, new)
    asked = _fields(new).get("questions")
    if asked is None or len(asked) != len(seen.questions) or len(set(asked)) < len(asked):
        return made
    moved = {
        old: now for old, now in zip(seen.questions, asked, strict=True) if old != now and old not in asked
    }
    for one in seen.participants:
        answers = {moved.get(question, question): text for question, text in one.answers.items()}
        made = made.and_then(edit(one, {"answers": answers}))
    return made


def topic_id(meeting_id: str, topic: str) -> str:
    """The id of the item of a topic that the data give: two who write of it at once write the same row."""
    return blake2s(f"{meeting_id}/{topic}".encode(), digest_size=8).hexdigest()


def write(meeting: MeetingView, topic: str, seen: ItemView | None, text: str) -> ChangeSet:
    """The discussion of a topic. ``topic`` is a topic's kind or the id of one's own; ``seen`` is its item if it had one."""
    if seen is not None:
        return edit(seen, {"text": text})
    if not text.strip():
        return ChangeSet(())
    return ChangeSet((Change.adding(_of_topic(meeting, topic, text=_stored(text))),))


def _of_topic(meeting: MeetingView, topic: str, text: str = "") -> MeetingItem:
    return MeetingItem(id=topic_id(meeting.id, topic), meeting_id=meeting.id, topic=topic, text=text)


def _next(rows: Sequence[ItemView | DecisionView | ParticipantView]) -> int:
    return max((row.position for row in rows), default=0) + 1


def add_topic(meeting: MeetingView, new: Mapping[str, Any], topic: str = "own") -> tuple[ChangeSet, str]:
    """A new topic of one's own, or with ``topic`` "theme" a theme, as the last one; and its id."""
    place = _next(meeting.themes if topic == "theme" else meeting.own_topics)
    row = MeetingItem(meeting_id=meeting.id, topic=topic, position=place, **_fields(new))
    return ChangeSet((Change.adding(row),)), row.id


def move_topic(meeting: MeetingView, item: ItemView, steps: int) -> ChangeSet:
    """The topic ``steps`` places down (negative: up) among those of its kind; nothing at the end of the list."""
    same = [one for one in meeting.items if one.topic == item.topic]
    order = [one.id for one in same]
    here = order.index(item.id)
    there = min(max(here + steps, 0), len(order) - 1)
    if here == there:
        return ChangeSet(())
    order.insert(there, order.pop(here))
    return ChangeSet(
        tuple(
            Change.changing("meeting_item", one.id, position=(one.position, place))
            for one in same
            if one.position != (place := order.index(one.id) + 1)
        )
    )


def remove_topic(meeting: MeetingView, item: ItemView) -> ChangeSet:
    """The topic is gone; what was decided under it stays, as decisions of the meeting."""
    freed = (Change.changing("decision", one.id, item_id=(item.id, None)) for one in meeting.decided(item.id))
    return ChangeSet((*freed, _removing(item)))


def decide(
    meeting: MeetingView, topic: str | None, item: ItemView | None, new: Mapping[str, Any]
) -> ChangeSet:
    """A new decision under a topic of the agenda, whose item is made if it has none; with ``topic`` None under none."""
    made: list[Change] = []
    if item is None and topic is not None:
        row = _of_topic(meeting, topic)
        made.append(Change.adding(row))
        item_id: str | None = row.id
    else:
        item_id = item.id if item else None
    decision = Decision(
        meeting_id=meeting.id, item_id=item_id, position=_next(meeting.decisions), **_fields(new)
    )
    return ChangeSet((*made, Change.adding(decision)))


def add_participant(meeting: MeetingView, new: Mapping[str, Any]) -> ChangeSet:
    """One more organisation that takes part."""
    row = Participant(meeting_id=meeting.id, position=_next(meeting.participants), **_fields(new))
    return ChangeSet((Change.adding(row),))


def remove_part(part: DecisionView | ParticipantView) -> ChangeSet:
    """The decision or the participant is gone, provided that it is as it is seen."""
    return ChangeSet((_removing(part),))


def close(meeting: MeetingView, on: date, entry: int, summary: str) -> ChangeSet:
    """The meeting is closed. ``entry`` is the version of the data at that moment: what the next meeting compares with."""
    closing = edit(meeting, {"summary": summary})
    closed: dict[str, Any] = {
        "closed_on": (meeting.closed_on, on),
        "closed_entry": (meeting.closed_entry, entry),
    }
    return closing.and_then(ChangeSet((Change.changing("meeting", meeting.id, **closed),)))


def reopen(meeting: MeetingView) -> ChangeSet:
    """The meeting is open again; the next meeting does not compare with it until it is closed."""
    opened: dict[str, Any] = {
        "closed_on": (meeting.closed_on, None),
        "closed_entry": (meeting.closed_entry, None),
    }
    return ChangeSet((Change.changing("meeting", meeting.id, **opened),))


def remove_meeting(meeting: MeetingView) -> ChangeSet:
    """The meeting and all that was written at it are gone, provided that they are as they are seen."""
    parts = [_removing(part) for part in meeting.by_id.values()]
    return ChangeSet((*parts, _removing(meeting)))


def _removing(seen: MeetingView | ItemView | DecisionView | ParticipantView) -> Change:
    entity, model = _ENTITIES[type(seen)]
    names = (name for name in model.model_fields if name != "id")
    return Change("remove", entity, seen.id, {name: (_kept(getattr(seen, name)), None) for name in names})
