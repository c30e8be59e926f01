"""Which county an organisation belongs to, and which of its plans is looked at."""

from datetime import date
from typing import Any

import pytest
from organisations import write
from sqlalchemy import Engine

from hyte_core.model import Meeting, Organisation, Plan
from hyte_core.regional import Body, bodies, meeting_day

TODAY = date(2026, 3, 31)


def read(engine: Engine, *rows: Any) -> dict[str, Body]:
    write(engine, rows)
    with engine.connect() as connection:
        return {one.name: one for one in bodies(connection)}


def county(engine: Engine, *comparisons: str, region: str = "") -> str:
    one = Organisation(name="Mikkeli", region=region, comparisons=list(comparisons))
    return read(engine, one)["Mikkeli"].county


def test_the_county_is_the_nearest_one_that_the_values_are_compared_with(engine: Engine) -> None:
    assert county(engine, "Mikkelin seutu", "etelä-savo", "koko maa") == "Etelä-Savon hyvinvointialue"


def test_a_county_by_its_full_name_is_the_same_county(engine: Engine) -> None:
    assert county(engine, "Etelä-Savon hyvinvointialue") == "Etelä-Savon hyvinvointialue"


@pytest.mark.parametrize("comparisons", [(), ("koko maa",), ("Uusimaa", "koko maa")])
def test_without_a_county_among_the_comparisons_it_is_not_known(
    engine: Engine, comparisons: tuple[str, ...]
) -> None:
    assert county(engine, *comparisons) == ""


def test_a_county_of_the_database_that_is_not_official_is_known_by_name_and_area(engine: Engine) -> None:
    found = read(
        engine,
        Organisation(name="Koealueen yhtymä", kind="county", region="Koealue"),
        Organisation(name="Kunta 1", comparisons=["Koealue"]),
        Organisation(name="Kunta 2", comparisons=["koealueen  yhtymä"]),
    )
    assert {one.county for one in found.values()} == {"Koealueen yhtymä"}


def test_an_official_county_goes_by_its_official_name(engine: Engine) -> None:
    found = read(
        engine,
        Organisation(name="Päijät-Sote", kind="county", region="Päijät-Häme"),
        Organisation(name="Lahti", comparisons=["Päijät-Häme"]),
    )
    assert {one.county for one in found.values()} == {"Päijät-Hämeen hyvinvointialue"}


def test_invented_organisations_come_last(engine: Engine) -> None:
    found = read(engine, Organisation(name="Aakkoskunta", invented=True), Organisation(name="Örö"))
    assert list(found) == ["Örö", "Aakkoskunta"]


def plans_shown(engine: Engine, *periods: tuple[int | None, int | None]) -> list[str]:
    """The names of the plans looked at, of those with periods from and to the years."""
    owner = Organisation(name="Kunta")
    made = [
        Plan(
            organisation_id=owner.id,
            name=f"{first}–{last}",
            starts=first and date(first, 1, 1),
            ends=last and date(last, 12, 31),
        )
        for first, last in periods
    ]
    return [plan.name for plan in read(engine, owner, *made)["Kunta"].plans_on(TODAY)]


def test_the_plans_in_force_are_looked_at(engine: Engine) -> None:
    found = plans_shown(engine, (2020, 2023), (2024, 2027), (2026, None), (2028, 2030))
    assert found == ["2024–2027", "2026–None"]


def test_when_none_is_in_force_those_that_ended_last_are(engine: Engine) -> None:
    assert plans_shown(engine, (2017, 2020), (2021, 2025), (2022, 2025), (2027, 2030)) == [
        "2021–2025",
        "2022–2025",
    ]


def test_when_none_has_begun_the_first_to_begin_is(engine: Engine) -> None:
    assert plans_shown(engine, (2030, 2033), (2027, 2030)) == ["2027–2030"]


def test_an_organisation_without_plans_has_none_to_look_at(engine: Engine) -> None:
    assert plans_shown(engine) == []


def test_a_meetings_day_is_found_by_its_id(engine: Engine) -> None:
    owner = Organisation(name="Kunta")
    held = Meeting(organisation_id=owner.id, held_on=date(2025, 9, 16), title="Ohjausryhmä")
    write(engine, [owner, held])
    with engine.connect() as connection:
        assert meeting_day(connection, held.id) == date(2025, 9, 16)
        assert meeting_day(connection, "puuttuu") is None
