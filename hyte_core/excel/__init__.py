"""Workbooks: what our own layout is, reading it and writing it."""

from hyte_core.excel.bundle import bundle
from hyte_core.excel.read import Reading, TableFound, read_workbook
from hyte_core.excel.write import template, workbook

__all__ = ["Reading", "TableFound", "bundle", "read_workbook", "template", "workbook"]
