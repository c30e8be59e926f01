"""Charts of traffic lights."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from hyte_core.lights import Light
from hyte_core.locale import _

HEIGHT = 46


def light_history_chart(history: Mapping[int, Mapping[Light, int]]) -> dict[str, Any]:
    """One bar a year, the lights stacked with their symbols and counts on them, as a Vega-Lite specification."""
    rows, labels = [], []
    for year, counts in history.items():
        start = 0
        for place, (light, n) in enumerate(counts.items()):
            rows.append({"year": str(year), "order": place, "light": light.value, "word": light.word, "n": n})
            if n:
                text = f"{light.symbol} {n}"
                labels.append({"year": str(year), "x": start + n / 2, "light": light.value, "text": text})
            start += n
    lights = [light.value for light in Light]
    y = alt.Y(
        "year:N", title=None, sort="ascending", axis=alt.Axis(labelFontSize=16, ticks=False, domain=False)
    )
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(height={"band": 0.72})
        .encode(
            y=y,
            x=alt.X("n:Q", stack="zero", axis=None),
            color=alt.Color(
                "light:N", scale=alt.Scale(domain=lights, range=[x.fill for x in Light]), legend=None
            ),
            order="order:O",
            tooltip=[
                alt.Tooltip("year:N", title=_("Vuosi")),
                alt.Tooltip("word:N", title=_("Valo")),
                alt.Tooltip("n:Q", title=_("Toimenpiteitä")),
            ],
        )
    )
    text = (
        alt.Chart(alt.InlineData(values=labels))
        .mark_text(fontSize=15, fontWeight="bold")
        .encode(
            y=y,
            x="x:Q",
            text="text:N",
            color=alt.Color(
                "light:N", scale=alt.Scale(domain=lights, range=[x.on_fill for x in Light]), legend=None
            ),
        )
    )
    chart = (
        (bars + text)
        .resolve_scale(color="independent")
        .properties(height=HEIGHT * max(len(history), 1))
        .configure_view(stroke=None)
    )
    return chart.to_dict()  # type: ignore[no-any-return]


def describe_history(history: Mapping[int, Mapping[Light, int]]) -> str:
    """The chart in words, for those who do not see it."""
    years = (
        f"{year}: " + ", ".join(f"{light.word} {n}" for light, n in counts.items())
        for year, counts in history.items()
    )
    return _("Liikennevalot vuosittain. {years}.").format(years="; ".join(years))
