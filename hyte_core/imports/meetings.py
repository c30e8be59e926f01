"""Records of meetings and of what was written at them against the database. Nothing is removed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from hyte_core.imports.gathering import Gathering, any_row, grouped, paired, plainly, same
from hyte_core.imports.indicators import Owners
from hyte_core.locale import _, day
from hyte_core.model import Decision, Meeting, MeetingItem, Participant, Row
from hyte_core.records import DecisionRecord, MeetingItemRecord, MeetingRecord, ParticipantRecord, Records

#: An organisation's id, a day and a title: what a meeting is known by.
_Key = tuple[str, date, str]
#: A meeting's id, a topic and its title.
_Topic = tuple[str, str, str]


class MeetingComparer:
    """Gathers the changes that the records of meetings need."""

    def __init__(self, connection: Connection, gathered: Gathering, owners: Owners) -> None:
        self.connection, self.gathered, self.owners = connection, gathered, owners
        #: The meetings that the database has or the records make, by what they are known by.
        self.ids: dict[_Key, str] = {}
        #: The topics of meetings, likewise, and the names of those that the database has.
        self.items: dict[_Topic, str] = {}
        self.names: dict[str, _Topic] = {}

    def compare(self, records: Records) -> None:
        """Compare all records of these kinds."""
        if not any((records.meetings, records.meeting_items, records.decisions, records.participants)):
            return
        self._meetings(records.meetings)
        self._items(records.meeting_items)
        self._decisions(records.decisions)
        self._participants(records.participants)

    def _all(self, model: type[Row]) -> list[Any]:
        return list(self.connection.execute(select(model)))

    def _meetings(self, records: Sequence[MeetingRecord]) -> None:
        known = grouped(
            self._all(Meeting), lambda row: (row.organisation_id, row.held_on, plainly(row.title))
        )
        self.ids = {key: rows[0].id for key, rows in known.items()}
        at = {
            id(record): (
                self.owners.organisation(record.organisation),
                record.held_on,
                plainly(record.title),
            )
            for record in records
        }
        found = paired(records, lambda record: known[at[id(record)]], (any_row,))
        for record, row in zip(records, found, strict=True):
            key = at[id(record)]
            fields = {
                name: getattr(record, name)
                for name in ("title", "kind", "place", "attendees", "summary", "closed_on")
            }
            fields["questions"] = list(record.questions)
            if row is not None:
                self.gathered.compare("meeting", row, fields, record)
                continue
            place = {"organisation_id": key[0], "held_on": record.held_on}
            self.ids.setdefault(key, self.gathered.add(Meeting, record, **place, **fields))

    def _held(self, records: Sequence[Any]) -> list[tuple[Any, str]]:
        """The records with the ids of their meetings; one whose meeting there is not is a problem."""
        found = []
        for record in records:
            organisation = self.owners.organisation(record.organisation)
            meeting = self.ids.get((organisation, record.held_on, plainly(record.meeting)))
            if meeting is not None:
                found.append((record, meeting))
                continue
            message = _(
                "Kokousta ”{name}” {day} ei ole: korjaa nimi ja päivä tai lisää kokous välilehdelle Kokoukset."
            )
            text = message.format(name=record.meeting, day=day(record.held_on))
            self.gathered.wrong("unknown_meeting", text, record, record.meeting)
        return found

    def _items(self, records: Sequence[MeetingItemRecord]) -> None:
        rows = self._all(MeetingItem)
        known = grouped(rows, lambda row: (row.meeting_id, row.topic, plainly(row.title)))
        self.items = {name: of_name[0].id for name, of_name in known.items()}
        self.names = {row.id: name for name, of_name in known.items() for row in of_name}
        last = _last_positions(rows)
        held = self._held(records)
        at = {id(record): (meeting, record.topic, plainly(record.title)) for record, meeting in held}
        found = paired([r for r, _m in held], lambda r: known[at[id(r)]], (_same_text, any_row))
        for (record, meeting), row in zip(held, found, strict=True):
            fields = {name: getattr(record, name) for name in ("title", "text", "outcome")}
            if row is not None:
                self.gathered.compare("meeting_item", row, fields, record)
                continue
            last[meeting] += 1
            place = {"meeting_id": meeting, "position": last[meeting], "topic": record.topic}
            self.items.setdefault(at[id(record)], self.gathered.add(MeetingItem, record, **place, **fields))

    def _decisions(self, records: Sequence[DecisionRecord]) -> None:
        rows = self._all(Decision) if records else []
        known = grouped(rows, lambda row: row.meeting_id)
        last = _last_positions(rows)
        held = self._held(records)
        at = {id(record): meeting for record, meeting in held}
        found = paired([r for r, _m in held], lambda r: known[at[id(r)]], _SAME_DECISION)
        for (record, meeting), row in zip(held, found, strict=True):
            fields = {
                name: getattr(record, name) for name in ("text", "responsible", "due", "done_on", "outcome")
            }
            fields["item_id"] = self._item(record, meeting, row.item_id if row else None)
            if row is None:
                last[meeting] += 1
                place = {"meeting_id": meeting, "position": last[meeting]}
                self.gathered.add(Decision, record, **place, **fields)
            else:
                self.gathered.compare("decision", row, fields, record)

    def _item(self, record: DecisionRecord, meeting: str, now: str | None) -> str | None:
        """The topic that a decision was made under; None if it stands by itself, or under a topic there is not.

        Of topics with the same name it is the one under which the decision is ``now``, or else the first.
        """
        if not record.topic:
            return None
        name = (meeting, record.topic, plainly(record.item))
        if now is not None and self.names.get(now) == name:
            return now
        item = self.items.get(name)
        if item is None:
            message = _(
                "Kokouksessa ”{name}” ei ole tätä asiaa: korjaa aihe ja asia tai lisää asia välilehdelle Kokouksen asiat."
            )
            self.gathered.wrong("unknown_item", message.format(name=record.meeting), record, record.item)
        return item

    def _participants(self, records: Sequence[ParticipantRecord]) -> None:
        rows = self._all(Participant) if records else []
        known = {(row.meeting_id, plainly(row.organisation)): row for row in rows}
        last = _last_positions(rows)
        for record, meeting in self._held(records):
            row = known.get((meeting, plainly(record.participant)))
            answers = dict(record.answers)
            if row is not None:
                fields = {"roles": record.roles, "answers": {**row.answers, **answers}}
                self.gathered.compare("participant", row, fields, record)
                continue
            last[meeting] += 1
            place = {"meeting_id": meeting, "position": last[meeting]}
            self.gathered.add(
                Participant,
                record,
                **place,
                organisation=record.participant,
                roles=record.roles,
                answers=answers,
            )


def _last_positions(rows: Sequence[Any]) -> dict[str, int]:
    """The last position at each meeting."""
    last: dict[str, int] = defaultdict(int)
    for row in rows:
        last[row.meeting_id] = max(last[row.meeting_id], row.position)
    return last


def _same_text(row: Any, record: Any) -> bool:
    return same(row.text, record.text)


#: The very same; the same text; else a text of which only case and white space differ.
_SAME_DECISION: tuple[Callable[[Any, Any], bool], ...] = (
    lambda row, record: (
        _same_text(row, record) and same(row.responsible, record.responsible) and row.due == record.due
    ),
    _same_text,
    lambda row, record: plainly(row.text) == plainly(record.text),
)
