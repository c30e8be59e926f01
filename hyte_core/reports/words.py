"""Counts and lights in words, for reports and slides."""

from collections.abc import Iterable

from hyte_core.indicators import Direction, Verdict
from hyte_core.indicators.words import sentences, target_name, value_words
from hyte_core.lights import Counts, Light
from hyte_core.locale import _, day, ngettext, number
from hyte_core.reports.content import Cell, Table
from hyte_core.reports.material import Material
from hyte_core.views import ActionView, Overview


def counts_words(counts: Counts) -> str:
    """The lights in words: vihreä 5, keltainen 2, punainen 2, ei arvioitu 30."""
    return ", ".join(f"{light.word} {number(n)}" for light, n in counts.items())


def state_sentences(made: Material) -> tuple[str, ...]:
    """Where the plan is: its lights, what has changed, what is late, what nobody has assessed."""
    plan, found = made.plan, made.overview
    counts = plan.count()
    total = sum(counts.values())
    if not total:
        return (_("Suunnitelmassa ei ole vielä toimenpiteitä."),)
    said = [
        ngettext("Suunnitelmassa on {n} arvioitava toimenpide", "Suunnitelmassa on {n} arvioitavaa toimenpidettä", total)
        + ": " + counts_words(counts) + ".",
        _changes(found),
    ]  # fmt: skip
    if found.late:
        said.append(
            ngettext("{n} toimenpide on myöhässä.", "{n} toimenpidettä on myöhässä.", len(found.late))
        )
    if found.never:
        said.append(
            ngettext(
                "{n} toimenpide on vielä arvioimatta.",
                "{n} toimenpidettä on vielä arvioimatta.",
                len(found.never),
            )
        )
    return tuple(said)


def _changes(found: Overview) -> str:
    if not (found.better or found.worse):
        return _("Yksikään valo ei ole muuttunut paremmaksi tai huonommaksi {day} jälkeen.").format(
            day=day(found.since)
        )
    text = _("Valoista {better} on muuttunut paremmaksi ja {worse} huonommaksi {day} jälkeen.")
    return text.format(better=number(found.better), worse=number(found.worse), day=day(found.since))


def indicator_sentences(said: Iterable[Verdict]) -> tuple[str, ...]:
    """How the indicators have gone and how they stand to their targets; every group of one is counted."""
    rows = list(said)
    if not rows:
        return ()
    directions = [one.direction for one in rows]
    better, worse = directions.count(Direction.BETTER), directions.count(Direction.WORSE)
    aimed = [one for one in rows if one.light is not Light.GREY]
    reached = sum(one.light is Light.GREEN for one in aimed)
    text = _(
        "Indikaattoreilla on {n} sarjaa (indikaattori ja ryhmä). Niistä {better} parani ja {worse} heikkeni."
    )
    found = [text.format(n=number(len(rows)), better=number(better), worse=number(worse))]
    if aimed:
        text = _(
            "Tavoitteensa on saavuttanut {reached} niistä {n} sarjasta, joita voi verrata tavoitteeseen."
        )
        found.append(text.format(reached=number(reached), n=number(len(aimed))))
    return tuple(found)


def schedule_of(action: ActionView) -> str:
    """The action's schedule as the plan gives it, else its dates."""
    if action.schedule or not (action.starts or action.due):
        return action.schedule
    if not action.starts:
        return day(action.due)
    return f"{day(action.starts)}–{day(action.due) if action.due else ''}"


def light_cell(action: ActionView, *, dated: bool = True) -> Cell:
    """An action's light, with the day of its assessment; only words for one that is judged by its sub-actions."""
    if action.has_parts and action.light is Light.GREY:
        return Cell(_("alatoimenpiteiden mukaan"))
    said = [day(action.assessed_on)] if dated and action.assessed_on else []
    if dated and action.interpreted:
        said.append(_("tulkittu lähteestä"))
    return Cell(", ".join(said), action.light)


def verdict_table(caption: str, said: Iterable[Verdict]) -> Table:
    """The verdicts of one indicator, a row for each group."""
    headers = (_("Ryhmä"), _("Viimeisin arvo"), _("Tavoitearvo"), _("Arvio"))
    return Table(caption, headers, tuple(map(_verdict_row, said)), (3, 3, 4, 7))


def _verdict_row(one: Verdict) -> tuple[Cell, ...]:
    return (
        Cell(one.series.group or _("Kaikki")),
        Cell(f"{value_words(one.indicator, one.value)} ({one.latest.year})"),
        target_cell(one),
        Cell(". ".join(sentences(one)) + "."),
    )


def target_cell(one: Verdict) -> Cell:
    """The target with its light; a dash without one."""
    name = target_name(one.indicator, one.target) if one.target else ""
    if one.light is Light.GREY:
        return Cell(name or "–")
    return Cell(name, one.light, target_state(one.light))


def target_state(light: Light) -> str:
    """What the light says of a target."""
    return {
        Light.GREEN: _("saavutettu"),
        Light.YELLOW: _("rajalla"),
        Light.RED: _("ei saavutettu"),
        Light.GREY: _("ei arvioitu"),
    }[light]
