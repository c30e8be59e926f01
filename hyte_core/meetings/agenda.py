"""The agenda of a meeting, made from the data: what has happened since the last one, and what asks for attention.

It covers all plans of the organisation, so that everybody at the meeting has the same agenda whatever plan they
look at. An open meeting's agenda is of today. A closed one's is of the day when it was held, made of what the tables held when
it was closed: whoever asks for it reads that from the journal (see hyte_core.history). Of one that was closed elsewhere
and came in as a file only the assessments are those of its day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hyte_core.cooperation import AreaView, Cooperation
from hyte_core.duties import Due, Duties, next_due
from hyte_core.indicators import Indicators, Verdict
from hyte_core.lights import Light
from hyte_core.meetings.view import DecisionView, ItemView, Meetings, MeetingView, ParticipantView
from hyte_core.meetings.written import Written, by_entry
from hyte_core.views import ActionView, PlanView, overview

#: The topics that the data give to a meeting and to a negotiation, in their order. Topics of one's own come after.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("decisions", "changed", "red", "late", "stale", "indicators", "contacts", "duties"),
    "negotiation": ("outcomes", "decisions", "answers", "changed", "indicators", "contacts", "themes"),
}
#: How far ahead duties are told of, days.
DUTIES_AHEAD = 90


@dataclass(frozen=True)
class Known:
    """What an agenda is made of."""

    plans: tuple[PlanView, ...]
    #: Who wrote the assessments, by their ids.
    written: Mapping[str, Written]
    indicators: Indicators
    #: The followed indicators that go the wrong way, the most worrying first; and how many are followed.
    worse: tuple[Verdict, ...]
    followed: int
    cooperation: Cooperation
    duties: Duties


@dataclass(frozen=True)
class Since:
    """The day that is compared with. Without a ``meeting`` it is a plan's first day if ``from_start``, else a year ago."""

    day: date
    meeting: MeetingView | None
    from_start: bool


@dataclass(frozen=True)
class Listed:
    """An action of a plan. ``before`` is its light at the last meeting if it has changed since; then ``who`` wrote the
    assessment in force, as far as the journal knows."""

    plan: PlanView
    action: ActionView
    before: Light | None = None
    who: str = ""


@dataclass(frozen=True)
class Open:
    """A decision of an earlier meeting that has not been done, or was done since."""

    decision: DecisionView
    meeting: MeetingView


@dataclass(frozen=True)
class Answers:
    """A question and who answered what."""

    question: str
    answers: tuple[tuple[ParticipantView, str], ...]


TopicRow = Listed | Open | Answers | Verdict | AreaView | Due | ItemView


@dataclass(frozen=True)
class Topic:
    """A topic: what the data say of it (``rows``), what was said (``item``), what was decided.

    ``key`` names it in an address: the kind of a topic that the data give, or the id of one's own item.
    """

    key: str
    code: str
    title: str
    item: ItemView | None
    rows: tuple[TopicRow, ...]
    decisions: tuple[DecisionView, ...]

    @property
    def text(self) -> str:
        """What was said."""
        return self.item.text if self.item else ""


@dataclass(frozen=True)
class Agenda:
    """A meeting's topics, as they were on the day ``on``; ``assessed`` are the actions assessed on the meeting's own day,
    with the light that each had before it."""

    meeting: MeetingView
    on: date
    since: Since
    plans: tuple[PlanView, ...]
    indicators: Indicators
    topics: tuple[Topic, ...]
    assessed: tuple[Listed, ...] = ()

    def topic(self, key: str) -> Topic | None:
        """The topic with this key."""
        return next((one for one in self.topics if one.key == key), None)


def agenda(found: Meetings, meeting: MeetingView, known: Known, *, today: date) -> Agenda:
    """The meeting's agenda. Topics that the organisation's data say nothing of are left out unless something was said.

    ``found`` has the meetings and ``known`` the rest: as they are now, or as they were when a closed meeting was closed.
    """
    on = min(meeting.held_on, meeting.closed_on) if meeting.closed_on else today
    if not meeting.is_open and meeting.closed_entry is None:
        known = replace(known, plans=tuple(plan.on(on) for plan in known.plans))
    since = compared_with(found, meeting, known.plans, on)
    rows = {code: tuple(_rows(code, found, meeting, known, since, on)) for code in TOPICS[meeting.kind]}
    topics = [
        _topic(meeting, code, rows[code])
        for code in rows
        if rows[code] or meeting.item(code) or _is_always_there(code, known)
    ]
    own = (
        Topic(item.id, "own", item.title, item, (), meeting.decided(item.id)) for item in meeting.own_topics
    )
    assessed = tuple(_assessed(known.plans, meeting.held_on))
    return Agenda(meeting, on, since, known.plans, known.indicators, (*topics, *own), assessed)


def _topic(meeting: MeetingView, code: str, rows: tuple[TopicRow, ...]) -> Topic:
    item = meeting.item(code)
    return Topic(code, code, "", item, rows, meeting.decided(item.id) if item else ())


def _is_always_there(code: str, known: Known) -> bool:
    """True for topics that are worth a word even when there is nothing to list."""
    if code == "indicators":
        return known.followed > 0
    if code == "contacts":
        return any(_structures(known))
    if code == "duties":
        return bool(known.duties.events)
    if code in ("changed", "red", "late", "stale"):
        return any(plan.actions for plan in known.plans)
    return code in ("answers", "themes")


def compared_with(found: Meetings, meeting: MeetingView, plans: Iterable[PlanView], on: date) -> Since:
    """The last meeting (see Meetings.previous), else the later of a year ago and the day when the last of the plans began."""
    last = found.previous(meeting)
    if last is not None:
        return Since(last.held_on, last, from_start=False)
    year_ago = on - timedelta(days=365)
    start = max((plan.starts for plan in plans if plan.starts and plan.starts <= on), default=year_ago)
    return Since(max(start, year_ago), None, from_start=start > year_ago)


def _rows(
    code: str,
    found: Meetings,
    meeting: MeetingView,
    known: Known,
    since: Since,
    on: date,
) -> Iterable[TopicRow]:
    plans = known.plans
    match code:
        case "changed":
            return _changed(plans, known.written, since)
        case "red":
            return (Listed(p, one) for p in plans for one in p.actions if one.light is Light.RED)
        case "late":
            late = (Listed(p, one) for p in plans for one in overview(p, today=on, since=since.day).late)
            return sorted(late, key=lambda one: one.action.due or on)
        case "stale":
            return (Listed(p, one) for p in plans for one in overview(p, today=on, since=since.day).stale)
        case "decisions":
            return open_decisions(found, meeting, since)
        case "indicators":
            return known.worse
        case "contacts":
            return missing_contacts(known)
        case "duties":
            return next_due(known.duties, on, within=DUTIES_AHEAD)
        case "outcomes":
            last = found.last_negotiation(meeting)
            return last.themes if last else ()
        case "answers":
            return _answers(meeting)
        case _:
            return meeting.themes


def _changed(plans: Iterable[PlanView], written: Mapping[str, Written], since: Since) -> Iterable[Listed]:
    """The actions whose light is another than at the last meeting, those that got worse first."""
    made = []
    for plan in plans:
        for action in plan.actions:
            before = _before(action, written, since)
            if before is not action.light:
                told = written.get(action.latest.id) if action.latest else None
                made.append(Listed(plan, action, before, told.author if told else ""))
    return sorted(made, key=_direction)


def _assessed(plans: Iterable[PlanView], day: date) -> Iterable[Listed]:
    """The actions that were assessed on a day, as they were by its end: also those whose light stayed what it was."""
    for plan in plans:
        for action in plan.actions:
            if any(one.assessed_on == day for one in action.assessments):
                yield Listed(plan, action.on(day), action.on(day - timedelta(days=1)).light)


def _before(action: ActionView, written: Mapping[str, Written], since: Since) -> Light:
    """The light when the last meeting was closed; without a closed meeting at the end of the day of comparison."""
    entry = since.meeting.closed_entry if since.meeting else None
    if entry is None:
        return action.on(since.day).light
    known = by_entry(action.assessments, written, entry)
    return known[-1].light if known else Light.GREY


def _direction(row: Listed) -> int:
    """-1 for worse, 1 for better, 0 where one of the lights is none."""
    old, new = row.before.rank if row.before else None, row.action.light.rank
    return 0 if old is None or new is None else (new > old) - (new < old)


def open_decisions(found: Meetings, meeting: MeetingView, since: Since) -> Iterable[Open]:
    """The decisions of earlier meetings that wait to be done, by their days; then those done since the last meeting."""
    earlier = [Open(one, m) for m in found.before(meeting) for one in m.decisions]
    day = meeting.closed_on or date.max
    waiting = [o for o in earlier if o.decision.done_on is None or o.decision.done_on > day]
    done = [o for o in earlier if o.decision.done_on and since.day <= o.decision.done_on <= day]
    yield from sorted(waiting, key=lambda o: o.decision.due or date.max)
    yield from sorted(done, key=lambda o: o.decision.done_on or date.max)


def _structures(known: Known) -> Iterable[str]:
    """The structures in which the organisation has contacts."""
    own = known.duties.organisation_id
    for structure in known.cooperation.structures:
        if own in (one.id for one in known.cooperation.answering[structure]):
            yield structure


def missing_contacts(known: Known) -> Iterable[AreaView]:
    """The interface areas in which the organisation has nobody who answers, in the structures that it is a part of."""
    own = known.duties.organisation_id
    for structure in _structures(known):
        for area in known.cooperation.of_structure(structure):
            if not known.cooperation.cells.get((area.id, own)):
                yield area


def _answers(meeting: MeetingView) -> Iterable[Answers]:
    for question in meeting.asked:
        said = ((one, one.answers.get(question, "").strip()) for one in meeting.participants)
        yield Answers(question, tuple((one, text) for one, text in said if text))
