"""Records of meetings, of what is written at them, and of the texts that people write for reports and presentations.

A meeting is named by its organisation, its day and its title. ``given`` names the fields that the source has a place
for: the others stay as they are. Without it all are given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting of an organisation ("meeting"), or a year's negotiation between organisations ("negotiation").

    Which journal entry was the newest when it was closed is not told: entries are numbered by the installation, and
    in another one the number would name another change. There a closed meeting is compared with by its day.
    """

    organisation: str
    held_on: date
    title: str
    kind: str = "meeting"
    place: str = ""
    attendees: int | None = None
    questions: tuple[str, ...] = ()
    summary: str = ""
    closed_on: date | None = None
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class MeetingItemRecord:
    """What was said of a topic at a meeting; a topic of its own has a title. In the order of the agenda."""

    organisation: str
    held_on: date
    meeting: str
    topic: str
    title: str = ""
    text: str = ""
    outcome: str = ""
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class DecisionRecord:
    """A decision of a meeting; ``topic`` and ``item`` (its title) tell what it was decided under, if anything."""

    organisation: str
    held_on: date
    meeting: str
    text: str
    topic: str = ""
    item: str = ""
    responsible: str = ""
    due: date | None = None
    done_on: date | None = None
    outcome: str = ""
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class ParticipantRecord:
    """An organisation that takes part in a meeting, and its answers to the questions before it, by question.

    An answer that is empty was taken away; a question that is not there is not spoken of.
    """

    organisation: str
    held_on: date
    meeting: str
    participant: str
    roles: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class StatementRecord:
    """A dated text of a plan, in the order of the plan's texts of the kind and year."""

    organisation: str
    plan: str
    kind: str
    year: int
    text: str
    language: str = "fi"
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class YearCardRecord:
    """What an organisation answered for a county's report of a year."""

    county: str
    organisation: str
    year: int
    state: str = ""
    structures: str = ""
    measures: str = ""
    summary: str = ""
    answered_by: str = ""
    answered_on: date | None = None
    given: frozenset[str] | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class PresentationRecord:
    """Slides of a plan that are kept under a name."""

    organisation: str
    plan: str
    presentation: str
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class SlideRecord:
    """A slide of a presentation, in the presentation's order. ``subject`` names what it shows, if that is one thing."""

    organisation: str
    plan: str
    presentation: str
    kind: str
    subject: str = ""
    title: str = ""
    text: str = ""
    sheet: str | None = None
    cell: str | None = None
