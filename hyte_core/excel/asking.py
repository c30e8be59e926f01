"""Workbooks that ask: a respondent's card for a county's yearly report, a participant's pre-task before a negotiation.

Both have the questions ready with a place for each answer, and are read back as any workbook of ours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from hyte_core.excel.bundle import zipped
from hyte_core.excel.layout import Sheet, column_word, sheet_word
from hyte_core.excel.own_joined import CardAnswer, rows_of_participant
from hyte_core.excel.own_rows import row_of
from hyte_core.excel.own_sheets import CARD_ANSWERS, PARTICIPANTS
from hyte_core.excel.write import saved, write_guide, write_sheet
from hyte_core.locale import _, day
from hyte_core.records import MeetingRecord, ParticipantRecord, YearCardRecord

#: The heights of the rows of an answer of a paragraph and of a word, in points.
_TALL, _LOW = 150, 32
_ANSWER = PatternFill("solid", fgColor="FFF9E3")
_LINE = Side("thin", color="9AA3AE")
#: The columns that tell the program whose answer a row is: the reader knows.
_HIDDEN = ("organisation", "held_on", "meeting")
_PRETASK = Sheet(
    PARTICIPANTS.kind,
    tuple(replace(c, hidden=c.field in _HIDDEN) for c in PARTICIPANTS.columns),
    PARTICIPANTS.signs,
    PARTICIPANTS.main,
)


def card_workbook(county: str, respondent: str, year: int, cards: Iterable[YearCardRecord]) -> bytes:
    """The workbook in which an organisation answers for a county's report of a year, in the reader's language.

    ``cards`` are those that have been answered, of whatever organisation and year: what the respondent has already
    answered for this year is filled in, and its latest answers before are beside.
    """
    own = [card for card in cards if (card.county, card.organisation) == (county, respondent)]
    now = next((card for card in own if card.year == year), YearCardRecord(county, respondent, year))
    before = max((card for card in own if card.year < year), key=lambda card: card.year, default=None)
    rows = [
        CardAnswer(
            county=county,
            organisation=respondent,
            year=year,
            part=part,
            guidance=guidance,
            previous=_previous(before, part),
            answer=getattr(now, part),
        )
        for part, guidance in _guidance().items()
    ]
    book = Workbook()
    write_guide(book.active, _card_lines(county, respondent, year))
    sheet = write_sheet(book, CARD_ANSWERS, [row_of(row, CARD_ANSWERS) for row in rows])
    low = [at for at, row in enumerate(rows, start=2) if row.part.startswith("answered")]
    _as_form(sheet, CARD_ANSWERS, len(rows), low)
    return saved(book)


def card_bundle(county: str, respondents: Sequence[str], year: int, cards: Iterable[YearCardRecord]) -> bytes:
    """A zip with a card's workbook for each respondent, as :func:`card_workbook`."""
    known = tuple(cards)
    return zipped(respondents, lambda respondent: card_workbook(county, respondent, year, known))


def pretask_workbook(meeting: MeetingRecord, participant: ParticipantRecord) -> bytes:
    """The workbook in which a participant answers the questions before a meeting, in the reader's language.

    What it has answered already is filled in.
    """
    rows = rows_of_participant(participant, meeting.questions)
    book = Workbook()
    write_guide(book.active, _pretask_lines(meeting, participant))
    sheet = write_sheet(book, _PRETASK, [row_of(row, _PRETASK) for row in rows])
    _as_form(sheet, _PRETASK, len(rows), [])
    return saved(book)


def pretask_bundle(meeting: MeetingRecord, participants: Sequence[ParticipantRecord]) -> bytes:
    """A zip with a pre-task's workbook for each participant, as :func:`pretask_workbook`."""
    by_name = {one.participant: one for one in participants}
    return zipped(list(by_name), lambda name: pretask_workbook(meeting, by_name[name]))


def _previous(before: YearCardRecord | None, part: str) -> str:
    """What was answered the last time, under its year."""
    said = getattr(before, part) if before is not None and not part.startswith("answered") else ""
    return f"{before.year}:\n{said}" if before is not None and said else ""


def _guidance() -> dict[str, str]:
    """{part of a card: what is asked}, in their order."""
    return {
        "state": _(
            "Miten asukkaiden tai asiakkaiden hyvinvointi ja terveys ovat kehittyneet? Kerro erot ryhmien välillä ja mihin tietoon arvio perustuu."
        ),
        "structures": _(
            "Miten hyvinvoinnin ja terveyden edistäminen on järjestetty? Kerro työryhmät, vastuut, suunnitelmat ja yhteistyö."
        ),
        "measures": _("Mitä vuoden aikana tehtiin ja mitä siitä seurasi?"),
        "summary": _("Mikä onnistui, mikä huolestuttaa ja mitä teette seuraavaksi? Muutama virke riittää."),
        "answered_by": _("Vastaajan nimike. Älä kirjoita henkilön nimeä."),
        "answered_on": _("Päivä muodossa 31.12.2025."),
    }


def _card_lines(county: str, respondent: str, year: int) -> list[str]:
    return [
        _("Vuosikortti {year}: {respondent}").format(year=year, respondent=respondent),
        _("{county} kokoaa vastauksista vuoden {year} hyvinvointiraportin.").format(county=county, year=year),
        _("Vastaa välilehdellä {sheet}: kirjoita jokaisen rivin vastaus sarakkeeseen {column}.").format(
            sheet=sheet_word(CARD_ANSWERS.kind), column=column_word("answer")
        ),
        _("Vieressä on edellinen vastauksenne. Sitä ei tarvitse muuttaa."),
        _("Kortista tulee raporttiin yksi sivu, joten yhteensä noin 2 000 merkkiä on sopiva pituus."),
        _("Tyhjäksi jätetty vastaus ei muuta mitään."),
        _("Älä kirjoita henkilöiden nimiä: nimike riittää."),
        _("Tallenna työkirja ja palauta se lähettäjälle. Älä poista rivejä tai sarakkeita."),
    ]


def _pretask_lines(meeting: MeetingRecord, participant: ParticipantRecord) -> list[str]:
    return [
        _("Ennakkotehtävä: {participant}").format(participant=participant.participant),
        _("{title} {day}, järjestäjä {organisation}.").format(
            title=meeting.title, day=day(meeting.held_on), organisation=meeting.organisation
        ),
        _("Vastaa välilehdellä {sheet}: kirjoita jokaisen kysymyksen vastaus sarakkeeseen {column}.").format(
            sheet=sheet_word(PARTICIPANTS.kind), column=column_word("answer")
        ),
        _("Kirjoita sarakkeeseen {column} osallistujien nimikkeet. Älä kirjoita nimiä.").format(
            column=column_word("roles")
        ),
        _("Tyhjäksi jätetty vastaus ei muuta mitään."),
        _("Tallenna työkirja ja palauta se lähettäjälle. Älä poista rivejä tai sarakkeita."),
    ]


def _as_form(sheet: Worksheet, layout: Sheet, rows: int, low: Sequence[int]) -> None:
    """Room to write, the place of the answers marked, and the sheet open where they are."""
    place = [column.field for column in layout.columns].index("answer") + 1
    for row in range(2, rows + 2):
        sheet.row_dimensions[row].height = _LOW if row in low else _TALL
        cell = sheet.cell(row, place)
        cell.fill = _ANSWER
        cell.border = Border(_LINE, _LINE, _LINE, _LINE)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref = None
    book = sheet.parent
    book.active = book.index(sheet)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
