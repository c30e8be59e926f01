"""An area against the country or another area."""

from enum import StrEnum

from hyte_core.statistics.limits import Limits
from hyte_core.statistics.polarity import Polarity, better, known


class Comparison(StrEnum):
    """How an area's value stands to a benchmark. Higher and lower are the words where nothing is judged."""

    BETTER = "better"
    WORSE = "worse"
    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"


def against_benchmark(
    value: float | None, limits: Limits | None, benchmark: float | None, polarity: str
) -> Comparison | None:
    """Compare an area with a benchmark that is not the area itself.

    A benchmark inside the area's 95 % limits, or on one of them, is no difference. None when a number or the
    limits are missing: then only the difference can be told, without a verdict of significance.
    Raises ValueError for a polarity that is not one.
    Source: Fingertips (OHID), comparison by the area's own confidence limits.
    """
    polarity = Polarity(polarity)
    if limits is None or not (known(value) and known(benchmark)):
        return None
    lower, upper = limits
    if not (known(lower) and known(upper)):
        return None
    if lower <= benchmark <= upper:
        return Comparison.SIMILAR
    higher = value > benchmark
    good = better(higher, polarity)
    if good is None:
        return Comparison.HIGHER if higher else Comparison.LOWER
    return Comparison.BETTER if good else Comparison.WORSE
