"""Contacts, networks, indicators' values and targets find their way into the database."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import Engine
from trees import NOW, TODAY, build

from hyte_core.excel import workbook
from hyte_core.imports import accept, load
from hyte_core.records import (
    ContactRecord,
    DutyRecord,
    FollowedIndicatorRecord,
    GoalRecord,
    IndicatorCardRecord,
    IndicatorRecord,
    IndicatorValueRecord,
    MaturityRecord,
    NetworkActionRecord,
    NetworkRecord,
    OrganisationRecord,
    PlanRecord,
    Records,
    dump,
)


def book(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def read_in(engine: Engine, *rows: list[Any]):
    loading = load(engine, "tiedosto.xlsx", book(*rows), today=TODAY)
    outcome = accept(engine, loading, author="K", now=NOW)
    assert outcome.done, outcome
    return loading


MATRIX = (
    ["Yhdyspinta", "Hyvinvointialue", "Asikkala"],
    ["Osallisuus", "Johtaja, Verso", "Hyvinvointikoordinaattori"],
    ["Liikunta", None, "Liikuntavastaava"],
)
VALUES = (
    ["Indikaattori", "Alue", "Yksikkö", "2019", "2021"],
    ["Kokee itsensä yksinäiseksi", "Mikkeli", "%", 10.8, 12.1],
    ["Kokee itsensä yksinäiseksi", "Koko maa", "%", 10.7, ".."],
)


def test_a_matrix_of_contacts_is_taken_in_once(engine: Engine) -> None:
    read_in(engine, *MATRIX)
    found = dump(engine).as_json()["contacts"]
    assert [(c["area"], c["organisation"], c["role"]) for c in found] == [
        ("Osallisuus", "Asikkala", "Hyvinvointikoordinaattori"),
        ("Osallisuus", "Hyvinvointialue", "Johtaja, Verso"),
        ("Liikunta", "Asikkala", "Liikuntavastaava"),
    ]
    assert load(engine, "sama.xlsx", book(*MATRIX), today=TODAY).comparison.changes == ()


def test_values_by_year_become_observations_and_a_missing_one_keeps_its_reason(engine: Engine) -> None:
    read_in(engine, *VALUES)
    found = {(v["region"], v["year"]): v for v in dump(engine).as_json()["indicator_values"]}
    assert found["Mikkeli", 2021]["value"] == 12.1
    assert found["koko maa", 2021]["value"] is None
    assert found["koko maa", 2021]["missing_reason"]
    assert load(engine, "sama.xlsx", book(*VALUES), today=TODAY).comparison.changes == ()


def test_a_changed_value_is_one_changed_field(engine: Engine) -> None:
    read_in(engine, *VALUES)
    changed = (VALUES[0], ["Kokee itsensä yksinäiseksi", "Mikkeli", "%", 10.8, 12.4], VALUES[2])
    (change,) = load(engine, "uusi.xlsx", book(*changed), today=TODAY).comparison.changes
    assert (change.entity, dict(change.fields)) == ("observation", {"value": (12.1, 12.4)})


def test_two_different_values_for_the_same_year_are_an_error_with_the_cell(engine: Engine) -> None:
    loading = load(engine, "kaksi.xlsx", book(*VALUES, [*VALUES[1][:3], 11.0, 12.1]), today=TODAY)
    assert [(p.code, p.cell) for p in loading.reading.problems if p.severity == "error"] == [
        ("two_values", "D4")
    ]
    assert loading.comparison is None


def read_own(engine: Engine, **kinds: Any) -> dict[str, Any]:
    """Read a workbook in our own layout in, and give what the database holds after it."""
    loading = load(engine, "oma.xlsx", workbook(Records(**kinds)), today=TODAY)
    outcome = accept(engine, loading, author="K", now=NOW)
    assert outcome.done, (outcome, loading.reading.problems)
    return dump(engine).as_json()


ROLE = ContactRecord("Osallisuus", "Asikkala", "Koordinaattori", "N. N.", "n@asikkala.fi", "040 123", TODAY)


def test_a_matrix_that_tells_roles_leaves_names_and_numbers_as_they_are(engine: Engine) -> None:
    before = read_own(engine, contacts=(ROLE,))
    rows = (["Yhdyspinta", "Asikkala"], ["OSALLISUUS", "Koordinaattori"], ["Liikunta", "Ohjaaja"])
    read_in(engine, *rows)
    assert dump(engine).as_json()["contacts"][0] == before["contacts"][0]
    assert [area.area for area in dump(engine).interface_areas] == ["Osallisuus", "Liikunta"]


def test_an_email_that_is_emptied_in_our_own_sheet_is_taken_away(engine: Engine) -> None:
    read_own(engine, contacts=(ROLE,))
    (contact,) = read_own(engine, contacts=(replace(ROLE, email=""),))["contacts"]
    assert (contact["name"], contact["email"], contact["verified_on"]) == ("N. N.", "", TODAY.isoformat())


def test_two_people_in_the_same_role_stay_two(engine: Engine) -> None:
    both = (ROLE, replace(ROLE, name="M. M.", email=""))
    assert len(read_own(engine, contacts=both)["contacts"]) == 2
    assert (
        load(engine, "x.xlsx", workbook(Records(contacts=both[::-1])), today=TODAY).comparison.changes == ()
    )


def test_an_indicators_own_sheet_changes_what_it_tells_and_values_keep_their_series(engine: Engine) -> None:
    read_in(engine, *VALUES)
    known = IndicatorRecord("Kokee itsensä yksinäiseksi", unit="%", polarity="lower", decimals=1)
    found = read_own(engine, indicators=(known,))
    assert [(i["indicator"], i["polarity"]) for i in found["indicators"]] == [(known.indicator, "lower")]
    assert len(found["indicator_values"]) == 4


def test_a_table_without_limits_leaves_those_of_an_unchanged_value_and_drops_those_of_a_changed_one(
    engine: Engine,
) -> None:
    of_2019, of_2021 = (
        IndicatorValueRecord(
            "Kokee itsensä yksinäiseksi",
            year,
            value,
            region="Mikkeli",
            unit="%",
            lower=9.0,
            upper=13.0,
            note="otos",
        )
        for year, value in ((2019, 10.8), (2021, 11.0))
    )
    read_own(engine, indicator_values=(of_2019, of_2021))
    read_in(engine, *VALUES)
    found = {v["year"]: v for v in dump(engine).as_json()["indicator_values"] if v["region"] == "Mikkeli"}
    assert (found[2019]["lower"], found[2021]["value"], found[2021]["lower"]) == (9.0, 12.1, None)
    assert {v["note"] for v in found.values()} == {"otos"}


def test_a_review_that_is_new_is_added_after_the_others_and_one_that_is_known_is_not(engine: Engine) -> None:
    first = IndicatorCardRecord(
        "Yksinäisyys", "Asikkala", date(2025, 5, 1), measures="Kerhot", light="yellow"
    )
    read_own(engine, indicator_cards=(first,))
    second = replace(first, reviewed_on=date(2025, 9, 1), light="green")
    found = read_own(engine, indicator_cards=(second, first))
    assert [card["light"] for card in found["indicator_cards"]] == ["yellow", "green"]


def test_a_followed_indicator_finds_the_focus_area_that_the_same_file_makes(engine: Engine) -> None:
    found = read_own(
        engine,
        plans=(PlanRecord("Kemi", "Suunnitelma"),),
        goals=(GoalRecord("Suunnitelma", "1. Osallisuus", None, "Kemi"),),
        followed_indicators=(
            FollowedIndicatorRecord("Kemi", "Suunnitelma", "1. osallisuus", "Yksinäisyys"),
            FollowedIndicatorRecord("Kemi", "Suunnitelma", "1. Osallisuus", "Liikunta"),
        ),
    )
    assert [f["indicator"] for f in found["followed_indicators"]] == ["Yksinäisyys", "Liikunta"]


def test_maturity_and_duties_are_one_row_a_day_and_a_year(engine: Engine) -> None:
    seen = MaturityRecord("Osallisuus", 3, "county", TODAY)
    done = DutyRecord("6 §", "municipality", "Raportoitava", "Kemi", 2024, "yellow", "Kesken")
    read_own(engine, maturity=(seen,), duties=(done,))
    later = replace(done, light="green", evidence="Valtuusto 5.5.")
    found = read_own(
        engine, maturity=(replace(seen, level=4),), duties=(later, replace(done, year=2025, light=None))
    )
    assert [m["level"] for m in found["maturity"]] == [4]
    assert [(d["year"], d["light"]) for d in found["duties"]] == [(2024, "green"), (2025, None)]


def test_an_organisation_keeps_its_kind_and_learns_its_area(engine: Engine) -> None:
    read_in(engine, ["Yhdyspinta", "Etelä-Savon hyvinvointialue"], ["Osallisuus", "Johtaja"])
    town = OrganisationRecord("Mikkeli", comparisons=("Etelä-Savon hyvinvointialue", "koko maa"))
    found = read_own(engine, organisations=(town,))["organisations"]
    assert [(o["organisation"], o["kind"]) for o in found] == [
        ("Etelä-Savon hyvinvointialue", "county"),
        ("Mikkeli", "municipality"),
    ]
    assert found[1]["comparisons"] == ["Etelä-Savon hyvinvointialue", "koko maa"]


def test_what_an_organisations_table_calls_its_county_is_its_own(engine: Engine) -> None:
    read_own(engine, organisations=(OrganisationRecord("Mikkeli", comparisons=("Etelä-Savo", "koko maa")),))
    rows = (["Indikaattori", "Kunta", "Maakunta", "Vuosi"], ["Yksinäisyys", 12.1, 11.0, 2021])
    loading = load(engine, "x.xlsx", book(*rows), today=TODAY, organisation="Mikkeli")
    assert accept(engine, loading, author="K", now=NOW).done
    assert [v.region for v in dump(engine).indicator_values] == ["Etelä-Savo", "Mikkeli"]


def test_a_plan_replaced_as_a_whole_lets_go_of_what_hung_on_its_removed_parts(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  - Raati\n2. Liikunta\n  - Kävely")
    place = ("Testikunta", "Testisuunnitelma", "2. Liikunta")
    read_own(
        engine,
        followed_indicators=(FollowedIndicatorRecord(*place, "Askeleet"),),
        networks=(NetworkRecord("", "Kylät"),),
        network_actions=(NetworkActionRecord("Kylät", *place, "Kävely"),),
    )
    rest = Records(
        plans=(PlanRecord("Testikunta", "Testisuunnitelma"),),
        goals=(GoalRecord("Testisuunnitelma", "1. Osallisuus", None, "Testikunta"),),
        actions=tuple(one for one in dump(engine).actions if one.action == "Raati"),
    )
    loading = load(engine, "uusi.xlsx", workbook(rest), today=TODAY, whole=True)
    assert accept(engine, loading, author="K", now=NOW).done
    held = dump(engine)
    assert (held.followed_indicators, held.network_actions) == ((), ())
    assert [action.action for action in held.actions] == ["Raati"]
