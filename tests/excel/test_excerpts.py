"""The part of a sheet that is shown around its problems."""

from io import BytesIO

from openpyxl import Workbook

from hyte_core.excel import read_workbook


def test_a_cell_with_a_problem_is_marked_among_its_row_and_the_header() -> None:
    book = Workbook()
    book.active.title = "Suunnitelma"
    book.active.append(["Painopiste", "Toimenpide", "Tila"])
    for n in range(20):
        book.active.append(["1. Osallisuus", f"Toimenpide numero {n}", "vihreä" if n != 12 else "violetti"])
    target = BytesIO()
    book.save(target)
    (excerpt,) = read_workbook(target.getvalue()).excerpts
    assert excerpt.marked["C14"] == "error"
    assert [row for row, _texts in excerpt.rows] == [1, 13, 14]
    assert excerpt.rows[-1][1] == ("1. Osallisuus", "Toimenpide numero 12", "violetti")
