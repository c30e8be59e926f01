"""What a column was taken for can be changed, and the choice is remembered."""

from io import BytesIO

from openpyxl import Workbook
from sqlalchemy import Engine
from trees import NOW, TODAY, build

from hyte_core.imports import accept, load
from hyte_core.records import dump

PLACE = {"plan": "Testisuunnitelma", "organisation": "Testikunta"}


def book(*, action: str) -> bytes:
    made = Workbook()
    made.active.append(["Painopiste", "Toimenpide", "Kuka hoitaa homman"])
    made.active.append(["1. Osallisuus", action, "kirjasto"])
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def responsible(engine: Engine) -> dict[str, list[str]]:
    return {a["action"]: a["responsible"] for a in dump(engine).as_json()["actions"]}


def test_a_choice_of_the_reader_decides_what_a_column_means(engine: Engine) -> None:
    build(engine, "1. Osallisuus")
    sheet = load(engine, "a.xlsx", book(action="Raati"), today=TODAY, **PLACE).reading.tables[0].sheet
    chosen = load(
        engine, "a.xlsx", book(action="Raati"), today=TODAY, choices={(sheet, "C"): "responsible"}, **PLACE
    )
    assert accept(engine, chosen, author="K", now=NOW).done
    assert responsible(engine) == {"Raati": ["kirjasto"]}


def test_the_next_file_with_the_same_headers_is_read_the_same_way(engine: Engine) -> None:
    build(engine, "1. Osallisuus")
    sheet = load(engine, "a.xlsx", book(action="Raati"), today=TODAY, **PLACE).reading.tables[0].sheet
    chosen = load(
        engine, "a.xlsx", book(action="Raati"), today=TODAY, choices={(sheet, "C"): "responsible"}, **PLACE
    )
    accept(engine, chosen, author="K", now=NOW)
    accept(engine, load(engine, "b.xlsx", book(action="Kahvila"), today=TODAY, **PLACE), author="K", now=NOW)
    assert responsible(engine)["Kahvila"] == ["kirjasto"]
    assert load(engine, "b.xlsx", book(action="Kahvila"), today=TODAY, **PLACE).comparison.changes == ()
