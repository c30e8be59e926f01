"""Sotkanet's values as records, made one by one when they are asked for: there may be a million."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import pandas as pd

from hyte_core.records import IndicatorValueRecord
from hyte_core.sotkanet.values import GROUPS


class Told(Sequence[IndicatorValueRecord]):
    """The rows of a frame with the columns indicator, name (of the area), gender, year, value and numerator.

    ``units`` gives each indicator's unit, name and per by its number in Sotkanet.
    """

    def __init__(self, frame: pd.DataFrame, units: Mapping[int, tuple[str, str, float | None]]) -> None:
        self._frame, self._units = frame, units

    def __len__(self) -> int:
        return len(self._frame)

    def __iter__(self) -> Iterator[IndicatorValueRecord]:
        names = ("indicator", "name", "gender", "year", "value", "numerator")
        for id_, area, gender, year, value, numerator in zip(*(self._frame[n] for n in names), strict=True):
            unit, name, _per = self._units[int(id_)]
            yield IndicatorValueRecord(
                indicator=name,
                year=int(year),
                value=float(value),
                source="Sotkanet",
                group=GROUPS[str(gender)],
                region=str(area),
                unit=unit,
                numerator=None if numerator != numerator else float(numerator),
            )

    @overload
    def __getitem__(self, index: int) -> IndicatorValueRecord: ...
    @overload
    def __getitem__(self, index: slice) -> "Told": ...
    def __getitem__(self, index: Any) -> Any:
        part = index if isinstance(index, slice) else slice(index, index + 1 or None)
        found = Told(self._frame.iloc[part], self._units)
        return found if isinstance(index, slice) else next(iter(found))
