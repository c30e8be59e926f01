"""The minutes of a meeting: who met, what was shown of each topic, what was said, who does what by when.

What the data say is told as reports tell it: no names of persons, no small numbers, and not who wrote what. What was
typed at the meeting stands as it was typed.
"""

from collections.abc import Iterable, Iterator

from hyte_core.cooperation import AreaView
from hyte_core.duties import Due
from hyte_core.duties.words import left, when
from hyte_core.indicators import Direction, Indicators, Verdict, verdicts
from hyte_core.indicators.words import direction_words, value_words
from hyte_core.locale import _, day, ngettext, number, speaking
from hyte_core.meetings import Agenda, Answers, DecisionView, ItemView, Listed, MeetingView, Open, Topic
from hyte_core.meetings.words import compared, nothing, topic_title
from hyte_core.reports.content import Block, Bullets, Cell, Document, Facts, Paragraph, Section, Table
from hyte_core.reports.public import legal, public, published
from hyte_core.reports.to_docx import docx
from hyte_core.reports.words import target_cell

#: How many rows of what was shown the minutes have of one topic; of the rest they tell the number.
MOST_ROWS = 30


def minutes(agenda: Agenda, organisation: str, language: str, people: Iterable[str]) -> bytes:
    """The minutes as .docx in a language; of a meeting that is still open they are a draft.

    Small numbers are left out; ``people`` are the names that must not be read in what the data say.
    """
    with speaking(language):
        document = minutes_document(agenda, organisation, language, people)
    return docx(document)


def minutes_document(agenda: Agenda, organisation: str, language: str, people: Iterable[str]) -> Document:
    """The minutes as a document, in the language that is spoken."""
    meeting = agenda.meeting
    shown, names = public(agenda.indicators), frozenset(people)
    topics = (
        _topic(agenda, topic, place, shown, names) for place, topic in enumerate(agenda.topics, start=1)
    )
    closing = [
        *_assessed(agenda, names),
        *_texts(_("Yhteenveto"), meeting.summary),
        *_all_decisions(meeting),
    ]
    return Document(
        title=_("Pöytäkirjan luonnos") if meeting.is_open else _("Pöytäkirja"),
        subtitle=legal(meeting.title),
        language=language,
        organisation=organisation,
        period="",
        made_on=meeting.held_on,
        sections=(_opening(agenda), *topics, *closing),
        contents=False,
    )


def _opening(agenda: Agenda) -> Section:
    """When, where and who; what the meeting was compared with."""
    meeting = agenda.meeting
    facts = [(_("Päivä"), day(meeting.held_on))]
    facts += [(_("Paikka"), legal(meeting.place))] if meeting.place else []
    if meeting.attendees is not None:
        facts.append((_("Osallistujia"), number(meeting.attendees)))
    blocks: list[Block] = [Facts(tuple(facts))]
    if any(plan.invented for plan in agenda.plans):
        blocks.append(Paragraph(_("Tämän esimerkkiorganisaation tiedot ovat keksittyjä.")))
    if meeting.participants:
        rows = (
            (Cell(legal(one.organisation)), Cell(legal(one.roles) or "–")) for one in meeting.participants
        )
        headers = (_("Organisaatio"), _("Osallistujien nimikkeet"))
        blocks.append(Table(_("Osallistujat"), headers, tuple(rows), (5, 8)))
    blocks.append(Paragraph(compared(agenda.since), quiet=True))
    return Section(_("Kokous"), tuple(blocks))


def _topic(agenda: Agenda, topic: Topic, place: int, shown: Indicators, people: frozenset[str]) -> Section:
    blocks: list[Block] = []
    if topic.code in ("themes", "outcomes", "answers", "decisions"):
        blocks += _typed_rows(topic)
    elif topic.code != "own":
        blocks += published(tuple(_data_rows(agenda, topic, shown)), people)
    if not blocks and topic.code != "own":
        blocks.append(Paragraph(nothing(topic)))
    blocks += _paragraphs(topic.text)
    if topic.decisions:
        blocks.append(_decisions_table(_("Päätökset"), topic.decisions))
    return Section(f"{place}. {legal(topic_title(topic, agenda))}", tuple(blocks))


def _assessed(agenda: Agenda, people: frozenset[str]) -> Iterator[Section]:
    """The lights that were given at the meeting, as far as its day tells; also those that stayed what they were."""
    if agenda.assessed:
        title = _("Kokouspäivänä arvioitu")
        rows = tuple(_light_cells(agenda, row) for row in agenda.assessed)
        yield Section(title, tuple(published((Table(title, _light_headers(), rows, (5, 3, 3, 8)),), people)))


def _light_headers() -> tuple[str, ...]:
    return _("Toimenpide"), _("Ennen"), _("Nyt"), _("Miksi")


def _light_cells(agenda: Agenda, row: Listed) -> tuple[Cell, ...]:
    """An action with the lights that it had before and has now."""
    before, now = Cell("", row.before), Cell("", row.action.light)
    return Cell(_name(agenda, row)), before, now, Cell(row.action.note)


def _data_rows(agenda: Agenda, topic: Topic, shown: Indicators) -> Iterator[Block]:
    """What the data said of the topic, as a table."""
    rows = list(_verdicts(topic, shown)) if topic.code == "indicators" else list(topic.rows)
    cells = [_cells(agenda, topic, row) for row in rows[:MOST_ROWS]]
    headers = {
        "changed": _light_headers(),
        "indicators": (_("Indikaattori"), _("Viimeisin arvo"), _("Tavoitearvo"), _("Suunta")),
        "contacts": (_("Yhdyspinta"), _("Rakenne")),
        "duties": (_("Tapahtuma"), _("Päivä"), _("Aikaa")),
    }.get(topic.code, (_("Toimenpide"), _("Määräaika"), _("Valo"), _("Arvion teksti")))
    widths = {2: (7, 6), 3: (7, 4, 4), 4: (5, 3, 3, 8)}[len(headers)]
    if cells:
        yield Table(topic_title(topic, agenda), headers, tuple(cells), widths)
    if more := len(rows) - len(cells):
        yield Paragraph(ngettext("Lisäksi {n} muu.", "Lisäksi {n} muuta.", more), quiet=True)


def _cells(agenda: Agenda, topic: Topic, row: object) -> tuple[Cell, ...]:
    match row:
        case Listed() if row.before is not None:
            return _light_cells(agenda, row)
        case Listed():
            due = Cell(day(row.action.due))
            return Cell(_name(agenda, row)), due, Cell("", row.action.light), Cell(row.action.note)
        case Verdict():
            group = f", {row.series.group}" if row.series.group else ""
            value = f"{value_words(row.indicator, row.value)} ({row.latest.year})"
            name = Cell(f"{row.indicator.name}{group}")
            return name, Cell(value), target_cell(row), Cell(direction_words(row))
        case AreaView():
            return Cell(row.name), Cell(row.structure)
        case Due():
            return Cell(row.occurrence.event.name), Cell(when(row.occurrence)), Cell(left(row))
    raise TypeError(row)


def _name(agenda: Agenda, row: Listed) -> str:
    return f"{row.action.name} ({row.plan.name})" if len(agenda.plans) > 1 else row.action.name


def _verdicts(topic: Topic, shown: Indicators) -> Iterator[Verdict]:
    """The verdicts of the topic that still say the same when small numbers are left out."""
    for one in topic.rows:
        if not isinstance(one, Verdict) or one.indicator.id not in shown.by_id:
            continue
        indicator = shown.until(one.latest.year).by_id[one.indicator.id]
        for again in verdicts(shown, indicator):
            same = again.series.group == one.series.group and again.latest.year == one.latest.year
            if same and again.direction is Direction.WORSE:
                yield again


def _typed_rows(topic: Topic) -> Iterator[Block]:
    """What people have written: earlier decisions, answers, themes and what came of them."""
    earlier = [row for row in topic.rows if isinstance(row, Open)]
    if earlier:
        yield _decisions_table(_("Aiemmat päätökset"), (row.decision for row in earlier), earlier=True)
    for row in topic.rows:
        if isinstance(row, Answers):
            yield Paragraph(legal(row.question))
            said = (legal(f"{who.organisation}: {text}") for who, text in row.answers)
            yield Bullets(tuple(said) or (_("Ei vastauksia."),))
        elif isinstance(row, ItemView):
            yield Paragraph(legal(row.title))
            if row.points:
                yield Bullets(tuple(legal(point) for point in row.points))
            if topic.code == "outcomes":
                came = row.outcome or _("Ei vielä kirjattu, mitä siitä seurasi.")
                yield Facts(((_("Mitä siitä seurasi"), legal(came)),))


def _decisions_table(caption: str, decisions: Iterable[DecisionView], *, earlier: bool = False) -> Table:
    """Who does what by when; of earlier decisions also whether it is done and what came of it."""
    headers = (_("Päätös"), _("Kuka"), _("Mihin mennessä"))
    rows = tuple(
        (
            Cell(legal(one.text)),
            Cell(legal(one.responsible) or "–"),
            Cell(day(one.due)),
            *((Cell(_state(one)),) if earlier else ()),
        )
        for one in decisions
    )
    if earlier:
        return Table(caption, (*headers, _("Tilanne")), rows, (7, 4, 3, 4))
    return Table(caption, headers, rows, (8, 4, 3))


def _state(one: DecisionView) -> str:
    if one.done_on is None:
        return _("avoinna")
    done = _("toteutettu {day}").format(day=day(one.done_on))
    return "\n".join(part for part in (done, legal(one.outcome)) if part)


def _all_decisions(meeting: MeetingView) -> Iterator[Section]:
    """The meeting's decisions in one table, for those who only read who does what."""
    if meeting.decisions:
        yield Section(_("Kaikki päätökset"), (_decisions_table(_("Kokouksen päätökset"), meeting.decisions),))


def _texts(title: str, text: str) -> Iterator[Section]:
    if text.strip():
        yield Section(title, tuple(_paragraphs(text)))


def _paragraphs(text: str) -> list[Block]:
    """A text, a paragraph for each that an empty line ends."""
    return [Paragraph(legal(part.strip())) for part in text.split("\n\n") if part.strip()]
