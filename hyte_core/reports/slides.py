"""Slides about a plan: small builders, each giving the slides of one subject; what is too long is split when drawn."""

from collections.abc import Iterable
from itertools import groupby

from hyte_core.cooperation import matrix, standings
from hyte_core.indicators import Direction, Indicators, IndicatorView, SeriesView, Verdict
from hyte_core.indicators.words import direction_words, region_word, sentences, target_name, value_words
from hyte_core.lights import Light
from hyte_core.locale import _, day, language
from hyte_core.reports.content import Bullets, Cell, Facts, Lead, Line, LineChart, Paragraph, Slide, Table
from hyte_core.reports.material import Material
from hyte_core.reports.measures import area_bars
from hyte_core.reports.methods import light_facts
from hyte_core.reports.partners import (
    area_roles_table,
    interface_areas,
    maturity_table,
    roles_table,
)
from hyte_core.reports.residents import source_of
from hyte_core.reports.statements import kind_words
from hyte_core.reports.words import indicator_sentences, light_cell, state_sentences, target_cell
from hyte_core.views import ActionView
from hyte_core.views.statements import DATED

#: How many indicators the usual presentation draws; the rest are in its tables.
DRAWN = 8
#: The mark of where an indicator is going.
_MARKS = {
    Direction.BETTER: "▲",
    Direction.WORSE: "▼",
    Direction.HIGHER: "↗",
    Direction.LOWER: "↘",
    Direction.SAME: "→",
}


def most_telling(said: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts that are drawn: of the indicators that have more than one value, the most worrying first."""
    drawn = [one for one in said if one.previous is not None]
    return sorted(drawn, key=lambda one: one.worry, reverse=True)[:DRAWN]


def title_slide(made: Material) -> list[Slide]:
    """The plan, whose it is, for which years, and the day."""
    plan = made.plan
    lines = [plan.organisation, *([made.period] if made.period else []), day(made.today)]
    if plan.invented:
        lines.append(_("Tiedot ovat keksittyjä"))
    return [Slide(plan.name, tuple(Paragraph(line) for line in lines), plan.source, opening=True)]


def statements(made: Material) -> list[Slide]:
    """The summary of the state of wellbeing that people have written: worries, positive development, conclusions."""
    year = made.statements.dated_year(language())
    told = {kind: made.statements.dated(kind, language()) for kind in DATED}
    source = _("Lähde: {source}").format(source=f"{made.plan.name}, {year}")
    return [
        Slide(kind_words()[kind], (Bullets(tuple(one.text for one in found)),), source, source)
        for kind, found in told.items()
        if found
    ]


def state(made: Material) -> list[Slide]:
    """Where the plan is, in words."""
    plan, said = made.plan, state_sentences(made)
    if not plan.actions:
        names = tuple(area.name for area in plan.focus_areas)
        listed = (Paragraph(_("Painopisteet:")), Bullets(names)) if names else ()
        return [Slide(_("Missä ollaan"), (*map(Paragraph, said), *listed))]
    notes = _assessed_by(made)
    return [Slide(_("Missä ollaan"), (Bullets(said),), notes, _line(notes))]


def lights(made: Material) -> list[Slide]:
    """The lights of the plan by focus area; none of a plan without actions."""
    bars, notes = area_bars(made), _assessed_by(made)
    return [Slide(_("Liikennevalot painopisteittäin"), (bars,), notes, _line(notes))] if bars.rows else []


def _assessed_by(made: Material) -> str:
    """Where the lights are from and until which day."""
    text = _("Liikennevalot ovat viimeisimmistä arvioista {day}.").format(day=day(made.today))
    return "\n".join((text, *([_source(made, ())] if made.plan.source else ())))


def _line(notes: str) -> str:
    """Notes as one line."""
    return " ".join(line if line.endswith(".") else f"{line}." for line in notes.split("\n") if line)


def focus_area(made: Material, area: str) -> list[Slide]:
    """The actions of a focus area with their lights and notes."""
    actions = made.plan.of_area(area)
    name = made.plan.area_name(area)
    if not actions:
        return [Slide(name, (Paragraph(_("Painopisteellä ei ole toimenpiteitä.")),))]
    headers = (_("Toimenpide"), _("Vastuutahot"), _("Liikennevalo"))
    rows = (
        (Cell(one.name), Cell(", ".join(one.responsible)), light_cell(one, dated=False)) for one in actions
    )
    return [
        Slide(
            name,
            (Table(name, headers, tuple(rows), (11, 6, 4)),),
            _with_notes(actions, _source(made, actions)),
            _line(_source(made, actions)),
        )
    ]


def achieved(made: Material) -> list[Slide]:
    """What has been brought to its end, with notes."""
    return _with_light(made, Light.GREEN, _("Mitä on saatu valmiiksi"))


def stuck(made: Material) -> list[Slide]:
    """What has not been done, with notes."""
    return _with_light(made, Light.RED, _("Mikä ei ole toteutunut"))


def _with_light(made: Material, light: Light, title: str) -> list[Slide]:
    actions = [action for action in made.plan.actions if action.light is light]
    if not actions:
        return []
    headers = (_("Toimenpide"), _("Liikennevalo"), _("Mitä on tehty"))
    rows = ((Cell(one.name), light_cell(one, dated=False), Cell(one.note)) for one in actions)
    source = _source(made, actions)
    return [Slide(title, (Table(title, headers, tuple(rows), (8, 4, 11)),), source, _line(source))]


def _with_notes(actions: Iterable[ActionView], source: str) -> str:
    """What has been said of the actions, for the speaker, and the source."""
    return "\n".join((*(f"{one.name}: {one.note}" for one in actions if one.note), source))


def _source(made: Material, actions: Iterable[ActionView]) -> str:
    """Where the actions are from, and whether somebody else than the one who assessed has read their lights."""
    said = [_("Lähde: {source}").format(source=made.plan.source)] if made.plan.source else []
    if any(action.interpreted for action in actions):
        said.append(_("Valoja on tulkittu asiakirjan tekstistä: arvioija ei ole antanut niitä itse."))
    return "\n".join(said)


def indicator_table(made: Material, said: Iterable[Verdict], *, most: int | None = None) -> list[Slide]:
    """Several indicators with their latest values, targets and verdicts: all in words, and in a table.

    Of more than ``most`` the table has those that are the most worrying.
    """
    rows = list(said)
    if not rows:
        return []
    shown = (most_telling(rows) or rows)[:most] if most and len(rows) > most else rows
    sources = dict.fromkeys(source_of(one.indicator) for one in shown)
    notes = "\n".join(source for source in sources if source)
    line = _from_where(dict.fromkeys(one.indicator.source for one in shown))
    title = _("Indikaattorit")
    of_table = title if len(shown) == len(rows) else _("Eniten huomiota vaativat indikaattorit")
    return [
        Slide(title, (Bullets(indicator_sentences(rows)),), notes, line),
        Slide(of_table, (_indicator_rows(of_table, shown),), notes, line),
    ]


def _from_where(sources: Iterable[str]) -> str:
    told = "; ".join(source for source in sources if source)
    return _("Lähde: {source}").format(source=told) if told else ""


def _indicator_rows(caption: str, said: Iterable[Verdict]) -> Table:
    headers = (_("Indikaattori"), _("Viimeisin arvo"), _("Tavoitearvo"), _("Suunta"))
    rows = (
        (
            Cell(name_of(one)),
            Cell(f"{value_words(one.indicator, one.value)} ({one.latest.year})"),
            target_cell(one),
            Cell(direction_words(one)),
        )
        for one in said
    )
    return Table(caption, headers, tuple(rows), (8, 5, 5, 8))


def name_of(one: Verdict) -> str:
    """The indicator and the group that a verdict is of."""
    return f"{one.indicator.name}, {one.series.group}" if one.series.group else one.indicator.name


def indicator(made: Material, verdict: Verdict) -> list[Slide]:
    """One group of an indicator: its line beside the areas that it is compared with, and the verdict."""
    one = verdict.indicator
    chart = line_chart(made.indicators, verdict)
    notes = "\n".join(part for part in (source_of(one), one.description, chart.alt) if part)
    blocks = (_lead(verdict), chart)
    return [Slide(name_of(verdict), blocks, notes, _from_where([source_of(one)]))]


def _lead(verdict: Verdict) -> Lead:
    """The verdict: where the indicator is going, then the rest."""
    first, *rest = sentences(verdict)
    good = {Direction.BETTER: True, Direction.WORSE: False}.get(verdict.direction or Direction.SAME)
    mark = _MARKS.get(verdict.direction, "") if verdict.direction else ""
    return Lead(mark, f"{first}.", " ".join(f"{one}." for one in rest), good)


def line_chart(found: Indicators, verdict: Verdict) -> LineChart:
    """The group's values in the organisation and in the areas that it is compared with."""
    one, group = verdict.indicator, verdict.series.group
    others = (one.of(region, group) for region in found.comparisons)
    series = [verdict.series, *(other for other in others if other is not None and other.values)]
    target = verdict.target if verdict.target and verdict.target.value is not None else None
    words = _("tavoite {value}").format(value=target_name(one, target)) if target else ""
    told = "; ".join(_told(one, each) for each in series)
    return LineChart(
        lines=tuple(
            Line(
                region_word(each.region),
                tuple((point.year, point.value) for point in each.points),
                own=each is verdict.series,
            )
            for each in series
        ),
        unit=one.unit,
        decimals=one.decimals,
        target=target.value if target else None,
        target_word=words,
        alt=f"{one.name}. {told}." + (f" {words}." if words else ""),
    )


def _told(one: IndicatorView, series: SeriesView) -> str:
    values = ", ".join(
        f"{point.year} {point.missing_reason if point.value is None else value_words(one, point.value)}"
        for point in series.points
    )
    return f"{region_word(series.region)}: {values}"


def area_roles(made: Material, area_id: str) -> list[Slide]:
    """Who answers for an interface area in each organisation, as roles."""
    found = made.cooperation
    table = area_roles_table(found, found.area_by_id[area_id])
    if not table.rows:
        return [Slide(table.caption, (Paragraph(_("Yhdyspinnalle ei ole kirjattu yhteyshenkilöitä.")),))]
    gaps = matrix(found, found.area_by_id[area_id].structure).only((found.area_by_id[area_id],)).gaps
    told = (Facts(((_("Ei yhteyshenkilöä"), ", ".join(one.name for _area, one in gaps)),)),) if gaps else ()
    return [Slide(table.caption, (table, *told), source=_recorded(made))]


def _recorded(made: Material) -> str:
    return _("Tiedot on haettu palvelusta {day}.").format(day=day(made.today))


def maturity(made: Material) -> list[Slide]:
    """The levels of cooperation of the organisation's interface areas, as both sides see them."""
    found = made.cooperation
    table = maturity_table(standings(found, interface_areas(found, made.plan.organisation_id)))
    return [Slide(_("Yhteistyön aste"), (table,), source=_recorded(made))] if table.rows else []


def cooperation_slides(made: Material) -> list[Slide]:
    """The organisation's interface areas with the roles that answer for them, and their networks."""
    found, organisation = made.cooperation, made.plan.organisation_id
    areas = interface_areas(found, organisation)
    if not areas:
        return []
    table = roles_table(found, areas, organisation)
    return [Slide(_("Yhteistyö ja yhdyspinnat"), (table,), source=_recorded(made))]


def reading(made: Material) -> list[Slide]:
    """What each light says."""
    if not made.plan.actions:
        return []
    return [Slide(_("Miten liikennevaloja luetaan"), (light_facts(made),))]


def text(title: str, words: str) -> list[Slide]:
    """What a person has written: a paragraph for each line; lines that begin with a hyphen are a list."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    blocks: list[Paragraph | Bullets] = []
    for listed, of_kind in groupby(lines, key=lambda line: line.startswith(("- ", "– ", "• "))):
        if listed:
            blocks.append(Bullets(tuple(line[2:].strip() for line in of_kind)))
        else:
            blocks += [Paragraph(line) for line in of_kind]
    return [Slide(title, tuple(blocks))]
