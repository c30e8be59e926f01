"""Workbooks: reading whatever layout people keep, and reading and writing our own.

Reading follows one line: opening (may it be opened) -> xlsx or csv_file (to a grid of cells) -> tables (where they are,
by headers and columns) -> plans, indicators, contacts (what their rows say) -> read (all of it together).
"""

from hyte_core.excel.asking import card_bundle, card_workbook, pretask_bundle, pretask_workbook
from hyte_core.excel.bundle import bundle
from hyte_core.excel.heat import heat_workbook
from hyte_core.excel.read import read_workbook
from hyte_core.excel.reading import Reading, TableFound, header_signature
from hyte_core.excel.values_csv import values_csv
from hyte_core.excel.write import indicator_template, template, workbook

__all__ = [
    "Reading",
    "TableFound",
    "bundle",
    "card_bundle",
    "card_workbook",
    "header_signature",
    "heat_workbook",
    "indicator_template",
    "pretask_bundle",
    "pretask_workbook",
    "read_workbook",
    "template",
    "values_csv",
    "workbook",
]
