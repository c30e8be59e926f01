"""The zip of workbooks for responsible bodies."""

from io import BytesIO
from zipfile import ZipFile

from hyte_core.excel import bundle, read_workbook
from hyte_core.excel.bundle import file_names
from hyte_core.records import ActionRecord, GoalRecord, PlanRecord, Records


def records() -> Records:
    def action(name: str, *bodies: str) -> ActionRecord:
        return ActionRecord("S", "1. Osallisuus", "Tavoite", name, responsible=bodies, organisation="Kunta")

    return Records(
        plans=(PlanRecord("Kunta", "S"),),
        goals=(GoalRecord("S", "1. Osallisuus", "Tavoite", "Kunta"),),
        actions=(action("Raati", "kirjasto", "Nuoriso/Liikunta"), action("Kahvila", "Kirjasto")),
    )


def test_each_responsible_body_gets_its_own_actions():
    with ZipFile(BytesIO(bundle(records()))) as archive:
        found = {
            name: [action.action for action in read_workbook(archive.read(name)).records.actions]
            for name in archive.namelist()
        }
    assert found == {"kirjasto.xlsx": ["Raati", "Kahvila"], "Nuoriso Liikunta.xlsx": ["Raati"]}


def test_no_two_bodies_share_a_file_name():
    assert list(file_names(["A/B", "A:B", "a b", "???"])) == [
        "A B.xlsx",
        "A B 2.xlsx",
        "a b 3.xlsx",
        "-.xlsx",
    ]
