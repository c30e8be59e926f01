"""Records of what people write of a plan, of yearly cards and of presentations against the database. Nothing is removed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from hyte_core.imports.gathering import Gathering, grouped, ids_by_name, paired, plainly, same
from hyte_core.imports.indicators import Owners
from hyte_core.imports.matching import SAME
from hyte_core.locale import _
from hyte_core.model import FocusArea, Presentation, Row, Slide, Statement, YearCard
from hyte_core.records import PresentationRecord, Records, SlideRecord, StatementRecord, YearCardRecord
from hyte_core.records.subjects import with_ids
from hyte_core.views.statements import PARTS

_CARD = ("state", "structures", "measures", "summary", "answered_by", "answered_on")


class TextComparer:
    """Gathers the changes that the records of statements, yearly cards and presentations need."""

    def __init__(
        self,
        connection: Connection,
        gathered: Gathering,
        owners: Owners,
        made: Mapping[type[Row], Mapping[str, str]],
    ) -> None:
        """``made`` has the ids of indicators and interface areas, by name, that the same file makes."""
        self.connection, self.gathered, self.owners, self.made = connection, gathered, owners, made
        self.names: dict[type[Row], dict[str, str]] = {}

    def compare(self, records: Records) -> None:
        """Compare all records of these kinds."""
        if records.statements:
            self._statements(records.statements)
        if records.year_cards:
            self._cards(records.year_cards)
        if records.presentations or records.slides:
            self._presentations(records.presentations, records.slides)

    def _all(self, model: type[Row]) -> list[Any]:
        return list(self.connection.execute(select(model)))

    def _of_plans(self, records: Sequence[Any]) -> list[tuple[Any, str]]:
        """The records with the ids of their plans; one whose plan there is not is a problem."""
        found = []
        for record in records:
            plan = self.owners.plan(record.organisation, record.plan)
            if plan is not None:
                found.append((record, plan))
                continue
            message = _("Organisaatiolla ”{organisation}” ei ole suunnitelmaa ”{plan}”: korjaa nimi.")
            text = message.format(organisation=record.organisation, plan=record.plan)
            self.gathered.wrong("unknown_plan", text, record, record.plan)
        return found

    # --- statements

    def _statements(self, records: Sequence[StatementRecord]) -> None:
        rows = self._all(Statement)
        known = grouped(rows, lambda row: (row.plan_id, row.kind, row.year, row.language))
        last = {key: max(row.position for row in of_key) for key, of_key in known.items()}
        told = self._of_plans(records)
        at = {id(r): (plan, r.kind, r.year, r.language) for r, plan in told}
        found = paired([r for r, _plan in told], lambda r: known[at[id(r)]], _SAME_STATEMENT)
        for (record, plan), row in zip(told, found, strict=True):
            if row is not None:
                self.gathered.compare("statement", row, {"text": record.text}, record)
                continue
            key = at[id(record)]
            last[key] = last.get(key, 0) + 1
            place = {"plan_id": plan, "kind": record.kind, "year": record.year, "language": record.language}
            self.gathered.add(Statement, record, **place, position=last[key], text=record.text)

    # --- yearly cards

    def _cards(self, records: Sequence[YearCardRecord]) -> None:
        known = {(row.county_id, row.organisation_id, row.year): row for row in self._all(YearCard)}
        for record in records:
            key = (
                self.owners.organisation(record.county),
                self.owners.organisation(record.organisation),
                record.year,
            )
            fields = {name: getattr(record, name) for name in _CARD}
            if key in known:
                self.gathered.compare("year_card", known[key], fields, record)
                continue
            place = dict(zip(("county_id", "organisation_id", "year"), key, strict=True))
            self.gathered.add(YearCard, record, **place, **fields)

    # --- presentations

    def _presentations(
        self, presentations: Sequence[PresentationRecord], slides: Sequence[SlideRecord]
    ) -> None:
        ids = {(row.plan_id, plainly(row.name)): row.id for row in self._all(Presentation)}
        for record, plan in self._of_plans(presentations):
            if (plan, plainly(record.presentation)) in ids:
                self.gathered.unchanged += 1
                continue
            added = self.gathered.add(Presentation, record, plan_id=plan, name=record.presentation)
            ids[plan, plainly(record.presentation)] = added
        self._slides(slides, ids)

    def _slides(self, records: Sequence[SlideRecord], presentations: dict[tuple[str, str], str]) -> None:
        rows = self._all(Slide) if records else []
        known = grouped(rows, lambda row: (row.presentation_id, row.kind))
        last: dict[str, int] = defaultdict(int)
        for row in rows:
            last[row.presentation_id] = max(last[row.presentation_id], row.position)
        told: list[tuple[SlideRecord, str]] = []
        for record, plan in self._of_plans(records):
            of = presentations.get((plan, plainly(record.presentation)))
            if of is not None:
                told.append((record, of))
                continue
            message = _("Esitystä ”{name}” ei ole: korjaa nimi tai lisää esitys välilehdelle Esitykset.")
            text = message.format(name=record.presentation)
            self.gathered.wrong("unknown_presentation", text, record, record.presentation)
        told = [(replace(record, subject=self._subject(record)), of) for record, of in told]
        of_record = {id(record): of for record, of in told}
        found = paired([r for r, _of in told], lambda r: known[of_record[id(r)], r.kind], _SAME_SLIDE)
        for (record, of), row in zip(told, found, strict=True):
            fields = {name: getattr(record, name) for name in ("subject", "title", "text")}
            if row is not None:
                self.gathered.compare("slide", row, fields, record)
                continue
            last[of] += 1
            place = {"presentation_id": of, "position": last[of], "kind": record.kind}
            self.gathered.add(Slide, record, **place, **fields)

    def _subject(self, slide: SlideRecord) -> str:
        """What a slide shows, by the ids that the database has or the same file makes."""

        def find(model: type[Row], name: str) -> str | None:
            if model is FocusArea:
                return self.owners.focus_area(slide.organisation, slide.plan, name)
            if model not in self.names:
                self.names[model] = ids_by_name(self.connection, model)
            return self.made.get(model, {}).get(plainly(name)) or self.names[model].get(plainly(name))

        return with_ids(slide, find)


#: The same text; else a small edit of it; a part of a report has one text a year.
_SAME_STATEMENT: tuple[Callable[[Any, Any], bool], ...] = (
    lambda row, record: same(row.text, record.text),
    lambda row, record: fuzz.ratio(plainly(row.text), plainly(record.text)) >= SAME,
    lambda _row, record: record.kind in PARTS,
)
#: The very same; the same of what it shows; a title that was changed; else it shows nothing in particular.
_SAME_SLIDE: tuple[Callable[[Any, Any], bool], ...] = (
    lambda row, record: (
        same(row.subject, record.subject) and same(row.title, record.title) and same(row.text, record.text)
    ),
    lambda row, record: same(row.subject, record.subject) and same(row.title, record.title),
    lambda row, record: bool(record.subject) and same(row.subject, record.subject),
    lambda row, record: not record.subject and not row.subject and same(row.text, record.text),
)
