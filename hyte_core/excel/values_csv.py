"""An indicator's values as a text table that opens in Excel."""

import csv
from io import StringIO

from hyte_core.excel.layout import column_word
from hyte_core.records import Records

_NUMBERS = ("value", "numerator", "denominator", "lower", "upper")
_FIELDS = ("indicator", "region", "group", "year", *_NUMBERS, "unit", "missing_reason", "value_note")


def values_csv(records: Records) -> bytes:
    """The values of the records: semicolons, decimal commas, UTF-8 with the mark by which Excel knows it.

    A text that Excel would take for a formula begins with an apostrophe.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow([column_word("note" if field == "value_note" else field) for field in _FIELDS])
    for record in records.indicator_values:
        values = {**vars(record), "value_note": record.note}
        writer.writerow([_cell(values[field]) for field in _FIELDS])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") and text else text
