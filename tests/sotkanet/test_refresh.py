"""A refresh from the service and a file from it, compared with the database, applied and undone."""

import argparse
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from stub_service import Stub, row
from trees import AUTHOR, NOW, TODAY, snapshot

from hyte_core.changes import Change, ChangeSet, apply, undo
from hyte_core.changes.journal import origin_of
from hyte_core.model import Indicator, Observation, Organisation, Series
from hyte_core.sotkanet import RefreshPlan, SotkanetClient, SotkanetError, compare_file, plan_refresh
from hyte_core.sotkanet.commands import add_commands, run_refresh, run_regions, run_search

Clients = Callable[..., SotkanetClient]
Values = dict[tuple[str, str, int], float | None]


def save(engine: Engine, *rows: Any) -> int:
    outcome = apply(engine, ChangeSet(tuple(map(Change.adding, rows))), author=AUTHOR, now=NOW)
    assert outcome.change_set is not None, outcome
    return outcome.change_set


def accept(engine: Engine, change_set: ChangeSet) -> int:
    outcome = apply(engine, change_set, author=AUTHOR, now=NOW)
    assert outcome.change_set is not None, outcome
    return outcome.change_set


def values(engine: Engine, field: str = "value") -> Values:
    """A field of every observation, by area, group and year."""
    rows = snapshot(engine)
    of = rows["series"]
    return {
        (of[o["series_id"]]["region"], of[o["series_id"]]["group"], o["year"]): o[field]
        for o in rows["observation"].values()
    }


def indicators(engine: Engine) -> list[dict[str, Any]]:
    return list(snapshot(engine)["indicator"].values())


@pytest.fixture(autouse=True)
def mikkeli(engine: Engine, stub: Stub) -> None:
    save(engine, Organisation(name="Mikkeli"))
    everywhere = {
        (228, 2021): 24.8,
        (228, 2023): 25.7,
        (959, 2023): 25.0,
        (658, 2023): 24.0,
        (261, 2023): 1.0,
    }
    stub.add(286, "Yksinäisyys", everywhere)


def planned(engine: Engine, client: SotkanetClient, *numbers: int) -> RefreshPlan:
    return plan_refresh(engine, client, indicators=numbers or None)


def test_a_new_indicator_comes_with_the_municipality_its_county_and_the_country(
    engine: Engine, client: Clients
) -> None:
    before = snapshot(engine)
    plan = planned(engine, client(), 286)
    assert snapshot(engine) == before
    assert plan.areas == ("Mikkeli", "Etelä-Savon hyvinvointialue", "koko maa")
    assert plan.counts == {"added": 1 + 3 + 4, "changed": 0, "removed": 0, "unchanged": 0}
    assert not plan.failures
    assert not plan.problems
    accept(engine, plan.change_set)
    assert values(engine) == {
        ("Mikkeli", "", 2021): 24.8,
        ("Mikkeli", "", 2023): 25.7,
        ("Etelä-Savon hyvinvointialue", "", 2023): 25.0,
        ("koko maa", "", 2023): 24.0,
    }
    (one,) = indicators(engine)
    assert (one["name"], one["sotkanet_id"], one["fetched_on"], one["unit"]) == (
        "Yksinäisyys",
        286,
        TODAY,
        "%",
    )
    for id_ in snapshot(engine)["observation"]:
        assert origin_of(engine, "observation", id_) == "Sotkanet ind. 286"


def test_what_the_database_has_already_is_not_changed(engine: Engine, client: Clients) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    plan = planned(engine, client())
    assert not plan.change_set
    assert plan.counts == {"added": 0, "changed": 0, "removed": 0, "unchanged": 1 + 4}


def test_a_refresh_on_another_day_changes_what_differs_and_adds_what_is_new(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    stub.rows[0]["value"] = 24.9
    stub.rows.append(row(286, 228, 2022, 25.0))
    plan = planned(engine, client(now=NOW + timedelta(days=2)))
    told = [(change.entity, dict(change.fields)) for change in plan.change_set.changes]
    assert told == [
        ("indicator", {"fetched_on": (TODAY, TODAY + timedelta(days=2))}),
        ("observation", {"value": (24.8, 24.9)}),
    ]
    assert [(bulk.entity, len(bulk)) for bulk in plan.change_set.bulks] == [("observation", 1)]
    accept(engine, plan.change_set)
    assert values(engine)["Mikkeli", "", 2021] == 24.9
    assert values(engine)["Mikkeli", "", 2022] == 25.0


def test_a_value_that_the_service_no_longer_has_stays(engine: Engine, stub: Stub, client: Clients) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    stub.rows.clear()
    plan = planned(engine, client(refresh=True))
    assert not plan.change_set
    assert [problem.code for problem in plan.problems] == ["no_values"]
    assert len(values(engine)) == 4


def test_a_refresh_is_undone_as_a_whole(engine: Engine, client: Clients) -> None:
    before = snapshot(engine)
    number = accept(engine, planned(engine, client(), 286).change_set)
    assert undo(engine, number, author=AUTHOR, now=NOW).done
    assert snapshot(engine) == before


def test_one_indicator_that_fails_does_not_lose_the_others(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    stub.add(4, "Sairaalahoito", {(228, 2021): 3.4})
    stub.faults["/json 4"] = ["always 500"]
    plan = planned(engine, client(), 4, 286, 999)
    assert {id_: error.code for id_, error in plan.failures.items()} == {4: "server", 999: "gone"}
    accept(engine, plan.change_set)
    assert [one["sotkanet_id"] for one in indicators(engine)] == [286]
    assert len(values(engine)) == 4


def test_what_people_have_written_of_an_indicator_stays_and_what_is_empty_is_filled(
    engine: Engine, client: Clients
) -> None:
    save(
        engine,
        Indicator(name="yksinäisyys", unit="prosenttia", polarity="lower", source="Kouluterveyskysely"),
    )
    accept(engine, planned(engine, client(), 286).change_set)
    (one,) = indicators(engine)
    assert (one["name"], one["unit"], one["polarity"]) == ("yksinäisyys", "prosenttia", "lower")
    assert (one["source"], one["sotkanet_id"], one["licence"]) == ("Kouluterveyskysely", 286, "CC BY 4.0")
    assert one["descriptions"]["fi"] == "Osuus ikäluokasta."


def test_two_indicators_of_one_name_are_told_apart(engine: Engine, stub: Stub, client: Clients) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    stub.add(4, "Yksinäisyys", {(228, 2021): 3.4})
    accept(engine, planned(engine, client(), 4).change_set)
    assert {one["name"] for one in indicators(engine)} == {"Yksinäisyys", "Yksinäisyys (ind. 4)"}


def test_a_value_that_differs_takes_its_limits_and_its_missing_reason_with_it(
    engine: Engine, client: Clients
) -> None:
    one = Indicator(name="Yksinäisyys", sotkanet_id=286)
    series = Series(indicator_id=one.id, region="Mikkeli")
    save(
        engine,
        one,
        series,
        Observation(series_id=series.id, year=2021, missing_reason="ei julkaistu"),
        Observation(series_id=series.id, year=2023, value=20.0, lower=19.0, upper=21.0, denominator=50.0),
    )
    accept(engine, planned(engine, client()).change_set)
    assert values(engine, "missing_reason")["Mikkeli", "", 2021] == ""
    assert values(engine)["Mikkeli", "", 2023] == 25.7
    assert values(engine, "lower")["Mikkeli", "", 2023] is None
    assert values(engine, "denominator")["Mikkeli", "", 2023] is None


def test_men_and_women_are_groups_of_their_own(engine: Engine, stub: Stub, client: Clients) -> None:
    stub.rows += [row(286, 228, 2023, 20.0, gender="male"), row(286, 228, 2023, 30.0, gender="female")]
    accept(engine, planned(engine, client(), 286).change_set)
    of_mikkeli = {
        group: value
        for (area, group, year), value in values(engine).items()
        if (area, year) == ("Mikkeli", 2023)
    }
    assert of_mikkeli == {"": 25.7, "miehet": 20.0, "naiset": 30.0}


def test_the_cases_behind_a_share_are_kept_and_other_absolute_values_are_not(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    euros = {"code": "EURO", "title": {"fi": "Euroa asukasta kohden"}}
    stub.add(7, "Kustannukset", {(228, 2021): 100.0}, primaryValueType=euros)
    accept(engine, planned(engine, client(), 7, 286).change_set)
    rows = snapshot(engine)
    names = {id_: rows["indicator"][one["indicator_id"]]["name"] for id_, one in rows["series"].items()}
    kept = {(names[o["series_id"]], o["numerator"]) for o in rows["observation"].values()}
    assert kept == {("Kustannukset", None), ("Yksinäisyys", 9.0)}


# --- areas


def test_an_organisation_is_compared_with_the_areas_that_it_has_chosen_by_the_names_it_uses(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    save(
        engine,
        Organisation(
            name="Päijät-Hämeen hyvinvointialue", kind="county", region="Päijät-Häme", comparisons=["Oulu"]
        ),
    )
    stub.rows += [row(286, 975, 2023, 25.7), row(286, 493, 2023, 99.0)]
    found = next(one for one in snapshot(engine)["organisation"].values() if one["kind"] == "county")
    plan = plan_refresh(engine, client(), indicators=[286], organisation=found["id"])
    accept(engine, plan.change_set)
    assert values(engine) == {("Päijät-Häme", "", 2023): 25.7, ("Oulu", "", 2023): 1.0}


def test_years_under_a_countys_old_id_are_its_own_and_the_new_id_wins(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    stub.rows += [row(286, 879, 2021, 22.2), row(286, 879, 2023, 11.1), row(286, 880, 2021, 5.0)]
    accept(engine, planned(engine, client(), 286).change_set)
    found = {
        year: value for (area, _group, year), value in values(engine).items() if area.startswith("Etelä-Savo")
    }
    assert found == {2021: 22.2, 2023: 25.0}


def test_the_mainland_stands_in_only_where_the_whole_country_has_no_values(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    stub.rows.append(row(286, 727, 2023, 23.9))
    stub.add(4, "Aikuiskysely", {(228, 2021): 3.4, (727, 2021): 3.0})
    accept(engine, planned(engine, client(), 4, 286).change_set)
    found = {(area, year): value for (area, _group, year), value in values(engine).items()}
    assert found["Manner-Suomi", 2021] == 3.0
    assert ("Manner-Suomi", 2023) not in found


def test_invented_organisations_and_those_without_an_area_get_no_real_values(
    engine: Engine, client: Clients
) -> None:
    save(
        engine,
        Organisation(name="Esimerkkikunta", region="Oulu", invented=True),
        Organisation(name="Oulu ry", kind="association", region="Oulu"),
        Organisation(name="Olematon"),
    )
    plan = planned(engine, client(), 286)
    assert "Oulu" not in plan.areas
    assert [(problem.severity, problem.value) for problem in plan.problems] == [("warning", "Olematon")]


# --- files


def csv(*lines: str) -> bytes:
    return "\n".join(["indicator;region;year;gender;primary value;absolute value", *lines, ""]).encode()


def test_a_downloaded_file_brings_all_its_areas(engine: Engine, stub: Stub, client: Clients) -> None:
    client().regions()
    asked = sum(stub.asked.values())
    comparison = compare_file(
        engine, csv("286;228;2021;total;24.8;9", "286;493;2021;male;3.0;"), client=client()
    )
    assert comparison.change_set.source == "import"
    accept(engine, comparison.change_set)
    assert values(engine) == {("Mikkeli", "", 2021): 24.8, ("Päijät-Häme", "miehet", 2021): 3.0}
    assert sum(stub.asked.values()) == asked
    (one,) = indicators(engine)
    assert (one["sotkanet_id"], one["name"], one["fetched_on"]) == (286, "Sotkanet-indikaattori 286", None)
    assert set(values(engine, "numerator").values()) == {None}


def test_a_file_and_a_refresh_speak_of_the_same_series(engine: Engine, client: Clients) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    comparison = compare_file(
        engine, csv("286;228;2021;total;24.8;9", "286;228;2023;total;26.0;10"), client=client()
    )
    assert comparison.counts == {"added": 0, "changed": 1, "removed": 0, "unchanged": 2}
    (change,) = comparison.change_set.changes
    assert change.fields == {"value": (25.7, 26.0), "numerator": (9.0, 10.0)}


def test_an_area_that_is_not_known_is_an_error_with_its_cell(engine: Engine, client: Clients) -> None:
    content = csv("286;228;2021;total;24.8;9", "286;493;2021;total;24.8;9", "286;493;2022;total;24.8;9")
    unknown = compare_file(engine, content, client=client())
    assert [(problem.code, problem.severity, problem.cell) for problem in unknown.problems] == [
        ("unknown_region", "error", "B3")
    ]
    assert "hae alueiden luettelo" in unknown.problems[0].message
    assert not unknown.change_set


def test_an_area_is_known_when_the_list_of_areas_has_been_fetched(
    engine: Engine, client: Clients, capsys: pytest.CaptureFixture[str]
) -> None:
    content = csv("286;493;2021;total;24.8;9")
    assert run_regions(engine, options("regions"), client) == 0
    assert "aluetta" in capsys.readouterr().out
    known = compare_file(engine, content, client=client())
    assert not [problem for problem in known.problems if problem.severity == "error"]
    accept(engine, known.change_set)
    assert list(values(engine)) == [("Päijät-Häme", "", 2021)]
    assert compare_file(engine, csv("286;300;2021;total;24.8;9"), client=client()).problems[0].cell == "B2"


def test_the_list_of_areas_can_be_brought_as_a_file_where_the_service_cannot_be_asked(
    engine: Engine, stub: Stub, client: Clients, tmp_path: Path
) -> None:
    file = tmp_path / "regions.json"
    file.write_text(json.dumps(stub.regions))
    assert run_regions(engine, options("regions", str(file)), client) == 0
    assert not stub.asked
    assert compare_file(engine, csv("286;493;2021;total;24.8;9"), client=client()).change_set


@pytest.mark.parametrize("content", ["", "[1]", '{"id": 1}', "<html>", None])
def test_a_file_that_is_not_a_list_of_areas_is_refused(
    engine: Engine, client: Clients, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "regions.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SotkanetError, match="ei ole Sotkanetin alueiden luettelo"):
        run_regions(engine, options("regions", str(file)), client)
    assert compare_file(engine, csv("286;493;2021;total;24.8;9"), client=client()).problems[0].cell == "B2"


def test_two_areas_of_one_name_keep_their_values_apart(engine: Engine, client: Clients) -> None:
    save(engine, Organisation(name="Päijät-Hämeen hyvinvointialue", kind="county", region="Päijät-Häme"))
    client().regions()
    content = csv("286;975;2021;total;24.8;9", "286;493;2021;total;30.0;9")
    accept(engine, compare_file(engine, content, client=client()).change_set)
    assert values(engine) == {
        ("Päijät-Häme", "", 2021): 24.8,
        ("Päijät-Häme (maakunta)", "", 2021): 30.0,
    }


def test_a_year_twice_with_different_values_is_an_error_and_with_the_same_value_it_is_one_row(
    engine: Engine, client: Clients
) -> None:
    lines = ["286;228;2021;total;24.8;9", "286;658;2021;total;24.8;9", "286;228;2021;total;24.9;9"]
    twice = compare_file(engine, csv(*lines), client=client())
    assert [(problem.code, problem.cell) for problem in twice.problems] == [("two_values", "E4")]
    assert "24,8 (E2) ja 24,9" in twice.problems[0].message
    assert not twice.change_set
    same = compare_file(engine, csv(*["286;228;2021;total;24.8;9"] * 2), client=client())
    assert same.counts["added"] == 3


def test_a_percentage_over_100_from_the_service_is_left_out_with_a_warning(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    stub.rows[0]["value"] = 101.0
    stub.rows += [row(286, 228, 2022, 124.8), row(286, 658, 2022, 24.8)]
    plan = planned(engine, client(refresh=True), 286)
    assert [(problem.code, problem.severity, problem.cell) for problem in plan.problems] == [
        ("out_of_range", "warning", None)
    ] * 2
    assert plan.problems[1].message.startswith("Yksinäisyys (Mikkeli 2022): Arvo 124,8 %")
    accept(engine, plan.change_set)
    found = {(area, year): value for (area, _group, year), value in values(engine).items()}
    assert found["Mikkeli", 2021] == 24.8
    assert ("Mikkeli", 2022) not in found
    assert found["koko maa", 2022] == 24.8


def test_a_percentage_over_100_is_an_error_in_a_file(engine: Engine, client: Clients) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    comparison = compare_file(
        engine, csv("286;261;2021;total;4;9", "286;228;2021;total;101;9"), client=client()
    )
    assert [(problem.code, problem.severity, problem.cell) for problem in comparison.problems] == [
        ("out_of_range", "error", "E3")
    ]
    assert comparison.problems[0].message.startswith("Yksinäisyys (Mikkeli 2021): Arvo 101 %")
    assert not comparison.change_set


def test_every_fault_of_a_file_is_told_at_once_with_its_cell(engine: Engine, client: Clients) -> None:
    accept(engine, planned(engine, client(), 286).change_set)
    lines = [
        "286;228;2019;total;24.8;9",
        "286;4321;2019;total;24.8;9",
        "286;228;2018;total;-1;9",
        "286;228;2017;total;24.8;-9",
        "286;228;2019;total;24.9;9",
        "286;658;2019;male;100.1;9",
    ]
    told = {(problem.code, problem.cell) for problem in compare_file(engine, csv(*lines)).problems}
    assert told == {
        ("unknown_region", "B3"),
        ("out_of_range", "E4"),
        ("negative_count", "F5"),
        ("two_values", "E6"),
        ("out_of_range", "E7"),
    }
    rows = [
        dict(zip(("indicator", "region", "year", "gender", "value", "absValue"), cells, strict=True))
        for cells in ([*map(int, p[:3]), p[3], *map(float, p[4:])] for p in (x.split(";") for x in lines))
    ]
    in_json = compare_file(engine, json.dumps(rows).encode())
    assert {(problem.code, problem.cell) for problem in in_json.problems} == {
        ("unknown_region", "[1].region"),
        ("out_of_range", "[2].value"),
        ("negative_count", "[3].absValue"),
        ("two_values", "[4].value"),
        ("out_of_range", "[5].value"),
    }


def test_cases_over_the_denominator_that_the_database_has_are_not_taken(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    one = Indicator(name="Yksinäisyys", sotkanet_id=286, unit="%")
    series = Series(indicator_id=one.id, region="Mikkeli")
    seen = Observation(series_id=series.id, year=2021, value=18.0, numerator=9.0, denominator=50.0)
    save(engine, one, series, seen)
    comparison = compare_file(engine, csv("286;228;2021;total;18;51"), client=client())
    assert [(problem.code, problem.cell) for problem in comparison.problems] == [
        ("numerator_over_denominator", "F2")
    ]
    assert not comparison.change_set
    stub.rows[:] = [row(286, 228, 2021, 18.0, absolute=51)]
    plan = planned(engine, client(), 286)
    assert [(problem.code, problem.severity) for problem in plan.problems] == [
        ("numerator_over_denominator", "warning")
    ]
    accept(engine, plan.change_set)
    assert values(engine, "numerator") == {("Mikkeli", "", 2021): 9.0}


def test_only_the_first_faults_of_a_kind_are_told(engine: Engine, client: Clients) -> None:
    lines = [f"286;{1000 + n};{1950 + n};total;24.8;9" for n in range(50)]
    problems = compare_file(engine, csv(*lines), client=client()).problems
    assert [problem.cell for problem in problems] == [f"B{n}" for n in range(2, 22)]


def test_an_indicator_of_which_nothing_is_known_is_loaded_with_a_warning(
    engine: Engine, stub: Stub, client: Clients
) -> None:
    content = csv("286;228;2021;total;124.8;9")
    unknown = compare_file(engine, content, client=client())
    assert [(problem.code, problem.severity) for problem in unknown.problems] == [("unknown_unit", "warning")]
    assert unknown.change_set
    client().metadata(286)
    known = compare_file(engine, content, client=client())
    assert [(problem.code, problem.cell) for problem in known.problems] == [("out_of_range", "E2")]


def test_a_file_with_faults_changes_nothing(engine: Engine, client: Clients) -> None:
    comparison = compare_file(engine, csv("286;228;2021;total;24,8;9"), client=client())
    assert [problem.code for problem in comparison.problems] == ["bad_number"]
    assert not comparison.change_set


# --- the command line


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_commands(parser, author=AUTHOR)
    return parser.parse_args(arguments)


def test_the_command_adds_an_indicator_and_refreshes_it(
    engine: Engine, stub: Stub, client: Clients, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_refresh(engine, options("add", "286", "--dry-run"), client) == 0
    assert values(engine) == {}
    assert run_refresh(engine, options("add", "286"), client) == 0
    assert len(values(engine)) == 4
    stub.rows.append(row(286, 228, 2022, 25.0))
    assert run_refresh(engine, options("refresh"), client) == 0
    assert len(values(engine)) == 4
    assert run_refresh(engine, options("refresh", "--fresh"), client) == 0
    assert len(values(engine)) == 5
    assert "1 uutta, 0 muuttunutta, 5 ennallaan" in capsys.readouterr().out


def test_the_command_tells_of_failures_and_fails_only_when_nothing_was_fetched(
    engine: Engine, client: Clients, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_refresh(engine, options("add", "286", "999"), client) == 0
    assert "999: Sotkanetissa ei ole enää kohdetta 999" in capsys.readouterr().err
    assert run_refresh(engine, options("add", "999"), client) == 1


def test_the_command_finds_indicators_by_name(
    engine: Engine, client: Clients, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_search(engine, options("search", "yksin"), client) == 0
    assert capsys.readouterr().out == "286\tYksinäisyys\n"
    assert run_search(engine, options("search", "olematon"), client) == 1
    assert "kokeile lyhyempää hakua" in capsys.readouterr().err
