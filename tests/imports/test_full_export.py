"""Everything that the database holds goes out as a workbook and comes back unchanged."""

from sqlalchemy import Engine
from test_other_kinds import MATRIX, VALUES, read_in
from trees import TODAY, build

from hyte_core.excel import workbook
from hyte_core.imports import load
from hyte_core.records import dump


def test_contacts_networks_values_and_targets_survive_a_full_export(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  Tavoite\n    Raati [green 2025-01-01]")
    read_in(engine, *MATRIX)
    read_in(engine, *VALUES)
    read_in(
        engine, ["Yhdyspinta", "Verkosto"], ["Osallisuus", "Kylien verkosto"], ["Osallisuus", "OLKA-toiminta"]
    )
    read_in(
        engine,
        ["Indikaattori", "Alue", "Vuosi", "Arvo", "Tavoitearvo", "Tavoitevuosi"],
        ["Kokee itsensä yksinäiseksi", "Mikkeli", 2023, 12.5, "vähenee", 2025],
    )
    held = dump(engine).as_json()
    assert all(held[kind] for kind in ("contacts", "networks", "indicator_values", "targets"))
    again = load(engine, "kaikki.xlsx", workbook(dump(engine)), today=TODAY)
    assert [p for p in again.reading.problems if p.severity == "error"] == []
    assert again.comparison.changes == ()
