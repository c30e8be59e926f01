"""Whether higher or lower is better, and whether a number is known at all."""

from enum import StrEnum
from math import isfinite
from typing import TypeGuard


class Polarity(StrEnum):
    """What an indicator's rise means: good, bad, or no judgement."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


def better(higher: bool, polarity: str) -> bool | None:
    """Whether being higher (or, when False, lower) is the better; None where there is no judgement.

    Every verdict of better or worse comes from here. Raises ValueError for a polarity that is not one.
    """
    wanted = Polarity(polarity)
    return None if wanted is Polarity.NONE else higher == (wanted is Polarity.HIGHER)


def known(number: float | None) -> TypeGuard[float]:
    """Whether there is a number: not None, and not what stands for missing in data frames (NaN) or infinity."""
    return number is not None and isfinite(number)
