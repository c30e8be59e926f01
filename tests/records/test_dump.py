"""dump and status: the shape that the command line prints, whatever the database holds."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Engine
from trees import TODAY, action, build, save, view

from hyte_core.changes import Change
from hyte_core.model import (
    Assessment,
    Contact,
    Duty,
    DutyReport,
    Indicator,
    InterfaceArea,
    Maturity,
    Meeting,
    Network,
    Observation,
    Series,
    Target,
)
from hyte_core.records import Records, dump, status

TEXT = """
1. Osallisuus
  Kuuleminen
    Kysely (Sivistys; Liikunta, from 2025-01-01, due 2025-12-31) [red 2023-12-31, green 2024-12-31]
      - Osa
  Tyhjä tavoite
2. Tyhjä painopiste
"""


def as_json(engine: Engine) -> dict[str, Any]:
    """The dump as the command line prints it."""
    return json.loads(json.dumps(dump(engine).as_json()))  # type: ignore[no-any-return]


def test_an_action_has_the_fields_of_the_design(engine: Engine) -> None:
    build(engine, TEXT)
    found = as_json(engine)["actions"][0]
    assert {
        "plan": "Testisuunnitelma",
        "focus_area": "1. Osallisuus",
        "goal": "Kuuleminen",
        "action": "Kysely",
        "responsible": ["Sivistys", "Liikunta"],
        "light": "green",
        "note": "",
        "assessed_on": "2024-12-31",
        "due": "2025-12-31",
        "indicators": [],
    }.items() <= found.items()
    assert [(a["assessed_on"], a["light"]) for a in found["assessments"]] == [
        ("2023-12-31", "red"),
        ("2024-12-31", "green"),
    ]


def test_a_sub_action_names_its_action_and_has_no_light_of_its_own(engine: Engine) -> None:
    build(engine, TEXT)
    part = as_json(engine)["actions"][1]
    assert (part["action"], part["parent"], part["light"], part["assessments"]) == ("Osa", "Kysely", None, [])


def test_goals_without_actions_and_focus_areas_without_goals_are_told(engine: Engine) -> None:
    build(engine, TEXT)
    assert [(goal["focus_area"], goal["goal"]) for goal in as_json(engine)["goals"]] == [
        ("1. Osallisuus", "Kuuleminen"),
        ("1. Osallisuus", "Tyhjä tavoite"),
        ("2. Tyhjä painopiste", None),
    ]


def test_what_only_the_program_needs_is_not_told(engine: Engine) -> None:
    build(engine, TEXT)
    found = as_json(engine)["actions"][0]
    assert not {"key", "given", "sheet", "cell"} & found.keys()


def test_a_dump_of_some_plans_leaves_out_the_others(engine: Engine) -> None:
    plan = build(engine, TEXT)
    build(engine, "1. Muu", organisation="Naapuri", plan="Muu suunnitelma")
    assert [one.plan for one in dump(engine, [plan.id]).plans] == ["Testisuunnitelma"]
    assert len(dump(engine).plans) == 2


def test_an_empty_database_has_every_kind_of_record_as_an_empty_list(engine: Engine) -> None:
    kinds = {field.name for field in fields(Records)}
    assert as_json(engine) == {kind: [] for kind in kinds}


def test_records_of_the_other_kinds_have_the_fields_of_the_design(engine: Engine) -> None:
    organisation = build(engine, TEXT).organisation_id
    indicator = Indicator(name="Yksinäisyys", unit="%", source="Kouluterveyskysely", polarity="lower")
    series = Series(indicator_id=indicator.id, region="Mikkeli", group="8.-9. lk")
    area = InterfaceArea(name="Ikääntyminen")
    duty = Duty(paragraph="6 §", party="municipality", name="Nimettävä vastuutaho")
    rows = [
        indicator,
        series,
        area,
        duty,
        Observation(series_id=series.id, year=2019, value=10.8),
        Target(series_id=series.id, value=0.0, year=2021),
        Contact(interface_area_id=area.id, organisation_id=organisation, role="Hyvinvointikoordinaattori"),
        Network(interface_area_id=area.id, name="Ikäyhteistyöryhmä"),
        Maturity(interface_area_id=area.id, level=3, side="county", assessed_on=date(2024, 5, 14)),
        DutyReport(duty_id=duty.id, organisation_id=organisation, year=2024, light="green"),
        Meeting(organisation_id=organisation, held_on=TODAY, title="Ohjausryhmä"),
    ]
    assert save(engine, *map(Change.adding, rows)).done
    found = as_json(engine)
    expected = {
        "indicator_values": {
            "indicator": "Yksinäisyys",
            "source": "Kouluterveyskysely",
            "group": "8.-9. lk",
            "region": "Mikkeli",
            "year": 2019,
            "value": 10.8,
            "unit": "%",
            "numerator": None,
            "denominator": None,
            "lower": None,
            "upper": None,
            "missing_reason": "",
        },
        "targets": {"group": "8.-9. lk", "region": "Mikkeli", "value": 0.0, "direction": None, "year": 2021},
        "contacts": {
            "area": "Ikääntyminen",
            "organisation": "Testikunta",
            "role": "Hyvinvointikoordinaattori",
        },
        "networks": {"area": "Ikääntyminen", "name": "Ikäyhteistyöryhmä"},
        "maturity": {"area": "Ikääntyminen", "level": 3, "side": "county", "assessed_on": "2024-05-14"},
        "duties": {"paragraph": "6 §", "duty": "Nimettävä vastuutaho", "year": 2024, "light": "green"},
        "meetings": {"organisation": "Testikunta", "held_on": "2025-11-03", "title": "Ohjausryhmä"},
    }
    for kind, wanted in expected.items():
        (record,) = found[kind]
        assert wanted.items() <= record.items(), kind


def test_a_plans_own_dump_has_nothing_but_the_plan(engine: Engine) -> None:
    plan = build(engine, TEXT)
    save(engine, Change.adding(Indicator(name="Yksinäisyys")))
    found = dump(engine, [plan.id]).as_json()
    assert {kind for kind, rows in found.items() if rows} == {"plans", "goals", "actions"}
    assert [one.indicator for one in dump(engine).indicators] == ["Yksinäisyys"]


def test_the_status_counts_every_kind_as_often_as_the_dump_tells_it(engine: Engine) -> None:
    plan = build(engine, TEXT)
    duty, area = (
        Duty(paragraph="6 §", party="municipality", name="Raportoitava"),
        InterfaceArea(name="Liikunta"),
    )
    reports = [
        DutyReport(duty_id=duty.id, organisation_id=plan.organisation_id, year=year) for year in (2024, 2025)
    ]
    rows = [
        duty,
        *reports,
        area,
        Network(name="Ilman yhdyspintaa"),
        Network(interface_area_id=area.id, name="Kylät"),
    ]
    assert save(engine, *map(Change.adding, rows)).done
    counted, told = status(engine), as_json(engine)
    kinds = told.keys() - {"goals", "actions"}
    assert {kind: counted[kind] for kind in kinds} == {kind: len(told[kind]) for kind in kinds}
    assert (counted["duties"], counted["networks"], counted["organisations"]) == (2, 2, 1)


def test_the_status_counts_everything_and_the_lights(engine: Engine) -> None:
    build(engine, TEXT)
    found = status(engine)
    counted = {name: n for name, n in found.items() if name != "lights" and n}
    assert counted == {
        "organisations": 1,
        "plans": 1,
        "focus_areas": 2,
        "goals": 2,
        "actions": 1,
        "sub_actions": 1,
        "assessments": 2,
    }
    (plan,) = found["lights"]
    assert plan["lights"] == {"green": 1, "yellow": 0, "red": 0, "null": 1}
    assert [area["actions"] for area in plan["focus_areas"]] == [1, 0]


def test_a_light_is_told_with_the_text_and_mark_of_the_latest_assessment(engine: Engine) -> None:
    build(engine, TEXT)
    one = action(engine, "Kysely")
    row = Assessment(
        action_id=one.id, number=3, assessed_on=TODAY, light="yellow", note="kesken", interpreted=True
    )
    save(engine, Change.adding(row))
    found = as_json(engine)["actions"][0]
    assert (found["light"], found["note"], found["interpreted"]) == ("yellow", "kesken", True)
    assert len(view(engine).by_id[one.id].assessments) == len(found["assessments"]) == 3
