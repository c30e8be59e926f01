"""Made-up indicators, and their values for every area as a fetch from a statistics service brings them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import product

from benchmarks.generated.writer import Writer, chance_of, id_from
from hyte_core.changes.bulk import Bulk
from hyte_core.changes.change_set import defaults
from hyte_core.model import Indicator, Observation, Series

GROUPS, YEARS = ("", "miehet", "naiset"), range(2005, 2025)
#: How many observations an indicator has in one area.
PER_AREA = len(GROUPS) * len(YEARS)
THEMES = (
    "Mielen hyvinvointi",
    "Liikkuva arki",
    "Osallisuus",
    "Turvallinen ympäristö",
    "Lapset ja perheet",
    "Nuorten tulevaisuus",
    "Hyvä ikääntyminen",
    "Työ ja toimeentulo",
)


def write_indicators(writer: Writer, areas: Sequence[str], count: int) -> dict[str, list[str]]:
    """Add the indicators with the values of all areas; the indicators' ids by theme."""
    of_theme: dict[str, list[str]] = {theme: [] for theme in THEMES}
    for number in range(count):
        theme = THEMES[number % len(THEMES)]
        of_theme[theme].append(_write_indicator(writer, number, theme, areas))
    return of_theme


def first_series(indicator: str) -> str:
    """The digits that all series of an indicator begin with."""
    return indicator[:10]


def _write_indicator(writer: Writer, number: int, theme: str, areas: Sequence[str]) -> str:
    chance = chance_of("indicator", number)
    id_, batch = id_from(chance), f"{chance.getrandbits(40):010x}"
    polarity = "lower" if number % 2 else "higher"
    name = f"Indikaattori {number + 1:03}"
    writer.begin(datetime(2025, 1, 7, 8, tzinfo=UTC), "Tilastohaku", "command")
    writer.add(Indicator, id_, name=name, unit="%", source="Mittausaineisto", polarity=polarity, theme=theme)
    pairs = list(product(areas, GROUPS))
    columns = {"region": [area for area, _group in pairs], "group": [group for _area, group in pairs]}
    origin = f"ind. {number + 1}"
    rest = _usual(Series, columns, indicator_id=id_)
    series = Bulk("add_all", "series", id_[:10], range(len(pairs)), columns, rest, origin)
    writer.bulk(series)
    values = _values(number, areas)
    columns = {
        "series_id": [one for one in series.ids for _year in YEARS],
        "year": [year for _pair in pairs for year in YEARS],
        **dict(zip(("value", "numerator", "denominator"), map(list, zip(*values, strict=True)), strict=True)),
    }
    rest = _usual(Observation, columns)
    writer.bulk(Bulk("add_all", "observation", batch, range(len(columns["year"])), columns, rest, origin))
    return id_


def _usual(model: type, columns: dict, **same: object) -> dict:
    return {n: value for n, value in {**defaults(model), **same}.items() if n not in columns}


def _values(number: int, areas: Sequence[str]) -> Iterator[tuple[float, float, float]]:
    """Value, numerator and denominator of every area, group and year: shares that drift slowly."""
    level = chance_of("level", number).uniform(8, 70)
    for area in areas:
        chance = chance_of("values", number, area)
        share, size = level + chance.gauss(0, 4), chance.randrange(200, 20_000)
        for group in range(len(GROUPS)):
            now, drift = share + 2 * group, chance.gauss(0, 0.4)
            for _year in YEARS:
                now = min(max(now + drift + chance.gauss(0, 0.6), 1), 99)
                cases = round(size * now / 100)
                yield round(100 * cases / size, 1), float(cases), float(size)
