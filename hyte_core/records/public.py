"""What may be published: no persons, and no numbers so small that they could tell of one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hyte_core.records.indicators import IndicatorValueRecord
from hyte_core.records.kinds import Records
from hyte_core.statistics import suppressed
from hyte_core.statistics.small_numbers import THRESHOLD

#: Why a value is missing that is there but must not be shown.
HIDDEN = "peitetty"


def public(records: Records, smallest: float = THRESHOLD) -> Records:
    """The records as open data: contacts as roles only, numbers under ``smallest`` hidden with their reason."""
    return replace(
        records,
        contacts=tuple(replace(one, name="", email="", phone="") for one in records.contacts),
        indicator_values=tuple(_without_small(records.indicator_values, smallest)),
    )


def _without_small(values: Sequence[IndicatorValueRecord], smallest: float) -> Iterator[IndicatorValueRecord]:
    for one in values:
        counted = one.numerator is not None or one.denominator is not None
        if counted and suppressed(one.numerator, one.denominator, smallest):
            numbers = dict.fromkeys(("value", "numerator", "denominator", "lower", "upper"))
            yield replace(one, **numbers, missing_reason=HIDDEN)  # type: ignore[arg-type]
        else:
            yield one
