"""How long a PowerPoint file of 25 slides takes, beside the bare cost of drawing as many charts with vl-convert.

    python -m benchmarks.slides_speed [--plan NAME] [--slides N]

The charts of the file are PowerPoint's own, so that none of them needs to be drawn: the comparison tells what it
would cost if they did. The plan is one of the real documents', by default the one with the most indicators.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

from benchmarks.places import database
from hyte_core.charts import picture
from hyte_core.charts.trend import trend_chart
from hyte_core.database import connect
from hyte_core.reports import Material, material, pptx
from hyte_core.reports.choices import deck, subjects
from hyte_core.reports.content import Deck, LightBars, LineChart
from hyte_core.reports.pictures import bars_chart
from hyte_core.reports.sheets import sheets
from hyte_core.views import plan_heads
from hyte_core.views.presentations import SlideView

#: What a file of 25 slides may take, in seconds.
LIMIT = 5.0
RUNS = 3


def main() -> None:
    """Print the measurements."""
    options = _options()
    with database() as url:
        made = _richest(url, options.plan)
    whole = _of(made, options.slides)
    charts = [
        block for slide in whole.slides for block in slide.blocks if isinstance(block, LineChart | LightBars)
    ]
    print(f"{made.plan.name}: {len(sheets(whole))} slides, {len(charts)} charts")
    taken = _median(lambda: pptx(whole))
    bare = _median(lambda: _draw(made, charts))
    print(f"  pptx                        {taken:6.2f} s   (at most {LIMIT:.0f} s)")
    print(f"  the charts with vl-convert  {bare:6.2f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plan", default="")
    parser.add_argument("--slides", type=int, default=25)
    return parser.parse_args()


def _richest(url: str, name: str) -> Material:
    """The plan with this name, or with the most indicators."""
    engine = connect(url)
    with engine.connect() as connection:
        heads = [head for head in plan_heads(connection) if name in ("", head.name)]
        found = [made for head in heads if (made := material(connection, head.id, today=date.today()))]
    if not found:
        raise SystemExit(f"no plan {name}".strip())
    return max(found, key=lambda made: len(made.verdicts))


def _of(made: Material, count: int) -> Deck:
    """A deck that is exactly so many slides: lights and indicators first, then the focus areas' tables."""
    chosen = [SlideView(kind) for kind in ("title", "state", "lights")]
    chosen += [SlideView("indicator", one) for one in list(subjects(made, "indicator"))[: count * 2 // 3]]
    chosen += [SlideView("area", one) for one in subjects(made, "area")]
    whole = deck(made, "fi", chosen)
    found = sheets(whole)
    if len(found) < count:
        return whole
    return replace(whole, slides=whole.slides[: found[count - 1].slide + 1])


def _draw(made: Material, charts: list[Any]) -> None:
    """The same number of charts as pictures: the lights, and an indicator's usual chart for each of the others."""
    indicators = [one for one in made.indicators.all if any(series.values for series in one.series)]
    for place, chart in enumerate(charts):
        if isinstance(chart, LightBars):
            picture.png(bars_chart(chart))
        else:
            picture.png(trend_chart(made.indicators, indicators[place % len(indicators)]))


def _median(run: Callable[[], object]) -> float:
    taken = []
    for _again in range(RUNS):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return median(taken)


if __name__ == "__main__":
    main()
