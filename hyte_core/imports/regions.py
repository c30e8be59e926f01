"""Which areas are known, and by which name records have them."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, Engine, select

from hyte_core.imports.matching import plain
from hyte_core.imports.region_names import COUNTIES, MUNICIPALITIES, OTHERS, REGIONS, SWEDISH
from hyte_core.locale import _
from hyte_core.model import Organisation, Series, columns
from hyte_core.problems import RefusalError
from hyte_core.records import Records

#: How alike in per cent a known name must be to be offered for one that is not known.
_ALIKE = 75


class Regions:
    """The areas that may have values: those of the database and of the records' organisations, and official names.

    ``organisation`` is whose tables the records are from, if that is known: what they call "maakunta" is its own.
    """

    def __init__(self, connection: Connection, records: Records, organisation: str = "") -> None:
        self.connection, self.records, self.organisation = connection, records, organisation
        self._nearest: dict[str, str | None] = {}

    def named(self, name: str) -> str | None:
        """The area's name as records have it; None if it is not known."""
        return self._names.get(plain(name))

    def nearest(self, name: str) -> str | None:
        """The known area whose name is most like this; None if none is."""
        if name not in self._nearest:
            found = process.extractOne(
                plain(name), self._names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
            self._nearest[name] = self._names[found[0]] if found else None
        return self._nearest[name]

    def unknown(self, name: str) -> str:
        """What to do about a name that is not known, in one sentence."""
        if nearest := self.nearest(name):
            message = _(
                "Aluetta ”{region}” ei tunneta: tarkoititko ”{nearest}”? Korjaa nimi tai lisää alue organisaation tietoihin."
            )
            return message.format(region=name, nearest=nearest)
        message = _(
            "Aluetta ”{region}” ei tunneta: kirjoita alueen koko nimi, valitse organisaatio tai lisää alue organisaation tietoihin."
        )
        return message.format(region=name)

    @cached_property
    def _names(self) -> dict[str, str]:
        """{name as it is compared: name as records have it}."""
        names: dict[str, str] = {}
        _know(names, self.connection.execute(select(*columns(Series, "region")).distinct()).scalars())
        _know(names, [*MUNICIPALITIES, *REGIONS, *COUNTIES, *OTHERS])
        for swedish, finnish in SWEDISH.items():
            names.setdefault(plain(swedish), finnish)
        for name, region, comparisons in self._organisations():
            _know(names, [region, *comparisons])
            if region:  # what is told of the organisation is told of its area
                names[plain(name)] = names[plain(region)]
            else:
                _know(names, [name])
            if self.organisation and plain(name) == plain(self.organisation):
                names |= _surroundings(names[plain(name)], comparisons)
        return names

    def _organisations(self) -> list[tuple[str, str, Sequence[str]]]:
        stored = self.connection.execute(select(*columns(Organisation, "name", "region", "comparisons")))
        told = {plain(name): (name, region, comparisons) for name, region, comparisons in stored}
        told |= {
            plain(r.organisation): (r.organisation, r.region, r.comparisons)
            for r in self.records.organisations
        }
        for name in (*(plan.organisation for plan in self.records.plans), self.organisation):
            told.setdefault(plain(name), (name, "", ()))
        return list(told.values())


def known_region(engine: Engine, name: str, organisation: str) -> str:
    """The area that a person of an organisation has named, by the name that records have.

    Raises RefusalError with the sentence that a file gets too when the area is not known.
    """
    with engine.connect() as connection:
        regions = Regions(connection, Records(), organisation)
        found = regions.named(name)
        if found is None:
            raise RefusalError(regions.unknown(name))
        return found


def _know(names: dict[str, str], more: Iterable[str]) -> None:
    for name in more:
        if name.strip():
            names.setdefault(plain(name), name)


def _surroundings(own: str, comparisons: Sequence[str]) -> dict[str, str]:
    """What an organisation's tables call its own area, its region and its county."""
    found = {"kunta": own, "kaupunki": own, "kommunen": own, "staden": own}
    for name in reversed(comparisons):
        if name in REGIONS:
            found |= {"maakunta": name, "landskapet": name}
        if "hyvinvointialue" in plain(name):
            found |= {"hyvinvointialue": name, "välfärdsområdet": name}
    return found
