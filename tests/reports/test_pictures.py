"""The light bars as a chart: every part tells its shape and count where there is room, and names are read whole."""

import pytest

from hyte_core.lights import Light
from hyte_core.reports.content import LightBars
from hyte_core.reports.pictures import bars_chart


def texts(*rows):
    """The texts on the parts of the bars, in their order."""
    bars = LightBars("Valot", tuple((name, dict(zip(Light, counts, strict=True))) for name, counts in rows))
    return [one["text"] for one in bars_chart(bars)["data"]["values"]]


def test_a_count_of_one_is_told_beside_many():
    green, _yellow, red, grey = Light
    assert texts(("A", (10, 5, 1, 1))) == [f"{green.symbol} 10", f"{Light.YELLOW.symbol} 5", f"{red.symbol}1", f"{grey.symbol}1"]  # fmt: skip


def test_a_part_without_room_for_its_count_stays_empty():
    assert texts(("A", (299, 0, 1, 0))) == [f"{Light.GREEN.symbol} 299", ""]


@pytest.mark.parametrize(
    "name", ["4. Hyvä ikääntyminen ja turvallinen ympäristö", "Järjestöjen 'oma' työ " * 2]
)
def test_a_long_name_falls_on_two_lines_and_loses_no_word(name):
    bars = LightBars("Valot", ((name.strip(), dict.fromkeys(Light, 1)),))
    words = bars_chart(bars)["encoding"]["y"]["axis"]["labelExpr"]
    lines = words.removeprefix("[[").removesuffix("]][datum.value]").split("', '")
    assert len(lines) == 2 and "…" not in words
    assert " ".join(lines).strip("'").replace("\\'", "'").split() == name.split()
