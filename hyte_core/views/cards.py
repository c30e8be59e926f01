"""The cards of a county's yearly report: what each municipality, sector and the associations have answered."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from hyte_core.model import Organisation, YearCard, columns

#: The parts that a respondent writes.
CARD_TEXTS = ("state", "structures", "measures", "summary")
#: All that is asked on a card.
CARD_FIELDS = (*CARD_TEXTS, "answered_by", "answered_on")
#: The kinds of organisations that have cards, in the report's order.
CARD_KINDS = ("municipality", "sector", "association")


@dataclass(frozen=True)
class CardView:
    """An organisation's card for a county's report of a year; ``organisation`` is its name, ``kind`` its kind."""

    id: str
    organisation_id: str
    organisation: str
    kind: str
    county_id: str
    year: int
    state: str
    structures: str
    measures: str
    summary: str
    answered_by: str
    answered_on: date | None

    @property
    def is_answered(self) -> bool:
        """Whether the respondent has written anything."""
        return any(getattr(self, name) for name in CARD_TEXTS)


def year_cards(connection: Connection, county_id: str) -> tuple[CardView, ...]:
    """The cards of a county's reports of all years, by year, kind and name."""
    county, owner = columns(YearCard, "county_id", "organisation_id")
    id_, name, kind = columns(Organisation, "id", "name", "kind")
    query = (
        select(*columns(YearCard, "id", "organisation_id", "county_id", "year", *CARD_FIELDS))
        .add_columns(name.label("organisation"), kind.label("kind"))
        .join(Organisation, owner == id_)
        .where(county == county_id)
    )
    found = (CardView(**row._mapping) for row in connection.execute(query))
    return tuple(sorted(found, key=lambda one: (one.year, _place(one.kind), one.organisation)))


def _place(kind: str) -> int:
    return CARD_KINDS.index(kind) if kind in CARD_KINDS else len(CARD_KINDS)
