"""Numbers so small that they could tell of a person."""

from hyte_core.statistics.polarity import known

#: Under this many people a number is hidden, unless told otherwise.
THRESHOLD = 5


def suppressed(
    numerator: float | None, denominator: float | None = None, threshold: float = THRESHOLD
) -> bool:
    """Whether a value must be hidden in everything public (*peitetty*).

    It must when the numerator is under the threshold, a genuine zero too, or when those outside the numerator
    are. Of a rate whose events may be more than the people, only the numerator counts. When the numerator is
    not told, the value is hidden if no numerator could be large enough on both sides.
    """
    if not known(numerator):
        return known(denominator) and denominator < 2 * threshold
    if numerator < threshold:
        return True
    return known(denominator) and 0 <= denominator - numerator < threshold
