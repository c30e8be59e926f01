"""Which indicators are asked for, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hyte_core.indicators.verdict import Direction, Verdict
from hyte_core.indicators.view import Indicators, IndicatorView
from hyte_core.lights import Light
from hyte_core.statistics import Comparison

#: In the order of the plan, the most worrying first, or by name.
ORDERS = ("", "huonoin", "nimi")


def is_behind(verdict: Verdict) -> bool:
    """True if the value is worse than in the last area compared with, the country, where that can be told."""
    return bool(verdict.against) and verdict.against[-1].result is Comparison.WORSE


#: What can be asked of verdicts, each with its test.
FINDINGS: Mapping[str, Callable[[Verdict], bool]] = {
    "heikkenee": lambda verdict: verdict.direction is Direction.WORSE,
    "paranee": lambda verdict: verdict.direction is Direction.BETTER,
    "kesken": lambda verdict: (
        verdict.light in (Light.RED, Light.YELLOW) or bool(verdict.ideal and verdict.gap)
    ),
    "tavoitteessa": lambda verdict: verdict.light is Light.GREEN,
    "huonompi": is_behind,
}


@dataclass(frozen=True)
class Shown:
    """An indicator with the groups of it that are shown, and the verdicts of those that have one."""

    indicator: IndicatorView
    groups: tuple[str, ...]
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True)
class IndicatorFilter:
    """The indicators that are asked for; empty fields leave out nothing.

    ``focus_areas`` are those whose indicators are shown; ``others`` shows those that no plan follows instead.
    """

    focus_areas: frozenset[str] = frozenset()
    others: bool = False
    group: str | None = None
    source: str = ""
    finding: str = ""
    text: str = ""
    order: str = ""

    def keeps(self, indicator: IndicatorView) -> bool:
        """True if the indicator is asked for; the group and the finding are asked of its series."""
        if self.others:
            if indicator.focus_areas:
                return False
        elif self.focus_areas and self.focus_areas.isdisjoint(indicator.focus_areas):
            return False
        words = self.text.casefold().split()
        where = f"{indicator.name} {indicator.own_name} {indicator.theme} {indicator.description}".casefold()
        return (not self.source or indicator.source == self.source) and all(word in where for word in words)


def select(
    found: Indicators, verdicts: Mapping[str, Sequence[Verdict]], wanted: IndicatorFilter
) -> list[Shown]:
    """The indicators that are asked for with the groups that are, in the order asked for."""
    chosen = []
    for indicator in filter(wanted.keeps, found.all):
        by_group = {verdict.series.group: verdict for verdict in verdicts[indicator.id]}
        groups = [g for g in indicator.groups if wanted.group is None or g == wanted.group]
        if wanted.finding:
            test = FINDINGS[wanted.finding]
            groups = [g for g in groups if g in by_group and test(by_group[g])]
        if groups or (not indicator.groups and wanted.group is None and not wanted.finding):
            chosen.append(Shown(indicator, tuple(groups), by_group))
    if wanted.order == "nimi":
        chosen.sort(key=lambda one: one.indicator.name.casefold())
    elif wanted.order == "huonoin":
        chosen.sort(key=_worst, reverse=True)
    return chosen


def _worst(one: Shown) -> tuple[float, ...]:
    worries = [one.verdicts[group].worry for group in one.groups if group in one.verdicts]
    return max(worries, default=(-1, -1, -1.0))
