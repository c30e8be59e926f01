"""Residents' wellbeing and health: the indicators that a plan is followed by, each with its picture and verdicts."""

from collections.abc import Iterable, Iterator

from hyte_core.charts.trend import trend_chart
from hyte_core.indicators import Indicators, IndicatorView, PointView, SeriesView
from hyte_core.indicators.words import region_word, value_words
from hyte_core.locale import _, day
from hyte_core.reports.content import Block, Cell, Paragraph, Picture, Section, Table
from hyte_core.reports.material import Material
from hyte_core.reports.words import verdict_table


def residents(made: Material) -> Section:
    """The indicators of the plan, by focus area in the plan's order."""
    title = _("Asukkaiden hyvinvointi ja terveys")
    if not made.followed:
        return Section(title, (Paragraph(_("Suunnitelmalle ei ole valittu indikaattoreita.")),))
    return Section(title, (), tuple(_indicator(made, one) for one in made.followed))


def _indicator(made: Material, one: IndicatorView) -> Section:
    blocks: list[Block] = []
    if one.description:
        blocks.append(Paragraph(one.description))
    if any(_shown(made.indicators, one)):
        blocks.append(picture(made.indicators, one))
    said = made.verdicts[one.id]
    if said:
        blocks.append(verdict_table(_("{indicator}: arvio").format(indicator=one.name), said))
    else:
        blocks.append(Paragraph(_("Indikaattorista ei ole julkaistavaa arvoa.")))
    if one.source:
        blocks.append(Paragraph(_("Lähde: {source}").format(source=source_of(one)), quiet=True))
    return Section(one.name, tuple(blocks))


def picture(found: Indicators, one: IndicatorView) -> Picture:
    """The indicator's chart. Its numbers stand in the appendix, which the words of the picture say."""
    shown = list(_shown(found, one))
    years = [point.year for series in shown for point in series.points]
    text = _("Viivakaavio: {indicator}, {regions}, {first}–{last}. Luvut ovat liitteessä 2.")
    regions = ", ".join(dict.fromkeys(region_word(series.region) for series in shown))
    alt = text.format(indicator=one.name, regions=regions, first=min(years), last=max(years))
    return Picture(trend_chart(found, one, paper=True), alt)


def source_of(one: IndicatorView) -> str:
    """Where the indicator's values are from, as its publisher asks to be cited, with the licence if it is known."""
    said = one.source
    if one.sotkanet_id is not None and "sotkanet" in one.source.casefold():
        said = _("Tilasto- ja indikaattoripankki Sotkanet. THL. {name} (ind. {id}).").format(
            name=one.name, id=one.sotkanet_id
        )
        if one.fetched_on:
            said += " " + _("Viitattu {day}.").format(day=day(one.fetched_on))
    return " · ".join(part for part in (said, one.licence) if part)


def numbers(made: Material) -> Section:
    """The values behind the pictures, a table for each indicator."""
    tables = (_values(made.indicators, one) for one in made.followed)
    return Section(_("Liite 2: Indikaattorien luvut"), tuple(table for table in tables if table.rows))


def _values(found: Indicators, one: IndicatorView) -> Table:
    rows = (
        (
            Cell(region_word(series.region)),
            Cell(series.group or _("Kaikki")),
            Cell("; ".join(f"{point.year}: {_value(one, point)}" for point in series.points)),
        )
        for series in _shown(found, one)
    )
    return Table(one.name, (_("Alue"), _("Ryhmä"), _("Vuosi: arvo")), tuple(rows), (3, 3, 10))


def _value(one: IndicatorView, point: PointView) -> str:
    return point.missing_reason if point.value is None else value_words(one, point.value)


def _shown(found: Indicators, one: IndicatorView) -> Iterator[SeriesView]:
    """The series that the chart draws."""
    regions: Iterable[str] = (found.region, *found.comparisons)
    wanted = frozenset(regions)
    return (series for series in one.series if series.region in wanted and series.points)
